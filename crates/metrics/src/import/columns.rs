//! Which column of a CRM's export says what.
//!
//! Headers of Salesforce's reports and field names of its exports, and `HubSpot`'s, are known; a mapping goes before them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ImportError, table::Table};

/// What can be said of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The CRM's id.
    Id,
    /// The customer.
    Account,
    /// Where in the sale it is.
    Stage,
    /// What it brings.
    Amount,
    /// In which currency.
    Currency,
    /// The day it began.
    Created,
    /// The day it was decided, or will be.
    Closed,
    /// How it stands, in a word.
    Outcome,
    /// Whether it's won: yes or no.
    IsWon,
    /// Whether it's decided: yes or no.
    IsClosed,
    /// Amount × probability.
    Expected,
    /// How probable it is.
    Probability,
    /// With what it is compared.
    Segment,
}

/// Which column says what, where the headers don't tell.
pub type Mapping = BTreeMap<Field, String>;

impl Field {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Id,
        Self::Account,
        Self::Stage,
        Self::Amount,
        Self::Currency,
        Self::Created,
        Self::Closed,
        Self::Outcome,
        Self::IsWon,
        Self::IsClosed,
        Self::Expected,
        Self::Probability,
        Self::Segment,
    ];

    /// Its name in messages and mappings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Account => "account",
            Self::Stage => "stage",
            Self::Amount => "amount",
            Self::Currency => "currency",
            Self::Created => "created",
            Self::Closed => "closed",
            Self::Outcome => "outcome",
            Self::IsWon => "is-won",
            Self::IsClosed => "is-closed",
            Self::Expected => "expected",
            Self::Probability => "probability",
            Self::Segment => "segment",
        }
    }

    /// Headers that are known, best first, as [`plain`] has them: of Salesforce's reports, of its fields by their API names, of `HubSpot`'s exports and
    /// property names, and plain words.
    const fn known(self) -> &'static [&'static str] {
        match self {
            Self::Id => &["opportunityid", "opportunityid18", "recordid", "dealid", "hsobjectid", "id"],
            Self::Account => &[
                "accountname",
                "primaryassociatedcompany",
                "associatedcompanyprimary",
                "associatedcompany",
                "companyname",
                "account",
                "company",
                "accountid",
            ],
            Self::Stage => &["stage", "stagename", "dealstage"],
            Self::Amount => &["amount", "dealamount", "amountincompanycurrency", "value"],
            Self::Currency => &[
                "amountcurrency",
                "opportunitycurrency",
                "currencyisocode",
                "currency",
                "dealcurrencycode",
                "currencycode",
            ],
            Self::Created => &["createddate", "createdate", "created"],
            Self::Closed => &["closedate", "closeddate", "closed"],
            Self::Outcome => &["outcome"],
            Self::IsWon => &["won", "iswon", "isclosedwon", "hsisclosedwon"],
            Self::IsClosed => &["closed", "isclosed", "isdealclosed", "hsisclosed"],
            Self::Expected => {
                &["expectedrevenue", "expectedvalue", "expected", "weightedamount", "weightedamountincompanycurrency"]
            }
            Self::Probability => &["probability", "dealprobability", "hsdealstageprobability"],
            Self::Segment => &["segment", "industry"],
        }
    }
}

/// Where each field stands.
pub(super) struct Columns {
    places: BTreeMap<Field, usize>,
    /// Whether probabilities are shares of 1, as `HubSpot` writes them.
    pub(super) has_shares: bool,
}

impl Columns {
    pub(super) fn of(table: &Table, mapping: &Mapping) -> Result<Self, ImportError> {
        let plain_headers: Vec<String> = table.headers.iter().map(|header| plain(header)).collect();
        let mut places = BTreeMap::new();
        for field in Field::ALL {
            if let Some(column) = mapping.get(&field) {
                let place = table.headers.iter().position(|header| header == column);
                let place = place.or_else(|| plain_headers.iter().position(|header| *header == plain(column)));
                let missing = || ImportError::NoSuchColumn { column: column.clone(), columns: table.columns() };
                places.insert(field, place.ok_or_else(missing)?);
                continue;
            }
            let place = field.known().iter().find_map(|known| plain_headers.iter().position(|header| header == known));
            if let Some(place) = place {
                places.insert(field, place);
            }
        }
        if !places.contains_key(&Field::Id) {
            return Err(ImportError::NoColumn { field: "id", columns: table.columns() });
        }
        let names_hubspot = |header: &String| matches!(header.as_str(), "dealprobability" | "hsdealstageprobability");
        Ok(Self { places, has_shares: plain_headers.iter().any(names_hubspot) })
    }

    /// Where a field stands.
    pub(super) fn place(&self, field: Field) -> Option<usize> {
        self.places.get(&field).copied()
    }
}

/// A header's letters and digits, small: `Probability (%)` is `probability`.
fn plain(header: &str) -> String {
    header.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
