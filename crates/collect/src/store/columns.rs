//! What an event's kind is in a row: its name, two numbers and a text.

use fieldbook_metrics::{
    Time,
    event::{Audience, Event, EventKind},
};

use super::StoreError;

/// What a kind says besides its name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Details<'a> {
    /// Milliseconds that a page was visible, hits of a search, 1 for a page that helped and 0 for one that didn't.
    pub(super) number: Option<i64>,
    /// Which hit was opened.
    pub(super) position: Option<i64>,
    /// A query, a word why.
    pub(super) text: Option<&'a str>,
}

impl<'a> Details<'a> {
    /// Those of a kind.
    pub(super) fn of(kind: &'a EventKind) -> Self {
        match kind {
            EventKind::View { visible_ms } => {
                Self { number: Some(i64::try_from(*visible_ms).unwrap_or(i64::MAX)), ..Self::default() }
            }
            EventKind::Search { query, hits, position } => {
                Self { number: Some(i64::from(*hits)), position: position.map(i64::from), text: Some(query) }
            }
            EventKind::Feedback { helped, why } => {
                Self { number: Some(i64::from(*helped)), position: None, text: why.as_deref() }
            }
            EventKind::Copy
            | EventKind::Download
            | EventKind::Share
            | EventKind::AnswerUsed
            | EventKind::LessonCompleted => Self::default(),
        }
    }
}

impl Details<'_> {
    /// The kind of that name that says this.
    pub(super) fn kind(self, name: &str) -> Option<EventKind> {
        Some(match name {
            "view" => EventKind::View { visible_ms: self.number?.try_into().ok()? },
            "search" => EventKind::Search {
                query: self.text?.to_owned(),
                hits: self.number?.try_into().ok()?,
                position: self.position.map(TryInto::try_into).transpose().ok()?,
            },
            "copy" => EventKind::Copy,
            "download" => EventKind::Download,
            "share" => EventKind::Share,
            "answer-used" => EventKind::AnswerUsed,
            "feedback" => EventKind::Feedback { helped: self.number? != 0, why: self.text.map(str::to_owned) },
            "lesson-completed" => EventKind::LessonCompleted,
            _ => return None,
        })
    }
}

/// A row as it is read.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) time: i64,
    pub(super) session: String,
    pub(super) kind: String,
    pub(super) document: Option<String>,
    pub(super) opportunity: Option<String>,
    pub(super) seller: Option<String>,
    pub(super) audience: String,
    pub(super) number: Option<i64>,
    pub(super) position: Option<i64>,
    pub(super) text: Option<String>,
}

impl Row {
    /// The event that it was.
    pub(super) fn event(self) -> Result<Event, StoreError> {
        let Some((kind, audience)) = self.kind().zip(audience(&self.audience)) else {
            return Err(StoreError::Damaged { id: self.id });
        };
        let Self { id, time, session, document, opportunity, seller, .. } = self;
        Ok(Event { id, at: Time::from_millis(time), kind, document, session, opportunity, seller, audience })
    }

    fn kind(&self) -> Option<EventKind> {
        let details = Details { number: self.number, position: self.position, text: self.text.as_deref() };
        details.kind(&self.kind)
    }
}

fn audience(name: &str) -> Option<Audience> {
    [Audience::Internal, Audience::Partner, Audience::Customer].into_iter().find(|audience| audience.as_str() == name)
}
