//! Placeholders: `{{ customer.name }}`, a variable to fill for one customer.

use serde::Serialize;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// As it is written.
    pub text: String,
    /// The name, where it is a placeholder.
    pub placeholder: Option<String>,
}

/// Plain text, as front matter holds it, cut at its placeholders.
pub fn parts(line: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut words = 0;
    let mut at = 0;
    while let Some(start) = line[at..].find("{{").map(|offset| at + offset) {
        at = start + 2;
        let Some(length) = line[at..].find("}}") else { break };
        let name = line[at..at + length].trim();
        if is_name(name) {
            at += length + 2;
            parts.push(Part { text: line[words..start].to_owned(), placeholder: None });
            parts.push(Part { text: line[start..at].to_owned(), placeholder: Some(name.to_owned()) });
            words = at;
        }
    }
    parts.push(Part { text: line[words..].to_owned(), placeholder: None });
    parts.retain(|part| !part.text.is_empty());
    parts
}

/// Letters, digits, `_`, `-`; parts joined by dots.
pub fn is_name(name: &str) -> bool {
    name.split('.').all(|part| {
        !part.is_empty() && part.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_its_placeholders() {
        let cut = |line| parts(line).into_iter().map(|part| (part.text, part.placeholder)).collect::<Vec<_>>();
        let words = |text: &str| (text.to_owned(), None);
        let name = |text: &str, name: &str| (text.to_owned(), Some(name.to_owned()));
        assert_eq!(
            cut("For {{ a.b }}{{c}}, {{ not a name }} {{ d"),
            [words("For "), name("{{ a.b }}", "a.b"), name("{{c}}", "c"), words(", {{ not a name }} {{ d")]
        );
        assert_eq!(cut(""), []);
    }
}
