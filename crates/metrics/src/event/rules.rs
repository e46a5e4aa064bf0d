//! What an event may hold.

use super::{Event, EventKind, Refusal};

/// Most bytes of an event's, a session's or a seller's id.
pub const MOST_ID_BYTES: usize = 64;
/// Most bytes of a document's id.
pub const MOST_DOCUMENT_BYTES: usize = 500;
/// Most bytes of an opportunity's id.
pub const MOST_OPPORTUNITY_BYTES: usize = 128;
/// Most bytes of a query, and of a word why a page helped or didn't.
pub const MOST_TEXT_BYTES: usize = 1_000;
/// Longest time that one view can last: a day.
pub const MOST_VISIBLE_MS: u64 = 24 * 60 * 60 * 1_000;

/// Holds an event to the rules that are the same at any time.
pub(crate) fn check(event: &Event) -> Result<(), Refusal> {
    token("id", &event.id)?;
    token("s", &event.session)?;
    if let Some(seller) = &event.seller {
        name("u", seller, MOST_ID_BYTES)?;
    }
    if let Some(opportunity) = &event.opportunity {
        name("o", opportunity, MOST_OPPORTUNITY_BYTES)?;
    }
    match &event.document {
        Some(document) => path("d", document)?,
        None if matches!(event.kind, EventKind::Search { .. }) => {}
        None => return Err(Refusal::Missing { kind: event.kind.name(), key: "d" }),
    }
    kind(event)
}

fn kind(event: &Event) -> Result<(), Refusal> {
    match &event.kind {
        EventKind::View { visible_ms } if *visible_ms > MOST_VISIBLE_MS => {
            Err(Refusal::TooHigh { key: "ms", value: *visible_ms, most: MOST_VISIBLE_MS })
        }
        EventKind::Search { query, hits, position } => {
            text("q", query)?;
            match (position, &event.document) {
                (Some(position), _) if *position == 0 || position > hits => {
                    Err(Refusal::NoSuchResult { position: *position, hits: *hits })
                }
                (Some(_), None) => Err(Refusal::Missing { kind: "search with `p`", key: "d" }),
                (None, Some(_)) => Err(Refusal::Missing { kind: "search with `d`", key: "p" }),
                _ => Ok(()),
            }
        }
        EventKind::Feedback { why: Some(why), .. } => text("w", why),
        _ => Ok(()),
    }
}

/// Ids that programs make: letters, digits, `-` and `_`.
fn token(key: &'static str, id: &str) -> Result<(), Refusal> {
    bounded(key, id, MOST_ID_BYTES)?;
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        return Err(Refusal::BadId { key, expected: "1 to 64 letters, digits, `-` and `_`" });
    }
    Ok(())
}

/// Ids that people or other programs make: anything that can be read.
fn name(key: &'static str, id: &str, most: usize) -> Result<(), Refusal> {
    bounded(key, id, most)?;
    readable(key, id)?;
    if id.is_empty() || id.trim() != id {
        return Err(Refusal::BadId { key, expected: "a text that neither begins nor ends with a space" });
    }
    Ok(())
}

/// Holds an opportunity's id to what events may name.
pub(crate) fn opportunity(id: &str) -> Result<(), Refusal> {
    name("o", id, MOST_OPPORTUNITY_BYTES)
}

/// Ids of documents: paths under `content/`.
fn path(key: &'static str, id: &str) -> Result<(), Refusal> {
    bounded(key, id, MOST_DOCUMENT_BYTES)?;
    readable(key, id)?;
    if id.contains('\\') || id.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Err(Refusal::BadId { key, expected: "a path like `rfp/security/encryption`, without `.` or `..`" });
    }
    Ok(())
}

fn text(key: &'static str, text: &str) -> Result<(), Refusal> {
    bounded(key, text, MOST_TEXT_BYTES)?;
    readable(key, text)
}

fn bounded(key: &'static str, text: &str, most: usize) -> Result<(), Refusal> {
    if text.len() > most { Err(Refusal::TooLong { key, most }) } else { Ok(()) }
}

fn readable(key: &'static str, text: &str) -> Result<(), Refusal> {
    if text.chars().any(is_unreadable) { Err(Refusal::ControlCharacters { key }) } else { Ok(()) }
}

/// Control characters, line and paragraph separators, and what turns the direction of the text around it in reports.
fn is_unreadable(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
