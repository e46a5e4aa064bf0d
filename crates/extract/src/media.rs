//! Types of files, by what is in them rather than by what they are called.

use serde::{Deserialize, Serialize};

macro_rules! media_types {
    ($($(#[$doc:meta])* $name:ident, $family:ident, $media:literal, [$($extension:literal),*];)*) => {
        /// A type of file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum MediaType { $($(#[$doc])* $name,)* }

        impl MediaType {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its name in IANA's register, or what browsers call it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $media,)* }
            }

            /// Extensions that such files go by, the usual one first; none where any will do.
            pub fn extensions(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($extension),*],)* }
            }

            /// What people would call it.
            pub fn family(self) -> Family {
                match self { $(Self::$name => Family::$family,)* }
            }
        }
    };
}

media_types! {
    /// A PDF.
    Pdf, Document, "application/pdf", ["pdf"];
    /// A deck of `PowerPoint`'s.
    Pptx, Deck, "application/vnd.openxmlformats-officedocument.presentationml.presentation", ["pptx", "ppsx", "potx", "pptm", "ppsm", "potm"];
    /// A document of Word's.
    Docx, Document, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ["docx", "dotx", "docm", "dotm"];
    /// A workbook of Excel's.
    Xlsx, Sheet, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ["xlsx", "xltx", "xlsm", "xltm"];
    /// An `OpenDocument` text.
    Odt, Document, "application/vnd.oasis.opendocument.text", ["odt", "ott"];
    /// An `OpenDocument` deck.
    Odp, Deck, "application/vnd.oasis.opendocument.presentation", ["odp", "otp"];
    /// An `OpenDocument` workbook.
    Ods, Sheet, "application/vnd.oasis.opendocument.spreadsheet", ["ods", "ots"];
    /// What office programs wrote before 2007, and what they write encrypted.
    LegacyOffice, Document, "application/x-cfb", ["doc", "xls", "ppt", "dot", "xlt", "pot", "pps", "msg", "docx", "xlsx", "pptx"];
    /// Rich text.
    Rtf, Document, "application/rtf", ["rtf"];
    /// A web page.
    Html, Document, "text/html", ["html", "htm", "xhtml"];
    /// Text.
    Text, Document, "text/plain", [];
    /// A table as text.
    Csv, Sheet, "text/csv", ["csv", "tsv"];
    /// A transcript with times.
    Vtt, Transcript, "text/vtt", ["vtt"];
    /// A transcript with times, as players read it.
    Srt, Transcript, "application/x-subrip", ["srt"];
    /// A picture.
    Png, Image, "image/png", ["png"];
    /// A photograph.
    Jpeg, Image, "image/jpeg", ["jpg", "jpeg", "jpe", "jfif"];
    /// A picture, perhaps one that moves.
    Gif, Image, "image/gif", ["gif"];
    /// A picture.
    WebP, Image, "image/webp", ["webp"];
    /// A picture.
    Avif, Image, "image/avif", ["avif"];
    /// A drawing.
    Svg, Image, "image/svg+xml", ["svg"];
    /// A picture for print.
    Tiff, Image, "image/tiff", ["tif", "tiff"];
    /// A recording with pictures.
    Mp4, Video, "video/mp4", ["mp4", "m4v"];
    /// A recording with pictures, as Apple's programs write it.
    QuickTime, Video, "video/quicktime", ["mov", "qt"];
    /// A recording with pictures, also in Matroska's wider form.
    WebM, Video, "video/webm", ["webm", "mkv"];
    /// A recording of sound.
    Mp3, Audio, "audio/mpeg", ["mp3"];
    /// A recording of sound.
    M4a, Audio, "audio/mp4", ["m4a"];
    /// A recording of sound.
    Wav, Audio, "audio/wav", ["wav"];
    /// A recording of sound.
    Ogg, Audio, "audio/ogg", ["ogg", "oga", "opus"];
    /// Files in one.
    Zip, Archive, "application/zip", ["zip"];
    /// Where a large file is kept, instead of the file: what git-lfs leaves where it isn't installed.
    LfsPointer, Other, "text/x-git-lfs-pointer", [];
    /// Any other.
    Unknown, Other, "application/octet-stream", [];
}

/// What people call files of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Slides.
    Deck,
    /// Text on pages.
    Document,
    /// Tables.
    Sheet,
    /// Pictures.
    Image,
    /// Recordings with pictures.
    Video,
    /// Recordings of sound.
    Audio,
    /// What is said in a recording.
    Transcript,
    /// Files in one.
    Archive,
    /// All else.
    Other,
}

/// Bytes that [`media_type`] wants to see: tells of packages name their parts within it.
pub const HEAD: usize = 64 * 1024;

/// First words of what git-lfs leaves: <https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md>.
const LFS: &[u8] = b"version https://git-lfs.github.com/spec/";

/// The type of a file, by its first bytes ([`HEAD`] of them, or all). Its name only tells texts apart, and packages whose parts
/// don't tell within these bytes what they are.
pub fn media_type(head: &[u8], name: &str) -> MediaType {
    if head.starts_with(LFS) {
        return MediaType::LfsPointer;
    }
    if head.starts_with(b"PK\x03\x04") {
        return package(head, name);
    }
    // A mark of the file's length may stand before it.
    if head.get(..1024.min(head.len())).is_some_and(|start| holds(start, b"%PDF-")) {
        return MediaType::Pdf;
    }
    let known = infer::get(head).map(|known| known.mime_type());
    match known {
        Some("video/x-m4v") => MediaType::Mp4,
        Some("video/x-matroska") => MediaType::WebM,
        Some("audio/m4a") => MediaType::M4a,
        Some("audio/x-wav") => MediaType::Wav,
        Some("audio/opus") => MediaType::Ogg,
        Some(
            "application/msword"
            | "application/vnd.ms-excel"
            | "application/vnd.ms-powerpoint"
            | "application/x-ole-storage",
        ) => MediaType::LegacyOffice,
        // Texts are told apart below.
        Some(mime) if !mime.starts_with("text/") => {
            MediaType::ALL.iter().copied().find(|media| media.name() == mime).unwrap_or(MediaType::Unknown)
        }
        _ if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => MediaType::LegacyOffice,
        _ => text(head, name),
    }
}

/// Office programs write what a package is into its first parts, and `OpenDocument` into the very first, not compressed.
fn package(head: &[u8], name: &str) -> MediaType {
    let open_document = [MediaType::Odt, MediaType::Odp, MediaType::Ods];
    if let Some(begin) = head.get(30..).filter(|rest| rest.starts_with(b"mimetype")) {
        let begins = |media: &MediaType| begin.get(8..).is_some_and(|rest| rest.starts_with(media.name().as_bytes()));
        if let Some(media) = open_document.into_iter().find(begins) {
            return media;
        }
    }
    let folders = [(MediaType::Docx, "word/"), (MediaType::Xlsx, "xl/"), (MediaType::Pptx, "ppt/")];
    let parts = part_names(head);
    // The first one counts: a workbook within a deck has its own.
    let by_parts = parts.iter().find_map(|part| folders.iter().find(|(_, folder)| part.starts_with(folder)));
    let extension = extension(name);
    let by_name = folders.iter().find(|(media, _)| media.extensions().contains(&extension.as_str()));
    let found = if parts.iter().any(|part| part == "[Content_Types].xml" || part == "_rels/.rels") {
        by_parts.or(by_name)
    } else {
        // Some programs write these last, behind pictures and fonts.
        by_parts.filter(|_| by_parts == by_name)
    };
    found.map_or(MediaType::Zip, |(media, _)| *media)
}

/// Names in the local headers of an archive (PKWARE's APPNOTE, 4.3.7), as far as its beginning goes.
fn part_names(head: &[u8]) -> Vec<String> {
    let begins = head.windows(4).enumerate().filter(|(_, window)| *window == b"PK\x03\x04").map(|(at, _)| at);
    let name = |at: usize| {
        let length = head.get(at + 26..at + 28)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))?;
        let bytes = head.get(at + 30..)?.get(..usize::from(length))?;
        Some(String::from_utf8_lossy(bytes).into_owned())
    };
    begins.filter_map(name).collect()
}

fn text(head: &[u8], name: &str) -> MediaType {
    let extension = extension(name);
    let is_utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    if !is_utf16 && head.contains(&0) {
        return MediaType::Unknown;
    }
    let start = String::from_utf8_lossy(head.get(..1024.min(head.len())).unwrap_or_default()).to_ascii_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    match extension.as_str() {
        _ if start.starts_with("webvtt") => MediaType::Vtt,
        _ if start.starts_with("{\\rtf") => MediaType::Rtf,
        _ if start.starts_with("<!doctype html") || start.starts_with("<html") => MediaType::Html,
        _ if start.starts_with("<svg") || start.starts_with("<?xml") && start.contains("<svg") => MediaType::Svg,
        // Their beginnings may be long comments.
        "svg" if start.starts_with("<?xml") || start.starts_with("<!") => MediaType::Svg,
        "html" | "htm" | "xhtml" => MediaType::Html,
        "csv" | "tsv" => MediaType::Csv,
        "srt" => MediaType::Srt,
        _ => MediaType::Text,
    }
}

fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;

    #[test]
    fn what_a_file_holds_says_more_than_its_name() {
        for (head, name, expected) in [
            (b"%PDF-1.7\n".as_slice(), "deck.pptx", MediaType::Pdf),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "photo.jpg", MediaType::Png),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "photo", MediaType::Jpeg),
            (b"<?xml version=\"1.0\"?>\n<svg/>", "logo.xml", MediaType::Svg),
            (b"\xef\xbb\xbfWEBVTT\n", "talk.txt", MediaType::Vtt),
            (b"a;b\n1;2\n", "prices.CSV", MediaType::Csv),
            (b"1\n00:00:01,000 --> 00:00:02,000\nx", "talk.srt", MediaType::Srt),
            (b"<!DOCTYPE html><p>", "page", MediaType::Html),
            (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n", "a.pdf", MediaType::LfsPointer),
            (b"PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaaxx", "a.pptx", MediaType::Zip),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", MediaType::LegacyOffice),
            (b"\0\x01\x02\x03", "a.txt", MediaType::Unknown),
            (b"", "empty.pdf", MediaType::Text),
        ] {
            assert_eq!(media_type(head, name), expected, "{name}");
        }
    }

    #[test]
    fn packages_are_told_by_their_parts() {
        let entry = |name: &str, data: &str| {
            let length = u16::try_from(name.len()).unwrap().to_le_bytes();
            [b"PK\x03\x04".as_slice(), &[0; 22], &length, &[0; 2], name.as_bytes(), data.as_bytes()].concat()
        };
        let word = [entry("[Content_Types].xml", "xl/"), entry("word/document.xml", "")].concat();
        assert_eq!(media_type(&word, "a.zip"), MediaType::Docx);
        assert_eq!(media_type(&entry("[Content_Types].xml", ""), "a.pptm"), MediaType::Pptx);
        let deck = entry("mimetype", "application/vnd.oasis.opendocument.presentation");
        assert_eq!(media_type(&deck, "a"), MediaType::Odp);
        assert_eq!(media_type(&entry("readme.txt", ""), "a.docx"), MediaType::Zip);
    }

    #[test]
    fn types_have_names_of_their_own() {
        let mut names: Vec<&str> = MediaType::ALL.iter().map(|media| media.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), MediaType::ALL.len());
    }
}
