//! A term of the glossary.

use super::{FieldSpec, FieldType, Kind};

pub(super) fn kind() -> Kind {
    Kind {
        description: "A word of the trade, defined, and words not to use for it.".to_owned(),
        fields: vec![
            FieldSpec::new("synonyms", FieldType::Text, "Other words for it.").list(),
            FieldSpec::new("avoid", FieldType::Text, "Words not to use for it.").list().internal(),
        ],
        ..Kind::built_in("term", "Glossary", "glossary")
    }
}
