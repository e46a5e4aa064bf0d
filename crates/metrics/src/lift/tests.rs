//! Estimates against published ones, and what must hold of any deals.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use proptest::{collection::vec, prelude::*};

use super::*;

/// Thirteen trials of BCG vaccine against tuberculosis: cases and others, vaccinated and not (Colditz et al., JAMA 271, 1994; `dat.bcg` of the R
/// package metafor).
const BCG: [[u64; 4]; 13] = [
    [4, 119, 11, 128],
    [6, 300, 29, 274],
    [3, 228, 11, 209],
    [62, 13_536, 248, 12_619],
    [33, 5_036, 47, 5_761],
    [180, 1_361, 372, 1_079],
    [8, 2_537, 10, 619],
    [505, 87_886, 499, 87_892],
    [29, 7_470, 45, 7_232],
    [17, 1_699, 65, 1_600],
    [186, 50_448, 141, 27_197],
    [5, 2_493, 3, 2_338],
    [27, 16_886, 29, 17_825],
];

fn strata(cells: &[[u64; 4]]) -> Vec<Stratum> {
    let stratum = |[with_won, with_lost, without_won, without_lost]: [u64; 4]| Stratum {
        with_won,
        with_lost,
        without_won,
        without_lost,
    };
    cells.iter().copied().map(stratum).collect()
}

/// metafor's `rma.mh(measure = "RD")` finds −0.003288181832613 with a standard error of 0.0002866567485273736, `rma.mh(measure = "OR")` finds 0.623
/// (0.575 to 0.675), as does Stata's `metan`.
#[test]
fn published_trials_give_published_figures() {
    let difference = risk_difference(&strata(&BCG)).unwrap();
    assert!((difference.value - -3.288_181_832_613e-3).abs() < 1e-14);
    let error = (difference.upper - difference.lower) / (2.0 * Z);
    assert!((error - 2.866_567_485_273_736e-4).abs() < 1e-14);
    let ratio = odds_ratio(&strata(&BCG)).unwrap();
    let rounded = [ratio.value, ratio.lower, ratio.upper].map(|value| (value * 1_000.0).round() / 1_000.0);
    assert_eq!(rounded.map(|value| value.to_string()), ["0.623", "0.575", "0.675"]);
}

#[test]
fn one_segment_has_the_variance_of_two_shares() {
    let difference = risk_difference(&strata(&[[30, 70, 20, 80]])).unwrap();
    let error = f64::sqrt(0.3 * 0.7 / 100.0 + 0.2 * 0.8 / 100.0);
    assert!((difference.value - 0.1).abs() < 1e-12);
    assert!((difference.upper - 0.1 - Z * error).abs() < 1e-12);
}

#[test]
fn segments_that_turn_the_comparison_round_are_seen_through() {
    // Simpson's paradox: all deals together say -0.47, each segment says +0.1.
    let lift = |cells: &[[u64; 4]]| risk_difference(&strata(cells)).unwrap().value;
    assert!(lift(&[[40 + 18, 160 + 2, 2 + 160, 18 + 40]]) < -0.4);
    assert!((lift(&[[40, 160, 2, 18], [18, 2, 160, 40]]) - 0.1).abs() < 1e-12);
}

#[test]
fn few_deals_are_not_shown_and_one_sided_segments_not_compared() {
    let mut comparison = Comparison::default();
    let counts = |with_won, without_won| Stratum { with_won, with_lost: 2, without_won, without_lost: 2 };
    comparison.add_stratum("small", counts(2, 2));
    comparison.add_stratum("large", counts(8, 4));
    comparison.add_stratum("one side", Stratum { with_won: 9, ..Stratum::default() });
    let lift = comparison.lift(Minimum(5));
    assert_eq!(lift.segments.get("small"), Some(&Shown::FewerThan(5)));
    assert!(lift.segments.get("large").unwrap().figure().is_some());
    assert_eq!((lift.compared_with, lift.compared_without, lift.incomparable), (14, 10, 9));
    assert_eq!(comparison.lift(Minimum(11)).difference, Shown::FewerThan(11));
}

#[test]
fn nothing_to_compare_is_no_figure() {
    assert_eq!(risk_difference(&[]), None);
    assert_eq!(risk_difference(&strata(&[[3, 1, 0, 0]])), None);
    assert_eq!(odds_ratio(&strata(&[[3, 0, 2, 0]])), None);
}

proptest! {
    #[test]
    fn counting_for_all_documents_is_counting_for_each(
        deals in vec((0usize..3, any::<bool>(), vec(0u32..5, 0..6)), 0..60),
    ) {
        let names = ["retail", "finance", ""];
        let mut lifts = Lifts::default();
        for (segment, is_won, documents) in &deals {
            lifts.add(names[*segment], *is_won, documents);
        }
        for document in 0..6 {
            let mut comparison = Comparison::default();
            for (segment, is_won, documents) in &deals {
                comparison.add(names[*segment], documents.contains(&document), *is_won);
            }
            let lift = comparison.lift(Minimum(1));
            prop_assert_eq!(&lifts.of(document).lift(Minimum(1)), &lift);
            if let Some(Some(Estimate { value, lower, upper })) = lift.difference.figure() {
                prop_assert!(-1.0 <= *lower && lower <= value && value <= upper && *upper <= 1.0);
            }
            if let Some(Some(Estimate { value, lower, upper })) = lift.odds_ratio.figure() {
                prop_assert!(0.0 < *lower && lower <= value && value <= upper);
            }
        }
    }
}
