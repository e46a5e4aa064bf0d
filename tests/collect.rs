//! `fieldbook collect` from outside: what it takes, from whom, and that nothing it has acknowledged is lost or counted twice.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod collector;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    hash::{BuildHasher, RandomState},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use collector::{Answer, Collector, HERE, TOKEN, batch, copies, ids};
use tempfile::TempDir;

/// How often a collector is killed under load; `FIELDBOOK_KILLS` says another number.
const KILLS: usize = 12;

fn kept(collector: &Collector) -> Vec<String> {
    let Answer { status, body } = collector.get("/events", &[("Authorization", &format!("Bearer {TOKEN}"))]);
    assert_eq!(status, 200, "{body}");
    ids(&body)
}

#[test]
fn events_are_kept_once_and_handed_to_holders_of_the_token() {
    let folder = TempDir::new().unwrap();
    let collector = Collector::begin(folder.path(), &[]);
    let two = batch(&[copies("one"), copies("two")]);
    assert_eq!(collector.post(&two, &[]).body, r#"{"stored":2,"known":0}"#);
    assert_eq!(collector.post(&two, &[]).body, r#"{"stored":0,"known":2}"#);

    let mixed = batch(&[copies("three"), r#"{"id":"four","t":0,"e":"dance","s":"s"}"#.to_owned()]);
    let answer = collector.post(&mixed, &[]);
    assert_eq!(answer.status, 200);
    assert!(
        answer.body.starts_with(r#"{"stored":1,"known":0,"refused":[{"index":1,"reason":"unknown-kind""#),
        "{}",
        answer.body
    );

    assert_eq!(kept(&collector), ["one", "three", "two"]);
    for headers in [&[][..], &[("Authorization", "Bearer wrong wrong wrong wrong")]] {
        for path in ["/events", "/metrics"] {
            let Answer { status, body } = collector.get(path, headers);
            assert_eq!(status, 401);
            assert!(!body.contains("one") && !body.contains("total"), "{body}");
        }
    }
    let counts = collector.get("/metrics", &[("Authorization", &format!("Bearer {TOKEN}"))]).body;
    for line in ["fieldbook_events_stored_total 3", "fieldbook_events_known_total 2", "{reason=\"unknown-kind\"} 1"] {
        assert!(counts.contains(line), "{line} is not in {counts}");
    }
    assert_eq!(collector.get("/health", &[]).body, r#"{"status":"fine"}"#);
    assert_eq!(collector.end(), Some(0));
}

#[test]
fn without_a_token_nobody_sees_a_figure() {
    let folder = TempDir::new().unwrap();
    let collector = Collector::begin_as(folder.path(), &[], None);
    assert_eq!(collector.get("/events", &[("Authorization", "Bearer ")]).status, 401);
    assert_eq!(collector.get("/metrics", &[]).status, 401);
}

#[test]
fn only_pages_of_our_sites_may_send() {
    let folder = TempDir::new().unwrap();
    let collector = Collector::begin(folder.path(), &["--origin", "https://field.example"]);
    let from = |origin| collector.post_from(origin, &batch(&[copies("one")]), &[]);
    assert_eq!(from(Some("https://field.example")).status, 200);
    for forged in
        [None, Some("https://evil.example"), Some("https://field.example.evil.example"), Some("null"), Some(HERE)]
    {
        assert_eq!(from(forged).status, 403, "{forged:?}");
    }
    assert_eq!(kept(&collector), ["one"]);
}

#[test]
fn readers_who_ask_not_to_be_counted_and_programs_are_left_out() {
    let folder = TempDir::new().unwrap();
    let collector = Collector::begin(folder.path(), &[]);
    let cases =
        [("DNT", "1", "asked-not-to"), ("Sec-GPC", "1", "asked-not-to"), ("Sec-Purpose", "prefetch", "prefetch")];
    for (name, value, reason) in cases {
        let answer = collector.post(&batch(&[copies("one")]), &[(name, value)]);
        assert_eq!(answer.body, format!(r#"{{"stored":0,"known":0,"left_out":"{reason}"}}"#));
    }
    let robot =
        collector.post(&batch(&[copies("one")]), &[("User-Agent", "Googlebot/2.1 (+http://www.google.com/bot.html)")]);
    assert!(robot.body.contains(r#""left_out":"bot""#), "{}", robot.body);
    assert!(kept(&collector).is_empty());
}

#[test]
fn what_is_too_much_or_no_batch_is_refused_with_its_reason() {
    let folder = TempDir::new().unwrap();
    let collector = Collector::begin(folder.path(), &["--rate", "50"]);
    let reason = |body: &str| {
        let answer = collector.post(body, &[]);
        let reason = answer.body.split('"').nth(5).filter(|_| answer.body.contains("reason")).map(str::to_owned);
        (answer.status, reason.unwrap_or(answer.body))
    };
    assert_eq!(reason("not JSON").0, 400);
    assert_eq!(reason("").0, 400);
    assert_eq!(reason(r#"{"v":9,"events":[]}"#).0, 400);
    assert_eq!(reason(&" ".repeat(70_000)).0, 413);
    let many: Vec<String> = (0..501).map(|number| copies(&format!("n{number}"))).collect();
    assert_eq!(reason(&batch(&many)).0, 413);
    assert_eq!(reason(&batch(&many[..40])).0, 200);
    let (status, _) = reason(&batch(&many[40..80]));
    assert_eq!(status, 429);
    assert_eq!(kept(&collector).len(), 40);
}

#[test]
fn a_session_lasts_a_day_and_tells_nothing() {
    let folder = TempDir::new().unwrap();
    let collector = Collector::begin(folder.path(), &[]);
    collector.post(&batch(&[copies("one"), copies("two")]), &[]);
    collector
        .post(&batch(&[copies("three")]), &[("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Other/1")]);
    let all = collector.get("/events", &[("Authorization", &format!("Bearer {TOKEN}"))]).body;
    let sessions = all.lines().map(|line| line.split(r#""s":""#).nth(1).unwrap().split('"').next().unwrap());
    let sessions: Vec<&str> = sessions.collect();
    assert_eq!(sessions.iter().collect::<BTreeSet<_>>().len(), 2, "{all}");
    assert!(!all.contains("127.0.0.1") && !all.contains("Mozilla") && !all.contains("tab"), "{all}");
    collector.end();
    let store = fs::read(folder.path().join("usage.db")).unwrap();
    for secret in ["127.0.0.1", "Mozilla"] {
        assert!(!store.windows(secret.len()).any(|part| part == secret.as_bytes()), "{secret} is in the store");
    }
}

/// Whatever is acknowledged is there after a SIGKILL, and whatever is sent again counts once.
#[test]
fn a_killed_collector_has_lost_nothing_that_it_acknowledged() {
    let folder = TempDir::new().unwrap();
    let kills = std::env::var("FIELDBOOK_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let mut acknowledged = BTreeSet::new();
    let mut unsure: BTreeMap<String, String> = BTreeMap::new();
    for round in 0..kills {
        let collector = Collector::begin(folder.path(), &["--rate", "1000000"]);
        // First again what got no answer, as a page does.
        for (id, event) in std::mem::take(&mut unsure) {
            assert_eq!(collector.post(&batch(&[event]), &[]).status, 200);
            acknowledged.insert(id);
        }
        let running = AtomicBool::new(true);
        let outcomes = thread::scope(|scope| {
            let senders: Vec<_> = (0..4)
                .map(|sender| {
                    scope.spawn({
                        let (collector, running) = (&collector, &running);
                        move || send_while(running, collector, &format!("{round}-{sender}"))
                    })
                })
                .collect();
            thread::sleep(Duration::from_millis(20 + RandomState::new().hash_one(round) % 300));
            collector.kill();
            running.store(false, Ordering::Relaxed);
            senders.into_iter().map(|sender| sender.join().unwrap()).collect::<Vec<_>>()
        });
        for (sure, lost) in outcomes {
            acknowledged.extend(sure);
            unsure.extend(lost);
        }
    }
    assert!(acknowledged.len() > kills * 20, "only {} events were acknowledged", acknowledged.len());
    let collector = Collector::begin(folder.path(), &[]);
    let kept = kept(&collector);
    let once: BTreeSet<String> = kept.iter().cloned().collect();
    assert_eq!(once.len(), kept.len(), "events are there twice");
    let missing: Vec<&String> = acknowledged.difference(&once).collect();
    assert!(missing.is_empty(), "acknowledged and lost: {missing:?}");
    // What is there and wasn't acknowledged is what got no answer.
    assert!(once.difference(&acknowledged).all(|id| unsure.contains_key(id)));
}

/// Sends batches until the collector is gone; returns ids that were acknowledged, and the events that weren't.
fn send_while(running: &AtomicBool, collector: &Collector, name: &str) -> (Vec<String>, Vec<(String, String)>) {
    let mut sure = Vec::new();
    for number in 0.. {
        let events: Vec<(String, String)> = (0..20)
            .map(|part| format!("{name}-{number}-{part}"))
            .map(|id| {
                let event = copies(&id);
                (id, event)
            })
            .collect();
        let body = batch(&events.iter().map(|(_, event)| event.clone()).collect::<Vec<_>>());
        match collector.try_post(&body) {
            Some(answer) => {
                assert_eq!((answer.status, answer.body.as_str()), (200, r#"{"stored":20,"known":0}"#));
                sure.extend(events.into_iter().map(|(id, _)| id));
            }
            None => return (sure, events),
        }
        if !running.load(Ordering::Relaxed) {
            break;
        }
    }
    (sure, Vec::new())
}

#[test]
fn a_store_that_cant_be_written_is_said_and_nothing_is_acknowledged() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("usage.db"), "a text of somebody's ".repeat(100)).unwrap();
    let said = Collector::refusal(folder.path(), &[]);
    assert!(said.starts_with("error: the store refused: file is not a database"), "{said}");
    let said = Collector::refusal(folder.path(), &["--store", "postgres://127.0.0.1:1/usage"]);
    assert!(said.contains("hint: name a file of SQLite's, or postgres://…, with --store"), "{said}");
}
