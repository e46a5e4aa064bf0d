//! How long credit by all models takes: `cargo bench -p fieldbook-metrics --bench attribution [DOCUMENTS DEALS]`.
//!
//! Deals are made up, with touches as they are in practice: few documents have most of them, most follow within a topic, and some deals
//! take very many.

use std::time::Instant;

use fieldbook_metrics::{
    Time,
    attribution::{Attribution, HALF_LIFE_MS, Journey, Model, Part, Solve, Touch},
};

/// A generator of numbers that are good enough to make up deals (Steele, Lea, Flood: `SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to below 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits are kept")]
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

const TOPICS: u32 = 20;

fn main() {
    let numbers: Vec<u32> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let (documents, deals) = match numbers[..] {
        [documents, deals, ..] => (documents, deals),
        _ => (5_000, 30_000),
    };
    let mut random = Random(7);
    let mut attribution = Attribution::new(documents, HALF_LIFE_MS);
    let started = Instant::now();
    let mut touches = Vec::new();
    let mut total_touches = 0;
    for _ in 0..deals {
        make_up(&mut random, documents, &mut touches);
        total_touches += touches.len();
        let journey = if random.unit() < 0.3 {
            Journey::won(&touches, 10_000.0 * random.unit())
        } else {
            Journey::lost(&touches)
        };
        attribution.add(&journey);
    }
    println!("{documents} documents, {deals} deals, {total_touches} touches: added in {:.2?}", started.elapsed());
    let started = Instant::now();
    let credits = attribution.credits();
    println!("credit in {:.2?}, settled: {}", started.elapsed(), credits.removal.is_settled);
    let started = Instant::now();
    let by_two = attribution.credits_by(on_two_threads);
    println!("on two threads in {:.2?}, the same: {}", started.elapsed(), by_two == credits);
    for model in Model::ALL {
        let given: f64 = credits.of(model).iter().sum();
        println!("{:>10} {:.3e} from the total", model.name(), (given / credits.total - 1.0).abs());
    }
}

fn on_two_threads(parts: usize, solve: Solve) -> Vec<Part> {
    let half = parts / 2;
    std::thread::scope(|scope| {
        let first = scope.spawn(|| (0..half).map(solve).collect::<Vec<Part>>());
        let second: Vec<Part> = (half..parts).map(solve).collect();
        first.join().unwrap_or_default().into_iter().chain(second).collect()
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small numbers above 0")]
fn make_up(random: &mut Random, documents: u32, touches: &mut Vec<Touch>) {
    touches.clear();
    // Half the deals have at most 7 touches, one of a hundred more than 100.
    let length = (7.0 / (1.0 - random.unit()).powf(0.6)).min(2_000.0) as usize;
    let topic = random.next() as u32 % TOPICS;
    for (hour, _) in (0..).zip(0..length) {
        let square = random.unit() * random.unit();
        let document = (square * f64::from(documents)) as u32;
        let within = if random.unit() < 0.7 { document / TOPICS * TOPICS + topic } else { document };
        let at = Time::from_millis(hour * 3_600_000);
        touches.push(Touch { channel: within.min(documents - 1), at });
    }
}
