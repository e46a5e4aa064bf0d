//! How figures are said: in the page's language for readers, plainly for files. What is too small to be shown says so.

use fieldbook_metrics::{
    Shown,
    lift::Estimate,
    money::{Amounts, Money},
    report::{OfDocument, Report},
};
use fluent_bundle::FluentValue;
use jiff::civil::Date;

use super::table::{Cell, Row, Table};
use crate::{
    library::DocumentId,
    site::{labels, plan::Plan, view::filter},
    theme::Words,
};

/// Says a report's figures on a site's pages.
#[derive(Clone, Copy)]
pub(super) struct Teller<'p, 'a> {
    pub(super) plan: &'p Plan<'a>,
    pub(super) report: &'a Report,
    pub(super) words: &'a Words,
}

impl<'p, 'a> Teller<'p, 'a> {
    /// Of a plan whose readers may see a report.
    pub(super) fn new(plan: &'p Plan<'a>) -> Option<Self> {
        let report = plan.gate.report()?;
        Some(Self { plan, report, words: plan.words(&plan.library.config.language) })
    }

    /// A message with texts in it.
    pub(super) fn say(self, message: &str, variables: &[(&str, &str)]) -> String {
        let variables: Vec<(&str, FluentValue<'_>)> =
            variables.iter().map(|(name, text)| (*name, FluentValue::from(*text))).collect();
        self.words.say_with(message, &variables)
    }

    /// A message that depends on how many there are, which it shows as `shown`.
    pub(super) fn say_of(self, message: &str, count: usize, variables: &[(&str, &str)]) -> String {
        let shown = self.words.number(float(count as u64), 0);
        let mut all: Vec<(&str, FluentValue<'_>)> = vec![("count", count.into()), ("shown", shown.into())];
        all.extend(variables.iter().map(|(name, text)| (*name, FluentValue::from(*text))));
        self.words.say_with(message, &all)
    }

    pub(super) fn count(self, number: u64) -> Cell {
        Cell::number(self.words.number(float(number), 0), number.to_string())
    }

    /// A mean, with one decimal.
    pub(super) fn mean(self, number: f64) -> Cell {
        Cell::number(self.words.number(number, 1), plain(number))
    }

    /// An amount without its cents, which no figure here is exact to.
    pub(super) fn money(self, money: Money) -> Cell {
        let amount = money.to_f64();
        let rounded = if amount.abs() >= 100.0 { amount.round() } else { amount };
        Cell::number(self.words.money(rounded, money.currency.code()), money.to_string())
    }

    pub(super) fn amounts(self, amounts: &Amounts) -> Cell {
        if amounts.is_empty() {
            return Cell::nothing();
        }
        let cells: Vec<Cell> = amounts.iter().map(|money| self.money(money)).collect();
        let join = |part: fn(&Cell) -> &str, between: &str| cells.iter().map(part).collect::<Vec<_>>().join(between);
        Cell::number(join(|cell| &cell.text, " + "), join(|cell| &cell.raw, " + "))
    }

    /// A share, in per cent.
    pub(super) fn share(self, share: Option<f64>) -> Cell {
        share.map_or_else(Cell::nothing, |share| {
            Cell::number(self.words.percent(&self.words.number(share * 100.0, 0)), plain(share))
        })
    }

    /// A difference of rates, in points of a hundred, with its sign.
    pub(super) fn points(self, difference: f64) -> String {
        let number = self.words.number(difference * 100.0, 0);
        if difference > 0.0 && number != "0" { format!("+{number}") } else { number }
    }

    /// An estimate with its interval.
    pub(super) fn estimate(self, estimate: &Estimate) -> String {
        let [value, low, high] = [estimate.value, estimate.lower, estimate.upper].map(|number| self.points(number));
        self.say("insights-interval", &[("value", &value), ("low", &low), ("high", &high)])
    }

    pub(super) fn day(self, day: Option<Date>) -> Cell {
        day.map_or_else(Cell::nothing, |day| Cell { raw: day.to_string(), ..Cell::text(&self.words.day(day)) })
    }

    /// A state, with its sign.
    pub(super) fn state(self, name: &str) -> Cell {
        Cell {
            text: self.words.say(&format!("sign-{name}")),
            raw: name.to_owned(),
            sign: Some(name.to_owned()),
            ..Cell::default()
        }
    }

    /// What is said of a group that may be too small.
    pub(super) fn shown<T>(self, shown: &Shown<T>, figure: impl FnOnce(&T) -> Cell) -> Cell {
        match shown {
            Shown::Figure(it) => figure(it),
            Shown::FewerThan(minimum) => {
                let text = self.say("insights-fewer", &[("minimum", &minimum.to_string())]);
                Cell { text, raw: format!("<{minimum}"), ..Cell::default() }
            }
        }
    }

    /// What a kind's documents are called.
    pub(super) fn kind(self, name: &str) -> Cell {
        let kind = self.plan.library.kinds.get(name);
        let label = kind.map_or_else(|| name.to_owned(), |kind| labels::kind_plural(self.words, kind));
        Cell { raw: name.to_owned(), ..Cell::text(&label) }
    }

    /// A document by its title, which leads to its figures.
    pub(super) fn title(self, document: &OfDocument) -> Cell {
        let number = self.number(document);
        let url = number.and_then(|number| self.plan.insights.get(&number)).map(|page| self.plan.base.page(&page.path));
        // Files name documents as events do.
        Cell { raw: document.id.clone(), ..Cell::text(&document.title) }.to(url)
    }

    /// A document's owner, as pages name them.
    pub(super) fn owner(self, document: &OfDocument) -> Cell {
        let owner = document.document.as_ref().and_then(|described| described.owner.as_deref());
        owner.map_or_else(Cell::nothing, |owner| Cell::text(self.plan.gate.person(owner)))
    }

    /// The number of a document in the plan.
    pub(super) fn number(self, document: &OfDocument) -> Option<usize> {
        self.plan.find(&DocumentId::new(&document.id), &self.plan.library.config.language)
    }

    /// A row about a document, which filters find.
    pub(super) fn row(self, document: &OfDocument, cells: Vec<Cell>) -> Row {
        let entry = self.number(document);
        Row { filters: entry.map_or_else(String::new, |number| filter::words(self.plan, number)), entry, cells }
    }

    /// A table; each column is called as the message of its name says.
    pub(super) fn table(self, columns: &[&'static str], rows: Vec<Row>) -> Table {
        let label = |name: &&'static str| (*name, self.words.say(&format!("insights-column-{name}")));
        Table::new(columns.iter().map(label).collect(), rows)
    }
}

/// Cells of a row that is about no document.
pub(super) fn cells(cells: Vec<Cell>) -> Row {
    Row { cells, ..Row::default() }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
pub(super) fn float(number: u64) -> f64 {
    number as f64
}

/// A number for files: at most six decimals.
fn plain(number: f64) -> String {
    let text = format!("{number:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
