//! Markdown of another library, so that nothing in it leads to where nothing is.

use crate::{
    audience::Audience,
    markdown::{Destination, ItemFacts, LinkForm, Linker, Phrases, Picture, Settings, copies},
};

/// The same text with links within its own library as words, and without its pictures. Addresses of other sites stay.
pub(super) fn settled(markdown: &str) -> String {
    let phrases = Phrases::default();
    let settings =
        Settings { audience: Audience::Internal, unsafe_html: false, items: ItemFacts::Written, phrases: &phrases };
    copies(markdown, settings, &Elsewhere).markdown
}

struct Elsewhere;

impl Linker for Elsewhere {
    fn link(&self, form: LinkForm, target: &str) -> Destination {
        let is_address = ["https://", "http://", "mailto:"].iter().any(|scheme| target.starts_with(scheme));
        match form {
            _ if is_address => Destination::Url { url: target.to_owned(), title: None, external: true },
            // Many fill in forms with these brackets, which must not pass for words.
            LinkForm::Wiki => Destination::Words(Some(format!("[[{target}]]"))),
            _ => Destination::Words(None),
        }
    }

    fn image(&self, _: &str) -> Option<Picture> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_another_library_become_words() {
        let text = settled(
            "**Yes.** See [our page](https://a.example) and [the policy](../policy.md).\n\n[[ FILL IN: what ]]",
        );
        assert_eq!(
            text.trim(),
            "**Yes.** See [our page](https://a.example) and the policy.\n\n\\[\\[FILL IN: what\\]\\]"
        );
    }
}
