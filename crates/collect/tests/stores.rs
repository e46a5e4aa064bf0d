//! Both stores, by the same tests: events come back as they were kept, each once.
//!
//! PostgreSQL's are run where its server is installed, in a cluster of their own that ends with them; else they say that they were skipped.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking")]

#[expect(dead_code, reason = "other tests use more of it")]
mod cluster;

use cluster::Cluster;
use fieldbook_collect::store::{self, Kept, Span, Store};
use fieldbook_metrics::{
    Time,
    event::{Audience, Event, EventKind},
    import::bids::Bid,
    money::Money,
    opportunity::{Opportunity, Outcome},
    usage::Reuse,
};

const ALL: Span = Span { from: i64::MIN, to: i64::MAX };

fn event(id: &str, time: i64, kind: EventKind) -> Event {
    Event {
        id: id.to_owned(),
        at: Time::from_millis(time),
        kind,
        document: Some("rfp/security/encryption".to_owned()),
        session: "0f".to_owned(),
        opportunity: Some("006A1".to_owned()),
        seller: None,
        audience: Audience::Internal,
    }
}

/// One of each kind, with what is awkward in a database.
fn each_kind() -> Vec<Event> {
    let search = |position| EventKind::Search { query: "'; DROP TABLE events; --".to_owned(), hits: 3, position };
    let feedback = |why: Option<&str>| EventKind::Feedback { helped: why.is_none(), why: why.map(str::to_owned) };
    let kinds = [
        EventKind::View { visible_ms: 12_000 },
        search(None),
        search(Some(2)),
        EventKind::Copy,
        EventKind::Download,
        EventKind::Share,
        EventKind::AnswerUsed,
        feedback(None),
        feedback(Some("zu alt: قديم, 古い 🎈")),
        EventKind::LessonCompleted,
    ];
    let events = (0..).zip(kinds).map(|(number, kind)| event(&format!("e{number}"), i64::from(number), kind));
    let mut events: Vec<Event> = events.collect();
    events[1] = Event { document: None, opportunity: None, seller: Some("ada".to_owned()), ..events[1].clone() };
    events[3].audience = Audience::Customer;
    events
}

fn comes_back(store: &mut dyn Store) {
    assert_eq!(store.newest().unwrap(), None);
    let events = each_kind();
    let kept = store.append(&[&events[..4], &events[4..]]).unwrap();
    assert_eq!(kept, [Kept { stored: 4, known: 0 }, Kept { stored: 6, known: 0 }]);
    assert_eq!(store.page(ALL, None, 100).unwrap(), events);
    assert_eq!(store.page(ALL, Some("e7"), 1).unwrap(), events[8..9]);
    assert_eq!(store.page(Span { from: 2, to: 4 }, None, 100).unwrap(), events[2..4]);
    assert_eq!(store.newest().unwrap(), Some(9));
    let document = (store::document_key("rfp/security/encryption"), "rfp/security/encryption".to_owned());
    assert_eq!(store.documents().unwrap(), std::slice::from_ref(&document));
    let mut scanned = Vec::new();
    store
        .scan(9, &mut |event| scanned.push((event.id.to_owned(), event.at, event.kind.clone(), event.document)))
        .unwrap();
    let number = |event: &Event| event.document.as_ref().map(|_| document.0);
    let expected = events[..9].iter().map(|event| (event.id.clone(), event.at, event.kind.clone(), number(event)));
    assert!(scanned.into_iter().eq(expected));
}

fn counts_once(store: &mut dyn Store) {
    let events = each_kind();
    store.append(&[&events[..3]]).unwrap();
    let again = [events[2].clone(), events[3].clone(), events[3].clone()];
    let kept = store.append(&[&again, &events[3..5], &[]]).unwrap();
    assert_eq!(kept, [Kept { stored: 1, known: 2 }, Kept { stored: 1, known: 1 }, Kept::default()]);
    assert_eq!(store.page(ALL, None, 100).unwrap(), events[..5]);
}

fn forgets(store: &mut dyn Store) {
    store.append(&[&each_kind()]).unwrap();
    assert_eq!(store.forget_events(4).unwrap(), 4);
    assert_eq!(store.forget_events(4).unwrap(), 0);
    assert_eq!(store.page(ALL, None, 100).unwrap(), each_kind()[4..]);

    let (first, second) = ([1; 32], [2; 32]);
    assert_eq!(store.salt(7, first).unwrap(), first);
    assert_eq!(store.salt(7, second).unwrap(), first);
    assert_eq!(store.salt(8, second).unwrap(), second);
    store.forget_salts(8).unwrap();
    assert_eq!(store.salt(7, second).unwrap(), second);
}

fn remembers_deals(store: &mut dyn Store) {
    let deal = |id: &str, as_of: &str, stage: &str| Opportunity {
        id: id.to_owned(),
        account: Some("Müller & Söhne'; --".to_owned()),
        stage: Some(stage.to_owned()),
        amount: Money::parse("1200.50", "EUR".parse().unwrap()).ok(),
        created: "2026-01-05".parse().ok(),
        closed: None,
        outcome: Outcome::Open,
        expected: None,
        segment: None,
        as_of: as_of.parse().unwrap(),
    };
    let [first, later, other] =
        [("a", "2026-01-31", "Discovery"), ("a", "2026-02-28", "Proposal"), ("b", "2026-01-31", "Discovery")]
            .map(|(id, day, stage)| deal(id, day, stage));
    let told = [later.clone(), first.clone(), other.clone()];
    assert_eq!(store.tell(&told).unwrap(), Kept { stored: 3, known: 0 });
    assert_eq!(store.tell(&told).unwrap(), Kept { stored: 0, known: 3 });
    assert_eq!(store.told().unwrap(), [first, later.clone(), other]);
    let mended = deal("a", "2026-01-31", "Qualification");
    assert_eq!(store.tell(&[mended.clone(), later]).unwrap(), Kept { stored: 1, known: 1 });
    assert_eq!(store.told().unwrap()[0], mended);

    let bid = |taken| {
        let reuse = Reuse { asked: 4, filled: 2, answered: 3, taken };
        [("2a".to_owned(), Bid { day: "2026-11-22".parse().ok(), reuse })]
    };
    assert_eq!(store.record(&bid(1)).unwrap(), Kept { stored: 1, known: 0 });
    assert_eq!(store.record(&bid(1)).unwrap(), Kept { stored: 0, known: 1 });
    assert_eq!(store.record(&bid(2)).unwrap(), Kept { stored: 1, known: 0 });
    assert_eq!(store.recorded().unwrap(), bid(2));

    assert_eq!(store.key([1; 32]).unwrap(), [1; 32]);
    assert_eq!(store.key([2; 32]).unwrap(), [1; 32]);
    store.append(&[&each_kind()]).unwrap();
}

/// What a store, empty at first, is held to.
type Test = fn(&mut dyn Store);

const TESTS: [(&str, Test); 4] = [
    ("comes_back", comes_back),
    ("counts_once", counts_once),
    ("forgets", forgets),
    ("remembers_deals", remembers_deals),
];

#[test]
fn sqlite_keeps_events() {
    for (name, test) in TESTS {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(name);
        test(&mut *store::open(file.to_str().unwrap()).unwrap());
        // What was written is there for the next one.
        assert!(!store::open(file.to_str().unwrap()).unwrap().page(ALL, None, 1).unwrap().is_empty());
    }
}

#[test]
fn postgresql_keeps_events() {
    let Some(cluster) = Cluster::begin() else { return };
    for (name, test) in TESTS {
        test(&mut *store::open(&cluster.database(name)).unwrap());
    }
}

#[test]
fn a_lost_connection_is_made_again() {
    let Some(cluster) = Cluster::begin() else { return };
    let mut store = store::open(&cluster.database("lost")).unwrap();
    let events = each_kind();
    store.append(&[&events[..5]]).unwrap();
    cluster.end_all_connections();
    assert_eq!(store.append(&[&events[3..]]).unwrap(), [Kept { stored: 5, known: 2 }]);
    assert_eq!(store.page(ALL, None, 100).unwrap(), events);
}

#[test]
fn transactions_that_get_in_each_others_way_are_done_again() {
    let Some(cluster) = Cluster::begin() else { return };
    // As distributed engines have it: each transaction as if it were alone, or refused.
    let place = cluster.database("strict") + "?options=-c%20default_transaction_isolation%3Dserializable";
    let numbers: Vec<String> = (0..400).map(|number| format!("{number:04}")).collect();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut store = store::open(&place).unwrap();
                for some in numbers.chunks(10) {
                    let events: Vec<Event> = some.iter().map(|id| event(id, 1, EventKind::Copy)).collect();
                    store.append(&[&events]).unwrap();
                }
            });
        }
    });
    let kept = store::open(&place).unwrap().page(ALL, None, 1_000).unwrap();
    assert_eq!(kept.iter().map(|event| &event.id).collect::<Vec<_>>(), numbers.iter().collect::<Vec<_>>());
}

#[test]
fn what_is_no_store_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("text");
    std::fs::write(&file, "This is no database, but a text that somebody wrote.".repeat(100)).unwrap();
    let refusal = |place: &str| match store::open(place) {
        Err(error) => error.to_string(),
        Ok(_) => panic!("{place} was opened"),
    };
    assert!(refusal(file.to_str().unwrap()).contains("not a database"));
    assert!(refusal("postgres://127.0.0.1:1/nowhere").contains("refused"));
    assert!(refusal("postgres://127.0.0.1:many/x").contains("invalid"));
}
