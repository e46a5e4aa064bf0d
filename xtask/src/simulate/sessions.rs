//! What sellers do on the site, day after day: sessions of searches, pages, and what is taken from them.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use serde_json::{Value, json};

use super::{Period, chance::Chance, deals::Deal, library::Document};

/// Sellers, each busy in their own way.
pub(super) const SELLERS: usize = 26;
/// Sessions that a usual seller has on a working day.
const SESSIONS: f64 = 0.8;
/// Of them, so many are for a deal, where the seller has one.
const FOR_A_DEAL: f64 = 0.6;
/// And so many look for something that the library doesn't have.
const IN_VAIN: f64 = 0.05;

/// What sellers look for in vain, and how often.
const GAPS: [(&str, f64, u32); 9] = [
    ("fedramp", 9.0, 0),
    ("hipaa baa", 7.0, 0),
    ("dry ice shipping", 6.0, 1),
    ("carbon footprint per sensor", 5.0, 2),
    ("blood bank reference france", 4.0, 3),
    ("price list switzerland", 4.0, 5),
    ("sap integration", 8.0, 2),
    ("veterinary", 2.0, 0),
    ("tender nhs framework number", 3.0, 4),
];

/// What is used in each stage of a deal, by kind; the last line is for no deal at all.
const NEEDS: [(&str, &[(&str, f64)]); 8] = [
    (
        "Discovery",
        &[("playbook", 5.0), ("persona", 3.0), ("swot", 2.0), ("case-study", 3.0), ("proof", 1.0), ("term", 1.0)],
    ),
    ("Evaluation", &[("swot", 4.0), ("case-study", 4.0), ("proof", 5.0), ("answer", 2.0), ("playbook", 1.5)]),
    ("Proposal", &[("answer", 6.0), ("proof", 3.0), ("case-study", 3.0), ("offer", 3.0), ("swot", 1.0)]),
    ("Negotiation", &[("tradeoff", 5.0), ("offer", 4.0), ("answer", 1.5), ("proof", 2.0), ("playbook", 1.0)]),
    ("Go-live", &[("playbook", 4.0), ("answer", 4.0), ("lesson", 2.0), ("term", 1.0)]),
    ("In service", &[("answer", 5.0), ("page", 2.0), ("term", 1.0)]),
    ("Renewal", &[("playbook", 3.0), ("tradeoff", 4.0), ("case-study", 2.0), ("proof", 2.0), ("offer", 2.0)]),
    (
        "",
        &[
            ("lesson", 3.0),
            ("course", 1.0),
            ("term", 1.0),
            ("playbook", 1.0),
            ("page", 1.0),
            ("swot", 1.0),
            ("answer", 1.0),
        ],
    ),
];

/// Writes what happens.
pub(super) struct Diary<'w> {
    pub(super) documents: &'w [Document],
    pub(super) chance: Chance,
    /// One line of JSON for each event, in the order in which they happen.
    pub(super) events: Vec<String>,
    sessions: usize,
}

/// Where a session stands.
struct Session {
    id: String,
    /// Milliseconds since 1970.
    now: i64,
    deal: Option<String>,
}

impl<'w> Diary<'w> {
    pub(super) fn new(documents: &'w [Document], chance: Chance) -> Self {
        Self { documents, chance, events: Vec::new(), sessions: 0 }
    }

    /// All that happens in a period.
    pub(super) fn write(&mut self, period: &Period, deals: &mut [Deal]) {
        let busy: Vec<f64> = (0..SELLERS).map(|_| self.chance.around(SESSIONS, 0.5)).collect();
        let mut day = period.from;
        while day <= period.until {
            if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
                for (seller, mean) in busy.iter().enumerate() {
                    for _ in 0..self.chance.count(mean * season(day)) {
                        self.session(day, seller, deals);
                    }
                }
            }
            day = day.saturating_add(1.day());
        }
    }

    fn session(&mut self, day: Date, seller: usize, deals: &mut [Deal]) {
        let mut session = self.begin(day);
        if self.chance.happens(IN_VAIN) {
            return self.search_in_vain(&mut session);
        }
        let cares = deals.iter().map(|deal| if deal.seller == seller && deal.is_open(day) { deal.care() } else { 0.0 });
        let deal = self.chance.happens(FOR_A_DEAL).then(|| self.chance.pick(cares)).flatten();
        let mut deal = deal.and_then(|number| deals.get_mut(number));
        session.deal = deal.as_ref().map(|deal| deal.id.clone());
        let stage = deal.as_ref().map_or("", |deal| deal.stage(day).0);
        for _ in 0..=self.chance.count(1.4) {
            let Some(document) = self.choose(stage) else { break };
            let is_used = self.visit(&mut session, document);
            if let (true, Some(deal)) = (is_used, &mut deal) {
                deal.used.push(document);
            }
        }
    }

    /// A session begins in working hours.
    pub(super) fn begin_at(&mut self, day: Date, hour: i8) -> i64 {
        let midnight = day.to_zoned(TimeZone::UTC).map_or(0, |zoned| zoned.timestamp().as_millisecond());
        midnight + i64::from(hour) * 3_600_000 + self.chance.between(0, 3_599_999)
    }

    fn begin(&mut self, day: Date) -> Session {
        self.sessions += 1;
        let hour = i8::try_from(self.chance.between(7, 17)).unwrap_or(12);
        Session { id: format!("made-up-{}", self.sessions), now: self.begin_at(day, hour), deal: None }
    }

    /// A document that is needed in a stage.
    fn choose(&mut self, stage: &str) -> Option<usize> {
        let needs = NEEDS.iter().find(|(known, _)| *known == stage).map_or(&[] as &[_], |(_, needs)| needs);
        let need = |kind: &str| needs.iter().find(|(needed, _)| *needed == kind).map_or(0.0, |(_, need)| *need);
        // A kind is needed, whether there are many documents of it or few.
        let of_kind = |kind: &str| self.documents.iter().filter(|document| document.kind == kind).count().max(1);
        let weights: Vec<f64> = self
            .documents
            .iter()
            .map(|document| {
                document.liking * need(&document.kind) / f64::from(u32::try_from(of_kind(&document.kind)).unwrap_or(1))
            })
            .collect();
        self.chance.pick(weights.iter().copied())
    }

    /// Somebody finds a document and reads it; says whether that was a qualified use.
    fn visit(&mut self, session: &mut Session, number: usize) -> bool {
        let Some(document) = self.documents.get(number) else { return false };
        if self.chance.happens(0.55) {
            let (hits, query) = (self.chance.between(3, 24), query_for(&document.title));
            let place = self.chance.between(1, 3.min(hits));
            self.event(session, "search", Some(&document.id), json!({"q": query, "n": hits, "p": place}));
        }
        let visible = self.chance.around(24_000.0, 1.0).min(900_000.0);
        #[expect(clippy::cast_possible_truncation, reason = "at most fifteen minutes")]
        let visible = visible as i64;
        session.now += visible;
        self.event(session, "view", Some(&document.id), json!({"ms": visible}));
        let is_read = visible >= 10_000;
        is_read && {
            self.take(session, document);
            true
        }
    }

    /// What somebody who has read a document does with it.
    fn take(&mut self, session: &mut Session, document: &Document) {
        let (copies, downloads) = match document.kind.as_str() {
            "answer" => (0.3, 0.02),
            "proof" | "case-study" | "offer" => (0.1, 0.2),
            _ => (0.1, 0.03),
        };
        for (kind, share) in [("copy", copies), ("download", downloads), ("share", 0.06)] {
            if self.chance.happens(share) {
                self.event(session, kind, Some(&document.id), json!({}));
            }
        }
        if document.kind == "lesson" && self.chance.happens(0.6) {
            self.event(session, "lesson-completed", Some(&document.id), json!({}));
        }
        if self.chance.happens(0.06) {
            let helped = self.chance.happens(0.8 + 0.1 * document.effect.signum());
            self.event(session, "feedback", Some(&document.id), json!({"h": helped}));
        }
    }

    fn search_in_vain(&mut self, session: &mut Session) {
        for _ in 0..self.chance.between(1, 2) {
            let gap = self.chance.pick(GAPS.iter().map(|(_, often, _)| *often)).and_then(|number| GAPS.get(number));
            let Some((query, _, hits)) = gap else { return };
            self.event(session, "search", None, json!({"q": query, "n": hits}));
        }
    }

    /// Writes an event down, and lets some time go by.
    fn event(&mut self, session: &mut Session, kind: &str, document: Option<&str>, more: Value) {
        let id = format!("made-up-{:07}", self.events.len() + 1);
        let mut event = json!({"id": id, "t": session.now, "e": kind, "s": session.id});
        if let (Some(event), Value::Object(more)) = (event.as_object_mut(), more) {
            event.extend(document.map(|document| ("d".to_owned(), document.into())));
            event.extend(session.deal.as_deref().map(|deal| ("o".to_owned(), deal.into())));
            event.extend(more);
        }
        self.events.push(event.to_string());
        session.now += self.chance.between(2_000, 40_000);
    }

    /// An answer goes into a deal's questionnaire.
    pub(super) fn answer(&mut self, deal: &Deal, day: Date, document: &str) {
        let now = self.begin_at(day, 12);
        let mut session = Session { id: format!("bid-{}", deal.id), now, deal: Some(deal.id.clone()) };
        self.event(&mut session, "answer-used", Some(document), json!({}));
    }
}

/// Less is sold in August and at Christmas.
fn season(day: Date) -> f64 {
    match (day.month(), day.day()) {
        (12, 20..) | (1, 1..=6) => 0.25,
        (7 | 8, _) => 0.65,
        _ => 1.0,
    }
}

/// What somebody types who looks for a title: its first words, but for the small ones.
fn query_for(title: &str) -> String {
    let words = title.split(|sign: char| !sign.is_alphanumeric()).filter(|word| word.chars().count() > 3).take(2);
    let query = words.collect::<Vec<_>>().join(" ").to_lowercase();
    if query.is_empty() { title.to_lowercase() } else { query }
}
