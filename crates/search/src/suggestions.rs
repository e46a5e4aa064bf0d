//! "Did you mean": whole queries that find something, for one that finds nothing, or that holds a word which looks like
//! a slip.

use std::ops::Range;

/// Queries that are suggested.
const MOST: usize = 3;

/// Queries that are tried for that: each costs as much as a search.
const MOST_TRIED: usize = 8;

/// A change of the query that may be what the reader meant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Edit {
    /// What it changes in the query.
    place: Range<usize>,
    /// What could stand there, the likeliest first; nothing to leave it out.
    replacements: Vec<String>,
    /// Whether it is worth saying even though something was found.
    pub(crate) always: bool,
}

impl Edit {
    /// Leaves out a part of the query.
    pub(crate) fn drop(place: Range<usize>) -> Self {
        Self { place, replacements: vec![String::new()], always: false }
    }

    /// Writes a part of the query otherwise.
    pub(crate) fn replace(place: Range<usize>, replacement: String) -> Self {
        Self { place, replacements: vec![replacement], always: false }
    }

    /// Words that may be meant by one that the index doesn't hold (or hardly: then it is said `always`).
    pub(crate) fn respell(place: Range<usize>, replacements: Vec<String>, always: bool) -> Self {
        Self { place, replacements, always }
    }

    fn is_respelling(&self) -> bool {
        self.replacements.iter().any(|replacement| !replacement.is_empty())
    }
}

/// Queries to try in place of one that finds nothing, in the order in which they are to be suggested.
pub(crate) fn instead(query: &str, edits: &[Edit]) -> Vec<String> {
    let respelled: Vec<&Edit> = edits.iter().filter(|edit| edit.is_respelling()).collect();
    let mut queries: Vec<String> = (0..MOST).map(|rank| apply(query, &respelled, rank)).collect();
    // Then each change by itself, so that one which doesn't help takes no other with it; then all of them.
    queries.extend(edits.iter().map(|edit| apply(query, &[edit], 0)));
    queries.push(apply(query, &edits.iter().collect::<Vec<_>>(), 0));
    distinct(query, queries)
}

/// Queries to try beside one that finds something.
pub(crate) fn beside(query: &str, edits: &[Edit]) -> Vec<String> {
    let always: Vec<&Edit> = edits.iter().filter(|edit| edit.always).collect();
    distinct(query, vec![apply(query, &always, 0)])
}

/// How many queries that find something are enough.
pub(crate) fn are_enough(found: &[String]) -> bool {
    found.len() >= MOST
}

/// A query with some changes made: of each its likeliest replacement but `rank`, or its last.
fn apply(query: &str, edits: &[&Edit], rank: usize) -> String {
    let mut text = String::new();
    let mut at = 0;
    let mut in_order: Vec<&&Edit> = edits.iter().collect();
    in_order.sort_by_key(|edit| edit.place.start);
    for edit in in_order {
        let Some(kept) = query.get(at..edit.place.start) else { continue };
        text.push_str(kept);
        text.push_str(edit.replacements.get(rank).or(edit.replacements.last()).map_or("", String::as_str));
        at = edit.place.end;
    }
    text.push_str(query.get(at..).unwrap_or_default());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Each once, without empty ones and the query itself.
fn distinct(query: &str, queries: Vec<String>) -> Vec<String> {
    let mut known = vec![query.split_whitespace().collect::<Vec<_>>().join(" "), String::new()];
    for query in queries {
        if !known.contains(&query) {
            known.push(query);
        }
    }
    known.truncate(2 + MOST_TRIED);
    known.split_off(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn words_are_respelled_and_what_narrows_is_left_out() {
        let query = "prcing  kind:term \"at rest\"";
        let edits = [
            Edit::drop(8..17),
            Edit::replace(18..27, "at rest".to_owned()),
            Edit::respell(0..6, texts(&["pricing", "prizing"]), false),
        ];
        let tried = instead(query, &edits);
        assert_eq!(
            tried,
            [
                "pricing kind:term at rest",
                "prizing kind:term at rest",
                "prcing \"at rest\"",
                "prcing kind:term at rest",
                "pricing kind:term \"at rest\"",
                "pricing at rest",
            ]
        );
    }

    #[test]
    fn a_query_without_changes_has_nothing_to_try() {
        assert_eq!(instead("pricing", &[]), [""; 0]);
        assert_eq!(beside("pricing", &[Edit::respell(0..7, texts(&["prizing"]), false)]), [""; 0]);
        assert_eq!(beside("prizing deal", &[Edit::respell(0..7, texts(&["pricing"]), true)]), ["pricing deal"]);
    }

    proptest::proptest! {
        #[test]
        fn any_places_are_changed_without_a_panic(query in "\\PC{0,20}", places in proptest::collection::vec((0_usize..30, 0_usize..30), 0..4)) {
            let edits: Vec<_> = places.into_iter().map(|(start, end)| Edit::drop(start..end)).collect();
            for suggested in instead(&query, &edits) {
                proptest::prop_assert!(!suggested.is_empty());
            }
        }
    }
}
