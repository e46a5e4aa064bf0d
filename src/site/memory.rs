//! What a build remembers of itself, so that the next one sees without reading anything that nothing has changed, and else makes again
//! only what is made of something else than before.
//!
//! A [`Memory`] is three files and a folder below `.fieldbook/build/` in the library, for each output folder. They can be deleted at any
//! time, and hold for one version of the program only:
//!
//! | file | what |
//! |---|---|
//! | `OUTPUT.json` | what the last build was made of, and what came of it |
//! | `OUTPUT.inputs` | the content of each input, as it was read last ([`Ledger`]) |
//! | `OUTPUT.files` | what each file of the output was made of ([`Ledger`]) |
//! | `OUTPUT.search/` | parts of the search index, by what they were made of ([`Store`]) |
//!
//! Two looks at the inputs are remembered. The quick one is of names, sizes and times: when it is as it was, so are the files.
//! When it isn't, files are read and hashed, but not parsed: a fresh checkout has other times and the same contents. The output is
//! looked at by names, sizes and times, since nobody but a build should have written there.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Built, Changes, Earlier, output, output::Written};
use crate::{
    ledger::{self, Fingerprint, Fingerprinter, Ledger, Stamp},
    library,
    store::{self, Store},
    theme,
};

/// Counts the changes of this format.
const FORMAT: u32 = 3;

/// The folder of what is remembered, in a library.
const FOLDER: &str = ".fieldbook/build";

/// What makes one build another than the next, besides files.
#[derive(Debug)]
pub struct Way<'a> {
    /// The program: its version, and what tells one build of it from another.
    pub program: String,
    /// The library's folder.
    pub root: &'a Path,
    /// The folder to write to.
    pub output: &'a Path,
    /// For whom.
    pub audience: &'static str,
    /// Where it will be published; empty where `fieldbook.toml` says so.
    pub base: &'a str,
    /// The day that freshness is reckoned for.
    pub today: String,
}

/// Where what is remembered of a build is.
#[derive(Debug)]
pub struct Memory<'a> {
    way: Way<'a>,
    /// `OUTPUT.json`; the others are beside it.
    file: PathBuf,
    /// Stands for what makes one build another than the next, besides files.
    begin: Fingerprinter,
}

/// The inputs of a build, as they were before it.
#[derive(Debug)]
pub struct Inputs {
    files: Vec<Input>,
    quick: String,
    content: Option<Content>,
}

/// What the inputs hold.
#[derive(Debug)]
struct Content {
    hash: String,
    ledger: Ledger,
    /// Files that could change again and look the same, with what they held.
    fresh: Vec<(PathBuf, Fingerprint)>,
}

/// What is remembered.
#[derive(Debug, Serialize, Deserialize)]
struct Remembered {
    format: u32,
    quick: String,
    content: String,
    output: String,
    result: Outcome,
}

/// What a build has made, and what was found wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// What it has made.
    pub built: Built,
    /// How many errors there were.
    pub errors: usize,
    /// How many warnings there were.
    pub warnings: usize,
}

/// An input, as it is looked at.
#[derive(Debug)]
struct Input {
    path: String,
    place: PathBuf,
    /// `None` where it isn't there.
    metadata: Option<fs::Metadata>,
    /// Whether it could have changed again, when it was looked at, and look the same.
    was_fresh: bool,
}

impl<'a> Memory<'a> {
    /// That of a way of building.
    pub fn new(way: Way<'a>) -> Self {
        let name = Fingerprint::of("output", way.output.as_os_str().as_encoded_bytes()).digits();
        let file = way.root.join(FOLDER).join(format!("{}.json", &name[..16]));
        let begin = begin(&way);
        Self { way, file, begin }
    }

    /// Looks at the inputs, before a build reads them; `None` where that can't be done.
    pub fn look(&self) -> Option<Inputs> {
        let paths = library::input_files(self.way.root).ok()?;
        let input = |path: String| {
            let place = self.way.root.join(&path);
            let metadata = fs::metadata(&place).ok();
            Input { was_fresh: metadata.as_ref().is_some_and(ledger::is_fresh), metadata, place, path }
        };
        let files: Vec<Input> = paths.into_par_iter().map(input).collect();
        let quick = self.quick(&files);
        Some(Inputs { files, quick, content: None })
    }

    /// What the last build has made, where another one would make the same.
    pub fn holds(&self, inputs: &mut Inputs) -> Option<Outcome> {
        let bytes = fs::read(&self.file).ok()?;
        let mut remembered: Remembered = serde_json::from_slice(&bytes).ok()?;
        let is_as_it_was = remembered.quick == inputs.quick;
        if remembered.format != FORMAT || !is_as_it_was && self.content(inputs).hash != remembered.content {
            return None;
        }
        if output::look_at_all(self.way.output)?.digits() != remembered.output {
            return None;
        }
        // The next look is a quick one again.
        if !is_as_it_was && !inputs.files.iter().any(|input| input.was_fresh) {
            remembered.quick.clone_from(&inputs.quick);
            // What isn't remembered is found out again.
            let _ = self.write(&remembered);
            let _ = self.content(inputs).ledger.write(&self.inputs_file(), Self::inputs_scope());
        }
        let files = remembered.result.built.changes;
        let unchanged = Changes { written: 0, unchanged: files.written + files.unchanged, removed: 0 };
        Some(Outcome { built: Built { changes: unchanged, ..remembered.result.built }, ..remembered.result })
    }

    /// Before a build, which may be killed: reads what the inputs hold and forgets what the last one has made, but for what its
    /// files are made of, and the parts of the search index.
    pub fn begin(&self, inputs: Option<&mut Inputs>) -> Earlier {
        self.forget();
        let (_, ledger) = rayon::join(
            || inputs.map(|inputs| _ = self.content(inputs)),
            || Ledger::read(&self.files_file(), self.files_scope()),
        );
        Earlier { ledger, parts: Store::new(self.file.with_extension("search"), self.files_scope()) }
    }

    /// Remembers what a build has made of inputs. Where that can't be written, the next build does its work again.
    pub fn keep(&self, mut inputs: Inputs, written: &Written, result: Outcome) {
        let content = self.content(&mut inputs).hash.clone();
        let is_settled = inputs.is_settled();
        let output = written.state.digits();
        let remembered = Remembered { format: FORMAT, quick: inputs.quick, content, output, result };
        let ledger = inputs.content.map(|content| content.ledger).unwrap_or_default();
        let (of_inputs, of_files) = rayon::join(
            || self.prepare().and_then(|()| ledger.write(&self.inputs_file(), Self::inputs_scope())),
            || self.prepare().and_then(|()| written.ledger.write(&self.files_file(), self.files_scope())),
        );
        if !is_settled || of_inputs.and(of_files).and_then(|()| self.write(&remembered)).is_err() {
            self.forget();
        }
    }

    fn forget(&self) {
        // Where there is nothing, or nothing may be written, there is nothing to forget.
        let _ = fs::remove_file(&self.file);
    }

    /// Makes the folder of what is remembered.
    fn prepare(&self) -> io::Result<()> {
        store::ignored_by_git(self.way.root)?;
        fs::create_dir_all(self.way.root.join(FOLDER))
    }

    fn write(&self, remembered: &Remembered) -> io::Result<()> {
        let temporary = self.file.with_extension("new");
        fs::write(&temporary, serde_json::to_vec(remembered)?)?;
        fs::rename(temporary, &self.file)
    }

    fn inputs_file(&self) -> PathBuf {
        self.file.with_extension("inputs")
    }

    /// What a content is stays true, whatever program has read it.
    fn inputs_scope() -> Fingerprint {
        Fingerprint::of("inputs", &FORMAT.to_le_bytes())
    }

    fn files_file(&self) -> PathBuf {
        self.file.with_extension("files")
    }

    /// Another program makes other files of the same.
    fn files_scope(&self) -> Fingerprint {
        Fingerprinter::new("files").text(&FORMAT.to_string()).text(&self.way.program).end()
    }

    fn quick(&self, inputs: &[Input]) -> String {
        let mut hasher = self.begin.clone();
        for input in inputs {
            hasher.text(&input.path);
            match &input.metadata {
                Some(metadata) => hasher.part(Stamp::of(metadata).fingerprint()),
                None => hasher.text("gone"),
            };
        }
        hasher.end().digits()
    }

    /// The contents of all inputs, and the days of their times: they stand in for what git doesn't know. Files are read that have
    /// changed since they were read last.
    fn content<'i>(&self, inputs: &'i mut Inputs) -> &'i Content {
        let files = &inputs.files;
        inputs.content.get_or_insert_with(|| {
            let known = Ledger::read(&self.inputs_file(), Self::inputs_scope());
            let contents: Vec<Option<Fingerprint>> = files.par_iter().map(|input| input.content(&known)).collect();
            let mut hasher = self.begin.clone();
            let (mut ledger, mut fresh) = (Ledger::default(), Vec::new());
            for (input, content) in files.iter().zip(contents) {
                hasher.text(&input.path).text(&input.day().to_string());
                match content {
                    Some(content) => hasher.part(content),
                    None => hasher.text("gone"),
                };
                match (content, &input.metadata) {
                    (Some(content), _) if input.was_fresh => fresh.push((input.place.clone(), content)),
                    (Some(content), Some(metadata)) => {
                        ledger.note(input.path.clone(), content, Stamp::of(metadata));
                    }
                    _ => {}
                }
            }
            Content { hash: hasher.end().digits(), ledger, fresh }
        })
    }
}

/// What makes a build, besides files.
fn begin(way: &Way<'_>) -> Fingerprinter {
    let Way { program, root, output, audience, base, today } = way;
    let (root_text, output) = (root.to_string_lossy(), output.to_string_lossy());
    let mut all = Fingerprinter::new("inputs");
    for text in [program, &*root_text, &*output, audience, base, today] {
        all.text(text);
    }
    all.part(Fingerprint::of("theme", &theme::built_in_hash())).text(&library::commit(root));
    all
}

impl Inputs {
    /// Whether those that were fresh are as they were read, and no longer fresh: else what was built may be of something else than what
    /// stands there with the same times.
    fn is_settled(&self) -> bool {
        let read = |place: &Path| Fingerprint::of_file(&mut fs::File::open(place).ok()?).ok();
        let is_as_it_was = |(place, content): &(PathBuf, Fingerprint)| read(place) == Some(*content);
        let is_fresh = |input: &Input| input.metadata.as_ref().is_some_and(ledger::is_fresh);
        let fresh = self.content.iter().flat_map(|content| &content.fresh);
        !self.files.iter().any(is_fresh) && fresh.clone().all(is_as_it_was)
    }
}

impl Input {
    fn content(&self, known: &Ledger) -> Option<Fingerprint> {
        let stamp = Stamp::of(self.metadata.as_ref()?);
        let read = || Fingerprint::of_file(&mut fs::File::open(&self.place).ok()?).ok();
        known.of(&self.path, stamp).or_else(read)
    }

    /// The day of its last change, counted from 1970.
    fn day(&self) -> u64 {
        let modified = self.metadata.as_ref().and_then(|metadata| metadata.modified().ok());
        let since = modified.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        since.unwrap_or_default().as_secs() / (24 * 60 * 60)
    }
}
