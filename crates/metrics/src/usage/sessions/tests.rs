use super::*;

fn search(query: &str) -> EventKind {
    EventKind::Search { query: query.to_owned(), hits: 1, position: None }
}

fn add(sessions: &mut Sessions, minute: i64, session: u64, kind: &EventKind) {
    sessions.add(&Sighting { at: Time::from_millis(minute * MINUTE), kind, document: Some(1), session });
}

#[test]
fn sessions_that_are_over_are_forgotten_and_those_that_go_on_are_not() {
    let mut sessions = Sessions::default();
    for session in 0..1_000 {
        add(&mut sessions, 0, session, &search("a"));
    }
    // Session 1 goes on for a day.
    for hour in 1..24 {
        add(&mut sessions, hour * 60, 1, &search("b"));
    }
    assert_eq!(sessions.open.len(), 1);
    add(&mut sessions, 24 * 60, 1, &EventKind::Copy);
    assert_eq!(sessions.searches().followed_by_use, 24);
    // Session 2 is over: its use now is another session's.
    add(&mut sessions, 24 * 60, 2, &EventKind::Copy);
    assert_eq!(sessions.searches().followed_by_use, 24);
    assert_eq!(sessions.of_document(1).used, 2);
}

#[test]
fn an_event_says_what_it_is_the_first_of() {
    let mut sessions = Sessions::default();
    let mut first =
        |document, kind: &EventKind| sessions.add(&Sighting { at: Time::default(), kind, document, session: 1 });
    let glance = EventKind::View { visible_ms: 1 };
    assert_eq!(first(None, &search("a")), First { of_session: true, ..First::default() });
    assert_eq!(first(Some(3), &glance), First { of_document: true, ..First::default() });
    assert_eq!(first(Some(3), &EventKind::Copy), First { use_of_document: true, ..First::default() });
    assert_eq!(first(Some(3), &EventKind::Copy), First::default());
    assert_eq!(first(Some(4), &EventKind::Copy), First { of_document: true, use_of_document: true, of_session: false });
    assert_eq!((sessions.sessions(), sessions.searching()), (1, 1));
}

#[test]
fn sessions_that_are_counted_apart_add_up() {
    let (mut all, mut one, mut other) = (Sessions::default(), Sessions::default(), Sessions::default());
    let kinds = [search("a"), search("b"), EventKind::Copy, search("a"), EventKind::Share];
    // The second session ends before its last use.
    for (session, events, part) in [(1, 5, &mut one), (2, 4, &mut other)] {
        for kind in &kinds[..events] {
            add(&mut all, 1, session, kind);
            add(part, 1, session, kind);
        }
    }
    one.add_all(&other);
    assert_eq!((one.searches(), one.of_document(1)), (all.searches(), all.of_document(1)));
    assert_eq!((one.sessions(), one.searching()), (2, 2));
    assert_eq!(one.queries(Minimum(1)), all.queries(Minimum(1)));
    assert_eq!(one.gaps(Minimum(1)), all.gaps(Minimum(1)));
}

#[test]
fn a_use_answers_the_searches_before_it_once() {
    let mut sessions = Sessions::default();
    for kind in [search("a"), search("b"), EventKind::Copy, EventKind::Copy, search("a")] {
        add(&mut sessions, 1, 1, &kind);
    }
    assert_eq!((sessions.searches().searches, sessions.searches().followed_by_use), (3, 2));
    assert_eq!(sessions.gaps(Minimum(1)).queries, []);
    assert_eq!(sessions.queries(Minimum(1)), BTreeMap::from([("a", 2), ("b", 1)]));
}
