//! How much of a file is read.

/// How much of a file is read. What is beyond is cut off or refused: see [`Content::cut`](crate::Content::cut).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Bytes of text in all parts together.
    pub text: usize,
    /// Parts: pages, slides, sheets, cues.
    pub parts: usize,
    /// Bytes that all compressed parts of a file come to together.
    pub unpacked: usize,
}

impl Default for Limits {
    /// 512 MiB of file, 8 MiB of text (a novel has 1), 20,000 parts, 512 MiB unpacked.
    fn default() -> Self {
        Self { bytes: 512 << 20, text: 8 << 20, parts: 20_000, unpacked: 512 << 20 }
    }
}
