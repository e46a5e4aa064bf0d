//! What a site's packed files hold.

use std::{io::Read, path::Path};

use flate2::{bufread::DeflateDecoder, read::GzDecoder};

/// A file's bytes as its reader gets them: unzipped, or the blocks of a chunk of the index, one after the other.
pub(crate) fn unpacked(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        GzDecoder::new(bytes).read_to_end(&mut plain).unwrap();
    } else if Path::new(name).extension() == Some("bin".as_ref()) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let mut block = DeflateDecoder::new(rest);
            block.read_to_end(&mut plain).unwrap();
            rest = block.into_inner();
        }
    } else {
        plain.extend(bytes);
    }
    plain
}
