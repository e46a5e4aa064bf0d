//! Pages that are neither of a document nor a list: a file for each.

pub mod compare;
pub mod map;
pub mod new;
pub mod respond;
pub mod start;

use serde::Serialize;

use super::{Head, Link, Navigation, insights::Insights, navigation};
use crate::site::plan::{Plan, Special, Topic};

/// What its template gets.
#[derive(Debug, Serialize)]
pub struct SpecialPage {
    /// What every page's head says.
    pub head: Head,
    /// The side navigation.
    pub navigation: Navigation,
    /// The pages above this one, from the home page on.
    pub trail: Vec<Link>,
    /// What this one shows, by its own fields.
    #[serde(flatten)]
    pub content: Content,
}

/// What a special page shows.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Content {
    /// What changed lately.
    New(new::New),
    /// Where people of a function begin.
    Start(start::Start),
    /// Two documents beside each other.
    Compare(compare::Compare),
    /// A customer's questionnaire.
    Respond(respond::Respond),
    /// Nothing: what it shows is in the browser.
    Saved {},
    /// Where there is nothing.
    Map(map::Map),
    /// What the library's use and return are.
    Insights(Insights),
}

impl SpecialPage {
    /// Makes a special page; with the name of its template.
    pub fn new(plan: &Plan<'_>, special: Special) -> (&'static str, Self) {
        let (template, content) = match special {
            Special::New => ("special/new.html", Content::New(new::New::of(plan))),
            Special::Start(role) => ("special/start.html", Content::Start(start::Start::new(plan, role))),
            Special::Compare => ("special/compare.html", Content::Compare(compare::Compare::new(plan))),
            Special::Respond => ("special/respond.html", Content::Respond(respond::Respond::new(plan))),
            Special::Saved => ("special/saved.html", Content::Saved {}),
            Special::Map => ("special/map.html", Content::Map(map::Map::new(plan))),
            Special::Insights(topic) => ("special/insights.html", Content::Insights(Insights::new(plan, topic))),
        };
        let words = plan.words(&plan.library.config.language);
        let title = words.say(special.title());
        let mut trail = vec![navigation::home(plan, &plan.library.config.language)];
        if !special.is_everywhere() {
            let above = Special::Insights(Topic::Overview);
            trail.push(Link { text: words.say(above.title()), url: plan.base.page(above.path()) });
        }
        let page = Self {
            head: Head::new(plan, title, &plan.base.page(special.path())),
            navigation: Navigation::of_kind(None),
            trail,
            content,
        };
        (template, page)
    }
}
