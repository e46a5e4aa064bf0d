//! Kits as they leave the site: the files of which a reader's browser makes one ZIP.
//!
//! | file | what |
//! |---|---|
//! | `KIT/kit.json` | names and addresses of all that goes into the ZIP |
//! | `KIT/copies/*.html` | each document as one HTML file, for the kit's readers; and what comes first in the ZIP, its contents |
//!
//! Documents go in as HTML, which opens on any machine by a double click, as markdown doesn't. A copy is made for those whom the
//! kit is for, not for those who build: what the company's own people see on the page isn't in what they hand to a customer.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use serde::Serialize;

use super::{
    BuildError,
    address::encoded,
    delivery,
    gate::Held,
    linking::ImageSizes,
    plan::Plan,
    render::Press,
    view::{
        facts::Fact,
        field::{self, Content, Field},
    },
};
use crate::{
    library::{LoadError, Target, kit},
    markdown::{Destination, LinkForm, Linker, Picture},
};

/// The list of a kit's files, beside its page.
pub const LIST: &str = "kit.json";
/// The folder of copies, beside a kit's page.
pub const COPIES: &str = "copies";
/// Version of the list's format.
const FORMAT: u32 = 1;
/// Stands for a document that the readers don't have.
const WITHHELD: &str = "…";
/// Most characters that a title gives to a file's name.
const NAME: usize = 80;

/// Something in a kit.
pub struct Piece<'a> {
    /// What it is for.
    pub note: Option<&'a str>,
    /// What it is.
    pub what: What<'a>,
    /// Its name in the ZIP; `None` where those whom the kit is for don't get it.
    pub name: Option<String>,
}

/// What is in a kit.
pub enum What<'a> {
    /// A document.
    Document {
        /// Its number in the plan.
        number: usize,
        /// As those see it whom the kit is for.
        handed_over: Option<Held<'a>>,
    },
    /// A file, by its path relative to the library's root.
    File(String),
}

/// What a kit gathers, as far as the build holds it; nothing of a document that is no kit.
pub fn pieces<'a>(plan: &Plan<'a>, number: usize) -> Vec<Piece<'a>> {
    let kit = plan.documents[number].held;
    let items = kit.gathers();
    let width = items.len().to_string().len().max(2);
    let items = (1..).zip(items).filter_map(|(place, item)| {
        let named = |title: &str, extension: &str| format!("{place:0width$} {}{extension}", file_name(title));
        let (what, name) = match item.target {
            Target::Document { index, .. } => {
                let number = plan.number_of(index)?;
                let handed_over = plan.documents[number].held.handed_over(kit.audience());
                let name = handed_over.map(|held| named(held.title(), ".html"));
                (What::Document { number, handed_over }, name)
            }
            Target::File(path) => {
                let file = path.rsplit('/').next().unwrap_or(&path);
                let (stem, extension) = file.rsplit_once('.').map_or((file, String::new()), |(stem, extension)| {
                    (stem, format!(".{}", extension.to_lowercase()))
                });
                // Without a sidecar the title is made of the name.
                let said = plan.library.asset(&path).filter(|asset| asset.sidecar.is_some());
                let name = named(said.map_or(stem, |asset| asset.about.title.as_str()), &extension);
                let is_theirs = kit.handed_over(kit.audience()).is_some_and(|kit| kit.may_show(&path));
                (What::File(path), is_theirs.then_some(name))
            }
            _ => return None,
        };
        Some(Piece { note: item.note, what, name })
    });
    items.collect()
}

/// A title as the name of a file on any system.
fn file_name(title: &str) -> String {
    let plain = |character: char| match character {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => ' ',
        control if control.is_control() => ' ',
        other => other,
    };
    let name: String = title.chars().map(plain).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = name.chars().take(NAME).collect();
    name.trim_matches(['.', ' ']).to_owned()
}

/// Where a kit's list is in the site.
pub fn list_path(page: &str) -> String {
    format!("{page}/{LIST}")
}

/// Where the copy of a document is in the site, by its name in the ZIP.
pub fn copy_path(page: &str, name: &str) -> String {
    format!("{page}/{COPIES}/{name}")
}

/// `kit.json`
#[derive(Serialize)]
struct List {
    format: u32,
    /// What the ZIP is called.
    name: String,
    files: Vec<ListedFile>,
}

/// A file of the ZIP.
#[derive(Serialize)]
struct ListedFile {
    name: String,
    url: String,
}

/// A document's copy.
#[derive(Serialize)]
struct CopyPage<'a> {
    language: &'a str,
    words: &'a str,
    title: &'a str,
    summary: Option<&'a str>,
    fields: Vec<Field>,
    facts: Vec<Fact>,
    body: String,
}

/// What comes first in the ZIP.
#[derive(Serialize)]
struct ContentsPage<'a> {
    language: &'a str,
    words: &'a str,
    title: &'a str,
    summary: Option<&'a str>,
    body: String,
    entries: Vec<ContentsEntry<'a>>,
}

#[derive(Serialize)]
struct ContentsEntry<'a> {
    title: String,
    url: String,
    note: Option<&'a str>,
}

/// Makes the files of a kit beside its page; returns the library's files that it needs.
pub(super) fn write(press: &Press<'_, '_>, number: usize, sizes: &ImageSizes) -> Result<BTreeSet<String>, BuildError> {
    let plan = press.plan;
    let kit = &plan.documents[number];
    let pieces = pieces(plan, number);
    let pictures = RefCell::default();
    let mut files = vec![contents(press, number, &pieces, (sizes, &pictures))?];
    for piece in &pieces {
        let Some(name) = &piece.name else { continue };
        files.push(match &piece.what {
            What::Document { handed_over: Some(held), .. } => {
                let outward = Outward { plan, held: *held, pieces: &pieces, sizes, pictures: &pictures };
                let page = copy(plan, *held, &outward)?;
                listed(press, kit.path.as_str(), name, &page, "kit-copy.html")?
            }
            What::Document { .. } => continue,
            What::File(path) => {
                let url = plan.base.file(&delivery::published(plan, path));
                ListedFile { name: name.clone(), url }
            }
        });
    }
    let pictures: BTreeMap<String, String> = pictures.into_inner();
    files.extend(
        pictures.iter().map(|(name, path)| ListedFile {
            name: name.clone(),
            url: plan.base.file(&delivery::published(plan, path)),
        }),
    );
    let list = List { format: FORMAT, name: format!("{}.zip", file_name(kit.held.title())), files };
    press.json(&list_path(&kit.path), &list)?;
    let gathered = pieces.into_iter().filter_map(|piece| match piece.what {
        What::File(path) => Some(path),
        What::Document { .. } => None,
    });
    Ok(gathered.chain(pictures.into_values()).collect())
}

/// Makes a file for the ZIP beside the kit's page.
fn listed(
    press: &Press<'_, '_>,
    kit: &str,
    name: &str,
    page: &impl Serialize,
    template: &str,
) -> Result<ListedFile, BuildError> {
    let path = copy_path(kit, name);
    press.file(&path, template, page)?;
    Ok(ListedFile { name: name.to_owned(), url: press.plan.base.file(&path) })
}

/// Pictures of a kit's documents, by their names in the ZIP.
type Pictures = RefCell<BTreeMap<String, String>>;

/// Makes the file that comes first: what is in the kit, and what each is for.
fn contents(
    press: &Press<'_, '_>,
    number: usize,
    pieces: &[Piece<'_>],
    (sizes, pictures): (&ImageSizes, &Pictures),
) -> Result<ListedFile, BuildError> {
    let plan = press.plan;
    let kit = &plan.documents[number];
    let Some(held) = kit.held.handed_over(kit.held.audience()) else {
        return Ok(ListedFile { name: String::new(), url: String::new() });
    };
    let words = plan.words(held.language());
    let entries = pieces.iter().filter_map(|piece| {
        let name = piece.name.as_ref()?;
        let title = match &piece.what {
            What::Document { handed_over, .. } => (*handed_over)?.title().to_owned(),
            What::File(path) => path.rsplit('/').next().unwrap_or(path).to_owned(),
        };
        Some(ContentsEntry { title, url: encoded(name), note: piece.note })
    });
    let outward = Outward { plan, held, pieces, sizes, pictures };
    let page = ContentsPage {
        language: held.language(),
        words: words.language(),
        title: held.title(),
        summary: held.summary(),
        body: held.copy(&outward, &plan.phrases(number))?,
        entries: entries.collect(),
    };
    let name = format!("00 {}.html", words.say("kit-contents"));
    listed(press, &kit.path, &name, &page, "kit-contents.html")
}

fn copy<'a>(plan: &'a Plan<'_>, held: Held<'a>, linker: &dyn Linker) -> Result<CopyPage<'a>, LoadError> {
    let words = plan.words(held.language());
    // What documents a field names is looked up among all of this build.
    let (mut fields, facts) = field::all(plan, held, &[]);
    fields.retain(|field| !matches!(field.content, Content::Links { .. }));
    Ok(CopyPage {
        language: held.language(),
        words: words.language(),
        title: held.title(),
        summary: held.summary(),
        fields,
        facts,
        body: held.copy(linker, &words.into())?,
    })
}

/// Links of a document that leaves the site with others: to these by their names, to the rest not at all.
struct Outward<'o, 'p, 'a> {
    plan: &'p Plan<'a>,
    held: Held<'a>,
    pieces: &'o [Piece<'a>],
    sizes: &'o ImageSizes,
    pictures: &'o Pictures,
}

impl Outward<'_, '_, '_> {
    fn to_document(&self, index: usize) -> Destination {
        let Some(number) = self.plan.number_of(index) else { return Destination::Words(Some(WITHHELD.to_owned())) };
        let id = self.plan.documents[number].held.id();
        let in_kit = self.pieces.iter().find_map(|piece| match &piece.what {
            What::Document { handed_over: Some(held), .. } if held.id() == id => Some((piece.name.as_ref()?, *held)),
            _ => None,
        });
        if let Some((name, held)) = in_kit {
            return Destination::Url { url: encoded(name), title: Some(held.title().to_owned()), external: false };
        }
        // The title of what they may not see isn't theirs to read.
        let known = self.plan.documents[number].held.handed_over(self.held.audience_of_build());
        Destination::Words(Some(known.map_or_else(|| WITHHELD.to_owned(), |held| held.title().to_owned())))
    }

    fn to_file(&self, path: &str) -> Destination {
        let is_it = |piece: &&Piece<'_>| matches!(&piece.what, What::File(other) if other == path);
        match self.pieces.iter().find(is_it).and_then(|piece| piece.name.as_ref()) {
            Some(name) => Destination::Url { url: encoded(name), title: None, external: false },
            None => Destination::Words(None),
        }
    }

    /// The name of a picture in the ZIP.
    fn picture(&self, path: &str) -> String {
        let mut pictures = self.pictures.borrow_mut();
        let inner = path.strip_prefix(self.plan.library.config.content.as_str()).unwrap_or(path).trim_matches('/');
        let last = inner.rsplit('/').next().unwrap_or(inner);
        let names = [format!("images/{last}"), format!("images/{}", inner.replace('/', "-"))];
        let is_free = |name: &&String| pictures.get(*name).is_none_or(|known| known == path);
        let name = names.iter().find(is_free).cloned().unwrap_or_else(|| format!("images/{inner}"));
        pictures.insert(name.clone(), path.to_owned());
        name
    }
}

impl Linker for Outward<'_, '_, '_> {
    fn link(&self, form: LinkForm, target: &str) -> Destination {
        match self.held.resolve(form, target) {
            Target::Document { index, .. } => self.to_document(index),
            Target::File(path) => self.to_file(&path),
            Target::External(url) if !self.held.may_lead_to(&url) => Destination::Words(Some(WITHHELD.to_owned())),
            Target::External(url) => Destination::Url { url, title: None, external: true },
            Target::Ambiguous(_) | Target::Missing => Destination::Words(None),
        }
    }

    fn image(&self, target: &str) -> Option<Picture> {
        match self.held.resolve(LinkForm::Image, target) {
            Target::File(path) if !self.held.may_show(&path) => None,
            Target::File(path) => {
                let size = self.sizes.of(&self.plan.library.root, &path);
                Some(Picture { url: encoded(&self.picture(&path)), size })
            }
            Target::External(url) if !self.held.may_lead_to(&url) => None,
            Target::External(url) => Some(Picture { url, size: None }),
            Target::Document { .. } | Target::Ambiguous(_) | Target::Missing => None,
        }
    }
}

/// Whether a document has files for a ZIP.
pub fn is_kit(held: Held<'_>) -> bool {
    held.kind_name() == kit::KIND
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_files_that_every_system_takes() {
        assert_eq!(file_name("Kilbrack: 41 alarms / week?  \"Six\""), "Kilbrack 41 alarms week Six");
        assert_eq!(file_name("..\u{7}hidden."), "hidden");
        assert_eq!(file_name(&"ä".repeat(200)).chars().count(), NAME);
    }
}
