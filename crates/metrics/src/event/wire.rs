//! An event's JSON: short keys, none that its kind has no use for.

use serde::{Deserialize, Serialize};

use super::{Audience, Event, EventKind, Refusal, refusal::excerpt, rules};
use crate::Time;

/// The keys, in the order in which they are written. `docs/usage-events.md` says what each means.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    id: String,
    t: Time,
    e: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    d: Option<String>,
    s: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    o: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    u: Option<String>,
    #[serde(default, skip_serializing_if = "is_internal")]
    a: Audience,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ms: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    n: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    p: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    h: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    w: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields so")]
fn is_internal(audience: &Audience) -> bool {
    *audience == Audience::Internal
}

impl Event {
    /// Reads an event's JSON and holds it to the rules, except those about when it came (see [`Batch::parse`](super::Batch::parse)).
    ///
    /// ```
    /// use fieldbook_metrics::event::{Event, EventKind};
    ///
    /// let json = r#"{"id":"k3J9x","t":1762300800000,"e":"view","d":"rfp/security/x","s":"f81d","ms":12000}"#;
    /// let event = Event::from_json(json).unwrap();
    /// assert_eq!(event.kind, EventKind::View { visible_ms: 12_000 });
    /// assert_eq!(event.to_json(), json);
    /// ```
    pub fn from_json(json: &str) -> Result<Self, Refusal> {
        let wire: Wire = serde_json::from_str(json).map_err(|error| Refusal::Malformed(excerpt(&error.to_string())))?;
        let event = wire.into_event()?;
        rules::check(&event)?;
        Ok(event)
    }

    /// The event as one line of JSON.
    pub fn to_json(&self) -> String {
        // A struct of strings and numbers can't fail to be written.
        serde_json::to_string(&Wire::from_event(self)).unwrap_or_default()
    }
}

impl Wire {
    fn into_event(mut self) -> Result<Event, Refusal> {
        let kind = self.kind()?;
        self.refuse_needless(kind.name())?;
        let Self { id, t: at, d: document, s: session, o: opportunity, u: seller, a: audience, .. } = self;
        Ok(Event { id, at, kind, document, session, opportunity, seller, audience })
    }

    /// Takes out what the kind has use for.
    fn kind(&mut self) -> Result<EventKind, Refusal> {
        let missing = |kind, key| Refusal::Missing { kind, key };
        Ok(match self.e.as_str() {
            "view" => EventKind::View { visible_ms: self.ms.take().ok_or(missing("view", "ms"))? },
            "search" => EventKind::Search {
                query: self.q.take().ok_or(missing("search", "q"))?,
                hits: self.n.take().ok_or(missing("search", "n"))?,
                position: self.p.take(),
            },
            "copy" => EventKind::Copy,
            "download" => EventKind::Download,
            "share" => EventKind::Share,
            "answer-used" => EventKind::AnswerUsed,
            "feedback" => EventKind::Feedback {
                helped: self.h.take().ok_or(missing("feedback", "h"))?,
                why: self.w.take().filter(|why| !why.is_empty()),
            },
            "lesson-completed" => EventKind::LessonCompleted,
            other => return Err(Refusal::UnknownKind(excerpt(other))),
        })
    }

    /// What is left when the kind has taken its own has no meaning.
    fn refuse_needless(&self, kind: &'static str) -> Result<(), Refusal> {
        let left = [
            ("ms", self.ms.is_some()),
            ("q", self.q.is_some()),
            ("n", self.n.is_some()),
            ("p", self.p.is_some()),
            ("h", self.h.is_some()),
            ("w", self.w.is_some()),
        ];
        match left.into_iter().find(|(_, is_there)| *is_there) {
            Some((key, _)) => Err(Refusal::Needless { kind, key }),
            None => Ok(()),
        }
    }

    fn from_event(event: &Event) -> Self {
        let mut wire = Self {
            id: event.id.clone(),
            t: event.at,
            e: event.kind.name().to_owned(),
            d: event.document.clone(),
            s: event.session.clone(),
            o: event.opportunity.clone(),
            u: event.seller.clone(),
            a: event.audience,
            ms: None,
            q: None,
            n: None,
            p: None,
            h: None,
            w: None,
        };
        match &event.kind {
            EventKind::View { visible_ms } => wire.ms = Some(*visible_ms),
            EventKind::Search { query, hits, position } => {
                (wire.q, wire.n, wire.p) = (Some(query.clone()), Some(*hits), *position);
            }
            EventKind::Feedback { helped, why } => (wire.h, wire.w) = (Some(*helped), why.clone()),
            _ => {}
        }
        wire
    }
}
