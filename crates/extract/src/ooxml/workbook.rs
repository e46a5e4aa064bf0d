//! Workbooks: each sheet's rows as lines, with tabs between cells. Numbers are as the file keeps them, without their formats, but for
//! days and times.

use super::{days::Days, package::Package};
use crate::{Content, Part, Place, ReadError, Trace, xml::Event};

/// Reads the sheets that a workbook names.
pub(super) fn read(package: &mut Package<'_>, workbook: &str) -> Result<Content, ReadError> {
    let relations = package.relations(workbook)?;
    let (mut sheets, mut since_1904) = (Vec::new(), false);
    package.each(workbook, |event| {
        let Event::Start(element) = event else { return };
        match element.name() {
            "workbookPr" => {
                since_1904 = element.attribute("date1904").is_some_and(|said| matches!(said.trim(), "1" | "true"));
            }
            "sheet" => {
                let is_hidden = element.attribute("state").is_some_and(|state| state != "visible");
                let named = element.attribute("name").zip(element.prefixed("id"));
                sheets.extend(named.map(|(name, id)| (name, id, is_hidden)));
            }
            _ => {}
        }
    })?;
    let part =
        |kind: &str| relations.iter().find(|relation| relation.is(kind)).map(|relation| relation.target.as_str());
    let shared = part("sharedStrings").map_or_else(|| Ok(Vec::new()), |part| texts(package, part, "si"))?;
    let days = Days::read(package, part("styles"), since_1904)?;
    let mut content = Content::default();
    let (mut hidden, mut comments) = (0, 0);
    content.facts.sheets = u32::try_from(sheets.len()).ok();
    for (name, id, is_hidden) in sheets {
        let Some(relation) = relations.iter().find(|relation| relation.id == id) else { continue };
        let text = sheet(package, &relation.target, &shared, &days)?;
        hidden += u32::from(is_hidden);
        let place = Place::Sheet(name);
        content.parts.push(Part { hidden: is_hidden, ..Part::new(place.clone(), text) });
        let beside = package.relations(&relation.target)?;
        for said in beside.iter().filter(|relation| relation.is("comments")) {
            let said = texts(package, &said.target, "comment")?;
            comments += u32::try_from(said.len()).unwrap_or(u32::MAX);
            content.parts.push(Part { hidden: true, ..Part::new(place.clone(), said.join("\n")) });
        }
    }
    let counted = [(hidden, Trace::HiddenSheets(hidden)), (comments, Trace::Comments(comments))];
    content.traces.extend(counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, trace)| trace));
    Ok(content)
}

/// The text in each element of a name: of shared strings, of comments. How characters of Chinese are read aloud isn't part of it.
fn texts(package: &mut Package<'_>, part: &str, within: &str) -> Result<Vec<String>, ReadError> {
    let mut all = Vec::new();
    let (mut text, mut is_text, mut is_reading) = (String::new(), false, false);
    package.each(part, |event| match event {
        Event::Start(element) => match element.name() {
            name if name == within => text.clear(),
            "rPh" => is_reading = true,
            "t" => is_text = !is_reading,
            _ => {}
        },
        Event::Text(some) if is_text => text.push_str(&some),
        Event::Text(_) => {}
        Event::End(name) => match &*name {
            name if name == within => all.push(std::mem::take(&mut text)),
            "rPh" => is_reading = false,
            "t" => is_text = false,
            _ => {}
        },
    })?;
    Ok(all)
}

fn sheet(package: &mut Package<'_>, part: &str, shared: &[String], days: &Days) -> Result<String, ReadError> {
    let (mut lines, mut line, mut value) = (String::new(), Vec::new(), String::new());
    let (mut kind, mut style, mut is_value) = (String::new(), String::new(), false);
    package.each(part, |event| match event {
        Event::Start(element) => match element.name() {
            "row" => line.clear(),
            "c" => {
                kind = element.attribute("t").unwrap_or_default();
                style = element.attribute("s").unwrap_or_default();
                value.clear();
            }
            "v" | "t" => is_value = true,
            _ => {}
        },
        Event::Text(text) if is_value => value.push_str(&text),
        Event::Text(_) => {}
        Event::End(name) => match &*name {
            "v" | "t" => is_value = false,
            "c" => {
                let shown = match kind.as_str() {
                    "s" => value.trim().parse().ok().and_then(|at: usize| shared.get(at)).cloned().unwrap_or_default(),
                    "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
                    "" | "n" => days.say(&value, &style).unwrap_or_else(|| std::mem::take(&mut value)),
                    _ => std::mem::take(&mut value),
                };
                if !shown.trim().is_empty() {
                    line.push(shown);
                }
            }
            "row" if !line.is_empty() => {
                lines.push_str(&line.join("\t"));
                lines.push('\n');
            }
            _ => {}
        },
    })?;
    Ok(lines)
}
