//! What a module is made from, as one hash.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Module, TARGET, tools};
use crate::{Failure, process, repository};

/// A hash of the sources, the versions of all dependencies, the profile and the tools' flags.
pub(super) fn hash(module: &Module, bindgen: &str, optimise: &[&str]) -> Result<String, Failure> {
    let mut hasher = Hasher::new();
    let mut files = Vec::new();
    for folder in module.parts.iter().chain([&module.folder]) {
        let folder = repository::root().join("crates").join(folder);
        collect(&folder.join("Cargo.toml"), &mut files)?;
        collect(&folder.join("src"), &mut files)?;
    }
    files.sort();
    for file in &files {
        let name = file.strip_prefix(repository::root()).unwrap_or(file).to_string_lossy().replace('\\', "/");
        hasher.add(name.as_bytes());
        hasher.add(&fs::read(file).map_err(Failure::file(file))?);
    }
    hasher.add(dependencies(&module.package())?.as_bytes());
    hasher.add(profile()?.as_bytes());
    hasher.add(bindgen.as_bytes());
    hasher.add(optimise.join(" ").as_bytes());
    hasher.add(tools::recipe().as_bytes());
    Ok(hasher.finish())
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(Failure::file(path))? {
            collect(&entry.map_err(Failure::file(path))?.path(), files)?;
        }
    } else {
        files.push(path.to_owned());
    }
    Ok(())
}

/// Names, versions and features of all crates in the module, as `Cargo.lock` resolves them.
fn dependencies(package: &str) -> Result<String, Failure> {
    let mut tree = process::cargo();
    tree.args(["tree", "--locked", "--offline", "--package", package, "--target", TARGET, "--no-dedupe"]);
    let versions = process::output(tree.args(["--edges", "normal,build", "--prefix", "none", "--format", "{p}|{f}"]))?;
    let versions = versions.replace(&repository::root().display().to_string(), "");
    let mut lines: Vec<&str> = versions.lines().collect();
    lines.sort_unstable();
    lines.dedup();
    Ok(lines.join("\n"))
}

/// The part of the manifest that says how the module is compiled.
fn profile() -> Result<String, Failure> {
    let manifest = repository::root().join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(Failure::file(&manifest))?;
    let sections = text.split("\n[").filter(|section| {
        ["profile.wasm]", "profile.release]", "workspace.lints"].iter().any(|name| section.starts_with(name))
    });
    Ok(sections.collect())
}

/// FNV-1a with 128 bits: it is to notice a change, not to withstand anybody.
struct Hasher(u128);

impl Hasher {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

    fn new() -> Self {
        Self(Self::OFFSET)
    }

    /// Adds bytes, with their number, so that what stands side by side doesn't run together.
    fn add(&mut self, bytes: &[u8]) {
        for byte in (bytes.len() as u64).to_le_bytes().iter().chain(bytes) {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(Self::PRIME);
        }
    }

    fn finish(self) -> String {
        format!("{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_and_tells_where_parts_end() {
        let hash = |parts: &[&str]| {
            let mut hasher = Hasher::new();
            for part in parts {
                hasher.add(part.as_bytes());
            }
            hasher.finish()
        };
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
        assert_eq!(hash(&["ab", "c"]), hash(&["ab", "c"]));
    }
}
