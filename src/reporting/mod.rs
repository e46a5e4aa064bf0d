//! Reports of use and return: from a store of events, deals and bids, and the library, to a [`Report`].
//!
//! What figures mean is `crates/metrics`'s; here is what goes into them. Start reading at [`report`].

mod items;
mod parquet;

use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
};

use fieldbook_collect::store::{Scanned, Store, StoreError};
use fieldbook_metrics::{
    Minimum, Names, Time,
    import::bids::Bid,
    opportunity::Opportunity,
    report::{Counted, Deal, Known, Report, Settled, Tally, Terms, UsageSummary, Window, make},
    usage::Sighting,
};
use jiff::civil::Date;
use rayon::prelude::*;

use crate::library::{Config, Library};

pub use parquet::{ParquetError, parquet};

/// The file in a library's folder that holds all figures.
pub const INSIGHTS: &str = "insights.json";

/// The file in a library's folder that says how much documents are used.
pub const USAGE: &str = "usage.json";

/// What a store holds beside events.
#[derive(Debug)]
pub struct Kept {
    /// What all imports told of each deal, in the order of ids.
    deals: Vec<Vec<Opportunity>>,
    bids: Vec<Bid>,
    /// The last day that something in the store is of.
    newest: Option<Date>,
}

impl Kept {
    /// What a store holds.
    pub fn read(store: &mut dyn Store) -> Result<Self, StoreError> {
        let mut deals: BTreeMap<String, Vec<Opportunity>> = BTreeMap::new();
        for told in store.told()? {
            deals.entry(told.id.clone()).or_default().push(told);
        }
        let bids: Vec<Bid> = store.recorded()?.into_iter().map(|(_, bid)| bid).collect();
        let event = store.newest()?.and_then(|newest| Time::from_millis(newest).day());
        let told = deals.values().flatten().map(|told| told.as_of).max();
        let newest = event.max(told).max(bids.iter().filter_map(|bid| bid.day).max());
        Ok(Self { deals: deals.into_values().collect(), bids, newest })
    }

    /// The window up to what is newest, unless it is said otherwise: the clock changes nothing. `today` is for stores that hold nothing.
    pub fn window(&self, from: Option<Date>, to: Option<Date>, today: Date) -> Window {
        let to = to.or(self.newest).unwrap_or(today);
        from.map_or_else(|| Window::year_to(to), |from| Window::new(from, to))
    }
}

/// Makes a report of a window, and the summary that flows back into the site. The library is as of the window's last day.
pub fn report(
    store: &mut dyn Store,
    kept: &Kept,
    library: &Library,
    window: Window,
) -> Result<(Report, UsageSummary), StoreError> {
    let documents = store.documents()?;
    let items = items::items(library, documents.iter().map(|(_, id)| id.as_str()));
    let settled = Settled { window, terms: terms(&library.config), stages: stages(&library.config), items };
    let numbers = Numbers::new(&settled, &documents, &kept.deals);
    let mut tally = Tally::new(settled.window.clone());
    store.scan(settled.window.end().millis(), &mut |event| numbers.count(event, &mut tally))?;
    let known = Known { deals: &kept.deals, bids: &kept.bids };
    Ok(make(&settled, tally, known, |parts, solve| (0..parts).into_par_iter().map(solve).collect()))
}

/// What events name by ids, by its numbers.
struct Numbers<'a> {
    documents: HashMap<i64, u32>,
    deals: HashMap<&'a str, u32>,
}

impl<'a> Numbers<'a> {
    fn new(settled: &Settled, documents: &[(i64, String)], deals: &'a [Vec<Opportunity>]) -> Self {
        let mut names = Names::default();
        for item in &settled.items {
            names.number(&item.id);
        }
        let number = |(key, id): &(i64, String)| names.known(id).map(|number| (*key, number));
        let ids = deals.iter().filter_map(|told| told.first()).map(|told| told.id.as_str());
        Self { documents: documents.iter().filter_map(number).collect(), deals: ids.zip(0..).collect() }
    }

    fn count(&self, event: &Scanned<'_>, tally: &mut Tally) {
        let document = event.document.and_then(|key| self.documents.get(&key).copied());
        let deal = match event.opportunity.map(|id| self.deals.get(id)) {
            None => Deal::Unsaid,
            Some(Some(number)) => Deal::Known(*number),
            Some(None) => Deal::Unknown,
        };
        let sighting = Sighting { at: event.at, kind: &event.kind, document, session: session(event.session) };
        tally.add(&Counted { id: event.id, sighting, deal });
    }
}

/// A session's number. Of a thousand million sessions two have the same one with a probability of 3%.
fn session(id: &str) -> u64 {
    // Its keys are fixed, so that the same store gives the same report.
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

fn terms(config: &Config) -> Terms {
    let reporting = &config.reporting;
    Terms {
        minimum: Minimum(reporting.minimum),
        currency: items::currency(&config.currency),
        rates: reporting.rates.clone(),
        margin: reporting.margin,
        lookback_days: reporting.lookback,
    }
}

/// The library's stages by words of the CRM: those that it says, and its own ids and labels.
fn stages(config: &Config) -> BTreeMap<String, String> {
    let own = config.facet("stage").into_iter().flat_map(|facet| &facet.values);
    let own = own.flat_map(|value| [&value.label, &value.id].map(|word| (word.to_lowercase(), value.id.clone())));
    let said = config.reporting.stages.iter().map(|(word, stage)| (word.to_lowercase(), stage.clone()));
    own.chain(said).collect()
}
