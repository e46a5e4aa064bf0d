//! For whom something is: internal readers, partners or customers.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// For whom a document, block, field or build is. Ordered from the narrowest circle of readers to the widest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// The company's own people.
    #[default]
    Internal,
    /// Its partners too.
    Partner,
    /// Its customers too.
    Customer,
}

impl Audience {
    /// All of them, narrowest first.
    pub const ALL: [Self; 3] = [Self::Internal, Self::Partner, Self::Customer];

    /// Whether what is for this audience may be in a build for `build`'s readers.
    ///
    /// The internal build holds all; the partner one what is for partners or customers; the customer one only what
    /// is for customers.
    pub fn is_held_by(self, build: Self) -> bool {
        self >= build
    }

    /// The word that authors write.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Partner => "partner",
            Self::Customer => "customer",
        }
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// A word that names no audience.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no audience: it is `internal`, `partner` or `customer`")]
pub struct UnknownAudience(String);

impl FromStr for Audience {
    type Err = UnknownAudience;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|audience| audience.as_str() == word).ok_or_else(|| UnknownAudience(word.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_holds_what_is_for_its_readers_or_for_wider_circles() {
        let held = |build| Audience::ALL.map(|audience| audience.is_held_by(build));
        assert_eq!(held(Audience::Internal), [true, true, true]);
        assert_eq!(held(Audience::Partner), [false, true, true]);
        assert_eq!(held(Audience::Customer), [false, false, true]);
    }
}
