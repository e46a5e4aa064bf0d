//! What is looked for, and what isn't found: requests for documents.

use fieldbook_metrics::report::Definition;

use super::{
    Cell, Part, Teller,
    chart::{self, Row},
    tell::{cells, float},
    uses::BARS,
};

/// The parts of the page.
pub(super) fn parts(teller: Teller<'_, '_>) -> Vec<Part> {
    vec![searches(teller), gaps(teller), queries(teller)]
}

fn searches(teller: Teller<'_, '_>) -> Part {
    let shown = &teller.report.formative.searches.value;
    let part = Part::new(teller, "searches", &[Definition::SearchSuccess]);
    let Some(all) = shown.figure() else {
        let few = teller.shown(shown, |_| Cell::nothing());
        return part.note(few.text);
    };
    let counts = [
        ("searches", all.searches),
        ("opened", all.opened),
        ("followed", all.followed_by_use),
        ("without-hits", all.without_hits),
    ];
    let label = |name: &str| teller.words.say(&format!("insights-column-{name}"));
    let rows = counts.map(|(name, count)| {
        let name = Cell { raw: name.to_owned(), ..Cell::text(&label(name)) };
        cells(vec![name, teller.count(count)])
    });
    let bars = counts.map(|(name, count)| Row::new(&label(name), float(count), teller.count(count).text));
    let finding = teller.say("insights-finding-searches", &[("share", &teller.share(all.success()).text)]);
    let chart = chart::bars(&bars);
    let table = teller.table(&["figure", "value"], rows.into_iter().collect());
    part.finding(if all.searches == 0 { String::new() } else { finding }).chart(chart).with_table(teller, table)
}

fn gaps(teller: Teller<'_, '_>) -> Part {
    let missing = &teller.report.formative.gaps.value;
    let rows = missing.queries.iter().map(|request| {
        let gap = &request.gap;
        let kind = teller.plan.library.kinds.get(&request.kind);
        let kind = kind.map_or_else(|| request.kind.clone(), |kind| crate::site::labels::kind(teller.words, kind));
        cells(vec![
            Cell::text(&gap.query),
            teller.count(gap.sessions),
            teller.count(gap.searches),
            teller.count(gap.without_hits),
            Cell { raw: request.kind.clone(), ..Cell::text(&kind) },
            Cell::text(&request.title),
        ])
    });
    let columns = ["query", "sessions", "searches", "without-hits", "request-kind", "request"];
    let table = teller.table(&columns, rows.collect());
    let bars: Vec<Row> = missing
        .queries
        .iter()
        .take(BARS)
        .map(|request| {
            Row::new(&request.gap.query, float(request.gap.sessions), teller.count(request.gap.sessions).text)
        })
        .collect();
    let finding = missing.queries.first().map_or_else(String::new, |first| {
        let sessions = teller.count(first.gap.sessions).text;
        teller.say("insights-finding-gaps", &[("query", &first.gap.query), ("count", &sessions)])
    });
    let part = Part::new(teller, "gaps", &[Definition::Gaps]);
    let part = part.chart(chart::bars(&bars)).finding(finding).with_table(teller, table).listed();
    let others = usize::try_from(missing.other_searches).unwrap_or(usize::MAX);
    if others == 0 { part } else { part.note(teller.say_of("insights-other-searches", others, &[])) }
}

fn queries(teller: Teller<'_, '_>) -> Part {
    let queries = &teller.report.formative.queries;
    let rows = queries.iter().map(|query| cells(vec![Cell::text(&query.query), teller.count(query.searches)]));
    let table = teller.table(&["query", "searches"], rows.collect());
    let bar = |query: &fieldbook_metrics::report::OfQuery| {
        Row::new(&query.query, float(query.searches), teller.count(query.searches).text)
    };
    let bars: Vec<Row> = queries.iter().take(BARS).map(bar).collect();
    let finding = queries.first().map_or_else(String::new, |first| {
        let count = teller.count(first.searches).text;
        teller.say("insights-finding-queries", &[("query", &first.query), ("count", &count)])
    });
    let chart = chart::bars(&bars);
    Part::new(teller, "queries", &[Definition::SearchSuccess]).chart(chart).finding(finding).with_table(teller, table)
}
