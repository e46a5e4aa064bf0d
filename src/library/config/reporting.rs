//! `[report]`: what reports of use and return need to know of the company.

use std::collections::BTreeMap;

use fieldbook_metrics::money::{Currency, Rates};

use super::{Facet, reader::Reader};
use crate::library::{
    node::{NodeData, Table},
    suggestion,
};

/// What reports need to know of the company.
#[derive(Clone, Debug, PartialEq)]
pub struct Reporting {
    /// What is earned of revenue, as a share. Without it there is no return on investment.
    pub margin: Option<f64>,
    /// For how many days before a deal was decided its touches count.
    pub lookback: u32,
    /// How large a group must be for its figures to be shown.
    pub minimum: u64,
    /// What one unit of other currencies is worth in the library's, as a decimal number.
    pub rates: BTreeMap<Currency, String>,
    /// Values of the facet `stage`, by the CRM's words for stages.
    pub stages: BTreeMap<String, String>,
}

impl Default for Reporting {
    fn default() -> Self {
        Self { margin: None, lookback: 90, minimum: 5, rates: BTreeMap::new(), stages: BTreeMap::new() }
    }
}

/// Reads `[report]`. The stages are those of the facet.
pub(super) fn read(reader: &mut Reader, table: &Table, facets: &[Facet]) -> Reporting {
    let usual = Reporting::default();
    let Some(table) = reader.table(table, "report") else { return usual };
    reader.only_keys(table, "[report]", &["margin", "lookback", "minimum", "rates", "stages"]);
    Reporting {
        margin: margin(reader, table),
        lookback: reader.duration(table, "lookback").unwrap_or(usual.lookback),
        minimum: minimum(reader, table).unwrap_or(usual.minimum),
        rates: rates(reader, table),
        stages: stages(reader, table, facets),
    }
}

fn margin(reader: &mut Reader, table: &Table) -> Option<f64> {
    let margin = reader.number(table, "margin")?;
    if margin <= 1.0 {
        return Some(margin);
    }
    let node = table.get("margin")?;
    reader.bad_value(node, format!("`margin` can't be {margin}"), "it's a share: write `0.7` for 70%");
    None
}

fn minimum(reader: &mut Reader, table: &Table) -> Option<u64> {
    let node = table.get("minimum")?;
    let NodeData::Integer(number) = node.data else { return reader.wrong_type("minimum", node, "a whole number", "5") };
    let minimum = u64::try_from(number).ok().filter(|minimum| *minimum > 0);
    if minimum.is_none() {
        reader.bad_value(node, format!("`minimum` can't be {number}"), "it must be one or more");
    }
    minimum
}

fn rates(reader: &mut Reader, table: &Table) -> BTreeMap<Currency, String> {
    let mut rates = BTreeMap::new();
    let Some(table) = reader.table(table, "rates") else { return rates };
    for entry in &table.entries {
        let Ok(currency) = entry.key.parse::<Currency>() else {
            reader.bad_value(&entry.node, format!("`{}` is no currency", entry.key), "write its code, like `USD`");
            continue;
        };
        let is_rate = |text: &str| Rates::new(currency).declare(currency, text).is_ok();
        let rule = "a decimal number above 0, like `\"0.925\"`";
        if let Some(rate) = reader.text_that(table, &entry.key, rule, is_rate) {
            rates.insert(currency, rate);
        }
    }
    rates
}

fn stages(reader: &mut Reader, table: &Table, facets: &[Facet]) -> BTreeMap<String, String> {
    let mut stages = BTreeMap::new();
    let Some(table) = reader.table(table, "stages") else { return stages };
    let known: Vec<&str> = facets
        .iter()
        .filter(|facet| facet.name == "stage")
        .flat_map(|facet| facet.values.iter().map(|value| value.id.as_str()))
        .collect();
    for entry in &table.entries {
        let Some(stage) = reader.text(table, &entry.key) else { continue };
        if known.contains(&stage.as_str()) {
            stages.insert(entry.key.clone(), stage);
        } else {
            let help = suggestion::did_you_mean(&stage, known.iter().copied());
            reader.unknown_name(format!("there is no stage `{stage}`"), help, entry.node.span);
        }
    }
    stages
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::library::config;

    fn read(text: &str) -> (Reporting, Vec<String>) {
        let settings = config::read(Some(&format!("content = \".\"\n[report]\n{text}")), Path::new("/library"));
        let findings = settings.findings.iter().filter(|finding| !finding.message.contains("folder"));
        (settings.config.reporting, findings.map(|finding| finding.message.clone()).collect())
    }

    #[test]
    fn what_reports_need_is_read() {
        let (reporting, findings) = read(
            "margin = 0.7\nlookback = \"6m\"\nminimum = 3\nrates = { USD = \"0.925\" }\n\
             stages = { \"Closed Won\" = \"fulfill\" }",
        );
        assert_eq!(findings, [""; 0]);
        assert_eq!((reporting.margin, reporting.lookback, reporting.minimum), (Some(0.7), 180, 3));
        assert_eq!(reporting.rates.values().collect::<Vec<_>>(), ["0.925"]);
        assert_eq!(reporting.stages["Closed Won"], "fulfill");
    }

    #[test]
    fn what_cant_be_meant_is_said_and_the_usual_stands_in() {
        let (reporting, findings) = read(
            "margin = 70\nminimum = 0\nrates = { dollars = \"1\", USD = \"1,1\", GBP = 1.1 }\nstages = { Won = \"wonn\" }",
        );
        assert_eq!(reporting, Reporting::default());
        assert_eq!(findings.len(), 6, "{findings:?}");
    }
}
