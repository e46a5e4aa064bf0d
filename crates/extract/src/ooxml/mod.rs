//! Files of Word, Excel and `PowerPoint`: ECMA-376, packages of XML parts that are bound together by relationships.

mod days;
mod deck;
mod document;
pub(crate) mod package;
pub(crate) mod properties;
#[cfg(test)]
mod tests;
mod workbook;

use crate::{Active, Content, Limits, MediaType, ReadError, xml::Event};

use package::Package;

/// Reads a package.
pub(crate) fn read(bytes: &[u8], media: MediaType, limits: &Limits) -> Result<Content, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    let main = package
        .relations("")?
        .into_iter()
        .find(|relation| relation.is("officeDocument"))
        .ok_or_else(|| ReadError::damaged("it doesn't say which of its parts is the first"))?;
    let mut content = match media {
        MediaType::Pptx => deck::read(&mut package, &main.target),
        MediaType::Xlsx => workbook::read(&mut package, &main.target),
        _ => document::read(&mut package, &main.target),
    }?;
    properties::read(&mut package, &mut content)?;
    content.active.extend(active(&mut package)?);
    content.cut |= package.is_damaged;
    Ok(content)
}

/// What in a package may do something.
fn active(package: &mut Package<'_>) -> Result<Vec<Active>, ReadError> {
    let mut active = Vec::new();
    let mut of_charts = Vec::new();
    for name in &package.names() {
        let lower = name.to_ascii_lowercase();
        if lower.ends_with("vbaproject.bin") {
            active.push(Active::Macros);
        } else if lower.contains("/activex/") {
            active.push(Active::Script);
        } else if lower.contains("/externallinks/") && !lower.contains("/_rels/") {
            let mut asks_programs = false;
            package.each(name, |event| {
                asks_programs |= matches!(event, Event::Start(element) if element.name() == "ddeLink");
            })?;
            active.extend(asks_programs.then_some(Active::Launch));
        }
        if let Some(part) = package::related_part(name) {
            let (outside, within): (Vec<_>, Vec<_>) =
                package.relations(&part)?.into_iter().partition(|relation| relation.is_external);
            // A link is followed by whoever wants to; all else is fetched by the program.
            active.extend(outside.into_iter().filter(|it| !it.is("hyperlink")).map(|it| Active::External(it.target)));
            // The numbers that a chart is drawn of lie beside it as a workbook, which nobody opens by accident.
            if part.contains("/charts/") {
                of_charts.extend(within.into_iter().map(|relation| relation.target));
            }
        }
    }
    let is_embedded = |name: &String| {
        let lower = name.to_ascii_lowercase();
        lower.contains("/embeddings/") && !lower.contains("/_rels/") && !of_charts.contains(name)
    };
    let embedded = package.names().into_iter().filter(is_embedded);
    active.extend(embedded.map(|name| Active::Embedded(name.rsplit('/').next().unwrap_or(&name).to_owned())));
    active.sort();
    active.dedup();
    Ok(active)
}
