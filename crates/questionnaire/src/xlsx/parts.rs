//! Which parts a workbook is made of: `_rels/.rels` leads to the workbook, its relations to sheets and strings.

use std::collections::BTreeMap;

use crate::{
    QuestionnaireError,
    package::Package,
    xml::{self, Events, Node},
};

/// A workbook's parts and names.
pub(super) struct Workbook {
    /// The part itself.
    pub(super) part: String,
    /// In the order of their tabs. Charts that take a tab of their own are left out.
    pub(super) sheets: Vec<SheetPart>,
    /// The part of shared strings.
    pub(super) strings: Option<String>,
    /// Names for areas, in lower case, with the formula they stand for and the sheet (by its place in the file) they are of.
    pub(super) names: Vec<(String, Option<usize>, String)>,
}

/// A sheet's part.
pub(super) struct SheetPart {
    pub(super) name: String,
    pub(super) part: String,
    pub(super) is_hidden: bool,
    /// Its place among all tabs, which `localSheetId` speaks of.
    pub(super) tab: usize,
}

impl Workbook {
    /// Reads the workbook's part.
    pub(super) fn read(package: &Package<'_>) -> Result<Self, QuestionnaireError> {
        let part = main_part(package)?;
        let relations = relations(package, &part)?;
        let bytes = package.need(&part)?;
        let mut events = Events::new(&part, xml::text(&part, &bytes)?);
        let mut workbook = Self { part: part.clone(), sheets: Vec::new(), strings: None, names: Vec::new() };
        let mut name: Option<(String, Option<usize>, String)> = None;
        let mut tab = 0;
        loop {
            match events.next()?.0 {
                Node::Start(tag) if tag.name() == "sheet" => {
                    let target = tag.attribute("id").and_then(|id| relations.get(&id).cloned());
                    if let Some((_, target)) = target.filter(|(kind, _)| kind == "worksheet") {
                        let is_hidden = tag.attribute("state").is_some_and(|state| state != "visible");
                        let name = tag.attribute("name").unwrap_or_default();
                        workbook.sheets.push(SheetPart { name, part: target, is_hidden, tab });
                    }
                    tab += 1;
                }
                Node::Start(tag) if tag.name() == "definedName" => {
                    let sheet = tag.attribute("localSheetId").and_then(|id| id.parse().ok());
                    name = Some((tag.attribute("name").unwrap_or_default().to_lowercase(), sheet, String::new()));
                }
                Node::Text(text) => {
                    if let Some((_, _, formula)) = &mut name {
                        formula.push_str(&text);
                    }
                }
                Node::End(end) if end == "definedName" => workbook.names.extend(name.take()),
                Node::Eof => break,
                _ => {}
            }
        }
        workbook.strings = relations.into_values().find(|(kind, _)| kind == "sharedStrings").map(|(_, target)| target);
        Ok(workbook)
    }
}

/// The part that an office file is about.
pub(crate) fn main_part(package: &Package<'_>) -> Result<String, QuestionnaireError> {
    let main = relations(package, "")?.into_values().find(|(kind, _)| kind == "officeDocument");
    main.map(|(_, part)| part).ok_or_else(|| QuestionnaireError::damaged("_rels/.rels", "it names no document"))
}

/// The relations of a part (of the package, where the name is empty): by id, the last word of their type and the part they lead to.
pub(super) fn relations(
    package: &Package<'_>,
    part: &str,
) -> Result<BTreeMap<String, (String, String)>, QuestionnaireError> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let mut relations = BTreeMap::new();
    let Some(bytes) = package.part(&name)? else { return Ok(relations) };
    let mut events = Events::new(&name, xml::text(&name, &bytes)?);
    loop {
        match events.next()?.0 {
            Node::Start(tag) if tag.name() == "Relationship" => {
                let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target")) else { continue };
                if tag.attribute("TargetMode").is_some_and(|mode| mode == "External") {
                    continue;
                }
                let kind = tag.attribute("Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.insert(id, (kind, resolve(folder, &target)));
            }
            Node::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// The name of a part that a relation leads to, from the folder of the part that has it.
fn resolve(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = Vec::new();
    let base = if target.starts_with('/') { "" } else { folder };
    for step in base.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}
