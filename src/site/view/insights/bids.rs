//! How much of questionnaires came from the library, and which answers.

use fieldbook_metrics::{import::bids::Bid, report::Definition};

use super::{
    Part, Teller,
    chart::{self, Bar, Row},
    tell::{cells, float},
    uses::{BARS, ranked},
};

/// The parts of the page.
pub(super) fn parts(teller: Teller<'_, '_>) -> Vec<Part> {
    vec![bids(teller), answers(teller)]
}

fn bids(teller: Teller<'_, '_>) -> Part {
    let formative = &teller.report.formative;
    let row = |bid: &Bid| {
        let reuse = &bid.reuse;
        let mut row = vec![teller.day(bid.day)];
        row.extend([reuse.asked, reuse.filled, reuse.answered, reuse.taken].map(|number| teller.count(number)));
        row.extend([teller.share(reuse.coverage()), teller.share(reuse.rate())]);
        cells(row)
    };
    let columns = ["day", "asked", "filled", "answered", "taken", "coverage", "reuse"];
    let table = teller.table(&columns, formative.bids.iter().map(row).collect());
    let [coverage, reuse] = ["coverage", "reuse-rate"].map(|name| teller.words.say(&format!("insights-term-{name}")));
    let bar = |share: Option<f64>, label: &str| Bar {
        amount: share.unwrap_or(0.0),
        of: None,
        text: teller.say("insights-bar", &[("label", label), ("value", &teller.share(share).text)]),
    };
    let latest = formative.bids.iter().rev().take(BARS).map(|bid| Row {
        label: teller.day(bid.day).text,
        bars: vec![bar(bid.reuse.coverage(), &coverage), bar(bid.reuse.rate(), &reuse)],
    });
    let latest: Vec<Row> = latest.collect();
    let finding = if formative.bids.is_empty() {
        String::new()
    } else {
        let reuse = teller.share(formative.reuse.value.rate()).text;
        let coverage = teller.share(formative.coverage.value.coverage()).text;
        teller.say("insights-finding-bids", &[("reuse", &reuse), ("coverage", &coverage)])
    };
    let part = Part::new(teller, "bids", &[Definition::ReuseRate, Definition::Coverage])
        .chart(chart::bars(&latest))
        .finding(finding)
        .with_table(teller, table);
    if formative.bids.len() > BARS { part.note(teller.say_of("insights-latest", BARS, &[])) } else { part }
}

fn answers(teller: Teller<'_, '_>) -> Part {
    let answers = ranked(teller, |document| document.uses.figure().map(|uses| float(uses.uses.answers)));
    let taken = |document: &fieldbook_metrics::report::OfDocument| {
        teller.shown(&document.uses, |uses| teller.count(uses.uses.answers))
    };
    let bars: Vec<Row> = answers
        .iter()
        .take(BARS)
        .map(|(uses, document)| Row::new(&document.title, *uses, taken(document).text))
        .collect();
    let rows = answers.iter().map(|(_, document)| {
        teller.row(document, vec![teller.title(document), teller.owner(document), taken(document)])
    });
    let finding = answers.first().map_or_else(String::new, |(_, first)| {
        teller.say("insights-finding-answers", &[("title", &first.title), ("count", &taken(first).text)])
    });
    Part::new(teller, "answers", &[Definition::QualifiedUse])
        .chart(chart::bars(&bars))
        .finding(finding)
        .with_table(teller, teller.table(&["document", "owner", "answers"], rows.collect()))
}
