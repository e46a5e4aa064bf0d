//! A lesson, with or without a quiz.

use super::{FieldSpec, FieldType, Kind, document, roles};

pub(super) fn kind() -> Kind {
    Kind {
        description: "Something to learn in one sitting, with a quiz if there is one.".to_owned(),
        keeps_items: true,
        fields: vec![
            FieldSpec::new("minutes", FieldType::Integer, "How long it takes.").required(),
            roles(),
            FieldSpec::new("prerequisites", document(&["course", "lesson"]), "What to take before.").list(),
            FieldSpec::new("pass_mark", FieldType::Integer, "Right answers to pass, in per cent; by default 80."),
        ],
        ..Kind::built_in("lesson", "Lessons", "lessons")
    }
}
