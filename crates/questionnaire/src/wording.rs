//! How questions are worded: whether a text asks something, and where one cell asks several things.

/// Words of a question at least: "Why?" is the rest of the one before.
const FEWEST_WORDS: usize = 3;

/// Whether a text asks something: by a question mark, or by telling to do something.
pub fn asks(text: &str) -> bool {
    let text = text.trim();
    if text.ends_with(['?', '？']) || text.contains("? ") || text.contains("?\n") || text.contains('？') {
        return text.chars().filter(|character| character.is_alphabetic()).count() > 2;
    }
    let unnumbered = text.trim_start_matches(|character: char| !character.is_alphabetic());
    let first =
        unnumbered.split(|character: char| !character.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    IMPERATIVES.contains(&first.as_str()) && unnumbered.split_whitespace().count() >= FEWEST_WORDS
}

/// What two wordings have in common that differ in case and punctuation alone: their words in lower case.
pub fn key(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The questions of a text: most often one, which is all of it. Of several, each has the sentences before it that ask nothing, and those
/// after it that only go on ("If so, how?").
pub fn parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut open = String::new();
    for sentence in sentences(text) {
        let goes_on = parts.last_mut().filter(|_| open.is_empty() && goes_on(sentence));
        if let Some(last) = goes_on {
            last.push(' ');
            last.push_str(sentence);
            continue;
        }
        open.push_str(if open.is_empty() { "" } else { " " });
        open.push_str(sentence);
        if sentence.ends_with(['?', '？']) {
            parts.push(std::mem::take(&mut open));
        }
    }
    match parts.last_mut() {
        Some(last) if !open.is_empty() => {
            last.push(' ');
            last.push_str(&open);
        }
        _ => {}
    }
    if parts.len() > 1 { parts } else { vec![text.trim().to_owned()] }
}

/// Sentences end with a question mark, or with a line.
fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let ends = match character {
            '?' => next.is_none_or(char::is_whitespace),
            '？' | '\n' => true,
            _ => false,
        };
        if ends {
            let end = at + character.len_utf8();
            sentences.push(text.get(start..end).unwrap_or_default().trim());
            start = end;
        }
    }
    sentences.push(text.get(start..).unwrap_or_default().trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn goes_on(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let begins = GOING_ON.iter().any(|beginning| lower.starts_with(beginning));
    begins || sentence.split_whitespace().count() < FEWEST_WORDS
}

/// How what belongs to the question before begins.
const GOING_ON: &[&str] = &[
    "if so",
    "if yes",
    "if no",
    "if not",
    "if any",
    "if applicable",
    "please",
    "and if",
    "wenn ja",
    "falls ja",
    "wenn nein",
    "bitte",
    "si oui",
    "dans l'affirmative",
    "veuillez",
    "en caso",
    "si es así",
    "em caso",
    "se sim",
];

/// What questionnaires tell to do.
const IMPERATIVES: &[&str] = &[
    "describe",
    "provide",
    "please",
    "explain",
    "list",
    "state",
    "specify",
    "confirm",
    "indicate",
    "detail",
    "outline",
    "give",
    "identify",
    "attach",
    "verify",
    "ensure",
    "demonstrate",
    "name",
    "summarize",
    "summarise",
    "beschreiben",
    "bitte",
    "nennen",
    "erläutern",
    "geben",
    "bestätigen",
    "décrivez",
    "décrire",
    "veuillez",
    "indiquez",
    "précisez",
    "describa",
    "indique",
    "explique",
    "detalle",
    "descreva",
    "informe",
    "forneça",
    "zweryfikuj",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_and_orders_ask() {
        assert!(
            asks("Is data encrypted?") && asks("1.2 Describe your backup process.") && asks("Wo liegen die Daten？")
        );
        assert!(!asks("Security") && !asks("This sheet lists our needs.") && !asks("???"));
    }

    #[test]
    fn a_cell_with_several_questions_is_cut_at_them() {
        assert_eq!(
            parts("Do you encrypt data? Where are keys kept?"),
            ["Do you encrypt data?", "Where are keys kept?"]
        );
        assert_eq!(parts("Do you encrypt data? If so, how?"), ["Do you encrypt data? If so, how?"]);
        assert_eq!(parts("We care for data. Do you encrypt it?"), ["We care for data. Do you encrypt it?"]);
        assert_eq!(parts("Describe backups."), ["Describe backups."]);
    }
}
