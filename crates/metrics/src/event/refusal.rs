//! Why an event is refused.

use crate::time::{DAY, MINUTE};

/// Why an event is refused. [`Refusal::code`] is for counting, the text for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It isn't a JSON object with the keys and types that events have; what is wrong, in words.
    #[error("it is no event: {0}")]
    Malformed(String),
    /// Its kind is none.
    #[error(
        "there is no kind `{0}` of events: they are view, search, copy, download, share, answer-used, feedback, lesson-completed"
    )]
    UnknownKind(String),
    /// A key that its kind needs is missing.
    #[error("a {kind} needs `{key}`")]
    Missing {
        /// The event's kind.
        kind: &'static str,
        /// The key.
        key: &'static str,
    },
    /// A key that its kind has no use for.
    #[error("a {kind} has no `{key}`")]
    Needless {
        /// The event's kind.
        kind: &'static str,
        /// The key.
        key: &'static str,
    },
    /// A text is longer than it may be.
    #[error("`{key}` has more than {most} bytes")]
    TooLong {
        /// The key.
        key: &'static str,
        /// How many bytes it may have.
        most: usize,
    },
    /// An id that is empty, or has characters that no id has.
    #[error("`{key}` is no id: {expected}")]
    BadId {
        /// The key.
        key: &'static str,
        /// What ids look like.
        expected: &'static str,
    },
    /// A text with control characters, or with characters that turn the direction of what follows.
    #[error("`{key}` has control characters")]
    ControlCharacters {
        /// The key.
        key: &'static str,
    },
    /// A number that can't be.
    #[error("`{key}` is {value}, where at most {most} can be")]
    TooHigh {
        /// The key.
        key: &'static str,
        /// What it says.
        value: u64,
        /// What it can say.
        most: u64,
    },
    /// A result was opened at a place that isn't among the results.
    #[error("result {position} can't have been opened: there were {hits}")]
    NoSuchResult {
        /// The place, from 1.
        position: u32,
        /// How many results there were.
        hits: u32,
    },
    /// It happened too long ago.
    #[error("it happened {} days before it came, and at most {} are allowed", by_ms / DAY, most_ms / DAY)]
    TooOld {
        /// How long ago.
        by_ms: i64,
        /// How long ago is allowed.
        most_ms: i64,
    },
    /// It hasn't happened yet.
    #[error("it happened {} minutes after it came, and at most {} are allowed", by_ms / MINUTE, most_ms / MINUTE)]
    InFuture {
        /// How far ahead.
        by_ms: i64,
        /// How far ahead is allowed.
        most_ms: i64,
    },
}

impl Refusal {
    /// A short name of the reason, the same for all events that are refused for it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "malformed",
            Self::UnknownKind(_) => "unknown-kind",
            Self::Missing { .. } => "missing-key",
            Self::Needless { .. } => "needless-key",
            Self::TooLong { .. } => "too-long",
            Self::BadId { .. } => "bad-id",
            Self::ControlCharacters { .. } => "control-characters",
            Self::TooHigh { .. } => "too-high",
            Self::NoSuchResult { .. } => "no-such-result",
            Self::TooOld { .. } => "too-old",
            Self::InFuture { .. } => "in-future",
        }
    }
}

/// How many characters of what came are repeated in a message.
const EXCERPT: usize = 60;

/// What came, fit to be shown: short, and without control characters.
pub(super) fn excerpt(text: &str) -> String {
    let mut shown: String = text.chars().take(EXCERPT).flat_map(char::escape_debug).collect();
    if text.chars().nth(EXCERPT).is_some() {
        shown.push('…');
    }
    shown
}
