//! What has been said already: a site says the same few hundred things on thousands of pages.

use std::{
    borrow::Borrow,
    collections::HashMap,
    hash::Hash,
    sync::{Arc, PoisonError, RwLock},
};

/// What was made for each key. Nothing is ever forgotten, so keys must be few.
#[derive(Debug)]
pub(super) struct Memo<K>(RwLock<HashMap<K, Option<Arc<str>>>>);

impl<K> Default for Memo<K> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Eq + Hash> Memo<K> {
    /// What was made for a key, or is made now; `make` must always make the same for it.
    pub(super) fn get<Q>(&self, key: &Q, make: impl FnOnce() -> Option<String>) -> Option<String>
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
    {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
        let said = known.unwrap_or_else(|| {
            let new: Option<Arc<str>> = make().map(Arc::from);
            self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), new.clone());
            new
        });
        said.as_deref().map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::Memo;

    #[test]
    fn a_thing_is_made_once_also_where_there_is_nothing_to_be_made() {
        let memo: Memo<String> = Memo::default();
        assert_eq!(memo.get("there", || Some("made".to_owned())).as_deref(), Some("made"));
        assert_eq!(memo.get("there", || None).as_deref(), Some("made"));
        assert_eq!(memo.get("missing", || None), None);
        assert_eq!(memo.get("missing", || Some("late".to_owned())), None);
    }
}
