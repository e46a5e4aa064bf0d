//! The first insight page: how the work goes and what came of it, in a figure each; use by month.

use fieldbook_metrics::{Shown, report::Definition};

use super::{
    Cell, Figure, Part, Teller,
    chart::{self, Column},
    tell::{cells, float},
};

/// How the work goes.
pub(super) fn work(teller: Teller<'_, '_>) -> Vec<Part> {
    vec![figures(teller, "work", work_figures(teller)), months(teller)]
}

/// What came of it.
pub(super) fn results(teller: Teller<'_, '_>) -> Part {
    let mut figures_of_results = result_figures(teller);
    figures_of_results.retain(|figure| !figure.0.text.is_empty());
    figures(teller, "results", figures_of_results).note(teller.words.say("insights-observed"))
}

/// A figure as it's said, with its definition and of what it is.
type Said = (Cell, Definition, String);

/// Figures, and the same as a table.
fn figures(teller: Teller<'_, '_>, name: &'static str, said: Vec<Said>) -> Part {
    let row = |(value, definition, note): &Said| {
        let term =
            Cell { raw: definition.id().to_owned(), ..Cell::text(&super::definitions::link(teller, *definition).text) };
        cells(vec![term, value.clone(), Cell::text(note)])
    };
    let table = teller.table(&["figure", "value", "of"], said.iter().map(row).collect());
    let figure = |(value, definition, note): Said| Figure::new(teller, definition, (value.text, note));
    let part = Part { figures: said.into_iter().map(figure).collect(), ..Part::new(teller, name, &[]) };
    part.with_table(teller, table)
}

fn work_figures(teller: Teller<'_, '_>) -> Vec<Said> {
    let formative = &teller.report.formative;
    let of = |part: u64, all: u64| {
        teller.say("insights-of", &[("part", &teller.count(part).text), ("all", &teller.count(all).text)])
    };
    let (used, fresh, reuse) = (&formative.utilization.value, &formative.freshness.value, &formative.reuse.value);
    let searches = &formative.searches.value;
    let of_searches = searches.figure().map_or_else(String::new, |all| of(all.followed_by_use, all.searches));
    vec![
        (teller.share(used.rate()), Definition::Utilization, of(used.used, used.available)),
        (teller.share(fresh.rate()), Definition::Freshness, of(fresh.reviewed + fresh.due, fresh.all())),
        (teller.shown(searches, |all| teller.share(all.success())), Definition::SearchSuccess, of_searches),
        (teller.share(reuse.rate()), Definition::ReuseRate, of(reuse.taken, reuse.answered)),
        (teller.share(reuse.coverage()), Definition::Coverage, of(reuse.filled, reuse.asked)),
        cost(teller),
    ]
}

fn cost(teller: Teller<'_, '_>) -> Said {
    let cost = &teller.report.formative.cost.value;
    let value = teller.shown(&cost.per_use, |each| each.map_or_else(Cell::nothing, |each| teller.money(each)));
    let all = cost.in_one.map_or_else(|| teller.amounts(&cost.amounts), |all| teller.money(all));
    let documents = usize::try_from(cost.documents).unwrap_or(usize::MAX);
    (value, Definition::CostPerUse, teller.say_of("insights-spent", documents, &[("amount", &all.text)]))
}

/// What came of it, in figures.
fn result_figures(teller: Teller<'_, '_>) -> Vec<Said> {
    let summative = &teller.report.summative;
    let deals = |won: u64, lost: u64| {
        teller.say("insights-won-lost", &[("won", &teller.count(won).text), ("lost", &teller.count(lost).text)])
    };
    let influenced = &summative.influenced.value;
    let of_deals = influenced.figure().map_or_else(String::new, |all| deals(all.won, all.lost));
    let attributed = &summative.attributed.value;
    let untouched = attributed.figure().map_or_else(String::new, |all| {
        teller.say("insights-untouched", &[("amount", &teller.money(all.untouched).text)])
    });
    let lift = &summative.lift.value;
    let difference = teller.shown(&lift.difference, |estimate| {
        estimate.as_ref().map_or_else(Cell::nothing, |estimate| {
            Cell::number(teller.points(estimate.value), format!("{:.6}", estimate.value))
        })
    });
    let interval = match &lift.difference {
        Shown::Figure(Some(estimate)) => {
            let [low, high] = [estimate.lower, estimate.upper].map(|end| teller.points(end));
            teller.say("insights-points", &[("low", &low), ("high", &high)])
        }
        _ => teller.words.say("insights-no-comparison"),
    };
    let returned = &summative.return_on_investment.value;
    vec![
        (teller.shown(influenced, |all| teller.amounts(&all.revenue)), Definition::InfluencedRevenue, of_deals),
        (teller.shown(attributed, |all| teller.money(all.total)), Definition::AttributedRevenue, untouched),
        (difference, Definition::Lift, interval),
        (teller.shown(returned, |returned| teller.share(*returned)), Definition::ReturnOnInvestment, margin(teller)),
    ]
}

fn margin(teller: Teller<'_, '_>) -> String {
    match teller.report.terms.margin {
        Some(margin) => teller.say("insights-margin", &[("margin", &teller.share(Some(margin)).text)]),
        None => teller.words.say("insights-no-margin"),
    }
}

/// Use by month.
fn months(teller: Teller<'_, '_>) -> Part {
    let (window, months) = (&teller.report.window, &teller.report.formative.months);
    let rows = window.months.iter().zip(months).map(|(month, figures)| {
        let cell = |number: fn(&fieldbook_metrics::report::OfMonth) -> u64| {
            teller.shown(figures, |figures| teller.count(number(figures)))
        };
        let shown = [cell(|it| it.sessions), cell(|it| it.views), cell(|it| it.qualified), cell(|it| it.searches)];
        cells([Cell { raw: month.clone(), ..Cell::text(&readable(teller, month)) }].into_iter().chain(shown).collect())
    });
    let table = teller.table(&["month", "sessions", "views", "qualified", "searches"], rows.collect());
    let figures = |shown: &Shown<fieldbook_metrics::report::OfMonth>| shown.figure().map(|figures| figures.qualified);
    let amounts: Vec<Option<u64>> = months.iter().map(figures).collect();
    let all: u64 = amounts.iter().flatten().sum();
    let most = amounts.iter().enumerate().max_by_key(|(_, amount)| **amount).and_then(|(at, _)| window.months.get(at));
    let finding = most.filter(|_| all > 0).map_or_else(String::new, |month| {
        let month = readable(teller, month);
        teller.say("insights-finding-months", &[("count", &teller.count(all).text), ("month", &month)])
    });
    let chart = chart::columns(&columns(teller, &amounts));
    Part::new(teller, "months", &[Definition::QualifiedUse]).finding(finding).chart(chart).with_table(teller, table)
}

/// Columns of amounts by the window's months.
pub(super) fn columns(teller: Teller<'_, '_>, amounts: &[Option<u64>]) -> Vec<Column> {
    let columns = teller.report.window.months.iter().zip(amounts).map(|(month, amount)| {
        let (year, month) = month.split_once('-').unwrap_or((month, ""));
        Column {
            amount: amount.map(float),
            text: amount.map_or_else(String::new, |amount| teller.count(amount).text),
            tick: month.trim_start_matches('0').to_owned(),
            under: year.to_owned(),
        }
    });
    columns.collect()
}

/// `2026-01` → "January 2026"
pub(super) fn readable(teller: Teller<'_, '_>, month: &str) -> String {
    format!("{month}-01").parse().map_or_else(|_| month.to_owned(), |day| teller.words.month(day))
}
