use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const BY: &str = "jane@example.com";

fn vouched(source: &str) -> Result<String, EditError> {
    vouch(source, date(2026, 11, 22), BY)
}

#[track_caller]
fn assert_vouched(source: &str, expected: &str) {
    assert_eq!(vouched(source).as_deref(), Ok(expected));
}

#[test]
fn existing_values_are_replaced_where_they_stand() {
    assert_vouched(
        "+++\nreviewed_by  =  \"john\" # who\ntitle = \"x\"\nreviewed = 2025-01-01  # when\n+++\nreviewed = no\n",
        "+++\nreviewed_by  =  \"jane@example.com\" # who\ntitle = \"x\"\nreviewed = 2026-11-22  # when\n+++\nreviewed = no\n",
    );
    assert_vouched(
        "---\nreviewed: 2025-01-01 # when\nreviewed_by: 'john'\n---\n",
        "---\nreviewed: 2026-11-22 # when\nreviewed_by: 'jane@example.com'\n---\n",
    );
}

#[test]
fn missing_fields_come_after_the_top_level_fields_of_toml_and_before_its_tables() {
    assert_vouched(
        "+++\ntitle = \"x\" # the title\n\n# costs\n[cost]\namount = 3\n+++\n",
        "+++\ntitle = \"x\" # the title\nreviewed = 2026-11-22\nreviewed_by = \"jane@example.com\"\n\n# costs\n[cost]\namount = 3\n+++\n",
    );
    assert_vouched(
        "+++\n[cost]\namount = 3\n+++\n",
        "+++\nreviewed = 2026-11-22\nreviewed_by = \"jane@example.com\"\n[cost]\namount = 3\n+++\n",
    );
    assert_vouched(
        "+++\ncost.amount = 3\n[[success_factors]]\nname = \"\"\"\n[x]\"\"\"\n+++\n",
        "+++\ncost.amount = 3\nreviewed = 2026-11-22\nreviewed_by = \"jane@example.com\"\n[[success_factors]]\nname = \"\"\"\n[x]\"\"\"\n+++\n",
    );
    assert_vouched(
        "+++\nsummary = \"\"\"\none\n[two]\n# three\"\"\"\n+++\n",
        "+++\nsummary = \"\"\"\none\n[two]\n# three\"\"\"\nreviewed = 2026-11-22\nreviewed_by = \"jane@example.com\"\n+++\n",
    );
}

#[test]
fn missing_fields_come_last_in_yaml() {
    assert_vouched(
        "---\ntitle: x\nextra:\n  a: 1\n# end\n---\nBody\n",
        "---\ntitle: x\nextra:\n  a: 1\n# end\nreviewed: 2026-11-22\nreviewed_by: jane@example.com\n---\nBody\n",
    );
    assert_vouched(
        "---\nreviewed:\nreviewed_by: ~\n---\n",
        "---\nreviewed: 2026-11-22\nreviewed_by: jane@example.com\n---\n",
    );
}

#[test]
fn line_ends_and_a_byte_order_mark_stay_as_they_are() {
    assert_vouched(
        "\u{feff}+++\r\ntitle = \"x\"\r\n+++\r\nBody\r\n",
        "\u{feff}+++\r\ntitle = \"x\"\r\nreviewed = 2026-11-22\r\nreviewed_by = \"jane@example.com\"\r\n+++\r\nBody\r\n",
    );
}

#[test]
fn a_file_without_front_matter_gets_one() {
    assert_vouched(
        "\u{feff}# Title\r\n",
        "\u{feff}+++\r\nreviewed = 2026-11-22\r\nreviewed_by = \"jane@example.com\"\r\n+++\r\n\r\n# Title\r\n",
    );
    assert_vouched("", "+++\nreviewed = 2026-11-22\nreviewed_by = \"jane@example.com\"\n+++\n\n");
    assert_vouched("---\n---\nBody\n", "---\nreviewed: 2026-11-22\nreviewed_by: jane@example.com\n---\nBody\n");
}

#[test]
fn what_cant_be_read_is_left_alone() {
    assert_eq!(vouched("+++\ntitle = \"x\"\n"), Err(EditError::Unterminated { line: 1 }));
    assert!(matches!(vouched("+++\n\ntitle = \n+++\n"), Err(EditError::Unreadable { line: 3, .. })));
    assert_eq!(vouched("---\n{ title: x }\n---\n"), Err(EditError::NoPlace));
}

/// Lines of TOML front matter that hold neither field.
fn toml_lines() -> impl Strategy<Value = Vec<&'static str>> {
    let top = prop::sample::select(vec![
        "title = \"x\"",
        "# note",
        "",
        "tags = [\n  \"a\", # b\n]",
        "cost.hours = 2",
        "s = '''\n[x]\n'''",
    ]);
    let tables = prop::sample::select(vec!["[extra]", "a = 1", "# more", "", "[[rows]]"]);
    (prop::collection::vec(top, 0..5), prop::collection::vec(tables, 0..5)).prop_map(|(top, tables)| {
        let tables = tables.into_iter().skip_while(|line| !line.starts_with('['));
        top.into_iter().chain(tables).collect()
    })
}

fn yaml_lines() -> impl Strategy<Value = Vec<&'static str>> {
    let lines = vec![
        "title: x",
        "# note",
        "",
        "tags:\n  - a # b",
        "s: |\n  [x]\n  # y",
        "q: \"a\\\"b\"",
        "k: {a: 1}",
        "ü: 'é'",
    ];
    prop::collection::vec(prop::sample::select(lines), 0..6)
}

proptest! {
    /// Vouching adds or replaces just the two fields: with their lines taken out again, every byte is as it was.
    #[test]
    fn no_other_byte_changes(
        (fence, lines) in prop_oneof![toml_lines().prop_map(|it| ("+++", it)), yaml_lines().prop_map(|it| ("---", it))],
        crlf in any::<bool>(),
        mark in any::<bool>(),
        body in "(\\PC|\n){0,40}",
        by in "[a-zäA-Z '\"\\\\:#@.-]{1,20}",
    ) {
        let mark = if mark { "\u{feff}" } else { "" };
        let source = format!("{mark}{fence}\n{}{fence}\n{body}", lines.iter().flat_map(|line| [*line, "\n"]).collect::<String>());
        let source = if crlf { source.replace('\n', "\r\n") } else { source };
        let by = by.trim();
        prop_assume!(!by.is_empty());
        // Sampled lines may say the same twice, which nobody can edit.
        let Ok(edited) = vouch(&source, date(2026, 11, 22), by) else {
            prop_assert!(read(&source, &front_matter::split(&source).block.unwrap_or_else(|| unreachable!())).is_err());
            return Ok(());
        };
        let without: String = edited.split_inclusive('\n').filter(|line| !line.starts_with("reviewed")).collect();
        let expected: String = source.split_inclusive('\n').filter(|line| !line.starts_with("reviewed")).collect();
        prop_assert_eq!(&without, &expected);
        prop_assert!(holds(&edited, date(2026, 11, 22), by));

        let again = vouch(&edited, date(2027, 1, 2), BY).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let without: String = again.split_inclusive('\n').filter(|line| !line.starts_with("reviewed")).collect();
        prop_assert_eq!(without, expected);
        prop_assert!(holds(&again, date(2027, 1, 2), BY));
    }
}
