//! What kinds, fields, choices and facets are called, in the language of a page.
//!
//! What Fieldbook brings is said by messages (`kind-playbook`, `field-minutes`, `facet-stage-engage`). What a library
//! declares has the label that it gives; for pages in other languages its theme's words translate it by messages of the
//! same names with `own-` before them (`own-kind-offer`, `own-facet-industry-food`).

use crate::{
    library::{Facet, FacetValue, FieldSpec, Kind},
    theme::Words,
};

/// What one document of a kind is called.
pub fn kind(words: &Words, kind: &Kind) -> String {
    say(words, &format!("kind-{}", kind.name)).unwrap_or_else(|| kind.label.clone())
}

/// What documents of a kind are called.
pub fn kind_plural(words: &Words, kind: &Kind) -> String {
    say(words, &format!("kind-{}-plural", kind.name)).unwrap_or_else(|| kind.plural.clone())
}

/// What documents of a kind are for.
pub fn kind_description(words: &Words, kind: &Kind) -> String {
    say(words, &format!("kind-{}-description", kind.name)).unwrap_or_else(|| kind.description.clone())
}

/// What a field is called.
pub fn field(words: &Words, field: &FieldSpec) -> String {
    given(words, &format!("field-{}", field.name), &field.label, field.has_plain_label())
}

/// What a value of a field that is a choice is called.
pub fn choice(words: &Words, field: &FieldSpec, value: &str) -> String {
    say(words, &message(&format!("choice-{}", field.name), value)).unwrap_or_else(|| readable(value))
}

/// A word of a field for reading: `white-paper` → "White paper".
fn readable(word: &str) -> String {
    let text = word.replace(['-', '_'], " ");
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + characters.as_str())
}

/// What a facet is called.
pub fn facet(words: &Words, facet: &Facet) -> String {
    given(words, &message("facet", &facet.name), &facet.label, facet.has_plain_label())
}

/// What a value of a facet is called.
pub fn facet_value(words: &Words, facet: &Facet, value: &FacetValue) -> String {
    let message = message(&message("facet", &facet.name), &value.id);
    given(words, &message, &value.label, value.has_plain_label())
}

/// What the library calls something, unless its theme says it otherwise; where the library has only named it, what
/// Fieldbook calls what has that name.
fn given(words: &Words, message: &str, label: &str, is_plain: bool) -> String {
    let own = words.try_say(&format!("own-{message}"), &[]);
    own.or_else(|| is_plain.then(|| words.try_say(message, &[]))?).unwrap_or_else(|| label.to_owned())
}

/// What a theme's words of the library's own call something, else what Fieldbook calls it.
fn say(words: &Words, message: &str) -> Option<String> {
    words.try_say(&format!("own-{message}"), &[]).or_else(|| words.try_say(message, &[]))
}

/// The message for a name, whose characters need not be those of messages.
fn message(of: &str, name: &str) -> String {
    let allowed = |character: char| if character.is_ascii_alphanumeric() || character == '_' { character } else { '-' };
    format!("{of}-{}", name.chars().map(allowed).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(label: &str) -> Facet {
        Facet { name: "stage".to_owned(), label: label.to_owned(), values: Vec::new() }
    }

    #[test]
    fn a_label_that_the_library_gives_is_not_translated_behind_its_back() {
        let words = Words::built_in("de");
        assert_eq!(facet(&words, &stage("Stage")), "Phase");
        assert_eq!(facet(&words, &stage("Step")), "Step");
    }

    #[test]
    fn names_of_values_make_names_of_messages() {
        assert_eq!(message("choice-response", "n/a"), "choice-response-n-a");
        assert_eq!(message("facet-x", "größe.2"), "facet-x-gr--e-2");
    }
}
