//! Where the words are that readers read.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::parse::options;
use crate::diagnostics::Span;

/// Places of all text outside code, addresses and raw HTML, in order; neighbouring ones are joined.
pub fn prose(body: &str) -> Vec<Span> {
    let mut parts: Vec<Span> = Vec::new();
    let mut in_code = false;
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => match parts.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => parts.push(range.into()),
            },
            _ => {}
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_addresses_and_html_are_no_prose() {
        let body = "One *two* [three](/four) `five`\n\n```\nsix\n```\n\n<b title=\"seven\">eight</b>\n";
        let words: String = prose(body).into_iter().map(|part| &body[part.start..part.end]).collect();
        assert_eq!(words, "One two three eight");
    }
}
