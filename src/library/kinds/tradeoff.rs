//! A trade-off of negotiations: what we may give, and what we ask for it.

use super::{FieldSpec, FieldType, Kind};

pub(super) fn kind() -> Kind {
    Kind {
        label: "Trade-off".to_owned(),
        description: "What we may give in a negotiation, what it truly costs, and what we ask for it.".to_owned(),
        fields: vec![
            FieldSpec::new("give", FieldType::Text, "What we give.").required().internal(),
            FieldSpec::new("true_cost", FieldType::Money, "What giving it truly costs.").required().internal(),
            FieldSpec::new("ask_for", FieldType::Text, "What we ask for it.").list().required().internal(),
            FieldSpec::new("priority", FieldType::Integer, "Its place in the order of offering; 1 is first.")
                .internal(),
            FieldSpec::new("authority", FieldType::Text, "Who may grant it.").internal(),
        ],
        ..Kind::built_in("tradeoff", "Trade-offs", "tradeoffs")
    }
}
