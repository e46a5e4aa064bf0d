//! What a page sends at once.
//!
//! A body that is no batch is refused as a whole; in a batch, each event is taken or refused by itself.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Event, Refusal, refusal::excerpt};
use crate::{
    Time,
    time::{DAY, MINUTE},
};

/// The version of the wire format.
const VERSION: u64 = 1;

/// Clocks that differ by less are taken as the same: it may be the network.
const SAME_CLOCK_MS: u64 = MINUTE as u64;

/// Events that came together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Those that are taken, in the order in which they came.
    pub events: Vec<Event>,
    /// Those that are refused.
    pub refused: Vec<Refused>,
}

/// An event that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which of the batch, from 0.
    pub index: usize,
    /// Why.
    pub reason: Refusal,
}

/// How much a batch may hold, and from when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of a body. Browsers' beacons send at most 64 KiB.
    pub bytes: usize,
    /// Most events of a batch.
    pub events: usize,
    /// How many milliseconds ago an event may have happened; pages keep events while offline.
    pub past_ms: i64,
    /// How many milliseconds ahead of us it may have happened.
    pub future_ms: i64,
}

impl Default for Limits {
    /// 64 KiB, 500 events, 35 days ago, 5 minutes ahead.
    fn default() -> Self {
        Self { bytes: 64 * 1024, events: 500, past_ms: 35 * DAY, future_ms: 5 * MINUTE }
    }
}

/// Why a body is refused as a whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BatchError {
    /// More bytes than allowed.
    #[error("the batch has {bytes} bytes, and at most {most} are allowed: send it in parts")]
    TooLarge {
        /// How many it has.
        bytes: usize,
        /// How many it may have.
        most: usize,
    },
    /// More events than allowed.
    #[error("the batch has {events} events, and at most {most} are allowed: send it in parts")]
    TooMany {
        /// How many it has.
        events: usize,
        /// How many it may have.
        most: usize,
    },
    /// Not JSON, or not of the form of a batch.
    #[error("it is no batch of events: {0}")]
    Malformed(String),
    /// Another version of the format.
    #[error("version {0} of the format is not known here: this is version 1")]
    Version(u64),
}

impl BatchError {
    /// A short name of the reason.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "batch-too-large",
            Self::TooMany { .. } => "batch-too-many",
            Self::Malformed(_) => "batch-malformed",
            Self::Version(_) => "batch-version",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope<'a> {
    v: u64,
    /// The sender's clock as it sent this.
    #[serde(default)]
    t: Option<Time>,
    #[serde(borrow)]
    events: Vec<&'a RawValue>,
}

impl Batch {
    /// Reads a body that came at `received`.
    ///
    /// Where the sender says what its clock showed as it sent the batch, and that is more than a minute off, all events are moved by the
    /// difference. Then events from too long ago, or from times to come, are refused.
    ///
    /// ```
    /// use fieldbook_metrics::{Time, event::{Batch, Limits}};
    ///
    /// let body = br#"{"v":1,"events":[
    ///     {"id":"a1","t":1762300800000,"e":"copy","d":"rfp/security/x","s":"f81d","o":"006A1"},
    ///     {"id":"a2","t":1762300801000,"e":"dance","d":"rfp/security/x","s":"f81d"}]}"#;
    /// let batch = Batch::parse(body, Time::from_millis(1_762_300_805_000), &Limits::default()).unwrap();
    /// assert_eq!(batch.events.len(), 1);
    /// assert_eq!((batch.refused[0].index, batch.refused[0].reason.code()), (1, "unknown-kind"));
    /// ```
    pub fn parse(body: &[u8], received: Time, limits: &Limits) -> Result<Self, BatchError> {
        if body.len() > limits.bytes {
            return Err(BatchError::TooLarge { bytes: body.len(), most: limits.bytes });
        }
        let malformed = |problem: &dyn ToString| BatchError::Malformed(excerpt(&problem.to_string()));
        let text = str::from_utf8(body).map_err(|error| malformed(&error))?;
        let Envelope { v, t, events } = serde_json::from_str(text).map_err(|error| malformed(&error))?;
        if v != VERSION {
            return Err(BatchError::Version(v));
        }
        if events.len() > limits.events {
            return Err(BatchError::TooMany { events: events.len(), most: limits.events });
        }
        let shift = t.map_or(0, |sent| received.millis_since(sent));
        let shift = if shift.unsigned_abs() < SAME_CLOCK_MS { 0 } else { shift };

        let mut batch = Self::default();
        for (index, raw) in events.into_iter().enumerate() {
            match timely(raw.get(), shift, received, limits) {
                Ok(event) => batch.events.push(event),
                Err(reason) => batch.refused.push(Refused { index, reason }),
            }
        }
        Ok(batch)
    }

    /// A body that holds these events, as a page would send it.
    pub fn to_json(events: &[Event]) -> String {
        let events: Vec<String> = events.iter().map(Event::to_json).collect();
        format!("{{\"v\":{VERSION},\"events\":[{}]}}", events.join(","))
    }
}

/// Reads an event and holds it to what the clock allows.
fn timely(json: &str, shift: i64, received: Time, limits: &Limits) -> Result<Event, Refusal> {
    let mut event = Event::from_json(json)?;
    event.at = event.at.moved(shift);
    let age = received.millis_since(event.at);
    if age > limits.past_ms {
        return Err(Refusal::TooOld { by_ms: age, most_ms: limits.past_ms });
    }
    if age < -limits.future_ms {
        return Err(Refusal::InFuture { by_ms: age.saturating_neg(), most_ms: limits.future_ms });
    }
    Ok(event)
}
