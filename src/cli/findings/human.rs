//! Findings for people: the source underlined, what is wrong, and the mend.

use std::io::{self, Write};

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::sources::Sources;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Severity};

/// Columns of a terminal whose width isn't asked for: what fits beside an editor. Longer source lines are cut around what
/// is underlined.
const WIDTH: usize = 120;

/// Writes all findings, an empty line after each.
pub(super) fn write(
    diagnostics: &Diagnostics,
    sources: &mut Sources,
    colour: bool,
    output: &mut dyn Write,
) -> io::Result<()> {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    for diagnostic in diagnostics {
        writeln!(output, "{}\n", renderer.render(&groups(diagnostic, sources)))?;
    }
    Ok(())
}

/// The finding with its mend, then each related place.
fn groups(diagnostic: &Diagnostic, sources: &mut Sources) -> Vec<Group<'static>> {
    let title = format!("{} [{}]", printable(&diagnostic.message), diagnostic.code.name());
    let mut main = Group::with_title(level(diagnostic.severity).primary_title(title).id(diagnostic.code.id()));
    if let Some(location) = &diagnostic.location {
        main = main.element(place(location, &diagnostic.label, sources));
    }
    if !diagnostic.help.is_empty() {
        main = main.element(Level::HELP.message(printable(&diagnostic.help)));
    }
    let related = diagnostic.related.iter().map(|(location, words)| {
        Group::with_title(Level::NOTE.secondary_title(printable(words))).element(place(location, "", sources))
    });
    std::iter::once(main).chain(related).collect()
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// The first line of what a finding is about, underlined; only the file where there is no source to show.
fn place(location: &Location, label: &str, sources: &mut Sources) -> Element<'static> {
    let line = location.span.and_then(|span| {
        let lines = sources.lines(&location.path)?;
        let (line, part) = lines.first_line(span);
        let number = lines.position(part.start).line;
        let annotation = part.start - line.start..part.end - line.start;
        Some((lines.slice(line).to_owned(), number, annotation))
    });
    match line {
        Some((text, number, range)) => {
            let annotation: Annotation<'static> = AnnotationKind::Primary.span(range);
            let label = (!label.is_empty()).then(|| printable(label));
            Snippet::source(text)
                .line_start(number)
                .path(location.path.clone())
                .annotation(annotation.label(label))
                .into()
        }
        None => Origin::path(location.path.clone()).into(),
    }
}

/// Without control characters, which a document could use to play tricks on a terminal.
fn printable(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that can't write its file has failed")]

    use super::*;
    use crate::diagnostics::{Code, Span};

    fn printed(source: &str, needle: &str, label: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.md"), source).unwrap();
        let start = source.find(needle).unwrap();
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(
            Diagnostic::new(Code::ConfigSyntax, "something is wrong")
                .at("a.md", Span { start, end: start + needle.len() })
                .label(label)
                .help("mend it"),
        );
        let mut output = Vec::new();
        write(&diagnostics, &mut Sources::new(folder.path()), false, &mut output).unwrap();
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn the_source_is_underlined_after_a_mark_tabs_and_wide_characters() {
        insta::assert_snapshot!(printed("\u{feff}one\r\n\t顧客 wrong 顧客\r\n", "wrong", "here"), @r"
        error[FB101]: something is wrong [config-syntax]
         --> a.md:2:5
          |
        2 |     顧客 wrong 顧客
          |          ^^^^^ here
          |
          = help: mend it
        ");
    }

    #[test]
    fn a_long_line_is_cut_around_what_is_underlined() {
        let source = format!("{} wrong {}", "word ".repeat(200), "word ".repeat(200));
        insta::assert_snapshot!(printed(&source, "wrong", "here"), @r"
        error[FB101]: something is wrong [config-syntax]
         --> a.md:1:1002
          |
        1 | ...ord word word word word word word word word word  wrong word word word word word word word word word word word...
          |                                                      ^^^^^ here
          |
          = help: mend it
        ");
    }

    #[test]
    fn a_place_at_the_end_of_the_file_is_shown() {
        insta::assert_snapshot!(printed("one\ntwo\n", "\n", ""), @r"
        error[FB101]: something is wrong [config-syntax]
         --> a.md:1:4
          |
        1 | one
          |    ^
          |
          = help: mend it
        ");
    }

    #[test]
    fn control_characters_never_reach_the_terminal() {
        assert!(!printed("\u{1b}[31mred wrong\u{7}\n", "wrong", "\u{1b}[31m").contains(['\u{1b}', '\u{7}']));
    }
}
