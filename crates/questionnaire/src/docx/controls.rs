//! What a document's forms offer: content controls (lists, boxes, fields for text) and the form fields of older documents.
//!
//! While a document is read, [`BOX`] and [`LIST`] stand in its text where a control stands: characters that XML can't hold, so that no document has
//! them. [`Field::of`] tells from there what is the text and what can be chosen beside it: the labels of boxes stand behind them ("☐ Yes ☐ No"), or
//! else before them.

use std::ops::Range;

use crate::response::Response;

/// Where a box to tick stands in a text, and where a list to choose from does.
pub(super) const BOX: char = '\u{FFFF}';
pub(super) const LIST: char = '\u{FFFE}';

/// A change of a part: what is put in which place.
pub(super) type Edit = (Range<usize>, String);

/// A control, with the places in the part that setting it changes.
#[derive(Default)]
pub(super) struct Control {
    pub(super) kind: Kind,
    /// What a list offers.
    pub(super) choices: Vec<String>,
    /// The element that says that its text is only a prompt.
    pub(super) prompt: Option<Range<usize>>,
    /// The elements of its text, begin to end.
    pub(super) texts: Vec<Range<usize>>,
    /// Its text.
    pub(super) shown: String,
    /// Of a box: whether it's ticked.
    pub(super) is_ticked: bool,
    /// Of a form's field: the element that says what is chosen, or else where it is to stand. Of a content control's box: that element.
    pub(super) state: Option<Range<usize>>,
    /// What stands there when it's set; of a list, with `#` for the number of the choice.
    pub(super) set: String,
    /// Of a content control's box: what it shows when it's ticked, as an element.
    pub(super) tick: String,
}

/// Kinds of controls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text goes into it.
    #[default]
    Text,
    /// One of several.
    List,
    /// A list of a form: its choice is a number.
    FormList,
    /// Ticked or not.
    Box,
}

impl Control {
    /// What stands for it in the text while that is read.
    pub(super) fn sign(&self) -> Option<char> {
        match self.kind {
            Kind::Text => None,
            Kind::List | Kind::FormList => Some(LIST),
            Kind::Box => Some(BOX),
        }
    }

    fn is_list(&self) -> bool {
        matches!(self.kind, Kind::List | Kind::FormList) && !self.choices.is_empty()
    }

    /// What changes when something is chosen, or when a box is ticked; nothing where it has no place for that. `content` writes text as elements.
    fn choose(&self, number: usize, content: &dyn Fn(&str) -> String) -> Option<Vec<Edit>> {
        match self.kind {
            Kind::Text => None,
            Kind::List if self.texts.is_empty() => None,
            Kind::List => Some(self.type_in(&content(self.choices.get(number)?))),
            Kind::FormList => Some(vec![(self.state.clone()?, self.set.replace('#', &number.to_string()))]),
            Kind::Box => {
                let shown = self.texts.iter().take(1).filter(|_| !self.tick.is_empty());
                let shown = shown.map(|range| (range.clone(), self.tick.clone()));
                Some(std::iter::once((self.state.clone()?, self.set.clone())).chain(shown).collect())
            }
        }
    }

    /// Its first text becomes another, other ones go, and so does the mark that it's only a prompt.
    pub(super) fn type_in(&self, content: &str) -> Vec<Edit> {
        let mut edits: Vec<Edit> = self.prompt.iter().map(|range| (range.clone(), String::new())).collect();
        let texts = self.texts.iter().enumerate();
        let put = |at| if at == 0 { content.to_owned() } else { String::new() };
        edits.extend(texts.map(|(at, range)| (range.clone(), put(at))));
        edits
    }
}

/// A cell or a paragraph: its text, and what can be chosen beside it.
#[derive(Default)]
pub(super) struct Field<'a> {
    pub(super) text: String,
    /// What can be chosen; empty for a box without a label, which gets an X.
    pub(super) choices: Vec<String>,
    /// What is chosen already.
    pub(super) chosen: Option<String>,
    ways: Ways<'a>,
}

/// How a choice is set.
#[derive(Default)]
enum Ways<'a> {
    #[default]
    None,
    List(&'a Control),
    /// One for each choice.
    Boxes(Vec<&'a Control>),
}

impl<'a> Field<'a> {
    /// Of a text with signs, and the controls that they stand for.
    pub(super) fn of(text: &str, controls: &'a [Control]) -> Self {
        let list = controls.iter().find(|control| control.is_list());
        let is_alone = || text.chars().all(|it| it.is_whitespace() || it == LIST || it == BOX);
        if let Some(list) = list.filter(|list| Response::are_wordings(&list.choices) || is_alone()) {
            let chosen = Some(list.shown.trim().to_owned()).filter(|shown| !shown.is_empty());
            let text = plain(text, &[]);
            return Self { text, choices: list.choices.clone(), chosen, ways: Ways::List(list) };
        }
        let boxes: Vec<&Control> = controls.iter().filter(|control| control.kind == Kind::Box).collect();
        let ticked = |label: &dyn Fn(usize) -> String| {
            let labels = boxes.iter().enumerate().filter(|(_, one)| one.is_ticked).map(|(at, _)| label(at));
            Some(labels.collect::<Vec<_>>().join(" / ")).filter(|labels| !labels.is_empty())
        };
        if let Some((rest, labels)) = labelled(text).filter(|(_, labels)| labels.len() == boxes.len()) {
            let chosen = ticked(&|at| labels.get(at).cloned().unwrap_or_default());
            return Self { text: plain(&rest, controls), choices: labels, chosen, ways: Ways::Boxes(boxes) };
        }
        if boxes.len() == 1 && is_alone() {
            let chosen = ticked(&|_| "X".to_owned());
            return Self { chosen, ways: Ways::Boxes(boxes), ..Self::default() };
        }
        Self { text: plain(text, controls), ..Self::default() }
    }

    /// Whether something can be chosen or ticked.
    pub(super) fn has_choice(&self) -> bool {
        !matches!(self.ways, Ways::None)
    }

    /// What changes in the part for a choice, by its wording; nothing where it isn't offered.
    pub(super) fn choose(&self, wording: &str, content: &dyn Fn(&str) -> String) -> Option<Vec<Edit>> {
        let number = self.choices.iter().position(|choice| choice == wording);
        match &self.ways {
            Ways::None => None,
            Ways::List(list) => list.choose(number?, content),
            Ways::Boxes(boxes) => {
                let number = if self.choices.is_empty() { 0 } else { number? };
                boxes.get(number)?.choose(number, content)
            }
        }
    }
}

/// A text without signs: lists as what they show.
fn plain(text: &str, controls: &[Control]) -> String {
    let mut lists = controls.iter().filter(|control| control.sign() == Some(LIST));
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            BOX => {}
            LIST => plain.push_str(lists.next().map_or("", |list| list.shown.as_str())),
            _ => plain.push(character),
        }
    }
    plain
}

/// The labels of a text's boxes, if they are responses, and the text without them.
fn labelled(text: &str) -> Option<(String, Vec<String>)> {
    let pieces: Vec<&str> = text.split(BOX).collect();
    let (first, behind) = pieces.split_first()?;
    let trim = |label: &str| label.trim_matches(|it: char| it.is_whitespace() || "/,;|".contains(it)).to_owned();
    let are_labels = |labels: &[String]| labels.iter().all(|label| !label.is_empty()) && Response::are_wordings(labels);
    let lines = || behind.iter().map(|piece| piece.split_once('\n').unwrap_or((piece, "")));
    let labels: Vec<String> = lines().map(|(label, _)| trim(label)).collect();
    if are_labels(&labels) {
        let rest = lines().map(|(_, rest)| rest.trim()).filter(|rest| !rest.is_empty());
        return Some((std::iter::once(first.trim_end()).chain(rest).collect::<Vec<_>>().join("\n"), labels));
    }
    let (last, before) = pieces.split_last()?;
    let cut = |piece: &str| piece.rfind(['\n', '?', ':', '.']).map_or(0, |at| at + 1);
    let labels: Vec<String> = before.iter().map(|piece| trim(piece.get(cut(piece)..).unwrap_or_default())).collect();
    if !are_labels(&labels) {
        return None;
    }
    let rest = before.iter().map(|piece| piece.get(..cut(piece)).unwrap_or_default()).chain([*last]);
    let rest = rest.map(str::trim).filter(|rest| !rest.is_empty());
    Some((rest.collect::<Vec<_>>().join("\n"), labels))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<(String, String)> {
        labelled(&text.replace('☐', &BOX.to_string())).map(|(rest, labels)| (rest, labels.join("|")))
    }

    #[test]
    fn labels_stand_behind_their_boxes_or_before_them() {
        let is = |rest: &str, labels: &str| Some((rest.to_owned(), labels.to_owned()));
        assert_eq!(of("☐ Yes ☐ No"), is("", "Yes|No"));
        assert_eq!(of("Is it safe? ☐ Yes / ☐ No / ☐ N/A"), is("Is it safe?", "Yes|No|N/A"));
        assert_eq!(of("Is it safe?\n☐ Ja\n☐ Nein\nErläuterung:"), is("Is it safe?\nErläuterung:", "Ja|Nein"));
        assert_eq!(of("Is it safe? Yes ☐ No ☐"), is("Is it safe?", "Yes|No"));
        for text in ["☐ On premises ☐ Cloud", "☐ Yes", "☐", "Yes", ""] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
