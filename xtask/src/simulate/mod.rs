//! `cargo xtask simulate`: a year of use and deals of a library, made up, so that reports have something to say.
//!
//! What happens is drawn by chance that a seed decides: deals go through their stages, sellers look for what the stage needs, and what they used moves
//! the odds of winning a little, beside what nobody sees. It is written as files that [`fieldbook usage import`] takes — events, bids, and
//! the CRM's report at the end of each month — and taken into a store by that command: so what a demo shows has gone the way that real usage goes.
//!
//! All ids begin with `made-up-`. By those of its deals, `fieldbook report` knows that a store is made up.

mod bids;
mod chance;
mod deals;
mod library;
mod sessions;

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::{ToSpan, civil::Date};

use crate::{Failure, process, repository};
use chance::Chance;

/// Makes up a year of use and deals of a library
///
/// Writes them as files, and takes those into a store. The same library, seed and day give the same files.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The library [default: the sample library]
    #[arg(long, value_name = "DIR")]
    library: Option<PathBuf>,
    /// Decides what chance brings
    #[arg(long, value_name = "N", default_value_t = 7)]
    seed: u64,
    /// The year's last day
    #[arg(long, value_name = "YYYY-MM-DD", default_value = "2026-11-22")]
    until: Date,
    /// Where files and store go [default: target/simulate]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// The days that are made up.
pub(crate) struct Period {
    from: Date,
    until: Date,
}

/// What was made up, as files by their names.
type Files = Vec<(String, String)>;

/// Runs the command.
pub(crate) fn run(asked: &Arguments) -> Result<(), Failure> {
    let absolute = |folder: &PathBuf| std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
    let library = asked.library.as_ref().map_or_else(|| repository::root().to_owned(), absolute);
    let out = asked.out.as_ref().map_or_else(|| repository::target().join("simulate"), absolute);
    if out.exists() {
        fs::remove_dir_all(&out).map_err(Failure::file(&out))?;
    }
    fs::create_dir_all(&out).map_err(Failure::file(&out))?;
    process::run(fieldbook(&library).args(["build", "--out"]).arg(out.join("site")))?;

    let mut chance = Chance::of(asked.seed);
    let documents = library::read(&out.join("site/library.json"), &mut chance)?;
    let period = Period { from: asked.until.saturating_sub(364.days()), until: asked.until };
    let files = year(&documents, &period, chance);
    for (name, text) in &files {
        let path = out.join(name);
        fs::write(&path, text).map_err(Failure::file(&path))?;
    }
    take_in(&library, &out, &files)?;
    println!("{}", out.join("usage.db").display());
    Ok(())
}

/// Fieldbook, in a library.
fn fieldbook(library: &Path) -> std::process::Command {
    let mut command = process::cargo();
    command.args(["run", "--quiet", "--package", "fieldbook", "--", "--library"]).arg(library);
    command
}

/// Takes the files into a store: each report of the CRM as of its day.
fn take_in(library: &Path, out: &Path, files: &Files) -> Result<(), Failure> {
    for (name, _) in files {
        let mut import = fieldbook(library);
        import.args(["usage", "import"]).arg(out.join(name)).arg("--store").arg(out.join("usage.db"));
        let day = name.strip_prefix("deals-").and_then(|rest| rest.strip_suffix(".csv"));
        process::run(import.args(day.iter().flat_map(|day| ["--as-of", day])))?;
    }
    Ok(())
}

/// Makes a year up.
fn year(documents: &[library::Document], period: &Period, mut chance: Chance) -> Files {
    let mut deals = deals::make(period, sessions::SELLERS, &mut chance);
    let mut diary = sessions::Diary::new(documents, chance);
    diary.write(period, &mut deals);
    let bids = bids::write(&mut diary, &mut deals, period);
    let mut files = vec![("events.jsonl".to_owned(), diary.events.join("\n") + "\n"), ("bids.jsonl".to_owned(), bids)];
    for day in ends_of_months(period) {
        files.push((format!("deals-{day}.csv"), deals::report(&deals, day, documents)));
    }
    files
}

/// The last days of a period's months; of the last month the period's own last day.
fn ends_of_months(period: &Period) -> Vec<Date> {
    let mut ends = Vec::new();
    let mut day = period.from.last_of_month();
    while day < period.until {
        ends.push(day);
        day = day.saturating_add(1.day()).last_of_month();
    }
    ends.push(period.until);
    ends
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use jiff::civil::date;

    use super::*;

    fn files(seed: u64) -> Files {
        let entries = ["playbook", "swot", "case-study", "proof", "answer", "offer", "tradeoff", "lesson"].map(|kind| {
            let of_kind = (0..6).map(|number| {
                format!(r#"{{"id":"{kind}/{number}","kind":"{kind}","title":"The {kind} number {number}","language":"en"}}"#)
            });
            of_kind.collect::<Vec<_>>().join(",")
        });
        let mut chance = Chance::of(seed);
        let documents =
            library::documents(&format!(r#"{{"documents":[{}]}}"#, entries.join(",")), &mut chance).unwrap();
        let period = Period { from: date(2025, 11, 23), until: date(2026, 11, 22) };
        year(&documents, &period, chance)
    }

    #[test]
    fn a_seed_decides_all_that_happens() {
        assert!(files(7) == files(7));
        assert!(files(7) != files(8));
    }

    #[test]
    fn a_year_has_use_bids_and_deals_of_all_outcomes_and_each_says_that_it_is_made_up() {
        let files = files(7);
        let file = |name: &str| files.iter().find(|(known, _)| known == name).unwrap().1.as_str();
        let events = file("events.jsonl");
        assert!(events.lines().all(|event| event.contains(r#""id":"made-up-"#)));
        for kind in ["view", "search", "copy", "download", "share", "feedback", "answer-used", "lesson-completed"] {
            assert!(events.contains(&format!(r#""e":"{kind}""#)), "{kind}");
        }
        let deals = file("deals-2026-11-22.csv");
        assert!(deals.lines().skip(1).all(|deal| deal.starts_with("made-up-")));
        for stage in ["Closed Won", "Closed Lost", "Negotiation"] {
            assert!(deals.contains(stage), "{stage}");
        }
        assert!(file("bids.jsonl").lines().all(|bid| bid.contains("bid-made-up-")));
        assert_eq!(files.len(), 15, "events, bids, and thirteen reports of the CRM");
    }
}
