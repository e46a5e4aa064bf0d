//! What is told of each document's use.

use super::{Cell, Form, Table, amount, column, plain, shown, text};
use crate::{
    report::{Definition, OfDocument, Report, Used},
    usage::UsesOfDocument,
};

/// A row for each document, file or former document.
pub(super) fn documents(report: &Report) -> Table {
    let mut columns = vec![text("id"), text("title"), text("standing"), text("kind"), text("status"), text("owner")];
    columns.extend([text("stages"), plain("created", Form::Day)]);
    columns.push(column("review", Form::Text, Definition::Freshness));
    columns.extend(["reviewed", "due"].map(|name| column(name, Form::Day, Definition::Freshness)));
    columns.push(column("cost", Form::Number, Definition::CostPerUse));
    columns.push(column("cost_currency", Form::Text, Definition::CostPerUse));
    columns.extend(USES.map(|name| column(name, Form::Whole, Definition::QualifiedUse)));
    columns.push(column("last_used", Form::Day, Definition::QualifiedUse));
    columns.push(column("uses_too_few", Form::Truth, Definition::QualifiedUse));
    columns.push(column("cost_per_use", Form::Number, Definition::CostPerUse));
    columns.push(column("cost_per_use_too_few", Form::Truth, Definition::CostPerUse));
    Table { name: "documents", columns, rows: report.documents.iter().map(document).collect() }
}

/// Columns of whole numbers, in the order of [`uses`].
const USES: [&str; 13] = [
    "sessions",
    "qualified_uses",
    "views",
    "qualified_views",
    "visible_seconds",
    "copies",
    "downloads",
    "shares",
    "answers",
    "found",
    "helped",
    "not_helped",
    "completed",
];

fn document(document: &OfDocument) -> Vec<Cell> {
    let described = document.document.as_ref();
    let told = |of: fn(&crate::report::Described) -> Option<String>| Cell::from(described.and_then(of));
    let mut row: Vec<Cell> = vec![document.id.as_str().into(), document.title.as_str().into()];
    row.push(document.standing.as_str().into());
    row.push(told(|document| Some(document.kind.clone())));
    row.push(told(|document| Some(document.status.as_str().to_owned())));
    row.push(told(|document| document.owner.clone()));
    row.push(told(|document| (!document.stages.is_empty()).then(|| document.stages.join(" "))));
    row.push(described.and_then(|document| document.created).into());
    row.push(told(|document| document.review.map(|review| review.as_str().to_owned())));
    row.push(described.and_then(|document| document.reviewed).into());
    row.push(described.and_then(|document| document.due).into());
    let cost = described.and_then(|document| document.cost);
    row.extend([cost.into(), cost.map(|cost| cost.currency.to_string()).into()]);
    row.extend(shown(&document.uses, USES.len() + 1, uses));
    row.extend(shown(&document.cost_per_use, 1, |cost| vec![cost.map_or(Cell::Empty, amount)]));
    row
}

fn uses(used: &Used) -> Vec<Cell> {
    let Used { sessions, qualified, uses } = *used;
    let UsesOfDocument { views, qualified_views, visible_ms, copies, downloads, shares, answers, .. } = uses;
    let mut row: Vec<Cell> =
        [sessions, qualified, views, qualified_views, visible_ms / 1_000, copies, downloads, shares, answers]
            .map(Cell::from)
            .to_vec();
    row.extend([uses.found, uses.helped, uses.not_helped, uses.completed].map(Cell::from));
    row.push(uses.last_used.and_then(crate::Time::day).into());
    row
}

/// A row for each document and month in which it was used.
pub(super) fn by_month(report: &Report) -> Table {
    let mut columns = vec![text("id"), text("month")];
    columns.push(column("qualified_uses", Form::Whole, Definition::QualifiedUse));
    columns.push(column("too_few", Form::Truth, Definition::QualifiedUse));
    let of_document = |document: &OfDocument| {
        let months = report.window.months.iter().zip(&document.by_month);
        let used = months.filter(|(_, uses)| uses.figure() != Some(&0));
        let row = |(month, uses): (&String, _)| {
            let mut row: Vec<Cell> = vec![document.id.as_str().into(), month.as_str().into()];
            row.extend(shown(uses, 1, |uses: &u64| vec![(*uses).into()]));
            row
        };
        used.map(row).collect::<Vec<_>>()
    };
    Table { name: "documents_by_month", columns, rows: report.documents.iter().flat_map(of_document).collect() }
}

/// A row for each document and stage of a deal that it was used in.
pub(super) fn by_stage(report: &Report) -> Table {
    let mut columns = vec![text("id"), text("stage")];
    columns.push(column("qualified_uses", Form::Whole, Definition::Touch));
    columns.push(column("too_few", Form::Truth, Definition::Touch));
    let of_document = |document: &OfDocument| {
        let row = |(stage, uses): (&String, _)| {
            let mut row: Vec<Cell> = vec![document.id.as_str().into(), stage.as_str().into()];
            row.extend(shown(uses, 1, |uses: &u64| vec![(*uses).into()]));
            row
        };
        document.by_stage.iter().map(row).collect::<Vec<_>>()
    };
    Table { name: "documents_by_stage", columns, rows: report.documents.iter().flat_map(of_document).collect() }
}
