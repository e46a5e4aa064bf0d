//! How deals that were won and that were lost engaged with content.

use fieldbook_metrics::{
    Shown,
    deals::{EngagementFigures, Pace},
    report::Definition,
};

use super::{
    Cell, Part, Teller,
    chart::{self, Bar, Row},
    table,
    tell::cells,
};

/// The parts: by stage, and by months before the decision.
pub(super) fn parts(teller: Teller<'_, '_>) -> Vec<Part> {
    vec![stages(teller), months(teller)]
}

fn sides<'a>(teller: Teller<'_, 'a>) -> [(&'static str, &'a EngagementFigures); 2] {
    let engagement = &teller.report.formative.engagement.value;
    [("won", &engagement.won), ("lost", &engagement.lost)]
}

/// Won and lost, in words.
fn side(teller: Teller<'_, '_>, name: &str) -> Cell {
    Cell { raw: name.to_owned(), ..Cell::text(&teller.words.say(&format!("insights-column-{name}"))) }
}

fn pace(teller: Teller<'_, '_>, shown: &Shown<Pace>) -> Vec<Cell> {
    let nothing = Cell::nothing;
    vec![
        teller.shown(shown, |pace| teller.count(pace.deals)),
        teller.shown(shown, |pace| teller.mean(pace.breadth)),
        teller.shown(shown, |pace| teller.mean(pace.depth)),
        teller.shown(shown, |pace| pace.recency_days.map_or_else(nothing, |days| teller.mean(days))),
    ]
}

/// The bar of one side: how many documents a deal.
fn bar(teller: Teller<'_, '_>, name: &str, shown: Option<&Shown<Pace>>) -> Bar {
    let value = shown.map_or_else(Cell::nothing, |shown| teller.shown(shown, |pace| teller.mean(pace.breadth)));
    let amount = shown.and_then(Shown::figure).map_or(0.0, |pace| pace.breadth);
    let text = teller.say("insights-bar", &[("label", &side(teller, name).text), ("value", &value.text)]);
    Bar { amount, of: None, text }
}

fn stages(teller: Teller<'_, '_>) -> Part {
    let sides = sides(teller);
    let [(_, won), (_, lost)] = sides;
    let mut names: Vec<&String> = won.by_stage.keys().chain(lost.by_stage.keys()).collect();
    names.sort();
    names.dedup();
    let all = teller.words.say("insights-all-stages");
    let overall =
        Row { label: all.clone(), bars: sides.map(|(name, it)| bar(teller, name, it.overall.as_ref())).into() };
    let of_stage = |stage: &&String| Row {
        label: (*stage).clone(),
        bars: sides.map(|(name, it)| bar(teller, name, it.by_stage.get(*stage))).into(),
    };
    let rows: Vec<Row> = [overall].into_iter().chain(names.iter().map(of_stage)).collect();
    let mut table: Vec<table::Row> = Vec::new();
    for (name, figures) in sides {
        let overall = figures.overall.iter().map(|shown| (&all, shown));
        for (stage, shown) in overall.chain(&figures.by_stage) {
            table.push(cells([vec![side(teller, name), Cell::text(stage)], pace(teller, shown)].concat()));
        }
    }
    let overall = |figures: &EngagementFigures| Some(teller.mean(figures.overall.as_ref()?.figure()?.breadth).text);
    let finding = overall(won).zip(overall(lost)).map_or_else(String::new, |(won, lost)| {
        teller.say("insights-finding-engagement", &[("won", &won), ("lost", &lost)])
    });
    let has_some = won.overall.is_some() || lost.overall.is_some();
    let columns = ["outcome", "stage", "deals", "breadth", "depth", "recency"];
    Part::new(teller, "engagement", &[Definition::Engagement, Definition::Touch])
        .chart(chart::bars(&rows).filter(|_| has_some))
        .finding(finding)
        .with_table(teller, teller.table(&columns, table))
}

fn months(teller: Teller<'_, '_>) -> Part {
    let mut table: Vec<table::Row> = Vec::new();
    for (name, figures) in sides(teller) {
        for (month, shown) in (1..).zip(&figures.by_month) {
            table.push(cells([vec![side(teller, name), teller.count(month)], pace(teller, shown)].concat()));
        }
    }
    let [(_, won), (_, lost)] = sides(teller);
    let months = usize::max(won.by_month.len(), lost.by_month.len()).min(6);
    let row = |month: usize| Row {
        label: teller.say_of("insights-months-before", month + 1, &[]),
        bars: sides(teller).map(|(name, it)| bar(teller, name, it.by_month.get(month))).into(),
    };
    let rows: Vec<Row> = (0..months).map(row).collect();
    let columns = ["outcome", "months-before", "deals", "breadth", "depth", "recency"];
    Part::new(teller, "engagement-months", &[Definition::Engagement])
        .chart(chart::bars(&rows))
        .with_table(teller, teller.table(&columns, table))
}
