//! What tests need from the machine beyond Rust, installed where it is missing.
//!
//! On Debian as root, packages are installed with `apt-get`. Elsewhere nothing outside the repository is touched, but for
//! Playwright's own copy of Chromium where no browser is found; what a developer must install is said by name.

use std::path::PathBuf;

use crate::{Failure, process, repository};

/// Names under which Chromium and its kin are installed.
const BROWSERS: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Where a browser is that the tests can drive; `None` means Playwright's own, which it finds by itself.
pub(crate) fn browser() -> Result<Option<PathBuf>, Failure> {
    if let Some(chrome) = std::env::var_os("CHROME") {
        return Ok(Some(chrome.into()));
    }
    if let Some(browser) = installed_browser() {
        return Ok(Some(browser));
    }
    if may_install() {
        install(&["chromium"])?;
        if let Some(browser) = installed_browser() {
            return Ok(Some(browser));
        }
    }
    process::run(process::command("npx").current_dir(browser_tests()).args([
        "playwright-core",
        "install",
        "chromium",
    ]))?;
    Ok(None)
}

/// Makes sure that the packages of the browser tests are there, in the versions of their lock file.
pub(crate) fn node_packages() -> Result<(), Failure> {
    require("npm", "nodejs and npm (https://nodejs.org)", &["nodejs", "npm"])?;
    let folder = browser_tests();
    // npm writes this copy of the lock file last, so it is as new as the installation.
    let (lock, installed) = (folder.join("package-lock.json"), folder.join("node_modules/.package-lock.json"));
    let age = |path: &PathBuf| path.metadata().and_then(|metadata| metadata.modified()).ok();
    if age(&installed).is_some_and(|installed| age(&lock).is_some_and(|lock| lock <= installed)) {
        return Ok(());
    }
    process::run(process::command("npm").current_dir(folder).args(["ci", "--no-audit", "--no-fund"]))
}

/// Makes sure that a program is there; else installs `packages`, or says that `what` is missing.
pub(crate) fn require(program: &str, what: &str, packages: &[&str]) -> Result<(), Failure> {
    if process::find(program).is_some() {
        return Ok(());
    }
    if !may_install() {
        return Err(Failure::Other(format!("`{program}` is missing: please install {what}")));
    }
    install(packages)
}

/// Installs Debian packages.
pub(crate) fn install(packages: &[&str]) -> Result<(), Failure> {
    let apt = || {
        let mut command = process::command("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    process::run(apt().args(["update", "--quiet"]))?;
    process::run(apt().args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages))
}

/// Whether this is a Debian where this user may install packages.
pub(crate) fn may_install() -> bool {
    process::find("apt-get").is_some()
        && process::output(process::command("id").arg("--user")).is_ok_and(|id| id.trim() == "0")
}

/// The folder of the browser tests and their packages.
pub(crate) fn browser_tests() -> PathBuf {
    repository::root().join("tests/browser")
}

fn installed_browser() -> Option<PathBuf> {
    BROWSERS.iter().find_map(|name| process::find(name))
}
