//! Which page has which social card. Without the site's own address there are none, since nothing could lead to them.

use super::{brand, gate::Held, plan::Plan};
use crate::cards::Card;

/// The default theme's accent.
const ACCENT: [u8; 3] = [0x00, 0x58, 0x7e];

/// The card of a document's page.
pub fn of_document<'a>(plan: &'a Plan<'_>, held: Held<'a>) -> Option<Card<'a>> {
    let kind = held.kind().map_or("", |kind| kind.label.as_str());
    // A home page's title is the library's name, or stands for it.
    let is_home = held.id().as_str() == "index";
    if is_home { of_site(plan) } else { card(plan, kind, held.title()) }
}

/// The card of all other pages.
pub fn of_site<'a>(plan: &'a Plan<'_>) -> Option<Card<'a>> {
    let config = &plan.library.config;
    card(plan, "", config.description.as_deref().unwrap_or(&config.name))
}

fn card<'a>(plan: &'a Plan<'_>, kind: &'a str, title: &'a str) -> Option<Card<'a>> {
    let config = &plan.library.config;
    let wanted = config.outputs.social_cards && plan.base.absolute("/").is_some();
    let accent = brand::accent(&config.brand).unwrap_or(ACCENT);
    wanted.then_some(Card { library: &config.name, kind, title, accent })
}

/// The file of a card: named after what is on it, so that it never has to be looked at again.
pub fn path(card: &Card<'_>) -> String {
    format!("cards/{}.png", card.hash())
}
