//! `cargo xtask wasm`: builds the browser's search module into the theme, or says whether the one there is current.
//!
//! The module is committed, so that building Fieldbook needs no WASM tools. Beside it lies a **stamp**: a hash of all
//! that it was made from (sources, manifests, locked dependencies, flags) and the compiler's version. The module's bytes
//! don't depend on where the checkout is.

mod sources;
mod tools;

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{Failure, process, repository};

/// The crate that becomes the module.
const CRATE: &str = "fieldbook-search-wasm";

/// The compiler's target.
const TARGET: &str = "wasm32-unknown-unknown";

/// Folder of the module in the repository.
const OUTPUT: &str = "themes/default/static/search";

/// Files of the module; the stamp is beside the theme's static files, for it isn't served.
const MODULE: &str = "engine.wasm";
const GLUE: &str = "engine.js";
const STAMP: &str = "crates/search-wasm/engine.stamp";

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

/// Builds the browser's search module into the theme
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Only say whether the module in the repository is what its sources give
    #[arg(long)]
    pub(crate) check: bool,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let sources = sources::hash(&tools::bindgen_version()?, OPTIMISE)?;
    if arguments.check { check(&sources) } else { build(&sources) }
}

/// Builds the module and writes it with its stamp.
fn build(sources: &str) -> Result<(), Failure> {
    let compiler = tools::Compiler::find()?;
    let made = make(&compiler)?;
    for (name, file) in [(MODULE, &made.module), (GLUE, &made.glue)] {
        copy(file, &repository::root().join(OUTPUT).join(name))?;
    }
    let stamp = repository::root().join(STAMP);
    let text = format!("sources {sources}\ncompiler {}\n", compiler.version);
    fs::write(&stamp, text).map_err(Failure::file(&stamp))?;
    report_size(&repository::root().join(OUTPUT).join(MODULE))
}

/// Compares the stamp with the sources and, where the compiler is that of the stamp, the module with a new one.
fn check(sources: &str) -> Result<(), Failure> {
    let stamp = repository::root().join(STAMP);
    let text = fs::read_to_string(&stamp).map_err(Failure::file(&stamp))?;
    let of = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default().trim();
    if of("sources") != sources {
        return Err(Failure::Other(format!(
            "{OUTPUT}/{MODULE} was made from other sources than these: run `cargo xtask wasm` and commit what it writes"
        )));
    }
    let compiler = tools::Compiler::find_installed();
    let Some(compiler) = compiler.filter(|compiler| compiler.version == of("compiler")) else {
        eprintln!("the module's stamp is current; its compiler isn't here, so the bytes were not compared");
        return Ok(());
    };
    let made = make(&compiler)?;
    for (name, file) in [(MODULE, &made.module), (GLUE, &made.glue)] {
        let committed = repository::root().join(OUTPUT).join(name);
        if read(file)? != read(&committed)? {
            return Err(Failure::Other(format!("{} is not what its sources give", committed.display())));
        }
    }
    eprintln!("the module is what its sources give, byte for byte");
    Ok(())
}

/// What a build made.
struct Made {
    module: PathBuf,
    glue: PathBuf,
}

fn make(compiler: &tools::Compiler) -> Result<Made, Failure> {
    let target = repository::root().join("target/wasm");
    process::run(&mut compiler.build(&target))?;
    let output = target.join(TARGET).join("wasm").join(format!("{}.wasm", CRATE.replace('-', "_")));
    let package = target.join("package");
    let mut bindgen = process::command(&tools::bindgen()?);
    bindgen.args(["--target", "web", "--no-typescript", "--omit-default-module-path", "--out-name", "engine"]);
    process::run(bindgen.arg("--out-dir").arg(&package).arg(&output))?;
    let made = Made { module: package.join(MODULE), glue: package.join(GLUE) };
    // wasm-bindgen's own JavaScript has no types that `tsc --checkJs` could hold it to.
    let glue = fs::read_to_string(&made.glue).map_err(Failure::file(&made.glue))?;
    fs::write(&made.glue, format!("// @ts-nocheck\n{glue}")).map_err(Failure::file(&made.glue))?;
    let mut optimise = tools::optimiser(&target)?;
    optimise.args(OPTIMISE).arg(package.join("engine_bg.wasm")).arg("-o").arg(&made.module);
    process::run(&mut optimise)?;
    Ok(made)
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    }
    fs::write(to, read(from)?).map_err(Failure::file(to))
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(Failure::file(path))
}

/// Says how large the module is, raw and as a host would send it.
fn report_size(module: &Path) -> Result<(), Failure> {
    let script = "const z=require('zlib'),b=require('fs').readFileSync(process.argv[1]);\
                  const kb=(bytes)=>(bytes.length/1000).toFixed(0)+' kB';\
                  console.log(`module: ${kb(b)}, gzip ${kb(z.gzipSync(b,{level:9}))}, brotli ${kb(z.brotliCompressSync(b))}`)";
    process::run(process::command("node").args(["-e", script]).arg(module))
}
