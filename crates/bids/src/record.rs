//! The record of a bid, as events for the usage store: what was asked, what was filled in from which version of which answer, and whether it was
//! edited.
//!
//! One `bid` event for a file, with all that it asks, and an `answer-used` event for each answer taken from the library. Ids are made of the bid,
//! the place and the document, so that a record that is collected twice, or written again for the finished file, counts once.

use serde::Serialize;

use crate::{Answer, Day, Desk, Entry, Sheet, Status, Taken};

/// What a record says of a bid as a whole.
#[derive(Clone, Debug)]
pub struct Bid {
    /// Which bid it is: its opportunity, or else its file.
    pub key: String,
    /// The customer's file.
    pub file: String,
    /// The deal, as the CRM has it.
    pub opportunity: Option<String>,
    /// The day it is written on.
    pub day: Day,
}

impl Bid {
    /// The bid of a customer's file, its answered copy included, or of a deal.
    pub fn new(file: &str, opportunity: Option<&str>, day: Day) -> Self {
        let name = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        Self {
            key: opportunity.unwrap_or_else(|| name.trim_end_matches(".answered")).to_owned(),
            file: file.to_owned(),
            opportunity: opportunity.map(str::to_owned),
            day,
        }
    }
}

/// Confidences are written with three digits: more of them say nothing, and may differ from machine to machine.
const DIGITS: f64 = 1000.0;

/// What all events have.
#[derive(Serialize)]
struct Event<'a, T> {
    id: String,
    #[serde(rename = "event")]
    name: &'static str,
    /// Of the day of the record: what matters is the bid, not the minute.
    time: String,
    bid: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    opportunity: Option<&'a str>,
    #[serde(flatten)]
    facts: T,
}

#[derive(Serialize)]
struct OfBid<'a> {
    file: &'a str,
    asked: usize,
    answered: usize,
    taken: usize,
    reuse_rate: Option<f64>,
    coverage: Option<f64>,
    questions: Vec<Asked<'a>>,
}

/// A question, and what became of it.
#[derive(Serialize)]
struct Asked<'a> {
    place: &'a str,
    question: &'a str,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    taken: Option<Taken>,
    confidence: f64,
    documents: Vec<Version<'a>>,
}

/// A version of a document.
#[derive(Serialize)]
struct Version<'a> {
    document: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    commit: Option<&'a str>,
}

#[derive(Serialize)]
struct Used<'a> {
    #[serde(flatten)]
    version: Version<'a>,
    place: &'a str,
    question: &'a str,
    response: &'a str,
    edited: bool,
}

/// The record, a line an event.
pub fn record(desk: &Desk, sheet: &Sheet, bid: &Bid) -> serde_json::Result<String> {
    let mut lines = vec![serde_json::to_string(&of_bid(desk, sheet, bid))?];
    for entry in &sheet.entries {
        let Some(taken) = entry.taken() else { continue };
        for answer in answers(desk, entry) {
            let facts = Used {
                version: version(answer),
                place: &entry.question.place,
                question: &entry.question.text,
                response: answer.response.as_str(),
                edited: taken == Taken::Edited,
            };
            let parts = ["answer-used", &bid.key, &entry.question.place, &answer.id];
            lines.push(serde_json::to_string(&event(bid, "answer-used", id(&parts), facts))?);
        }
    }
    Ok(lines.join("\n") + "\n")
}

fn of_bid<'a>(desk: &'a Desk, sheet: &'a Sheet, bid: &'a Bid) -> Event<'a, OfBid<'a>> {
    let asked = |entry: &'a Entry| Asked {
        place: &entry.question.place,
        question: &entry.question.text,
        status: entry.filled.status,
        taken: entry.taken(),
        confidence: (entry.reply.confidence * DIGITS).round() / DIGITS,
        documents: answers(desk, entry).map(version).collect(),
    };
    let facts = OfBid {
        file: &bid.file,
        asked: sheet.asked(),
        answered: sheet.answered(),
        taken: sheet.taken(),
        reuse_rate: sheet.reuse_rate(),
        coverage: sheet.coverage(),
        questions: sheet.entries.iter().map(asked).collect(),
    };
    event(bid, "bid", id(&["bid", &bid.key]), facts)
}

fn event<'a, T>(bid: &'a Bid, name: &'static str, id: String, facts: T) -> Event<'a, T> {
    let time = format!("{}T00:00:00Z", bid.day);
    Event { id, name, time, bid: &bid.key, opportunity: bid.opportunity.as_deref(), facts }
}

/// The answers that an entry has from the library, or might have.
fn answers<'a>(desk: &'a Desk, entry: &'a Entry) -> impl Iterator<Item = &'a Answer> {
    entry.reply.best.iter().filter_map(|found| desk.answers().get(found.answer))
}

fn version(answer: &Answer) -> Version<'_> {
    Version { document: &answer.id, language: &answer.language, commit: answer.source.commit.as_deref() }
}

/// An id of what an event is about. Lengths keep parts apart.
fn id(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
    }
    hasher.finalize().to_hex().chars().take(32).collect()
}
