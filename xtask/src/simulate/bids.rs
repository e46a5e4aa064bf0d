//! Questionnaires: how much of each came from the library, and which answers.

use jiff::{ToSpan, civil::Date};
use serde_json::{Value, json};

use super::{
    Period,
    deals::{Deal, whole},
    sessions::Diary,
};

/// Of deals that come to the stage of a proposal, such a share asks in writing.
const ASKED: f64 = 0.4;

/// Writes the records of bids, and the answers that were used into the diary.
pub(super) fn write(diary: &mut Diary<'_>, deals: &mut [Deal], period: &Period) -> String {
    let mut records = String::new();
    for deal in deals {
        let length = (deal.end - deal.begin).get_days();
        let day = deal.begin.saturating_add((i64::from(length) * 6 / 10).days());
        let is_asked = diary.chance.happens(ASKED) && deal.may_ask();
        if is_asked && period.from <= day && day <= period.until {
            let record = bid(diary, deal, day, period);
            records.push_str(&record.to_string());
            records.push('\n');
        }
    }
    records
}

/// One bid. The library gets better over the year.
fn bid(diary: &mut Diary<'_>, deal: &mut Deal, day: Date, period: &Period) -> Value {
    let late = f64::from((day - period.from).get_days()) / 365.0;
    let asked = diary.chance.between(30, 220);
    let share = |share: f64, of: i64| whole(share.clamp(0.1, 0.97) * f64::from(i32::try_from(of).unwrap_or(0)));
    let covered = share(0.6 + 0.2 * late + 0.08 * diary.chance.normal(), asked);
    let taken = share(0.7 + 0.1 * late + 0.08 * diary.chance.normal(), covered);
    // What the library had nothing for, experts answered, or nobody did.
    let answered = covered + share(0.9, asked - covered);
    let documents = diary.documents;
    let mut used = Vec::new();
    for _ in 0..(taken / 8).clamp(3, 20) {
        let answers = documents.iter().map(|document| if document.kind == "answer" { document.liking } else { 0.0 });
        used.extend(diary.chance.pick(answers));
    }
    used.sort_unstable();
    used.dedup();
    for document in used.iter().filter_map(|number| documents.get(*number)) {
        diary.answer(deal, day, &document.id);
    }
    deal.used.extend(used);
    let status = |number| {
        if number < covered { json!({"status": "filled", "taken": "edited"}) } else { json!({"status": "open"}) }
    };
    let questions: Vec<Value> = (0..asked).map(status).collect();
    json!({
        "id": format!("bid-{}", deal.id), "event": "bid", "time": format!("{day}T12:00:00Z"), "bid": deal.id,
        "opportunity": deal.id, "asked": asked, "answered": answered, "taken": taken, "questions": questions,
    })
}
