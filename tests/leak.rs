//! Nothing that readers of a build may not see is in any byte of it.
//!
//! A library is written in which everything internal carries a marker of its own (`book`). The output is then searched for all of
//! them, packed files after unpacking.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod book;
mod deck;
mod plain;

use std::{fs, path::Path, process::Command};

use book::{Book, marker};
use fieldbook::{audience::Audience, site::searching, theme::Wordbook};
use plain::unpacked;

#[test]
fn what_is_known_of_use_and_return_is_for_the_companys_own_people() {
    let book = Book::new();
    let has_figures = |output: &Path| {
        let home = fs::read_to_string(output.join("index.html")).unwrap();
        let pages = walkdir::WalkDir::new(output).into_iter().map(|entry| entry.unwrap().path().display().to_string());
        let about = pages.filter(|path| path.contains("/insights")).count();
        (
            about > 10,
            home.contains("918273"),
            fs::read_to_string(output.join("open/index.html")).unwrap().contains("insights/"),
        )
    };
    assert_eq!(has_figures(&book.build(Audience::Internal)), (true, true, true));
    for audience in [Audience::Partner, Audience::Customer] {
        let output = book.build(audience);
        assert_eq!(has_figures(&output), (false, false, false), "{audience}");
        assert!(!output.join("insights").exists() && !output.join("usage.json").exists());
    }
}

/// Markers that no page shows to anybody: of files that nothing leads to, of fields that pages don't set, and of what files say of
/// those who made them. What is packed in a file that is handed out isn't looked at here: `fieldbook check` says what it tells (FB711).
const NEVER_SHOWN: [&str; 7] = [
    "i author of an open deck",
    "i author of slides",
    "i comment",
    "i extra value",
    "i loose bytes",
    "i loose file",
    "i unused definition",
];

#[test]
fn no_marker_of_anything_withheld_is_in_a_build() {
    let book = Book::new();
    let internal = book.found(&book.build(Audience::Internal));
    let missing = book.places(|marker| !internal.contains(&book.markers[marker].as_str()));
    assert_eq!(missing, NEVER_SHOWN, "the internal build shows all others: the search for markers works");

    let partner = book.found(&book.build(Audience::Partner));
    let leaked: Vec<_> = partner.iter().filter(|place| place.starts_with("i ")).collect();
    assert!(leaked.is_empty(), "internal matters in the partner build: {leaked:?}");
    assert!(partner.contains(&"p body") && partner.contains(&"p file name"), "partners see theirs: {partner:?}");

    let output = book.build(Audience::Customer);
    let customer = book.found(&output);
    assert!(customer.is_empty(), "in the customer build: {customer:?}");
    for file in [
        "asset/decks/open.pptx/index.html",
        "open/index.html",
        "open/index.json",
        "open/index.html.md",
        "library.json",
        "llms.txt",
    ] {
        assert!(output.join(file).is_file(), "{file} was searched");
    }
}

#[test]
fn lists_to_choose_from_and_likenesses_name_only_what_the_build_holds() {
    let book = Book::new();
    let title = marker("i answer title");
    for (audience, named) in [(Audience::Internal, true), (Audience::Customer, false)] {
        let output = book.build(audience);
        let file = |path: &str| fs::read_to_string(output.join(path)).unwrap();
        assert_eq!(file("compare/answer.json").contains(&title), named, "to compare, {audience}");
        assert_eq!(
            file("answers/backups/index.html").contains(&title),
            named,
            "beside the page or as like it, {audience}"
        );
        assert_eq!(file("kind/answer/index.html").contains("status:approved"), named, "filters, {audience}");
        assert_eq!(output.join("start/seller/index.html").exists(), named, "start pages, {audience}");
    }
}

#[test]
fn a_matrix_a_card_and_a_first_use_show_what_their_readers_may_see() {
    let book = Book::new();
    let (internal, customer) = (book.build(Audience::Internal), book.build(Audience::Customer));
    let read = |output: &Path, path: &str| fs::read_to_string(output.join(path)).unwrap();
    let cards = |output: &Path| read(output, "kind/term/en.json");
    assert!(
        cards(&internal).contains(&marker("i definition"))
            && cards(&internal).contains(&marker("i definition in block"))
    );
    assert!(cards(&customer).contains("Shown definition."), "the first paragraph that customers see");
    assert!(read(&internal, "index.html").contains("class=\"term\""), "an internal synonym leads to its term");
    assert!(!read(&customer, "index.html").contains("class=\"term\""), "and to nothing where the term isn't held");
    assert!(read(&internal, "kind/proof/index.html").contains("SEK 7,901"));
    assert!(!read(&customer, "kind/proof/index.html").contains("SEK 7,901"));
    assert!(read(&internal, "map/index.html").contains(&marker("i persona title")));
    assert!(!customer.join("map").exists() && !customer.join("owner").exists());
}

#[test]
fn an_amount_that_is_internal_is_in_no_other_build() {
    let book = Book::new();
    for (audience, shown) in [(Audience::Internal, true), (Audience::Customer, false)] {
        let output = book.build(audience);
        let page = |path: &str| fs::read_to_string(output.join(path).join("index.html")).unwrap();
        assert_eq!(page("open").contains("CHF 7,919"), shown, "cost, {audience}");
        assert_eq!(page("playbooks/call").contains("SEK 7,901"), shown, "cost of proof in a play, {audience}");
        assert_eq!(page("tradeoffs/terms").contains("NOK 7,907"), shown, "true cost, {audience}");
    }
}

#[test]
fn what_internal_readers_copy_of_an_answer_for_customers_holds_nothing_internal() {
    let book = Book::new();
    let page = fs::read_to_string(book.build(Audience::Internal).join("answers/encryption/index.html")).unwrap();
    assert!(page.contains(&marker("i answer block")) && page.contains(&marker("i answer item")));
    let copies: Vec<&str> =
        page.split("<template").skip(1).map(|rest| rest.split("</template>").next().unwrap()).collect();
    assert_eq!(copies.len(), 3, "the long answer in three formats");
    for copy in copies {
        assert!(copy.contains("said to all") && copy.contains("customer.name"), "{copy}");
        assert_eq!(book.places(|marker| copy.contains(marker)), [] as [&str; 0]);
    }
}

#[test]
fn what_internal_readers_hand_over_of_a_kit_for_customers_holds_nothing_internal() {
    let book = Book::new();
    let kit = book.build(Audience::Internal).join("kits/handed-over");
    let page = fs::read_to_string(kit.join("index.html")).unwrap();
    assert!(page.contains(&marker("i block of a kit")) && page.contains(&marker("i note of a kit")));
    let list: serde_json::Value = serde_json::from_str(&fs::read_to_string(kit.join("kit.json")).unwrap()).unwrap();
    let names: Vec<&str> =
        list["files"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["00 Contents.html", "01 Open page.html", "04 Encryption.html", "images/open.png"]);
    let copies =
        fs::read_dir(kit.join("copies")).unwrap().map(|copy| fs::read_to_string(copy.unwrap().path()).unwrap());
    let handed_over = copies.collect::<String>() + &list.to_string();
    assert!(handed_over.contains("Open text.") && handed_over.contains("said to all"), "{handed_over}");
    assert_eq!(book.places(|marker| handed_over.contains(marker)), [] as [&str; 0]);
}

#[test]
fn what_the_bid_desk_reads_holds_nothing_that_goes_to_no_customer() {
    let book = Book::new();
    let answers = |audience: Audience| {
        let folder = book.build(audience).join("respond");
        let files = fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path());
        let packed = files.filter(|path| path.extension() == Some("gz".as_ref()));
        let texts = packed.map(|path| unpacked(&path.to_string_lossy(), &fs::read(&path).unwrap()));
        Some(String::from_utf8(texts.collect::<Vec<_>>().concat()).unwrap())
    };
    let internal = answers(Audience::Internal).unwrap();
    let found = book.places(|marker| internal.contains(marker));
    assert!(internal.contains("said to all") && found.contains(&"i answer title"), "internal readers have all answers");
    assert!(!found.iter().any(|place| place.starts_with("i answer block") || place.starts_with("i answer item")));
    let partner: Vec<serde_json::Value> = serde_json::from_str(&answers(Audience::Partner).unwrap()).unwrap();
    assert!(!partner.is_empty(), "partners answer as well");
    for answer in &partner {
        let source = answer["source"].as_object().unwrap();
        assert!(["commit", "owner", "path"].iter().all(|fact| !source.contains_key(*fact)), "{answer}");
        assert!(answer.get("is_overdue").is_none() && answer["bar"] != "unapproved" && answer["bar"] != "draft");
    }
    assert_eq!(answers(Audience::Customer), None, "what customers ask, somebody answers who stands for it");
}

#[test]
fn the_commit_that_an_answer_comes_from_is_for_internal_readers() {
    let book = Book::new();
    let git = Command::new("git").args(["rev-parse", "HEAD"]).current_dir(book.folder.path()).output().unwrap();
    let commit = String::from_utf8(git.stdout).unwrap()[..10].to_owned();
    for (audience, shown) in [(Audience::Internal, true), (Audience::Partner, false), (Audience::Customer, false)] {
        let page = fs::read_to_string(book.build(audience).join("answers/encryption/index.html")).unwrap();
        assert_eq!(page.contains(&commit), shown, "{audience}");
    }
}

#[test]
fn what_search_gets_to_know_holds_no_marker_either() {
    let book = Book::new();
    let (library, _) = fieldbook::library::load(book.folder.path(), jiff::civil::date(2026, 11, 22)).unwrap();
    let wordbook = Wordbook::load(&library.root, &library.config.theme).unwrap();
    let text_for = |audience| {
        let pages = searching::Pages::new(&library, &wordbook, audience);
        (0..pages.count()).map(|number| format!("{:?}", pages.page(number).unwrap()).to_lowercase()).collect::<String>()
    };
    let internal = text_for(Audience::Internal);
    assert!(book.places(|marker| internal.contains(marker)).contains(&"i body"));
    let customer = text_for(Audience::Customer);
    assert_eq!(book.places(|marker| customer.contains(marker)), [] as [&str; 0]);
}
