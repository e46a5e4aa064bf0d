//! Headings and their anchors.
//!
//! Anchors come from the whole document, blocks for other audiences included, so that a link to one is right in every
//! build.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Heading, Problem, ProblemKind, parse::Spanned};

/// The anchor of a heading without a letter or digit.
const NAMELESS: &str = "section";

/// Gathers headings while events go by.
#[derive(Default)]
pub(super) struct Headings {
    done: Vec<Heading>,
    /// Places in `done` whose anchor was given by `{#id}`.
    given: Vec<usize>,
    open: bool,
}

impl Headings {
    /// How many there have been.
    pub(super) fn count(&self) -> usize {
        self.done.len()
    }

    /// Looks at the next event.
    pub(super) fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Heading { level, id, attrs, .. }) => {
                if id.is_some() {
                    self.given.push(self.done.len());
                }
                self.done.push(Heading {
                    level: *level as u8,
                    anchor: id.as_ref().map(ToString::to_string).unwrap_or_default(),
                    text: String::new(),
                    attributes: attrs
                        .iter()
                        .map(|(key, value)| {
                            (key.to_string(), unquoted(value.as_deref().unwrap_or_default()).to_owned())
                        })
                        .collect(),
                    span: range.clone().into(),
                });
                self.open = true;
            }
            Event::End(TagEnd::Heading(_)) => self.open = false,
            _ if self.open => {
                if let Some(heading) = self.done.last_mut() {
                    push_words(&mut heading.text, event);
                }
            }
            _ => {}
        }
    }

    /// The headings with their anchors, and what is wrong with those that were given.
    pub(super) fn finish(mut self) -> (Vec<Heading>, Vec<Problem>) {
        let mut anchors = Anchors::default();
        let mut problems = Vec::new();
        for &place in &self.given {
            let heading = &mut self.done[place];
            if anchors.taken.contains(&heading.anchor) {
                problems
                    .push(Problem { kind: ProblemKind::DuplicateAnchor(heading.anchor.clone()), span: heading.span });
            }
            heading.anchor = anchors.take(&heading.anchor);
        }
        let mut given = self.given.iter().peekable();
        for (place, heading) in self.done.iter_mut().enumerate() {
            heading.text.truncate(heading.text.trim_end().len());
            if given.next_if_eq(&&place).is_none() {
                heading.anchor = anchors.take(&slug(&heading.text));
            }
        }
        (self.done, problems)
    }
}

/// The words of an image that has begun before the event at `at`, which goes on behind its end. Images may nest.
pub(super) fn image_words(events: &[Spanned<'_>], at: &mut usize) -> String {
    let mut text = String::new();
    let mut nested = 0_usize;
    while let Some((event, _)) = events.get(*at) {
        *at += 1;
        match event {
            Event::Start(Tag::Image { .. }) => nested += 1,
            Event::End(TagEnd::Image) if nested == 0 => break,
            Event::End(TagEnd::Image) => nested -= 1,
            _ => push_words(&mut text, event),
        }
    }
    text
}

/// Adds the words of an inline event to plain text; `U+0000` becomes `U+FFFD`, as CommonMark asks.
pub(super) fn push_words(text: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(words) | Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
            let mut parts = words.split('\0');
            text.push_str(parts.next().unwrap_or_default());
            for part in parts {
                text.push(char::REPLACEMENT_CHARACTER);
                text.push_str(part);
            }
        }
        Event::SoftBreak | Event::HardBreak => text.push(' '),
        _ => {}
    }
}

fn unquoted(value: &str) -> &str {
    value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value)
}

/// GitHub's anchor of a heading: lower case, blanks as hyphens, and only letters, digits, marks, `-` and `_`.
fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.trim().chars() {
        match character {
            ' ' | '-' => slug.push('-'),
            '_' => slug.push('_'),
            _ if character.is_ascii_alphanumeric() => slug.push(character.to_ascii_lowercase()),
            _ if character.is_ascii() => {}
            _ if is_number_sign(character) => {}
            _ if character.is_alphanumeric() || is_mark(character) => slug.extend(character.to_lowercase()),
            _ => {}
        }
    }
    if slug.is_empty() { NAMELESS.to_owned() } else { slug }
}

/// Numbers that aren't digits, which GitHub leaves out: superscripts, fractions, numbers in circles.
fn is_number_sign(character: char) -> bool {
    matches!(character,
        '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{2089}' | '\u{2150}'..='\u{215f}' | '\u{2460}'..='\u{249b}'
        | '\u{24ea}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' | '\u{3251}'..='\u{325f}')
}

/// Marks that make up letters together with what stands before them (accents, vowel signs, joiners), and those that say
/// how an emoji is drawn: GitHub leaves these behind where it takes the emoji away.
fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{e31}'..='\u{e4e}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{3099}' | '\u{309a}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// Keeps anchors apart.
#[derive(Default)]
struct Anchors {
    taken: BTreeSet<String>,
    /// The number that the next repetition of an anchor gets.
    next: BTreeMap<String, usize>,
}

impl Anchors {
    /// The anchor itself, or with `-1`, `-2` … behind it where it is taken.
    fn take(&mut self, wanted: &str) -> String {
        let mut anchor = wanted.to_owned();
        while self.taken.contains(&anchor) {
            let number = self.next.entry(wanted.to_owned()).or_insert(1);
            anchor = format!("{wanted}-{number}");
            *number += 1;
        }
        self.taken.insert(anchor.clone());
        anchor
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn anchors_are_those_that_github_makes() {
        let cases = [
            ("What's new & good?", "whats-new--good"),
            ("Snake_case and kebab-case", "snake_case-and-kebab-case"),
            ("  Größe: ÄÖÜ  ", "größe-äöü"),
            ("🏦 401(k)", "-401k"),
            ("⚙\u{fe0f} Setup", "\u{fe0f}-setup"),
            ("1\u{fe0f}\u{20e3} First", "1\u{fe0f}\u{20e3}-first"),
            ("H²O, ½ and ①", "ho--and-"),
            ("हिन्दी", "हिन्दी"),
            ("第一章：概要", "第一章概要"),
            ("?!", "section"),
        ];
        for (heading, anchor) in cases {
            assert_eq!(slug(heading), anchor, "{heading}");
        }
    }
}
