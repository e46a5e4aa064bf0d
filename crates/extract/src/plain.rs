//! Text without a format, and tables as text.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::{Content, Part, Place};

/// Reads all of it as one part.
pub(crate) fn read(bytes: &[u8]) -> Content {
    let text = decode(bytes);
    Content { parts: vec![Part::new(Place::Whole, text)], ..Content::default() }
}

/// Text of bytes: by their Unicode mark, else as UTF-8, else in Windows' Western code page, with line ends as `\n`.
pub(crate) fn decode(bytes: &[u8]) -> String {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0,
        None => match UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) => text,
            None => WINDOWS_1252.decode_without_bom_handling(bytes).0,
        },
    };
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_the_encodings_that_people_send() {
        assert_eq!(decode("\u{feff}Überschuß\r\n".as_bytes()), "Überschuß\n");
        assert_eq!(decode(b"\xff\xfeA\0\xfc\0"), "Aü");
        assert_eq!(decode(b"caf\xe9\rno"), "café\nno");
        assert_eq!(decode(b""), "");
    }
}
