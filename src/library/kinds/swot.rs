//! A competitive analysis: strengths, weaknesses, opportunities and threats as claims with sources.

use super::{FieldSpec, FieldType, Kind};

pub(super) fn kind() -> Kind {
    let others = ["self", "no-decision"].map(str::to_owned).to_vec();
    Kind {
        label: "SWOT analysis".to_owned(),
        description: "How a competitor, we ourselves, or deciding nothing compare, claim by claim.".to_owned(),
        keeps_items: true,
        fields: vec![
            FieldSpec::new(
                "subject",
                FieldType::Facet("competitor".to_owned(), others),
                "Whom it is about: a competitor, `self` or `no-decision`.",
            )
            .required(),
        ],
        ..Kind::built_in("swot", "SWOT analyses", "swot")
    }
}
