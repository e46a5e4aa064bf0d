//! Events as they come: what is taken, what is refused and why, and that nothing that comes makes a panic.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]

use proptest::{collection::vec, option, prelude::*};

use super::*;

const NOW: Time = Time::from_millis(1_762_300_800_000);

fn refusal(json: &str) -> Refusal {
    let body = format!(r#"{{"v":1,"events":[{json}]}}"#);
    let mut batch = Batch::parse(body.as_bytes(), NOW, &Limits::default()).unwrap();
    assert_eq!(batch.events, []);
    batch.refused.remove(0).reason
}

/// An event of which some keys are others.
fn with(changes: &[(&str, &str)]) -> String {
    let mut keys = vec![
        ("id", "\"a\""),
        ("t", "1762300800000"),
        ("e", "\"view\""),
        ("d", "\"rfp/x\""),
        ("s", "\"s\""),
        ("ms", "5"),
    ];
    for (key, value) in changes {
        keys.retain(|(old, _)| old != key);
        if !value.is_empty() {
            keys.push((key, value));
        }
    }
    let keys: Vec<String> = keys.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
    format!("{{{}}}", keys.join(","))
}

#[test]
fn a_bad_event_is_refused_with_its_reason_and_the_others_are_taken() {
    let body = format!(r#"{{"v":1,"events":[{},{},{}]}}"#, with(&[]), with(&[("e", "\"dance\"")]), with(&[]));
    let batch = Batch::parse(body.as_bytes(), NOW, &Limits::default()).unwrap();
    assert_eq!(batch.events.len(), 2);
    let reason = Refusal::UnknownKind("dance".to_owned());
    assert_eq!(batch.refused, [Refused { index: 1, reason }]);
}

#[test]
fn each_rule_has_its_reason() {
    let long = format!("\"{}\"", "a".repeat(501));
    let cases: &[(&[(&str, &str)], &str)] = &[
        (&[("id", "")], "malformed"),
        (&[("id", "7")], "malformed"),
        (&[("ms", "1.5")], "malformed"),
        (&[("ms", "-1")], "malformed"),
        (&[("x", "1")], "malformed"),
        (&[("a", "\"everybody\"")], "malformed"),
        (&[("ms", "")], "missing-key"),
        (&[("d", "")], "missing-key"),
        (&[("q", "\"a\"")], "needless-key"),
        (&[("e", "\"copy\"")], "needless-key"),
        (&[("d", &long)], "too-long"),
        (&[("id", "\"\"")], "bad-id"),
        (&[("id", "\"a b\"")], "bad-id"),
        (&[("s", "\"é\"")], "bad-id"),
        (&[("d", "\"/rfp\"")], "bad-id"),
        (&[("d", "\"rfp/../x\"")], "bad-id"),
        (&[("d", "\"rfp//x\"")], "bad-id"),
        (&[("o", "\" 1\"")], "bad-id"),
        (&[("o", "\"\\u0000\"")], "control-characters"),
        (&[("d", "\"a\\u202eb\"")], "control-characters"),
        (&[("ms", "86400001")], "too-high"),
        (&[("t", "0")], "too-old"),
        (&[("t", "1762301200000")], "in-future"),
        (&[("t", "9223372036854775807")], "in-future"),
        (&[("t", "-9223372036854775808")], "too-old"),
    ];
    for (changes, code) in cases {
        let refusal = refusal(&with(changes));
        assert_eq!(refusal.code(), *code, "{changes:?}: {refusal}");
    }
}

#[test]
fn an_opened_result_is_one_of_those_that_were_found() {
    let search = |changes: &[(&str, &str)]| {
        let base = [("e", "\"search\""), ("ms", ""), ("q", "\"soc 2\""), ("n", "3")];
        with(&[&base[..], changes].concat())
    };
    assert!(Event::from_json(&search(&[("d", "")])).is_ok());
    assert!(Event::from_json(&search(&[("p", "3")])).is_ok());
    assert_eq!(refusal(&search(&[("p", "4")])).code(), "no-such-result");
    assert_eq!(refusal(&search(&[("p", "0")])).code(), "no-such-result");
    assert_eq!(refusal(&search(&[("p", "1"), ("d", "")])).code(), "missing-key");
    assert_eq!(refusal(&search(&[])).code(), "missing-key");
    assert_eq!(refusal(&search(&[("d", ""), ("q", "\"a\\nb\"")])).code(), "control-characters");
}

#[test]
fn clocks_that_are_off_are_set_right() {
    let an_hour_ahead = NOW.moved(3_600_000).millis();
    let event = with(&[("t", &an_hour_ahead.to_string())]);
    let body = format!(r#"{{"v":1,"t":{an_hour_ahead},"events":[{event}]}}"#);
    let batch = Batch::parse(body.as_bytes(), NOW, &Limits::default()).unwrap();
    assert_eq!(batch.events[0].at, NOW);
    // Some seconds are the network's.
    let body = format!(r#"{{"v":1,"t":{},"events":[{}]}}"#, NOW.moved(-5_000).millis(), with(&[]));
    let batch = Batch::parse(body.as_bytes(), NOW, &Limits::default()).unwrap();
    assert_eq!(batch.events[0].at, NOW);
}

#[test]
fn bodies_that_are_no_batch_are_refused_as_a_whole() {
    let code = |body: &[u8]| Batch::parse(body, NOW, &Limits { bytes: 3_000, events: 2, ..Limits::default() });
    let code = |body: &[u8]| code(body).unwrap_err().code();
    assert_eq!(code(b""), "batch-malformed");
    assert_eq!(code(b"[]"), "batch-malformed");
    assert_eq!(code(b"\xff"), "batch-malformed");
    assert_eq!(code(br#"{"v":1}"#), "batch-malformed");
    assert_eq!(code(br#"{"v":1,"events":[],"more":1}"#), "batch-malformed");
    assert_eq!(code(br#"{"v":2,"events":[]}"#), "batch-version");
    assert_eq!(code(br#"{"v":1,"events":[1,2,3]}"#), "batch-too-many");
    assert_eq!(code(&[b' '; 3_001]), "batch-too-large");
    assert_eq!(code("[".repeat(2_000).as_bytes()), "batch-malformed");
}

#[test]
fn what_came_is_repeated_short_and_harmless() {
    let event = with(&[("e", &format!("\"{}\"", "\\u0007x".repeat(200)))]);
    let Refusal::UnknownKind(shown) = refusal(&event) else { panic!("it is no kind") };
    assert!(shown.len() < 400 && !shown.chars().any(char::is_control), "{shown}");
}

fn kinds() -> impl Strategy<Value = (EventKind, bool)> {
    let text = "[a-zäöü漢 \"\\\\=+@-]{0,20}";
    prop_oneof![
        (0..MOST_VISIBLE_MS).prop_map(|visible_ms| (EventKind::View { visible_ms }, true)),
        (text, 0u32..1_000).prop_map(|(query, hits)| (EventKind::Search { query, hits, position: None }, false)),
        (text, 1u32..1_000).prop_map(|(query, hits)| (EventKind::Search { query, hits, position: Some(hits) }, true)),
        Just((EventKind::Copy, true)),
        Just((EventKind::Download, true)),
        Just((EventKind::Share, true)),
        Just((EventKind::AnswerUsed, true)),
        (any::<bool>(), option::of("[a-z漢 !]{1,20}"))
            .prop_map(|(helped, why)| (EventKind::Feedback { helped, why }, true)),
        Just((EventKind::LessonCompleted, true)),
    ]
}

fn events() -> impl Strategy<Value = Event> {
    let audience = prop_oneof![Just(Audience::Internal), Just(Audience::Partner), Just(Audience::Customer)];
    let ids = ("[A-Za-z0-9_-]{1,64}", "[A-Za-z0-9_-]{1,64}", "[a-z0-9é]{1,8}(/[a-z0-9é]{1,8}){0,3}");
    (ids, -1_000_000i64..0, kinds(), option::of("[0-9A-Za-z#é]{1,18}"), option::of("[a-z.@]{1,20}"), audience).prop_map(
        |((id, session, document), ago, (kind, has_document), opportunity, seller, audience)| Event {
            id,
            at: NOW.moved(ago),
            kind,
            document: has_document.then_some(document),
            session,
            opportunity,
            seller,
            audience,
        },
    )
}

proptest! {
    #[test]
    fn events_come_back_as_they_were_sent(events in vec(events(), 0..10)) {
        let batch = Batch::parse(Batch::to_json(&events).as_bytes(), NOW, &Limits::default()).unwrap();
        prop_assert_eq!(batch, Batch { events, refused: vec![] });
    }

    #[test]
    fn any_bytes_are_taken_or_refused(bytes in vec(any::<u8>(), 0..200), now in any::<i64>()) {
        let _ = Batch::parse(&bytes, Time::from_millis(now), &Limits::default());
    }

    #[test]
    fn any_event_is_taken_or_refused(event in ".{0,80}", now in any::<i64>(), sent in any::<i64>()) {
        let body = format!(r#"{{"v":1,"t":{sent},"events":[{event}]}}"#);
        let _ = Batch::parse(body.as_bytes(), Time::from_millis(now), &Limits::default());
    }

    /// Changed bytes of what was right reach deeper than bytes at random.
    #[test]
    fn spoilt_batches_are_taken_or_refused(events in vec(events(), 1..4), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut body = Batch::to_json(&events).into_bytes();
        let at = at.index(body.len());
        body[at] = byte;
        if let Ok(batch) = Batch::parse(&body, NOW, &Limits::default()) {
            for event in batch.events {
                prop_assert_eq!(Event::from_json(&event.to_json()), Ok(event));
            }
        }
    }
}
