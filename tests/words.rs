//! The site's own words: that all languages have all of them, and that templates, scripts and the program say no others.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

const LANGUAGES: [&str; 6] = ["de", "en", "es", "fr", "ja", "pt"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The texts of all files below a folder with one of these endings, by path.
fn texts(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(root().join(folder)).sort_by_file_name().into_iter().map(Result::unwrap);
    let wanted = |path: &Path| path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known));
    files
        .filter(|file| file.file_type().is_file() && wanted(file.path()))
        .map(|file| (file.path().display().to_string(), fs::read_to_string(file.path()).unwrap()))
        .collect()
}

/// The variables of each message of a language.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in texts(&format!("themes/default/words/{language}"), &["ftl"]) {
        let mut current = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) =
                line.split_once(" =").filter(|_| line.starts_with(|first: char| first.is_ascii_lowercase()))
            {
                name.clone_into(&mut current);
                assert!(messages.insert(current.clone(), BTreeSet::new()).is_none(), "{path}: {name} is there twice");
            }
            let variables = line.split('$').skip(1).map(|rest| {
                rest.chars()
                    .take_while(|character| character.is_alphanumeric() || *character == '_')
                    .collect::<String>()
            });
            if let Some(known) = messages.get_mut(&current) {
                known.extend(variables);
            }
        }
    }
    messages
}

#[test]
fn all_languages_have_the_messages_of_english_with_the_same_variables() {
    let english = messages("en");
    assert!(english.len() > 300, "{}", english.len());
    for language in LANGUAGES {
        let own = messages(language);
        let missing: Vec<_> = english.keys().filter(|name| !own.contains_key(*name)).collect();
        assert!(missing.is_empty(), "{language} lacks {missing:?}");
        let foreign: Vec<_> = own.keys().filter(|name| !english.contains_key(*name)).collect();
        assert!(foreign.is_empty(), "{language} has what English lacks: {foreign:?}");
        for (name, variables) in &english {
            // A language may say a form for some numbers without the number, so only the set of all forms counts.
            assert_eq!(own.get(name), Some(variables), "variables of {name} in {language}");
        }
    }
}

/// Everything that may say a message: sources, templates and scripts, without the sources' tests.
fn speakers() -> Vec<(String, String)> {
    let mut speakers = texts("src", &["rs"]);
    for (_, text) in &mut speakers {
        let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
        text.truncate(end);
    }
    speakers.extend(texts("themes/default/templates", &["html", "xml"]));
    speakers
}

/// What stands between double quotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('"').skip(1))
}

fn is_name(text: &str) -> bool {
    let named = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    text.contains('-') && text.starts_with(|first: char| first.is_ascii_lowercase()) && text.chars().all(named)
}

#[test]
fn every_message_is_said_somewhere() {
    let speakers = speakers();
    let said: BTreeSet<&str> = speakers.iter().flat_map(|(_, text)| quoted(text)).collect();
    // Names that are put together: `"sign-" ~ sign.name` in templates, `"kind-{}-plural"` in the program.
    let beginnings: BTreeSet<&str> = said
        .iter()
        .filter_map(|text| {
            text.split_once('{').map(|(beginning, _)| beginning).or_else(|| text.ends_with('-').then_some(*text))
        })
        .filter(|beginning| beginning.len() > 3 && beginning.ends_with('-') && is_name(beginning))
        .chain(["choice-", "facet-"])
        .collect();
    let silent: Vec<String> = messages("en")
        .into_keys()
        .filter(|name| !said.contains(name.as_str()) && !beginnings.iter().any(|beginning| name.starts_with(beginning)))
        .collect();
    assert!(silent.is_empty(), "nobody says {silent:?}");
}

#[test]
fn every_message_that_is_said_is_there() {
    let english = messages("en");
    for (path, text) in speakers() {
        let text: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let by_filter = text.match_indices("| say").filter_map(|(at, _)| {
            let name = text[..at].trim_end().strip_suffix('"')?;
            name.rsplit_once('"').map(|(_, name)| name)
        });
        let calls = ["say(\"", "say_with(\"", "count(\""].into_iter().flat_map(|call| text.split(call).skip(1));
        let by_call = calls.filter_map(|rest| rest.split_once('"').map(|(name, _)| name)).filter(|name| is_name(name));
        for name in by_filter.chain(by_call) {
            assert!(english.contains_key(name), "{path} says {name}");
        }
    }
}

/// A template without its expressions, comments and what browsers don't show.
fn shown(template: &str) -> String {
    let mut text = template.to_owned();
    for (start, end) in [("{#", "#}"), ("{%", "%}"), ("{{", "}}"), ("<!--", "-->"), ("<svg", "</svg>")] {
        while let Some(from) = text.find(start) {
            let to = text[from..].find(end).map_or(text.len(), |to| from + to + end.len());
            text.replace_range(from..to, "");
        }
    }
    text
}

#[test]
fn no_template_has_words_of_its_own() {
    let told = ["alt", "aria-label", "placeholder", "title"];
    for (path, template) in texts("themes/default/templates", &["html"]) {
        let text = shown(&template);
        let nodes = text.split('<').map(|part| part.split_once('>').map_or("", |(_, node)| node));
        let words: Vec<&str> = nodes.map(str::trim).filter(|node| node.chars().any(char::is_alphabetic)).collect();
        assert!(words.is_empty(), "{path} says {words:?}");
        for attribute in told {
            for value in text.split(&format!(" {attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(!value.chars().any(char::is_alphabetic), "{path} says {value:?} by {attribute}");
            }
        }
    }
}

#[test]
fn scripts_have_no_sentences_of_their_own() {
    for (path, script) in texts("themes/default/static/js", &["js"]) {
        let code: String = script
            .lines()
            .filter(|line| {
                !line.trim_start().starts_with(['/', '*']) && !line.contains("throw ") && !line.contains("console.")
            })
            .collect::<Vec<_>>()
            .join("\n");
        for text in code.split(['"', '\'', '`']).skip(1).step_by(2) {
            let is_sentence = text.starts_with(|first: char| first.is_uppercase())
                && text.contains(' ')
                && text.ends_with(['.', '…']);
            assert!(!is_sentence, "{path} says {text:?}");
        }
    }
}
