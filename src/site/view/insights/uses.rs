//! What is used, how, and what isn't.

use fieldbook_metrics::report::{Definition, OfDocument, Standing, Status, Used};

use super::{
    Cell, Part, Teller,
    chart::{self, Row},
    tell::float,
};

/// Bars of a chart at most.
pub(super) const BARS: usize = 12;

/// The parts of the page.
pub(super) fn parts(teller: Teller<'_, '_>) -> Vec<Part> {
    vec![most_used(teller), unused(teller), documents(teller)]
}

/// Documents by some number of theirs, the largest first; without those that have none.
pub(super) fn ranked<'a>(
    teller: Teller<'_, 'a>,
    number: impl Fn(&OfDocument) -> Option<f64>,
) -> Vec<(f64, &'a OfDocument)> {
    let numbers = teller.report.documents.iter().filter_map(|document| Some((number(document)?, document)));
    let mut ranked: Vec<_> = numbers.filter(|(number, _)| number.abs() > 0.0).collect();
    ranked.sort_by(|(one, first), (other, second)| other.total_cmp(one).then_with(|| first.id.cmp(&second.id)));
    ranked
}

fn qualified(document: &OfDocument) -> Option<f64> {
    document.uses.figure().map(|uses| float(uses.qualified))
}

fn most_used(teller: Teller<'_, '_>) -> Part {
    let ranked = ranked(teller, qualified);
    let said = |document: &OfDocument| teller.shown(&document.uses, |uses| teller.count(uses.qualified)).text;
    let bars: Vec<Row> =
        ranked.iter().take(BARS).map(|(uses, document)| Row::new(&document.title, *uses, said(document))).collect();
    let finding = ranked.first().map_or_else(String::new, |(_, first)| {
        teller.say("insights-finding-most-used", &[("title", &first.title), ("count", &said(first))])
    });
    let rows = ranked.iter().map(|(_, document)| {
        teller.row(
            document,
            vec![teller.title(document), teller.shown(&document.uses, |uses| teller.count(uses.qualified))],
        )
    });
    Part::new(teller, "most-used", &[Definition::QualifiedUse])
        .chart(chart::bars(&bars))
        .finding(finding)
        .with_table(teller, teller.table(&["document", "qualified"], rows.collect()))
}

/// Approved documents that nobody used. What was used in too few sessions to be told isn't said to be unused.
fn unused(teller: Teller<'_, '_>) -> Part {
    let is_unused = |document: &&OfDocument| {
        let is_approved = document.document.as_ref().is_some_and(|described| described.status == Status::Approved);
        is_approved && document.uses.figure().is_some_and(|uses| uses.qualified == 0)
    };
    let unused: Vec<&OfDocument> = teller.report.documents.iter().filter(is_unused).collect();
    let finding =
        if unused.is_empty() { String::new() } else { teller.say_of("insights-finding-unused", unused.len(), &[]) };
    let rows = unused.into_iter().map(|document| {
        let described = document.document.as_ref();
        let cells = vec![
            teller.title(document),
            described.map_or_else(Cell::nothing, |it| teller.kind(&it.kind)),
            teller.owner(document),
            described.and_then(|it| it.cost).map_or_else(Cell::nothing, |cost| teller.money(cost)),
        ];
        teller.row(document, cells)
    });
    Part::new(teller, "unused", &[Definition::Utilization])
        .finding(finding)
        .with_table(teller, teller.table(&["document", "kind", "owner", "cost"], rows.collect()))
}

/// All that was seen at all, with all that was done with it.
fn documents(teller: Teller<'_, '_>) -> Part {
    let all = teller.report.documents.iter();
    let seen = all.filter(|document| document.uses.figure().is_none_or(|uses| uses.sessions > 0));
    let mut seen: Vec<&OfDocument> = seen.collect();
    seen.sort_by_key(|document| std::cmp::Reverse(document.uses.figure().map(|uses| (uses.qualified, uses.sessions))));
    let numbers: [fn(&Used) -> u64; 10] = [
        |it| it.sessions,
        |it| it.qualified,
        |it| it.uses.views,
        |it| it.uses.copies,
        |it| it.uses.downloads,
        |it| it.uses.shares,
        |it| it.uses.answers,
        |it| it.uses.found,
        |it| it.uses.helped,
        |it| it.uses.not_helped,
    ];
    let rows = seen.iter().map(|document| {
        let mut cells = vec![teller.title(document), standing(teller, document)];
        cells.extend(numbers.map(|number| teller.shown(&document.uses, |uses| teller.count(number(uses)))));
        teller.row(document, cells)
    });
    let columns = [
        "document",
        "kind",
        "sessions",
        "qualified",
        "views",
        "copies",
        "downloads",
        "shares",
        "answers",
        "found",
        "helped",
        "not-helped",
    ];
    let finding =
        if seen.is_empty() { String::new() } else { teller.say_of("insights-finding-documents", seen.len(), &[]) };
    Part::new(teller, "documents", &[Definition::QualifiedUse])
        .finding(finding)
        .with_table(teller, teller.table(&columns, rows.collect()))
        .listed()
}

/// What something is: a kind, a file, or gone.
fn standing(teller: Teller<'_, '_>, document: &OfDocument) -> Cell {
    match (&document.document, document.standing) {
        (Some(described), _) => teller.kind(&described.kind),
        (None, Standing::File) => Cell::text(&teller.words.say("insights-file")),
        (None, _) => Cell::text(&teller.words.say("insights-gone")),
    }
}
