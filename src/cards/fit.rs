//! Breaking a title into lines.

/// A word and how wide it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) width: f32,
}

/// Where lines have to go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Of a line.
    pub(super) width: f32,
    /// Of the blank between two words.
    pub(super) space: f32,
    /// How many lines there may be.
    pub(super) lines: usize,
}

/// Words by lines, as many on each as have room. Where there are too many, or one is too long by itself, the line ends in an
/// ellipsis, and what comes after a line too many is left out.
pub(super) fn lines(words: &[Word<'_>], room: Room) -> Vec<String> {
    let mut lines: Vec<(String, f32)> = Vec::new();
    for word in words {
        let is_full = lines.len() == room.lines;
        let with_blank = room.space + word.width;
        match lines.last_mut() {
            Some((line, width)) if *width + with_blank <= room.width => {
                line.push(' ');
                line.push_str(word.text);
                *width += with_blank;
            }
            Some((line, width)) if is_full => {
                shorten(line, *width, room);
                break;
            }
            _ if word.width > room.width => {
                let mut line = word.text.to_owned();
                shorten(&mut line, word.width, room);
                lines.push((line, room.width));
            }
            _ => lines.push((word.text.to_owned(), word.width)),
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}

/// Ends a line in an ellipsis, with as many letters before it as there is room for if all are alike.
fn shorten(line: &mut String, width: f32, room: Room) {
    if line.ends_with('…') {
        return;
    }
    // An ellipsis is about three blanks wide.
    let free = room.width - 3.0 * room.space;
    if width > free {
        let letters = line.chars().count();
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a line has some dozen letters"
        )]
        let kept = (letters as f32 * free / width) as usize;
        *line = line.chars().take(kept).collect();
    }
    line.truncate(line.trim_end_matches([' ', ',', ':', '–']).len());
    line.push('…');
}
