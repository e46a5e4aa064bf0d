//! Highlighting of code, at build time: words get classes, whose colours are in the theme's `code.css`.

use std::sync::OnceLock;

use pulldown_cmark_escape::escape_html_body_text;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// Longer code isn't highlighted, in bytes: nobody reads it for its colours, and it would hold up the build.
const LONGEST: usize = 50_000;

/// Code with a longer line isn't either, in bytes: it is minified, and expressions that look ahead get slow.
const LONGEST_LINE: usize = 1_000;

/// What syntaxes call a thing, and the class that it gets. The longest name that fits counts.
const CLASSES: [(&str, &str); 21] = [
    ("comment", "hl-comment"),
    ("punctuation.definition.comment", "hl-comment"),
    ("string", "hl-string"),
    ("constant.character.escape", "hl-constant"),
    ("constant", "hl-constant"),
    ("variable.language", "hl-constant"),
    ("support.constant", "hl-constant"),
    ("keyword.operator", "hl-operator"),
    ("keyword", "hl-keyword"),
    ("storage", "hl-keyword"),
    ("entity.name.function", "hl-function"),
    ("support.function", "hl-function"),
    ("variable.function", "hl-function"),
    ("entity.name", "hl-type"),
    ("entity.other.inherited-class", "hl-type"),
    ("support.type", "hl-type"),
    ("support.class", "hl-type"),
    ("entity.other.attribute-name", "hl-attribute"),
    ("markup.inserted", "hl-inserted"),
    ("markup.deleted", "hl-deleted"),
    ("markup.heading", "hl-keyword"),
];

/// Adds code as HTML, highlighted where the language is known and the code isn't too long.
pub(super) fn push(html: &mut String, code: &str, language: &str) {
    let before = html.len();
    if !language.is_empty() && is_short(code) {
        let highlighter = Highlighter::get();
        if let Some(syntax) = highlighter.syntax(language) {
            if highlighter.push(html, code, syntax).is_some() {
                return;
            }
            html.truncate(before);
        }
    }
    let _ = escape_html_body_text(&mut *html, code);
}

fn is_short(code: &str) -> bool {
    code.len() <= LONGEST && code.lines().all(|line| line.len() <= LONGEST_LINE)
}

/// The syntaxes and what their names mean to us.
struct Highlighter {
    syntaxes: SyntaxSet,
    classes: Vec<(Scope, &'static str)>,
}

impl Highlighter {
    /// The only one: it takes some milliseconds to load, so it's loaded when the first code comes by.
    fn get() -> &'static Self {
        static HIGHLIGHTER: OnceLock<Highlighter> = OnceLock::new();
        HIGHLIGHTER.get_or_init(|| {
            let mut classes: Vec<_> =
                CLASSES.iter().filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class))).collect();
            classes.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
            Self { syntaxes: two_face::syntax::extra_newlines(), classes }
        })
    }

    /// The syntax of a language by its name or by a file's extension; plain text is none.
    fn syntax(&self, language: &str) -> Option<&SyntaxReference> {
        self.syntaxes.find_syntax_by_token(language).filter(|syntax| syntax.name != "Plain Text")
    }

    /// Adds highlighted code; `None` where the syntax fails on it.
    fn push(&self, html: &mut String, code: &str, syntax: &SyntaxReference) -> Option<()> {
        let mut state = ParseState::new(syntax);
        let mut stack = ScopeStack::new();
        let mut spans = Spans { html, class: None };
        for line in code.split_inclusive('\n') {
            let mut from = 0;
            for (to, change) in state.parse_line(line, &self.syntaxes).ok()? {
                spans.push(line.get(from..to)?, self.class(&stack));
                stack.apply(&change).ok()?;
                from = to;
            }
            spans.push(line.get(from..)?, self.class(&stack));
        }
        spans.change(None);
        Some(())
    }

    /// The class for the innermost thing that has one.
    fn class(&self, stack: &ScopeStack) -> Option<&'static str> {
        let class_of = |scope: &Scope| self.classes.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope));
        stack.as_slice().iter().rev().find_map(class_of).map(|(_, class)| *class)
    }
}

/// Writes text in spans by class, one span for neighbours of the same class.
struct Spans<'a> {
    html: &'a mut String,
    class: Option<&'static str>,
}

impl Spans<'_> {
    fn push(&mut self, text: &str, class: Option<&'static str>) {
        if text.is_empty() {
            return;
        }
        // Blanks have no colour: they don't end a span.
        if !text.trim().is_empty() {
            self.change(class);
        }
        let _ = escape_html_body_text(&mut *self.html, text);
    }

    fn change(&mut self, class: Option<&'static str>) {
        if class == self.class {
            return;
        }
        if self.class.is_some() {
            self.html.push_str("</span>");
        }
        if let Some(class) = class {
            self.html.push_str("<span class=\"");
            self.html.push_str(class);
            self.html.push_str("\">");
        }
        self.class = class;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pushed(code: &str, language: &str) -> String {
        let mut html = String::new();
        push(&mut html, code, language);
        html
    }

    #[test]
    fn words_of_a_known_language_get_classes() {
        assert_eq!(
            pushed("fn main() { /* <why> */ let a = \"b\"; }\n", "rust"),
            "<span class=\"hl-keyword\">fn </span><span class=\"hl-function\">main</span>() { \
             <span class=\"hl-comment\">/* &lt;why&gt; */ </span><span class=\"hl-keyword\">let</span> a \
             <span class=\"hl-operator\">= </span><span class=\"hl-string\">\"b\"</span>; }\n"
        );
    }

    #[test]
    fn languages_that_libraries_use_are_known() {
        for language in
            ["rust", "js", "ts", "json", "toml", "yaml", "bash", "sh", "sql", "python", "html", "css", "xml"]
        {
            assert!(Highlighter::get().syntax(language).is_some(), "{language}");
        }
    }

    #[test]
    fn an_unknown_language_and_long_code_stay_plain() {
        assert_eq!(pushed("let <a>", "klingon"), "let &lt;a&gt;");
        assert_eq!(pushed("let a", "text"), "let a");
        let long = "let a = 1;".repeat(200);
        assert_eq!(pushed(&long, "rust"), long);
    }
}
