//! What the objects of a PDF may do and tell: actions (ISO 32000-2, 12.6), files within (7.11.4), comments (12.5) and metadata (14.3.2).

use hayro_interpret::hayro_syntax::{
    Pdf,
    object::{Dict, MaybeRef, Name, Object, Stream, String as Bytes},
};

use super::text;
use crate::{Active, Content, Limits, Part, Place, Trace, plain, xmp};

/// Objects within an object at most: deeper ones are built to exhaust programs.
const DEEPEST: usize = 32;
/// Kinds of annotations that somebody has written for others who work on the file.
const COMMENTS: [&str; 11] =
    ["Text", "Highlight", "Underline", "Squiggly", "StrikeOut", "Caret", "Ink", "Stamp", "Square", "Circle", "Line"];

/// Adds to a content what there is.
pub(super) fn read(pdf: &Pdf, limits: &Limits, content: &mut Content) {
    let mut found = Found::default();
    for object in pdf.objects() {
        found.visit(&object, 0);
    }
    content.active = found.active;
    content.active.sort();
    content.active.dedup();
    if !found.comments.is_empty() {
        content.traces.push(Trace::Comments(u32::try_from(found.comments.len()).unwrap_or(u32::MAX)));
        let mut text = found.comments.join("\n");
        text.truncate(text.floor_char_boundary(limits.text));
        content.parts.push(Part { hidden: true, ..Part::new(Place::Comments(None), text) });
    }
    content.traces.extend(authors(pdf).into_iter().map(Trace::Author));
}

#[derive(Default)]
struct Found {
    active: Vec<Active>,
    comments: Vec<String>,
}

impl Found {
    /// Looks at an object and all that stands in it; what it refers to is looked at for itself.
    fn visit(&mut self, object: &Object<'_>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match object {
            Object::Dict(dict) => self.visit_dict(dict, depth),
            Object::Stream(stream) => self.visit_dict(stream.dict(), depth),
            Object::Array(array) => {
                for object in array.raw_iter().filter_map(direct) {
                    self.visit(&object, depth + 1);
                }
            }
            _ => {}
        }
    }

    fn visit_dict(&mut self, dict: &Dict<'_>, depth: usize) {
        match name(dict, "S").as_deref() {
            Some("JavaScript") => self.active.push(Active::Script),
            Some("Launch" | "ImportData") => self.active.push(Active::Launch),
            _ => {}
        }
        // A file specification with a file.
        if dict.contains_key("EF") {
            let name = ["UF", "F"].into_iter().find_map(|key| dict.get::<Bytes<'_>>(key));
            self.active.push(Active::Embedded(name.map_or_else(String::new, |name| text(name.as_bytes()))));
        }
        if name(dict, "Subtype").is_some_and(|kind| COMMENTS.contains(&kind.as_str())) && dict.contains_key("Rect") {
            let said = dict.get::<Bytes<'_>>("Contents").map(|said| text(said.as_bytes()));
            self.comments.extend(said.filter(|said| !said.is_empty()));
        }
        for (_, value) in dict.entries() {
            if let Some(object) = direct(value) {
                self.visit(&object, depth + 1);
            }
        }
    }
}

fn direct(object: MaybeRef<Object<'_>>) -> Option<Object<'_>> {
    match object {
        MaybeRef::NotRef(object) => Some(object),
        MaybeRef::Ref(_) => None,
    }
}

fn name(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<Name<'_>>(key).map(|name| name.as_str().to_owned())
}

/// Those whom the metadata name (XMP, `dc:creator`).
fn authors(pdf: &Pdf) -> Vec<String> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let metadata = catalog.and_then(|catalog| catalog.get::<Stream<'_>>("Metadata"));
    let Some(bytes) = metadata.and_then(|stream| stream.decoded().ok()) else { return Vec::new() };
    xmp::read(&plain::decode(&bytes)).people
}
