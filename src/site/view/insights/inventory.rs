//! What there is, in which state, what it cost, and how much of it is used.

use fieldbook_metrics::report::{Definition, OfDocument, OfKind, Standing, Status};

use super::{
    Cell, Part, Teller,
    chart::{self, Row},
    tell::{cells, float},
};

/// The parts of the page.
pub(super) fn parts(teller: Teller<'_, '_>) -> Vec<Part> {
    vec![kinds(teller), documents(teller)]
}

fn kinds(teller: Teller<'_, '_>) -> Part {
    let kinds = &teller.report.formative.inventory.value;
    let row = |kind: &OfKind| {
        let states = [kind.draft, kind.in_review, kind.approved, kind.retired, kind.utilization.used];
        let mut row = vec![teller.kind(&kind.kind)];
        row.extend(states.map(|number| teller.count(number)));
        row.extend([teller.share(kind.utilization.rate()), teller.amounts(&kind.cost)]);
        cells(row)
    };
    let columns = ["kind", "draft", "in-review", "approved", "retired", "used", "utilization", "cost"];
    let table = teller.table(&columns, kinds.iter().map(row).collect());
    let used = |kind: &OfKind| {
        let (part, all) = (teller.count(kind.utilization.used).text, teller.count(kind.utilization.available).text);
        teller.say("insights-of", &[("part", &part), ("all", &all)])
    };
    let mut offered: Vec<&OfKind> = kinds.iter().filter(|kind| kind.utilization.available > 0).collect();
    offered.sort_by(|one, other| {
        other.utilization.rate().partial_cmp(&one.utilization.rate()).unwrap_or(std::cmp::Ordering::Equal)
    });
    let rows: Vec<Row> = offered
        .iter()
        .map(|kind| {
            let bar = (float(kind.utilization.used), float(kind.utilization.available));
            Row::of(&teller.kind(&kind.kind).text, bar, used(kind))
        })
        .collect();
    let finding = offered.last().map_or_else(String::new, |least| {
        teller.say("insights-finding-kinds", &[("kind", &teller.kind(&least.kind).text), ("used", &used(least))])
    });
    Part::new(teller, "kinds", &[Definition::Utilization, Definition::Inventory])
        .chart(chart::bars(&rows))
        .finding(finding)
        .with_table(teller, table)
}

/// All documents, with what they cost.
fn documents(teller: Teller<'_, '_>) -> Part {
    let of_library = teller.report.documents.iter().filter(|document| document.standing == Standing::Document);
    let rows: Vec<_> = of_library.map(|document| teller.row(document, row(teller, document))).collect();
    let cost = &teller.report.formative.cost.value;
    let amount = cost.in_one.map_or_else(|| teller.amounts(&cost.amounts), |all| teller.money(all));
    let documents = usize::try_from(cost.documents).unwrap_or(usize::MAX);
    let finding = if documents == 0 {
        String::new()
    } else {
        teller.say_of("insights-finding-inventory", documents, &[("amount", &amount.text)])
    };
    let columns = ["document", "kind", "status", "owner", "created", "cost", "cost-per-use", "qualified"];
    Part::new(teller, "inventory", &[Definition::Inventory, Definition::CostPerUse])
        .finding(finding)
        .with_table(teller, teller.table(&columns, rows))
        .listed()
}

fn row(teller: Teller<'_, '_>, document: &OfDocument) -> Vec<Cell> {
    let described = document.document.as_ref();
    let each = &document.cost_per_use;
    vec![
        teller.title(document),
        described.map_or_else(Cell::nothing, |it| teller.kind(&it.kind)),
        described.map_or_else(Cell::nothing, |it| status(teller, it.status)),
        teller.owner(document),
        teller.day(described.and_then(|it| it.created)),
        described.and_then(|it| it.cost).map_or_else(Cell::nothing, |cost| teller.money(cost)),
        teller.shown(each, |each| each.map_or_else(Cell::nothing, |each| teller.money(each))),
        teller.shown(&document.uses, |uses| teller.count(uses.qualified)),
    ]
}

fn status(teller: Teller<'_, '_>, status: Status) -> Cell {
    let name = match status {
        Status::Draft => "draft",
        Status::InReview => "in-review",
        Status::Approved => "approved",
        Status::Retired => "retired",
    };
    Cell { sign: None, ..teller.state(name) }
}
