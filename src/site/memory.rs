//! What a build remembers of itself, so that the next one sees without reading anything that nothing has changed.
//!
//! A [`Memory`] is a small file below `.fieldbook/build/` in the library, one for each output folder and way of building. It can be
//! deleted at any time, and holds for one version of the program only.
//!
//! Two looks at the inputs are remembered. The quick one is of names, sizes and times: when it is as it was, so are the files.
//! When it isn't, files are read and hashed, but not parsed: a fresh checkout has other times and the same contents. The output is
//! looked at by names, sizes and times, since nobody but a build should have written there.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Built, Changes, output};
use crate::{library, theme};

/// Counts the changes of this format.
const FORMAT: u32 = 1;

/// The folder of what is remembered, in a library.
const FOLDER: &str = ".fieldbook/build";

/// A file that changed so short a time ago may change again without another time: file systems tick in milliseconds.
const FRESH: Duration = Duration::from_millis(50);

/// What makes one build another than the next, besides files.
#[derive(Debug, Serialize)]
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
    file: PathBuf,
}

/// The inputs of a build, as they were before it.
#[derive(Debug)]
pub struct Inputs {
    quick: String,
    content: String,
    is_fresh: bool,
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
struct Input {
    path: String,
    place: PathBuf,
    /// `None` where it isn't there.
    metadata: Option<fs::Metadata>,
}

impl<'a> Memory<'a> {
    /// That of a way of building.
    pub fn new(way: Way<'a>) -> Self {
        // A value of strings can always be written.
        let key = serde_json::to_vec(&way).unwrap_or_default();
        let name = blake3::hash(&key).to_hex();
        let file = way.root.join(FOLDER).join(format!("{}.json", &name[..16]));
        Self { way, file }
    }

    /// What the last build has made, where another one would make the same.
    pub fn holds(&self) -> Option<Outcome> {
        let bytes = fs::read(&self.file).ok()?;
        let remembered: Remembered = serde_json::from_slice(&bytes).ok()?;
        if remembered.format != FORMAT {
            return None;
        }
        let (inputs, output) = rayon::join(|| self.inputs(), || look_at_output(self.way.output));
        let inputs = inputs?;
        if output? != remembered.output {
            return None;
        }
        if self.quick(&inputs) != remembered.quick {
            if content(&inputs, &self.way) != remembered.content {
                return None;
            }
            // The next look is a quick one again.
            if !is_fresh(&inputs) {
                self.write(&Remembered { quick: self.quick(&inputs), ..remembered.clone_parts() });
            }
        }
        let files = remembered.result.built.changes;
        let unchanged = Changes { written: 0, unchanged: files.written + files.unchanged, removed: 0 };
        Some(Outcome { built: Built { changes: unchanged, ..remembered.result.built }, ..remembered.result })
    }

    /// Looks at the inputs, before a build reads them.
    pub fn look(&self) -> Option<Inputs> {
        let inputs = self.inputs()?;
        Some(Inputs { quick: self.quick(&inputs), content: content(&inputs, &self.way), is_fresh: is_fresh(&inputs) })
    }

    /// Remembers what a build has made of inputs. Where that can't be written, the next build does its work again.
    pub fn keep(&self, inputs: Inputs, result: Outcome) {
        let Inputs { quick, content, is_fresh } = inputs;
        let Some(output) = look_at_output(self.way.output).filter(|_| !is_fresh) else {
            return self.forget();
        };
        self.write(&Remembered { format: FORMAT, quick, content, output, result });
    }

    /// Forgets what was remembered: before a build, which may be killed.
    pub fn forget(&self) {
        // Where there is nothing, or nothing may be written, there is nothing to forget.
        let _ = fs::remove_file(&self.file);
    }

    fn write(&self, remembered: &Remembered) {
        // What isn't remembered is found out again.
        let _ = self.try_to_write(remembered);
    }

    fn try_to_write(&self, remembered: &Remembered) -> io::Result<()> {
        let folder = self.way.root.join(FOLDER);
        fs::create_dir_all(&folder)?;
        let ignore = self.way.root.join(".fieldbook/.gitignore");
        if !ignore.exists() {
            fs::write(ignore, "*\n")?;
        }
        let temporary = self.file.with_extension("new");
        fs::write(&temporary, serde_json::to_vec(remembered)?)?;
        fs::rename(temporary, &self.file)
    }

    /// All files that a build reads, in order.
    fn inputs(&self) -> Option<Vec<Input>> {
        let paths = library::input_files(self.way.root).ok()?;
        let input = |path: String| {
            let place = self.way.root.join(&path);
            Input { metadata: fs::metadata(&place).ok(), place, path }
        };
        Some(paths.into_par_iter().map(input).collect())
    }

    fn quick(&self, inputs: &[Input]) -> String {
        let mut hasher = self.hasher();
        for input in inputs {
            hasher.update(input.path.as_bytes()).update(&[0]);
            add_times(&mut hasher, input.metadata.as_ref());
        }
        hasher.finalize().to_hex().to_string()
    }

    /// Begins with all that isn't a file.
    fn hasher(&self) -> blake3::Hasher {
        hasher(&self.way)
    }
}

impl Remembered {
    fn clone_parts(&self) -> Self {
        Self {
            format: self.format,
            quick: self.quick.clone(),
            content: self.content.clone(),
            output: self.output.clone(),
            result: self.result.clone(),
        }
    }
}

fn hasher(way: &Way<'_>) -> blake3::Hasher {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&serde_json::to_vec(way).unwrap_or_default());
    hasher.update(&theme::built_in_hash());
    hasher.update(library::commit(way.root).as_bytes());
    hasher
}

/// The contents of all inputs, and the days of their times: they stand in for what git doesn't know.
fn content(inputs: &[Input], way: &Way<'_>) -> String {
    let digest = |input: &Input| {
        let day = input.metadata.as_ref().and_then(|metadata| metadata.modified().ok()).and_then(|time| {
            let since = time.duration_since(SystemTime::UNIX_EPOCH).ok()?;
            Some(since.as_secs() / (24 * 60 * 60))
        });
        let bytes = fs::read(&input.place).ok();
        (bytes.map(|bytes| blake3::hash(&bytes)), day)
    };
    let digests: Vec<_> = inputs.par_iter().map(digest).collect();
    let mut hasher = hasher(way);
    for (input, (hash, day)) in inputs.iter().zip(digests) {
        hasher.update(input.path.as_bytes()).update(&[0, u8::from(hash.is_some())]);
        hasher.update(hash.as_ref().map_or([0; 32].as_slice(), |hash| hash.as_bytes()));
        hasher.update(&day.unwrap_or_default().to_le_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

fn is_fresh(inputs: &[Input]) -> bool {
    let now = SystemTime::now();
    let times = inputs.iter().filter_map(|input| input.metadata.as_ref()?.modified().ok());
    let is_fresh = |time: SystemTime| now.duration_since(time).is_ok_and(|age| age < FRESH);
    times.into_iter().any(is_fresh)
}

/// Names, sizes and times of the files that Fieldbook wrote; `None` where there is no site.
fn look_at_output(output: &Path) -> Option<String> {
    let paths = output::written(output)?;
    let metadata: Vec<_> = paths.par_iter().map(|path| fs::symlink_metadata(output.join(path)).ok()).collect();
    let mut hasher = blake3::Hasher::new();
    for (path, metadata) in paths.iter().zip(&metadata) {
        hasher.update(path.as_bytes()).update(&[0]);
        add_times(&mut hasher, metadata.as_ref());
    }
    Some(hasher.finalize().to_hex().to_string())
}

/// Size and times of a file; on Unix the time of the last change to anything of it, which nobody can set.
fn add_times(hasher: &mut blake3::Hasher, metadata: Option<&fs::Metadata>) {
    let Some(metadata) = metadata else {
        hasher.update(b"gone");
        return;
    };
    hasher.update(&metadata.len().to_le_bytes());
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    hasher.update(&modified.unwrap_or_default().as_nanos().to_le_bytes());
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        for number in [metadata.ctime(), metadata.ctime_nsec()] {
            hasher.update(&number.to_le_bytes());
        }
        hasher.update(&metadata.ino().to_le_bytes());
    }
}
