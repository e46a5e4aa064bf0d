//! Real files that nobody here made, some of them hostile on purpose: `../shared/corpora/office`.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use fieldbook_extract::{Content, Limits, MediaType, Part, Place, ReadError, media_type, read};

/// No file there has more than some hundred pages.
const LONGEST: Duration = Duration::from_secs(5);

fn corpus() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora");
    let folder = std::env::var_os("FIELDBOOK_CORPORA").map_or(here, PathBuf::from).join("office");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

/// All files, by format and name.
fn files(folder: &Path) -> Vec<(String, String, Vec<u8>)> {
    let mut files = Vec::new();
    for kind in ["docx", "odf", "pdf", "pptx", "rtf", "xlsx"] {
        let mut names: Vec<_> = fs::read_dir(folder.join(kind)).unwrap().map(|entry| entry.unwrap().path()).collect();
        names.sort();
        for path in names {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.push((kind.to_owned(), name, fs::read(path).unwrap()));
        }
    }
    files
}

fn attempt(name: &str, bytes: &[u8]) -> Result<Content, ReadError> {
    read(bytes, media_type(bytes, name), &Limits::default())
}

fn words(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    counts
}

/// The share of a text's words that are in the other one as well.
fn found(expected: &str, text: &str) -> f64 {
    let (expected, text) = (words(expected), words(text));
    let both: usize = expected.iter().map(|(word, count)| text.get(word).map_or(0, |there| *count.min(there))).sum();
    let all: usize = expected.values().sum();
    #[expect(clippy::cast_precision_loss, reason = "files have fewer words than 2^52")]
    let share = if all == 0 { 1.0 } else { both as f64 / all as f64 };
    share
}

#[test]
fn no_file_takes_long_or_ends_the_program() {
    let Some(folder) = corpus() else { return };
    for (_, name, bytes) in files(&folder) {
        let begun = Instant::now();
        let _ = attempt(&name, &bytes);
        assert!(begun.elapsed() < LONGEST, "{name}: {:?}", begun.elapsed());
    }
}

#[test]
fn what_is_read_is_what_others_read() {
    let Some(folder) = corpus() else { return };
    let mut shares: BTreeMap<String, Vec<(f64, String)>> = BTreeMap::new();
    for (kind, name, bytes) in files(&folder) {
        let reference = folder.join(format!("reference-text/{kind}-{name}.txt"));
        let (Ok(content), Ok(expected)) = (attempt(&name, &bytes), fs::read_to_string(reference)) else { continue };
        // Some references have what is hidden as well, others lack notes and comments: what counts is that nothing of them is lost.
        let named = |part: &Part| match &part.place {
            Place::Sheet(name) => format!("{name}\n{}", part.text),
            _ => part.text.clone(),
        };
        let text: Vec<String> = content.parts.iter().map(named).collect();
        shares.entry(kind).or_default().push((found(&expected, &text.join("\n")), name));
    }
    for (kind, shares) in &mut shares {
        shares.sort_by(|one, other| one.0.total_cmp(&other.0));
        let half = shares[shares.len() / 2].0;
        println!("{kind}: {} files, median {half:.3}; worst {:?}", shares.len(), &shares[..shares.len().min(10)]);
        // References of decks say before each note that it is one.
        let least = if kind == "pptx" { 0.97 } else { 0.99 };
        assert!(half >= least, "{kind}: {half}");
    }
}

#[test]
fn hostile_files_are_refused_or_harmless() {
    let Some(folder) = corpus() else { return };
    for (_, name, bytes) in files(&folder) {
        let outcome = attempt(&name, &bytes);
        if name.contains("password") || name.contains("protected_passtika") {
            let media = media_type(&bytes, &name);
            if media == MediaType::LegacyOffice {
                assert_eq!(outcome, Err(ReadError::Encrypted), "{name}");
            }
        }
        // What an entity would have brought in from a file of this machine.
        if let Ok(content) = outcome {
            assert!(!content.text().contains("root:x:0"), "{name}");
        }
    }
}

/// A file with some of its bytes changed, or its end cut off.
fn damaged(bytes: &[u8], random: &mut fastrand::Rng) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if random.u8(..) < 64 {
        bytes.truncate(random.usize(..=bytes.len()));
    }
    for _ in 0..random.usize(..24) {
        if let Some(place) = bytes.len().checked_sub(1).map(|last| random.usize(..=last)) {
            bytes[place] = random.u8(..);
        }
    }
    bytes
}

/// `cargo xtask fuzz files` makes more of them, in a release build.
#[test]
fn damaged_files_are_read_or_refused() {
    let Some(folder) = corpus() else { return };
    let number = |name: &str, usual: u64| std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(usual);
    let mut random = fastrand::Rng::with_seed(number("FIELDBOOK_SEED", 8));
    // The largest are left out: most of the time would be theirs.
    let files: Vec<_> = files(&folder).into_iter().filter(|(.., bytes)| bytes.len() < 400_000).collect();
    let (mut slowest, mut read_count) = ((Duration::ZERO, String::new()), 0);
    let count = number("FIELDBOOK_DAMAGED", 300);
    for _ in 0..count {
        let (_, name, bytes) = &files[random.usize(..files.len())];
        let bytes = damaged(bytes, &mut random);
        let media = media_type(&bytes, name);
        let begun = Instant::now();
        read_count += u64::from(read(&bytes, media, &Limits::default()).is_ok());
        let _ = fieldbook_extract::strip(&bytes, media, &Limits::default());
        slowest = slowest.max((begun.elapsed(), name.clone()));
    }
    println!("{count} damaged files, {read_count} of them read; the slowest took {:?}: {}", slowest.0, slowest.1);
    assert!(slowest.0 < LONGEST, "{slowest:?}");
}
