//! Whatever a folder holds, the program says what's wrong with it, builds the rest, and never panics, hangs or destroys.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on has failed")]

mod program;

use std::{
    collections::BTreeMap,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    thread,
    time::Duration,
};

use program::{Library, Run};

/// A library without documents.
fn started() -> Library {
    let library = Library::new(None);
    write(&library, "fieldbook.toml", "name = \"Odd things\"\n");
    library
}

/// A library that holds these files.
fn library<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Library {
    let library = started();
    for (path, text) in files {
        write(&library, path, text);
    }
    library
}

fn write(library: &Library, path: &str, bytes: impl AsRef<[u8]>) {
    let path = library.root().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// The page of a document whose path needs no escaping.
fn page(library: &Library, id: &str) -> String {
    let path = library.out().join(id).join("index.html");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files under a folder, by their path in it.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn visit(folder: &Path, root: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, root, found);
            } else {
                found.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    visit(folder, folder, &mut found);
    found
}

/// Asserts that the odd document didn't keep a sound one from being built, and gives the run.
fn builds_the_rest(library: &Library) -> Run {
    write(library, "content/sound.md", "# Sound\n\nA document without a fault.\n");
    let run = library.build();
    assert!(page(library, "sound").contains("A document without a fault."), "{run:#?}");
    run
}

/// All that `check` says.
fn check(library: &Library) -> String {
    library.run(&mut library.program("check")).stdout
}

#[test]
fn an_empty_folder_becomes_a_site_with_a_home_page() {
    let library = Library::new(None);
    let run = library.build();
    assert_eq!(run.code, 0, "{run:#?}");
    assert!(page(&library, "").contains("</html>"));
}

#[test]
fn a_library_without_its_folder_of_documents_makes_no_site_and_says_why() {
    let library = library([("fieldbook.toml", "name = \"Nothing yet\"\n")]);
    let run = library.build();
    assert_eq!(run.code, 1, "{run:#?}");
    assert!(run.stderr.contains("content") && run.stderr.contains("hint: make the folder"), "{run:#?}");
    assert!(!library.root().join("public").exists());
}

#[test]
fn a_broken_configuration_is_told_with_its_place() {
    let library = library([("fieldbook.toml", "name = \"A\"\nlanguage = [\n"), ("content/a.md", "# A\n")]);
    let run = library.run(&mut library.program("check"));
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("fieldbook.toml:2"), "{run:#?}");
    let run = library.build();
    assert_eq!(run.code, 1, "{run:#?}");
    assert!(run.stderr.contains("fieldbook.toml:2"), "{run:#?}");
}

#[test]
fn an_empty_file_is_a_document_without_text() {
    let library = library([("content/empty.md", ""), ("content/blank.md", "\u{feff}\r\n\r\n")]);
    builds_the_rest(&library);
    assert!(page(&library, "empty").contains("</html>"));
    assert!(page(&library, "blank").contains("</html>"));
}

#[test]
fn a_file_of_twenty_megabytes_is_built() {
    let mut text = String::from("# Large\n\n");
    for paragraph in 0.. {
        if text.len() > 20_000_000 {
            break;
        }
        let _ = write!(text, "Paragraph {paragraph} says what the others say, and *no more* than that.\n\n");
    }
    text += "The last words of it.\n";
    let library = library([("content/large.md", text.as_str())]);
    builds_the_rest(&library);
    assert!(page(&library, "large").contains("The last words of it."));
}

#[test]
fn a_line_of_five_megabytes_is_built() {
    let text = "word ".repeat(1_000_000);
    let library = library([("content/long.md", text.as_str()), ("content/solid.md", &"x".repeat(1_000_000))]);
    builds_the_rest(&library);
    assert!(page(&library, "long").contains("word word"));
}

#[test]
fn a_file_that_is_not_utf_8_is_named_in_a_finding() {
    let library = started();
    write(&library, "content/latin.md", b"# Caf\xe9\n\nText.\n");
    write(&library, "content/utf-16.md", b"\xff\xfe#\0 \0A\0\n\0");
    builds_the_rest(&library);
    let said = check(&library);
    assert!(said.contains("latin.md") && said.contains("utf-16.md"), "{said}");
}

#[test]
fn nul_bytes_and_control_characters_do_no_harm() {
    let library = library([("content/nul.md", "# A\0B\n\nText\0 with\u{1} \u{7f} and \u{202e}more\u{202c}.\n")]);
    builds_the_rest(&library);
    assert!(!page(&library, "nul").contains('\0'));
}

#[test]
fn documents_in_any_script_are_shown_and_found() {
    let library = library([
        ("content/arabic.md", "# دليل المبيعات\n\nكيف نكسب الصفقة\n"),
        ("content/hebrew.md", "# מדריך מכירות\n\nאיך מנצחים\n"),
        ("content/japanese.md", "# 営業ガイド\n\n東京都の顧客は導入に三日かかった。\n"),
        ("content/thai.md", "# คู่มือการขาย\n\nลูกค้าของเรา\n"),
    ]);
    builds_the_rest(&library);
    assert!(page(&library, "arabic").contains("كيف نكسب الصفقة"));
    for (query, id) in [("東京都", "japanese"), ("導入", "japanese"), ("الصفقة", "arabic"), ("מכירות", "hebrew")]
    {
        let answer = search(&library, query);
        assert!(answer.contains(id), "{query}: {answer}");
    }
}

#[test]
fn folders_may_be_deep() {
    let folder = "level/".repeat(100);
    let path = format!("content/{folder}deep.md");
    let library = library([(path.as_str(), "# Deep\n\nDown here.\n")]);
    builds_the_rest(&library);
    assert!(page(&library, &format!("{folder}deep")).contains("Down here."));
}

#[test]
fn files_may_have_any_name_and_every_link_leads_to_a_file() {
    let names = [
        "with space",
        "quote'd",
        "100% sure",
        "C#",
        "a&b",
        "what?",
        "Übung",
        "日本",
        "semi;colon",
        "a+b",
        "\"q\"",
        "<b>",
    ];
    let library = started();
    for name in names {
        write(&library, &format!("content/odd names/{name}.md"), format!("# About {name}\n\nWords.\n"));
    }
    write(
        &library,
        "content/start.md",
        "# Start\n\n[space](<odd names/with space.md>), [sharp](odd%20names/C%23.md)\n",
    );
    let run = builds_the_rest(&library);
    assert_eq!(run.code, 0, "{run:#?}");
    let site = files(&library.out());
    let count = site.keys().filter(|path| path.to_string_lossy().contains("odd")).count();
    assert!(count >= names.len(), "only {count} pages for {} odd names", names.len());
    assert_eq!(broken_links(&site), Vec::<String>::new());
}

/// Links within the site, in any page, that lead to no file: `page: address`.
fn broken_links(site: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<String> {
    let pages = site.iter().filter(|(path, _)| path.extension().is_some_and(|extension| extension == "html"));
    let links = pages.flat_map(|(path, bytes)| {
        let html = String::from_utf8_lossy(bytes).into_owned();
        let addresses: Vec<String> =
            html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect();
        addresses.into_iter().map(move |address| (path, address))
    });
    let internal = links.filter(|(_, address)| !address.contains("://") && !address.starts_with("mailto:"));
    let broken = internal.filter(|(path, address)| !target(path, address).is_some_and(|file| site.contains_key(&file)));
    broken.map(|(path, address)| format!("{}: {address}", path.display())).collect()
}

/// The file that an address in a page means, where it's within the site.
fn target(page: &Path, address: &str) -> Option<PathBuf> {
    let address = address.replace("&amp;", "&").replace("&#39;", "'").replace("&#x27;", "'").replace("&#x2F;", "/");
    let path = address.split(['#', '?']).next()?;
    if path.is_empty() {
        return Some(page.to_owned());
    }
    let mut parts: Vec<String> = Vec::new();
    if !path.starts_with('/') {
        parts.extend(page.parent()?.iter().map(|part| part.to_string_lossy().into_owned()));
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            _ => parts.push(unescape(part)),
        }
    }
    let mut file: PathBuf = parts.iter().collect();
    if path.ends_with(['/', '.']) {
        file.push("index.html");
    }
    Some(file)
}

/// Takes percent escapes out of a part of an address.
fn unescape(part: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = part.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escaped = (first == b'%').then(|| tail.get(..2)).flatten();
        let byte = escaped.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(unix)]
#[test]
fn a_loop_of_symbolic_links_ends() {
    let library = library([("content/a/page.md", "# Page\n\nOnce.\n")]);
    std::os::unix::fs::symlink("..", library.root().join("content/a/up")).unwrap();
    std::os::unix::fs::symlink("self", library.root().join("content/self")).unwrap();
    std::os::unix::fs::symlink("nowhere.md", library.root().join("content/dangling.md")).unwrap();
    builds_the_rest(&library);
    assert!(page(&library, "a/page").contains("Once."));
}

#[test]
fn folders_and_files_with_misleading_names_do_no_harm() {
    let library = library([
        ("content/folder.md/inside.md", "# Inside\n"),
        ("content/.md", "# Hidden\n"),
        ("content/index.md", "# Own home\n\nWelcome home.\n"),
        ("content/search/index.md", "# Our search\n"),
        ("content/404.md", "# Not a document\n"),
        ("content/sitemap.xml.md", "# Map\n"),
        ("content/case.md", "# Lower\n"),
        ("content/Case.md", "# Upper\n"),
    ]);
    builds_the_rest(&library);
    assert!(page(&library, "").contains("Welcome home."));
}

#[test]
fn front_matter_that_explodes_is_a_finding() {
    let mut bomb = String::from("---\na0: &a0 [lol]\n");
    for level in 1..40 {
        let below = format!("*a{}, ", level - 1).repeat(9);
        let _ = writeln!(bomb, "a{level}: &a{level} [{below}x]");
    }
    bomb += "---\n# Bomb\n";
    let nested = |open: &str, close: &str, depth: usize| open.repeat(depth) + &close.repeat(depth);
    let yaml = format!("---\nx: {}\n---\n# Deep\n", nested("[", "]", 100_000));
    let maps = format!("---\n{}\n---\n# Deep\n", nested("{a: ", "}", 100_000));
    let toml = format!("+++\nx = {}\n+++\n# Deep\n", nested("[", "]", 100_000));
    let tables = format!("+++\n[{}a]\n+++\n# Deep\n", "a.".repeat(100_000));
    let library = library([
        ("content/bomb.md", bomb.as_str()),
        ("content/yaml.md", &yaml),
        ("content/maps.md", &maps),
        ("content/toml.md", &toml),
        ("content/tables.md", &tables),
        ("content/open.md", "+++\ntitle = \"Never closed\"\n"),
    ]);
    builds_the_rest(&library);
    let said = check(&library);
    for name in ["bomb.md", "yaml.md", "maps.md", "toml.md", "tables.md", "open.md"] {
        assert!(said.contains(name), "nothing is said about {name}: {}", &said[..said.len().min(4000)]);
    }
}

#[test]
fn markdown_that_nests_without_end_is_built() {
    let depth = 20_000;
    let lists = indented_lists(2_000);
    let library = library([
        ("content/quotes.md", (">".repeat(depth) + " a\n").as_str()),
        ("content/brackets.md", &("[".repeat(depth) + "a" + &"](b)".repeat(depth))),
        ("content/stars.md", &("*a **b ".repeat(depth) + "\n")),
        ("content/ticks.md", &"` `` ```".repeat(depth)),
        ("content/elements.md", &("<div>".repeat(depth) + "a" + &"</div>".repeat(depth))),
        ("content/spans.md", &("a <b><i>".repeat(depth) + "a\n")),
        ("content/math.md", &format!("$${}x{}$$\n", "{".repeat(depth), "}".repeat(depth))),
        ("content/lists.md", &lists),
        (
            "content/footnotes.md",
            &"[^a]: [^b]

[^b]: [^a]

"
            .repeat(2_000),
        ),
        ("content/blocks.md", &(":::internal\n".repeat(2_000) + "a\n" + &":::\n".repeat(2_000))),
        ("content/braces.md", &("{{ ".repeat(depth) + &"}} ".repeat(depth))),
    ]);
    builds_the_rest(&library);
}

/// Lists in lists, `depth` deep.
fn indented_lists(depth: usize) -> String {
    let lines: Vec<String> = (0..depth).map(|level| "  ".repeat(level) + "- a").collect();
    lines.join("\n")
}

#[test]
fn an_output_folder_that_cannot_be_made_is_a_failure_with_its_path() {
    let library = library([("content/a.md", "# A\n")]);
    fs::write(library.out(), "a file, not a folder").unwrap();
    let run = library.build();
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("public"), "{run:#?}");
    assert_eq!(fs::read_to_string(library.out()).unwrap(), "a file, not a folder");
}

#[test]
fn files_that_fieldbook_did_not_write_stay() {
    let library = library([("content/a.md", "# A\n"), ("content/b.md", "# B\n")]);
    fs::create_dir_all(library.out().join("b")).unwrap();
    fs::write(library.out().join("CNAME"), "fieldbook.example").unwrap();
    fs::write(library.out().join("b/notes.txt"), "mine").unwrap();
    assert_eq!(library.build().code, 0);
    fs::remove_file(library.root().join("content/b.md")).unwrap();
    assert_eq!(library.build().code, 0);
    assert!(!library.out().join("b/index.html").exists(), "the page of a removed document is still there");
    assert_eq!(fs::read_to_string(library.out().join("CNAME")).unwrap(), "fieldbook.example");
    assert_eq!(fs::read_to_string(library.out().join("b/notes.txt")).unwrap(), "mine");
}

#[test]
fn building_into_the_library_itself_destroys_no_source() {
    let library =
        library([("fieldbook.toml", "name = \"A\"\n"), ("content/a.md", "# A\n"), ("content/index.html", "mine")]);
    let before = files(library.root());
    for out in [library.root().to_owned(), library.root().join("content")] {
        library.run(library.program("build").arg("--out").arg(&out));
        library.run(library.program("build").arg("--out").arg(&out));
        let after = files(library.root());
        let lost: Vec<_> = before.iter().filter(|(path, bytes)| after.get(*path) != Some(bytes)).collect();
        assert!(lost.is_empty(), "built into {}: {lost:?}", out.display());
    }
}

#[test]
fn a_killed_build_leaves_whole_files_and_the_next_one_mends() {
    let old = "The old words, which stay until the new ones are there.\n\n".repeat(50);
    let library = started();
    for number in 0..60 {
        write(&library, &format!("content/page-{number}.md"), format!("# Page {number}\n\n{old}"));
    }
    assert_eq!(library.build().code, 0);
    for (round, delay) in [5, 20, 40, 80, 120, 160, 240, 320].into_iter().enumerate() {
        for number in 0..60 {
            write(&library, &format!("content/page-{number}.md"), format!("# Page {number}\n\nRound {round}. {old}"));
        }
        let mut build = library.program("build");
        build.arg("--out").arg(library.out()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = build.spawn().unwrap();
        thread::sleep(Duration::from_millis(delay));
        child.kill().unwrap();
        child.wait().unwrap();
        for number in 0..60 {
            let html = page(&library, &format!("page-{number}"));
            assert!(html.trim_end().ends_with("</html>"), "page {number} was cut after {delay} ms");
        }
    }
    assert_eq!(library.build().code, 0);
    let fresh = Library::new(Some(library.root().to_owned()));
    assert_eq!(fresh.build().code, 0);
    let (mended, fresh) = (files(&library.out()), files(&fresh.out()));
    let paths = |site: &BTreeMap<PathBuf, Vec<u8>>| site.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&mended), paths(&fresh), "left-overs of killed builds, or lost files");
    assert!(mended == fresh, "a mended site differs from a fresh one");
}

#[cfg(unix)]
#[test]
fn a_reader_that_hangs_up_is_no_panic() {
    let library = started();
    for number in 0..300 {
        write(&library, &format!("content/page-{number}.md"), "# Page\n\n[broken](nowhere.md)\n");
    }
    let mut check = library.program("check").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(check.stdout.take());
    let output = check.wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!stderr.contains("panicked at"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn a_name_with_a_line_break_is_told_and_keeps_nothing_else_from_being_built() {
    let library = library([("content/two\nlines.md", "# Two lines\n")]);
    let run = builds_the_rest(&library);
    assert_eq!(run.code, 0, "{run:#?}");
    assert!(check(&library).contains("control character"), "{}", check(&library));
}

/// Searches the library and gives the whole answer as JSON.
fn search(library: &Library, query: &str) -> String {
    let run = library.run(library.program("search").args(["--format", "json", query]));
    assert!(run.code <= 1, "search for {query:?} failed: {run:#?}");
    run.stdout
}
