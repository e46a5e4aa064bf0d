//! How far a build has come: for a terminal while it lasts, and by phases at its end.

use std::{
    collections::BTreeMap,
    io::{self, IsTerminal, Write},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use serde::Serialize;

use super::findings::counted;
use crate::site::{Built, Changes, Phase, Progress};

/// What is told sooner than this after the last time nobody could read.
const OFTEN: Duration = Duration::from_millis(100);

/// Keeps the times of phases, and says on a terminal what is being done.
#[derive(Debug)]
pub(super) struct Stopwatch {
    begin: Instant,
    is_terminal: bool,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    phase: Phase,
    since: Instant,
    told: Instant,
    times: BTreeMap<Phase, Duration>,
}

/// `--timings json`
#[derive(Serialize)]
struct Timings<'a> {
    pages: usize,
    documents: usize,
    files: Files,
    /// Seconds by phase; none of what wasn't done.
    phases: &'a BTreeMap<Phase, f64>,
    /// Seconds from start to end.
    total: f64,
}

#[derive(Serialize)]
struct Files {
    written: usize,
    unchanged: usize,
    removed: usize,
}

impl Stopwatch {
    /// Begins with loading.
    pub(super) fn begin() -> Self {
        let now = Instant::now();
        let state = State { phase: Phase::Load, since: now, told: now, times: BTreeMap::new() };
        Self { begin: now, is_terminal: io::stderr().is_terminal(), state: Mutex::new(state) }
    }

    /// Time since the beginning, and by phase as far as there were some.
    pub(super) fn end(&self) -> (Duration, BTreeMap<Phase, Duration>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.end_phase();
        self.tell("");
        (self.begin.elapsed(), state.times.clone())
    }

    /// Writes over the terminal's last line.
    fn tell(&self, text: &str) {
        if self.is_terminal {
            // Nothing is left to be done where stderr is closed.
            let _ = write!(io::stderr().lock(), "\r\u{1b}[K{text}");
        }
    }
}

impl State {
    fn end_phase(&mut self) {
        let now = Instant::now();
        *self.times.entry(self.phase).or_default() += now - self.since;
        self.since = now;
    }
}

impl Progress for Stopwatch {
    fn begin(&self, phase: Phase) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.end_phase();
        state.phase = phase;
        self.tell(&format!("{}…", name(phase)));
    }

    fn advance(&self, done: usize, all: usize) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.told.elapsed() >= OFTEN {
            state.told = Instant::now();
            self.tell(&format!("{}… {done} of {}", name(state.phase), counted(all, "document")));
        }
    }
}

/// What a phase is called.
fn name(phase: Phase) -> &'static str {
    match phase {
        Phase::Load => "load",
        Phase::Plan => "plan",
        Phase::Render => "render",
        Phase::Search => "search",
        Phase::Offline => "offline",
        Phase::Write => "write",
    }
}

/// The phases of a build with their times, for people: ` (load 0.31 s, plan 0.30 s)`; nothing where there was only one.
pub(super) fn by_phase(times: &BTreeMap<Phase, Duration>) -> String {
    if times.len() < 2 {
        return String::new();
    }
    let times: Vec<String> =
        times.iter().map(|(phase, time)| format!("{} {:.2} s", name(*phase), time.as_secs_f64())).collect();
    format!(" ({})", times.join(", "))
}

/// What a build did and how long it took, for programs.
pub(super) fn json(built: &Built, total: Duration, times: &BTreeMap<Phase, Duration>) -> serde_json::Result<String> {
    let Changes { written, unchanged, removed } = built.changes;
    let phases = times.iter().map(|(phase, time)| (*phase, time.as_secs_f64())).collect();
    serde_json::to_string(&Timings {
        pages: built.pages,
        documents: built.documents,
        files: Files { written, unchanged, removed },
        phases: &phases,
        total: total.as_secs_f64(),
    })
}
