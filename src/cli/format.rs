//! How commands print what they found out: for people or for programs.

/// How results are printed. Findings know more ways: [`report::Format`](super::report::Format).
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub(super) enum Format {
    /// For people.
    #[default]
    Human,
    /// For programs.
    Json,
}
