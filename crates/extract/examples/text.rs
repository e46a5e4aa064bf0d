//! Prints what is in a file: `cargo run -p fieldbook-extract --example text -- FILE`.

use std::{
    env, fs,
    io::{self, Write as _},
};

use fieldbook_extract::{Limits, media_type, read};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for path in env::args().skip(1) {
        let bytes = fs::read(&path)?;
        let media = media_type(&bytes, &path);
        writeln!(out, "{path}: {}", media.name())?;
        match read(&bytes, media, &Limits::default()) {
            Ok(content) => writeln!(out, "{content:#?}")?,
            Err(error) => writeln!(out, "{error}")?,
        }
    }
    Ok(())
}
