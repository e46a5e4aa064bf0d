//! Values that aren't made of others: text, numbers, dates, amounts, choices.

use super::{
    super::{
        FieldSpec, FieldType, Money, duration,
        node::{Node, NodeData, Syntax, parse_date},
        suggestion,
    },
    Reader,
};
use crate::{
    diagnostics::{Code, Diagnostic},
    library::value::Data,
};

impl Reader<'_> {
    /// The value of a field that is no table.
    pub(super) fn scalar(&mut self, node: &Node, spec: &FieldSpec) -> Option<Data> {
        match (&spec.field_type, &node.data) {
            (FieldType::Money, _) => self.money(node, spec).map(Data::Money),
            (FieldType::Cost, _) => self.cost(node, spec).map(Data::Money),
            (FieldType::Integer, NodeData::Integer(number)) => Some(Data::Integer(*number)),
            (FieldType::Number, _) if number(node).is_some() => number(node).map(Data::Number),
            (FieldType::Boolean, NodeData::Boolean(truth)) => Some(Data::Boolean(*truth)),
            (FieldType::Date, NodeData::Date(date)) => Some(Data::Date(*date)),
            (FieldType::Integer | FieldType::Number | FieldType::Values | FieldType::Table(_), _) => {
                self.wrong_type(node, spec)
            }
            _ => {
                let Some(text) = self.text(node) else { return self.wrong_type(node, spec) };
                self.textual(node, spec, &text)
            }
        }
    }

    /// A value that is written as text.
    fn textual(&mut self, node: &Node, spec: &FieldSpec, text: &str) -> Option<Data> {
        match &spec.field_type {
            FieldType::Boolean => match (self.syntax, text) {
                // What YAML 1.1 took for truth values, many still write.
                (Syntax::Yaml, "yes" | "Yes" | "on" | "On") => Some(Data::Boolean(true)),
                (Syntax::Yaml, "no" | "No" | "off" | "Off") => Some(Data::Boolean(false)),
                _ => self.wrong_type(node, spec),
            },
            FieldType::Date => self.date(node, spec, text),
            FieldType::Duration => match duration::parse(text) {
                Some(days) => Some(Data::Duration(days)),
                None => self.bad_duration(node, spec, text),
            },
            FieldType::Choice(words) => {
                if words.iter().any(|word| word == text) {
                    return Some(Data::Text(text.to_owned()));
                }
                let help = suggestion::did_you_mean(text, words.iter().map(String::as_str));
                let message = format!("`{}` can't be `{text}`", spec.name);
                self.find(Diagnostic::new(Code::UnknownChoice, message).label("unknown word").help(help), node.span);
                None
            }
            FieldType::Facet(facet, others) => self.facet_value(node, facet, others, text),
            _ => Some(Data::Text(text.to_owned())),
        }
    }

    fn facet_value(&mut self, node: &Node, facet: &str, others: &[String], text: &str) -> Option<Data> {
        let declared = self.config.facet(facet).map(|facet| facet.values.as_slice()).unwrap_or_default();
        let known = || declared.iter().map(|value| value.id.as_str()).chain(others.iter().map(String::as_str));
        if known().any(|word| word == text) {
            return Some(Data::Text(text.to_owned()));
        }
        // Somebody who writes the label means its value.
        let by_label = declared.iter().find(|value| value.label.eq_ignore_ascii_case(text)).map(|value| &*value.id);
        let help = match by_label.or_else(|| suggestion::nearest(text, known())) {
            Some(value) => format!("did you mean `{value}`?"),
            None => format!("declare it in `fieldbook.toml` under `[facets.{facet}]`, or use one that is declared"),
        };
        let finding = Diagnostic::new(Code::UnknownFacetValue, format!("the facet `{facet}` has no value `{text}`"))
            .label("not declared")
            .help(help);
        self.find(finding, node.span);
        None
    }

    fn date(&mut self, node: &Node, spec: &FieldSpec, text: &str) -> Option<Data> {
        if let Some(date) = parse_date(text) {
            return Some(Data::Date(date));
        }
        let finding = Diagnostic::new(Code::BadDate, format!("`{text}` in `{}` is no date", spec.name))
            .label("no such day")
            .help(format!("write year, month and day, like `{}`", self.example(spec)));
        self.find(finding, node.span);
        None
    }

    fn bad_duration(&mut self, node: &Node, spec: &FieldSpec, text: &str) -> Option<Data> {
        let finding = Diagnostic::new(Code::BadDuration, format!("`{text}` in `{}` is no length of time", spec.name))
            .label("expected a number and a unit")
            .help("write days, weeks, months or years, like `90d`, `12w`, `6m` or `1y`");
        self.find(finding, node.span);
        None
    }

    /// `{ amount, currency }`, or for a cost `{ hours }`.
    fn cost(&mut self, node: &Node, spec: &FieldSpec) -> Option<Money> {
        let Some(hours) = node.as_table().and_then(|table| table.get("hours")) else {
            return self.money(node, spec);
        };
        let Some(hours) = number(hours).filter(|hours| *hours >= 0.0) else {
            self.bad_money(hours, spec, "the hours must be a number, zero or more");
            return None;
        };
        if let Some(table) = node.as_table()
            && let Some(other) = table.entries.iter().find(|entry| entry.key != "hours")
        {
            let message = format!("hours go without `{}`", other.key);
            self.bad_money(&Node { span: other.key_span, data: NodeData::Null }, spec, &message);
            return None;
        }
        let Some(rate) = self.config.hourly_rate else {
            let finding = Diagnostic::new(Code::NoHourlyRate, "this cost is in hours, but the library has no rate")
                .label("can't be reckoned")
                .help("add `hourly_rate = 85` to `fieldbook.toml`, or give `amount` and `currency`");
            self.find(finding, node.span);
            return None;
        };
        Some(Money { amount: hours * rate, currency: self.config.currency.clone() })
    }

    fn money(&mut self, node: &Node, spec: &FieldSpec) -> Option<Money> {
        let Some(table) = node.as_table() else {
            self.bad_money(node, spec, "expected a table");
            return None;
        };
        if let Some(other) = table.entries.iter().find(|entry| !matches!(&*entry.key, "amount" | "currency")) {
            let message = format!("an amount has no `{}`", other.key);
            self.bad_money(&Node { span: other.key_span, data: NodeData::Null }, spec, &message);
            return None;
        }
        let Some(amount) = table.get("amount") else {
            self.bad_money(node, spec, "`amount` is missing");
            return None;
        };
        let Some(amount) = number(amount).filter(|amount| *amount >= 0.0) else {
            self.bad_money(amount, spec, "the amount must be a number, zero or more");
            return None;
        };
        let currency = match table.get("currency") {
            None => self.config.currency.clone(),
            Some(node) => {
                let Some(currency) = node.as_text().filter(|text| is_currency(text)) else {
                    self.bad_money(node, spec, "a currency is three capital letters");
                    return None;
                };
                currency.to_owned()
            }
        };
        Some(Money { amount, currency })
    }

    fn bad_money(&mut self, node: &Node, spec: &FieldSpec, label: &str) {
        let finding = Diagnostic::new(Code::BadMoney, format!("`{}` is no amount", spec.name))
            .label(label)
            .help(format!("write it like `{}`", self.example(spec)));
        self.find(finding, node.span);
    }

    /// The text of a value. YAML takes words like `2024` and `true` for numbers and truth values if they have no
    /// quotes; where text is meant, what stands there counts.
    fn text(&self, node: &Node) -> Option<String> {
        match &node.data {
            NodeData::Text(text) => Some(text.clone()),
            NodeData::Integer(_) | NodeData::Number(_) | NodeData::Boolean(_) | NodeData::Date(_)
                if self.syntax == Syntax::Yaml =>
            {
                self.source.get(node.span.start..node.span.end).map(|text| text.trim().to_owned())
            }
            _ => None,
        }
    }
}

/// Whether it looks like an ISO 4217 code.
pub(in crate::library) fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[expect(clippy::cast_precision_loss, reason = "figures of business are far below 2^53")]
fn number(node: &Node) -> Option<f64> {
    match node.data {
        NodeData::Integer(number) => Some(number as f64),
        NodeData::Number(number) => Some(number).filter(|number| number.is_finite()),
        _ => None,
    }
}
