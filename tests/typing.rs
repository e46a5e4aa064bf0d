//! What readers type, and what it is taken for: half-typed words, slips, words run together, names from the glossary,
//! and what is offered where nothing is found.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]

use std::{collections::BTreeSet, path::Path};

use fieldbook::{
    markdown::Section,
    search::{FacetLabels, Filter, Indexer, Page, Request, Results, Searcher, Standing, Vocabulary},
};

#[expect(dead_code, reason = "other tests use more of it")]
mod program;

/// A page with a text.
fn page(url: &str, title: &str, text: &str) -> Page {
    Page {
        url: format!("{url}/"),
        title: title.to_owned(),
        kind: "answer".to_owned(),
        language: "en".to_owned(),
        sections: vec![Section { anchor: None, heading: String::new(), text: text.to_owned() }],
        ..Page::default()
    }
}

fn term(url: &str, title: &str, synonyms: &[&str], avoid: &[&str]) -> Page {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Page { kind: "term".to_owned(), synonyms: owned(synonyms), avoid: owned(avoid), ..page(url, title, "A word.") }
}

fn searcher(pages: &[Page]) -> Searcher {
    let pairs =
        |pairs: &[(&str, &str)]| pairs.iter().map(|(id, label)| ((*id).to_owned(), (*label).to_owned())).collect();
    let vocabulary = Vocabulary {
        kind: "Kind".to_owned(),
        language: "Language".to_owned(),
        kinds: pairs(&[("answer", "Answer"), ("term", "Glossary")]),
        facets: vec![FacetLabels {
            name: "competitor".to_owned(),
            label: "Competitor".to_owned(),
            values: pairs(&[("acme", "Acme Holding"), ("zenith", "Zenith")]),
        }],
        other_labels: [
            ("kind".to_owned(), vec!["Art".to_owned()]),
            ("kind:answer".to_owned(), vec!["Antwort".to_owned()]),
        ]
        .into(),
    };
    let mut indexer = Indexer::new().unwrap();
    for page in pages {
        indexer.add(page).unwrap();
    }
    indexer.search(&vocabulary).unwrap()
}

fn ask(searcher: &Searcher, query: &str) -> Results {
    searcher.search(&Request { query: query.to_owned(), limit: 10, sections: 1, ..Request::default() }).unwrap()
}

fn found(results: &Results) -> Vec<&str> {
    results.hits.iter().map(|hit| hit.url.trim_end_matches('/')).collect()
}

/// Addresses found, in no order.
fn all(searcher: &Searcher, query: &str) -> BTreeSet<String> {
    found(&ask(searcher, query)).into_iter().map(str::to_owned).collect()
}

fn set(urls: &[&str]) -> BTreeSet<String> {
    urls.iter().map(|url| (*url).to_owned()).collect()
}

#[test]
fn a_half_typed_word_finds_what_it_may_become_and_the_whole_word_first() {
    let searcher = searcher(&[
        page("a", "Pricing pages", "How prices are made."),
        page("b", "Price", "The price of it."),
        page("c", "Princes", "Nothing of the sort."),
    ]);
    for beginning in ["pr", "pri", "pric"] {
        assert!(all(&searcher, beginning).is_superset(&set(&["a", "b"])), "{beginning}");
    }
    assert_eq!(found(&ask(&searcher, "price"))[0], "b", "the word itself comes before what it begins");
    assert_eq!(all(&searcher, "pric "), set(&["a", "b"]), "a blank ends the word: it is now one letter short");
}

#[test]
fn slips_are_forgiven_by_the_length_of_the_word_and_never_in_its_first_letter() {
    let searcher = searcher(&[
        page("a", "Encryption", "Keys and their rotation."),
        page("b", "Cars", "A fleet."),
        page("c", "ISO 27001", "A standard."),
    ]);
    for slip in ["encrpytion ", "encryptoin ", "encryptionn ", "encrypiton", "ecnrytpion", "encrpt"] {
        let results = ask(&searcher, slip);
        assert_eq!(found(&results), ["a"], "{slip}");
        assert_eq!(results.corrections[0].read_as, ["encryption"], "{slip}");
    }
    for other in ["cat ", "xncryption ", "rotatoin27 ", "27002 ", "kexs "] {
        let results = ask(&searcher, other);
        assert!(results.corrections.iter().all(|it| it.word == "kexs"), "{other}: {:?}", results.corrections);
    }
}

#[test]
fn words_that_are_there_are_never_read_as_others() {
    let searcher = searcher(&[page("a", "Form", "The form."), page("b", "From", "From here.")]);
    let results = ask(&searcher, "form ");
    assert_eq!((found(&results), results.corrections.len()), (vec!["a"], 0));
}

#[test]
fn a_word_that_hardly_occurs_is_kept_and_its_frequent_neighbour_suggested() {
    let mut pages: Vec<Page> = (0..60).map(|at| page(&format!("p{at}"), "Calibration", "A calibration.")).collect();
    pages.push(page("slip", "Calbration", "Somebody's slip."));
    let searcher = searcher(&pages);
    let results = ask(&searcher, "calbration ");
    assert_eq!(found(&results), ["slip"]);
    assert_eq!(results.suggestions, ["calibration"]);
    assert_eq!(ask(&searcher, "calibration ").suggestions, [""; 0]);
}

#[test]
fn words_run_together_or_split_are_the_same() {
    let searcher = searcher(&[
        page("joined", "Onboarding", "A SOC2 report by email, and a 401k plan."),
        page("apart", "On-boarding", "A SOC 2 report by e-mail, and a 401(k) plan."),
        page("other", "Boards", "Reports on paper, and plans."),
    ]);
    for query in [
        "onboarding ",
        "on boarding ",
        "on-boarding ",
        "soc2 ",
        "SOC 2 ",
        "SOC-2 ",
        "401k ",
        "401(k) ",
        "401 k ",
        "email ",
        "e-mail ",
        "e mail ",
        "onboarding soc2",
        "soc 2 report",
    ] {
        let both = all(&searcher, query);
        assert!(both.is_superset(&set(&["joined", "apart"])), "{query}: {both:?}");
    }
    assert_eq!(all(&searcher, "\"on boarding\""), set(&["apart"]), "a phrase stays as it is written");
}

#[test]
fn a_word_that_the_index_lacks_is_split_and_said_to_be() {
    let searcher =
        searcher(&[page("a", "Hand over", "The hand over of a deal."), page("b", "Hands", "Nothing over it")]);
    let results = ask(&searcher, "handover ");
    assert_eq!(found(&results)[0], "a");
    assert_eq!(results.corrections[0].read_as, ["hand over"]);
    assert_eq!(found(&ask(&searcher, "handove"))[0], "a", "also while it is typed");
}

#[test]
fn names_of_the_glossary_stand_for_one_another_on_all_pages() {
    let searcher = searcher(&[
        term("term", "Data processing agreement (DPA)", &["order contract"], &["privacy paper"]),
        page("short", "Signing", "We sign a DPA with each customer."),
        page("long", "Contracts", "A data processing agreement comes first."),
        page("other", "Paper", "Data on paper."),
    ]);
    for query in
        ["dpa ", "data processing agreement ", "data processing agreements", "order contract ", "privacy paper "]
    {
        let both = all(&searcher, query);
        assert!(both.is_superset(&set(&["term", "short", "long"])), "{query}: {both:?}");
    }
    let results = ask(&searcher, "dpa ");
    assert_eq!(results.synonyms, ["Data processing agreement", "order contract"]);
    assert!(results.hits[1].score > results.hits[2].score, "what was typed counts more");
    assert_eq!(ask(&searcher, "paper ").synonyms, [""; 0]);
    assert_eq!(ask(&searcher, "\"dpa\"").synonyms, [""; 0], "a phrase is meant as it is");
}

#[test]
fn retired_terms_name_nothing_and_words_to_avoid_are_not_looked_for() {
    let retired = Page { standing: Standing::Retired, ..term("old", "Widget", &["gadget"], &[]) };
    let searcher = searcher(&[
        retired,
        term("t", "Alarm list", &["call list"], &["phone tree"]),
        page("p", "Tree", "A phone tree."),
    ]);
    assert_eq!(ask(&searcher, "widget ").synonyms, [""; 0]);
    assert_eq!(ask(&searcher, "alarm list ").synonyms, ["call list"]);
    assert!(!all(&searcher, "alarm list ").contains("p"));
}

#[test]
fn facets_are_typed_by_id_label_or_beginning_in_any_language_of_the_library() {
    let competitor = |url: &str, id: &str| Page {
        facets: vec![("competitor".to_owned(), id.to_owned())],
        ..page(url, "Card", "How we win.")
    };
    let searcher = searcher(&[competitor("a", "acme"), competitor("z", "zenith"), term("t", "Winning", &[], &[])]);
    for query in
        ["competitor:acme", "Competitor:acm", "competitor:\"acme holding\"", "competitor:\"acme h", "win competitor:ac"]
    {
        assert_eq!(all(&searcher, query), set(&["a"]), "{query}");
    }
    for query in ["kind:answer", "kind:ans", "art:antwort", "Art：Antw", "-kind:glossary", "-kind:glossary -kind:"] {
        assert_eq!(all(&searcher, query), set(&["a", "z"]), "{query}");
    }
    assert_eq!(all(&searcher, "win -competitor:acme -kind:term"), set(&["z"]));
    assert_eq!(all(&searcher, "colour:card "), set(&["a", "z"]), "what is no facet is words");
}

#[test]
fn questions_are_found_by_the_words_in_them_whatever_stands_between() {
    let asked = Page {
        questions: vec!["Don't you encrypt l'entreprise's data at rest?".to_owned()],
        ..page("a", "Storage", "Yes.")
    };
    let searcher = searcher(&[asked, page("b", "Rest", "Time to rest.")]);
    for query in [
        "Do you encrypt data at rest?",
        "don’t you encrypt data?",
        "(encrypt) data: at rest?!",
        "l’entreprise",
        "d'entreprise?",
    ] {
        assert_eq!(found(&ask(&searcher, query))[0], "a", "{query}");
    }
    let results = ask(&searcher, "Does what we encrypt rest?");
    assert_eq!((results.absent.len(), results.corrections.len()), (0, 0), "words of a question are no slips");
}

#[test]
fn where_nothing_is_found_queries_are_offered_that_find_something() {
    let searcher = searcher(&[
        page("a", "Pricing", "Prices at rest."),
        term("t", "Discovery", &[], &[]),
        page("b", "Principle", "A principle."),
    ]);
    for (query, offered) in [
        ("\"rest at prices\"", "rest at prices"),
        ("pricing kind:term", "pricing"),
        ("pricing -prices", "pricing"),
        ("prcnig", "pricing"),
        ("kind:anwser", "kind:answer"),
        ("\"rest at\" kind:answer", "rest at kind:answer"),
    ] {
        let results = ask(&searcher, query);
        assert_eq!(results.total, 0, "{query}");
        assert!(results.suggestions.iter().any(|it| it == offered), "{query}: {:?}", results.suggestions);
        assert!(results.suggestions.len() <= 3);
        for suggestion in &results.suggestions {
            assert!(ask(&searcher, suggestion).total > 0, "{suggestion}");
        }
    }
    let results = ask(&searcher, "zzzzzz");
    assert_eq!((results.total, results.suggestions.len(), results.absent), (0, 0, vec!["zzzzzz".to_owned()]));
}

#[test]
fn suggestions_find_something_with_the_filters_that_were_chosen() {
    let searcher = searcher(&[page("a", "Pricing", "Prices."), term("t", "Discovery", &[], &[])]);
    let filters = vec![Filter { facet: "kind".to_owned(), value: "term".to_owned() }];
    let request =
        |query: &str| Request { query: query.to_owned(), filters: filters.clone(), limit: 10, ..Request::default() };
    assert_eq!(searcher.search(&request("\"prices\"")).unwrap().suggestions, [""; 0]);
    assert_eq!(searcher.search(&request("discovery -word")).unwrap().suggestions, ["discovery"]);
}

#[test]
fn the_nearest_pages_are_shown_where_none_holds_all_words() {
    let searcher = searcher(&[page("a", "Pricing tiers", "Three of them."), page("b", "Discounts", "None.")]);
    let results = ask(&searcher, "pricing tiers unobtainium ");
    assert_eq!(found(&results), ["a"]);
    assert_eq!((results.relaxed, results.absent), (true, vec!["unobtainium".to_owned()]));
}

/// What the program prints for a query on the library in `content/`.
fn printed(query: &str, audience: &str) -> String {
    let library = program::Library::new(Some(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()));
    let run = library.run(library.program("search").args(["--audience", audience, "--", query]));
    assert!(run.stderr.is_empty(), "{}", run.stderr);
    run.stdout
}

#[test]
fn the_program_understands_what_is_typed_on_the_library_of_the_manual() {
    let synonym = printed("temperature deviation", "customer");
    assert!(synonym.contains("Also searched for: Excursion, temperature excursion, out-of-range event."), "{synonym}");
    let avoided = printed("phone tree", "internal");
    assert!(avoided.contains("Also searched for: Alarm list"), "{avoided}");
    assert!(!printed("phone tree", "customer").contains("Alarm list,"), "customers are told no words to avoid");
    let slip = printed("calibratoin", "customer");
    assert!(slip.contains("`calibratoin` was not found and read as calibration"), "{slip}");
    assert!(printed("iso27001 kind:answer", "customer").contains("answers/compliance/certificates"));
    let nothing = printed("\"certified rodents\" kind:answer", "customer");
    assert!(nothing.contains("Did you mean: certified rodents kind:answer"), "{nothing}");
    assert!(
        printed("Art:Antwort Zertifikate", "customer").contains("answers/compliance/certificates"),
        "in German as well"
    );
    let question = printed("Are you certified according to ISO 27001?", "customer");
    assert!(question.lines().next().is_some_and(|line| line.contains("answers/compliance/certificates")), "{question}");
}
