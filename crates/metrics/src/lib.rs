//! What usage figures mean.
//!
//! Every figure that Fieldbook shows of use, deals and return is defined here, once, as a function of its input: no file system, no
//! clock, no threads. `docs/metrics.md` says the same for readers of reports.
//!
//! - [`event`] is what readers did: the types, and the JSON that pages send. [`opportunity`] is deals, as the CRM tells of them.
//! - [`usage`] counts what is used: utilization, freshness, reuse, searches and gaps, cost per use.
//! - [`deals`] is what documents have to do with deals: influence, value added, return, engagement.
//! - [`attribution`] shares what deals brought among the documents that were used in them, by seven models.
//! - [`lift`] compares deals with a document to deals without it.
//! - [`money`] is amounts, exact and by currency; [`Shown`] is for figures of groups that may be too small.
//! - [`report`] is all of that for one library and one window, as reports and the site's insight pages show it.
//! - [`import`] reads deals from CRMs, and events from server logs and other tools.
//!
//! All figures are added up event by event and deal by deal: what is kept grows with the documents, not with what happened.

pub mod attribution;
pub mod deals;
pub mod event;
pub mod import;
pub mod lift;
pub mod money;
mod names;
pub mod opportunity;
pub mod report;
mod shown;
mod time;
pub mod usage;

pub use names::Names;
pub use shown::{Minimum, Shown};
pub use time::Time;
