//! A success factor: from where to where a figure went, and whether that is better.

use serde::Serialize;

use super::{Chart, text};
use crate::{
    library::{Data, Fields, Value},
    site::view::Sign,
    theme::Words,
};

/// A success factor.
#[derive(Debug, Serialize)]
pub struct Factor {
    /// "Alarms that nobody answered"
    pub name: String,
    /// "hours/month"
    pub unit: String,
    /// Before, with the unit.
    pub baseline: String,
    /// After, with the unit.
    pub result: String,
    /// How far it went.
    pub change: Change,
    /// Whether it got better: `better`, `worse` or `same`.
    pub outcome: Sign,
    /// Whether less is better.
    pub lower_is_better: bool,
    /// Whether it is an amount of money.
    pub is_money: bool,
    /// Over what time.
    pub period: Option<String>,
    /// Both figures, drawn.
    pub chart: Chart,
}

/// How far a figure went.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Where to.
    pub direction: Direction,
    /// How far, without a sign: "58 %", "7.5 points", "3 sites".
    pub amount: String,
}

/// Where a figure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// It rose.
    Up,
    /// It fell.
    Down,
    /// It stayed.
    Same,
}

impl Factor {
    /// The factor that a table of a case study's front matter says; `None` where it isn't whole.
    pub fn new(words: &Words, table: &Fields) -> Option<Self> {
        let (before, after) = (amount(table.get("baseline")?)?, amount(table.get("result")?)?);
        let unit = text(words, table, "unit").unwrap_or_default();
        let lower_is_better = table.get("better").and_then(Value::as_str) == Some("lower");
        let change = Change::new(words, (before, after), &unit);
        let on_bar = |amount| if unit.trim() == "%" { with_unit(words, amount, &unit) } else { figure(words, amount) };
        Some(Self {
            name: text(words, table, "name")?,
            baseline: with_unit(words, before, &unit),
            result: with_unit(words, after, &unit),
            outcome: outcome(change.direction, lower_is_better),
            change,
            lower_is_better,
            is_money: table.get("money").is_some_and(|value| value.data == Data::Boolean(true)),
            period: text(words, table, "period"),
            chart: Chart::new([(before, on_bar(before)), (after, on_bar(after))]),
            unit,
        })
    }
}

fn outcome(direction: Direction, lower_is_better: bool) -> Sign {
    let name = match (direction, lower_is_better) {
        (Direction::Same, _) => "same",
        (Direction::Down, true) | (Direction::Up, false) => "better",
        (Direction::Up, true) | (Direction::Down, false) => "worse",
    };
    Sign { name }
}

impl Change {
    /// The change in per cent of what was before; as a difference where that says nothing, since there was nothing before, or
    /// less than nothing before or after, or the figures are percentages themselves.
    fn new(words: &Words, (before, after): (f64, f64), unit: &str) -> Self {
        let difference = after - before;
        let direction = match after.total_cmp(&before) {
            _ if difference == 0.0 => Direction::Same,
            std::cmp::Ordering::Less => Direction::Down,
            _ => Direction::Up,
        };
        let amount = if unit.trim() == "%" {
            unbroken(&words.say_with("case-points", &[("number", figure(words, difference.abs()).into())]))
        } else {
            percent(words, before, after)
                .map_or_else(|| with_unit(words, difference.abs(), unit), |percent| unbroken(&words.percent(&percent)))
        };
        Self { direction, amount }
    }
}

/// How many per cent of what was before the change is. What isn't all must not read as all, and what isn't nothing must not read
/// as nothing: then there is no percentage.
fn percent(words: &Words, before: f64, after: f64) -> Option<String> {
    let percent = ((after - before) / before * 100.0).abs();
    if before <= 0.0 || after < 0.0 || !percent.is_finite() {
        return None;
    }
    let decimals = usize::from(percent < 10.0 || (after > 0.0 && after < before && percent > 99.0));
    let text = words.number(percent, decimals);
    let reads_as_all = after > 0.0 && after < before && text == words.number(100.0, 0);
    let reads_as_nothing = percent > 0.0 && text == words.number(0.0, 0);
    (!reads_as_all && !reads_as_nothing).then_some(text)
}

/// Keeps a figure and its sign on one line.
fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

fn with_unit(words: &Words, amount: f64, unit: &str) -> String {
    format!("{} {unit}", figure(words, amount)).trim_end().to_owned()
}

/// A figure with two decimals, or, where it is smaller than one, with two digits that aren't zero.
fn figure(words: &Words, amount: f64) -> String {
    let decimals =
        if amount == 0.0 { 0 } else { (1..=9).find(|place| amount.abs() * 10_f64.powi(*place) >= 1.0).unwrap_or(9) };
    words.number(amount, usize::try_from(decimals + 1).unwrap_or(2))
}

#[expect(clippy::cast_precision_loss, reason = "figures of case studies are far below 2^53")]
fn amount(value: &Value) -> Option<f64> {
    let amount = match value.data {
        Data::Integer(integer) => integer as f64,
        Data::Number(number) => number,
        _ => return None,
    };
    amount.is_finite().then_some(amount)
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert_eq, proptest};

    use super::*;

    fn change(before: f64, after: f64, unit: &str) -> (Direction, String) {
        let change = Change::new(&Words::english(), (before, after), unit);
        (change.direction, change.amount.replace('\u{a0}', " "))
    }

    #[test]
    fn a_change_is_in_per_cent_unless_that_says_nothing() {
        assert_eq!(change(200.0, 116.0, "hours"), (Direction::Down, "42 %".to_owned()));
        assert_eq!(change(100.0, 103.5, "orders"), (Direction::Up, "3.5 %".to_owned()));
        assert_eq!(change(0.0, 3.0, "sites"), (Direction::Up, "3 sites".to_owned()));
        assert_eq!(change(-4.0, 3.0, "°C"), (Direction::Up, "7 °C".to_owned()));
        assert_eq!(change(5.0, -3.0, "days"), (Direction::Down, "8 days".to_owned()));
        assert_eq!(change(92.0, 99.5, "%"), (Direction::Up, "7.5 points".to_owned()));
        assert_eq!(change(4.0, 4.0, "days"), (Direction::Same, "0 %".to_owned()));
    }

    #[test]
    fn what_is_left_is_not_rounded_away() {
        assert_eq!(change(1000.0, 4.0, "loads").1, "99.6 %");
        assert_eq!(change(100_000.0, 4.0, "loads").1, "99,996 loads");
        assert_eq!(change(5.0, 0.0, "observations").1, "100 %");
        assert_eq!(change(100_000.0, 100_001.0, "units").1, "1 units");
        assert_eq!(change(0.02, 0.015, "% of readings").1, "25 %");
    }

    #[test]
    fn small_figures_keep_their_digits() {
        let words = Words::english();
        assert_eq!(figure(&words, 0.0041), "0.0041");
        assert_eq!(figure(&words, -0.5), "−0.5");
        assert_eq!(figure(&words, 1234.567), "1,234.57");
        assert_eq!(figure(&words, 0.0), "0");
    }

    proptest! {
        #[test]
        fn an_outcome_and_its_mirror_are_opposites(before in -1e9..1e9_f64, after in -1e9..1e9_f64, lower: bool) {
            let words = Words::english();
            let direction = |before, after| Change::new(&words, (before, after), "").direction;
            let there = outcome(direction(before, after), lower).name;
            let back = outcome(direction(after, before), lower).name;
            let expected = match there { "better" => "worse", "worse" => "better", same => same };
            prop_assert_eq!(back, expected);
            prop_assert_eq!(outcome(direction(before, after), !lower).name, expected);
        }
    }
}
