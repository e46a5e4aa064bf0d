//! What a package says of itself: ECMA-376 part 2, 11 (core properties), part 1, 22.2 (those of the program).

use super::package::Package;
use crate::{Content, ReadError, Trace, xml::Event};

/// Adds title and traces to a content.
pub(super) fn read(package: &mut Package<'_>, content: &mut Content) -> Result<(), ReadError> {
    let kinds = ["core-properties", "coreProperties", "extended-properties", "extendedProperties"];
    let parts: Vec<_> =
        package.relations("")?.into_iter().filter(|relation| kinds.iter().any(|kind| relation.is(kind))).collect();
    for part in parts {
        let mut value = String::new();
        let Content { facts, traces, .. } = content;
        package.each(&part.target, |event| match event {
            Event::Start(_) => value.clear(),
            Event::Text(text) => value.push_str(&text),
            Event::End(name) => {
                let value = std::mem::take(&mut value).trim().to_owned();
                match &*name {
                    _ if value.is_empty() => {}
                    "title" => facts.title = Some(value),
                    "creator" => traces.push(Trace::Author(value)),
                    "lastModifiedBy" => traces.push(Trace::LastEditor(value)),
                    "Company" => traces.push(Trace::Company(value)),
                    _ => {}
                }
            }
        })?;
    }
    Ok(())
}
