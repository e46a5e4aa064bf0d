//! The library's own face by `[brand]` alone: what the site makes of it, and what is said of mistakes.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 90 30\"><path d=\"M0 0h90v30H0z\"/></svg>";

fn library(brand: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("content/images")).unwrap();
    let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
    write("fieldbook.toml", &format!("name = \"Book\"\n[brand]\n{brand}\n"));
    write("content/index.md", "# Book\n");
    write("content/images/logo.svg", LOGO);
    write("content/images/notes.svg", "no image");
    write("content/text.woff2", "wOF2 and so on");
    write("content/other.woff2", "no font");
    folder
}

fn fieldbook(library: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fieldbook")).args(arguments).current_dir(library).output().unwrap()
}

fn built(brand: &str) -> (tempfile::TempDir, String, std::path::PathBuf) {
    let library = library(brand);
    let run = fieldbook(library.path(), &["build", "--today", "2026-11-22"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let home = fs::read_to_string(library.path().join("public/index.html")).unwrap();
    let assets = fs::read_dir(library.path().join("public/assets")).unwrap().next().unwrap().unwrap().path();
    (library, home, assets)
}

#[test]
fn a_site_has_the_logo_the_accent_and_the_fonts_of_its_library() {
    let brand =
        "logo = \"images/logo.svg\"\naccent = \"gold\"\nfont = \"content/text.woff2\"\nmono_font = \"Our Mono\"";
    let (_library, home, assets) = built(brand);
    assert!(home.contains("alt=\"Book\" width=\"90\" height=\"30\""), "{home}");
    assert_eq!(fs::read_to_string(assets.join("brand/logo.svg")).unwrap(), LOGO);
    let styles = fs::read_to_string(assets.join("css/brand.css")).unwrap();
    for said in [
        "--color-accent: light-dark(#",
        "--color-accent-soft: light-dark(#",
        "brand/text.woff2",
        "--font-mono: Our Mono",
    ] {
        assert!(styles.contains(said), "{said}: {styles}");
    }
    assert!(!styles.contains("light-dark(#ffd700"), "gold can't be read on white");
    assert!(home.contains("/css/brand.css") && home.contains("/brand/icon.svg"), "{home}");
    assert!(assets.join("brand/text.woff2").is_file() && assets.join("brand/icon.svg").is_file());
}

#[test]
fn a_square_logo_is_the_icon_too_and_nothing_said_changes_nothing() {
    let library = library("logo = \"images/logo.svg\"");
    let square = LOGO.replace("0 0 90 30", "0 0 30 30");
    fs::write(library.path().join("content/images/logo.svg"), square).unwrap();
    assert!(fieldbook(library.path(), &["build"]).status.success());
    let home = fs::read_to_string(library.path().join("public/index.html")).unwrap();
    assert!(home.contains("<link rel=\"icon\" href=\"/assets/") && home.contains("/brand/logo.svg\">"), "{home}");

    let (_library, plain, assets) = built("");
    assert!(!plain.contains("brand.css") && !assets.join("brand").exists());
}

#[test]
fn mistakes_are_named_where_they_stand() {
    for (line, code, said) in [
        ("accent = \"blu\"", "config-bad-value", "`blu` is no colour"),
        ("logo = \"nowhere.svg\"", "config-unknown-name", "there is no file `nowhere.svg`"),
        ("logo = \"../secret.svg\"", "config-unknown-name", "there is no file"),
        ("logo = \"images/notes.svg\"", "config-bad-value", "no image"),
        ("font = \"other.woff2\"", "config-bad-value", "no WOFF2 font"),
        ("font = \"a; } body { color: red\"", "config-bad-value", "`font` can't be"),
        ("acent = \"red\"", "config-unknown-key", "accent"),
    ] {
        let library = library(line);
        let run = fieldbook(library.path(), &["check"]);
        let output = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(1), "{line}: {output}");
        for part in [code, said, "fieldbook.toml:3:"] {
            assert!(output.contains(part), "{line}: {part}: {output}");
        }
    }
}
