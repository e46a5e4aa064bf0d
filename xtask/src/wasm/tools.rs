//! The tools that make a module: a compiler for WASM, `wasm-bindgen` and `wasm-opt`.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use super::TARGET;
use crate::{Failure, process, repository};

/// Version of the npm package `binaryen`, which holds `wasm-opt`.
const BINARYEN: &str = "132.0.0";

/// Which of uuid's and tantivy's sources of randomness to take; the module draws none.
const RANDOMNESS: &str = r#"--cfg getrandom_backend="wasm_js""#;

/// Folder of Debian's own compiler, which builds the standard library from source.
const SYSTEM: &str = "/usr/bin";

/// A compiler that can make WASM.
pub(super) struct Compiler {
    /// What `rustc --version` says.
    pub(super) version: String,
    /// Whether it is the system's, without a standard library for WASM.
    is_system: bool,
}

impl Compiler {
    /// rustup's compiler with the target, which is added where it isn't there yet; else the system's.
    pub(super) fn find() -> Result<Self, Failure> {
        if let Some(compiler) = Self::find_installed() {
            return Ok(compiler);
        }
        if process::run(process::command("rustup").args(["target", "add", TARGET])).is_ok() {
            return Self::of("rustc", false);
        }
        let wants = format!("no compiler for {TARGET}: `rustup target add {TARGET}`, or Debian's rustc-web and lld");
        let system = Path::new(SYSTEM);
        let has_sources = Path::new("/usr/lib/rustlib/src/rust/library").is_dir();
        if has_sources && system.join("rustc").is_file() && system.join("wasm-ld").is_file() {
            Self::of("/usr/bin/rustc", true)
        } else {
            Err(Failure::Other(wants))
        }
    }

    /// rustup's compiler, if it has the target.
    pub(super) fn find_installed() -> Option<Self> {
        let library = process::output(process::command("rustc").args(["--print", "target-libdir", "--target", TARGET]));
        let has_target = library.is_ok_and(|folder| Path::new(folder.trim()).is_dir());
        has_target.then(|| Self::of("rustc", false).ok()).flatten()
    }

    fn of(rustc: &str, is_system: bool) -> Result<Self, Failure> {
        let version = process::output(process::command(rustc).arg("--version"))?;
        Ok(Self { version: version.trim().to_owned(), is_system })
    }

    /// The command that compiles a crate into a target folder of its own: its flags differ from all other builds'.
    pub(super) fn build(&self, package: &str, target: &Path) -> Command {
        let mut command = if self.is_system { process::command("/usr/bin/cargo") } else { process::cargo() };
        command.args(["build", "--locked", "--profile", "wasm", "--target", TARGET, "--package", package]);
        let mut flags = format!("{RANDOMNESS} {}", remapped_paths());
        if self.is_system {
            command.arg("-Zbuild-std=std,panic_abort").env("RUSTC_BOOTSTRAP", "1").env("PATH", system_first());
            flags += " -C linker=/usr/bin/wasm-ld -C linker-flavor=wasm-ld";
        }
        command.env("RUSTFLAGS", flags).env("CARGO_TARGET_DIR", target);
        command
    }
}

/// Flags that keep the checkout's place and cargo's home out of the module.
fn remapped_paths() -> String {
    let home = env::var("CARGO_HOME")
        .map_or_else(|_| PathBuf::from(env::var("HOME").unwrap_or_default()).join(".cargo"), PathBuf::from);
    format!(
        "--remap-path-prefix={}=fieldbook --remap-path-prefix={}=cargo",
        repository::root().display(),
        home.display()
    )
}

fn system_first() -> String {
    format!("{SYSTEM}:{}", env::var("PATH").unwrap_or_default())
}

/// Version of wasm-bindgen in `Cargo.lock`: that of the command must be the same.
pub(super) fn bindgen_version() -> Result<String, Failure> {
    let specification = process::output(process::cargo().args(["pkgid", "--offline", "wasm-bindgen"]))?;
    let version = specification.trim().rsplit(['@', '#']).next().unwrap_or_default();
    Ok(version.to_owned())
}

/// The `wasm-bindgen` command, installed where it isn't there in the version of `Cargo.lock`.
pub(super) fn bindgen() -> Result<String, Failure> {
    let version = bindgen_version()?;
    let suits = |program: &str| {
        let said = Command::new(program).arg("--version").output();
        said.is_ok_and(|said| String::from_utf8_lossy(&said.stdout).trim() == format!("wasm-bindgen {version}"))
    };
    let own = repository::root().join("target/tools");
    let installed = own.join("bin/wasm-bindgen").display().to_string();
    if let Some(found) = ["wasm-bindgen", &installed].into_iter().find(|program| suits(program)) {
        return Ok(found.to_owned());
    }
    let install = |more: &[&str]| {
        let mut install = process::cargo();
        install.args(["install", "wasm-bindgen-cli", "--version", &version, "--root"]).arg(&own).args(more);
        process::run(&mut install)
    };
    // Versions that its authors chose may have been withdrawn since; then those that stand today do. Bytes are compared in the end.
    install(&["--locked"]).or_else(|_| install(&[]))?;
    Ok(installed)
}

/// `wasm-opt`, from npm: it is itself WASM there, so it runs wherever node does.
pub(super) fn optimiser(target: &Path) -> Result<Command, Failure> {
    let folder = target.join("binaryen");
    let script = folder.join("node_modules/binaryen/bin/wasm-opt");
    if !script.is_file() {
        let package = format!("binaryen@{BINARYEN}");
        let mut install = process::command("npm");
        install.args(["install", "--no-save", "--no-audit", "--no-fund", &package, "--prefix"]).arg(&folder);
        process::run(&mut install)?;
    }
    let mut command = process::command("node");
    command.arg(script);
    Ok(command)
}

/// All that the tools add to what the module is made from.
pub(super) fn recipe() -> String {
    format!("binaryen {BINARYEN}\n{RANDOMNESS}\n{TARGET}")
}
