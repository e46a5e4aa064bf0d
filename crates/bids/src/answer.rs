//! A library's answer, as a customer may get it.

use std::collections::BTreeMap;

use fieldbook_questionnaire::Response;
use serde::{Deserialize, Serialize};

/// An answer document, with all that deciding needs to know of it and nothing that isn't for customers' eyes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Its id.
    pub id: String,
    /// BCP 47 tag.
    pub language: String,
    /// How it is asked for, the canonical wording first.
    pub wordings: Vec<String>,
    /// The answer in a word.
    pub response: Response,
    /// The answer in a line, with its placeholders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// The answer at length, as plain text with its placeholders.
    pub long: String,
    /// Why it must not be filled in, whoever the customer is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bar: Option<Bar>,
    /// Whether it should have been checked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_overdue: bool,
    /// The answer that it is a variant of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant_of: Option<String>,
    /// For whom it is: values by facet; a facet that isn't named is open.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facets: BTreeMap<String, Vec<String>>,
    /// Where it is from.
    #[serde(default)]
    pub source: Source,
}

/// Where an answer is from, as far as who reads the sheet may know it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The document's title.
    pub title: String,
    /// Its file in the library.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Address of its page, where the desk is on a site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// Hash of the last commit that changed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// When somebody last vouched for it (`2026-11-22`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<String>,
}

/// Why an answer is shown but never filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bar {
    /// It must not be used any more.
    Retired,
    /// Its day of expiry has come.
    Expired,
    /// It is being written.
    Draft,
    /// Nobody has approved it yet.
    InReview,
    /// It is regulated, and nobody has approved it.
    Unapproved,
    /// It is a variant for customers of whom this one isn't known to be one.
    OtherCustomers,
}

impl Answer {
    /// The id of the answer that it is a variant of, or its own.
    pub fn family(&self) -> &str {
        self.variant_of.as_deref().unwrap_or(&self.id)
    }

    /// What is filled in of it, with its placeholders: the short answer, or the long one where there is none.
    pub fn text(&self) -> &str {
        self.short.as_deref().filter(|short| !short.trim().is_empty()).unwrap_or(&self.long)
    }
}

impl Bar {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Retired => "it is retired",
            Self::Expired => "it has expired",
            Self::Draft => "it is a draft",
            Self::InReview => "it is in review",
            Self::Unapproved => "it is regulated and nobody has approved it",
            Self::OtherCustomers => "it is a variant for some customers only: say --region, --industry or --product",
        }
    }
}
