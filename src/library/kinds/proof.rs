//! Proof: what takes a concern away.

use super::{FieldSpec, FieldType, Kind, choice};

pub(super) fn kind() -> Kind {
    let types = choice(&[
        "demo",
        "reference",
        "testimonial",
        "client-list",
        "case-study",
        "white-paper",
        "certification",
        "biography",
        "financials",
    ]);
    Kind {
        label: "Proof".to_owned(),
        description: "What shows a buyer that a concern is unfounded, and what using it costs.".to_owned(),
        fields: vec![
            FieldSpec::new("type", types, "What sort of proof it is.").required(),
            FieldSpec::new("concerns", FieldType::Text, "Ids of the personas' concerns that it addresses.")
                .list()
                .required()
                .partner(),
            FieldSpec::new(
                "stages",
                FieldType::Facet("stage".to_owned(), Vec::new()),
                "Where in the customer life cycle it serves.",
            )
            .list()
            .partner(),
            FieldSpec::new("cost_per_use", FieldType::Money, "What using it once costs.").internal(),
            FieldSpec::new("deploy_when", FieldType::Text, "When to use it.").internal(),
            FieldSpec::new("limit", FieldType::Text, "How often, or to whom.").internal(),
        ],
        ..Kind::built_in("proof", "Proof", "proof")
    }
}
