//! Queries of any bytes, and damaged files: search answers or refuses, and never panics, hangs or is slow.
//!
//! `cargo xtask fuzz search`, or `cargo run --release --example fuzz -- --queries N`. Each case follows from the seed and its
//! number, so one that fails is run again by `--seed S --first NUMBER --queries 1`. Start reading at [`run`].

mod damage;
mod libraries;
mod queries;
mod random;
mod subject;

use std::{
    path::PathBuf,
    process::ExitCode,
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use clap::Parser;

use damage::Files;
use queries::Queries;
use subject::{Failure, Subject, indexer};

/// Searches for anything, and says what is slowest.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many queries to ask, of both libraries in turn
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    queries: u64,
    /// How many times to damage the files of the index
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    damages: u64,
    /// What all cases follow from
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
    /// Number of the first case
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    first: u64,
    /// Milliseconds that no query may take
    #[arg(long, value_name = "MS", default_value_t = 500)]
    bound: u64,
    /// Folder of the library
    #[arg(long, value_name = "DIR", default_value = ".")]
    library: PathBuf,
    /// Pages of the larger library, which is made of the words of the other
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    pages: usize,
}

/// No case.
const IDLE: u64 = u64::MAX;

/// A case that takes so long hangs.
const HANGS: Duration = Duration::from_secs(30);

/// A query and how long it took.
#[derive(Debug, Default)]
struct Slowest {
    time: Duration,
    case: u64,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (pages, vocabulary) = libraries::real(&arguments.library)?;
    let grown = libraries::grown(&pages, arguments.pages, arguments.seed);
    let queries = Queries::new(arguments.seed, &pages);
    let files = Files::new(indexer(&grown)?.finish(&vocabulary, "")?)?;
    let mut damaged = 0;
    for case in 0..arguments.damages {
        damaged += files.try_case(&queries, case)?;
    }
    println!("{} openings with {damaged} damaged files: all refused, all answered", arguments.damages);
    let subjects = [
        Subject::new(&pages, &vocabulary, queries)?,
        Subject::new(&grown, &vocabulary, Queries::new(arguments.seed, &grown))?,
    ];
    ask_all(&subjects, arguments)
}

/// Asks from all processors. Cases are dealt out one by one, so a slow one holds up no others.
fn ask_all(subjects: &[Subject], arguments: &Arguments) -> Result<(), Failure> {
    let (begin, next) = (Instant::now(), AtomicU64::new(arguments.first));
    let end = arguments.first + arguments.queries;
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let at_work: Vec<AtomicU64> = (0..workers).map(|_| AtomicU64::new(IDLE)).collect();
    let ask = |at_work: &AtomicU64| -> Result<(Slowest, Duration), Failure> {
        let (mut slowest, mut total) = (Slowest::default(), Duration::ZERO);
        loop {
            let case = next.fetch_add(1, Ordering::Relaxed);
            if case >= end {
                return Ok((slowest, total));
            }
            at_work.store(case, Ordering::Relaxed);
            let subject = &subjects[usize::from(case % 2 == 1)];
            let time = subject.ask(case)?;
            total += time;
            if time > slowest.time {
                slowest = Slowest { time, case };
            }
        }
    };
    let work = |at_work: &AtomicU64| {
        let outcome = ask(at_work);
        at_work.store(IDLE, Ordering::Relaxed);
        if outcome.is_err() {
            next.store(end, Ordering::Relaxed);
        }
        outcome
    };
    let outcomes: Vec<Result<_, Failure>> = thread::scope(|scope| {
        let threads: Vec<_> = at_work.iter().map(|at_work| scope.spawn(|| work(at_work))).collect();
        watch(&at_work, || threads.iter().all(thread::ScopedJoinHandle::is_finished));
        let died = |_| Err(Failure::Broken("a thread died".to_owned()));
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(died)).collect()
    });
    let mut slowest = Slowest::default();
    let mut total = Duration::ZERO;
    for outcome in outcomes {
        let (slow, time) = outcome?;
        total += time;
        if slow.time > slowest.time {
            slowest = slow;
        }
    }
    let mean = total.checked_div(u32::try_from(arguments.queries).unwrap_or(u32::MAX)).unwrap_or_default();
    println!("{} queries in {:.0?}, {mean:.1?} each", arguments.queries, begin.elapsed());
    let subject = &subjects[usize::from(slowest.case % 2 == 1)];
    let query = subject.queries.request(slowest.case).query;
    let shown: String = query.chars().take(60).collect();
    println!(
        "slowest {:.1?}: case {} of seed {} on {} pages, {} bytes, {shown:?}",
        slowest.time,
        slowest.case,
        arguments.seed,
        subject.searcher.page_count(),
        query.len()
    );
    if slowest.time > Duration::from_millis(arguments.bound) {
        return Err(Failure::Broken(format!("a query took longer than {} ms", arguments.bound)));
    }
    Ok(())
}

/// Ends the program, naming the case, where one is still at work that was long ago.
fn watch(at_work: &[AtomicU64], is_done: impl Fn() -> bool) {
    let mut seen: Vec<(u64, Instant)> = at_work.iter().map(|_| (IDLE, Instant::now())).collect();
    while !is_done() {
        thread::sleep(Duration::from_millis(100));
        for (seen, case) in seen.iter_mut().zip(at_work) {
            let case = case.load(Ordering::Relaxed);
            if case != seen.0 {
                *seen = (case, Instant::now());
            } else if case != IDLE && seen.1.elapsed() > HANGS {
                eprintln!("error: case {case} hangs");
                std::process::exit(1);
            }
        }
    }
}
