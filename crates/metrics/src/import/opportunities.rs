//! Deals from a CRM's CSV.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{
    DateOrder, DecimalSign, Field, ImportError, Imported, Mapping, amounts,
    columns::Columns,
    dates, shown,
    table::{Row, Table},
};
use crate::{
    event,
    money::{Currency, Money},
    opportunity::{Opportunity, Outcome},
};

/// What the file itself doesn't say.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The day that the file tells of: usually that of the export.
    pub as_of: Date,
    /// Which columns say what, where headers aren't known.
    pub mapping: Mapping,
    /// The currency of amounts that don't say theirs.
    pub currency: Option<Currency>,
    /// What dates with slashes mean, where the file doesn't prove it.
    pub dates: Option<DateOrder>,
    /// What stands before the cents, where the file doesn't prove it.
    pub decimals: Option<DecimalSign>,
}

impl Settings {
    /// Nothing but the day.
    pub fn new(as_of: Date) -> Self {
        Self { as_of, mapping: Mapping::new(), currency: None, dates: None, decimals: None }
    }
}

/// Reads deals from CSV with a row of headers.
///
/// ```
/// use fieldbook_metrics::import::opportunities::{Settings, read};
///
/// let csv = "Opportunity ID,Account Name,Stage,Amount Currency,Amount,Created Date,Close Date\n\
///     006A1,Northwind,Closed Won,EUR,\"12,500.00\",1/15/2026,3/2/2026\n\
///     006A2,Contoso,Proposal,EUR,lots,1/20/2026,6/30/2026\n";
/// let imported = read(csv.as_bytes(), &Settings::new("2026-04-01".parse().unwrap())).unwrap();
/// let deal = &imported.rows[0];
/// assert_eq!((deal.amount.unwrap().to_string().as_str(), deal.outcome.as_str()), ("12500.00 EUR", "won"));
/// assert_eq!(deal.closed, Some("2026-03-02".parse().unwrap()));
/// assert_eq!((imported.refused[0].line, imported.refused[0].reason.contains("no amount")), (3, true));
/// ```
pub fn read(bytes: &[u8], settings: &Settings) -> Result<Imported<Opportunity>, ImportError> {
    let mut table = Table::read(bytes)?;
    let columns = Columns::of(&table, &settings.mapping)?;
    let mut imported = Imported::default();
    for (line, problem) in &table.unreadable {
        imported.refuse(*line, problem.clone());
    }
    let footer = table.without_footer();
    if footer > 0 {
        imported.left_out.insert("below the table", footer);
    }
    let reader = Reader::new(&table, &columns, settings);
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut lines: Vec<u64> = Vec::new();
    for row in &table.rows {
        match reader.opportunity(row) {
            Err(reason) => imported.refuse(row.line, reason),
            Ok(deal) => match seen.get(&deal.id) {
                Some(earlier) if imported.rows.get(*earlier) == Some(&deal) => imported.leave_out("the same row again"),
                Some(earlier) => {
                    let line = lines.get(*earlier).copied().unwrap_or_default();
                    imported.refuse(row.line, format!("`{}` is in line {line} already, otherwise", shown(&deal.id)));
                }
                None => {
                    seen.insert(deal.id.clone(), imported.rows.len());
                    lines.push(row.line);
                    imported.rows.push(deal);
                }
            },
        }
    }
    imported.refused.sort_by_key(|refused| refused.line);
    Ok(imported)
}

struct Reader<'a> {
    columns: &'a Columns,
    settings: &'a Settings,
    dates: Option<DateOrder>,
    decimals: Option<DecimalSign>,
}

impl<'a> Reader<'a> {
    fn new(table: &Table, columns: &'a Columns, settings: &'a Settings) -> Self {
        let cells = |field: Field| {
            columns.place(field).into_iter().flat_map(|at| table.rows.iter().map(move |row| row.cell(at)))
        };
        let dates = settings.dates.or_else(|| DateOrder::of(cells(Field::Created).chain(cells(Field::Closed))));
        let amounts = || cells(Field::Amount).chain(cells(Field::Expected));
        let decimals = settings.decimals.or_else(|| DecimalSign::of(amounts()));
        Self { columns, settings, dates, decimals }
    }

    fn opportunity(&self, row: &Row) -> Result<Opportunity, String> {
        let id = self.cell(row, Field::Id).ok_or("it has no id")?;
        event::rules::opportunity(id).map_err(|refusal| refusal.to_string())?;
        let stage = self.cell(row, Field::Stage);
        let outcome = self.outcome(row, stage)?;
        let created = self.day(row, Field::Created)?;
        let closed = if outcome == Outcome::Open { None } else { self.day(row, Field::Closed)? };
        if outcome != Outcome::Open && closed.is_none() {
            return Err(format!("it is {} but has no day on which it was decided", outcome.as_str()));
        }
        if let (Some(created), Some(closed)) = (created, closed)
            && closed < created
        {
            return Err(format!("it was decided on {closed}, before it began on {created}"));
        }
        let amount = self.amount(row, Field::Amount)?;
        Ok(Opportunity {
            id: id.to_owned(),
            account: self.text(row, Field::Account),
            stage: stage.map(str::to_owned),
            amount,
            created,
            closed,
            outcome,
            expected: self.expected(row, amount)?,
            segment: self.text(row, Field::Segment),
            as_of: self.settings.as_of,
        })
    }

    /// A cell that says something.
    fn cell<'r>(&self, row: &'r Row, field: Field) -> Option<&'r str> {
        self.columns.place(field).map(|at| row.cell(at)).filter(|cell| !cell.is_empty())
    }

    /// A cell's text, without control characters.
    fn text(&self, row: &Row, field: Field) -> Option<String> {
        let text = self.cell(row, field)?;
        Some(text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect())
    }

    fn day(&self, row: &Row, field: Field) -> Result<Option<Date>, String> {
        // `closed` may be a day in one export and yes or no in another.
        let cell = self.cell(row, field).filter(|cell| truth(cell).is_none());
        cell.map(|cell| dates::day(cell, self.dates)).transpose()
    }

    fn amount(&self, row: &Row, field: Field) -> Result<Option<Money>, String> {
        let currency = match self.cell(row, Field::Currency) {
            Some(code) => Some(code.parse().map_err(|error: crate::money::MoneyError| error.to_string())?),
            None => self.settings.currency,
        };
        self.cell(row, field).map(|cell| amounts::amount(cell, currency, self.decimals)).transpose()
    }

    /// What the deal is expected to bring: as it's said, or the amount by its probability.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "a share of an amount is no larger"
    )]
    fn expected(&self, row: &Row, amount: Option<Money>) -> Result<Option<Money>, String> {
        if let Some(expected) = self.amount(row, Field::Expected)? {
            return Ok(Some(expected));
        }
        let (Some(cell), Some(amount)) = (self.cell(row, Field::Probability), amount) else { return Ok(None) };
        let share = amounts::probability(cell, self.columns.has_shares)?;
        Ok(Some(Money { minor: (amount.minor as f64 * share).round() as i64, ..amount }))
    }

    /// How it stands: by its own column, by the CRM's flags, else by the words of its stage.
    fn outcome(&self, row: &Row, stage: Option<&str>) -> Result<Outcome, String> {
        if let Some(word) = self.cell(row, Field::Outcome) {
            return outcome_of(word).ok_or_else(|| format!("`{}` says neither open nor won nor lost", shown(word)));
        }
        let flag = |field| self.cell(row, field).and_then(truth);
        match (flag(Field::IsWon), flag(Field::IsClosed)) {
            (Some(true), _) => Ok(Outcome::Won),
            (Some(false), Some(true)) => Ok(Outcome::Lost),
            (_, Some(false)) => Ok(Outcome::Open),
            // One flag alone doesn't tell lost from open, or from won; the stage may.
            _ => Ok(stage.and_then(outcome_of).unwrap_or_default()),
        }
    }
}

/// What a word, or a stage's name, says of the outcome, in the languages of the site.
fn outcome_of(text: &str) -> Option<Outcome> {
    const WON: [&str; 8] = ["won", "closedwon", "gewonnen", "gagné", "gagnée", "ganado", "ganada", "ganho"];
    const LOST: [&str; 7] = ["lost", "closedlost", "verloren", "perdu", "perdue", "perdido", "perdida"];
    const OPEN: [&str; 6] = ["open", "offen", "ouvert", "abierto", "aberto", "pipeline"];
    const JAPANESE: [(&str, Outcome); 2] = [("受注", Outcome::Won), ("失注", Outcome::Lost)];
    let lower = text.to_lowercase();
    let has =
        |words: &[&str]| lower.split(|character: char| !character.is_alphanumeric()).any(|word| words.contains(&word));
    if has(&LOST) {
        Some(Outcome::Lost)
    } else if has(&WON) {
        Some(Outcome::Won)
    } else if has(&OPEN) {
        Some(Outcome::Open)
    } else {
        JAPANESE.iter().find(|(word, _)| text.contains(word)).map(|(_, outcome)| *outcome)
    }
}

/// Yes or no, as CRMs write it.
pub(super) fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" | "y" | "ja" | "oui" | "sí" | "si" | "sim" => Some(true),
        "false" | "no" | "0" | "n" | "nein" | "non" | "não" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use proptest::prelude::*;

    use super::*;

    fn settings() -> Settings {
        Settings::new("2026-11-22".parse().unwrap())
    }

    fn imported(csv: &str) -> Imported<Opportunity> {
        read(csv.as_bytes(), &settings()).unwrap()
    }

    #[test]
    fn salesforce_reports_are_read_up_to_their_footer() {
        let csv = "\"Opportunity Owner\",\"Account Name\",\"Opportunity Name\",\"Stage\",\"Fiscal Period\",\"Amount Currency\",\"Amount\",\
             \"Expected Revenue Currency\",\"Expected Revenue\",\"Probability (%)\",\"Age\",\"Close Date\",\"Created Date\",\"Opportunity ID\"\n\
             \"A\",\"Northwind\",\"N\",\"Closed Won\",\"Q1-2026\",\"EUR\",\"12500.00\",\"EUR\",\"12500.00\",\"100\",\"3\",\"02.03.2026\",\"15.01.2026\",\"0065g1\"\n\
             \"A\",\"Contoso\",\"C\",\"Negotiation\",\"Q1-2026\",\"EUR\",\"8000.00\",\"EUR\",\"4800.00\",\"60\",\"3\",\"02.12.2026\",\"15.01.2026\",\"0065g2\"\n\
             \n\"Pipeline by owner\"\n\"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\"\n";
        let imported = imported(csv);
        assert_eq!(imported.refused, []);
        assert_eq!(imported.left_out.get("below the table"), Some(&2));
        let [won, open] = &imported.rows[..] else { unreachable!("two rows") };
        assert_eq!((won.id.as_str(), won.outcome, won.account.as_deref()), ("0065g1", Outcome::Won, Some("Northwind")));
        assert_eq!((open.outcome, open.closed, open.stage.as_deref()), (Outcome::Open, None, Some("Negotiation")));
        assert_eq!(open.expected.unwrap().to_string(), "4800.00 EUR");
    }

    #[test]
    fn hubspot_exports_are_read() {
        let csv = "Record ID,Deal Name,Deal Stage,Close Date,Create Date,Amount,Currency,Is Closed Won,Is Deal Closed?,Deal probability,Associated Company (Primary)\n\
             101,A,Closed Won (Sales),2026-03-02 09:15,2026-01-15 10:00,12500.5,USD,true,true,1,Northwind\n\
             102,B,Closed Lost,2026-03-03 09:15,2026-01-15 10:00,900,USD,false,true,0,Contoso\n\
             103,C,Contract Sent,2026-12-31 09:15,2026-01-15 10:00,1000,USD,false,false,0.9,Fabrikam\n";
        let imported = imported(csv);
        assert_eq!(imported.refused, []);
        let outcomes: Vec<Outcome> = imported.rows.iter().map(|deal| deal.outcome).collect();
        assert_eq!(outcomes, [Outcome::Won, Outcome::Lost, Outcome::Open]);
        let expected: Vec<String> = imported.rows.iter().map(|deal| deal.expected.unwrap().to_string()).collect();
        assert_eq!(expected, ["12500.50 USD", "0.00 USD", "900.00 USD"]);
    }

    #[test]
    fn other_columns_are_mapped_and_missing_ones_named() {
        let csv = "Chance;Kunde;Wert;Phase;Ende\nC-1;Müller;1.234,50 €;gewonnen;02.03.2026\n";
        let error = read(csv.as_bytes(), &settings()).unwrap_err().to_string();
        assert!(error.contains("id") && error.contains("`Chance`"), "{error}");
        let mapping =
            [(Field::Id, "Chance"), (Field::Account, "Kunde"), (Field::Amount, "wert"), (Field::Stage, "Phase")];
        let mut settings = settings();
        settings.mapping = mapping.into_iter().map(|(field, column)| (field, column.to_owned())).collect();
        settings.mapping.insert(Field::Closed, "Ende".to_owned());
        let windows = encoding_rs::WINDOWS_1252.encode(csv).0;
        let imported = read(&windows, &settings).unwrap();
        assert_eq!(imported.rows[0].account.as_deref(), Some("Müller"));
        assert_eq!(imported.rows[0].amount.unwrap().to_string(), "1234.50 EUR");
        settings.mapping.insert(Field::Closed, "Schluss".to_owned());
        assert!(read(&windows, &settings).unwrap_err().to_string().contains("`Schluss`"));
    }

    #[test]
    fn bad_rows_are_listed_by_line_and_the_rest_goes_in() {
        let csv = "id,amount,currency,created,closed,outcome,segment\n\
             1,100,EUR,2026-01-01,2026-02-01,won,retail\n\
             ,100,EUR,2026-01-01,2026-02-01,won,retail\n\
             \"3\n\",100,EUR,2026-01-01,,won,retail\n\
             4,100,EURO,2026-01-01,2026-02-01,won,retail\n\
             5,100,EUR,2026-01-01,2026-02-01,maybe,retail\n\
             6,100,EUR,2026-03-01,2026-02-01,lost,retail\n\
             1,100,EUR,2026-01-01,2026-02-01,won,retail\n\
             1,200,EUR,2026-01-01,2026-02-01,won,retail\n\
             9,100,EUR,2026-01-01,,open,retail\n";
        let imported = imported(csv);
        let ids: Vec<&str> = imported.rows.iter().map(|deal| deal.id.as_str()).collect();
        assert_eq!(ids, ["1", "9"]);
        let lines: Vec<u64> = imported.refused.iter().map(|refused| refused.line).collect();
        assert_eq!(lines, [3, 4, 6, 7, 8, 10]);
        assert!(imported.refused[5].reason.contains("line 2"), "{:?}", imported.refused[5]);
        assert_eq!(imported.left_out.get("the same row again"), Some(&1));
    }

    #[test]
    fn days_are_read_in_the_order_that_the_file_proves() {
        let csv =
            |last: &str| format!("id,amount,currency,created,outcome\n1,1,EUR,03/04/2026,open\n2,1,EUR,{last},open\n");
        assert_eq!(imported(&csv("25/04/2026")).rows[0].created, Some("2026-04-03".parse().unwrap()));
        assert_eq!(imported(&csv("04/25/2026")).rows[0].created, Some("2026-03-04".parse().unwrap()));
        assert_eq!(imported(&csv("05/06/2026")).refused.len(), 2);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes, &settings());
        }

        #[test]
        fn any_cells_are_read_or_refused(cells in proptest::collection::vec(".{0,20}", 8)) {
            let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            let csv = format!("id,amount,currency,created,closed,outcome,probability,stage\n{}\n", quoted.join(","));
            let imported = read(csv.as_bytes(), &settings()).unwrap();
            prop_assert!(imported.rows.len() + imported.refused.len() <= 1);
        }
    }
}
