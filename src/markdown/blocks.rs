//! Blocks for one audience: finds `:::internal` … `:::` and makes them visible to the markdown parser.
//!
//! Markdown doesn't know `:::`: such a line would be glued to the paragraph or list item before it. So each line that
//! may be a marker is handed to the parser as a thematic break of the same length (`___`), which ends paragraphs, lists
//! and tables exactly where an author means it, and moves no byte. What the parser then reports as a break at that
//! place is a marker; what it reports as code or as a comment is none, and is put back.

use std::{borrow::Cow, iter::repeat_n, ops::Range};

use memchr::memmem;
use pulldown_cmark::{Event, Parser, Tag};

use super::{AudienceBlock, Problem, ProblemKind, parse::options, raw_html};
use crate::{audience::Audience, diagnostics::Span};

/// A body whose markers the parser sees as thematic breaks.
pub(super) struct Marked<'a> {
    /// The body with its markers replaced; all places are as in the body.
    pub(super) text: Cow<'a, str>,
    /// The markers in order.
    pub(super) markers: Vec<Marker>,
    /// The blocks in order.
    pub(super) blocks: Vec<AudienceBlock>,
    /// What is wrong with them.
    pub(super) problems: Vec<Problem>,
}

impl Marked<'_> {
    /// Whether nothing but blanks stands before a place of the body.
    pub(super) fn begins_at(&self, place: usize) -> bool {
        self.text.get(..place).is_some_and(|before| before.trim().is_empty())
    }

    /// The marker that a thematic break at this place stands for; `None` where it is one that the author has written.
    pub(super) fn marker_at(&self, place: usize) -> Option<&Marker> {
        let found = self.markers.binary_search_by_key(&place, |marker| marker.at).ok()?;
        self.markers.get(found)
    }
}

/// A line that begins or ends a block.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Marker {
    /// Where the parser sees a thematic break.
    pub(super) at: usize,
    /// The line, without what it is nested in and without its end.
    pub(super) line: Span,
    /// What it does.
    pub(super) role: Role,
}

/// What a marker does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Role {
    /// It begins a block for this audience.
    Begin(Audience),
    /// It ends one.
    End,
    /// It ends nothing.
    Stray,
}

/// A thematic break as long as the shortest marker. It's no underline of a heading, no bullet and no emphasis.
const BREAK: &str = "___";

/// How often the replacement is tried anew. Each round settles all lines but those that change their meaning because
/// of the round before; real documents need one or two.
const ROUNDS: usize = 6;

/// Finds the blocks of a body.
pub(super) fn mark(body: &str) -> Marked<'_> {
    let mut candidates = candidates(body);
    let mut text = Cow::Borrowed(body);
    for _ in 0..ROUNDS {
        if candidates.is_empty() {
            text = Cow::Borrowed(body);
            break;
        }
        text = Cow::Owned(replaced(body, &candidates));
        if !settle(&text, &mut candidates) {
            break;
        }
    }
    if candidates.is_empty() {
        return Marked { text: Cow::Borrowed(body), markers: Vec::new(), blocks: Vec::new(), problems: Vec::new() };
    }
    let mut pairing = Pairing::default();
    for candidate in &candidates {
        pairing.see(candidate, body);
    }
    pairing.finish(body.len(), text)
}

/// A line that may be a marker.
struct Candidate {
    /// First byte of the line.
    line: usize,
    /// First byte of the blanks before the colons.
    indent: usize,
    /// First colon.
    colons: usize,
    /// End of the line's words.
    end: usize,
    /// What has been taken away before it, so that it can't go on a paragraph.
    taken: Taken,
}

/// What stands before a candidate and is taken away, step by step, while the parser takes it for words of a paragraph.
#[derive(Clone, Copy, PartialEq)]
enum Taken {
    Nothing,
    Blanks,
    /// All of the line: `    >` nests nothing within a paragraph, it is words of that.
    All,
}

impl Candidate {
    fn at(&self) -> usize {
        match self.taken {
            Taken::Nothing => self.colons,
            Taken::Blanks => self.indent,
            Taken::All => self.line,
        }
    }
}

/// Lines that begin with `:::`, whatever list or quotation they are in.
fn candidates(body: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut line_end = 0;
    for colons in memmem::find_iter(body.as_bytes(), ":::") {
        if colons < line_end {
            continue;
        }
        let line_start = body[line_end..colons].rfind(['\n', '\r']).map_or(line_end, |newline| line_end + newline + 1);
        line_end = body[colons..].find(['\n', '\r']).map_or(body.len(), |length| colons + length);
        let before = &body[line_start..colons];
        if !is_container_prefix(before) {
            continue;
        }
        let end = colons + body[colons..line_end].trim_end().len();
        let indent = line_start + before.trim_end_matches([' ', '\t']).len();
        found.push(Candidate { line: line_start, indent, colons, end, taken: Taken::Nothing });
    }
    found
}

/// Whether what stands before the colons is only blanks, `>` and the bullets or numbers of list items.
fn is_container_prefix(before: &str) -> bool {
    before.split([' ', '\t', '>']).all(|word| {
        matches!(word, "" | "-" | "+" | "*")
            || (word.len() <= 10
                && word
                    .strip_suffix(['.', ')'])
                    .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())))
    })
}

/// The body with each candidate as a thematic break of the same length.
fn replaced(body: &str, candidates: &[Candidate]) -> String {
    let mut text = String::with_capacity(body.len());
    for candidate in candidates {
        text.push_str(&body[text.len()..candidate.at()]);
        text.push_str(BREAK);
        text.extend(repeat_n(' ', candidate.end.saturating_sub(text.len())));
    }
    text.push_str(&body[text.len()..]);
    text
}

/// Drops the candidates that are code or in comments, and takes more away before those that the parser took for words of
/// a paragraph. Says whether anything changed.
fn settle(text: &str, candidates: &mut Vec<Candidate>) -> bool {
    let mut fates = vec![Fate::Words; candidates.len()];
    let within = |range: &Range<usize>| {
        let first = candidates.partition_point(|candidate| candidate.at() < range.start);
        let last = candidates.partition_point(|candidate| candidate.at() < range.end);
        first..last
    };
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Rule => fates[within(&(range.start..range.start + 1))].fill(Fate::Marker),
            Event::Start(Tag::CodeBlock(_)) => fates[within(&range)].fill(Fate::NoMarker),
            Event::Start(Tag::HtmlBlock) => {
                fates[within(&range)].fill(Fate::Marker);
                for comment in raw_html::comments(&text[range.clone()]) {
                    let comment = range.start + comment.start..range.start + comment.end;
                    fates[within(&comment)].fill(Fate::NoMarker);
                }
            }
            _ => {}
        }
    }
    let mut changed = false;
    let mut fates = fates.into_iter();
    candidates.retain_mut(|candidate| match fates.next() {
        Some(Fate::NoMarker) => {
            changed = true;
            false
        }
        Some(Fate::Words) if candidate.taken != Taken::All => {
            changed = true;
            candidate.taken = if candidate.taken == Taken::Nothing { Taken::Blanks } else { Taken::All };
            true
        }
        _ => true,
    });
    changed
}

/// What the parser made of a candidate.
#[derive(Clone, Copy)]
enum Fate {
    /// A thematic break, or a line of raw HTML.
    Marker,
    /// A line of code or of a comment.
    NoMarker,
    /// Words of a paragraph.
    Words,
}

/// Pairs the markers. An inner block narrows the outer one, so that forgetting an end leaks nothing.
#[derive(Default)]
struct Pairing {
    open: Vec<(Audience, Span)>,
    markers: Vec<Marker>,
    blocks: Vec<AudienceBlock>,
    problems: Vec<Problem>,
}

impl Pairing {
    fn see(&mut self, candidate: &Candidate, body: &str) {
        let words = body[candidate.colons..candidate.end].trim_matches(':').trim();
        let line = Span { start: candidate.indent, end: candidate.end };
        let shown = Span { start: candidate.colons, end: candidate.end };
        let role = if words.is_empty() { self.end(shown) } else { self.begin(words, shown) };
        self.markers.push(Marker { at: candidate.at(), line, role });
    }

    fn begin(&mut self, words: &str, span: Span) -> Role {
        let word = words.split_whitespace().next().unwrap_or_default();
        let audience = word.parse().unwrap_or_else(|_| {
            self.problems.push(Problem { kind: ProblemKind::UnknownBlock(word.to_owned()), span });
            Audience::Internal
        });
        let audience = match self.open.last() {
            None => audience,
            Some((outer, _)) => {
                self.problems.push(Problem { kind: ProblemKind::NestedBlock, span });
                audience.min(*outer)
            }
        };
        self.open.push((audience, span));
        Role::Begin(audience)
    }

    fn end(&mut self, span: Span) -> Role {
        let Some((audience, begin)) = self.open.pop() else {
            self.problems.push(Problem { kind: ProblemKind::StrayBlockEnd, span });
            return Role::Stray;
        };
        self.blocks.push(AudienceBlock { audience, span: Span { start: begin.start, end: span.end } });
        Role::End
    }

    fn finish(mut self, body_end: usize, text: Cow<'_, str>) -> Marked<'_> {
        for (audience, begin) in self.open {
            self.problems.push(Problem { kind: ProblemKind::UnclosedBlock(audience), span: begin });
            self.blocks.push(AudienceBlock { audience, span: Span { start: begin.start, end: body_end } });
        }
        self.blocks.sort_by_key(|block| block.span);
        Marked { text, markers: self.markers, blocks: self.blocks, problems: self.problems }
    }
}
