//! The piece of a text that shows best why it was found, with the found words marked.

use std::{collections::BTreeSet, ops::Range};

use tantivy::tokenizer::TokenStream;

use crate::{
    analysis::analyzer,
    folding::goes_on,
    plan::Plan,
    results::{Excerpt, Piece},
};

/// Characters of an excerpt, about two lines on a phone.
const LENGTH: usize = 180;

/// Characters that may stand before the first mark.
const LEAD: usize = 50;

/// Signs that are kept together with their letter; more of them are no writing.
const MOST_SIGNS: usize = 16;

/// Knows which words to mark.
#[derive(Debug, Default)]
pub struct Marker {
    terms: BTreeSet<String>,
    beginnings: Vec<String>,
}

/// A marked word.
#[derive(Clone, Debug)]
struct Mark {
    range: Range<usize>,
    term: String,
}

impl Marker {
    /// Marks what a plan looks for.
    pub(crate) fn new(plan: &Plan) -> Self {
        let alternatives = plan.required.iter().flat_map(|clause| &clause.alternatives);
        let terms =
            alternatives.flat_map(|alternative| alternative.terms.iter().map(|(_, term)| term.clone())).collect();
        Self { terms, beginnings: plan.open_words.clone() }
    }

    /// A whole text, marked.
    pub fn mark(&self, text: &str) -> Excerpt {
        pieces(text, 0..text.len(), &self.marks(text))
    }

    /// The piece of a text that holds most different words, marked; the text's beginning where there are none.
    pub fn excerpt(&self, text: &str) -> Excerpt {
        let marks = self.marks(text);
        let first = best_window(text, &marks);
        let start = marks.get(first).map_or(0, |mark| start_before(text, mark.range.start));
        let end = end_after(text, start);
        let mut excerpt = pieces(text, start..end, &marks);
        if start > 0 {
            excerpt.prepend("… ");
        }
        if end < text.trim_end().len() {
            excerpt.append(" …");
        }
        excerpt
    }

    fn marks(&self, text: &str) -> Vec<Mark> {
        let mut analyzer = analyzer();
        let mut stream = analyzer.token_stream(text);
        let mut marks: Vec<Mark> = Vec::new();
        while stream.advance() {
            let token = stream.token();
            if !self.is_wanted(&token.text) {
                continue;
            }
            let range = whole(text, token.offset_from..token.offset_to);
            match marks.last_mut().filter(|last| range.start < last.range.end) {
                Some(last) => last.range.end = last.range.end.max(range.end),
                None => marks.push(Mark { range, term: token.text.clone() }),
            }
        }
        marks
    }

    fn is_wanted(&self, term: &str) -> bool {
        self.terms.contains(term) || self.beginnings.iter().any(|beginning| term.starts_with(beginning))
    }
}

/// Index of the first mark of the window that holds the most different words, then the most marks.
fn best_window(text: &str, marks: &[Mark]) -> usize {
    let mut best = (0, 0, 0);
    for (at, mark) in marks.iter().enumerate() {
        let end = end_after(text, mark.range.start);
        let within = marks[at..].iter().take_while(|other| other.range.end <= end);
        let (mut words, mut count) = (BTreeSet::new(), 0);
        for other in within {
            words.insert(other.term.as_str());
            count += 1;
        }
        if (words.len(), count) > (best.1, best.2) {
            best = (at, words.len(), count);
        }
    }
    best.0
}

/// Where to begin so that a mark has some text before it: at the beginning of a sentence or line if there is one near,
/// else of a word.
fn start_before(text: &str, mark: usize) -> usize {
    let before = &text[..mark];
    let earliest = before.char_indices().rev().take(LEAD).last().map_or(mark, |(at, _)| at);
    if earliest == 0 {
        return 0;
    }
    let lead = &before[earliest..];
    let after = |at: usize, width: usize| earliest + at + width;
    if let Some(at) = lead.rfind(['\n', '。']) {
        let width = lead[at..].chars().next().map_or(1, char::len_utf8);
        return after(at, width);
    }
    if let Some(at) = lead.rfind(". ") {
        return after(at, 2);
    }
    lead.find(' ').map_or_else(|| boundary(text, earliest), |at| after(at, 1))
}

/// Where to end: [`LENGTH`] characters on, at the end of a word if there is one near.
fn end_after(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let Some((limit, _)) = rest.char_indices().nth(LENGTH) else { return text.trim_end().len().max(start) };
    let near = rest[..limit].char_indices().rev().take(LEAD).find(|(_, character)| character.is_whitespace());
    near.map_or_else(|| boundary(text, start + limit).max(start), |(at, _)| start + at)
}

/// The place itself, or the nearest one before it where no letter is parted from its accents and signs.
fn boundary(text: &str, place: usize) -> usize {
    let mut at = place;
    for before in text[..place].chars().rev().take(MOST_SIGNS) {
        if !text[at..].chars().next().is_some_and(|next| goes_on(before, next)) {
            break;
        }
        at -= before.len_utf8();
    }
    at
}

/// A range that parts no letter from its accents and signs.
fn whole(text: &str, range: Range<usize>) -> Range<usize> {
    let mut end = range.end;
    let mut before = text[..end].chars().next_back().unwrap_or_default();
    for next in text[end..].chars().take(MOST_SIGNS) {
        if !goes_on(before, next) {
            break;
        }
        (end, before) = (end + next.len_utf8(), next);
    }
    boundary(text, range.start)..end
}

fn pieces(text: &str, window: Range<usize>, marks: &[Mark]) -> Excerpt {
    let mut excerpt = Excerpt::default();
    let mut at = window.start;
    for Mark { range, .. } in
        marks.iter().filter(|mark| mark.range.start >= window.start && mark.range.end <= window.end)
    {
        excerpt.push(&text[at..range.start], false);
        excerpt.push(&text[range.clone()], true);
        at = range.end;
    }
    excerpt.push(&text[at..window.end.max(at)], false);
    excerpt
}

impl Excerpt {
    /// Adds text, line breaks and other runs of blanks as one space each.
    fn push(&mut self, text: &str, marked: bool) {
        let mut shown = String::with_capacity(text.len());
        for character in text.chars() {
            let character = if character.is_whitespace() { ' ' } else { character };
            if !(character == ' ' && shown.ends_with(' ')) {
                shown.push(character);
            }
        }
        if !shown.is_empty() {
            self.0.push(Piece { text: shown, marked });
        }
    }

    fn prepend(&mut self, sign: &str) {
        self.0.insert(0, Piece { text: sign.to_owned(), marked: false });
    }

    fn append(&mut self, sign: &str) {
        self.0.push(Piece { text: sign.to_owned(), marked: false });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker(terms: &[&str], beginnings: &[&str]) -> Marker {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        Marker { terms: owned(terms).into_iter().collect(), beginnings: owned(beginnings) }
    }

    fn show(excerpt: &Excerpt) -> String {
        excerpt
            .0
            .iter()
            .map(|piece| if piece.marked { format!("[{}]", piece.text) } else { piece.text.clone() })
            .collect()
    }

    #[test]
    fn found_words_are_marked_as_they_were_written() {
        let marker = marker(&["cafe", "暗号", "号化"], &["enc"]);
        assert_eq!(show(&marker.mark("The Café encrypts 暗号化。")), "The [Café] [encrypts] [暗号化]。");
    }

    #[test]
    fn the_piece_with_most_of_the_words_is_shown() {
        let text =
            format!("alpha here. {} Later alpha meets beta at last. {}", "filler ".repeat(80), "more ".repeat(80));
        let shown = show(&marker(&["alpha", "beta"], &[]).excerpt(&text));
        assert!(shown.contains("[alpha] meets [beta]"), "{shown}");
        assert!(shown.starts_with("… ") && shown.ends_with(" …"), "{shown}");
        assert!(shown.chars().count() < LENGTH + 20);
    }

    #[test]
    fn marks_and_cuts_part_no_letter_from_its_signs() {
        assert_eq!(show(&marker(&["ที"], &[]).mark("ดูที่นี่")), "ดู[ที่]นี่");
        assert_eq!(show(&marker(&["ี่"], &[]).mark("ดูที่นี่")), "ดู[ที่][นี่]");
        assert_eq!(show(&marker(&["cafe"], &[]).mark("cafe\u{301}s cafe\u{301}")), "cafe\u{301}s [cafe\u{301}]");
        let signs = "กี่".repeat(200);
        let cut = marker(&[], &[]).excerpt(&signs).text();
        assert!(cut.trim_end_matches(" …").ends_with("กี่"), "{cut}");
    }

    #[test]
    fn a_text_without_found_words_is_shown_from_its_beginning() {
        let excerpt = marker(&["absent"], &[]).excerpt("Some short text.\n");
        assert_eq!(show(&excerpt), "Some short text.");
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_an_excerpt_of_it(text in "\\PC{0,400}", word in "[a-zé暗号 ]{1,3}") {
            let excerpt = marker(&[&word], &[&word]).excerpt(&text);
            proptest::prop_assert!(excerpt.text().chars().count() <= LENGTH + LEAD + 4);
        }
    }
}
