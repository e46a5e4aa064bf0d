//! What is told of the library as a whole.

use super::{Cell, Form, Table, column, plain, shown, text};
use crate::{
    Shown,
    deals::{EngagementFigures, Pace},
    report::{Definition, OfKind, OfMonth, Report},
};

/// A row for each kind.
pub(super) fn kinds(report: &Report) -> Table {
    let mut columns = vec![text("kind")];
    let counts = ["draft", "in_review", "approved", "retired"];
    columns.extend(counts.map(|name| column(name, Form::Whole, Definition::Inventory)));
    columns.extend(["available", "used"].map(|name| column(name, Form::Whole, Definition::Utilization)));
    columns.push(column("utilization", Form::Number, Definition::Utilization));
    let reviews = ["reviewed", "due", "overdue", "expired", "unreviewed"];
    columns.extend(reviews.map(|name| column(name, Form::Whole, Definition::Freshness)));
    columns.push(column("freshness", Form::Number, Definition::Freshness));
    columns.push(column("cost", Form::Text, Definition::CostPerUse));
    let row = |of: &OfKind| {
        let mut row: Vec<Cell> = vec![of.kind.as_str().into()];
        row.extend([of.draft, of.in_review, of.approved, of.retired].map(Cell::from));
        row.extend([of.utilization.available, of.utilization.used].map(Cell::from));
        row.push(of.utilization.rate().into());
        let fresh = of.freshness;
        row.extend([fresh.reviewed, fresh.due, fresh.overdue, fresh.expired, fresh.unreviewed].map(Cell::from));
        row.extend([fresh.rate().into(), of.cost.in_words().into()]);
        row
    };
    Table { name: "kinds", columns, rows: report.formative.inventory.value.iter().map(row).collect() }
}

/// A row for each month.
pub(super) fn months(report: &Report) -> Table {
    let mut columns = vec![text("month")];
    let counts = ["sessions", "views", "qualified_uses"];
    columns.extend(counts.map(|name| column(name, Form::Whole, Definition::QualifiedUse)));
    columns.push(column("searches", Form::Whole, Definition::SearchSuccess));
    columns.push(column("too_few", Form::Truth, Definition::QualifiedUse));
    let row = |(month, counts): (&String, &Shown<OfMonth>)| {
        let cells = |of: &OfMonth| [of.sessions, of.views, of.qualified, of.searches].map(Cell::from).to_vec();
        let mut row = vec![Cell::from(month.as_str())];
        row.extend(shown(counts, 4, cells));
        row
    };
    Table {
        name: "months",
        columns,
        rows: report.window.months.iter().zip(&report.formative.months).map(row).collect(),
    }
}

/// A row for each query that enough sessions searched for.
pub(super) fn queries(report: &Report) -> Table {
    let columns = vec![text("query"), column("searches", Form::Whole, Definition::SearchSuccess)];
    let rows = report.formative.queries.iter().map(|of| vec![of.query.as_str().into(), of.searches.into()]);
    Table { name: "queries", columns, rows: rows.collect() }
}

/// A row for each gap.
pub(super) fn gaps(report: &Report) -> Table {
    let mut columns = vec![text("query")];
    let counts = ["sessions", "searches", "without_hits"];
    columns.extend(counts.map(|name| column(name, Form::Whole, Definition::Gaps)));
    columns.extend([text("kind"), text("title")]);
    let rows = report.formative.gaps.value.queries.iter().map(|request| {
        let mut row = vec![Cell::from(request.gap.query.as_str())];
        row.extend([request.gap.sessions, request.gap.searches, request.gap.without_hits].map(Cell::from));
        row.extend([request.kind.as_str().into(), request.title.as_str().into()]);
        row
    });
    Table { name: "gaps", columns, rows: rows.collect() }
}

/// A row for each questionnaire.
pub(super) fn bids(report: &Report) -> Table {
    let mut columns = vec![plain("day", Form::Day)];
    columns.extend(["asked", "filled"].map(|name| column(name, Form::Whole, Definition::Coverage)));
    columns.push(column("coverage", Form::Number, Definition::Coverage));
    columns.extend(["answered", "taken"].map(|name| column(name, Form::Whole, Definition::ReuseRate)));
    columns.push(column("reuse_rate", Form::Number, Definition::ReuseRate));
    let rows = report.formative.bids.iter().map(|bid| {
        let reuse = bid.reuse;
        let mut row = vec![Cell::from(bid.day), reuse.asked.into(), reuse.filled.into(), reuse.coverage().into()];
        row.extend([reuse.answered.into(), reuse.taken.into(), reuse.rate().into()]);
        row
    });
    Table { name: "bids", columns, rows: rows.collect() }
}

/// A row for each outcome over all, for each stage, and for each month before the decision.
pub(super) fn engagement(report: &Report) -> Table {
    let mut columns = vec![text("outcome"), text("by"), text("stage"), plain("months_before", Form::Whole)];
    columns.push(column("deals", Form::Whole, Definition::Engagement));
    let means = ["breadth", "depth", "recency_days"];
    columns.extend(means.map(|name| column(name, Form::Number, Definition::Engagement)));
    columns.push(column("too_few", Form::Truth, Definition::Engagement));
    let engagement = &report.formative.engagement.value;
    let rows = [("won", &engagement.won), ("lost", &engagement.lost)];
    let rows = rows.into_iter().flat_map(|(outcome, figures)| of_outcome(outcome, figures));
    Table { name: "engagement", columns, rows: rows.collect() }
}

fn of_outcome(outcome: &str, figures: &EngagementFigures) -> Vec<Vec<Cell>> {
    let row = |by: &str, stage: Cell, months: Cell, pace: &Shown<Pace>| {
        let mut row = vec![outcome.into(), by.into(), stage, months];
        row.extend(shown(pace, 4, |pace| {
            let means = [Some(pace.breadth), Some(pace.depth), pace.recency_days].map(Cell::from);
            [vec![pace.deals.into()], means.to_vec()].concat()
        }));
        row
    };
    let overall = figures.overall.iter().map(|pace| row("all", Cell::Empty, Cell::Empty, pace));
    let stages = figures.by_stage.iter().map(|(stage, pace)| row("stage", stage.as_str().into(), Cell::Empty, pace));
    let months = (0u64..).zip(&figures.by_month).map(|(month, pace)| row("month", Cell::Empty, month.into(), pace));
    overall.chain(stages).chain(months).collect()
}
