//! How long counting takes: `cargo bench -p fieldbook-metrics --bench usage [MILLIONS]`.
//!
//! Events are made up: of 10,000 documents, in sessions of ten events, a year of them in the order of their times.

use std::time::Instant;

use fieldbook_metrics::{
    Minimum, Time,
    event::EventKind,
    usage::{Sessions, Sighting, Uses, utilization},
};

const DOCUMENTS: u32 = 10_000;
const YEAR_MS: i64 = 365 * 24 * 60 * 60 * 1_000;

/// Scatters a number's bits (Steele, Lea, Flood: `SplitMix64`).
fn scattered(number: u64) -> u64 {
    let mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

fn main() {
    let millions = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(50i64);
    let events = millions * 1_000_000;
    let (mut uses, mut sessions) = (Uses::default(), Sessions::default());
    let started = Instant::now();
    for number in 0..events {
        let random = scattered(number.cast_unsigned());
        let kind = match random % 20 {
            0 | 1 => EventKind::Search { query: format!("query {}", (random >> 8) % 50_000), hits: 3, position: None },
            2 => EventKind::Copy,
            3 => EventKind::Download,
            _ => EventKind::View { visible_ms: (random >> 8) % 60_000 },
        };
        let document = u32::try_from((random >> 32) % u64::from(DOCUMENTS)).ok();
        // A hundred sessions at a time, each of ten events.
        let session = (number / 1_000 * 100 + number % 100).cast_unsigned();
        let at = Time::from_millis(YEAR_MS / events * number);
        let sighting = Sighting { at, kind: &kind, document, session };
        uses.add(&sighting);
        sessions.add(&sighting);
    }
    println!("{millions} million events added in {:.2?}", started.elapsed());
    let started = Instant::now();
    let utilized = utilization(0..DOCUMENTS, &uses).used;
    let gaps = sessions.gaps(Minimum::default()).queries.len();
    println!(
        "{utilized} documents used, {gaps} gaps, {:?} of searches followed, in {:.2?}",
        sessions.searches().success(),
        started.elapsed()
    );
}
