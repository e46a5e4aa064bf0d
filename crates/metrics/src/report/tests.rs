#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use super::*;
use crate::{
    Shown,
    attribution::Model,
    deals::{EngagementFigures, InfluenceOfDocument, Pace, ValueOfDocument},
    import::bids::Bid,
    lift::Comparison,
    money::{Amounts, Money},
    usage::{Freshness, Gap, Reuse, Review, SearchFigures, UsesOfDocument, Utilization},
};

fn eur(number: &str) -> Money {
    Money::parse(number, "EUR".parse().unwrap()).unwrap()
}

fn figure<T>(definition: Definition, value: T) -> Figure<T> {
    Figure { definition, value }
}

fn used() -> Used {
    Used {
        sessions: 12,
        qualified: 9,
        uses: UsesOfDocument { views: 14, qualified_views: 9, ..UsesOfDocument::default() },
    }
}

fn influence() -> InfluenceOfDocument {
    let revenue = Amounts::from_iter([eur("1000"), Money { minor: 5, currency: "JPY".parse().unwrap() }]);
    InfluenceOfDocument { touches: 30, won: 6, lost: 4, open: 2, revenue }
}

fn formative() -> Formative {
    let pace = Pace { deals: 6, breadth: 2.5, depth: 4.0, recency_days: Some(3.25) };
    let engagement = EngagementFigures {
        overall: Some(Shown::Figure(pace)),
        by_stage: BTreeMap::from([("Proposal".to_owned(), Shown::FewerThan(5))]),
        by_month: vec![Shown::Figure(pace)],
    };
    let reuse = Reuse { asked: 10, filled: 7, answered: 9, taken: 6 };
    let gap = Gap { query: "fedramp".to_owned(), sessions: 8, searches: 11, without_hits: 11 };
    Formative {
        inventory: figure(
            Definition::Inventory,
            vec![OfKind { kind: "page".to_owned(), approved: 2, ..OfKind::default() }],
        ),
        utilization: figure(Definition::Utilization, Utilization { available: 2, used: 1 }),
        freshness: figure(Definition::Freshness, Freshness { reviewed: 1, ..Freshness::default() }),
        uses: figure(Definition::QualifiedUse, Shown::Figure(used())),
        months: vec![Shown::Figure(OfMonth { sessions: 9, ..OfMonth::default() }), Shown::FewerThan(5)],
        searches: figure(Definition::SearchSuccess, Shown::Figure(SearchFigures::default())),
        queries: vec![OfQuery { query: "soc 2".to_owned(), searches: 9 }],
        gaps: figure(
            Definition::Gaps,
            Missing {
                queries: vec![Request { gap, kind: "page".to_owned(), title: "Fedramp".to_owned() }],
                other_searches: 3,
            },
        ),
        reuse: figure(Definition::ReuseRate, reuse),
        coverage: figure(Definition::Coverage, reuse),
        bids: vec![Bid { day: "2026-03-01".parse().ok(), reuse }],
        cost: figure(
            Definition::CostPerUse,
            Cost {
                documents: 1,
                amounts: Amounts::from_iter([eur("500")]),
                in_one: Some(eur("500")),
                per_use: Shown::Figure(None),
            },
        ),
        engagement: figure(Definition::Engagement, WonAndLost { won: engagement, lost: EngagementFigures::default() }),
    }
}

fn summative() -> Summative {
    let mut comparison = Comparison::default();
    for number in 0..20 {
        comparison.add("retail", number < 10, number % 3 == 0);
    }
    let attributed = Attributed {
        total: eur("1000"),
        untouched: eur("10"),
        left_out: Amounts::default(),
        unshown: BTreeMap::from([(Model::TimeDecay, eur("12.34"))]),
        unshown_documents: 1,
    };
    Summative {
        deals: Deals { won: 6, lost: 4, ..Deals::default() },
        influenced: figure(Definition::InfluencedRevenue, Shown::Figure(influence())),
        attributed: figure(Definition::AttributedRevenue, Shown::Figure(attributed)),
        return_on_investment: figure(Definition::ReturnOnInvestment, Shown::Figure(Some(0.5))),
        lift: figure(Definition::Lift, comparison.lift(Minimum::default())),
    }
}

fn document() -> OfDocument {
    OfDocument {
        id: "proof/soc-2".to_owned(),
        title: "SOC 2 \"report\"".to_owned(),
        standing: Standing::Document,
        document: Some(Described {
            kind: "proof".to_owned(),
            status: Status::Approved,
            owner: Some("a@example.com".to_owned()),
            stages: vec!["engage".to_owned()],
            created: "2026-01-01".parse().ok(),
            review: Some(Review::Due),
            reviewed: None,
            due: "2026-04-01".parse().ok(),
            cost: Some(eur("500")),
        }),
        uses: Shown::Figure(used()),
        by_month: vec![Shown::Figure(9), Shown::FewerThan(5)],
        by_stage: BTreeMap::from([("Proposal".to_owned(), Shown::Figure(7))]),
        cost_per_use: Shown::Figure(Some(eur("55.56"))),
        influence: Shown::Figure(influence()),
        attributed: Shown::Figure(BTreeMap::from([(Model::First, eur("987.66"))])),
        return_on_investment: Shown::Figure(BTreeMap::from([(Model::First, 0.25)])),
        lift: None,
        value_added: Shown::Figure(ValueOfDocument::default()),
    }
}

fn report() -> Report {
    Report {
        format: FORMAT,
        made_up: true,
        window: Window {
            from: "2026-01-01".parse().unwrap(),
            to: "2026-02-28".parse().unwrap(),
            months: vec!["2026-01".to_owned(), "2026-02".to_owned()],
            events: 99,
        },
        terms: Terms {
            minimum: Minimum::default(),
            currency: "EUR".parse().unwrap(),
            rates: BTreeMap::from([("USD".parse().unwrap(), "0.925".to_owned())]),
            margin: Some(0.7),
            lookback_days: 90,
        },
        formative: formative(),
        summative: summative(),
        documents: vec![document()],
    }
}

/// The sample is a file too, for tests of those who read reports: `FIELDBOOK_WRITE=1 cargo test -p fieldbook-metrics report` writes it.
#[test]
fn the_sample_is_of_this_format() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/report.json");
    if std::env::var_os("FIELDBOOK_WRITE").is_some() {
        std::fs::write(file, report().to_json()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(file).unwrap(), report().to_json());
}

#[test]
fn a_report_is_read_as_it_was_written() {
    let written = report().to_json();
    assert_eq!(Report::from_json(&written).unwrap(), report());
    assert_eq!(Report::from_json(&written).unwrap().to_json(), written);
    assert!(report().document("proof/soc-2").is_some() && report().document("proof").is_none());
}

#[test]
fn what_is_no_report_of_this_version_is_refused() {
    let other = report().to_json().replacen("\"format\":1", "\"format\":7", 1);
    assert_eq!(Report::from_json(&other), Err(ReportError::Format { found: 7 }));
    assert!(matches!(Report::from_json("{\"format\":1}"), Err(ReportError::Malformed(_))));
    assert!(matches!(Report::from_json("+++"), Err(ReportError::Malformed(_))));
}
