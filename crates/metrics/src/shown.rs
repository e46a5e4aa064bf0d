//! Figures of groups that are too small to be shown.

use serde::{Deserialize, Serialize};

/// A figure, or that its group is too small for one.
///
/// A figure of few people tells what each of them did, and one of few deals is mostly chance; so reports show neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown<T> {
    /// The figure.
    Figure(T),
    /// The group has fewer members than this.
    FewerThan(u64),
}

impl<T> Shown<T> {
    /// What follows from the figure.
    pub fn map<U>(&self, change: impl FnOnce(&T) -> U) -> Shown<U> {
        match self {
            Self::Figure(figure) => Shown::Figure(change(figure)),
            Self::FewerThan(minimum) => Shown::FewerThan(*minimum),
        }
    }

    /// The figure, if it is shown.
    pub fn figure(&self) -> Option<&T> {
        match self {
            Self::Figure(figure) => Some(figure),
            Self::FewerThan(_) => None,
        }
    }
}

/// How many members a group must have for its figures to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Minimum(pub u64);

impl Default for Minimum {
    /// Five.
    fn default() -> Self {
        Self(5)
    }
}

impl Minimum {
    /// A figure of a group with so many members.
    ///
    /// ```
    /// use fieldbook_metrics::{Minimum, Shown};
    ///
    /// assert_eq!(Minimum(5).show(5, || 0.4), Shown::Figure(0.4));
    /// assert_eq!(Minimum(5).show(4, || 0.4), Shown::FewerThan(5));
    /// ```
    pub fn show<T>(self, members: u64, figure: impl FnOnce() -> T) -> Shown<T> {
        if members >= self.0 { Shown::Figure(figure()) } else { Shown::FewerThan(self.0) }
    }

    /// A figure of a group that may be empty: that nobody did something tells of nobody.
    ///
    /// ```
    /// use fieldbook_metrics::{Minimum, Shown};
    ///
    /// assert_eq!(Minimum(5).show_or_none(0, || 0), Shown::Figure(0));
    /// assert_eq!(Minimum(5).show_or_none(1, || 1), Shown::FewerThan(5));
    /// ```
    pub fn show_or_none<T>(self, members: u64, figure: impl FnOnce() -> T) -> Shown<T> {
        if members == 0 { Shown::Figure(figure()) } else { self.show(members, figure) }
    }
}
