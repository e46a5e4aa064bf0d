//! A persona: somebody who has a part in the decision to buy.

use super::{FieldSpec, FieldType, Kind};

pub(super) fn kind() -> Kind {
    let concern = vec![
        FieldSpec::new("id", FieldType::Text, "What proof refers to.").required(),
        FieldSpec::new("text", FieldType::Text, "The concern in their words.").required(),
    ];
    Kind {
        description: "Somebody with a part in the decision to buy: what they want and what they fear.".to_owned(),
        fields: vec![
            FieldSpec::new("role_in_decision", FieldType::Text, "What part they have in the decision.")
                .required()
                .partner(),
            FieldSpec::new("concerns", FieldType::Table(concern), "What keeps them from buying.")
                .list()
                .required()
                .partner(),
            FieldSpec::new("reasons_to_buy", FieldType::Text, "Why they buy.").list().partner(),
            FieldSpec::new("reasons_not_to", FieldType::Text, "Why they don't.").list().internal(),
            FieldSpec::new("not_for_us", FieldType::Text, "What shows that they are no customer for us.")
                .list()
                .internal(),
        ],
        ..Kind::built_in("persona", "Personas", "personas")
    }
}
