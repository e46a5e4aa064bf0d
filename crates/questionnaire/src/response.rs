//! The answer in a word, and how customers' drop-downs word it.

use serde::{Deserialize, Serialize};

/// The answer in a word, as front matter has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Response {
    /// `yes`
    Yes,
    /// `partial`
    Partial,
    /// `no`
    No,
    /// `n/a`
    #[serde(rename = "n/a")]
    NotApplicable,
    /// `info`: the question isn't one of yes or no.
    Info,
}

impl Response {
    /// The response that front matter writes so.
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "yes" => Self::Yes,
            "partial" => Self::Partial,
            "no" => Self::No,
            "n/a" => Self::NotApplicable,
            "info" => Self::Info,
            _ => return None,
        })
    }

    /// As front matter writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partial => "partial",
            Self::No => "no",
            Self::NotApplicable => "n/a",
            Self::Info => "info",
        }
    }

    /// In words of a language (BCP 47); in English for one that isn't known. Nothing for `info`, which no word says.
    pub fn in_language(self, language: &str) -> &'static str {
        let [yes, partial, no, not_applicable] = match language.split(['-', '_']).next().unwrap_or_default() {
            "de" => ["Ja", "Teilweise", "Nein", "Nicht zutreffend"],
            "fr" => ["Oui", "Partiellement", "Non", "Sans objet"],
            "es" => ["Sí", "Parcialmente", "No", "No aplica"],
            "pt" => ["Sim", "Parcialmente", "Não", "Não se aplica"],
            "it" => ["Sì", "Parzialmente", "No", "Non applicabile"],
            "nl" => ["Ja", "Gedeeltelijk", "Nee", "Niet van toepassing"],
            "ja" => ["はい", "一部対応", "いいえ", "該当なし"],
            _ => ["Yes", "Partial", "No", "N/A"],
        };
        match self {
            Self::Yes => yes,
            Self::Partial => partial,
            Self::No => no,
            Self::NotApplicable => not_applicable,
            Self::Info => "",
        }
    }

    /// What the wording of a choice or a heading means; nothing where it's none of these.
    pub fn of_wording(wording: &str) -> Option<Self> {
        let plain = plain(wording);
        let is = |list: &[&str]| list.contains(&plain.as_str());
        let begins = |list: &[&str]| list.iter().any(|word| begins_with(&plain, word));
        // "Not applicable" and "no, planned" begin like a no, "not fully" and "partially" like a yes: from the strictest on.
        if is(NOT_APPLICABLE) || begins(&["not applicable", "n a", "nicht zutreffend", "sans objet", "no aplica"]) {
            Some(Self::NotApplicable)
        } else if is(PARTIAL) || begins(PARTIAL_BEGINNINGS) {
            Some(Self::Partial)
        } else if is(NO) || begins(NO_BEGINNINGS) {
            Some(Self::No)
        } else if is(YES) || begins(YES_BEGINNINGS) {
            Some(Self::Yes)
        } else {
            None
        }
    }

    /// What a text says in its first word, if it begins with nothing but a yes or no: "No, since …", "**Partial.** …".
    pub fn of_text(text: &str) -> Option<Self> {
        let text = text.trim_start_matches(['*', '_', ' ']);
        let end = text.find(|character: char| !character.is_alphabetic() && character != '/').unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        let stops =
            rest.trim_start_matches(['*', '_']).chars().next().is_none_or(|next| !matches!(next, ' ' | '-' | '\''));
        let word = word.to_lowercase();
        OPENINGS.contains(&word.as_str()).then(|| Self::of_wording(&word)).flatten().filter(|_| stops)
    }

    /// Which of a file's choices says it, if one does. Of several, the shortest one says it and nothing more.
    pub fn choose(self, choices: &[String]) -> Option<usize> {
        let fitting = choices.iter().enumerate().filter(|(_, choice)| Self::of_wording(choice) == Some(self));
        fitting.min_by_key(|(at, choice)| (choice.chars().count(), *at)).map(|(at, _)| at)
    }

    /// Whether a file's choices are responses: that there is one for yes, and one for something else.
    pub fn are_wordings(choices: &[String]) -> bool {
        let meanings: Vec<_> = choices.iter().filter_map(|choice| Self::of_wording(choice)).collect();
        meanings.contains(&Self::Yes) && meanings.iter().any(|it| *it != Self::Yes)
    }
}

/// In lower case, with one blank for all that is neither letter nor digit.
fn plain(wording: &str) -> String {
    let lower = wording.to_lowercase();
    lower
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn begins_with(plain: &str, beginning: &str) -> bool {
    plain.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Words that say yes or no by themselves at the beginning of a text.
const OPENINGS: &[&str] = &[
    "yes",
    "no",
    "partial",
    "partially",
    "partly",
    "n/a",
    "ja",
    "nein",
    "teilweise",
    "oui",
    "non",
    "partiellement",
    "sí",
    "si",
    "parcialmente",
    "sim",
    "não",
    "はい",
    "いいえ",
];

const YES: &[&str] =
    &["y", "true", "ok", "x", "valid", "pass", "j", "はい", "可", "対応", "○", "sí", "si", "oui", "sim", "ja"];
const YES_BEGINNINGS: &[&str] = &[
    "yes",
    "compliant",
    "fully",
    "full",
    "meets",
    "met",
    "comply",
    "complies",
    "complied",
    "supported",
    "implemented",
    "available",
    "standard",
    "in place",
    "conforms",
    "conform",
    "agree",
    "agreed",
    "accepted",
    "satisfied",
    "included",
    "ja",
    "erfüllt",
    "vollständig",
    "oui",
    "conforme",
    "sí",
    "sì",
    "si",
    "cumple",
    "sim",
    "atende",
    "はい",
    "対応済",
];
const NO: &[&str] = &["n", "false", "fail", "いいえ", "不可", "非対応", "×"];
const NO_BEGINNINGS: &[&str] = &[
    "no",
    "not",
    "non",
    "none",
    "does not",
    "doesn t",
    "do not",
    "cannot",
    "unsupported",
    "unavailable",
    "non compliant",
    "noncompliant",
    "invalid",
    "fails",
    "failed",
    "disagree",
    "rejected",
    "nein",
    "nee",
    "nicht",
    "não",
    "いいえ",
];
const PARTIAL: &[&str] = &["p", "△", "一部対応"];
const PARTIAL_BEGINNINGS: &[&str] = &[
    "partial",
    "partially",
    "partly",
    "limited",
    "some",
    "in part",
    "with limitations",
    "with restrictions",
    "not fully",
    "yes partial",
    "yes partially",
    "yes with",
    "mostly",
    "teilweise",
    "teils",
    "eingeschränkt",
    "partiel",
    "partiellement",
    "parcial",
    "parcialmente",
    "parzialmente",
    "gedeeltelijk",
    "en partie",
    "一部",
];
const NOT_APPLICABLE: &[&str] = &[
    "na",
    "n a",
    "not relevant",
    "entfällt",
    "nicht relevant",
    "non applicable",
    "n d",
    "não aplicável",
    "não se aplica",
    "non applicabile",
    "niet van toepassing",
    "該当なし",
    "対象外",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(response: Response, choices: &str) -> Option<String> {
        let choices: Vec<String> = choices.split('|').map(str::to_owned).collect();
        response.choose(&choices).and_then(|at| choices.get(at).cloned())
    }

    #[test]
    fn the_files_own_wording_is_chosen() {
        assert_eq!(choice(Response::Yes, "Y|N|N/A").as_deref(), Some("Y"));
        assert_eq!(
            choice(Response::No, "Fully Compliant|Partially compliant|Not Compliant").as_deref(),
            Some("Not Compliant")
        );
        assert_eq!(choice(Response::Partial, "Ja|Nein|Teilweise").as_deref(), Some("Teilweise"));
        assert_eq!(choice(Response::NotApplicable, "Yes|No|Not Applicable").as_deref(), Some("Not Applicable"));
        assert_eq!(choice(Response::Yes, "Yes - with customisation|Yes|No").as_deref(), Some("Yes"));
    }

    #[test]
    fn words_of_a_language_are_understood_as_what_they_say() {
        for language in ["en", "de-CH", "fr", "es", "pt-BR", "it", "nl", "ja", "tlh", ""] {
            for response in [Response::Yes, Response::Partial, Response::No, Response::NotApplicable] {
                let word = response.in_language(language);
                assert_eq!(Response::of_wording(word), Some(response), "{language}: {word}");
            }
        }
    }

    #[test]
    fn what_the_file_does_not_offer_is_not_chosen() {
        assert_eq!(choice(Response::Partial, "Yes|No"), None);
        assert_eq!(choice(Response::Info, "Yes|No"), None);
        assert_eq!(choice(Response::Yes, "High|Medium|Low"), None);
    }

    #[test]
    fn a_text_may_begin_with_its_response() {
        assert_eq!(Response::of_text("Yes, with AES-256."), Some(Response::Yes));
        assert_eq!(Response::of_text("**No.** We never did"), Some(Response::No));
        assert_eq!(Response::of_text("N/A"), Some(Response::NotApplicable));
        assert_eq!(Response::of_text("No single point of failure exists"), None);
        assert_eq!(Response::of_text("Available: since May"), None);
        assert_eq!(Response::of_text(""), None);
    }

    #[test]
    fn choices_are_responses_if_they_tell_yes_from_others() {
        let are = |choices: &str| Response::are_wordings(&choices.split('|').map(str::to_owned).collect::<Vec<_>>());
        assert!(are("Valid|Non-valid|Not Applicable") && are("Oui|Non"));
        assert!(!are("Low|High") && !are("Yes"));
    }
}
