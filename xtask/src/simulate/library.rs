//! The documents of a library, with what is made up of them: how much they are liked, and what they do for deals.

use std::path::Path;

use serde::Deserialize;

use super::chance::Chance;
use crate::Failure;

/// A document.
pub(super) struct Document {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) title: String,
    /// How often it is used beside others of its kind. Some are never used.
    pub(super) liking: f64,
    /// What its use adds to the logarithm of the odds that a deal is won.
    pub(super) effect: f64,
}

#[derive(Deserialize)]
struct Library {
    documents: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    id: String,
    kind: String,
    title: String,
    language: String,
}

/// Of documents of a kind, such a share is never used.
const UNUSED: f64 = 0.12;

/// Reads `library.json` of a site, and makes up the rest.
pub(super) fn read(file: &Path, chance: &mut Chance) -> Result<Vec<Document>, Failure> {
    let text = std::fs::read_to_string(file).map_err(Failure::file(file))?;
    documents(&text, chance)
        .map_err(|error| Failure::Other(format!("{}: no library is to be read: {error}", file.display())))
}

/// One for each id, in the order of ids, whatever the order in the file.
pub(super) fn documents(json: &str, chance: &mut Chance) -> Result<Vec<Document>, serde_json::Error> {
    let library: Library = serde_json::from_str(json)?;
    let mut listed = library.documents;
    listed.sort_by(|one, other| (&one.id, one.language != "en").cmp(&(&other.id, other.language != "en")));
    listed.dedup_by(|later, earlier| later.id == earlier.id);
    let made = listed.into_iter().filter(|listed| listed.id != "index").map(|Listed { id, kind, title, .. }| {
        let liking = if chance.happens(UNUSED) { 0.0 } else { chance.around(1.0, 0.9) };
        let effect = effect_of(&kind, chance);
        Document { id, kind, title, liking, effect }
    });
    Ok(made.collect())
}

/// Some documents that speak for themselves help, few harm, most make no difference.
fn effect_of(kind: &str, chance: &mut Chance) -> f64 {
    let may_help = matches!(kind, "case-study" | "proof" | "swot" | "playbook" | "tradeoff");
    match (chance.share(), may_help) {
        (..0.25, true) => 0.9,
        (0.25..0.5, true) => 0.4,
        (0.9.., true) => -0.5,
        (..0.05, false) => 0.3,
        _ => 0.0,
    }
}
