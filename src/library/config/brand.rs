//! `[brand]`: the library's own face, of which the site's logo, colours and fonts are made.

use std::{fs, path::Path};

use super::{
    colour::{self, Colour},
    reader::Reader,
};
use crate::library::node::{Node, Table};

/// The library's own face.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brand {
    /// What stands for the name in the header.
    pub logo: Option<Picture>,
    /// What stands there in dark colours.
    pub logo_dark: Option<Picture>,
    /// The colour of links and marks, before it is fitted to a background.
    pub accent: Option<palette::Oklch<f64>>,
    /// What text is set in.
    pub font: Option<Font>,
    /// What headings are set in.
    pub heading_font: Option<Font>,
    /// What code is set in.
    pub mono_font: Option<Font>,
}

impl Brand {
    /// Its files, relative to the library's root.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let fonts = [&self.font, &self.heading_font, &self.mono_font].into_iter().flatten();
        let fonts = fonts.filter_map(|font| if let Font::File(path) = font { Some(path.as_str()) } else { None });
        let logos = [&self.logo, &self.logo_dark].into_iter().flatten();
        logos.map(|logo| logo.path.as_str()).chain(fonts)
    }
}

/// An image of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its file, relative to the library's root.
    pub path: String,
    /// Width and height in pixels.
    pub size: (u32, u32),
}

/// What text is set in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Font {
    /// Fonts that readers have, as CSS names them.
    Stack(String),
    /// A file of the library (WOFF2), relative to its root.
    File(String),
}

const KEYS: [&str; 6] = ["logo", "logo_dark", "accent", "font", "heading_font", "mono_font"];

/// Reads `[brand]`. `root` is the library's, `content` its folder of documents.
pub(super) fn read(reader: &mut Reader, table: &Table, root: &Path, content: &str) -> Brand {
    let Some(table) = reader.table(table, "brand") else { return Brand::default() };
    reader.only_keys(table, "[brand]", &KEYS);
    let files = Files { root, content };
    Brand {
        logo: picture(reader, table, "logo", &files),
        logo_dark: picture(reader, table, "logo_dark", &files),
        accent: accent(reader, table),
        font: font(reader, table, "font", &files),
        heading_font: font(reader, table, "heading_font", &files),
        mono_font: font(reader, table, "mono_font", &files),
    }
}

/// Where files are looked for: in the library, then among its documents.
struct Files<'a> {
    root: &'a Path,
    content: &'a str,
}

impl Files<'_> {
    /// The path of a file from the library's root, if it is there.
    fn find(&self, name: &str) -> Option<String> {
        let is_inside = !name.starts_with('/') && name.split('/').all(|part| !matches!(part, "" | "." | ".."));
        let among_documents = format!("{}/{name}", self.content);
        [name, &among_documents]
            .into_iter()
            .find(|path| is_inside && self.root.join(path).is_file())
            .map(|path| path.trim_start_matches('/').to_owned())
    }
}

fn accent(reader: &mut Reader, table: &Table) -> Option<Colour> {
    let text = reader.text(table, "accent")?;
    let colour = colour::parse(&text);
    if let (None, Some(node)) = (colour, table.get("accent")) {
        let help = "write it like `#14608f`, `oklch(0.45 0.11 235)` or `steelblue`";
        reader.bad_value(node, format!("`{text}` is no colour"), help);
    }
    colour
}

fn picture(reader: &mut Reader, table: &Table, key: &str, files: &Files<'_>) -> Option<Picture> {
    let (path, node) = file(reader, table, key, files)?;
    let size = fs::read(files.root.join(&path)).ok().and_then(|bytes| size(&bytes));
    if size.is_none() {
        reader.bad_value(node, format!("`{path}` is no image that a logo can be"), "use an SVG or PNG file");
    }
    size.map(|size| Picture { path, size })
}

/// Width and height of an SVG or PNG file in pixels.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an image's size is within u32, and a float's cast saturates"
)]
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    if bytes.starts_with(b"\x89PNG") {
        let size = imagesize::blob_size(bytes).ok()?;
        return Some((size.width.try_into().ok()?, size.height.try_into().ok()?));
    }
    let tree = resvg::usvg::Tree::from_data(bytes, &resvg::usvg::Options::default()).ok()?;
    Some((tree.size().width().ceil() as u32, tree.size().height().ceil() as u32))
}

fn font(reader: &mut Reader, table: &Table, key: &str, files: &Files<'_>) -> Option<Font> {
    let text = reader.text(table, key)?;
    let is_file =
        |extension: &str| Path::new(&text).extension().is_some_and(|known| known.eq_ignore_ascii_case(extension));
    if is_file("woff2") {
        let (path, node) = file(reader, table, key, files)?;
        let bytes = fs::read(files.root.join(&path)).unwrap_or_default();
        if !bytes.starts_with(b"wOF2") {
            reader.bad_value(node, format!("`{path}` is no WOFF2 font"), "convert the font to WOFF2");
            return None;
        }
        return Some(Font::File(path));
    }
    let is_name = |character: char| character.is_alphanumeric() || " ,-_'\"".contains(character);
    let quotes = |quote: char| text.matches(quote).count().is_multiple_of(2);
    if text.chars().all(is_name) && quotes('"') && quotes('\'') {
        return Some(Font::Stack(text));
    }
    let node = table.get(key)?;
    reader.bad_value(
        node,
        format!("`{key}` can't be `{text}`"),
        "name fonts as CSS does, like `\"Inter, sans-serif\"`, or a WOFF2 file of the library",
    );
    None
}

fn file<'t>(reader: &mut Reader, table: &'t Table, key: &str, files: &Files<'_>) -> Option<(String, &'t Node)> {
    let name = reader.text(table, key)?;
    let node = table.get(key)?;
    let path = files.find(&name);
    if path.is_none() {
        let help = "write its path from the library's folder, or from that of its documents";
        reader.unknown_name(format!("there is no file `{name}`"), help, node.span);
    }
    path.map(|path| (path, node))
}
