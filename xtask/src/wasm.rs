//! `cargo xtask wasm`: builds the browser's modules into the theme, or says whether those there are current.
//!
//! The modules are committed, so that building Fieldbook needs no WASM tools. Beside each lies a **stamp**: a hash of all
//! that it was made from (sources, manifests, locked dependencies, flags) and the compiler's version. A module's bytes
//! don't depend on where the checkout is.
//!
//! They lie there as they are served, gzipped: many hosts send WebAssembly modules as they are, three times as large as need be, so
//! the page unpacks them itself.

mod sources;
mod tools;

use std::{
    fs,
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
};

use flate2::{Compression, GzBuilder, read::GzDecoder};

use crate::{Failure, process, repository};

/// A module of the browser's.
struct Module {
    /// The folder in `crates/` of the crate that becomes it.
    folder: &'static str,
    /// Folders in `crates/` of the repository's other crates in it.
    parts: &'static [&'static str],
    /// Its folder among the theme's static files.
    output: &'static str,
}

/// All of them.
const MODULES: [Module; 2] = [
    Module { folder: "search-wasm", parts: &["search"], output: "search" },
    Module { folder: "respond-wasm", parts: &["bids", "matching", "questionnaire", "search"], output: "respond" },
];

/// The compiler's target.
const TARGET: &str = "wasm32-unknown-unknown";

/// Files of a module in its folder of the theme.
const MODULE: &str = "engine.wasm.gz";
const GLUE: &str = "engine.js";

impl Module {
    /// The crate that becomes it.
    fn package(&self) -> String {
        format!("fieldbook-{}", self.folder)
    }

    /// Where one of its files is.
    fn file(&self, name: &str) -> PathBuf {
        repository::root().join("themes/default/static").join(self.output).join(name)
    }

    /// Its stamp, beside its crate: what is in the theme is served.
    fn stamp(&self) -> PathBuf {
        repository::root().join("crates").join(self.folder).join("engine.stamp")
    }
}

/// What `wasm-opt` is told: only what all browsers of the last three years know.
const OPTIMISE: &[&str] = &[
    "-Oz",
    "--strip-debug",
    "--strip-producers",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-multivalue",
];

/// Builds the browser's modules into the theme
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Only say whether the modules in the repository are what their sources give
    #[arg(long)]
    pub(crate) check: bool,
    /// Only this one
    #[arg(value_parser = MODULES.map(|module| module.output))]
    pub(crate) module: Option<String>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let bindgen = tools::bindgen_version()?;
    let is_wanted = |module: &&Module| arguments.module.as_ref().is_none_or(|wanted| wanted == module.output);
    for module in MODULES.iter().filter(is_wanted) {
        let sources = sources::hash(module, &bindgen, OPTIMISE)?;
        if arguments.check { check(module, &sources)? } else { build(module, &sources)? }
    }
    Ok(())
}

/// Builds a module and writes it with its stamp.
fn build(module: &Module, sources: &str) -> Result<(), Failure> {
    let compiler = tools::Compiler::find()?;
    let made = make(module, &compiler)?;
    let bytes = read(&made.module)?;
    let place = module.file(MODULE);
    let packed = gzip(&bytes).map_err(Failure::file(&place))?;
    write(&place, &packed)?;
    write(&module.file(GLUE), &read(&made.glue)?)?;
    let stamp = module.stamp();
    let text = format!("sources {sources}\ncompiler {}\n", compiler.version);
    write(&stamp, text.as_bytes())?;
    eprintln!("{}: {} kB, gzipped {} kB", module.output, bytes.len() / 1000, packed.len() / 1000);
    Ok(())
}

/// Compares a stamp with the sources and, where the compiler is that of the stamp, the module with a new one.
fn check(module: &Module, sources: &str) -> Result<(), Failure> {
    let stamp = module.stamp();
    let text = fs::read_to_string(&stamp).map_err(Failure::file(&stamp))?;
    let of = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default().trim();
    if of("sources") != sources {
        return Err(Failure::Other(format!(
            "{} was made from other sources than these: run `cargo xtask wasm` and commit what it writes",
            module.file(MODULE).display()
        )));
    }
    let compiler = tools::Compiler::find_installed();
    let Some(compiler) = compiler.filter(|compiler| compiler.version == of("compiler")) else {
        eprintln!("{}: the stamp is current; its compiler isn't here, so the bytes were not compared", module.output);
        return Ok(());
    };
    let made = make(module, &compiler)?;
    let (place, glue) = (module.file(MODULE), module.file(GLUE));
    let committed = unpacked(&read(&place)?).map_err(Failure::file(&place))?;
    for (made, committed, place) in [(&made.module, committed, place), (&made.glue, read(&glue)?, glue)] {
        if read(made)? != committed {
            return Err(Failure::Other(format!("{} is not what its sources give", place.display())));
        }
    }
    eprintln!("{}: the module is what its sources give, byte for byte", module.output);
    Ok(())
}

/// What a build made.
struct Made {
    module: PathBuf,
    glue: PathBuf,
}

fn make(module: &Module, compiler: &tools::Compiler) -> Result<Made, Failure> {
    let target = repository::root().join("target/wasm");
    process::run(&mut compiler.build(&module.package(), &target))?;
    let output = target.join(TARGET).join("wasm").join(format!("{}.wasm", module.package().replace('-', "_")));
    let package = target.join("package").join(module.output);
    let mut bindgen = process::command(&tools::bindgen()?);
    bindgen.args(["--target", "web", "--no-typescript", "--omit-default-module-path", "--out-name", "engine"]);
    process::run(bindgen.arg("--out-dir").arg(&package).arg(&output))?;
    let made = Made { module: package.join("engine.wasm"), glue: package.join(GLUE) };
    // wasm-bindgen's own JavaScript has no types that `tsc --checkJs` could hold it to.
    let glue = fs::read_to_string(&made.glue).map_err(Failure::file(&made.glue))?;
    fs::write(&made.glue, format!("// @ts-nocheck\n{glue}")).map_err(Failure::file(&made.glue))?;
    let mut optimise = tools::optimiser(&target)?;
    optimise.args(OPTIMISE).arg(package.join("engine_bg.wasm")).arg("-o").arg(&made.module);
    process::run(&mut optimise)?;
    Ok(made)
}

/// Gzips a module, as hard as can be and without a name and a date: the same bytes give the same.
fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn unpacked(packed: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    }
    fs::write(path, bytes).map_err(Failure::file(path))
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(Failure::file(path))
}
