//! A kit: documents and files for one situation, in the order in which they are used.

use super::{FieldSpec, FieldType, Kind, document};

pub(super) fn kind() -> Kind {
    let piece = vec![
        FieldSpec::new(
            "item",
            FieldType::Text,
            "What is in it: a document's id, or the path of a file in the content folder.",
        )
        .required(),
        FieldSpec::new("note", FieldType::Text, "What it is for, in a sentence for those who get the kit."),
    ];
    Kind {
        description: "Documents and files for one situation, to be handed over as one ZIP.".to_owned(),
        fields: vec![
            FieldSpec::new("personas", document(&["persona"]), "Whom it is for.").list().internal(),
            FieldSpec::new("contents", FieldType::Table(piece), "What it gathers, in order.").list().required(),
        ],
        ..Kind::built_in("kit", "Kits", "kits")
    }
}
