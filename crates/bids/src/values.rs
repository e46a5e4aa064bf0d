//! Values of placeholders, for one customer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::placeholder;

/// Values by the names of placeholders (`customer.site`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Values(BTreeMap<String, String>);

/// Why a file of values can't be used.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ValuesError {
    /// It isn't TOML.
    #[error("{0}")]
    Syntax(String),
    /// It holds a list, which no placeholder can show.
    #[error("`{0}` is a list; a placeholder needs a text, a number, a day or true and false")]
    List(String),
}

impl Values {
    /// Reads TOML: `customer.site = "Leeds"`, or `site = "Leeds"` under `[customer]`.
    pub fn parse(text: &str) -> Result<Self, ValuesError> {
        let table: toml::Table =
            text.parse().map_err(|error: toml::de::Error| ValuesError::Syntax(error.to_string()))?;
        let mut values = BTreeMap::new();
        gather(&mut values, "", table)?;
        Ok(Self(values))
    }

    /// A text with its placeholders filled, or the names of those that lack a value, each once.
    pub fn fill(&self, text: &str) -> Result<String, Vec<String>> {
        let mut filled = String::with_capacity(text.len());
        let mut lacking: Vec<String> = Vec::new();
        for part in placeholder::parts(text) {
            match part.placeholder {
                None => filled.push_str(&part.text),
                Some(name) => match self.0.get(&name) {
                    Some(value) => filled.push_str(value),
                    None if lacking.contains(&name) => {}
                    None => lacking.push(name),
                },
            }
        }
        if lacking.is_empty() { Ok(filled) } else { Err(lacking) }
    }
}

fn gather(values: &mut BTreeMap<String, String>, prefix: &str, table: toml::Table) -> Result<(), ValuesError> {
    for (key, value) in table {
        let name = if prefix.is_empty() { key } else { format!("{prefix}.{key}") };
        match value {
            toml::Value::Table(table) => gather(values, &name, table)?,
            toml::Value::Array(_) => return Err(ValuesError::List(name)),
            toml::Value::String(text) => drop(values.insert(name, text)),
            other => drop(values.insert(name, other.to_string())),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_or_named() {
        let values = Values::parse("project.probes = 120\n[customer]\nname = \"Acme\"").unwrap_or_default();
        assert_eq!(values.fill("{{ customer.name }}: {{project.probes}}"), Ok("Acme: 120".to_owned()));
        assert_eq!(values.fill("{{ a }} {{ b }} {{ a }}"), Err(vec!["a".to_owned(), "b".to_owned()]));
        assert!(matches!(Values::parse("a = [1]"), Err(ValuesError::List(name)) if name == "a"));
    }
}
