//! Adding up the events of a window.

use std::collections::HashMap;

use super::{OfMonth, SUMMARY_DAYS, Window};
use crate::{
    Time,
    attribution::Touch,
    event::{EventKind, QUALIFIED_VIEW_MS},
    time::MINUTE,
    usage::{First, Sessions, Sighting, Uses, UsesOfDocument},
};

/// With what ids of events and deals begin that are made up, as those of the sample library are.
pub const MADE_UP: &str = "made-up-";

/// Whether an id is of something that is made up.
pub fn is_made_up(id: &str) -> bool {
    id.starts_with(MADE_UP)
}

/// Adds up the events of a window, in any order, those of pages in the order of their ids.
///
/// Sessions must be followed in the order of times. Ids that pages make begin with their time, so that the order of ids is that order for nearly all
/// events; others (of imports, and of clocks that were wrong) are kept in a short form until the end, 24 bytes each.
#[derive(Debug)]
pub struct Tally {
    window: Window,
    begin: Time,
    end: Time,
    is_made_up: bool,
    uses: Uses,
    counts: Counts,
    sessions: Sessions,
    strays: Strays,
    touches: Vec<(u32, Touch)>,
    unknown_touches: u64,
}

/// An event, as it is added.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// Its id.
    pub id: &'a str,
    /// What happened.
    pub sighting: Sighting<'a>,
    /// The deal that it was for.
    pub deal: Deal,
}

/// The deal that something was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deal {
    /// None that was said.
    Unsaid,
    /// One of those that are told of, by its number.
    Known(u32),
    /// One that nobody has told of.
    Unknown,
}

/// What came of it.
#[derive(Debug)]
pub(super) struct Tallied {
    pub(super) window: Window,
    pub(super) is_made_up: bool,
    /// What happened to each document in the window.
    pub(super) uses: Uses,
    pub(super) counts: Counts,
    pub(super) sessions: Sessions,
    /// Qualified uses for deals from the beginning to the window's end, by the deals' numbers, each deal's by their times.
    pub(super) touches: Vec<(u32, Touch)>,
    pub(super) unknown_touches: u64,
}

impl Tally {
    /// Nothing yet, of a window.
    pub fn new(window: Window) -> Self {
        Self {
            begin: window.begin(),
            end: window.end(),
            counts: Counts::new(&window),
            window,
            is_made_up: false,
            uses: Uses::default(),
            sessions: Sessions::default(),
            strays: Strays::default(),
            touches: Vec::new(),
            unknown_touches: 0,
        }
    }

    /// Adds an event. Of those before the window only qualified uses for deals matter.
    pub fn add(&mut self, event: &Counted) {
        let sighting = &event.sighting;
        if sighting.at >= self.end {
            return;
        }
        let is_in_window = sighting.at >= self.begin;
        if sighting.kind.is_qualified_use() {
            self.touch(event, is_in_window);
        }
        if !is_in_window {
            return;
        }
        self.is_made_up |= is_made_up(event.id);
        self.window.events += 1;
        self.uses.add(sighting);
        self.counts.add(sighting);
        if is_in_order(event.id, sighting.at) {
            let first = self.sessions.add(sighting);
            self.counts.note(sighting, first);
        } else {
            self.strays.keep(sighting);
        }
    }

    fn touch(&mut self, event: &Counted, is_in_window: bool) {
        let Sighting { at, document: Some(channel), .. } = event.sighting else { return };
        match event.deal {
            Deal::Unsaid => {}
            Deal::Known(deal) => self.touches.push((deal, Touch { channel, at })),
            Deal::Unknown => self.unknown_touches += u64::from(is_in_window),
        }
    }

    pub(super) fn finish(mut self) -> Tallied {
        let mut others = Sessions::default();
        self.strays.events.sort_unstable();
        for stray in &self.strays.events {
            if let Some(sighting) = self.strays.sighting(stray) {
                let first = others.add(&sighting);
                self.counts.note(&sighting, first);
            }
        }
        self.sessions.add_all(&others);
        self.touches.sort_unstable_by_key(|(deal, touch)| (*deal, touch.at, touch.channel));
        let Self { window, is_made_up, uses, counts, sessions, touches, unknown_touches, .. } = self;
        Tallied { window, is_made_up, uses, counts, sessions, touches, unknown_touches }
    }
}

/// Whether an id begins with the time of its event, as pages make them: milliseconds in base 36, and a `-`.
fn is_in_order(id: &str, at: Time) -> bool {
    // From 1972 to 2059 times have eight digits, so that the order of texts is that of numbers.
    let Some((digits, _)) = id.split_once('-').filter(|(digits, _)| digits.len() == 8) else { return false };
    let told = i64::from_str_radix(digits, 36).map(Time::from_millis);
    told.is_ok_and(|told| told.millis_since(at).abs() <= MINUTE)
}

/// What is counted by month and document.
#[derive(Debug)]
pub(super) struct Counts {
    month_begins: Vec<Time>,
    recent_begin: Time,
    /// All documents together.
    pub(super) all: UsesOfDocument,
    pub(super) months: Vec<OfMonth>,
    documents: Vec<OfNumber>,
}

/// What is counted of one document.
#[derive(Clone, Debug, Default)]
pub(super) struct OfNumber {
    /// Qualified uses by month, with the sessions that had one.
    pub(super) by_month: Vec<Used>,
    /// The same in the days that the summary is of.
    pub(super) recent: Used,
}

/// Qualified uses, and the sessions that had one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Used {
    pub(super) uses: u64,
    pub(super) sessions: u64,
}

impl Counts {
    fn new(window: &Window) -> Self {
        let month_begins = window.month_begins();
        Self {
            months: vec![OfMonth::default(); month_begins.len()],
            month_begins,
            recent_begin: window.last_days(SUMMARY_DAYS).begin(),
            all: UsesOfDocument::default(),
            documents: Vec::new(),
        }
    }

    /// What is counted of a document.
    pub(super) fn of(&self, document: u32) -> OfNumber {
        let mut counts = self.documents.get(document as usize).cloned().unwrap_or_default();
        counts.by_month.resize(self.months.len(), Used::default());
        counts
    }

    /// Counts an event by itself.
    fn add(&mut self, sighting: &Sighting) {
        let is_use = sighting.kind.is_qualified_use();
        let month = self.month(sighting.at);
        if let Some(counts) = self.months.get_mut(month) {
            match sighting.kind {
                EventKind::View { .. } => counts.views += 1,
                EventKind::Search { .. } => counts.searches += 1,
                _ => {}
            }
            counts.qualified += u64::from(is_use);
        }
        let Some(document) = sighting.document else { return };
        self.all.add(sighting.kind, sighting.at);
        if is_use {
            self.count(document, sighting.at, |used| used.uses += 1);
        }
    }

    /// Counts what it was the first of.
    fn note(&mut self, sighting: &Sighting, first: First) {
        if first.of_session {
            let month = self.month(sighting.at);
            if let Some(counts) = self.months.get_mut(month) {
                counts.sessions += 1;
            }
        }
        if let (true, Some(document)) = (first.use_of_document, sighting.document) {
            self.count(document, sighting.at, |used| used.sessions += 1);
        }
    }

    fn count(&mut self, document: u32, at: Time, change: impl Fn(&mut Used)) {
        let (number, month) = (document as usize, self.month(at));
        if number >= self.documents.len() {
            self.documents.resize_with(number + 1, OfNumber::default);
        }
        let Some(counts) = self.documents.get_mut(number) else { return };
        if month >= counts.by_month.len() {
            counts.by_month.resize(month + 1, Used::default());
        }
        if let Some(used) = counts.by_month.get_mut(month) {
            change(used);
        }
        if at >= self.recent_begin {
            change(&mut counts.recent);
        }
    }

    fn month(&self, at: Time) -> usize {
        // A window that begins within a month has its first days in that month too.
        self.month_begins.partition_point(|begin| *begin <= at).saturating_sub(1)
    }
}

/// Events whose ids don't tell their order, in the order of times, sessions, documents and kinds once they're sorted.
#[derive(Debug, Default)]
struct Strays {
    /// When, in which session, of which document, and the number of the kind. Events without a document have the last number.
    events: Vec<(Time, u64, u32, u32)>,
    numbers: HashMap<EventKind, u32>,
    kinds: Vec<EventKind>,
}

impl Strays {
    fn keep(&mut self, sighting: &Sighting) {
        // Only what sessions are told apart by, so that there are few kinds beside queries.
        let kind = match sighting.kind {
            EventKind::View { .. } if sighting.kind.is_qualified_use() => {
                EventKind::View { visible_ms: QUALIFIED_VIEW_MS }
            }
            EventKind::View { .. } => EventKind::View { visible_ms: 0 },
            EventKind::Search { query, hits, position } => {
                EventKind::Search { query: query.clone(), hits: (*hits).min(1), position: position.map(|_| 1) }
            }
            EventKind::Feedback { helped, .. } => EventKind::Feedback { helped: *helped, why: None },
            other => other.clone(),
        };
        let next = u32::try_from(self.kinds.len()).unwrap_or(u32::MAX);
        let kinds = &mut self.kinds;
        let number = *self.numbers.entry(kind).or_insert_with_key(|kind| {
            kinds.push(kind.clone());
            next
        });
        self.events.push((sighting.at, sighting.session, sighting.document.unwrap_or(u32::MAX), number));
    }

    fn sighting(&self, (at, session, document, kind): &(Time, u64, u32, u32)) -> Option<Sighting<'_>> {
        let document = Some(*document).filter(|document| *document != u32::MAX);
        self.kinds.get(*kind as usize).map(|kind| Sighting { at: *at, kind, document, session: *session })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window() -> Window {
        Window::new(jiff::civil::date(2026, 1, 15), jiff::civil::date(2026, 2, 14))
    }

    /// An event on a day of 2026 (from 0), some minutes after it began.
    fn add(tally: &mut Tally, id: &str, (day, minute): (i64, i64), session: u64, kind: &EventKind) {
        let begin = Window::new(jiff::civil::date(2026, 1, 1), jiff::civil::date(2026, 1, 1)).begin();
        let at = begin.moved(day * crate::time::DAY + minute * MINUTE);
        let document = (!matches!(kind, EventKind::Search { .. })).then_some(0);
        tally.add(&Counted { id, sighting: Sighting { at, kind, document, session }, deal: Deal::Known(4) });
    }

    #[test]
    fn ids_tell_the_order_where_they_begin_with_the_time() {
        let at = Time::from_millis(1_764_000_000_000);
        assert!(is_in_order("micpyhhc-3f", Time::from_millis(i64::from_str_radix("micpyhhc", 36).unwrap_or_default())));
        assert!(!is_in_order("micpyhhc-3f", at.moved(-crate::time::DAY * 90)));
        for other in ["", "micpyhhc", "0f3a9c", "zzzzzzzzzzzzzzzz-1", "!!!!!!!!-1", "-"] {
            assert!(!is_in_order(other, at), "{other}");
        }
    }

    #[test]
    fn strays_are_followed_in_the_order_of_their_times() {
        let search = EventKind::Search { query: "soc 2".to_owned(), hits: 2, position: None };
        let mut tally = Tally::new(window());
        // The use comes first by its id, and afterwards by its time; a second session uses before it searches.
        add(&mut tally, "a", (20, 5), 1, &EventKind::Copy);
        add(&mut tally, "b", (20, 1), 1, &search);
        add(&mut tally, "c", (32, 9), 2, &search);
        add(&mut tally, "d", (32, 2), 2, &EventKind::Copy);
        let tallied = tally.finish();
        assert_eq!((tallied.sessions.searches().searches, tallied.sessions.searches().followed_by_use), (2, 1));
        assert_eq!((tallied.sessions.sessions(), tallied.sessions.of_document(0).used), (2, 2));
        assert_eq!(tallied.counts.months.iter().map(|month| month.sessions).collect::<Vec<_>>(), [1, 1]);
        assert_eq!(tallied.counts.of(0).by_month, [Used { uses: 1, sessions: 1 }; 2]);
    }

    #[test]
    fn before_the_window_only_touches_count_and_after_it_nothing_does() {
        let mut tally = Tally::new(window());
        let view = EventKind::View { visible_ms: 3_000 };
        for (id, day) in [("a", 3), ("b", 20), ("made-up-c", 60)] {
            add(&mut tally, id, (day, 0), 1, &EventKind::Copy);
            add(&mut tally, id, (day, 1), 1, &view);
        }
        let tallied = tally.finish();
        assert_eq!((tallied.window.events, tallied.touches.len(), tallied.is_made_up), (2, 2, false));
        assert_eq!((tallied.uses.of(0).copies, tallied.uses.of(0).views), (1, 1));
        assert_eq!((tallied.counts.all.views, tallied.counts.of(0).recent), (1, Used { uses: 1, sessions: 1 }));
    }
}
