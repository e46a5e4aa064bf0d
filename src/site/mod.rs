//! The site: which pages there are for one audience, what they show, and how they get onto the disk.
//!
//! ```text
//! plan ──▶ Plan ──view──▶ view models ──theme──▶ HTML ──output──▶ files
//!   │                          │
//!  gate: only what the        linking: where links lead, which files they need
//!  readers may see
//! ```
//!
//! [`build`] runs the whole chain. Start reading there; then `plan.rs` for what a site consists of and `gate.rs` for who
//! sees what.

pub mod address;
pub mod asset;
pub mod brand;
pub mod cards;
pub mod delivery;
pub mod feed;
pub mod gate;
pub mod glossary;
pub mod kit;
pub mod labels;
pub mod linking;
pub mod machines;
pub mod memory;
pub mod offline;
pub mod on_demand;
pub mod output;
pub mod phrases;
pub mod plan;
pub mod render;
pub mod responding;
pub mod searching;
pub mod view;
pub mod visited;

use std::path::{Path, PathBuf};

pub use address::{BadBase, Base};
pub use output::{Changes, OutputError, Written};

use brand::Face;
use feed::Feed;
use output::Stage;
use plan::Plan;
use view::Site;

use crate::{
    audience::Audience,
    cards::CardError,
    ledger::Ledger,
    library::{Library, LoadError},
    search::SearchError,
    store::Store,
    theme::{Theme, ThemeError},
};

/// How a site is to be built.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder to write to.
    pub output: PathBuf,
    /// For whom.
    pub audience: Audience,
    /// Where it will be published.
    pub base: Base,
    /// Whether files that Fieldbook didn't write may be replaced.
    pub replace_foreign: bool,
}

/// What a build has made.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Built {
    /// Pages of documents.
    pub documents: usize,
    /// All pages.
    pub pages: usize,
    /// What happened in the output folder.
    pub changes: Changes,
    /// What readers' browsers keep for when there is no network; `None` where the library doesn't want that.
    pub kept: Option<offline::Kept>,
    /// What couldn't be done as asked, in sentences.
    pub notes: Vec<String>,
}

/// Why a site couldn't be built. The output is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The theme can't be used.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// The site can't be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// A document can't be read any more.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A social card can't be drawn.
    #[error(transparent)]
    Card(#[from] CardError),
    /// Search can't be indexed.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The output folder would hold what the site is made of.
    #[error("{}: a site can't be written over its library: {reason}", output.display())]
    OverLibrary {
        /// The output.
        output: PathBuf,
        /// In which way.
        reason: String,
    },
}

/// A part of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Reading the library, and looking what is wrong with it.
    Load,
    /// Finding out which pages there are.
    Plan,
    /// Making them, and indexing documents beside that.
    Render,
    /// Making the rest of the search index.
    Search,
    /// Choosing what readers' browsers keep.
    Offline,
    /// Putting files into place.
    Write,
}

/// Is told how far a build has come.
pub trait Progress: Sync {
    /// A phase begins, and so the one before it has ended.
    fn begin(&self, phase: Phase);

    /// So many of a phase's documents are done.
    fn advance(&self, done: usize, all: usize);
}

/// Nobody is told.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Phase) {}

    fn advance(&self, _: usize, _: usize) {}
}

/// What earlier builds have left to go by. Where there is nothing, all is made anew, with the same result.
#[derive(Debug, Default)]
pub struct Earlier {
    /// What the files are made of.
    pub ledger: Ledger,
    /// Parts of the search index.
    pub parts: Store,
}

/// Builds the site of a library.
pub fn build(
    library: &Library,
    options: &Options,
    earlier: Earlier,
    progress: &dyn Progress,
) -> Result<(Built, Written), BuildError> {
    progress.begin(Phase::Plan);
    refuse_library_folders(library, &options.output)?;
    let (mut theme, face) = theme_of(library)?;
    let wordbook = theme.words().clone();
    let mut plan = plan::plan(library, &wordbook, options.audience, options.base.clone());
    plan.find_related();
    let feed = feed::Feed::new(&plan);
    set_globals(&mut theme, &plan, face, feed.as_ref())?;

    let stage = Stage::begin(&options.output, options.replace_foreign, earlier.ledger)?;
    let press = render::Press { plan: &plan, theme: &theme, shelf: &stage };
    let gathered = render::Gathered { feed, parts: &earlier.parts };
    let pages = render::everything(&press, &stage, gathered, progress)?;
    progress.begin(Phase::Offline);
    let kept = offline::write(&press, &stage)?;
    progress.begin(Phase::Write);
    let (changes, written) = stage.commit()?;
    earlier.parts.sweep();
    plan.reader.keep();
    plan.notes.extend(asset::without_pictures(&plan));
    Ok((Built { documents: plan.documents.len(), pages, changes, kept, notes: plan.notes }, written))
}

/// A library's theme with its own face, and what pages get to know of that.
pub fn theme_of(library: &Library) -> Result<(Theme, Face), BuildError> {
    let mut theme = Theme::load(&library.root, &library.config.theme)?;
    let (face, files) = brand::files(library)?;
    theme.add_files(files);
    Ok((theme, face))
}

/// Tells a theme's templates what all pages of a plan share.
pub fn set_globals(theme: &mut Theme, plan: &Plan<'_>, face: Face, feed: Option<&Feed>) -> Result<(), ThemeError> {
    let site = Site::new(plan, theme.folder(), face, feed.map(|_| feed::FEED));
    theme.set_globals(&Globals { site })
}

#[derive(serde::Serialize)]
struct Globals {
    site: Site,
}

/// An output folder that holds the library, or is in its content, would be overwritten or read as content.
fn refuse_library_folders(library: &Library, output: &Path) -> Result<(), BuildError> {
    let refuse = |reason: &str| Err(BuildError::OverLibrary { output: output.to_owned(), reason: reason.to_owned() });
    let (root, output) = (real(&library.root), real(output));
    let content = root.join(&library.config.content);
    if root.starts_with(&output) || content.starts_with(&output) {
        return refuse("the library is in that folder");
    }
    if content != root && output.starts_with(&content) {
        return refuse("it is in the content folder");
    }
    let holds_documents = |path: &str| root.join(path).starts_with(&output);
    let paths = library.documents.iter().map(|document| document.path.as_str());
    match paths.into_iter().find(|path| holds_documents(path)) {
        Some(path) => refuse(&format!("the document {path} is in that folder")),
        None => Ok(()),
    }
}

/// A path with links followed as far as it exists.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for ancestor in absolute.ancestors() {
        if let (Ok(real), Ok(rest)) = (ancestor.canonicalize(), absolute.strip_prefix(ancestor)) {
            return if rest.as_os_str().is_empty() { real } else { real.join(rest) };
        }
    }
    absolute
}
