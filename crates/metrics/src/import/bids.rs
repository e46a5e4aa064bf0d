//! Records of bids, as `fieldbook answer --record` writes them (`docs/bid-desk.md`): a line of JSON for the bid, and one for each answer that was taken
//! from the library.

use jiff::{civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{Ids, Imported, shown};
use crate::{
    Time,
    event::{Audience, Event, EventKind},
    usage::Reuse,
};

/// What a record tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Answers that were used. A line that can't be read is refused here, whatever it was to be.
    pub used: Imported<Event>,
    /// How much of each questionnaire came from the library, by the bid's id.
    pub bids: Vec<(String, Bid)>,
}

/// A questionnaire that was worked on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bid {
    /// The day of its record (UTC); none of those that were kept before days were.
    #[serde(default)]
    pub day: Option<Date>,
    /// How much of it came from the library.
    #[serde(flatten)]
    pub reuse: Reuse,
}

#[derive(Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
enum Line {
    Bid { id: String, time: jiff::Timestamp, asked: u64, answered: u64, taken: u64, questions: Vec<Question> },
    AnswerUsed { id: String, time: jiff::Timestamp, bid: String, opportunity: Option<String>, document: String },
}

#[derive(Deserialize)]
struct Question {
    status: String,
    /// How its answer was taken from the library.
    taken: Option<String>,
}

impl Question {
    /// Whether the library filled it in: now, or before (a record of the finished file finds the answer there). What somebody filled in
    /// in their own words isn't taken from the library.
    fn is_filled(&self) -> bool {
        matches!(self.status.as_str(), "filled" | "kept") && self.taken.is_some()
    }
}

/// Reads a record.
///
/// ```
/// use fieldbook_metrics::import::{Ids, bids::read};
///
/// let record = r#"{"id":"2a","event":"bid","time":"2026-11-22T00:00:00Z","bid":"0067","asked":2,"answered":2,"taken":1,"questions":[{"status":"filled","taken":"as-it-is"},{"status":"filled"}]}
/// {"id":"fd","event":"answer-used","time":"2026-11-22T00:00:00Z","bid":"0067","opportunity":"0067","document":"answers/security/encryption","edited":false}
/// "#;
/// let record = read(record.as_bytes(), &Ids::new([7; 32]));
/// assert_eq!(record.used.rows[0].document.as_deref(), Some("answers/security/encryption"));
/// let reuse = record.bids[0].1.reuse;
/// assert_eq!((reuse.rate(), reuse.coverage()), (Some(0.5), Some(0.5)));
/// ```
pub fn read(bytes: &[u8], ids: &Ids) -> Record {
    let mut record = Record::default();
    for (number, line) in (1..).zip(String::from_utf8_lossy(bytes).lines()) {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(line) {
            Ok(Line::Bid { id, time, asked, answered, taken, questions }) => {
                let filled = questions.iter().filter(|question| question.is_filled()).count() as u64;
                let reuse = Reuse {
                    asked,
                    filled: filled.min(asked),
                    answered: answered.min(asked),
                    taken: taken.min(answered),
                };
                record.bids.push((id, Bid { day: Some(day_of(time)), reuse }));
            }
            Ok(Line::AnswerUsed { id, time, bid, opportunity, document }) => {
                let event = Event {
                    id,
                    at: Time::from_millis(time.as_millisecond()),
                    kind: EventKind::AnswerUsed,
                    document: Some(document),
                    session: ids.session(&["bid", &bid]),
                    opportunity,
                    seller: None,
                    audience: Audience::Internal,
                };
                // By the same rules as what pages send.
                match Event::from_json(&event.to_json()) {
                    Ok(event) => record.used.rows.push(event),
                    Err(refusal) => record.used.refuse(number, refusal.to_string()),
                }
            }
            Err(error) => {
                record.used.refuse(number, format!("it is no line of a bid's record: {}", shown(&error.to_string())));
            }
        }
    }
    record
}

fn day_of(time: jiff::Timestamp) -> Date {
    time.to_zoned(TimeZone::UTC).date()
}

#[cfg(test)]
mod tests {

    use proptest::prelude::*;

    use super::*;

    const USED: &str =
        r#"{"id":"fd","event":"answer-used","time":"2026-11-22T00:00:00Z","bid":"acme.xlsx","document":"answers/x"}"#;

    #[test]
    fn the_same_record_gives_the_same_events() {
        let ids = Ids::new([7; 32]);
        let once = read(USED.as_bytes(), &ids);
        assert_eq!(once.used.rows.len(), 1);
        assert_eq!(read(USED.as_bytes(), &ids), once);
        let other = read(USED.replace("acme", "zenith").as_bytes(), &ids);
        assert_ne!(other.used.rows[0].session, once.used.rows[0].session);
    }

    #[test]
    fn a_line_that_is_no_record_is_refused_alone() {
        let text =
            format!("{USED}\n\nnonsense\n{}\n{{\"event\":\"dance\"}}\n{USED}", USED.replace("answers/x", "../x"));
        let record = read(text.as_bytes(), &Ids::new([7; 32]));
        assert_eq!(record.used.rows.len(), 2);
        assert_eq!(record.used.refused.iter().map(|refused| refused.line).collect::<Vec<_>>(), [3, 4, 5]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>()) {
            let _ = read(&bytes, &Ids::new([7; 32]));
            let mut spoilt = USED.as_bytes().to_vec();
            let at = at.index(spoilt.len());
            spoilt[at] = bytes.first().copied().unwrap_or_default();
            let _ = read(&spoilt, &Ids::new([7; 32]));
        }
    }
}
