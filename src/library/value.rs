//! Values of front matter, checked against the fields of a kind, each with its place in the file.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::diagnostics::Span;

/// Values by field name.
pub type Fields = BTreeMap<String, Value>;

/// A value and where it stands in the file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Value {
    /// What it is.
    #[serde(flatten)]
    pub data: Data,
    /// The value (not its key) in the file.
    #[serde(skip)]
    pub span: Span,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Data {
    /// Text, a choice, a facet's value, a person, a document's id.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A day.
    Date(Date),
    /// Days.
    Duration(u32),
    /// An amount.
    Money(Money),
    /// Values in order.
    List(Vec<Value>),
    /// Values by key.
    Table(Fields),
}

/// An amount in a currency.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Money {
    /// In whole units of the currency.
    pub amount: f64,
    /// ISO 4217 code.
    pub currency: String,
}

impl Value {
    /// The text of a text value.
    pub fn as_str(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The elements of a list; nothing for what is no list.
    pub fn elements(&self) -> &[Self] {
        match &self.data {
            Data::List(values) => values,
            _ => &[],
        }
    }

    /// The values of a table.
    pub fn as_table(&self) -> Option<&Fields> {
        match &self.data {
            Data::Table(fields) => Some(fields),
            _ => None,
        }
    }
}
