//! What is said in a body beside its author's words: titles of alerts, names of links, for whom a block is.

use crate::audience::Audience;

/// The words, in the language of the page; without markup, not yet escaped for HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrases {
    /// Title of a block that says something on the side.
    pub note: String,
    /// Title of a block with advice.
    pub tip: String,
    /// Title of a block that must not be missed.
    pub important: String,
    /// Title of a block on what needs care.
    pub warning: String,
    /// Title of a block on what may do harm.
    pub caution: String,
    /// What a heading's link to itself is called.
    pub section_link: String,
    /// What stands for a title that the readers may not see.
    pub withheld: String,
    /// What a broken link is.
    pub broken_link: String,
    /// What a table is called that scrolls by itself.
    pub table: String,
    /// What a footnote is called, before its number.
    pub footnote: String,
    /// What the section of footnotes is called.
    pub footnotes: String,
    /// What the link from a footnote to the text is called.
    pub footnote_back: String,
    /// State of a task.
    pub done: String,
    /// State of a task.
    pub not_done: String,
    /// Label of a block for the company's own people.
    pub internal: String,
    /// For whom that block is.
    pub internal_block: String,
    /// Label of a block for partners too.
    pub partner: String,
    /// For whom that block is.
    pub partner_block: String,
    /// Label of a block for customers too.
    pub customer: String,
    /// For whom that block is.
    pub customer_block: String,
}

impl Phrases {
    /// Label of a block, or an item, for one audience.
    pub(super) fn audience(&self, audience: Audience) -> &str {
        match audience {
            Audience::Internal => &self.internal,
            Audience::Partner => &self.partner,
            Audience::Customer => &self.customer,
        }
    }

    /// For whom a block for one audience is.
    pub(super) fn audience_block(&self, audience: Audience) -> &str {
        match audience {
            Audience::Internal => &self.internal_block,
            Audience::Partner => &self.partner_block,
            Audience::Customer => &self.customer_block,
        }
    }
}
