//! Pages that are neither of a document nor a list: views over the whole library, and what a reader keeps.

use super::Plan;

/// A page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// What changed lately, by month.
    New,
    /// What a reader keeps in the browser.
    Saved,
}

impl Special {
    /// All that a site can have, in the order in which pages name them.
    const ALL: [Self; 2] = [Self::New, Self::Saved];

    /// Its folder in the site.
    pub fn path(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Saved => "saved",
        }
    }

    /// The message that is its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::New => "new-title",
            Self::Saved => "saved-title",
        }
    }

    /// Whether these readers get it.
    fn is_for(self, plan: &Plan<'_>) -> bool {
        match self {
            Self::New | Self::Saved => !plan.listed.is_empty(),
        }
    }
}

/// The special pages of a plan.
pub(super) fn all(plan: &Plan<'_>) -> Vec<Special> {
    Special::ALL.into_iter().filter(|special| special.is_for(plan)).collect()
}
