//! View models: what templates get to see. They hold names, numbers, days and the library's own texts; templates arrange
//! them and say the rest in the page's language (`theme::words`).
//!
//! Every page has a [`Head`]; [`document`], [`listing`] and [`home`] add what theirs show. What all pages share is in
//! [`Site`], which templates know as `site`.

pub mod certificate;
pub mod deal;
pub mod document;
pub mod entry;
pub mod facts;
pub mod field;
pub mod filter;
pub mod fragment;
pub mod home;
pub mod insights;
pub mod kinds;
pub mod learning;
pub mod listing;
pub mod most_used;
pub mod navigation;
pub mod overview;
pub mod preview;
pub mod section;
pub mod special;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

pub use entry::Entry;
pub use navigation::Navigation;
pub use preview::Preview;

use super::{
    brand::Face,
    machines,
    plan::{ListingKind, Plan},
    searching,
};
use crate::{
    library::{self, ReviewState},
    theme::{Words, language},
};

/// What all pages share.
#[derive(Debug, Serialize)]
pub struct Site {
    /// The library's name.
    pub name: String,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// BCP 47 tag of its main language.
    pub language: String,
    /// Address of the home page: the base path.
    pub root: String,
    /// Address of the theme's static files, without a slash at its end.
    pub assets: String,
    /// The library's own face.
    pub face: Face,
    /// For whom the build is.
    pub audience: &'static str,
    /// Whether it is for the company's own people.
    pub internal: bool,
    /// What pages in a language lead to, by the language of their lists.
    pub local: BTreeMap<String, Local>,
    /// Whole address of the feed, where there is one.
    pub feed: Option<String>,
    /// Whether readers' browsers keep the site for when there is no network.
    pub offline: bool,
    /// Whom pages tell what they are used for, where anybody.
    pub usage: Option<Usage>,
    /// Address of the library as JSON, where there is such a file.
    pub library: Option<String>,
}

/// Whom pages tell what they are used for.
#[derive(Debug, Serialize)]
pub struct Usage {
    /// Where events are sent.
    pub endpoint: String,
    /// The origin that pages must be let send to, where that isn't their own.
    pub origin: Option<String>,
    /// What is understood there.
    pub speaks: &'static str,
    /// What the site is called there.
    pub site: Option<String>,
}

impl Usage {
    fn new(usage: &library::Usage) -> Self {
        Self {
            endpoint: usage.endpoint.clone(),
            origin: usage.origin().map(str::to_owned),
            speaks: usage.speaks.as_str(),
            site: usage.site.clone(),
        }
    }
}

/// What all pages whose lists are in one language share.
#[derive(Debug, Serialize)]
pub struct Local {
    /// Address of the home page.
    pub home: String,
    /// The kinds that there are documents of.
    pub kinds: Vec<KindLink>,
    /// Special pages, and lists of other things than kinds.
    pub lists: Vec<Link>,
    /// Address of what search's facets are called, where that isn't as in the main language.
    pub search_labels: Option<String>,
}

/// A kind, for navigation.
#[derive(Debug, Serialize)]
pub struct KindLink {
    /// `case-study`
    pub name: String,
    /// "Case studies"
    pub label: String,
    /// Address of its list.
    pub url: String,
    /// How many documents there are.
    pub count: usize,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What stands there.
    pub text: String,
    /// Where it leads.
    pub url: String,
}

/// A day, as `2026-11-22`: templates set it by the component `day` or the filter of that name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Day(String);

impl Day {
    /// The day for reading.
    pub fn say(&self, words: &Words) -> String {
        self.0.parse().map_or_else(|_| self.0.clone(), |day| words.day(day))
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date.to_string())
    }
}

/// A state: a theme draws its sign and colour by the name, and says the message `sign-NAME`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sign {
    /// `overdue`
    pub name: &'static str,
}

impl From<ReviewState> for Sign {
    fn from(state: ReviewState) -> Self {
        let name = match state {
            ReviewState::Reviewed => "reviewed",
            ReviewState::Due => "due",
            ReviewState::Overdue => "overdue",
            ReviewState::Expired => "expired",
            ReviewState::Unreviewed => "unreviewed",
        };
        Self { name }
    }
}

/// What the head of every page says.
#[derive(Debug, Serialize)]
pub struct Head {
    /// The page's title, without the library's name.
    pub title: String,
    /// A sentence for search engines and previews.
    pub description: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// BCP 47 tag of the language that the site's own words are said in on this page.
    pub words: String,
    /// Whether that isn't the page's own language.
    pub foreign: bool,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Whole address, where the library says its own.
    pub canonical: Option<String>,
    /// The language's own name for itself ("Deutsch").
    pub language_name: String,
    /// BCP 47 tag of the language of the lists that the page leads to: a key of [`Site::local`].
    pub local: String,
    /// The same page in other languages.
    pub alternates: Vec<Alternate>,
    /// Home pages of the languages that the page isn't there in.
    pub homes: Vec<Alternate>,
    /// What it says of itself to programs.
    pub preview: Preview,
}

/// The same page in another language.
#[derive(Debug, Serialize)]
pub struct Alternate {
    /// BCP 47 tag.
    pub language: String,
    /// Its own name for itself ("Deutsch").
    pub name: String,
    /// Its page.
    pub url: String,
    /// Whole address, where the library says its own.
    pub canonical: Option<String>,
}

impl Alternate {
    fn new(plan: &Plan<'_>, language: &str, url: &str) -> Self {
        Self {
            language: language.to_owned(),
            name: language::name(language).to_owned(),
            url: url.to_owned(),
            canonical: plan.base.absolute(url),
        }
    }
}

impl Head {
    /// The head of a page in the library's main language that isn't there in others.
    pub fn new(plan: &Plan<'_>, title: impl Into<String>, url: &str) -> Self {
        Self::on(plan, &plan.library.config.language, title, url).with_alternates(plan, Vec::new())
    }

    /// The head of a page in a language.
    fn on(plan: &Plan<'_>, language: &str, title: impl Into<String>, url: &str) -> Self {
        Self { title: title.into(), canonical: plan.base.absolute(url), ..Self::in_language(plan, language) }
    }

    /// The head of a page that has no address of its own: it stands where another one is missing.
    pub fn apart(plan: &Plan<'_>, language: &str, title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::in_language(plan, language) }.with_alternates(plan, Vec::new())
    }

    /// With the same page in other languages. The languages that it isn't there in are offered by their home pages.
    fn with_alternates(self, plan: &Plan<'_>, alternates: Vec<Alternate>) -> Self {
        let is_there = |language: &str| language == self.language || alternates.iter().any(|a| a.language == language);
        let homes = plan.languages.iter().filter(|language| !is_there(language));
        let homes = homes.map(|language| Alternate::new(plan, language, &plan.home(language))).collect();
        Self { alternates, homes, ..self }
    }

    fn in_language(plan: &Plan<'_>, language: &str) -> Self {
        let words = plan.words(language).language().to_owned();
        Self {
            title: String::new(),
            description: None,
            language: language.to_owned(),
            foreign: language::primary(language) != language::primary(&words),
            local: plan.list_language(language).to_owned(),
            language_name: language::name(language).to_owned(),
            words,
            direction: if language::is_right_to_left(language) { "rtl" } else { "ltr" },
            canonical: None,
            alternates: Vec::new(),
            homes: Vec::new(),
            preview: Preview::in_language(plan, language),
        }
    }
}

impl Site {
    /// What all pages of a plan share.
    pub fn new(plan: &Plan<'_>, assets: &str, face: Face, feed: Option<&str>) -> Self {
        let config = &plan.library.config;
        let local = plan.languages.iter().map(|language| ((*language).to_owned(), Local::new(plan, language)));
        Self {
            name: config.name.clone(),
            description: config.description.clone(),
            language: config.language.clone(),
            root: plan.base.path().to_owned(),
            assets: plan.base.file(assets),
            face,
            audience: plan.gate.audience().as_str(),
            internal: plan.gate.is_internal(),
            local: local.collect(),
            feed: feed.and_then(|feed| plan.base.absolute(&plan.base.file(feed))),
            offline: config.offline.enabled,
            usage: config.usage.as_ref().map(Usage::new),
            library: config.outputs.json.then(|| plan.base.file(machines::LIBRARY)),
        }
    }
}

impl Local {
    fn new(plan: &Plan<'_>, language: &str) -> Self {
        let own = || plan.listings.iter().filter(|listing| listing.language == language);
        let kinds = own().filter_map(|listing| match &listing.kind {
            ListingKind::Kind(name) => Some(KindLink {
                name: name.clone(),
                label: listing.title.clone(),
                url: plan.base.page(&listing.path),
                count: listing.entries.len(),
            }),
            _ => None,
        });
        let lists = own().filter(|listing| {
            matches!(
                listing.kind,
                ListingKind::Facet(_) | ListingKind::Tags | ListingKind::Owners | ListingKind::Review
            )
        });
        let words = plan.words(language);
        let specials = plan
            .specials
            .iter()
            .filter(|special| special.is_everywhere())
            .map(|special| Link { text: words.say(special.title()), url: plan.base.page(special.path()) });
        Self {
            home: plan.home(language),
            search_labels: (language != plan.library.config.language)
                .then(|| plan.base.file(&searching::labels_path(language))),
            kinds: kinds.collect(),
            lists: specials
                .chain(lists.map(|list| Link { text: list.title.clone(), url: plan.base.page(&list.path) }))
                .collect(),
        }
    }
}
