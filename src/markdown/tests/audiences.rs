//! What each audience sees: nothing that is for a narrower circle.

use proptest::prelude::*;

use super::{Audience, ProblemKind, html_for_customers, outline, rendered};

/// What a customer sees of the body, as HTML, contents and sections.
fn seen_by_customers(body: &str) -> String {
    format!("{:?}", rendered(body, Audience::Customer))
}

#[test]
fn blocks_are_recognised_wherever_they_begin() {
    for body in [
        ":::internal\nSECRET\n:::\nopen",
        "text\n:::internal\nSECRET\n:::\nopen",
        "::: internal\r\nSECRET\r\n:::\r\nopen",
        ":::internal\n\n- SECRET\n:::\n- open",
        "- item\n\n  :::internal\n  SECRET\n  :::\n\n- open",
        "> quoted\n> :::internal\n> SECRET\n> :::\n> open",
        "- :::internal\n  SECRET\n  :::\n- open",
        "| a | b |\n|---|---|\n| c | d |\n:::internal\n| SECRET | e |\n:::\nopen",
        "<div>\n:::internal\nSECRET\n:::\nopen\n</div>",
        "text\n    :::internal\nSECRET\n    :::\nopen",
        ":::internal\nSECRET\n:::\n:::internal\nSECRET\n:::\nopen",
        "::::internal:::\nSECRET\n::::\nopen",
        ":::internal\n```\nSECRET\n```\n:::\nopen",
        ":::internal\n<!-- SECRET\n:::\n-->\nSECRET\n:::\nopen",
        "open `\n    >:::internal\nSECRET\n` SECRET\n:::\n\nopen",
        "open [a](\n    >:::internal\nb \"SECRET\nSECRET\")\n:::\n\nopen",
        "- open\n\n  > open `\n      >- :::internal\nSECRET\n` SECRET\n:::\n\nopen",
        "open\n:::internal\nSECRET",
        "open\n:::intern\nSECRET\n:::",
        "open\n:::internal\n:::partner\nx\n:::\nSECRET\n:::",
    ] {
        let seen = seen_by_customers(body);
        assert!(!seen.contains("SECRET"), "{body:?}: {seen}");
        assert!(seen.contains("open"), "{body:?}: {seen}");
        assert!(format!("{:?}", rendered(body, Audience::Internal)).contains("SECRET"), "{body:?}");
    }
}

#[test]
fn markers_in_code_and_comments_are_none() {
    for body in ["```\n:::internal\n```\nopen", "    :::internal\n\nopen", "<!--\n:::internal\n-->\n\nopen"] {
        assert!(outline(body).blocks.is_empty(), "{body:?}");
        assert!(html_for_customers(body).contains("open"), "{body:?}");
    }
    assert!(html_for_customers("```\n:::internal\n```").contains(":::internal"));
}

#[test]
fn definitions_in_withheld_parts_do_not_leak() {
    let body = ":::internal\n[a]: https://SECRET.example\n[^n]: SECRET note\n:::\nopen [a] and[^n]\n";
    assert!(!seen_by_customers(body).contains("SECRET"));
    let body = "- x {audience=internal}\n\n  [a]: https://SECRET.example\n\nopen [a]\n";
    assert!(!seen_by_customers(body).contains("SECRET"));
}

#[test]
fn a_note_referred_to_only_from_a_withheld_part_is_not_rendered() {
    let body = "open\n\n:::internal\nx[^n]\n:::\n\n[^n]: SECRET\n";
    assert!(!seen_by_customers(body).contains("SECRET"));
}

#[test]
fn withheld_items_take_their_children_along() {
    let body = "- open\n- x {audience=internal}\n  - SECRET\n- also\n- y {audience=intern}\n\n  SECRET\n";
    let seen = seen_by_customers(body);
    assert!(!seen.contains("SECRET") && seen.contains("also"), "{seen}");
    assert_eq!(outline(body).problems[0].kind, ProblemKind::UnknownItemAudience("intern".to_owned()));
}

#[test]
fn anchors_are_the_same_in_every_build() {
    let body = ":::internal\n## Same\n:::\n\n## Same\n";
    assert!(html_for_customers(body).contains("id=\"same-1\""));
}

#[test]
fn problems_of_blocks_are_reported() {
    let kinds = |body: &str| outline(body).problems.into_iter().map(|problem| problem.kind).collect::<Vec<_>>();
    assert_eq!(kinds(":::"), [ProblemKind::StrayBlockEnd]);
    assert_eq!(kinds(":::internal\nx"), [ProblemKind::UnclosedBlock(Audience::Internal)]);
    assert_eq!(kinds(":::us\nx\n:::"), [ProblemKind::UnknownBlock("us".to_owned())]);
    assert_eq!(kinds(":::partner\n:::customer\n:::\n:::"), [ProblemKind::NestedBlock]);
}

/// Lines that change what the lines after them mean.
fn line() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "",
        "    ",
        "> ",
        "- ",
        "1. ",
        "  ",
        "\t",
        "# ",
        "```",
        "~~~",
        "<div>",
        "</div>",
        "<pre>",
        "| a | b |",
        "|---|---|",
        "***",
        "[a]: /b",
        "[^n]: note",
        "text",
        "*",
        "`",
        "<a",
        ": x",
        "$$",
        "---",
        "[[",
        "![",
        "{{",
    ]);
    prop::collection::vec(part, 0..4).prop_map(|parts| parts.concat())
}

fn lines() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(line(), 0..6)
}

proptest! {
    #[test]
    fn no_word_of_a_block_leaks(before in lines(), within in lines(), prefix in "[ >]{0,5}", after in lines()) {
        let within = within.join(" SECRET\n") + " SECRET\n";
        let body = format!("{}\n{prefix}:::internal\n{within}:::\n{}", before.join("\n"), after.join("\n"));
        let blocks = outline(&body).blocks;
        // Where the marker is code or in a comment there's no block.
        if blocks.iter().any(|block| block.span.start < body.find("SECRET").unwrap_or(0)) {
            let seen = seen_by_customers(&body);
            prop_assert!(!seen.contains("SECRET"), "{seen}");
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,80}", parts in lines()) {
        let body = parts.join("\n") + &text;
        outline(&body);
        rendered(&body, Audience::Partner);
    }
}

#[test]
fn a_marker_may_be_longer_than_any_line_should_be() {
    let body = format!(":::internal {}\nSECRET", "x".repeat(100_000));
    assert!(!seen_by_customers(&body).contains("SECRET"));
}
