//! Which files have a page: those of which a sidecar says something, and those that documents lead to.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::Plan;
use crate::{
    library::{Asset, Target},
    site::{delivery, gate::Held},
};

/// The files that have a page, in the order of paths.
pub(super) fn admitted<'a>(plan: &Plan<'a>) -> Vec<(&'a Asset, Held<'a>)> {
    let assets = &plan.library.assets;
    // A picture of which nobody says anything is a part of the page that shows it.
    let is_unsaid = |asset: &Asset| asset.sidecar.is_none() && !delivery::is_picture(&asset.path);
    let linked = if assets.iter().any(is_unsaid) { linked(plan) } else { BTreeSet::new() };
    let held = |asset: &'a Asset| match asset.sidecar {
        Some(_) => plan.gate.admit_asset(asset),
        None => (is_unsaid(asset) && linked.contains(&asset.path)).then(|| plan.gate.led_to(asset)),
    };
    assets.iter().filter_map(|asset| Some((asset, held(asset)?))).collect()
}

/// The files that documents lead to, by their paths relative to the library's root.
fn linked(plan: &Plan<'_>) -> BTreeSet<String> {
    let of = |document: &super::Planned<'_>| {
        let gathered = document.held.gathers().into_iter().map(|item| item.target);
        let targets = document.held.links().chain(gathered);
        let files = targets.filter_map(|target| match target {
            Target::File(path) => Some(path),
            _ => None,
        });
        files.collect::<Vec<_>>()
    };
    plan.documents.par_iter().flat_map_iter(of).collect()
}
