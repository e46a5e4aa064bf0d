//! Where a theme's files come from: the binary, and the library's folder over it.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use rust_embed::RustEmbed;
use walkdir::WalkDir;

use super::{DEFAULT, ThemeError, packed, words::WordsFile};

/// The default theme.
#[derive(RustEmbed)]
#[folder = "themes/default"]
struct BuiltIn;

/// Stands for all files of the default theme.
pub(super) fn built_in_hash() -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for path in BuiltIn::iter() {
        if let Some(file) = BuiltIn::get(&path) {
            hasher.update(path.as_bytes()).update(&file.metadata.sha256_hash());
        }
    }
    *hasher.finalize().as_bytes()
}

/// The text of a template.
#[derive(Clone, Debug)]
pub(super) struct Template {
    pub(super) text: String,
    /// What messages call it.
    pub(super) origin: String,
}

/// All files of a theme.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// By name, as templates call each other.
    pub(super) templates: BTreeMap<String, Template>,
    /// By path relative to `static/`.
    pub(super) statics: BTreeMap<String, Cow<'static, [u8]>>,
    /// The library's after those built in.
    pub(super) words: Vec<WordsFile>,
}

/// Reads the files of a theme, those of the library over those in the binary. Templates of pages in the binary have a
/// second name, `default/NAME`: by it a template that replaces one can extend it.
pub(super) fn read(root: &Path, name: &str) -> Result<Files, ThemeError> {
    let mut files = Files::default();
    for path in BuiltIn::iter() {
        if let Some(file) = BuiltIn::get(&path) {
            let is_script = path.rsplit_once('.').is_some_and(|(_, extension)| extension == "js");
            let bytes = if is_script { packed::without_comments(&file.data).into() } else { file.data };
            files.add(&path, bytes, format!("built-in {path}"))?;
        }
    }
    let folder = root.join("themes").join(name);
    if folder.is_dir() {
        files.name_defaults();
        files.add_folder(&folder, name)?;
    } else if name != DEFAULT {
        return Err(ThemeError::Missing { folder });
    }
    Ok(files)
}

impl Files {
    fn name_defaults(&mut self) {
        // Components have one name each, over all templates: those that define some can't be there twice.
        let pages = self.templates.iter().filter(|(_, template)| !template.text.contains("endcomponent"));
        let defaults: Vec<_> = pages.map(|(name, template)| (format!("{DEFAULT}/{name}"), template.clone())).collect();
        self.templates.extend(defaults);
    }

    fn add_folder(&mut self, folder: &Path, name: &str) -> Result<(), ThemeError> {
        for entry in WalkDir::new(folder).follow_links(true).sort_by_file_name() {
            let entry = entry.map_err(|error| ThemeError::Read {
                path: error.path().map_or_else(|| folder.to_owned(), PathBuf::from),
                source: error.into(),
            })?;
            let Ok(relative) = entry.path().strip_prefix(folder) else { continue };
            if !entry.file_type().is_file() || is_hidden(relative) {
                continue;
            }
            let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
            let path = parts.join("/");
            let bytes =
                fs::read(entry.path()).map_err(|source| ThemeError::Read { path: entry.path().to_owned(), source })?;
            // A copy of what is in the binary replaces nothing.
            if BuiltIn::get(&path).is_none_or(|built_in| built_in.data != bytes) {
                self.add(&path, bytes.into(), format!("themes/{name}/{path}"))?;
            }
        }
        Ok(())
    }

    fn add(&mut self, path: &str, bytes: Cow<'static, [u8]>, origin: String) -> Result<(), ThemeError> {
        if let Some(name) = path.strip_prefix("templates/") {
            let text = text(bytes, &origin)?;
            self.templates.insert(name.to_owned(), Template { text, origin });
        } else if let Some((language, _)) = path.strip_prefix("words/").and_then(|path| path.split_once('/')) {
            let text = text(bytes, &origin)?;
            self.words.push(WordsFile { language: language.to_owned(), text, origin });
        } else if let Some(name) = path.strip_prefix("static/") {
            self.statics.insert(name.to_owned(), bytes);
        }
        Ok(())
    }
}

fn text(bytes: Cow<'static, [u8]>, origin: &str) -> Result<String, ThemeError> {
    String::from_utf8(bytes.into_owned()).map_err(|_| ThemeError::NotText { origin: origin.to_owned() })
}

/// Editors leave hidden files behind.
fn is_hidden(path: &Path) -> bool {
    path.iter().any(|part| part.to_string_lossy().starts_with('.'))
}
