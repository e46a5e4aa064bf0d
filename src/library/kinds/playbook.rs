//! A play: what to do when something happens in a deal, step by step.

use super::{FieldSpec, FieldType, Kind, document};

pub(super) fn kind() -> Kind {
    Kind {
        description: "A play: when to run it, step by step, and what shows that it is done.".to_owned(),
        keeps_items: true,
        fields: vec![
            FieldSpec::new(
                "stage",
                FieldType::Facet("stage".to_owned(), Vec::new()),
                "Where in the customer life cycle it serves.",
            )
            .required(),
            FieldSpec::new("personas", document(&["persona"]), "Whom it is played with.").list(),
            FieldSpec::new("trigger", FieldType::Text, "When to run it.").partner(),
            FieldSpec::new("exit_criteria", FieldType::Text, "What must be true when it is done.").list().partner(),
        ],
        ..Kind::built_in("playbook", "Playbooks", "playbooks")
    }
}
