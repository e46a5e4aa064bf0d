//! What a build makes of static files so that few bytes go over the line: scripts without their comments.

use std::io::{self, Write};

use flate2::{Compression, GzBuilder};

/// Gzips bytes, without a name and a date: the same bytes give the same. The best compression would take three times
/// as long for a hundredth of the bytes.
pub(crate) fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(Vec::with_capacity(bytes.len() / 2), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// What the types of values begin with that stand within a line.
const TYPE: &[u8] = b"/** @";

/// A script of the default theme without types, indentation, and the comments that have lines of their own, which are half of it: all
/// that is for those who read the sources.
///
/// This knows lines, not JavaScript; so it isn't for scripts of others, where a line of a text may look like a comment.
pub(super) fn without_comments(script: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(script.len());
    let mut is_within = false;
    // Within a text of several lines blanks count.
    let mut is_text = false;
    for line in script.split_inclusive(|byte| *byte == b'\n') {
        let text = line.trim_ascii();
        let begins = text.starts_with(b"/*");
        let end = text.windows(2).position(|pair| pair == b"*/").map_or(text.len(), |at| at + 2);
        let is_closed = text[..end].ends_with(b"*/");
        if is_within {
            is_within = !is_closed;
            kept.extend_from_slice(&text[end..]);
        } else if begins && !is_closed {
            is_within = true;
        } else if !(text.starts_with(b"//") || begins && end == text.len()) {
            push_without_types(if is_text { line } else { line.trim_ascii_start() }, &mut kept);
            is_text = line.iter().fold(is_text, |is_text, byte| is_text ^ (*byte == b'`'));
        }
    }
    kept
}

/// Adds a line without the types that it holds.
fn push_without_types(line: &[u8], kept: &mut Vec<u8>) {
    let find = |text: &[u8], part: &[u8]| text.windows(part.len()).position(|window| window == part);
    let mut rest = line;
    while let Some(start) = find(rest, TYPE)
        && let Some(length) = find(&rest[start..], b"*/")
    {
        kept.extend_from_slice(&rest[..start]);
        let after = &rest[start + length + 2..];
        rest = after.strip_prefix(b" ").unwrap_or(after);
    }
    kept.extend_from_slice(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(script: &str) -> String {
        String::from_utf8_lossy(&without_comments(script.as_bytes())).into_owned()
    }

    #[test]
    fn scripts_lose_types_and_the_comments_that_have_lines_of_their_own() {
        let script = "/** What it is. */\n\n/**\n * @param {URL} url // or so\n */\nf(url); // why\n  // because\n/** @type {A} */ (a).b();\nconst s = '/* no */';\n";
        assert_eq!(stripped(script), "f(url); // why\n(a).b();\nconst s = '/* no */';\n");
        assert_eq!(stripped("f((/** @type {A} */ a, /** @type {B} */ b) => a) /** @type"), "f((a, b) => a) /** @type");
        assert_eq!(stripped("a /* b\n c */\n// d"), "a /* b\nc */\n");
        assert_eq!(stripped("/* b\n c */ d();\n/"), " d();/");
        assert_eq!(stripped("  a(`b\n  c\n`);\n  d();\n"), "a(`b\n  c\n`);\nd();\n");
    }
}
