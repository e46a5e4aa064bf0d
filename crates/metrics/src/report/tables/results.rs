//! What is told of results, and the figures of the library as a whole.

use super::{Cell, Form, Table, amount, column, plain, shown, text};
use crate::{
    Shown,
    attribution::Model,
    lift::{Estimate, Lift, Rates},
    money::{Amounts, Money},
    report::{Attributed, Definition, Formative, OfDocument, Report, Summative},
};

/// A row for each figure of the library as a whole.
pub(super) fn figures(report: &Report) -> Table {
    let columns = vec![
        text("figure"),
        text("definition"),
        plain("part", Form::Number),
        plain("of", Form::Number),
        plain("value", Form::Number),
        text("unit"),
        plain("too_few", Form::Truth),
    ];
    let mut rows = formative(&report.formative);
    rows.extend(summative(&report.summative, report));
    Table { name: "figures", columns, rows }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn number(count: u64) -> Cell {
    Cell::Number(count as f64)
}

/// A share: a part, of how much, and how much of it that is.
fn share(name: &str, definition: Definition, (part, of): (u64, u64), value: Option<f64>) -> Vec<Cell> {
    let cells = vec![number(part), number(of), value.into()];
    [vec![name.into(), definition.id().into()], cells, vec!["share".into(), Cell::Truth(false)]].concat()
}

/// A single value, if it's shown.
fn single(name: &str, definition: Definition, value: &Shown<Cell>, unit: &str) -> Vec<Cell> {
    let cell = value.figure().cloned().unwrap_or(Cell::Empty);
    let is_few = Cell::Truth(value.figure().is_none());
    vec![name.into(), definition.id().into(), Cell::Empty, Cell::Empty, cell, unit.into(), is_few]
}

fn formative(figures: &Formative) -> Vec<Vec<Cell>> {
    let utilization = figures.utilization.value;
    let fresh = figures.freshness.value;
    let reuse = figures.reuse.value;
    let mut rows = vec![
        share("utilization", Definition::Utilization, (utilization.used, utilization.available), utilization.rate()),
        share("freshness", Definition::Freshness, (fresh.reviewed + fresh.due, fresh.all()), fresh.rate()),
        share("reuse_rate", Definition::ReuseRate, (reuse.taken, reuse.answered), reuse.rate()),
        share("coverage", Definition::Coverage, (reuse.filled, reuse.asked), reuse.coverage()),
        single(
            "qualified_uses",
            Definition::QualifiedUse,
            &figures.uses.value.map(|used| number(used.qualified)),
            "uses",
        ),
        single("sessions", Definition::QualifiedUse, &figures.uses.value.map(|used| number(used.sessions)), "sessions"),
    ];
    rows.push(match figures.searches.value {
        Shown::Figure(found) => {
            share("search_success", Definition::SearchSuccess, (found.followed_by_use, found.searches), found.success())
        }
        Shown::FewerThan(few) => single("search_success", Definition::SearchSuccess, &Shown::FewerThan(few), "share"),
    });
    let cost = &figures.cost.value;
    let currency = cost.in_one.map(|cost| cost.currency.to_string()).unwrap_or_default();
    rows.push(single("cost", Definition::CostPerUse, &Shown::Figure(cost.in_one.into()), &currency));
    rows.push(single("cost_per_use", Definition::CostPerUse, &cost.per_use.map(|cost| Cell::from(*cost)), &currency));
    rows
}

fn summative(figures: &Summative, report: &Report) -> Vec<Vec<Cell>> {
    let currency = report.terms.currency.code();
    let rates = report.terms.rates();
    let deals = &figures.deals;
    let in_one = |amounts: &Amounts| Cell::from(rates.in_one(amounts));
    let influenced = figures.influenced.value.map(|influence| in_one(&influence.revenue));
    let attributed = |of: fn(&Attributed) -> Money| figures.attributed.value.map(|all| amount(of(all)));
    let decided = |count| Shown::Figure(number(count));
    let mut rows = vec![
        single("deals_won", Definition::InfluencedRevenue, &decided(deals.won), "deals"),
        single("deals_lost", Definition::InfluencedRevenue, &decided(deals.lost), "deals"),
        single("deals_open", Definition::InfluencedRevenue, &decided(deals.open), "deals"),
        single("revenue", Definition::InfluencedRevenue, &Shown::Figure(in_one(&deals.revenue)), currency),
        single("influenced", Definition::InfluencedRevenue, &influenced, currency),
        single("attributed", Definition::AttributedRevenue, &attributed(|all| all.total), currency),
        single("untouched", Definition::AttributedRevenue, &attributed(|all| all.untouched), currency),
    ];
    let returned = figures.return_on_investment.value.map(|value| Cell::from(*value));
    rows.push(single("return_on_investment", Definition::ReturnOnInvestment, &returned, "ratio"));
    let lift = figures.lift.value.difference.map(|lift| Cell::from(lift.map(|lift| lift.value)));
    rows.push(single("lift_of_any_content", Definition::Lift, &lift, "difference of win rates"));
    rows
}

/// A row for each document that deals touched.
pub(super) fn results(report: &Report) -> Table {
    let mut columns = vec![text("id"), text("title")];
    columns.push(column("touches", Form::Whole, Definition::Touch));
    let deals = ["deals_won", "deals_lost", "deals_open"];
    columns.extend(deals.map(|name| column(name, Form::Whole, Definition::InfluencedRevenue)));
    columns.push(column("influenced", Form::Number, Definition::InfluencedRevenue));
    columns.push(column("influenced_by_currency", Form::Text, Definition::InfluencedRevenue));
    columns.push(column("deals_too_few", Form::Truth, Definition::InfluencedRevenue));
    let estimates = ["lift", "lift_lower", "lift_upper", "odds_ratio", "odds_ratio_lower", "odds_ratio_upper"];
    columns.extend(estimates.map(|name| column(name, Form::Number, Definition::Lift)));
    let compared = ["compared_with", "compared_without", "incomparable"];
    columns.extend(compared.map(|name| column(name, Form::Whole, Definition::Lift)));
    columns.push(column("lift_too_few", Form::Truth, Definition::Lift));
    columns.push(column("value_added", Form::Number, Definition::ValueAdded));
    columns.push(column("value_added_by_currency", Form::Text, Definition::ValueAdded));
    columns.extend(
        ["value_added_deals", "value_unknown_deals"].map(|name| column(name, Form::Whole, Definition::ValueAdded)),
    );
    columns.push(column("value_added_too_few", Form::Truth, Definition::ValueAdded));
    let touched = report.documents.iter().filter(|document| {
        document.influence.figure().is_none_or(|influence| influence.won + influence.lost + influence.open > 0)
    });
    Table { name: "results", columns, rows: touched.map(|document| result(document, report)).collect() }
}

fn result(document: &OfDocument, report: &Report) -> Vec<Cell> {
    let rates = report.terms.rates();
    let mut row: Vec<Cell> = vec![document.id.as_str().into(), document.title.as_str().into()];
    row.extend(shown(&document.influence, 6, |influence| {
        let counts = [influence.touches, influence.won, influence.lost, influence.open].map(Cell::from);
        [counts.to_vec(), vec![rates.in_one(&influence.revenue).into(), influence.revenue.in_words().into()]].concat()
    }));
    row.extend(of_lift(document.lift.as_ref()));
    row.extend(shown(&document.value_added, 4, |value| {
        let added = vec![rates.in_one(&value.added).into(), value.added.in_words().into()];
        [added, vec![value.deals.into(), value.unknown.into()]].concat()
    }));
    row
}

fn of_lift(lift: Option<&Lift>) -> Vec<Cell> {
    let Some(lift) = lift else { return [vec![Cell::Empty; 9], vec![Cell::Truth(false)]].concat() };
    let estimate = |shown: &Shown<Option<Estimate>>| {
        let estimate = shown.figure().copied().flatten();
        [estimate.map(|it| it.value), estimate.map(|it| it.lower), estimate.map(|it| it.upper)].map(Cell::from)
    };
    let counts = [lift.compared_with, lift.compared_without, lift.incomparable].map(Cell::from);
    let is_few = Cell::Truth(lift.difference.figure().is_none());
    [estimate(&lift.difference).to_vec(), estimate(&lift.odds_ratio).to_vec(), counts.to_vec(), vec![is_few]].concat()
}

/// A row for each document and model of attribution, and for what isn't shown of single documents.
pub(super) fn attribution(report: &Report) -> Table {
    let columns = vec![
        text("id"),
        text("model"),
        column("attributed", Form::Number, Definition::AttributedRevenue),
        text("currency"),
        column("return_on_investment", Form::Number, Definition::ReturnOnInvestment),
    ];
    let currency = report.terms.currency.code();
    let of_document = |document: &OfDocument| {
        let returns = document.return_on_investment.figure();
        let shares = document.attributed.figure().into_iter().flatten();
        let row = |(model, share): (&Model, &Money)| {
            let returned = returns.and_then(|returns| returns.get(model)).copied();
            vec![document.id.as_str().into(), model.name().into(), amount(*share), currency.into(), returned.into()]
        };
        shares.filter(|(_, share)| share.minor != 0).map(row).collect::<Vec<_>>()
    };
    let mut rows: Vec<Vec<Cell>> = report.documents.iter().flat_map(of_document).collect();
    let all = report.summative.attributed.value.figure();
    let unshown = all.filter(|all| all.unshown_documents > 0).into_iter().flat_map(|all| &all.unshown);
    rows.extend(
        unshown
            .map(|(model, share)| vec![Cell::Empty, model.name().into(), amount(*share), currency.into(), Cell::Empty]),
    );
    Table { name: "attribution", columns, rows }
}

/// A row for each document and segment in which it can be compared; without an id for any content.
pub(super) fn segments(report: &Report) -> Table {
    let mut columns = vec![text("id"), text("segment")];
    columns.extend(["deals_with", "deals_without"].map(|name| column(name, Form::Whole, Definition::Lift)));
    let rates = ["win_rate_with", "win_rate_without", "lift", "lift_lower", "lift_upper"];
    columns.extend(rates.map(|name| column(name, Form::Number, Definition::Lift)));
    columns.push(column("too_few", Form::Truth, Definition::Lift));
    let any = of_segments(&Cell::Empty, &report.summative.lift.value);
    let of_documents = report.documents.iter().filter_map(|document| Some((document, document.lift.as_ref()?)));
    let of_documents = of_documents.flat_map(|(document, lift)| of_segments(&document.id.as_str().into(), lift));
    Table { name: "segments", columns, rows: any.into_iter().chain(of_documents).collect() }
}

fn of_segments(id: &Cell, lift: &Lift) -> Vec<Vec<Cell>> {
    let row = |(segment, rates): (&String, &Shown<Rates>)| {
        let mut row = vec![id.clone(), segment.as_str().into()];
        row.extend(shown(rates, 7, |rates| {
            let Estimate { value, lower, upper } = rates.difference;
            let counts = [rates.deals_with, rates.deals_without].map(Cell::from);
            [counts.to_vec(), [rates.with, rates.without, value, lower, upper].map(Cell::Number).to_vec()].concat()
        }));
        row
    };
    lift.segments.iter().map(row).collect()
}
