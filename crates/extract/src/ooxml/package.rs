//! Parts and how they are related: ECMA-376, part 2.

use crate::{
    Limits, ReadError,
    archive::Archive,
    plain,
    xml::{Event, Xml},
};

/// A package that is being read.
pub(crate) struct Package<'a> {
    archive: Archive<'a>,
    /// Whether a part could only be read in part.
    pub(crate) is_damaged: bool,
}

/// A way from one part to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    pub(crate) id: String,
    kind: String,
    /// The other part's name, or an address outside.
    pub(crate) target: String,
    pub(crate) is_external: bool,
}

impl Relation {
    /// Whether it is of a kind, by the last word of the kind's address: the strict form has other ones.
    pub(crate) fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ReadError> {
        Ok(Self { archive: Archive::open(bytes, limits)?, is_damaged: false })
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.archive.names()
    }

    /// The text of a part; empty where there is none.
    pub(crate) fn text(&mut self, part: &str) -> Result<String, ReadError> {
        match self.archive.read(part) {
            Ok(bytes) => Ok(bytes.map(|bytes| plain::decode(&bytes)).unwrap_or_default()),
            // One part that is damaged is no reason not to read the others.
            Err(ReadError::Damaged { .. }) => {
                self.is_damaged = true;
                Ok(String::new())
            }
            Err(error) => Err(error),
        }
    }

    /// Hands over the events of a part.
    pub(crate) fn each(&mut self, part: &str, mut visit: impl FnMut(Event<'_>)) -> Result<(), ReadError> {
        let text = self.text(part)?;
        let mut xml = Xml::new(&text);
        xml.by_ref().for_each(&mut visit);
        self.is_damaged |= xml.is_damaged();
        Ok(())
    }

    /// The relations of a part; those of the package itself for an empty name.
    pub(crate) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, ReadError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let place =
            if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
        let mut relations = Vec::new();
        self.each(&place, |event| {
            let Event::Start(element) = event else { return };
            if let (Some(id), Some(kind), Some(target)) =
                (element.attribute("Id"), element.attribute("Type"), element.attribute("Target"))
            {
                let is_external = element.attribute("TargetMode").as_deref() == Some("External");
                let target = if is_external { target } else { joined(folder, &target) };
                relations.push(Relation { id, kind, target, is_external });
            }
        })?;
        Ok(relations)
    }
}

/// The part that a part of relations is of.
pub(crate) fn related_part(name: &str) -> Option<String> {
    let (folder, file) = name.strip_suffix(".rels")?.rsplit_once("_rels/")?;
    Some(format!("{folder}{file}"))
}

fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_the_part_or_to_the_package() {
        assert_eq!(joined("ppt/slides", "../notesSlides/n1.xml"), "ppt/notesSlides/n1.xml");
        assert_eq!(joined("ppt", "/docProps/core.xml"), "docProps/core.xml");
        assert_eq!(joined("", "word/document.xml"), "word/document.xml");
        assert_eq!(joined("a", "../../../x"), "x");
        assert_eq!(related_part("ppt/slides/_rels/slide1.xml.rels").as_deref(), Some("ppt/slides/slide1.xml"));
        assert_eq!(related_part("_rels/.rels").as_deref(), Some(""));
    }
}
