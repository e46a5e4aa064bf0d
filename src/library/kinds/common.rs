//! The fields of every kind.

use super::{FieldSpec, choice, document};
use crate::{
    audience::Audience,
    library::{config::Facet, kind::FieldType},
};

/// Keys of the fields of every kind, facets aside; a facet or a field of one's own can't have their names.
pub(in crate::library) const KEYS: [&str; 17] = [
    "title",
    "kind",
    "summary",
    "owner",
    "contributors",
    "status",
    "audience",
    "created",
    "reviewed",
    "reviewed_by",
    "review_every",
    "expires",
    "tags",
    "related",
    "aliases",
    "cost",
    "extra",
];

/// The table; `kinds` are the names of all kinds.
pub(in crate::library) fn fields(facets: &[Facet], kinds: Vec<String>) -> Vec<FieldSpec> {
    let text = |name, description| FieldSpec::new(name, FieldType::Text, description);
    let mut fields = vec![
        text("title", "Its heading; by default the first level-1 heading, else the file's name."),
        FieldSpec::new("kind", FieldType::Choice(kinds), "What it is; by default by its folder, else `page`."),
        text("summary", "One line, shown in lists and results."),
        FieldSpec::new("owner", FieldType::Person, "Who answers for it: a key of `[people]`, an address or a name.")
            .internal(),
        FieldSpec::new("contributors", FieldType::Person, "Who else writes it.").list().internal(),
        FieldSpec::new("status", choice(&["draft", "in-review", "approved", "retired"]), "Where it is in its life.")
            .partner(),
        FieldSpec::new(
            "audience",
            choice(&Audience::ALL.map(Audience::as_str)),
            "For whom it is; by default by its folder, else `internal`.",
        ),
        FieldSpec::new("created", FieldType::Date, "Its first day; by default that of its first commit."),
        FieldSpec::new("reviewed", FieldType::Date, "When somebody last vouched for it."),
        FieldSpec::new("reviewed_by", FieldType::Person, "Who vouched for it.").internal(),
        FieldSpec::new("review_every", FieldType::Duration, "How often it must be checked; by default by its kind.")
            .internal(),
        FieldSpec::new("expires", FieldType::Date, "From this day on it must not be used."),
        text("tags", "Free words.").list(),
        FieldSpec::new("related", document(&[]), "Documents that belong to it.").list(),
        text("aliases", "Old paths that lead here.").list(),
        FieldSpec::new("cost", FieldType::Cost, "What it cost to make.").internal(),
        FieldSpec::new("extra", FieldType::Values, "The library's own values.").internal(),
    ];
    fields.extend(facets.iter().map(|facet| {
        let field_type = FieldType::Facet(facet.name.clone(), Vec::new());
        FieldSpec {
            label: facet.label.clone(),
            ..FieldSpec::new(&facet.name, field_type, "Values of the facet.").list()
        }
    }));
    fields
}
