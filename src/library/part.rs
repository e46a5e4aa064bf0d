//! Parts of bodies that have a meaning: what a play's steps consist of, and the quiz of a lesson.
//!
//! An author says them by a heading's words, in any of the languages that Fieldbook's own words are in, or by an attribute:
//! `### What they'll say {part=objections}`.

use crate::markdown::Heading;

/// A part of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What to say.
    TalkTrack,
    /// What to ask.
    Questions,
    /// What to do.
    Checklist,
    /// What they will say, and the answer to it.
    Objections,
    /// What shows that it's true.
    Proof,
    /// Questions about a lesson.
    Quiz,
}

/// Each part's name and the headings that mean it, in lower case: English, German, French, Spanish, Portuguese, Japanese.
const HEADINGS: [(Part, &str, &[&str]); 6] = [
    (
        Part::TalkTrack,
        "talk-track",
        &[
            "talk track",
            "gesprächsleitfaden",
            "gesprächsfaden",
            "argumentaire",
            "guion",
            "guión",
            "roteiro",
            "トークスクリプト",
        ],
    ),
    (Part::Questions, "questions", &["questions", "fragen", "preguntas", "perguntas", "質問"]),
    (
        Part::Checklist,
        "checklist",
        &[
            "checklist",
            "checkliste",
            "liste de contrôle",
            "lista de comprobación",
            "lista de verificación",
            "lista de verificação",
            "チェックリスト",
        ],
    ),
    (Part::Objections, "objections", &["objections", "einwände", "objeciones", "objeções", "反論"]),
    (Part::Proof, "proof", &["proof", "belege", "nachweise", "preuves", "pruebas", "provas", "証拠"]),
    (Part::Quiz, "quiz", &["quiz", "cuestionario", "questionário", "クイズ"]),
];

impl Part {
    /// The part that a heading begins: by its attribute `part` where it has one, else by its words.
    pub fn of(heading: &Heading) -> Option<Self> {
        match heading.attributes.get("part") {
            Some(name) => Self::named(name),
            None => Self::called(&heading.text),
        }
    }

    fn named(name: &str) -> Option<Self> {
        HEADINGS.iter().find(|(_, known, _)| *known == name).map(|(part, ..)| *part)
    }

    fn called(words: &str) -> Option<Self> {
        let words = words.trim().to_lowercase();
        HEADINGS.iter().find(|(_, _, headings)| headings.contains(&words.as_str())).map(|(part, ..)| *part)
    }

    /// Its name, as attributes and style sheets know it (`talk-track`).
    pub fn name(self) -> &'static str {
        HEADINGS.iter().find(|(part, ..)| *part == self).map_or("", |(_, name, _)| name)
    }

    /// The part of a play's step that a heading begins.
    pub fn of_step(heading: &Heading) -> Option<Self> {
        Self::of(heading).filter(|part| *part != Self::Quiz)
    }

    /// The names of the parts of steps, for hints.
    pub fn names_in_steps() -> impl Iterator<Item = &'static str> {
        HEADINGS.iter().filter(|(part, ..)| *part != Self::Quiz).map(|(_, name, _)| *name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::outline;

    fn part(heading: &str) -> Option<Part> {
        outline(heading).headings.first().and_then(Part::of)
    }

    #[test]
    fn a_part_is_known_by_its_heading_in_several_languages_or_by_an_attribute() {
        assert_eq!(part("### Talk track"), Some(Part::TalkTrack));
        assert_eq!(part("### EINWÄNDE"), Some(Part::Objections));
        assert_eq!(part("### What they'll say {part=objections}"), Some(Part::Objections));
        assert_eq!(part("### Proof {part=none}"), None);
        assert_eq!(part("### Anything else"), None);
        assert_eq!(Part::Checklist.name(), "checklist");
    }
}
