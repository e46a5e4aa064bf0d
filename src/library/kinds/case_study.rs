//! A customer's success, with what changed in figures.

use super::{FieldSpec, FieldType, Kind, choice};

pub(super) fn kind() -> Kind {
    let quote = vec![
        FieldSpec::new("text", FieldType::Text, "What they said.").required(),
        FieldSpec::new("by", FieldType::Text, "Who said it.").required(),
    ];
    Kind {
        description: "What a customer reached with us, in figures.".to_owned(),
        fields: vec![
            FieldSpec::new("customer", FieldType::Text, "The customer's name.").required(),
            FieldSpec::new("success_factors", FieldType::Table(success_factor()), "What changed, in figures.")
                .list()
                .required(),
            FieldSpec::new("quote", FieldType::Table(quote), "A sentence of the customer's."),
            FieldSpec::new(
                "reference",
                choice(&["yes", "ask", "no"]),
                "Whether the customer talks to prospects; by default `ask`.",
            )
            .partner(),
            FieldSpec::new(
                "company_size",
                FieldType::Text,
                "How large the customer is, in classes of the library's own.",
            )
            .filter(),
            FieldSpec::new(
                "consent",
                FieldType::Date,
                "When the customer agreed in writing to be named; without it customers don't see the document.",
            )
            .internal(),
        ],
        ..Kind::built_in("case-study", "Case studies", "case-studies")
    }
}

fn success_factor() -> Vec<FieldSpec> {
    vec![
        FieldSpec::new("name", FieldType::Text, "What was measured.").required(),
        FieldSpec::new("unit", FieldType::Text, "What it was measured in.").required(),
        FieldSpec::new("baseline", FieldType::Number, "The figure before.").required(),
        FieldSpec::new("result", FieldType::Number, "The figure after.").required(),
        FieldSpec::new("period", FieldType::Text, "How long it took."),
        FieldSpec::new("better", choice(&["higher", "lower"]), "Which direction is better; by default `higher`."),
        FieldSpec::new("money", FieldType::Boolean, "Whether it is an amount of money; by default not."),
    ]
}
