//! What readers did, as pages tell it.
//!
//! An [`Event`] is one thing that one reader did. Pages send them in batches of JSON ([`Batch`], `docs/usage-events.md`); stores and exports
//! keep each as a line of the same form ([`Event::to_json`], [`Event::from_json`]). What an event may hold is decided in one place
//! (`rules`), for all of them.

mod batch;
mod refusal;
pub(crate) mod rules;
#[cfg(test)]
mod tests;
mod wire;

use serde::{Deserialize, Serialize};

pub use batch::{Batch, BatchError, Limits, Refused};
pub use refusal::Refusal;
pub use rules::{MOST_DOCUMENT_BYTES, MOST_ID_BYTES, MOST_OPPORTUNITY_BYTES, MOST_TEXT_BYTES, MOST_VISIBLE_MS};

use crate::Time;

/// How long a view must last to be a qualified use: ten seconds of visible time.
pub const QUALIFIED_VIEW_MS: u64 = 10_000;

/// One thing that one reader did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Made by who saw it happen; an event that arrives twice has the same one.
    pub id: String,
    /// When it happened.
    pub at: Time,
    /// What happened.
    pub kind: EventKind,
    /// The document (or asset) it happened to. All but searches have one; a search has it where a result was opened.
    pub document: Option<String>,
    /// What belongs together: one tab's time on the site.
    pub session: String,
    /// The deal that the reader said they are working on.
    pub opportunity: Option<String>,
    /// The reader's own id, only where the company opted in.
    pub seller: Option<String>,
    /// For whom the site was built that it happened on.
    pub audience: Audience,
}

/// What readers do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// Had a page before them.
    View {
        /// For how many milliseconds it was visible.
        visible_ms: u64,
    },
    /// Searched.
    Search {
        /// What was typed.
        query: String,
        /// How many documents were found.
        hits: u32,
        /// Which result was opened, from 1; none where none was.
        position: Option<u32>,
    },
    /// Copied text to take it elsewhere.
    Copy,
    /// Downloaded a file.
    Download,
    /// Shared a page or a file with somebody.
    Share,
    /// Took an answer into a questionnaire.
    AnswerUsed,
    /// Said whether a page helped.
    Feedback {
        /// Whether it did.
        helped: bool,
        /// A word why.
        why: Option<String>,
    },
    /// Finished a lesson.
    LessonCompleted,
}

impl EventKind {
    /// The name that the wire format and exports have for it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::View { .. } => "view",
            Self::Search { .. } => "search",
            Self::Copy => "copy",
            Self::Download => "download",
            Self::Share => "share",
            Self::AnswerUsed => "answer-used",
            Self::Feedback { .. } => "feedback",
            Self::LessonCompleted => "lesson-completed",
        }
    }

    /// Whether it is a qualified use: a copy, download, share or answer used, or a view of at least ten seconds.
    ///
    /// ```
    /// use fieldbook_metrics::event::EventKind;
    ///
    /// assert!(EventKind::Copy.is_qualified_use());
    /// assert!(EventKind::View { visible_ms: 10_000 }.is_qualified_use());
    /// assert!(!EventKind::View { visible_ms: 9_999 }.is_qualified_use());
    /// assert!(!EventKind::Feedback { helped: true, why: None }.is_qualified_use());
    /// ```
    pub const fn is_qualified_use(&self) -> bool {
        match self {
            Self::View { visible_ms } => *visible_ms >= QUALIFIED_VIEW_MS,
            Self::Copy | Self::Download | Self::Share | Self::AnswerUsed => true,
            Self::Search { .. } | Self::Feedback { .. } | Self::LessonCompleted => false,
        }
    }
}

/// For whom the site was built that an event happened on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// The company's own people.
    #[default]
    Internal,
    /// Its partners.
    Partner,
    /// Its customers.
    Customer,
}

impl Audience {
    /// The word for it in the wire format.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Partner => "partner",
            Self::Customer => "customer",
        }
    }
}
