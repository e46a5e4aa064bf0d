//! How much of a file is read, so that none takes the machine with it.
//!
//! The largest questionnaires in use have a few thousand questions in a file of a few megabytes. Each bound is ten times what
//! such a file needs or more, and together they keep reading and filling under 512 MiB.

/// Bytes of a file, as it is on disk.
pub const LARGEST_FILE: usize = 48 << 20;

/// Bytes of one part of an office file, unpacked. Packed XML shrinks to a twentieth at most times, a bomb to a thousandth: no
/// share is tested, only what comes out is counted, and reading stops there.
pub const LARGEST_PART: usize = 64 << 20;

/// Bytes of all parts of an office file that are read, unpacked.
pub const LARGEST_PACKAGE: usize = 128 << 20;

/// Parts of an office file: media and sheets. Word and Excel write some hundreds at most.
pub const MOST_PARTS: usize = 10_000;

/// Cells with something in them, over all sheets; each takes some 40 bytes beside its text.
pub const MOST_CELLS: usize = 1_000_000;

/// How deep XML may be nested. Word's own nesting of tables, boxes and controls stays under a hundred.
pub const DEEPEST_XML: usize = 256;

/// Merged areas and drop-downs of a sheet that are looked at; each cell asks all of them.
pub const MOST_AREAS: usize = 10_000;

/// Choices of one drop-down: a list of countries has 250.
pub const MOST_CHOICES: usize = 1_000;

/// Questions of a file.
pub const MOST_QUESTIONS: usize = 20_000;

/// Characters of a cell, which is Excel's own bound.
pub const LONGEST_CELL: usize = 32_767;
