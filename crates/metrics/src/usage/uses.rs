//! Counts by document.

use serde::{Deserialize, Serialize};

use super::Sighting;
use crate::{Time, event::EventKind};

/// What happened to one document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsesOfDocument {
    /// Views, of any length.
    pub views: u64,
    /// Views of at least ten seconds.
    pub qualified_views: u64,
    /// For how long it was visible, over all views.
    pub visible_ms: u64,
    /// Copies of its text.
    pub copies: u64,
    /// Downloads.
    pub downloads: u64,
    /// Times it was shared.
    pub shares: u64,
    /// Times it was taken into a questionnaire.
    pub answers: u64,
    /// Times a search's result was opened.
    pub found: u64,
    /// Readers who said that it helped.
    pub helped: u64,
    /// Readers who said that it didn't.
    pub not_helped: u64,
    /// Times it was finished, of lessons.
    pub completed: u64,
    /// When it was last used (a qualified use).
    pub last_used: Option<Time>,
}

impl UsesOfDocument {
    /// Qualified uses: copies, downloads, shares, answers used, and views of at least ten seconds.
    ///
    /// ```
    /// use fieldbook_metrics::usage::UsesOfDocument;
    ///
    /// let uses = UsesOfDocument { views: 9, qualified_views: 4, copies: 2, answers: 1, ..UsesOfDocument::default() };
    /// assert_eq!(uses.qualified(), 7);
    /// ```
    pub fn qualified(&self) -> u64 {
        self.qualified_views + self.copies + self.downloads + self.shares + self.answers
    }

    /// Adds what happened elsewhere, or at another time.
    pub fn add_all(&mut self, other: &Self) {
        self.views += other.views;
        self.qualified_views += other.qualified_views;
        self.visible_ms = self.visible_ms.saturating_add(other.visible_ms);
        self.copies += other.copies;
        self.downloads += other.downloads;
        self.shares += other.shares;
        self.answers += other.answers;
        self.found += other.found;
        self.helped += other.helped;
        self.not_helped += other.not_helped;
        self.completed += other.completed;
        self.last_used = self.last_used.max(other.last_used);
    }

    pub(crate) fn add(&mut self, kind: &EventKind, at: Time) {
        match kind {
            EventKind::View { visible_ms } => {
                self.views += 1;
                self.qualified_views += u64::from(kind.is_qualified_use());
                self.visible_ms = self.visible_ms.saturating_add(*visible_ms);
            }
            EventKind::Search { .. } => self.found += 1,
            EventKind::Copy => self.copies += 1,
            EventKind::Download => self.downloads += 1,
            EventKind::Share => self.shares += 1,
            EventKind::AnswerUsed => self.answers += 1,
            EventKind::Feedback { helped: true, .. } => self.helped += 1,
            EventKind::Feedback { helped: false, .. } => self.not_helped += 1,
            EventKind::LessonCompleted => self.completed += 1,
        }
        if kind.is_qualified_use() {
            self.last_used = self.last_used.max(Some(at));
        }
    }
}

/// Adds up events by document, in any order.
#[derive(Clone, Debug, Default)]
pub struct Uses {
    documents: Vec<UsesOfDocument>,
}

impl Uses {
    /// Adds an event.
    pub fn add(&mut self, sighting: &Sighting) {
        let Some(document) = sighting.document else { return };
        let at = document as usize;
        if at >= self.documents.len() {
            self.documents.resize(at + 1, UsesOfDocument::default());
        }
        if let Some(uses) = self.documents.get_mut(at) {
            uses.add(sighting.kind, sighting.at);
        }
    }

    /// What happened to a document.
    pub fn of(&self, document: u32) -> UsesOfDocument {
        self.documents.get(document as usize).copied().unwrap_or_default()
    }

    /// Adds what was added up elsewhere, by the same numbers of documents.
    pub fn add_all(&mut self, other: &Self) {
        self.documents.resize(self.documents.len().max(other.documents.len()), UsesOfDocument::default());
        for (uses, more) in self.documents.iter_mut().zip(&other.documents) {
            uses.add_all(more);
        }
    }
}
