//! What a package says of itself: ECMA-376 part 2, 11 (core properties), part 1, 22.2 (those of the program).

use super::package::Package;
use crate::{Content, ReadError, Trace, xml};

/// The names of the parts that say it: programs give them other ones.
pub(crate) fn parts(package: &mut Package<'_>) -> Result<Vec<String>, ReadError> {
    let kinds = ["core-properties", "coreProperties", "extended-properties", "extendedProperties"];
    let says_it = package.relations("")?.into_iter().filter(|relation| kinds.iter().any(|kind| relation.is(kind)));
    Ok(says_it.filter(|relation| !relation.is_external).map(|relation| relation.target).collect())
}

/// Adds title and traces to a content.
pub(super) fn read(package: &mut Package<'_>, content: &mut Content) -> Result<(), ReadError> {
    for part in parts(package)? {
        xml::values(&package.text(&part)?, |name, value| match name {
            "title" => content.facts.title = Some(value),
            "creator" => content.traces.push(Trace::Author(value)),
            "lastModifiedBy" => content.traces.push(Trace::LastEditor(value)),
            "Company" => content.traces.push(Trace::Company(value)),
            _ => {}
        });
    }
    Ok(())
}
