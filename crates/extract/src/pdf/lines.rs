//! From glyphs to lines. A PDF says where each glyph is, but not where words and lines end.

use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
    font::{Glyph, GlyphRun},
    hayro_cmap::BfString,
    kurbo::{Affine, BezPath, Point, Vec2},
};

/// Units of a glyph's own space that are as long as the font is high.
const EM: f64 = 1000.0;
/// What a glyph takes that doesn't say.
const USUAL_WIDTH: f64 = 500.0;
/// The narrowest space between words; between letters there is less.
const SPACE: f64 = 0.17;
/// So far back or forth on the same line is no space, but another place: the next cell of a table, or a line drawn over.
const FAR_BACK: f64 = -0.7;
/// So far above or below is another line; superscripts are nearer.
const OFF_LINE: f64 = 0.6;

/// Collects the glyphs of a page.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The lines before this one.
    text: String,
    line: String,
    /// The last glyph.
    last: Option<Drawn>,
    /// How often on this line a letter of a script from right to left was drawn to the left of the one before it, less how often to the right.
    to_the_left: i32,
}

/// A glyph where it was drawn.
#[derive(Clone, Copy, Debug)]
struct Drawn {
    begin: Point,
    end: Point,
    direction: Vec2,
    em: f64,
    is_right_to_left: bool,
}

/// Where a glyph stands to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Line,
}

impl Lines {
    /// All that was collected, a line for each line of the page.
    pub(super) fn into_text(mut self) -> String {
        self.end_line();
        let lines = self.text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.fold(String::new(), joined)
    }

    fn put(&mut self, glyph: &Glyph<'_>, transform: Affine) {
        let begin = transform * Point::ZERO;
        let along = transform * Point::new(EM, 0.0) - begin;
        let up = transform * Point::new(0.0, EM) - begin;
        let (em, width) = (up.hypot(), along.hypot());
        if !(em.is_finite() && width.is_finite()) || em == 0.0 || width == 0.0 {
            return;
        }
        let advance = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        let end = transform * Point::new(advance.map_or(USUAL_WIDTH, f64::from), 0.0);
        let characters = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(characters)) => characters,
            None => String::new(),
        };
        let is_right_to_left = characters.chars().any(is_right_to_left);
        let drawn = Drawn { begin, end, direction: along / width, em, is_right_to_left };
        self.move_to(drawn);
        characters.chars().for_each(|character| self.push(character));
    }

    fn move_to(&mut self, next: Drawn) {
        let Some(last) = self.last.replace(next) else { return };
        let (gap, is_to_the_left) = last.gap_to(next);
        match gap {
            Gap::None => {}
            Gap::Space => self.line.push(' '),
            Gap::Line => self.end_line(),
        }
        if gap != Gap::Line && last.is_right_to_left && next.is_right_to_left {
            self.to_the_left += if is_to_the_left { 1 } else { -1 };
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if self.to_the_left < 0 {
            self.text.push_str(&as_read(&line));
        } else {
            self.text.push_str(&line);
        }
        self.text.push('\n');
        self.to_the_left = 0;
    }

    /// Ligatures become the letters that they stand for: nobody searches for them.
    fn push(&mut self, character: char) {
        match character {
            '\u{fb00}' => self.line.push_str("ff"),
            '\u{fb01}' => self.line.push_str("fi"),
            '\u{fb02}' => self.line.push_str("fl"),
            '\u{fb03}' => self.line.push_str("ffi"),
            '\u{fb04}' => self.line.push_str("ffl"),
            '\u{a0}' | '\t' => self.line.push(' '),
            character if character.is_control() => {}
            character => self.line.push(character),
        }
    }
}

impl Drawn {
    /// How another glyph stands to this one, and whether it is to the left of it, as in scripts that are read so.
    fn gap_to(self, next: Self) -> (Gap, bool) {
        let em = self.em.max(next.em);
        let off = (next.begin - self.end).cross(self.direction).abs() / em;
        let rightwards = (next.begin - self.end).dot(self.direction) / em;
        let leftwards = (self.begin - next.end).dot(self.direction) / em;
        let may_be_left = self.is_right_to_left || next.is_right_to_left;
        let is_to_the_left = may_be_left && leftwards.abs() < rightwards.abs();
        let along = if is_to_the_left { leftwards } else { rightwards };
        let gap = match along {
            _ if off > OFF_LINE => Gap::Line,
            along if along < FAR_BACK => Gap::Line,
            along if along > SPACE => Gap::Space,
            _ => Gap::None,
        };
        (gap, is_to_the_left)
    }
}

/// A line that was drawn from left to right, with its words from right to left turned round.
fn as_read(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(begin) = rest.find(is_right_to_left) {
        let (before, from) = rest.split_at(begin);
        let end = from.find(|other: char| other.is_alphanumeric() && !is_right_to_left(other)).unwrap_or(from.len());
        // What stands between two directions belongs to neither.
        let run = from.get(..end).unwrap_or(from).trim_end_matches(|other| !is_right_to_left(other));
        text.push_str(before);
        text.extend(run.chars().rev());
        rest = from.get(run.len()..).unwrap_or_default();
    }
    text + rest
}

/// Hebrew, Arabic and their neighbours, with the forms in which letters are drawn.
fn is_right_to_left(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// Adds a line. A word that was divided at the end of the line before is whole again.
fn joined(mut text: String, line: &str) -> String {
    let divided = text.strip_suffix(['-', '\u{ad}', '\u{2010}']);
    let is_word = |rest: &str| rest.ends_with(|last: char| last.is_alphabetic());
    match divided.filter(|rest| is_word(rest)).map(str::len) {
        Some(length) if line.starts_with(char::is_lowercase) => text.truncate(length),
        _ if text.is_empty() => {}
        _ => text.push('\n'),
    }
    // Where a program draws a space and leaves one too, one is enough.
    for (index, word) in line.split(' ').filter(|word| !word.is_empty()).enumerate() {
        if index > 0 {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

impl Device<'_> for Lines {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.put(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divided_words_are_whole_again_and_lists_stay_lines() {
        let text = ["The ship-", "ment is  kept", "Cold-", "Chain", "- one", "2020-", "2021"];
        let joined = text.into_iter().fold(String::new(), joined);
        assert_eq!(joined, "The shipment is kept\nCold-\nChain\n- one\n2020-\n2021");
    }

    fn drawn(x: f64, y: f64, is_right_to_left: bool) -> Drawn {
        let direction = Vec2::new(1.0, 0.0);
        Drawn { begin: Point::new(x, y), end: Point::new(x + 5.0, y), direction, em: 10.0, is_right_to_left }
    }

    #[test]
    fn a_glyph_begins_a_word_a_line_or_goes_on() {
        let gap = |x, y| drawn(95.0, 0.0, false).gap_to(drawn(x, y, false)).0;
        assert_eq!((gap(100.5, 0.0), gap(103.0, 0.0), gap(101.0, 4.0)), (Gap::None, Gap::Space, Gap::None));
        assert_eq!((gap(20.0, 0.0), gap(50.0, -12.0)), (Gap::Line, Gap::Line));
        let upwards = Drawn { direction: Vec2::new(0.0, 1.0), end: Point::new(95.0, 5.0), ..drawn(95.0, 0.0, false) };
        assert_eq!(upwards.gap_to(Drawn { begin: Point::new(95.0, 8.0), ..upwards }).0, Gap::Space);
    }

    #[test]
    fn words_from_right_to_left_are_read_in_their_own_direction() {
        assert_eq!(drawn(95.0, 0.0, true).gap_to(drawn(90.0, 0.0, true)), (Gap::None, true));
        assert_eq!(drawn(95.0, 0.0, true).gap_to(drawn(87.0, 0.0, true)), (Gap::Space, true));
        assert_eq!(drawn(95.0, 0.0, true).gap_to(drawn(100.0, 0.0, true)), (Gap::None, false));
        assert_eq!(as_read("a: \u{5dd}\u{5d5}\u{5dc}\u{5e9} b"), "a: \u{5e9}\u{5dc}\u{5d5}\u{5dd} b");
        assert_eq!(as_read("\u{5d1} \u{5d0}, 12"), "\u{5d0} \u{5d1}, 12");
    }
}
