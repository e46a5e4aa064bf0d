//! What pages of single kinds show beyond what all documents do.

use serde::Serialize;

use super::{
    Link, Sign,
    field::{documents, scalar},
    number, section,
};
use crate::{
    library::{Data, Fields, Value},
    markdown::ContentsEntry,
    site::{gate::Held, plan::Plan},
};

/// What a kind's own template gets.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfKind {
    /// A competitive analysis.
    Swot(Swot),
    /// A case study.
    CaseStudy(CaseStudy),
    /// An answer.
    Answer(Answer),
    /// A course.
    Course(Course),
}

/// A competitive analysis: the battle card over the four quadrants.
#[derive(Debug, Serialize)]
pub struct Swot {
    /// Sections of the battle card, as HTML.
    pub card: Vec<String>,
    /// The quadrants.
    pub quadrants: Vec<Quadrant>,
    /// What stands before the first heading, as HTML.
    pub lead: String,
    /// What they will say, and the answer, as HTML.
    pub objections: String,
    /// All other sections, as HTML.
    pub rest: String,
}

/// A quadrant.
#[derive(Debug, Serialize)]
pub struct Quadrant {
    /// `strengths`
    pub name: &'static str,
    /// Its HTML, the heading included.
    pub html: String,
}

/// A case study.
#[derive(Debug, Serialize)]
pub struct CaseStudy {
    /// Whom it is about.
    pub customer: String,
    /// What changed.
    pub factors: Vec<Factor>,
    /// What somebody there says.
    pub quote: Option<Quote>,
}

/// A success factor.
#[derive(Debug, Serialize)]
pub struct Factor {
    /// "Alarms that nobody answered"
    pub name: String,
    /// Before, with the unit.
    pub baseline: String,
    /// After, with the unit.
    pub result: String,
    /// "−42 %", or the difference where there was nothing before.
    pub change: String,
    /// Whether it got better: by name, word and sign.
    pub outcome: Sign,
    /// Over what time.
    pub period: Option<String>,
}

/// A quotation.
#[derive(Debug, Serialize)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// Who said them.
    pub by: String,
}

/// An answer.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The canonical question.
    pub question: String,
    /// Other wordings of it.
    pub others: Vec<String>,
    /// What is answered.
    pub response: Option<Sign>,
    /// The answer in a line.
    pub short: Option<String>,
}

/// A course.
#[derive(Debug, Serialize)]
pub struct Course {
    /// Its lessons, in order.
    pub lessons: Vec<Lesson>,
    /// How long all of them take.
    pub minutes: i64,
}

/// A lesson of a course.
#[derive(Debug, Serialize)]
pub struct Lesson {
    /// Its page.
    #[serde(flatten)]
    pub link: Link,
    /// How long it takes.
    pub minutes: Option<i64>,
}

impl OfKind {
    /// What a document's kind adds to its page; the fields that are set by it are named beside it.
    pub fn new(plan: &Plan<'_>, held: Held<'_>, body: &str) -> (Option<Self>, &'static [&'static str]) {
        match held.kind_name() {
            "swot" => (Some(Self::Swot(swot(body))), &[]),
            "case-study" => (Some(Self::CaseStudy(case_study(held))), &["customer", "success_factors", "quote"]),
            "answer" => (Some(Self::Answer(answer(held))), &["questions", "response", "short"]),
            "course" => (Some(Self::Course(course(plan, held))), &["lessons"]),
            _ => (None, &[]),
        }
    }
}

/// The quadrants in reading order.
const QUADRANTS: [&str; 4] = ["strengths", "weaknesses", "opportunities", "threats"];
/// The battle card's sections in the order in which they are shown: what fits one screen of a phone.
const CARD: [&str; 3] = ["why-we-win", "why-we-lose", "landmines"];
const OBJECTIONS: &str = "objections";

fn swot(body: &str) -> Swot {
    let sections = section::split(body);
    let named = |anchor: &str| sections.iter().find(|section| section.anchor == anchor);
    let is_rest = |anchor: &str| {
        !anchor.is_empty() && anchor != OBJECTIONS && !QUADRANTS.contains(&anchor) && !CARD.contains(&anchor)
    };
    let html_of = |anchor: &str| named(anchor).map_or_else(String::new, |section| section.html.to_owned());
    Swot {
        card: CARD.iter().filter_map(|anchor| named(anchor)).map(|section| section.html.to_owned()).collect(),
        quadrants: QUADRANTS
            .into_iter()
            .filter_map(|name| Some(Quadrant { name, html: named(name)?.html.to_owned() }))
            .collect(),
        lead: html_of(""),
        objections: html_of(OBJECTIONS),
        rest: sections.iter().filter(|section| is_rest(section.anchor)).map(|section| section.html).collect(),
    }
}

impl Swot {
    /// Puts a table of contents into the order in which an analysis is set.
    pub fn arrange(&self, contents: Vec<ContentsEntry>) -> Vec<ContentsEntry> {
        let order: Vec<&str> = CARD.into_iter().chain(QUADRANTS).chain([OBJECTIONS]).collect();
        let mut parts: Vec<Vec<ContentsEntry>> = Vec::new();
        for entry in contents {
            match parts.last_mut() {
                Some(part) if entry.level > 2 => part.push(entry),
                _ => parts.push(vec![entry]),
            }
        }
        let place =
            |part: &[ContentsEntry]| order.iter().position(|anchor| *anchor == part[0].anchor).unwrap_or(order.len());
        parts.sort_by_key(|part| place(part));
        parts.into_iter().flatten().collect()
    }
}

fn case_study(held: Held<'_>) -> CaseStudy {
    let factors = held.field("success_factors").map_or(&[] as &[Value], Value::elements);
    let quote = held.field("quote").and_then(Value::as_table);
    CaseStudy {
        customer: held.field("customer").and_then(scalar).unwrap_or_default(),
        factors: factors.iter().filter_map(|value| factor(value.as_table()?)).collect(),
        quote: quote.and_then(|quote| Some(Quote { text: text(quote, "text")?, by: text(quote, "by")? })),
    }
}

fn factor(table: &Fields) -> Option<Factor> {
    let (before, after) = (amount(table.get("baseline")?)?, amount(table.get("result")?)?);
    let unit = text(table, "unit").unwrap_or_default();
    let lower_is_better = text(table, "better").is_some_and(|better| better == "lower");
    let outcome = if before.total_cmp(&after).is_eq() {
        Sign { name: "same", word: "Unchanged" }
    } else if (after < before) == lower_is_better {
        Sign { name: "better", word: "Better" }
    } else {
        Sign { name: "worse", word: "Worse" }
    };
    Some(Factor {
        name: text(table, "name")?,
        baseline: with_unit(before, &unit),
        result: with_unit(after, &unit),
        change: change(before, after, &unit),
        outcome,
        period: text(table, "period"),
    })
}

/// The change in per cent of what was before; as a difference where that says nothing, since there was nothing before or the
/// figures are percentages themselves.
fn change(before: f64, after: f64, unit: &str) -> String {
    let difference = after - before;
    let sign = if difference > 0.0 { "+" } else { "" };
    if unit.trim() == "%" {
        format!("{sign}{} points", number(difference, 1))
    } else if before > 0.0 {
        let percent = difference / before * 100.0;
        format!("{sign}{} %", number(percent, usize::from(percent.abs() < 10.0)))
    } else {
        format!("{sign}{}", with_unit(difference, unit))
    }
}

fn with_unit(amount: f64, unit: &str) -> String {
    format!("{} {unit}", number(amount, 2)).trim_end().to_owned()
}

#[expect(clippy::cast_precision_loss, reason = "figures of case studies are far below 2^53")]
fn amount(value: &Value) -> Option<f64> {
    match value.data {
        Data::Integer(integer) => Some(integer as f64),
        Data::Number(number) => Some(number),
        _ => None,
    }
}

fn text(table: &Fields, key: &str) -> Option<String> {
    table.get(key).and_then(scalar)
}

fn answer(held: Held<'_>) -> Answer {
    let questions = held.field("questions").map_or(&[] as &[Value], Value::elements);
    let mut questions = questions.iter().filter_map(scalar);
    Answer {
        question: questions.next().unwrap_or_else(|| held.title().to_owned()),
        others: questions.collect(),
        response: held.field("response").and_then(Value::as_str).and_then(response),
        short: held.field("short").and_then(scalar),
    }
}

fn response(word: &str) -> Option<Sign> {
    match word {
        "yes" => Some(Sign { name: "yes", word: "Yes" }),
        "partial" => Some(Sign { name: "partial", word: "Partial" }),
        "no" => Some(Sign { name: "no", word: "No" }),
        "n/a" => Some(Sign { name: "na", word: "Not applicable" }),
        "info" => Some(Sign { name: "info", word: "Information" }),
        _ => None,
    }
}

fn course(plan: &Plan<'_>, held: Held<'_>) -> Course {
    let numbers = held.field("lessons").map_or_else(Vec::new, |lessons| documents(plan, held, lessons));
    let lessons: Vec<Lesson> = numbers
        .into_iter()
        .map(|number| &plan.documents[number])
        .map(|lesson| Lesson { link: lesson.link(), minutes: minutes(lesson.held) })
        .collect();
    Course { minutes: lessons.iter().filter_map(|lesson| lesson.minutes).sum(), lessons }
}

fn minutes(lesson: Held<'_>) -> Option<i64> {
    match lesson.field("minutes")?.data {
        Data::Integer(minutes) => Some(minutes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_in_per_cent_unless_that_says_nothing() {
        assert_eq!(change(200.0, 116.0, "hours"), "−42 %");
        assert_eq!(change(100.0, 103.5, "orders"), "+3.5 %");
        assert_eq!(change(0.0, 3.0, "sites"), "+3 sites");
        assert_eq!(change(92.0, 99.5, "%"), "+7.5 points");
    }

    #[test]
    fn an_analysis_is_set_as_card_quadrants_and_the_rest() {
        let h2 = |anchor: &str| format!("<h2 id=\"{anchor}\">x</h2><p>{anchor}</p>");
        let body: String =
            ["threats", "strengths", "landmines", "pricing", "why-we-win"].iter().map(|anchor| h2(anchor)).collect();
        let swot = swot(&format!("<p>lead</p>{body}"));
        assert_eq!(swot.lead, "<p>lead</p>");
        assert_eq!(swot.card, [h2("why-we-win"), h2("landmines")]);
        assert_eq!(swot.quadrants.iter().map(|quadrant| quadrant.name).collect::<Vec<_>>(), ["strengths", "threats"]);
        assert_eq!(swot.rest, h2("pricing"));
    }
}
