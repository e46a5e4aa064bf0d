//! What a sidecar says of a file: the table for `NAME.EXT.toml`. It is no kind that a document can have.

use super::{FieldSpec, FieldType, Kind, choice};

/// Fields of every kind that a file has no use for: what it is follows from its bytes, and it has one path.
pub(in crate::library) const WITHOUT: [&str; 2] = ["kind", "aliases"];

/// Words for what an asset is to those who use it.
const TYPES: [&str; 14] = [
    "deck",
    "one-pager",
    "datasheet",
    "white-paper",
    "price-list",
    "proposal",
    "contract",
    "template",
    "report",
    "recording",
    "transcript",
    "image",
    "logo",
    "other",
];

/// The table.
pub(in crate::library) fn kind() -> Kind {
    let text = |name, description| FieldSpec::new(name, FieldType::Text, description);
    Kind {
        folders: Vec::new(),
        description: "What is said of a file that isn't markdown, in `NAME.EXT.toml` beside it.".to_owned(),
        fields: vec![
            FieldSpec::new("type", choice(&TYPES), "What it is to those who use it; by default by what its bytes are.")
                .filter(),
            text(
                "replaces",
                "Older files that it takes the place of: paths from it, or with `/` from the content folder.",
            )
            .list()
            .internal(),
            text("url", "Where the file is, where it is too large to lie in the library.").internal(),
            text("hash", "BLAKE3 hash of the file behind `url`, in hexadecimal digits.").internal(),
        ],
        ..Kind::built_in(super::ASSET, "Assets", "")
    }
}
