//! What a library's readers keep for when there is no network, from outside: the list, its order and its budget.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking")]

mod program;

use std::{collections::BTreeSet, fs};

use program::Library;

/// A library with this `[offline]`, a page that others lead to, one that is stale, one for customers, and two files.
fn library(offline: &str) -> Library {
    let library = Library::new(None);
    let write = |path: &str, text: &str| {
        let path = library.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("fieldbook.toml", &format!("name = \"Kept\"\n{offline}"));
    write("content/index.md", "---\ntitle: Home\n---\nWelcome.\n");
    write("content/alone.md", "---\ntitle: Alone\naudience: customer\n---\nNobody leads here.\n");
    write("content/hub.md", "---\ntitle: Hub\naliases: [old-hub]\n---\n![Map](map.svg) and [film](film.mp4).\n");
    write("content/stale.md", "---\ntitle: Stale\nexpires: 2026-01-01\n---\nTo the [hub](hub.md).\n");
    write("content/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"></svg>");
    write("content/film.mp4", &"film".repeat(500));
    library
}

const ENABLED: &str = "[offline]\nenabled = true\n";

/// The list of a built site: addresses, bytes and versions, in order.
fn list(library: &Library) -> Vec<(String, u64, String)> {
    let list: serde_json::Value =
        serde_json::from_slice(&fs::read(library.out().join("offline.json")).unwrap()).unwrap();
    serde_json::from_value(list["files"].clone()).unwrap()
}

fn addresses(library: &Library) -> Vec<String> {
    list(library).into_iter().map(|(address, ..)| address).collect()
}

/// Where something stands among others.
fn place(addresses: &[String], wanted: &str) -> usize {
    addresses.iter().position(|address| address == wanted).unwrap_or_else(|| panic!("{wanted} is not kept"))
}

#[test]
fn without_offline_in_its_settings_a_site_keeps_nothing_and_clears_away_what_was_kept() {
    let library = library("");
    let run = library.build();
    assert!(!run.stderr.contains("offline:") && run.stdout.is_empty(), "{}", run.stderr);
    assert!(!library.out().join("offline.json").exists());
    assert!(!library.out().join("offline.html").exists());
    assert!(fs::read_to_string(library.out().join("sw.js")).unwrap().contains("leave.js"));
    assert!(!fs::read_to_string(library.out().join("index.html")).unwrap().contains("offline-line"));
}

#[test]
fn files_are_kept_in_the_order_of_their_worth() {
    let library = library(ENABLED);
    library.build();
    let kept = addresses(&library);
    let first = |beginning: &str| kept.iter().position(|address| address.starts_with(beginning)).unwrap();
    let order = [
        first("assets/"),
        place(&kept, ""),
        place(&kept, "kind/page/"),
        place(&kept, "search/index.json"),
        place(&kept, "hub/"),
        place(&kept, "alone/"),
        place(&kept, "stale/"),
        place(&kept, "old-hub/"),
        place(&kept, "hub/index.json"),
        first("files/map."),
    ];
    assert!(order.is_sorted(), "{kept:#?}");
    // For programs, previews and players.
    for other in ["404.html", "library.json", "llms.txt", "hub/index.html.md", "_redirects", "sw.js", "offline.json"] {
        assert!(!kept.iter().any(|address| address == other), "{other} is kept");
    }
    assert!(!kept.iter().any(|address| address.starts_with("files/film.")), "players fetch films by themselves");
    let unique: BTreeSet<_> = kept.iter().collect();
    assert_eq!(unique.len(), kept.len());
}

#[test]
fn the_parts_of_an_index_come_before_the_file_that_names_it() {
    let library = library(ENABLED);
    library.build();
    let kept = addresses(&library);
    let name = place(&kept, "search/index.json");
    let parts = kept
        .iter()
        .enumerate()
        .filter(|(_, address)| address.starts_with("search/") && *address != "search/index.json");
    assert!(parts.clone().count() > 0);
    assert!(parts.map(|(at, _)| at).all(|at| at < name), "{kept:#?}");
}

#[test]
fn a_budget_cuts_what_is_worth_least_and_the_build_says_how_much() {
    let whole = library(&format!("{ENABLED}assets = [\"*\"]\n"));
    let run = whole.build();
    let files = list(&whole);
    assert!(run.stderr.contains(&format!("offline: {} files, ", files.len())), "{}", run.stderr);
    assert!(!run.stderr.contains("left out"), "{}", run.stderr);
    assert!(files.iter().any(|(address, bytes, version)| {
        address.starts_with("files/film.") && *bytes == 2000 && version.is_empty()
    }));

    // Room for all but a thousand bytes: the film is too large, and the map after it isn't.
    let total: u64 = files.iter().map(|(_, bytes, _)| bytes).sum();
    let budget = total - 1000;
    let megabytes = format!("{}.{:06}", budget / 1_000_000, budget % 1_000_000);
    let cut = library(&format!("{ENABLED}assets = [\"*\"]\nbudget = {megabytes}\n"));
    let run = cut.build();
    assert!(run.stderr.contains("; 1 asset left out"), "{}", run.stderr);
    let kept = addresses(&cut);
    assert!(kept.iter().any(|address| address.starts_with("files/map.")));
    assert!(!kept.iter().any(|address| address.starts_with("files/film.")));
    assert!(list(&cut).iter().map(|(_, bytes, _)| bytes).sum::<u64>() <= budget);
}

#[test]
fn the_same_library_gives_the_same_list_and_a_change_of_one_page_changes_its_version_alone() {
    let (one, other) = (library(ENABLED), library(ENABLED));
    one.build();
    other.build();
    for file in ["offline.json", "sw.js"] {
        assert_eq!(fs::read(one.out().join(file)).unwrap(), fs::read(other.out().join(file)).unwrap(), "{file}");
    }
    fs::write(other.root().join("content/alone.md"), "---\ntitle: Alone\naudience: customer\n---\nStill alone.\n")
        .unwrap();
    other.build();
    let (before, after) = (list(&one), list(&other));
    let pages = |list: &[(String, u64, String)]| -> BTreeSet<(String, String)> {
        let pages = list.iter().filter(|(address, ..)| address.is_empty() || address.ends_with('/'));
        pages.map(|(address, _, version)| (address.clone(), version.clone())).collect()
    };
    let changed: Vec<_> = pages(&after).difference(&pages(&before)).map(|(address, _)| address.clone()).collect();
    assert_eq!(changed, ["alone/"]);
    assert_ne!(fs::read(one.out().join("sw.js")).unwrap(), fs::read(other.out().join("sw.js")).unwrap());
}

#[test]
fn only_what_is_in_a_build_is_on_its_list() {
    let library = library(&format!("{ENABLED}assets = [\"*\"]\n"));
    let run = library.run(library.program("build").args(["--audience", "customer", "--out"]).arg(library.out()));
    assert_eq!(run.code, 0, "{}", run.stderr);
    let kept = addresses(&library);
    assert!(kept.iter().any(|address| address == "alone/"));
    for other in ["hub/", "stale/", "old-hub/", "files/map.", "files/film."] {
        assert!(!kept.iter().any(|address| address == other || address.starts_with(other)), "{other} is on the list");
    }
    for address in kept {
        let file = if address.is_empty() || address.ends_with('/') { format!("{address}index.html") } else { address };
        assert!(library.out().join(&file).is_file(), "{file} isn't there");
    }
}
