//! All models against published figures, hand computations, and what must hold of any deals.
#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use std::{collections::BTreeMap, fs, path::Path, path::PathBuf};

use proptest::{collection::vec, prelude::*};

use super::{chain::Figures, *};

fn touches(channels: &[Channel]) -> Vec<Touch> {
    (0..)
        .zip(channels)
        .map(|(hour, channel)| Touch { channel: *channel, at: Time::from_millis(hour * 3_600_000) })
        .collect()
}

/// Credit of paths with how often they were won and lost.
fn credits(paths: &[(&[Channel], u64, u64)]) -> Credits {
    let mut attribution = Attribution::new(0, HALF_LIFE_MS);
    for (channels, won, lost) in paths {
        attribution.add(&Journey::counted(&touches(channels), *won, *lost));
    }
    attribution.credits()
}

fn assert_close(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} isn't {expected}");
    }
}

#[test]
fn small_cases_agree_with_hand_computations() {
    let (direct, search, email, social) = (0, 1, 2, 3);
    let some = credits(&[(&[direct], 2, 0), (&[search, email], 3, 0), (&[search, social, email], 5, 0)]);
    assert_close(some.of(Model::Linear), &[2.0, 19.0 / 6.0, 19.0 / 6.0, 5.0 / 3.0]);
    assert_close(some.of(Model::Position), &[2.0, 3.5, 3.5, 1.0]);
    assert_close(credits(&[(&[0], 4, 0), (&[0, 1], 6, 0)]).of(Model::Shapley), &[7.0, 3.0]);
    assert_close(credits(&[(&[0, 1, 2, 3], 10, 0)]).of(Model::Shapley), &[2.5; 4]);
    let markov = credits(&[(&[0], 2, 1), (&[1], 1, 0), (&[0, 1], 1, 0)]);
    assert_close(markov.of(Model::Markov), &[2.4, 1.6]);
    assert_close(&markov.removal.effects, &[0.75, 0.5]);
}

/// The corpora beside the repository, one folder deeper from a worktree, or where `FIELDBOOK_CORPORA` says.
fn corpus() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let said = std::env::var_os("FIELDBOOK_CORPORA").map(PathBuf::from);
    let beside = ["../../../shared/corpora", "../../../../shared/corpora"].map(|path| here.join(path));
    let found = said.into_iter().chain(beside).map(|root| root.join("attribution")).find(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("skipped: there is no attribution");
    }
    found
}

#[test]
fn ten_thousand_paths_agree_with_figures_of_others() {
    let Some(folder) = corpus() else { return };
    let expected = fs::read_to_string(folder.join("expected.csv")).unwrap();
    let expected: Vec<Vec<&str>> = expected.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let number: BTreeMap<&str, Channel> = (0..).zip(&expected).map(|(number, row)| (row[0], number)).collect();

    let mut attribution = Attribution::new(0, HALF_LIFE_MS);
    for line in fs::read_to_string(folder.join("paths.csv")).unwrap().lines().skip(1) {
        let [path, won, lost] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
        let channels: Vec<Channel> = path.split(" > ").map(|name| number[name]).collect();
        attribution.add(&Journey::counted(&touches(&channels), won.parse().unwrap(), lost.parse().unwrap()));
    }
    let credits = attribution.credits();
    let column = |at: usize| -> Vec<f64> { expected.iter().map(|row| row[at].parse().unwrap()).collect() };
    assert_close(credits.of(Model::First), &column(1));
    assert_close(credits.of(Model::Last), &column(2));
    assert_close(credits.of(Model::Linear), &column(3));
    assert_close(credits.of(Model::Position), &column(4));
    assert_close(&credits.removal.effects, &column(5));
    assert_close(credits.of(Model::Markov), &column(6));
    // The chain wins as often as its deals.
    assert!((credits.removal.probability - 0.223_845_135_596_863_78).abs() < 1e-12);
}

/// Shapley's value by its definition: over all orders in which documents can join.
fn shapley_by_definition(paths: &[Vec<Channel>], channels: u32) -> Vec<f64> {
    let worth = |set: u32| paths.iter().filter(|path| path.iter().all(|channel| set & (1 << channel) != 0)).count();
    let factorial = |n: u32| (1..=n).map(f64::from).product::<f64>();
    let value = |channel: u32| -> f64 {
        let others = (0..1u32 << channels).filter(|set| set & (1 << channel) == 0);
        let share = |set: u32| {
            let size = set.count_ones();
            let gain = worth(set | 1 << channel) - worth(set);
            factorial(size) * factorial(channels - size - 1) / factorial(channels) * count(gain)
        };
        others.map(share).sum()
    };
    (0..channels).map(value).collect()
}

fn journeys(channels: u32) -> impl Strategy<Value = Vec<(Vec<Channel>, bool)>> {
    vec((vec(0..channels, 0..9), any::<bool>()), 0..40)
}

fn added(journeys: &[(Vec<Channel>, bool)]) -> Attribution {
    let mut attribution = Attribution::new(0, HALF_LIFE_MS);
    for (number, (channels, is_won)) in journeys.iter().enumerate() {
        let touches = touches(channels);
        let value = 1_000.0 * count(number) + 0.01;
        attribution.add(&if *is_won { Journey::won(&touches, value) } else { Journey::lost(&touches) });
    }
    attribution
}

proptest! {
    #[test]
    fn every_model_gives_out_the_total(journeys in journeys(12)) {
        let credits = added(&journeys).credits();
        for model in Model::ALL {
            let given: f64 = credits.of(model).iter().sum();
            prop_assert!((given - credits.total).abs() <= 1e-9 * credits.total.max(1.0), "{model:?}: {given}");
            prop_assert!(credits.of(model).iter().all(|credit| *credit >= 0.0));
        }
    }

    #[test]
    fn shapley_is_what_its_definition_says(journeys in vec(vec(0u32..6, 1..6), 1..12)) {
        let mut attribution = Attribution::new(6, HALF_LIFE_MS);
        for path in &journeys {
            attribution.add(&Journey::counted(&touches(path), 1, 0));
        }
        assert_close(attribution.credits().of(Model::Shapley), &shapley_by_definition(&journeys, 6));
    }

    #[test]
    fn touching_a_document_twice_in_a_row_changes_no_removal_effect(journeys in journeys(6)) {
        let mut once = journeys.clone();
        for (channels, _) in &mut once {
            channels.dedup();
        }
        assert_close(&added(&once).credits().removal.effects, &added(&journeys).credits().removal.effects);
    }

    #[test]
    fn sweeps_find_what_elimination_finds(journeys in journeys(40)) {
        let chain = added(&journeys).transitions.whole_chain();
        let (exact, swept) = (chain.by_elimination(), chain.by_sweeps(markov::in_turn));
        let close = |exact: &[f64], swept: &[f64]| exact.iter().zip(swept).all(|(exact, swept)| (exact - swept).abs() < 1e-11);
        let Figures { wins, visits, returns, is_settled } = swept;
        prop_assert!(is_settled);
        prop_assert!(close(&exact.wins, &wins) && close(&exact.visits, &visits) && close(&exact.returns, &returns));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))] // Stepping takes its time.

    /// What removal effects mean, said directly: in a chain in which a document's steps lead nowhere, how often is a deal won?
    #[test]
    fn removal_effects_are_those_of_chains_without_the_document(journeys in journeys(5)) {
        let removal = added(&journeys).credits().removal;
        for (channel, effect) in (0..).zip(&removal.effects) {
            let without = probability_without(&journeys, channel);
            let expected = if removal.probability > 0.0 { 1.0 - without / removal.probability } else { 0.0 };
            prop_assert!((effect - expected).abs() < 1e-9, "{effect} isn't {expected}");
        }
    }
}

/// The probability of winning without a channel, by stepping through the chain until nothing moves.
fn probability_without(journeys: &[(Vec<Channel>, bool)], removed: Channel) -> f64 {
    let mut next: BTreeMap<Option<Channel>, BTreeMap<Result<Channel, bool>, f64>> = BTreeMap::new();
    for (channels, is_won) in journeys.iter().filter(|(channels, _)| !channels.is_empty()) {
        let states = channels.iter().map(|channel| Ok(*channel)).chain([Err(*is_won)]);
        let mut from = None;
        for state in states {
            *next.entry(from).or_default().entry(state).or_default() += 1.0;
            from = state.ok();
        }
    }
    let mut at = BTreeMap::from([(None, 1.0)]);
    let mut won = 0.0;
    for _ in 0..3_000 {
        let mut moved: BTreeMap<Option<Channel>, f64> = BTreeMap::new();
        for (state, probability) in at {
            let Some(steps) = next.get(&state) else { continue };
            let all: f64 = steps.values().sum();
            for (to, times) in steps {
                match to {
                    Ok(channel) if *channel == removed => {}
                    Ok(channel) => *moved.entry(Some(*channel)).or_default() += probability * times / all,
                    Err(is_won) => won += if *is_won { probability * times / all } else { 0.0 },
                }
            }
        }
        at = moved;
    }
    won
}

#[test]
fn chains_whose_deals_hardly_ever_end_are_solved_too() {
    // Two documents touched in turn, a thousand times over, among six hundred others.
    let mut attribution = Attribution::new(0, HALF_LIFE_MS);
    let long: Vec<Channel> = (0..2_000).map(|step| step % 2).collect();
    attribution.add(&Journey::counted(&touches(&long), 1, 1));
    for channel in 2..600 {
        attribution.add(&Journey::counted(&touches(&[channel, (channel * 7) % 600, (channel * 11) % 600]), 1, 2));
    }
    let chain = attribution.transitions.whole_chain();
    let (exact, swept) = (chain.by_elimination(), chain.by_sweeps(markov::in_turn));
    assert!(swept.is_settled);
    for (exact, swept) in exact.returns.iter().zip(&swept.returns) {
        assert!((exact / swept - 1.0).abs() < 1e-9, "{exact} {swept}");
    }
}

#[test]
fn deals_without_touches_are_credited_to_nothing() {
    let mut attribution = Attribution::new(2, HALF_LIFE_MS);
    attribution.add(&Journey::won(&[], 500.0));
    let credits = attribution.credits();
    assert_eq!((credits.total, credits.untouched), (0.0, 500.0));
    assert_eq!(credits.of(Model::Markov), [0.0, 0.0]);
}
