//! What a result shows of a page: its title, where it is, what it is about, and the headings of its sections.
//!
//! Records stand apart from the index, in files of their own, since a browser shows results from them before the engine
//! has come. A file is a JSON array of so many pages, in their order; a page is an array too, for names would be most
//! of it:
//!
//! ```text
//! [title, url, kind, language, standing, summary, [[anchor or null, heading], …]]
//! ```

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{SearchError, Standing};

/// What a result shows of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Record {
    /// Its title.
    pub title: String,
    /// Address below the site's root.
    pub url: String,
    /// Name of its kind.
    pub kind: String,
    /// BCP 47 tag.
    pub language: String,
    /// Whether it may still be used; in JSON empty where it may.
    #[serde(deserialize_with = "read_standing")]
    pub standing: Standing,
    /// One line about it; empty where there is none.
    pub summary: String,
    /// Its sections as they are in the index, head first.
    pub sections: Vec<SectionRecord>,
}

/// What a result shows of a section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct SectionRecord {
    /// Anchor of its heading; `None` for what stands before the first.
    pub anchor: Option<String>,
    /// Its heading; empty for what stands before the first.
    pub heading: String,
}

/// Where records come from.
pub trait Records: fmt::Debug + Send + Sync {
    /// The record of a page, counted in the order of the index; [`SearchError::Missing`] where it has yet to come.
    fn record(&self, page: usize) -> Result<Record, SearchError>;
}

impl Records for Vec<Record> {
    fn record(&self, page: usize) -> Result<Record, SearchError> {
        self.get(page).cloned().ok_or_else(|| SearchError::Damaged(format!("there is no record of page {page}")))
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let standing = if self.standing == Standing::Current { "" } else { self.standing.as_str() };
        let Self { title, url, kind, language, summary, sections, .. } = self;
        (title, url, kind, language, standing, summary, sections).serialize(serializer)
    }
}

impl Serialize for SectionRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.anchor, &self.heading).serialize(serializer)
    }
}

fn read_standing<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Standing, D::Error> {
    let word = String::deserialize(deserializer)?;
    Standing::from_word(if word.is_empty() { Standing::Current.as_str() } else { &word })
        .ok_or_else(|| serde::de::Error::custom("there is no such standing"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_an_array_and_reads_as_it_was_written() -> Result<(), serde_json::Error> {
        let heading = |anchor: Option<&str>, heading: &str| SectionRecord {
            anchor: anchor.map(str::to_owned),
            heading: heading.to_owned(),
        };
        let record = Record {
            title: "Encryption".to_owned(),
            url: "rfp/encryption/".to_owned(),
            kind: "answer".to_owned(),
            language: "en".to_owned(),
            standing: Standing::Stale,
            summary: "AES".to_owned(),
            sections: vec![heading(None, ""), heading(Some("keys"), "Keys")],
        };
        let text = serde_json::to_string(&record)?;
        let expected = r#"["Encryption","rfp/encryption/","answer","en","stale","AES",[[null,""],["keys","Keys"]]]"#;
        assert_eq!(text, expected);
        assert_eq!(serde_json::from_str::<Record>(&text)?, record);
        let current = Record { standing: Standing::Current, ..record };
        assert_eq!(serde_json::from_str::<Record>(&serde_json::to_string(&current)?)?, current);
        assert!(serde_json::from_str::<Record>(&text.replace("stale", "ripe")).is_err());
        Ok(())
    }
}
