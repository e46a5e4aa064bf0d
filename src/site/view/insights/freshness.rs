//! For how much of the library somebody vouches, and what is used although nobody does.

use fieldbook_metrics::{
    report::{Definition, OfDocument, OfKind},
    usage::{Freshness, Review},
};

use super::{
    Cell, Part, Teller,
    chart::{self, Row},
    tell::{cells, float},
    uses::BARS,
};

/// The parts of the page.
pub(super) fn parts(teller: Teller<'_, '_>) -> Vec<Part> {
    vec![states(teller), stale(teller)]
}

fn counts(freshness: &Freshness) -> [(&'static str, u64); 5] {
    [
        ("reviewed", freshness.reviewed),
        ("due", freshness.due),
        ("overdue", freshness.overdue),
        ("expired", freshness.expired),
        ("unreviewed", freshness.unreviewed),
    ]
}

fn states(teller: Teller<'_, '_>) -> Part {
    let all = &teller.report.formative.freshness.value;
    let row = |kind: &OfKind| {
        let mut row = vec![teller.kind(&kind.kind)];
        row.extend(counts(&kind.freshness).map(|(_, count)| teller.count(count)));
        row.push(teller.share(kind.freshness.rate()));
        cells(row)
    };
    let kinds = teller.report.formative.inventory.value.iter().filter(|kind| kind.freshness.all() > 0);
    let columns = ["kind", "reviewed", "due", "overdue", "expired", "unreviewed", "freshness"];
    let table = teller.table(&columns, kinds.map(row).collect());
    let bars =
        counts(all).map(|(name, count)| Row::new(&teller.state(name).text, float(count), teller.count(count).text));
    let finding = match all.all() {
        0 => String::new(),
        documents => {
            let (share, count) = (teller.share(all.rate()).text, teller.count(documents).text);
            teller.say("insights-finding-states", &[("share", &share), ("count", &count)])
        }
    };
    Part::new(teller, "states", &[Definition::Freshness])
        .chart(chart::bars(&bars).filter(|_| all.all() > 0))
        .finding(finding)
        .with_table(teller, table)
}

fn name(review: Review) -> &'static str {
    match review {
        Review::Reviewed => "reviewed",
        Review::Due => "due",
        Review::Overdue => "overdue",
        Review::Expired => "expired",
        Review::Unreviewed => "unreviewed",
    }
}

/// What is used although nobody vouches for it, the most used first.
fn stale(teller: Teller<'_, '_>) -> Part {
    let is_stale = |document: &OfDocument| {
        let review = document.document.as_ref().and_then(|described| described.review);
        matches!(review, Some(Review::Overdue | Review::Expired | Review::Unreviewed))
    };
    let stale = super::uses::ranked(teller, |document| {
        document.uses.figure().filter(|_| is_stale(document)).map(|uses| float(uses.qualified))
    });
    let uses = |document: &OfDocument| teller.shown(&document.uses, |uses| teller.count(uses.qualified));
    let rows = stale.iter().map(|(_, document)| {
        let described = document.document.as_ref();
        let review = described.and_then(|it| it.review);
        let cells = vec![
            teller.title(document),
            review.map_or_else(Cell::nothing, |review| teller.state(name(review))),
            teller.owner(document),
            teller.day(described.and_then(|it| it.reviewed)),
            teller.day(described.and_then(|it| it.due)),
            uses(document),
        ];
        teller.row(document, cells)
    });
    let table = teller.table(&["document", "review", "owner", "reviewed-on", "due-on", "qualified"], rows.collect());
    let bars: Vec<Row> = stale
        .iter()
        .take(BARS)
        .map(|(number, document)| Row::new(&document.title, *number, uses(document).text))
        .collect();
    let finding =
        if stale.is_empty() { String::new() } else { teller.say_of("insights-finding-stale-used", stale.len(), &[]) };
    Part::new(teller, "stale-used", &[Definition::Freshness, Definition::QualifiedUse])
        .chart(chart::bars(&bars))
        .finding(finding)
        .with_table(teller, table)
        .listed()
}
