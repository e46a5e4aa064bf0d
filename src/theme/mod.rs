//! Themes: templates that make pages of view models, and the static files that pages refer to.
//!
//! The default theme is in the binary. A library's `themes/NAME/templates/…` and `themes/NAME/static/…` replace single
//! files of it by the same path, or add files; `themes/NAME/words/…` replaces single words or adds a language. Static files are published under `assets/HASH/…`, where the hash is of all
//! of them: their addresses change when any of them does, so caches never go stale, and they may refer to each other by
//! relative paths.

mod error;
pub mod language;
mod packed;
mod source;
pub mod words;

use std::{borrow::Cow, collections::BTreeMap, path::Path};

use serde::Serialize;
use tera::{Context, Tera};

use crate::ledger::{Fingerprint, Fingerprinter};
pub use error::ThemeError;
pub(crate) use packed::gzip;
pub use words::{Wordbook, Words};

/// Name of the theme in the binary.
pub const DEFAULT: &str = "default";

/// The folder in the site that holds those of static files.
const FOLDER: &str = "assets";

/// A theme, ready to render.
pub struct Theme {
    tera: Tera,
    /// Where each template came from, for messages.
    origins: BTreeMap<String, String>,
    files: BTreeMap<String, Cow<'static, [u8]>>,
    folder: String,
    words: Wordbook,
    /// Stands for all that pages are made by: templates, words, what all of them see; `None` where that can't be told.
    made_by: Option<Fingerprinter>,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Theme")
            .field("origins", &self.origins)
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

impl Theme {
    /// Reads the theme `name` of the library in `root`, over the default one.
    pub fn load(root: &Path, name: &str) -> Result<Self, ThemeError> {
        let source::Files { templates, statics: files, words } = source::read(root, name)?;
        let origins = templates.iter().map(|(name, template)| (name.clone(), template.origin.clone())).collect();
        let mut made_by = Fingerprinter::new("theme");
        for (name, template) in &templates {
            made_by.text(name).text(&template.text);
        }
        for file in &words {
            made_by.text(&file.language).text(&file.text);
        }
        let words = Wordbook::read(&words)?;
        let mut tera = Tera::default();
        tera.register_filter("say", words::filter(words.clone()));
        tera.register_filter("day", words::date_filter(words.clone(), Words::day));
        tera.register_filter("in_language", words::language_filter(words.clone()));
        tera.register_filter("month", words::date_filter(words.clone(), Words::month));
        tera.autoescape_on([".html", ".xml"]);
        tera.add_raw_templates(templates.iter().map(|(name, template)| (name, &template.text)))
            .map_err(|error| ThemeError::template(&error, &origins))?;
        let folder = folder(&files);
        Ok(Self { tera, origins, files, folder, words, made_by: Some(made_by) })
    }

    /// Adds static files, by their paths.
    pub fn add_files(&mut self, files: BTreeMap<String, Vec<u8>>) {
        self.files.extend(files.into_iter().map(|(path, bytes)| (path, Cow::Owned(bytes))));
        self.folder = folder(&self.files);
    }

    /// Sets values that all templates see.
    pub fn set_globals(&mut self, globals: &impl Serialize) -> Result<(), ThemeError> {
        *self.tera.global_context() = self.context("the site", globals)?;
        self.made_by = self.made_by.take().and_then(|mut made_by| made_by.value(globals).cloned());
        Ok(())
    }

    /// The site's own words.
    pub fn words(&self) -> &Wordbook {
        &self.words
    }

    /// Whether there is a template of that name.
    pub fn has_template(&self, name: &str) -> bool {
        self.origins.contains_key(name)
    }

    /// Makes a page.
    pub fn render(&self, template: &str, view: &impl Serialize) -> Result<String, ThemeError> {
        let context = self.context(template, view)?;
        self.tera.render(template, &context).map_err(|error| ThemeError::template(&error, &self.origins))
    }

    /// Stands for all that a page is made of, since templates have nothing else to go by; `None` where that can't be told.
    pub fn fingerprint(&self, template: &str, view: &impl Serialize) -> Option<Fingerprint> {
        Some(self.made_by.clone()?.text(template).value(view)?.end())
    }

    /// The static files by their paths in the site.
    pub fn files(&self) -> impl Iterator<Item = (String, &[u8])> {
        self.files.iter().map(|(path, bytes)| (format!("{}/{path}", self.folder), bytes.as_ref()))
    }

    /// The static file at a path in the site; also at one that it had before another file changed.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        let (_, within) = path.strip_prefix(FOLDER)?.strip_prefix('/')?.split_once('/')?;
        self.files.get(within).map(AsRef::as_ref)
    }

    /// The folder in the site that holds the static files.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// Sixteen hexadecimal digits that stand for the scripts among the static files.
    pub fn hash_of_scripts(&self) -> String {
        let is_script = |path: &str| path.as_bytes().ends_with(b".js") || path.as_bytes().ends_with(b".wasm.gz");
        hash(self.files.iter().filter(|(path, _)| is_script(path)))
    }

    fn context(&self, what: &str, view: &impl Serialize) -> Result<Context, ThemeError> {
        Context::from_serialize(view).map_err(|error| ThemeError::Template {
            origin: self.origins.get(what).cloned().unwrap_or_else(|| what.to_owned()),
            place: None,
            report: error.to_string(),
        })
    }
}

/// Stands for all files of the default theme.
pub fn built_in_hash() -> [u8; 32] {
    source::built_in_hash()
}

/// The folder in the site of static files.
fn folder(files: &BTreeMap<String, Cow<'static, [u8]>>) -> String {
    format!("{FOLDER}/{}", hash(files))
}

/// Sixteen hexadecimal digits that stand for the names and bytes of all files.
fn hash<'f>(files: impl IntoIterator<Item = (&'f String, &'f Cow<'static, [u8]>)>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, bytes) in files {
        hasher.update(path.as_bytes()).update(&[0]);
        hasher.update(blake3::hash(bytes).as_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use std::fs;

    use super::*;

    fn library(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join("themes/mine").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    #[derive(Serialize)]
    struct View {
        name: &'static str,
    }

    #[test]
    fn a_library_replaces_single_templates_and_adds_its_own() {
        let library = library(&[("templates/mine.html", "Hello {{ name }}"), ("templates/redirect.html", "moved")]);
        let theme = Theme::load(library.path(), "mine").unwrap();
        assert_eq!(theme.render("mine.html", &View { name: "<you>" }).unwrap(), "Hello &lt;you&gt;");
        assert_eq!(theme.render("redirect.html", &View { name: "" }).unwrap(), "moved");
        assert!(theme.has_template("document.html"));
    }

    #[test]
    fn the_search_engine_is_served_gzipped() {
        let theme = Theme::load(library(&[]).path(), DEFAULT).unwrap();
        let (_, packed) = theme.files().find(|(path, _)| path.ends_with("search/engine.wasm.gz")).unwrap();
        let mut unpacked = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(packed), &mut unpacked).unwrap();
        assert!(unpacked.starts_with(b"\0asm"));
    }

    #[test]
    fn the_address_of_static_files_changes_with_any_of_them() {
        let plain = Theme::load(library(&[]).path(), DEFAULT).unwrap();
        let mine = library(&[("static/css/base.css", "body { color: red }")]);
        let theme = Theme::load(mine.path(), "mine").unwrap();
        assert_ne!(plain.folder(), theme.folder());
        let (_, bytes) = theme.files().find(|(path, _)| path.ends_with("/css/base.css")).unwrap();
        assert_eq!(bytes, b"body { color: red }");
        assert_eq!(plain.files().count(), theme.files().count());
    }

    #[test]
    fn a_mistake_in_a_template_is_named_by_file_line_and_column() {
        let broken = library(&[("templates/mine.html", "one\n{{ name | nonsense }}")]);
        let error = Theme::load(broken.path(), "mine").unwrap_err().to_string();
        assert!(error.contains("themes/mine/templates/mine.html:2:"), "{error}");

        let unfinished = library(&[("templates/mine.html", "one\ntwo {% if %}")]);
        let error = Theme::load(unfinished.path(), "mine").unwrap_err().to_string();
        assert!(error.contains("themes/mine/templates/mine.html:2:"), "{error}");

        let unknown = library(&[("templates/mine.html", "{{ name.first }}")]);
        let theme = Theme::load(unknown.path(), "mine").unwrap();
        let error = theme.render("mine.html", &View { name: "x" }).unwrap_err().to_string();
        assert!(error.contains("themes/mine/templates/mine.html:1:"), "{error}");
    }

    #[test]
    fn a_theme_that_is_not_there_is_an_error() {
        let error = Theme::load(library(&[]).path(), "other").unwrap_err();
        assert!(matches!(error, ThemeError::Missing { .. }), "{error}");
    }
}
