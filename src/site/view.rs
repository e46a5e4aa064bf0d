//! View models: what templates get to see. They hold words and addresses, ready to be set; templates only arrange them.
//!
//! Every page has a [`Head`]; [`document`], [`listing`] and [`home`] add what theirs show. What all pages share is in
//! [`Site`], which templates know as `site`.

pub mod document;
pub mod entry;
pub mod facts;
pub mod field;
pub mod home;
pub mod kinds;
pub mod listing;
pub mod navigation;
pub mod overview;
pub mod section;
pub mod special;

use jiff::civil::Date;
use serde::Serialize;

pub use entry::Entry;
pub use navigation::Navigation;

use super::plan::{ListingKind, Plan};
use crate::library::{Money, ReviewState};

/// What all pages share.
#[derive(Debug, Serialize)]
pub struct Site {
    /// The library's name.
    pub name: String,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// Address of the home page: the base path.
    pub root: String,
    /// Address of the theme's static files, without a slash at its end.
    pub assets: String,
    /// For whom the build is.
    pub audience: &'static str,
    /// Whether it is for the company's own people.
    pub internal: bool,
    /// The kinds that it holds documents of.
    pub kinds: Vec<KindLink>,
    /// Special pages, and lists of other things than kinds.
    pub lists: Vec<Link>,
    /// Whole address of the feed, where there is one.
    pub feed: Option<String>,
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

/// A day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Day {
    /// `2026-11-22`
    pub iso: String,
    /// "22 Nov 2026"
    pub text: String,
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self { iso: date.to_string(), text: date.strftime("%-d %b %Y").to_string() }
    }
}

/// A state by sign, word and colour: a theme draws the sign and the colour by the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sign {
    /// `overdue`
    pub name: &'static str,
    /// "Overdue"
    pub word: &'static str,
}

impl From<ReviewState> for Sign {
    fn from(state: ReviewState) -> Self {
        let (name, word) = match state {
            ReviewState::Reviewed => ("reviewed", "Reviewed"),
            ReviewState::Due => ("due", "Due"),
            ReviewState::Overdue => ("overdue", "Overdue"),
            ReviewState::Expired => ("expired", "Expired"),
            ReviewState::Unreviewed => ("unreviewed", "Not reviewed"),
        };
        Self { name, word }
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
    /// The same document in other languages.
    pub alternates: Vec<Alternate>,
}

/// The same document in another language.
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

impl Head {
    /// The head of a page in the library's main language.
    pub fn new(plan: &Plan<'_>, title: impl Into<String>, url: &str) -> Self {
        Self {
            title: title.into(),
            description: None,
            canonical: plan.base.absolute(url),
            alternates: Vec::new(),
            ..Self::in_language(plan, &plan.library.config.language)
        }
    }

    fn in_language(plan: &Plan<'_>, language: &str) -> Self {
        let words = plan.words(language).language().to_owned();
        Self {
            title: String::new(),
            description: None,
            language: language.to_owned(),
            foreign: primary(language) != primary(&words),
            words,
            direction: if is_right_to_left(language) { "rtl" } else { "ltr" },
            canonical: None,
            alternates: Vec::new(),
        }
    }
}

/// What a language calls itself, for the languages that most sites are in; the tag for others.
fn language_name(language: &str) -> &str {
    match language {
        "ar" => "العربية",
        "cs" => "Čeština",
        "da" => "Dansk",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fi" => "Suomi",
        "fr" => "Français",
        "he" => "עברית",
        "it" => "Italiano",
        "ja" => "日本語",
        "ko" => "한국어",
        "nl" => "Nederlands",
        "no" | "nb" => "Norsk",
        "pl" => "Polski",
        "pt" => "Português",
        "sv" => "Svenska",
        "tr" => "Türkçe",
        "uk" => "Українська",
        "zh" => "中文",
        other => other,
    }
}

/// `de` of `de-CH`.
fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

/// Whether a language is written from right to left.
fn is_right_to_left(language: &str) -> bool {
    language.contains("-Arab")
        || language.contains("-Hebr")
        || ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(&primary(language))
}

impl Site {
    /// What all pages of a plan share.
    pub fn new(plan: &Plan<'_>, assets: &str, feed: Option<&str>) -> Self {
        let config = &plan.library.config;
        let kinds = plan.listings.iter().filter_map(|listing| match &listing.kind {
            ListingKind::Kind(name) => Some(KindLink {
                name: name.clone(),
                label: listing.title.clone(),
                url: plan.base.page(&listing.path),
                count: listing.entries.len(),
            }),
            _ => None,
        });
        let lists = plan.listings.iter().filter(|listing| {
            matches!(
                listing.kind,
                ListingKind::Facet(_) | ListingKind::Tags | ListingKind::Owners | ListingKind::Review
            )
        });
        let words = plan.words(&config.language);
        let specials = plan
            .specials
            .iter()
            .map(|special| Link { text: words.say(special.title()), url: plan.base.page(special.path()) });
        Self {
            name: config.name.clone(),
            description: config.description.clone(),
            root: plan.base.path().to_owned(),
            assets: plan.base.file(assets),
            audience: plan.gate.audience().as_str(),
            internal: plan.gate.is_internal(),
            kinds: kinds.collect(),
            lists: specials
                .chain(lists.map(|list| Link { text: list.title.clone(), url: plan.base.page(&list.path) }))
                .collect(),
            feed: feed.and_then(|feed| plan.base.absolute(&plan.base.file(feed))),
        }
    }
}

/// An amount for reading: "EUR 1,200", with cents only where there are any.
fn money(money: &Money) -> String {
    let cents = (money.amount.fract() * 100.0).round().abs() > 0.0;
    format!("{} {}", money.currency, number(money.amount, if cents { 2 } else { 0 }))
}

/// A number for reading, with separators and at most so many decimals.
fn number(number: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", number.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let fraction = fraction.trim_end_matches('0');
    let separator = if fraction.is_empty() { "" } else { "." };
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let sign = if number < 0.0 && !is_zero { "−" } else { "" };
    format!("{sign}{grouped}{separator}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_end_without_idle_zeros() {
        assert_eq!(number(1_234_567.0, 0), "1,234,567");
        assert_eq!(number(12.50, 2), "12.5");
        assert_eq!(number(-3.0, 2), "−3");
        assert_eq!(number(-0.001, 2), "0");
        assert_eq!(money(&Money { amount: 1200.0, currency: "EUR".to_owned() }), "EUR 1,200");
    }

    #[test]
    fn some_languages_are_written_from_right_to_left() {
        assert!(is_right_to_left("ar"));
        assert!(is_right_to_left("he-IL"));
        assert!(!is_right_to_left("de-CH"));
    }
}
