#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;

use super::*;
use crate::library::node::{Node, NodeData};

/// Reads the front matter of a file; what it says, what is wrong with it, and the body.
fn read(source: &str) -> (Table, Vec<Diagnostic>, &str) {
    let split = split(source);
    let body = &source[split.body_start..];
    match split.block {
        Some(block) => {
            let (table, findings) = parse(&block, "a.md");
            (table, findings, body)
        }
        None => (Table::default(), Vec::new(), body),
    }
}

/// A value without its places.
fn plain(node: &Node) -> String {
    match &node.data {
        NodeData::Null => "null".to_owned(),
        NodeData::Text(text) => format!("{text:?}"),
        NodeData::Integer(number) => number.to_string(),
        NodeData::Number(number) => number.to_string(),
        NodeData::Boolean(truth) => truth.to_string(),
        NodeData::Date(date) => date.to_string(),
        NodeData::List(nodes) => format!("[{}]", nodes.iter().map(plain).collect::<Vec<_>>().join(", ")),
        NodeData::Table(table) => format!("{{{}}}", plain_table(table)),
    }
}

fn plain_table(table: &Table) -> String {
    table.entries.iter().map(|entry| format!("{}: {}", entry.key, plain(&entry.node))).collect::<Vec<_>>().join(", ")
}

#[test]
fn toml_and_yaml_say_the_same() {
    let toml = "+++\ntitle = \"A\"\nday = 2026-11-22\nn = 3\nx = 2.5\nok = true\ntags = [\"a\", \"b\"]\n[cost]\nhours = 2\n+++\nBody\n";
    let yaml =
        "---\ntitle: A\nday: 2026-11-22\nn: 3\nx: 2.5\nok: true\ntags: [a, \"b\"]\ncost:\n  hours: 2\n---\nBody\n";
    let said = "title: \"A\", day: 2026-11-22, n: 3, x: 2.5, ok: true, tags: [\"a\", \"b\"], cost: {hours: 2}";
    for source in [toml, yaml] {
        let (table, findings, body) = read(source);
        assert_eq!(findings, []);
        assert_eq!(plain_table(&table), said);
        assert_eq!(body, "Body\n");
    }
}

#[test]
fn places_are_those_of_keys_and_values_in_the_file() {
    let toml = "\u{feff}+++\r\ntitle = \"Ä\"\r\nowner = \"jane\"\r\n[[x]]\r\ny = 1\r\n+++\r\n";
    let yaml = "\u{feff}---\r\ntitle: \"Ä\"\r\nowner: jane\r\nx:\r\n  - y: 1\r\n---\r\n";
    for source in [toml, yaml] {
        let (table, findings, _) = read(source);
        assert_eq!(findings, []);
        let at = |span: Span| &source[span.start..span.end];
        let owner = &table.entries[1];
        assert_eq!((at(owner.key_span), at(owner.node.span).trim_matches('"')), ("owner", "jane"));
        assert_eq!(at(table.entries[0].node.span), "\"Ä\"");
        let NodeData::List(nodes) = &table.get("x").unwrap().data else { unreachable!() };
        let inner = &nodes[0].as_table().unwrap().entries[0];
        assert_eq!((at(inner.key_span), at(inner.node.span)), ("y", "1"));
    }
}

#[test]
fn places_of_yaml_collections_are_what_they_hold() {
    let source = "---\na:\n  - one\n  - two\nb: [x, y]\nc:\n  d: 1\n  e: 2\nf: []\n---\n";
    let (table, _, _) = read(source);
    let at = |key: &str| {
        let span = table.get(key).unwrap().span;
        &source[span.start..span.end]
    };
    assert_eq!(at("a"), "- one\n  - two");
    assert_eq!(at("b"), "[x, y]");
    assert_eq!(at("c"), "d: 1\n  e: 2");
    assert_eq!(at("f"), "[]");
}

#[test]
fn files_without_front_matter_are_all_body() {
    for source in ["", "# Title\n", "text\n---\nmore\n---\n", "--- text\n---\n", "++++\n+++\n"] {
        let split = split(source);
        assert_eq!((split.block, split.body_start, split.unterminated), (None, 0, None), "{source:?}");
    }
    assert_eq!(split("\u{feff}# Title").body_start, 3);
}

#[test]
fn empty_lines_before_front_matter_and_spaces_after_its_lines_do_not_count() {
    let (table, findings, body) = read("\n\n+++  \ntitle = \"A\"\n+++ \nBody");
    assert_eq!((plain_table(&table).as_str(), findings.len(), body), ("title: \"A\"", 0, "Body"));
    assert_eq!(read("---\n---\nBody").2, "Body");
    assert_eq!(read("---\n# only a comment\n---").2, "");
}

#[test]
fn front_matter_without_an_end_is_found() {
    let split = split("+++\ntitle = \"A\"\n\nBody\n");
    assert_eq!(split.unterminated, Some((Syntax::Toml, Span { start: 0, end: 3 })));
    assert_eq!((split.block, split.body_start), (None, 0));
}

#[test]
fn what_comes_before_a_mistake_is_kept() {
    let (table, findings, _) = read("+++\ntitle = \"A\"\nowner = \n+++\n");
    assert_eq!(plain(table.get("title").unwrap()), "\"A\"");
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::FrontMatterSyntax]);
    let (table, findings, _) = read("---\ntitle: A\nowner: [\n---\n");
    assert_eq!(plain(table.get("title").unwrap()), "\"A\"");
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::FrontMatterSyntax]);
}

#[test]
fn a_key_that_is_there_twice_is_found_with_both_places() {
    for source in ["+++\nowner = \"a\"\nowner = \"b\"\n+++\n", "---\nowner: a\nowner: b\n---\n"] {
        let (table, findings, _) = read(source);
        assert_eq!(plain(table.get("owner").unwrap()), "\"a\"");
        let [finding] = findings.as_slice() else { unreachable!("{findings:?}") };
        assert_eq!((finding.code, finding.message.as_str()), (Code::DuplicateKey, "`owner` is there twice"));
        let second = source.rfind("owner").unwrap();
        assert_eq!(finding.location.as_ref().unwrap().span, Some(Span { start: second, end: second + 5 }));
        assert_eq!(finding.related[0].0.span, Some(Span { start: 4, end: 9 }));
    }
}

#[test]
fn yaml_anchors_and_merge_keys_are_followed() {
    let (table, findings, _) = read("---\nbase: &b\n  x: 1\n  y: 2\nmore:\n  <<: *b\n  y: 3\nagain: *b\n---\n");
    assert_eq!(findings, []);
    assert_eq!(plain_table(&table), "base: {x: 1, y: 2}, more: {y: 3, x: 1}, again: {x: 1, y: 2}");
}

#[test]
fn yaml_that_grows_or_nests_without_bound_is_refused() {
    let level = |level: usize| format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 10].join(", "));
    let levels: String = (1..9).map(level).collect();
    let bomb = format!("---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n{levels}---\n");
    let deep_yaml = format!("---\na: {}{}\n---\n", "[".repeat(5000), "]".repeat(5000));
    let deep_toml = format!("+++\na = {}{}\n+++\n", "[".repeat(5000), "]".repeat(5000));
    for source in [bomb, deep_yaml, deep_toml] {
        let (_, findings, _) = read(&source);
        assert!(findings.iter().all(|finding| finding.code == Code::FrontMatterSyntax));
        assert!(!findings.is_empty());
    }
}

#[test]
fn a_closing_bracket_at_the_beginning_of_a_line_is_read() {
    let (table, findings, _) = read("---\ntags: [\n  a,\n  b,\n]\ntitle: A\n---\n");
    assert_eq!(findings, []);
    assert_eq!(plain_table(&table), "tags: [\"a\", \"b\"], title: \"A\"");
}

#[test]
fn yaml_words_mean_what_yaml_1_2_says() {
    let (table, ..) =
        read("---\na: yes\nb: ~\nc:\nd: 0x10\ne: !!str 5\nf: \"2026-01-01\"\ng: 1_000\nh: -2\ni: 1e999\n---\n");
    let said = "a: \"yes\", b: null, c: null, d: 16, e: \"5\", f: \"2026-01-01\", g: \"1_000\", h: -2, i: \"1e999\"";
    assert_eq!(plain_table(&table), said);
}

proptest! {
    #[test]
    fn splitting_loses_no_byte(front in "[a-z =\"\n]{0,40}", body in "\\PC{0,40}", toml: bool) {
        let fence = if toml { "+++" } else { "---" };
        let source = format!("{fence}\n{front}\n{fence}\n{body}");
        let split = split(&source);
        let block = split.block.unwrap();
        prop_assert_eq!(block.text, format!("{front}\n"));
        prop_assert_eq!(&source[split.body_start..], body);
    }

    #[test]
    fn no_text_makes_reading_fail(text in "(\\+\\+\\+|---)\n[-a-c:=\\[\\]{}\"'&*!|>#,.<\n\t é0-9]{0,80}\n(\\+\\+\\+|---)\n") {
        let (table, findings, _) = read(&text);
        for entry in &table.entries {
            prop_assert!(text.get(entry.key_span.start..entry.key_span.end).is_some());
            prop_assert!(text.get(entry.node.span.start..entry.node.span.end).is_some());
        }
        for finding in findings {
            let span = finding.location.unwrap().span.unwrap();
            prop_assert!(text.get(span.start..span.end).is_some());
        }
    }
}
