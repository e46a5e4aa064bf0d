//! One file of a site, made when somebody asks for it: how `serve` shows a library of any size at once.
//!
//! Nothing is kept from one edition of the library to the next, so nothing that is shown can be stale. What comes out is what
//! [`build`](super::build) writes at that path, byte for byte; only the search index is made elsewhere (`serve`).

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use super::{
    BuildError, asset, delivery,
    feed::Feed,
    kit,
    linking::ImageSizes,
    machines, offline,
    output::OutputError,
    plan::Plan,
    render::{self, Press, Shelf},
    responding, searching,
    view::{filter::Index, insights, special::compare},
};
use crate::{library::Target, theme::Theme};

/// What is at a path of a site.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// A file that was made.
    Made(Vec<u8>),
    /// A file of the library, as it is.
    File(PathBuf),
}

/// The files of one edition of a library.
pub struct Maker<'p, 'a> {
    plan: &'p Plan<'a>,
    theme: &'p Theme,
    sizes: ImageSizes,
    /// Files that documents show or lead to, by their stable paths in the site; known when one is asked for.
    files: Option<BTreeMap<String, String>>,
}

/// Where files wait that were made.
#[derive(Default)]
struct Tray(Mutex<BTreeMap<String, Vec<u8>>>);

impl Shelf for Tray {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes.to_owned());
        Ok(())
    }

    fn keep(&self, _: &str) -> bool {
        false
    }
}

impl<'p, 'a> Maker<'p, 'a> {
    /// Makes files of a plan.
    pub fn new(plan: &'p Plan<'a>, theme: &'p Theme) -> Self {
        Self { plan, theme, sizes: ImageSizes::default(), files: None }
    }

    /// The file at a path of the site; `None` where it has none.
    pub fn file(&mut self, path: &str) -> Result<Option<Found>, BuildError> {
        if let Some(bytes) = self.theme.file(path) {
            return Ok(Some(Found::Made(bytes.to_owned())));
        }
        if delivery::is_file(path) && folder_of(path, "index.html").is_none() {
            // Under any hash: who has an older page gets what is there now.
            let known = self.files().get(&delivery::stable_of(path)).cloned();
            if let Some(known) = known {
                return Ok(Some(Found::File(self.plan.library.root.join(known))));
            }
        }
        if delivery::is_file(path) || path == delivery::REDIRECTS {
            self.files();
        }
        let tray = Tray::default();
        let press = Press { plan: self.plan, theme: self.theme, shelf: &tray };
        self.make(&press, path)?;
        let made = tray.0.into_inner().unwrap_or_else(PoisonError::into_inner).remove(path);
        Ok(made.map(Found::Made))
    }

    /// The page that stands where none is.
    pub fn not_found(&self) -> Result<Vec<u8>, BuildError> {
        let tray = Tray::default();
        render::not_found(&Press { plan: self.plan, theme: self.theme, shelf: &tray })?;
        let made = tray.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(made.into_values().next().unwrap_or_default())
    }

    /// Path of the file that a page of the site is made of, relative to the library's root; `None` where it isn't one
    /// document's.
    pub fn source(&self, path: &str) -> Option<&'a str> {
        let number = self.plan.at(folder_of(path, "index.html")?)?;
        self.plan.documents[number].held.path()
    }

    /// Makes what may be at a path; perhaps other files as well.
    fn make(&self, press: &Press<'_, '_>, path: &str) -> Result<(), BuildError> {
        let plan = self.plan;
        for name in ["index.html", machines::JSON, "index.html.md"] {
            if let Some(number) = folder_of(path, name).and_then(|folder| plan.at(folder)) {
                return render::document(press, number, &self.sizes).map(drop);
            }
        }
        if let Some(number) = asset::folder_of_preview(path).and_then(|folder| plan.at(folder)) {
            return render::document(press, number, &self.sizes).map(drop);
        }
        if let Some(number) = kit_of(plan, path) {
            return kit::write(press, number, &self.sizes).map(drop);
        }
        if path == delivery::REDIRECTS {
            let files = self.files.iter().flat_map(BTreeMap::values).cloned().collect();
            return render::redirects(press, &files);
        }
        if let Some(folder) = folder_of(path, "index.html") {
            if delivery::is_file(path) {
                return self.make_stable(press, folder);
            }
            return self.make_page(press, folder);
        }
        if let Some(listing) = plan.listings.iter().find(|list| list.pages() > 1 && Index::path(list) == path) {
            return press.json(path, &Index::new(plan, listing));
        }
        if let Some((_, documents)) = compare::files(plan).iter().find(|(known, _)| known == path) {
            return press.json(path, documents);
        }
        if path.starts_with(responding::FOLDER) && !path.as_bytes().ends_with(b".html") {
            let files = responding::files(plan)?;
            return Ok(files.iter().try_for_each(|(path, bytes)| press.shelf.put(path, bytes))?);
        }
        if path.as_bytes().ends_with(b".csv") {
            return Ok(insights::files(plan).iter().try_for_each(|(path, bytes)| press.shelf.put(path, bytes))?);
        }
        if let Some(language) = plan.languages.iter().skip(1).find(|known| searching::labels_path(known) == path) {
            return render::search_labels(press, language);
        }
        match path {
            "404.html" => render::not_found(press),
            offline::WORKER => offline::end(press),
            machines::LLMS => render::for_machines(press, Feed::new(plan)),
            _ if path.as_bytes().ends_with(b".json") || path.as_bytes().ends_with(b".xml") => {
                render::for_machines(press, Feed::new(plan))
            }
            _ => Ok(()),
        }
    }

    /// Makes the page of a folder of the site that is no document's.
    fn make_page(&self, press: &Press<'_, '_>, folder: &str) -> Result<(), BuildError> {
        let plan = self.plan;
        if let Some(listing) = plan.listing(folder) {
            return render::list(press, listing, 1);
        }
        if let Some((list, page)) = folder.rsplit_once("/page/")
            && let (Some(listing), Ok(page)) = (plan.listing(list), page.parse())
            && (2..=listing.pages()).contains(&page)
        {
            return render::list(press, listing, page);
        }
        if let Some(special) = plan.specials.iter().find(|special| special.path() == folder) {
            return render::special(press, *special);
        }
        if let Some((course, path)) = plan.certificates.iter().find(|(_, path)| *path == folder) {
            return render::certificate(press, *course, path);
        }
        if let Some((number, _)) = plan.insights.iter().find(|(_, page)| page.path == folder) {
            return render::insight(press, *number);
        }
        match plan.redirects.get(folder) {
            Some(number) => render::redirect(press, folder, *number),
            None => render::homes(press).map(drop),
        }
    }

    /// The page at a file's stable address.
    fn make_stable(&self, press: &Press<'_, '_>, stable: &str) -> Result<(), BuildError> {
        let file = self.files.as_ref().and_then(|files| files.get(stable));
        file.map_or(Ok(()), |file| render::stable_address(press, file))
    }

    fn files(&mut self) -> &BTreeMap<String, String> {
        let plan = self.plan;
        self.files.get_or_insert_with(|| {
            let linked = plan.documents.iter().flat_map(|document| document.held.links());
            let gathered = plan.documents.iter().flat_map(|document| document.held.gathers());
            let all = linked.chain(gathered.map(|item| item.target));
            let linked = all.filter_map(|target| match target {
                Target::File(path) => Some(path),
                _ => None,
            });
            let assets = plan.documents.iter().filter_map(|document| document.asset);
            let wanted = linked.chain(assets.filter_map(asset::file));
            wanted.map(|path| (delivery::stable(plan, &path), path)).collect()
        })
    }
}

/// The kit that a file belongs to which its ZIP is made of.
fn kit_of(plan: &Plan<'_>, path: &str) -> Option<usize> {
    let (folder, file) = path.rsplit_once('/')?;
    let page = if file == kit::LIST { folder } else { folder.strip_suffix(kit::COPIES)?.strip_suffix('/')? };
    plan.at(page).filter(|number| kit::is_kit(plan.documents[*number].held))
}

/// The folder of a site that a file of that name is in; `None` where the path has another name.
fn folder_of<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    let folder = path.strip_suffix(name)?;
    if folder.is_empty() { Some(folder) } else { folder.strip_suffix('/') }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use std::{fs, path::Path};

    use super::*;
    use crate::{
        audience::Audience,
        library,
        site::{self, Base, Options, plan},
    };

    /// Every file of a build, by path, but those that only a build makes.
    fn files_of_a_build(output: &Path) -> BTreeMap<String, Vec<u8>> {
        let files = walkdir::WalkDir::new(output).into_iter().filter_map(Result::ok);
        let files = files.filter(|entry| entry.file_type().is_file());
        let files = files.map(|entry| {
            let path = entry.path().strip_prefix(output).unwrap().to_str().unwrap().to_owned();
            (path, fs::read(entry.path()).unwrap())
        });
        let is_index = |path: &str| path.starts_with("search/") && !path.starts_with("search/labels-");
        files.filter(|(path, _)| !is_index(path) && path != ".fieldbook-manifest").collect()
    }

    #[test]
    fn each_file_made_on_demand_is_the_one_that_a_build_writes() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (mut library, _) = library::load(root, jiff::civil::date(2026, 11, 22)).unwrap();
        library.config.offline.enabled = false;
        for audience in [Audience::Internal, Audience::Customer] {
            let folder = tempfile::tempdir().unwrap();
            let output = folder.path().join("public");
            let options = Options { output: output.clone(), audience, base: Base::at_root(), replace_foreign: false };
            site::build(&library, &options, site::Earlier::default(), &site::Silent).unwrap();

            let (mut theme, face) = site::theme_of(&library).unwrap();
            let wordbook = theme.words().clone();
            let mut plan = plan::plan(&library, &wordbook, audience, Base::at_root());
            plan.find_related();
            site::set_globals(&mut theme, &plan, face, None).unwrap();
            let mut maker = Maker::new(&plan, &theme);
            for (path, bytes) in files_of_a_build(&output) {
                let made = match maker.file(&path).unwrap() {
                    Some(Found::Made(made)) => Some(made),
                    Some(Found::File(file)) => fs::read(file).ok(),
                    None => None,
                };
                assert!(made.as_ref() == Some(&bytes), "{path} is another one, or isn't made");
            }
            assert_eq!(maker.file("nothing/index.html").unwrap(), None);
            assert_eq!(maker.file("files/../fieldbook.toml").unwrap(), None);
        }
    }
}
