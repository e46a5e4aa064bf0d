//! Search from outside: pages in, answers out, natively and over the files that a browser would fetch.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod plain;

use std::collections::BTreeMap;

use fieldbook::{
    markdown::Section,
    search::{
        FacetLabels, Filter, Indexer, MANIFEST, Packed, Page, Request, Results, SearchError, Searcher, Standing,
        Vocabulary,
    },
};
use fieldbook_search::{
    PagedDirectory,
    bundle::{HOT, Missing},
};
use plain::unpacked;

fn section(anchor: &str, heading: &str, text: &str) -> Section {
    Section {
        anchor: (!anchor.is_empty()).then(|| anchor.to_owned()),
        heading: heading.to_owned(),
        text: text.to_owned(),
    }
}

fn page(document: &str, title: &str, kind: &str, sections: Vec<Section>) -> Page {
    Page {
        url: format!("{document}/"),
        title: title.to_owned(),
        kind: kind.to_owned(),
        language: "en".to_owned(),
        sections,
        ..Page::default()
    }
}

fn facets(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// A small library with something of everything.
fn pages() -> Vec<Page> {
    vec![
        Page {
            questions: vec!["Is data encrypted at rest?".to_owned()],
            summary: Some("AES-256 everywhere.".to_owned()),
            facets: facets(&[("product", "cloud"), ("industry", "health")]),
            ..page(
                "rfp/encryption",
                "Encryption of stored data",
                "answer",
                vec![
                    section("", "", "All customer data is encrypted with AES-256."),
                    section("keys", "Key management", "Keys are rotated every ninety days by the security team."),
                    section("backup", "Backups", "Backups are encrypted at rest as well; restoring takes an hour."),
                ],
            )
        },
        Page {
            facets: facets(&[("product", "cloud"), ("product", "edge")]),
            ..page(
                "playbooks/discovery",
                "Discovery call",
                "playbook",
                vec![
                    section("", "", "How to run a first call with a buyer."),
                    section("pricing", "Talking about prices", "Contracts and pricing come last. Ask for the budget."),
                    section("security", "Security questions", "Send the encryption answer."),
                ],
            )
        },
        Page {
            standing: Standing::Retired,
            facets: facets(&[("product", "cloud")]),
            ..page("rfp/old-encryption", "Encryption of stored data", "answer", vec![section("", "", "Outdated: DES.")])
        },
        Page {
            synonyms: vec!["monthly recurring revenue".to_owned()],
            ..page("glossary/mrr", "MRR", "term", vec![section("", "", "Subscription income per month.")])
        },
        Page {
            language: "de".to_owned(),
            ..page(
                "vertrag",
                "Verträge verhandeln",
                "page",
                vec![
                    section("", "", "Ein Vertrag über die Größe der Lieferung."),
                    section("preis", "Preise", "Der Preis."),
                ],
            )
        },
        Page {
            language: "ja".to_owned(),
            ..page(
                "ja/security",
                "暗号化について",
                "page",
                vec![section("", "", "保存されたデータは暗号化されます。鍵は東京にある。")],
            )
        },
    ]
}

fn vocabulary() -> Vocabulary {
    let labels = |pairs: &[(&str, &str)]| facets(pairs);
    Vocabulary {
        kind: "Kind".to_owned(),
        language: "Language".to_owned(),
        kinds: labels(&[
            ("answer", "Answer"),
            ("playbook", "Playbook"),
            ("page", "Page"),
            ("secret-kind", "Secret kind"),
        ]),
        facets: vec![
            FacetLabels {
                name: "product".to_owned(),
                label: "Product".to_owned(),
                values: labels(&[("cloud", "The Cloud"), ("edge", "Edge"), ("unreleased", "Unreleased thing")]),
            },
            FacetLabels {
                name: "industry".to_owned(),
                label: "Industry".to_owned(),
                values: labels(&[("health", "Health care")]),
            },
        ],
        other_labels: [
            ("kind:answer".to_owned(), vec!["Antwort".to_owned()]),
            ("kind:secret-kind".to_owned(), vec!["Secret in German".to_owned()]),
        ]
        .into(),
    }
}

fn indexer(pages: &[Page]) -> Indexer {
    let mut indexer = Indexer::new().unwrap();
    for page in pages {
        indexer.add(page).unwrap();
    }
    indexer
}

fn native(pages: &[Page]) -> Searcher {
    indexer(pages).search(&vocabulary()).unwrap()
}

fn packed(pages: &[Page]) -> Packed {
    indexer(pages).finish(&vocabulary(), "index.json").unwrap()
}

fn request(query: &str) -> Request {
    Request { query: query.to_owned(), limit: 10, sections: 3, ..Request::default() }
}

fn found(searcher: &Searcher, query: &str) -> Vec<String> {
    let results = searcher.search(&request(query)).unwrap();
    results.hits.into_iter().map(|hit| hit.url.trim_end_matches('/').to_owned()).collect()
}

/// Plays the browser: fetches what is missing, and asks again.
struct Browser {
    files: BTreeMap<String, Vec<u8>>,
    /// Where the chunks are, below the site's root.
    folder: String,
    directory: PagedDirectory,
    searcher: Searcher,
}

/// Folder of the index's files, as the manifest says.
fn folder(files: &BTreeMap<String, Vec<u8>>) -> String {
    let manifest: serde_json::Value = serde_json::from_slice(&files[MANIFEST]).unwrap();
    format!("search/{}/", manifest["index"].as_str().unwrap())
}

impl Browser {
    fn open(packed: Packed) -> Self {
        let files: BTreeMap<String, Vec<u8>> = packed.files.into_iter().collect();
        let folder = folder(&files);
        let (directory, vocabulary) = PagedDirectory::open(unpacked(HOT, &files[&format!("{folder}{HOT}")])).unwrap();
        let searcher = Searcher::open(directory.clone(), vocabulary, directory.clone()).unwrap();
        assert_eq!(directory.take_misses(), [], "the hot file is enough to open the index");
        Self { files, folder, directory, searcher }
    }

    /// The answer, and how many rounds of requests it took.
    fn search(&self, request: &Request) -> (Results, usize) {
        for rounds in 0..10 {
            match self.searcher.search(request) {
                Ok(results) => return (results, rounds),
                Err(SearchError::Missing) => {
                    for Missing { file, blocks } in self.directory.take_misses() {
                        let chunk = &self.files[&(self.folder.clone() + &file)];
                        for place in blocks {
                            self.directory.put(&file, place.start, unpacked(&file, &chunk[place])).unwrap();
                        }
                    }
                }
                Err(error) => unreachable!("{error}"),
            }
        }
        unreachable!("the same bytes are asked for again and again")
    }
}

#[test]
fn a_word_is_found_in_title_question_summary_heading_and_body() {
    let searcher = native(&pages());
    assert_eq!(found(&searcher, "stored"), ["rfp/encryption", "rfp/old-encryption"]);
    assert_eq!(found(&searcher, "rotated "), ["rfp/encryption"]);
    assert_eq!(found(&searcher, "everywhere "), ["rfp/encryption"]);
    assert_eq!(found(&searcher, "talking "), ["playbooks/discovery"]);
    assert_eq!(found(&searcher, "budget "), ["playbooks/discovery"]);
    assert_eq!(found(&searcher, "recurring "), ["glossary/mrr"]);
}

#[test]
fn all_words_must_be_on_the_page_but_in_whichever_section() {
    let searcher = native(&pages());
    assert_eq!(found(&searcher, "discovery budget "), ["playbooks/discovery"]);
    let results = searcher.search(&request("stored budget ")).unwrap();
    assert!(results.relaxed);
    assert_eq!(results.hits.len(), 3, "no page holds both, so those are shown that hold one");
}

#[test]
fn the_best_section_leads_and_carries_its_anchor_and_marked_words() {
    let searcher = native(&pages());
    let results = searcher.search(&request("backups encrypted ")).unwrap();
    let hit = &results.hits[0];
    assert_eq!((hit.page, hit.url.as_str()), (0, "rfp/encryption/"));
    let best = &hit.sections[0];
    assert_eq!((best.section, best.anchor.as_deref()), (2, Some("backup")));
    let excerpt = searcher.marker("backups encrypted ").unwrap().excerpt(pages()[0].texts(2)[0]);
    for (pieces, expected) in [(&best.heading, vec!["Backups"]), (&excerpt, vec!["Backups", "encrypted"])] {
        let marked: Vec<_> = pieces.0.iter().filter(|piece| piece.marked).map(|piece| &*piece.text).collect();
        assert_eq!(marked, expected);
    }
}

#[test]
fn function_words_are_weighed_beside_others_and_needed_by_themselves() {
    let searcher = native(&pages());
    assert_eq!(found(&searcher, "how do you rotate the keys "), found(&searcher, "rotate keys "));
    assert_eq!(found(&searcher, "how to "), ["playbooks/discovery"]);
}

#[test]
fn an_explained_score_can_be_reckoned_up() {
    let searcher = native(&pages());
    for query in
        ["stored", "is data encrypted at rest", "encryption budget", "\"at rest\" keys", "discvery", "kind:answer"]
    {
        let explained = Request { explain: true, ..request(query) };
        let hits = searcher.search(&explained).unwrap().hits;
        assert!(!hits.is_empty(), "{query}");
        for hit in hits {
            let explanation = hit.explanation.unwrap();
            let sum: f32 = explanation.words.iter().map(|word| word.rarity * word.share).sum();
            let sum = if explanation.words.is_empty() { 1.0 } else { sum };
            let score = explanation.factors.iter().fold(sum, |score, factor| score * factor.factor);
            assert!((score - hit.score).abs() < 1e-3 * hit.score, "{query}: {score} is not {}", hit.score);
            assert!((explanation.score - hit.score).abs() < f32::EPSILON);
        }
    }
    assert!(searcher.search(&request("stored")).unwrap().hits.iter().all(|hit| hit.explanation.is_none()));
}

#[test]
fn other_forms_beginnings_and_misspellings_are_found() {
    let searcher = native(&pages());
    assert_eq!(found(&searcher, "contract "), ["playbooks/discovery"]);
    assert_eq!(found(&searcher, "vertrage "), ["vertrag"]);
    assert_eq!(found(&searcher, "disco"), ["playbooks/discovery"]);
    let results = searcher.search(&request("discvery ")).unwrap();
    assert_eq!(results.hits[0].url, "playbooks/discovery/");
    assert_eq!(results.corrections[0].read_as, ["discovery"]);
    assert_eq!(found(&searcher, "mrx "), [""; 0], "three letters are too few for a typo");
    assert_eq!(found(&searcher, "ecnrytpion"), ["rfp/encryption", "playbooks/discovery", "rfp/old-encryption"]);
}

#[test]
fn phrases_exclusions_and_filters_narrow() {
    let searcher = native(&pages());
    assert_eq!(found(&searcher, "\"encrypted at rest\""), ["rfp/encryption"]);
    assert!(found(&searcher, "\"rest at encrypted\"").is_empty());
    assert_eq!(found(&searcher, "encryption -outdated kind:answer"), ["rfp/encryption"]);
    assert_eq!(found(&searcher, "encryption product:\"the cloud\" -kind:answer"), ["playbooks/discovery"]);
    assert_eq!(found(&searcher, "kind:answer"), ["rfp/encryption", "rfp/old-encryption"]);
    assert!(found(&searcher, "encryption product:nonsense").is_empty());
    assert!(found(&searcher, "???").is_empty());
}

#[test]
fn unspaced_scripts_are_found_by_any_substring() {
    let searcher = native(&pages());
    for query in ["暗号化", "暗号", "号化", "東京", "鍵", "\"データは暗号\"", "データ 東京"] {
        assert_eq!(found(&searcher, query), ["ja/security"], "{query}");
    }
    assert!(found(&searcher, "化暗").is_empty());
}

/// A page of one text, in a language.
fn text_in(language: &str, text: &str) -> Page {
    let name = format!("{language}/{}", text.chars().filter(|it| it.is_alphanumeric()).take(4).collect::<String>());
    Page { language: language.to_owned(), ..page(&name, "", "page", vec![section("", "", text)]) }
}

#[test]
fn words_are_found_inside_running_text_however_they_are_written() {
    let texts = [
        text_in("zh", "所有客户数据在静止时都经过加密。"),
        text_in("ja", "保存されたデータベースは東京にある。時々確認する。"),
        text_in("ko", "저장된 데이터는 암호화됩니다. 보안은 중요합니다."),
        text_in("th", "ข้อมูลที่จัดเก็บถูกเข้ารหัส ปี ๒๕๖๙"),
        text_in("km", "ទិន្នន័យត្រូវបានអ៊ិនគ្រីប"),
        text_in("ar", "البيانات المُخزَّنة مشفَّرة في سنة ٢٠٢٦"),
        text_in("hi", "संग्रहीत डेटा हिन्दी में"),
    ];
    let searcher = native(&texts);
    let language = |query: &str| {
        let results = searcher.search(&request(query)).unwrap();
        results.hits.into_iter().map(|hit| hit.language).collect::<Vec<_>>().join(" ")
    };
    let expected = [
        ("zh", "加密 客户 数据 密 静止时"),
        ("ja", "データ ﾃﾞｰﾀ 東京 東 時々 デ\u{30FC}タヘ\u{3099}ース"),
        ("ko", "보안 보안은 암호화 보 데이터"),
        ("th", "ข้อมูล เข้ารหัส ที่ 2569 ๒๕๖๙"),
        ("km", "ទិន្នន័យ គ្រីប"),
        ("ar", "المخزنة مخزنة البيانات 2026 المُخزّنه"),
        ("hi", "हिन्दी डेटा"),
    ];
    for (wanted, queries) in expected {
        for query in queries.split(' ') {
            assert_eq!(language(query), wanted, "{query}");
        }
    }
    assert_eq!(language("AES暗号"), "");
}

#[test]
fn forms_of_a_word_count_on_pages_in_their_language_only() {
    let searcher = native(&[text_in("en", "The care of data."), text_in("es", "Unas casas.")]);
    assert_eq!(found(&searcher, "casa "), ["es/Unas"]);
    assert_eq!(found(&searcher, "car "), [""; 0], "Spanish has words that end in an e without meaning it");
}

#[test]
fn retired_pages_sink() {
    let searcher = native(&pages());
    assert_eq!(found(&searcher, "encryption stored data ")[..2], ["rfp/encryption", "rfp/old-encryption"]);
}

#[test]
fn the_count_of_a_value_is_what_choosing_it_finds() {
    let searcher = native(&pages());
    for query in ["", "encryption", "kind:answer encryption", "product:edge", "-kind:page"] {
        let results = searcher.search(&request(query)).unwrap();
        for facet in &results.facets {
            let narrowed = query.split(' ').filter(|word| !word.starts_with(&format!("{}:", facet.name)));
            let narrowed = narrowed.collect::<Vec<_>>().join(" ");
            for value in &facet.values {
                let filters = vec![Filter { facet: facet.name.clone(), value: value.id.clone() }];
                let chosen = searcher.search(&Request { filters, ..request(&narrowed) }).unwrap();
                assert_eq!(chosen.total, value.count, "{query}: {}={}", facet.name, value.id);
            }
        }
    }
}

#[test]
fn labels_of_values_that_no_page_has_stay_out() {
    let files: BTreeMap<String, Vec<u8>> = packed(&pages()).files.into_iter().collect();
    let hot = unpacked(HOT, &files[&format!("{}{HOT}", folder(&files))]);
    let (_, vocabulary) = PagedDirectory::open(hot).unwrap();
    let labels: Vec<_> =
        vocabulary.facets.iter().flat_map(|facet| &facet.values).map(|value| value.label.as_str()).collect();
    assert_eq!(labels, ["Answer", "Playbook", "Page", "term", "The Cloud", "Edge", "Health care", "de", "en", "ja"]);
    let text =
        files.iter().fold(String::new(), |text, (name, bytes)| text + &String::from_utf8_lossy(&unpacked(name, bytes)));
    assert!(text.contains("The Cloud") && !text.contains("nreleased") && !text.contains("ecret"));
}

#[test]
fn values_of_no_page_found_are_not_counted() {
    let results = native(&pages()).search(&request("encryption")).unwrap();
    assert!(results.facets.iter().flat_map(|facet| &facet.values).all(|value| value.count > 0));
}

#[test]
fn an_empty_index_opens_and_finds_nothing() {
    assert_eq!(native(&[]).search(&request("anything")).unwrap(), Results::default());
    let browser = Browser::open(packed(&[]));
    assert_eq!(browser.search(&request("anything")).0, Results::default());
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    assert_eq!(packed(&pages()).files, packed(&pages()).files);
}

/// Queries of all sorts over a set of pages: every word that they hold, its beginning, a misspelling, phrases, facets.
fn queries(pages: &[Page]) -> Vec<String> {
    let mut queries = Vec::new();
    for text in pages.iter().flat_map(|page| page.sections.iter().flat_map(|section| [&section.heading, &section.text]))
    {
        let words: Vec<&str> = text.split_whitespace().collect();
        for word in &words {
            let letters: Vec<char> = word.chars().collect();
            queries.push(format!("{word} "));
            queries.push(letters.iter().take(letters.len().div_ceil(2)).collect());
            queries.push(letters.iter().enumerate().filter(|(at, _)| *at != 2).map(|(_, letter)| letter).collect());
        }
        queries.extend(words.windows(3).map(|three| format!("\"{}\"", three.join(" "))));
        queries.extend(words.windows(2).map(|two| format!("{} -{}", two[0], two[1])));
    }
    queries.extend(
        [
            "kind:answer",
            "product:cloud data",
            "language:de",
            "-kind:page encryption",
            "mrr",
            "recurring revenue monthly revenues",
            "monthly recurring revenue ",
            "monthlyrecurring",
        ]
        .map(str::to_owned),
    );
    queries.sort();
    queries.dedup();
    queries
}

/// Pages whose index is larger than what is resident: many sections of seeded words.
fn many_pages() -> Vec<Page> {
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move |below: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % below
    };
    let word = |number: u64| {
        format!(
            "{}{}{}",
            ["con", "ba", "pre", "lo"][(number % 4) as usize],
            ["tra", "zi"][(number % 2) as usize],
            number
        )
    };
    let mut text = move |words: u64| (0..words).map(|_| word(next(40) * next(40))).collect::<Vec<_>>().join(" ");
    let sections = |text: &mut dyn FnMut(u64) -> String| {
        (0..4).map(|at| section(&format!("s{at}"), &text(3), &text(120))).collect::<Vec<_>>()
    };
    let mut all = pages();
    all.extend(
        (0..150).map(|at| page(&format!("made/{at}"), &text(4), ["answer", "playbook"][at % 2], sections(&mut text))),
    );
    all
}

#[test]
fn both_directories_give_the_same_answers() {
    let pages = many_pages();
    let native = native(&pages);
    let browser = Browser::open(packed(&pages));
    let mut queries = queries(&pages[..20]);
    let every = queries.len().div_ceil(1500);
    queries = queries.into_iter().step_by(every).collect();
    let mut fetched = 0;
    for query in queries {
        let request = request(&query);
        let (results, rounds) = browser.search(&request);
        assert_eq!(results, native.search(&request).unwrap(), "{query}");
        assert!(rounds <= 2, "{query} took {rounds} rounds of requests");
        fetched += rounds;
    }
    assert!(fetched > 0, "something had to be fetched");
}

#[test]
fn damage_is_an_error_and_never_a_panic() {
    let packed = packed(&many_pages());
    let files: BTreeMap<String, Vec<u8>> = packed.files.into_iter().collect();
    let folder = folder(&files);
    let hot = unpacked(HOT, &files[&format!("{folder}{HOT}")]);
    for at in (0..hot.len()).step_by(hot.len() / 200) {
        let mut changed = hot.clone();
        changed[at] ^= 0x40;
        assert!(PagedDirectory::open(changed).is_err(), "byte {at} was changed");
        assert!(PagedDirectory::open(hot[..at].to_vec()).is_err(), "it was cut at byte {at}");
    }
    let (directory, vocabulary) = PagedDirectory::open(hot).unwrap();
    let searcher = Searcher::open(directory.clone(), vocabulary, directory.clone()).unwrap();
    let mut checked = 0;
    while let Err(SearchError::Missing) = searcher.search(&request("\"data is\"")) {
        for Missing { file, blocks } in directory.take_misses() {
            let start = blocks[0].start;
            let block = unpacked(&file, &files[&format!("{folder}{file}")][blocks[0].clone()]);
            let damaged = |bytes| matches!(directory.put(&file, start, bytes), Err(SearchError::Damaged(_)));
            assert!(damaged(block[1..].to_vec()), "{file}");
            assert!(damaged(vec![0; block.len()]), "{file}");
            assert!(matches!(searcher.search(&request("\"data is\"")), Err(SearchError::Missing)), "{file}");
            directory.put(&file, start, block).unwrap();
            checked += 1;
        }
        directory.take_misses();
    }
    assert!(checked > 2, "postings, positions and records were needed");
    assert!(matches!(directory.put("idx-1000.bin", 0, Vec::new()), Err(SearchError::Damaged(_))));
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 64, ..Default::default() })]

    #[test]
    fn any_query_has_an_answer(queries in proptest::collection::vec("(\\PC|[a-z\" :-]){0,40}", 40)) {
        let searcher = native(&pages());
        for query in queries {
            let results = searcher.search(&request(&query)).unwrap();
            proptest::prop_assert!(results.hits.len() <= results.total);
        }
    }
}
