//! A course: lessons in order, from one function to another.

use super::{FieldSpec, Kind, document, roles};

pub(super) fn kind() -> Kind {
    Kind {
        description: "Lessons in order, by which one function learns what another does.".to_owned(),
        fields: vec![
            roles().required(),
            FieldSpec::new("lessons", document(&["lesson"]), "Its lessons, in order.").list().required(),
            FieldSpec::new("prerequisites", document(&["course", "lesson"]), "What to take before.").list(),
        ],
        ..Kind::built_in("course", "Courses", "courses")
    }
}
