//! A case study: what changed for a customer.

use serde::Serialize;

use super::{
    super::{Sign, field::scalar},
    Draft,
};
use crate::{
    library::{Data, Fields, Value},
    site::gate::Held,
    theme::Words,
};

/// A case study.
#[derive(Debug, Serialize)]
pub struct CaseStudy {
    /// Whom it is about.
    pub customer: String,
    /// What changed.
    pub factors: Vec<Factor>,
    /// What somebody there says.
    pub quote: Option<Quote>,
}

/// A success factor.
#[derive(Debug, Serialize)]
pub struct Factor {
    /// "Alarms that nobody answered"
    pub name: String,
    /// Before, with the unit.
    pub baseline: String,
    /// After, with the unit.
    pub result: String,
    /// "−42 %", or the difference where there was nothing before.
    pub change: String,
    /// Whether it got better: by name, word and sign.
    pub outcome: Sign,
    /// Over what time.
    pub period: Option<String>,
}

/// A quotation.
#[derive(Debug, Serialize)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// Who said them.
    pub by: String,
}

impl CaseStudy {
    /// What the fields of a case study say.
    pub fn new(draft: &mut Draft<'_, '_>) -> Self {
        draft.set_fields = &["customer", "success_factors", "quote"];
        case_study(draft.held(), draft.words())
    }
}

fn case_study(held: Held<'_>, words: &Words) -> CaseStudy {
    let factors = held.field("success_factors").map_or(&[] as &[Value], Value::elements);
    let quote = held.field("quote").and_then(Value::as_table);
    CaseStudy {
        customer: held.field("customer").and_then(|customer| scalar(words, customer)).unwrap_or_default(),
        factors: factors.iter().filter_map(|value| factor(words, value.as_table()?)).collect(),
        quote: quote.and_then(|quote| Some(Quote { text: text(words, quote, "text")?, by: text(words, quote, "by")? })),
    }
}

fn factor(words: &Words, table: &Fields) -> Option<Factor> {
    let (before, after) = (amount(table.get("baseline")?)?, amount(table.get("result")?)?);
    let unit = text(words, table, "unit").unwrap_or_default();
    let lower_is_better = text(words, table, "better").is_some_and(|better| better == "lower");
    let outcome = if before.total_cmp(&after).is_eq() {
        Sign { name: "same" }
    } else if (after < before) == lower_is_better {
        Sign { name: "better" }
    } else {
        Sign { name: "worse" }
    };
    Some(Factor {
        name: text(words, table, "name")?,
        baseline: with_unit(words, before, &unit),
        result: with_unit(words, after, &unit),
        change: change(words, before, after, &unit),
        outcome,
        period: text(words, table, "period"),
    })
}

/// The change in per cent of what was before; as a difference where that says nothing, since there was nothing before or the
/// figures are percentages themselves.
fn change(words: &Words, before: f64, after: f64, unit: &str) -> String {
    let difference = after - before;
    let sign = if difference > 0.0 { "+" } else { "" };
    if unit.trim() == "%" {
        words.say_with("case-points", &[("number", format!("{sign}{}", words.number(difference, 1)).into())])
    } else if before > 0.0 {
        let percent = difference / before * 100.0;
        words.percent(&format!("{sign}{}", words.number(percent, usize::from(percent.abs() < 10.0))))
    } else {
        format!("{sign}{}", with_unit(words, difference, unit))
    }
}

fn with_unit(words: &Words, amount: f64, unit: &str) -> String {
    format!("{} {unit}", words.number(amount, 2)).trim_end().to_owned()
}

#[expect(clippy::cast_precision_loss, reason = "figures of case studies are far below 2^53")]
fn amount(value: &Value) -> Option<f64> {
    match value.data {
        Data::Integer(integer) => Some(integer as f64),
        Data::Number(number) => Some(number),
        _ => None,
    }
}

fn text(words: &Words, table: &Fields, key: &str) -> Option<String> {
    table.get(key).and_then(|value| scalar(words, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_in_per_cent_unless_that_says_nothing() {
        let words = Words::english();
        let change = |before, after, unit| change(&words, before, after, unit);
        assert_eq!(change(200.0, 116.0, "hours"), "−42 %");
        assert_eq!(change(100.0, 103.5, "orders"), "+3.5 %");
        assert_eq!(change(0.0, 3.0, "sites"), "+3 sites");
        assert_eq!(change(92.0, 99.5, "%"), "+7.5 points");
    }
}
