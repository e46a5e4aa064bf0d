//! What a package says of itself: ECMA-376 part 2, 11 (core properties), part 1, 22.2 (those of the program).

use super::package::Package;
use crate::{Content, ReadError, Trace, xml};

/// Adds title and traces to a content.
pub(super) fn read(package: &mut Package<'_>, content: &mut Content) -> Result<(), ReadError> {
    let kinds = ["core-properties", "coreProperties", "extended-properties", "extendedProperties"];
    let parts: Vec<_> =
        package.relations("")?.into_iter().filter(|relation| kinds.iter().any(|kind| relation.is(kind))).collect();
    for part in parts {
        xml::values(&package.text(&part.target)?, |name, value| match name {
            "title" => content.facts.title = Some(value),
            "creator" => content.traces.push(Trace::Author(value)),
            "lastModifiedBy" => content.traces.push(Trace::LastEditor(value)),
            "Company" => content.traces.push(Trace::Company(value)),
            _ => {}
        });
    }
    Ok(())
}
