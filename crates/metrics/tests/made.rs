//! Reports as they are made of events, deals and bids: a worked example, and what must hold of any.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::BTreeMap;

use fieldbook_metrics::{
    Minimum, Shown,
    attribution::Model,
    event::EventKind,
    import::bids::Bid,
    money::Money,
    opportunity::{Opportunity, Outcome, day_begin},
    report::{
        Counted, Deal, Described, Item, Known, Report, Settled, Standing, Status, Tally, Terms, UsageSummary, Window,
        make,
    },
    usage::{Reuse, Review, Sighting},
};
use jiff::{ToSpan, civil::Date};
use proptest::{collection::vec, prelude::*};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn eur(number: &str) -> Money {
    Money::parse(number, "EUR".parse().unwrap()).unwrap()
}

fn item(id: &str, status: Status, cost: Option<Money>) -> Item {
    let document = Described {
        kind: "page".to_owned(),
        status,
        owner: None,
        stages: Vec::new(),
        created: Some(day("2026-01-01")),
        review: Some(Review::Reviewed),
        reviewed: None,
        due: None,
        cost,
    };
    Item { id: id.to_owned(), title: id.to_owned(), standing: Standing::Document, document: Some(document) }
}

fn settled(minimum: u64) -> Settled {
    let gone = Item { id: "z".to_owned(), title: "z".to_owned(), standing: Standing::Gone, document: None };
    Settled {
        window: Window::new(day("2026-01-15"), day("2026-06-30")),
        terms: Terms {
            minimum: Minimum(minimum),
            currency: "EUR".parse().unwrap(),
            rates: BTreeMap::from([("USD".parse().unwrap(), "0.5".to_owned())]),
            margin: Some(0.5),
            lookback_days: 90,
        },
        stages: BTreeMap::from([("discovery".to_owned(), "engage".to_owned())]),
        items: vec![
            item("a", Status::Approved, Some(eur("300"))),
            item("b", Status::Approved, None),
            item("c", Status::Draft, None),
            gone,
        ],
    }
}

fn deal(id: &str, outcome: Outcome, amount: Money) -> Vec<Opportunity> {
    let open = Opportunity {
        id: id.to_owned(),
        account: None,
        stage: Some("Discovery".to_owned()),
        amount: Some(amount),
        created: Some(day("2026-01-10")),
        closed: None,
        outcome: Outcome::Open,
        expected: Some(Money { minor: amount.minor / 10, ..amount }),
        segment: Some("retail".to_owned()),
        as_of: day("2026-01-10"),
    };
    let closed = Opportunity { outcome, closed: Some(day("2026-06-20")), as_of: day("2026-06-25"), ..open.clone() };
    if outcome == Outcome::Open { vec![open] } else { vec![open, closed] }
}

/// A copy of a document on a day of 2026, from 1.
fn copy(tally: &mut Tally, deal: Deal, document: u32, of_year: i64, session: u64) {
    let date = day("2025-12-31").checked_add(of_year.days()).unwrap();
    let at = day_begin(date).unwrap().moved(1_000 * i64::try_from(session).unwrap());
    let sighting = Sighting { at, kind: &EventKind::Copy, document: Some(document), session };
    tally.add(&Counted { id: "imported", sighting, deal });
}

fn made(settled: &Settled, tally: Tally, deals: &[Vec<Opportunity>], bids: &[Bid]) -> (Report, UsageSummary) {
    make(settled, tally, Known { deals, bids }, |parts, solve| (0..parts).map(solve).collect())
}

#[test]
fn figures_are_those_of_a_worked_example() {
    let settled = settled(2);
    let usd = Money { minor: 100_000, currency: "USD".parse().unwrap() };
    let deals = [
        deal("w", Outcome::Won, eur("1000")),
        deal("x", Outcome::Won, usd),
        deal("l", Outcome::Lost, eur("500")),
        deal("o", Outcome::Open, eur("700")),
    ];
    let mut tally = Tally::new(settled.window.clone());
    // Day 171 is the 20th of June: the lookback begins on day 81.
    for (deal, document, of_year, session) in
        [(0, 0, 20, 1), (0, 0, 100, 2), (0, 1, 110, 3), (1, 1, 120, 4), (2, 0, 130, 5), (3, 0, 140, 6), (0, 0, 172, 7)]
    {
        copy(&mut tally, Deal::Known(deal), document, of_year, session);
    }
    copy(&mut tally, Deal::Unknown, 3, 150, 8);
    let bid = |day: Option<Date>| Bid { day, reuse: Reuse { asked: 10, filled: 6, answered: 8, taken: 4 } };
    let bids = [bid(Some(day("2026-03-01"))), bid(Some(day("2025-03-01"))), bid(None)];
    let (report, summary) = made(&settled, tally, &deals, &bids);

    assert_eq!((report.window.events, report.made_up), (8, false));
    assert_eq!(report.formative.reuse.value.answered, 16, "a bid of another year isn't in it");
    assert_eq!(report.formative.utilization.value.rate(), Some(1.0));
    let uses = report.formative.uses.value.figure().unwrap();
    assert_eq!((uses.sessions, uses.qualified), (8, 8));

    let [a, b, c, z] = &report.documents[..] else { unreachable!("four documents") };
    assert_eq!(a.uses.figure().unwrap().uses.copies, 5);
    // 300 ÷ 5
    assert_eq!(a.cost_per_use, Shown::Figure(Some(eur("60"))));
    let influence = a.influence.figure().unwrap();
    // The touch of day 20 is too old for revenue, that of day 172 too late.
    assert_eq!((influence.touches, influence.won, influence.lost, influence.open), (3, 1, 1, 1));
    // "w" was touched by both, "x" (1,000 USD = 500 EUR) by the second alone.
    let share = |model| (a.attributed.figure().unwrap()[&model], b.attributed.figure().unwrap()[&model]);
    assert_eq!(share(Model::First), (eur("1000"), eur("500")));
    assert_eq!(share(Model::Last), (eur("0"), eur("1500")));
    assert_eq!(share(Model::Shapley), (eur("500"), eur("1000")));
    // (1,000 × 0.5 − 300) ÷ 300
    assert!((a.return_on_investment.figure().unwrap()[&Model::First] - 200.0 / 300.0).abs() < 1e-12);
    assert!(b.return_on_investment.figure().unwrap().is_empty(), "nothing is known of its cost");
    // 1,000 − 100 and 0 − 50; the deals' expectations are of the 10th of January.
    let value = a.value_added.figure().unwrap();
    assert_eq!((value.added.in_words().unwrap().as_str(), value.deals), ("850.00 EUR", 2));
    // Touches of the three deals that it was used for, but for the one after the decision.
    assert_eq!(a.by_stage, BTreeMap::from([("Discovery".to_owned(), Shown::Figure(4))]));
    assert_eq!(c.uses.figure().unwrap().sessions, 0, "that nobody used it tells of nobody");
    assert_eq!((z.standing, z.uses), (Standing::Gone, Shown::FewerThan(2)));

    let attributed = report.summative.attributed.value.figure().unwrap();
    assert_eq!((attributed.total, attributed.untouched), (eur("1500"), eur("0")));
    assert_eq!(report.summative.deals.unknown_touches, 1);
    assert_eq!((report.summative.deals.won, report.summative.deals.open), (2, 1));

    // April to June: four uses of the first document, on days 100, 130, 140 and 172, and two of the second.
    assert_eq!((summary.from, summary.documents["a"].uses, summary.documents["b"].uses), (day("2026-04-02"), 4, 2));
    assert_eq!(summary.documents["a"].stages, BTreeMap::from([("engage".to_owned(), 3)]));
}

#[test]
fn a_deal_decided_after_the_window_was_open_at_its_end() {
    let mut settled = settled(1);
    settled.window = Window::new(day("2026-01-15"), day("2026-05-31"));
    let mut tally = Tally::new(settled.window.clone());
    copy(&mut tally, Deal::Known(0), 0, 100, 1);
    let (report, _) = made(&settled, tally, &[deal("w", Outcome::Won, eur("1000"))], &[]);
    assert_eq!((report.summative.deals.won, report.summative.deals.open), (0, 1));
    let influence = report.documents[0].influence.figure().unwrap();
    assert_eq!((influence.won, influence.open, influence.revenue.is_empty()), (0, 1, true));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn each_model_gives_out_the_total_whatever_is_shown(
        minimum in 1u64..5,
        outcomes in vec((0u8..3, 1i64..10_000_000), 0..12),
        touches in vec((0u32..12, 0u32..4, 20i64..180), 0..80),
    ) {
        let settled = settled(minimum);
        let deals: Vec<Vec<Opportunity>> = (0..).zip(&outcomes).map(|(number, (outcome, minor))| {
            let outcome = [Outcome::Won, Outcome::Lost, Outcome::Open][usize::from(*outcome)];
            deal(&format!("d{number:02}"), outcome, Money { minor: *minor, ..eur("0") })
        }).collect();
        let mut tally = Tally::new(settled.window.clone());
        for (deal, document, of_year) in &touches {
            let deal = if (*deal as usize) < deals.len() { Deal::Known(*deal) } else { Deal::Unknown };
            copy(&mut tally, deal, *document, *of_year, 1);
        }
        let (report, _) = made(&settled, tally, &deals, &[]);
        let Shown::Figure(all) = &report.summative.attributed.value else { return Ok(()) };
        for model in Model::ALL {
            let shown = report.documents.iter().filter_map(|document| document.attributed.figure());
            let shown: i64 = shown.map(|shares| shares[&model].minor).sum();
            let unshown = all.unshown[&model].minor;
            prop_assert_eq!(shown + unshown, all.total.minor);
            prop_assert!(all.unshown_documents > 0 || unshown == 0);
        }
        let won = report.summative.deals.revenue.iter().map(|money| money.minor).sum::<i64>();
        prop_assert_eq!(all.total.minor + all.untouched.minor, won);
        prop_assert_eq!(Report::from_json(&report.to_json()).unwrap(), report);
    }
}
