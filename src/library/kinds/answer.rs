//! An answer to the questions of RFPs and security questionnaires.

use super::{FieldSpec, FieldType, Kind, choice, document};

pub(super) fn kind() -> Kind {
    Kind {
        description: "What we answer to a question of customers' questionnaires.".to_owned(),
        folders: vec!["answers".to_owned(), "rfp".to_owned()],
        keeps_items: true,
        fields: vec![
            FieldSpec::new("questions", FieldType::Text, "How it is asked; the first wording is the canonical one.")
                .list()
                .required(),
            FieldSpec::new("response", choice(&["yes", "partial", "no", "n/a", "info"]), "The answer in a word.")
                .required(),
            FieldSpec::new("short", FieldType::Text, "The answer in a line."),
            FieldSpec::new("evidence", document(&[]), "Documents that show it.").list().partner(),
            FieldSpec::new("regulated", FieldType::Boolean, "Whether it needs an approver and a day of expiry.")
                .internal(),
            FieldSpec::new("approver", FieldType::Person, "Who approved it.").internal(),
            FieldSpec::new(
                "variant_of",
                document(&["answer"]),
                "The answer that this is a variant of, for the facets it carries.",
            ),
        ],
        ..Kind::built_in("answer", "Answers", "answers")
    }
}
