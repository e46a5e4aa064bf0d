//! Social cards: pictures that chats show beside a link, with the title of what it leads to.
//!
//! A [`Card`] says what stands on it, a [`Studio`] draws it: 1,200 × 630 pixels, as all that show such pictures expect. The
//! font is built in, so that the same card is the same bytes on every machine. It is a subset of Inter (Latin, Greek, Cyrillic;
//! `LICENSE-INTER.txt`); what it has no letters for is left out, so that a card in another script shows the rest.

mod fit;

use std::{fmt::Write, sync::Arc};

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{self, Node, Options, Tree, fontdb::Database},
};

/// Pixels from left to right.
pub const WIDTH: u32 = 1200;
/// Pixels from top to bottom.
pub const HEIGHT: u32 = 630;

/// Counts the changes of how cards look: part of their names, so that an old picture is never taken for a new one.
const DESIGN: u8 = 1;
const FONT: &[u8] = include_bytes!("inter-semibold.ttf");
/// What the font calls itself.
const FAMILY: &str = "Inter SemiBold";
/// From the left edge to the text, and from the text to the right edge.
const MARGIN: f32 = 88.0;
/// Height of the letters of the title, and of all others.
const TITLE: f32 = 66.0;
const SMALL: f32 = 32.0;
/// Lines that a title has at most.
const LINES: usize = 4;

/// What stands on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card<'a> {
    /// The library's name.
    pub library: &'a str,
    /// What kind of page it is; empty for none.
    pub kind: &'a str,
    /// The page's title.
    pub title: &'a str,
    /// The library's colour: red, green, blue.
    pub accent: [u8; 3],
}

/// Why a card couldn't be drawn.
#[derive(Debug, thiserror::Error)]
pub enum CardError {
    /// The drawing isn't as it must be.
    #[error("a social card can't be drawn: {0}")]
    Drawing(#[from] usvg::Error),
    /// The picture can't be made of it.
    #[error("a social card can't be written: {0}")]
    Picture(String),
}

impl Card<'_> {
    /// Sixteen hexadecimal digits that stand for all that is on it.
    pub fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&[DESIGN]);
        hasher.update(&self.accent);
        for text in [self.library, self.kind, self.title] {
            hasher.update(text.as_bytes()).update(&[0]);
        }
        hasher.finalize().to_hex()[..16].to_owned()
    }
}

/// Draws cards, with the font read once.
pub struct Studio(Options<'static>);

impl std::fmt::Debug for Studio {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Studio")
    }
}

impl Default for Studio {
    fn default() -> Self {
        let mut fonts = Database::new();
        fonts.load_font_data(FONT.to_vec());
        Self(Options { font_family: FAMILY.to_owned(), fontdb: Arc::new(fonts), ..Options::default() })
    }
}

impl Studio {
    /// A card as PNG.
    pub fn draw(&self, card: &Card<'_>) -> Result<Vec<u8>, CardError> {
        let tree = Tree::from_str(&self.drawing(card)?, &self.0)?;
        let mut picture =
            Pixmap::new(WIDTH, HEIGHT).ok_or_else(|| CardError::Picture("it has no pixels".to_owned()))?;
        resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
        picture.encode_png().map_err(|error| CardError::Picture(error.to_string()))
    }

    /// The card as SVG.
    fn drawing(&self, card: &Card<'_>) -> Result<String, CardError> {
        let [red, green, blue] = card.accent;
        let accent = format!("#{red:02x}{green:02x}{blue:02x}");
        let mut svg = String::new();
        // Writing to a string can't fail.
        let _ = write!(
            svg,
            "<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fcfcfb\"/><rect width=\"20\" height=\"{HEIGHT}\" fill=\"{accent}\"/>"
        );
        for (words, y, colour) in [(card.kind, 118.0, accent.as_str()), (card.library, 556.0, "#5a6068")] {
            for line in self.fitted(words, SMALL, 1)? {
                text(&mut svg, &line, (y, SMALL), colour);
            }
        }
        let mut y = 212.0;
        for line in self.fitted(card.title, TITLE, LINES)? {
            text(&mut svg, &line, (y, TITLE), "#1c2024");
            y += TITLE * 1.2;
        }
        Ok(document(&svg))
    }

    /// Words as lines that have room on the card; none where the font lacks any of their letters.
    fn fitted(&self, words: &str, size: f32, lines: usize) -> Result<Vec<String>, CardError> {
        #[expect(clippy::cast_precision_loss, reason = "a card is small")]
        let room = WIDTH as f32 - 2.0 * MARGIN;
        let words: Vec<&str> = words.split_whitespace().collect();
        let Some(widths) = self.widths(&words, size)? else { return Ok(Vec::new()) };
        let measured: Vec<fit::Word<'_>> =
            words.into_iter().zip(widths).map(|(text, width)| fit::Word { text, width }).collect();
        Ok(fit::lines(&measured, fit::Room { width: room, space: size * 0.28, lines }))
    }

    /// How wide each word is; `None` where the font lacks a letter.
    fn widths(&self, words: &[&str], size: f32) -> Result<Option<Vec<f32>>, CardError> {
        if words.is_empty() {
            return Ok(Some(Vec::new()));
        }
        let mut svg = String::new();
        for word in words {
            text(&mut svg, word, (size, size), "#000");
        }
        let tree = Tree::from_str(&document(&svg), &self.0)?;
        let texts: Vec<&usvg::Text> = tree.root().children().iter().filter_map(text_in).collect();
        let has_all = |text: &&usvg::Text| {
            let mut glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
            glyphs.all(|glyph| glyph.id.0 != 0)
        };
        // What leads to no glyphs at all, such as a control character alone, isn't in the tree.
        let complete = texts.len() == words.len() && texts.iter().all(has_all);
        Ok(complete.then(|| texts.iter().map(|text| text.bounding_box().width()).collect()))
    }
}

fn text_in(node: &Node) -> Option<&usvg::Text> {
    match node {
        Node::Text(text) => Some(text),
        _ => None,
    }
}

fn document(inner: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" font-family=\"{FAMILY}\">{inner}</svg>"
    )
}

/// Adds a line of text with its baseline at `y`.
fn text(svg: &mut String, words: &str, (y, size): (f32, f32), colour: &str) {
    let words = escaped(words);
    let _ = write!(svg, "<text x=\"{MARGIN}\" y=\"{y}\" font-size=\"{size}\" fill=\"{colour}\">{words}</text>");
}

/// Text for XML, without the characters that XML doesn't allow.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars().filter(|character| !character.is_control()) {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;

    const CARD: Card<'_> = Card {
        library: "Field book",
        kind: "Playbook",
        title: "A first call & what <it> needs",
        accent: [0x0b, 0x5a, 0x7d],
    };

    /// The title's lines as drawn.
    fn title(title: &str) -> Vec<String> {
        Studio::default().fitted(title, TITLE, LINES).unwrap()
    }

    /// Pixels of a card that aren't its ground, from one row to another.
    fn ink(card: &Card<'_>, rows: std::ops::Range<u32>) -> usize {
        let picture = Pixmap::decode_png(&Studio::default().draw(card).unwrap()).unwrap();
        assert_eq!((picture.width(), picture.height()), (WIDTH, HEIGHT));
        let pixels = rows.flat_map(|y| (100..WIDTH).map(move |x| (x, y)));
        pixels.filter(|(x, y)| picture.pixel(*x, *y).is_some_and(|pixel| pixel.red() < 200)).count()
    }

    #[test]
    fn kind_title_and_library_are_drawn() {
        assert!(ink(&CARD, 80..130) > 300, "kind");
        assert!(ink(&CARD, 150..400) > 2000, "title");
        assert!(ink(&CARD, 520..580) > 300, "library");
        assert_eq!(Studio::default().draw(&CARD).unwrap(), Studio::default().draw(&CARD).unwrap());
    }

    #[test]
    fn a_long_title_takes_four_lines_and_ends_in_an_ellipsis() {
        assert_eq!(title("Short"), ["Short"]);
        let long = title(&"how a long title goes on and on ".repeat(12));
        assert_eq!(long.len(), LINES);
        assert!(long[3].ends_with('…'), "{long:?}");
        let word = title(&"Donaudampfschifffahrt".repeat(8));
        assert!(word.len() <= LINES && word[0].ends_with('…'), "{word:?}");
    }

    #[test]
    fn a_title_in_another_script_is_left_out_and_the_rest_stays() {
        for foreign in ["保存時の暗号化", "حول", "mixed 暗号"] {
            assert!(title(foreign).is_empty(), "{foreign}");
            let card = Card { title: foreign, ..CARD };
            assert_eq!(ink(&card, 150..500), 0);
            assert!(ink(&card, 80..130) > 300 && ink(&card, 520..580) > 300);
        }
        for known in ["Größe", "Łódź", "Ελλάδα", "Київ", "ação", "“5–10 %” € → x"] {
            assert!(!title(known).is_empty(), "{known}");
        }
    }

    #[test]
    fn what_is_on_a_card_names_it() {
        assert_ne!(CARD.hash(), Card { kind: "", ..CARD }.hash());
        assert_eq!(CARD.hash().len(), 16);
    }

    #[test]
    fn control_characters_draw_nothing_and_break_nothing() {
        let card = Card { title: "\u{0}\u{b} a\u{1}b", kind: "", ..CARD };
        assert!(Studio::default().draw(&card).is_ok());
    }
}
