//! A report as people read it in a terminal: the figures of the whole, and the first rows of the lists behind them.

use std::fmt::Write as _;

use fieldbook_metrics::{
    Shown,
    attribution::Model,
    lift::Estimate,
    money::{Amounts, Money},
    report::{Formative, OfDocument, Report, Summative},
};

/// Rows of each list.
const ROWS: usize = 5;

/// The report of a library.
pub(super) fn summary(library: &str, report: &Report) -> String {
    let window = &report.window;
    let mut text =
        format!("{library}: use and return from {} to {}, {} events\n", window.from, window.to, window.events);
    if report.made_up {
        text += "All of it is made up.\n";
    }
    text += "\nHow the work goes\n";
    formative(&mut text, &report.formative);
    list(&mut text, "Most used", most_used(report));
    let gaps = report.formative.gaps.value.queries.iter();
    list(
        &mut text,
        "Searched for in vain",
        gaps.map(|gap| (gap.gap.sessions.to_string(), gap.gap.query.clone())).collect(),
    );
    text += "\nWhat came of it\n";
    summative(&mut text, &report.summative, report);
    list(&mut text, "Most attributed (Shapley)", most_attributed(report));
    text + "\nWhat each figure means: docs/metrics.md\n"
}

/// `  Utilization        74%  115 of 155`
fn line(text: &mut String, name: &str, value: &str, rest: &str) {
    let line = format!("  {name:<22}{value:>16}  {rest}");
    // Writing to memory doesn't fail.
    let _ = writeln!(text, "{}", line.trim_end());
}

fn list(text: &mut String, name: &str, rows: Vec<(String, String)>) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(text, "  {name}");
    for (value, what) in rows.into_iter().take(ROWS) {
        let _ = writeln!(text, "{value:>18}  {what}");
    }
}

fn formative(text: &mut String, figures: &Formative) {
    let utilization = figures.utilization.value;
    let of = format!("{} of {} approved documents", utilization.used, utilization.available);
    line(text, "Utilization", &percent(utilization.rate()), &of);
    let fresh = figures.freshness.value;
    let of = format!("{} of {} documents to be reviewed", fresh.reviewed + fresh.due, fresh.all());
    line(text, "Freshness", &percent(fresh.rate()), &of);
    match figures.uses.value {
        Shown::Figure(used) => {
            line(text, "Qualified uses", &used.qualified.to_string(), &format!("in {} sessions", used.sessions));
        }
        Shown::FewerThan(few) => line(text, "Qualified uses", "", &too_few(few, "sessions")),
    }
    match figures.searches.value {
        Shown::Figure(found) => {
            let of = format!("{} of {} searches", found.followed_by_use, found.searches);
            line(text, "Search success", &percent(found.success()), &of);
        }
        Shown::FewerThan(few) => line(text, "Search success", "", &too_few(few, "sessions")),
    }
    let reuse = figures.reuse.value;
    line(text, "Reuse rate", &percent(reuse.rate()), &format!("{} of {} answers", reuse.taken, reuse.answered));
    line(text, "Coverage", &percent(reuse.coverage()), &format!("{} of {} questions", reuse.filled, reuse.asked));
    let cost = &figures.cost.value;
    line(text, "Cost", &cost.amounts.in_words().unwrap_or_default(), &format!("of {} documents", cost.documents));
    match cost.per_use {
        Shown::Figure(cost) => line(text, "Cost per use", &money(cost), ""),
        Shown::FewerThan(few) => line(text, "Cost per use", "", &too_few(few, "sessions")),
    }
}

fn summative(text: &mut String, figures: &Summative, report: &Report) {
    let deals = &figures.deals;
    line(text, "Deals", &format!("{} won", deals.won), &format!("{} lost, {} open", deals.lost, deals.open));
    let rates = report.terms.rates();
    let amounts = |amounts: &Amounts| match rates.in_one(amounts) {
        Some(one) => one.to_string(),
        None => amounts.in_words().unwrap_or_default(),
    };
    line(text, "Revenue", &amounts(&deals.revenue), "");
    match &figures.influenced.value {
        Shown::Figure(influence) => {
            let of = format!("{} won deals with content", influence.won);
            line(text, "Influenced", &amounts(&influence.revenue), &of);
        }
        Shown::FewerThan(few) => line(text, "Influenced", "", &too_few(*few, "deals")),
    }
    match &figures.attributed.value {
        Shown::Figure(all) => line(text, "Attributed", &all.total.to_string(), "shared among documents"),
        Shown::FewerThan(few) => line(text, "Attributed", "", &too_few(*few, "deals")),
    }
    match figures.return_on_investment.value {
        Shown::Figure(Some(returned)) => line(text, "Return on investment", &percent(Some(returned)), ""),
        Shown::Figure(None) => line(text, "Return on investment", "", "needs costs and `margin` under [report]"),
        Shown::FewerThan(few) => line(text, "Return on investment", "", &too_few(few, "deals")),
    }
    match figures.lift.value.difference {
        Shown::Figure(Some(Estimate { value, lower, upper })) => {
            let interval = format!("points of win rate ({:+.1} to {:+.1})", lower * 100.0, upper * 100.0);
            line(text, "Lift of any content", &format!("{:+.1}", value * 100.0), &interval);
        }
        Shown::Figure(None) => line(text, "Lift of any content", "", "no segment has deals with and without"),
        Shown::FewerThan(few) => line(text, "Lift of any content", "", &too_few(few, "deals")),
    }
}

fn most_used(report: &Report) -> Vec<(String, String)> {
    let used = |document: &OfDocument| document.uses.figure().map_or(0, |used| used.qualified);
    let mut documents: Vec<&OfDocument> = report.documents.iter().filter(|document| used(document) > 0).collect();
    documents.sort_by_key(|document| std::cmp::Reverse(used(document)));
    documents.into_iter().map(|document| (used(document).to_string(), document.id.clone())).collect()
}

fn most_attributed(report: &Report) -> Vec<(String, String)> {
    let share = |document: &OfDocument| document.attributed.figure()?.get(&Model::Shapley).copied();
    let shared = |document| Some((document, share(document).filter(|share| share.minor > 0)?));
    let mut documents: Vec<(&OfDocument, Money)> = report.documents.iter().filter_map(shared).collect();
    documents.sort_by_key(|(_, share)| std::cmp::Reverse(share.minor));
    documents.into_iter().map(|(document, share)| (share.to_string(), document.id.clone())).collect()
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.0}%", share * 100.0))
}

fn money(money: Option<Money>) -> String {
    money.map_or_else(|| "–".to_owned(), |money| money.to_string())
}

fn too_few(few: u64, what: &str) -> String {
    format!("not shown: fewer than {few} {what}")
}
