//! What came and what became of it, counted since the start, for monitoring.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::store::Kept;

/// Counts.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    batches: AtomicU64,
    stored: AtomicU64,
    known: AtomicU64,
    left_out: Mutex<BTreeMap<&'static str, u64>>,
}

impl Counts {
    /// A batch was kept.
    pub(crate) fn kept(&self, kept: Kept) {
        self.batches.fetch_add(1, Ordering::Relaxed);
        self.stored.fetch_add(kept.stored as u64, Ordering::Relaxed);
        self.known.fetch_add(kept.known as u64, Ordering::Relaxed);
    }

    /// Events, or batches that aren't looked into, were left out for a reason.
    pub(crate) fn left_out(&self, reason: &'static str, how_many: usize) {
        let mut counts = self.left_out.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry(reason).or_default() += how_many as u64;
    }

    /// The text that Prometheus reads
    /// (<https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format>).
    pub(crate) fn exposition(&self) -> String {
        let mut text = String::new();
        let totals = [
            ("batches", "Batches of which events were kept or known", &self.batches),
            ("events_stored", "Events that were kept", &self.stored),
            ("events_known", "Events that came again", &self.known),
        ];
        for (name, help, count) in totals {
            let count = count.load(Ordering::Relaxed);
            let name = format!("fieldbook_{name}_total");
            // Writing to a string can't fail.
            let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} counter\n{name} {count}\n");
        }
        let name = "fieldbook_left_out_total";
        let _ = write!(text, "# HELP {name} Events or batches that were left out\n# TYPE {name} counter\n");
        for (reason, count) in self.left_out.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let _ = writeln!(text, "{name}{{reason=\"{reason}\"}} {count}");
        }
        text
    }
}
