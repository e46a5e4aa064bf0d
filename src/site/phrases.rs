//! What the site says within bodies, in a language.

use crate::{markdown::Phrases, theme::Words};

impl From<&Words> for Phrases {
    fn from(words: &Words) -> Self {
        Self {
            note: words.say("text-note"),
            tip: words.say("text-tip"),
            important: words.say("text-important"),
            warning: words.say("text-warning"),
            caution: words.say("text-caution"),
            section_link: words.say("text-section-link"),
            withheld: words.say("text-withheld"),
            broken_link: words.say("text-broken-link"),
            table: words.say("text-table"),
            footnote: words.say("text-footnote"),
            footnotes: words.say("text-footnotes"),
            footnote_back: words.say("text-footnote-back"),
            done: words.say("text-done"),
            not_done: words.say("text-not-done"),
            internal: words.say("text-internal"),
            internal_block: words.say("text-internal-block"),
            partner: words.say("text-partner"),
            partner_block: words.say("text-partner-block"),
            customer: words.say("text-customer"),
            customer_block: words.say("text-customer-block"),
        }
    }
}
