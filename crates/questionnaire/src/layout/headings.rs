//! What columns of questionnaires are called.

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Question,
    /// The answer in a word.
    Response,
    /// The answer, in a word or as text.
    Answer,
    Comment,
    Section,
    Number,
}

/// Headings are short; a longer text is a question or an instruction.
const LONGEST_HEADING: usize = 60;

/// What a heading says of its column. The word that stands first decides: a "response to question" is for responses.
pub(super) fn role(heading: &str) -> Option<Role> {
    let heading = heading.trim().to_lowercase();
    if heading.is_empty() || heading.chars().count() > LONGEST_HEADING || heading.ends_with('?') {
        return None;
    }
    if NUMBERS.contains(&heading.trim_end_matches([':', '.']).trim()) {
        return Some(Role::Number);
    }
    let found = WORDS.iter().flat_map(|(role, words)| words.iter().map(move |word| (*role, *word)));
    let found = found.filter_map(|(role, word)| Some((place_of(&heading, word)?, role)));
    found.min_by_key(|(at, role)| (*at, *role)).map(|(_, role)| role)
}

/// Where a word begins in a heading. Scripts without spaces have no ends of words.
fn place_of(heading: &str, word: &str) -> Option<usize> {
    let ends = |rest: Option<&str>| {
        let next = rest.and_then(|rest| rest.chars().next());
        !word.is_ascii() && !word.chars().all(|it| it.is_alphabetic() && it < '\u{3000}')
            || next.is_none_or(|next| !next.is_alphabetic())
    };
    let begins = |at: usize| {
        let before = heading.get(..at).and_then(|before| before.chars().next_back());
        word.chars().all(|it| it >= '\u{3000}') || before.is_none_or(|before| !before.is_alphabetic())
    };
    heading.match_indices(word).map(|(at, _)| at).find(|at| begins(*at) && ends(heading.get(at + word.len()..)))
}

const NUMBERS: &[&str] = &[
    "#",
    "no",
    "nr",
    "n°",
    "nº",
    "id",
    "ref",
    "reference",
    "number",
    "item",
    "item no",
    "question no",
    "question id",
    "question #",
    "req id",
    "requirement id",
    "control id",
    "s no",
    "番号",
    "lfd. nr",
    "pos",
];

const WORDS: &[(Role, &[&str])] = &[
    (
        Role::Question,
        &[
            "question",
            "questions",
            "requirement",
            "requirements",
            "criteria",
            "criterion",
            "control",
            "controls",
            "query",
            "ask",
            "description",
            "detail",
            "frage",
            "fragen",
            "anforderung",
            "anforderungen",
            "kriterium",
            "exigence",
            "exigences",
            "critère",
            "pregunta",
            "preguntas",
            "requisito",
            "requisitos",
            "pergunta",
            "perguntas",
            "質問",
            "要件",
            "設問",
            "項目",
        ],
    ),
    (
        Role::Response,
        &[
            "yes/no",
            "y/n",
            "yes / no",
            "compliance",
            "compliant",
            "complies",
            "comply",
            "conformity",
            "status",
            "valid",
            "selection",
            "ja/nein",
            "erfüllt",
            "erfüllungsgrad",
            "oui/non",
            "conformité",
            "sí/no",
            "cumplimiento",
            "sim/não",
            "conformidade",
            "回答区分",
            "可否",
            "対応可否",
        ],
    ),
    (
        Role::Answer,
        &[
            "answer",
            "answers",
            "response",
            "responses",
            "reply",
            "replies",
            "antwort",
            "antworten",
            "réponse",
            "réponses",
            "respuesta",
            "respuestas",
            "resposta",
            "respostas",
            "回答",
            "回答内容",
        ],
    ),
    (
        Role::Comment,
        &[
            "comment",
            "comments",
            "remark",
            "remarks",
            "note",
            "notes",
            "explanation",
            "explanations",
            "details",
            "additional information",
            "justification",
            "evidence",
            "kommentar",
            "kommentare",
            "bemerkung",
            "bemerkungen",
            "erläuterung",
            "anmerkung",
            "anmerkungen",
            "commentaire",
            "commentaires",
            "remarque",
            "remarques",
            "comentario",
            "comentarios",
            "observaciones",
            "comentário",
            "comentários",
            "observações",
            "備考",
            "コメント",
            "補足",
        ],
    ),
    (
        Role::Section,
        &[
            "section",
            "category",
            "domain",
            "topic",
            "area",
            "chapter",
            "theme",
            "kategorie",
            "bereich",
            "abschnitt",
            "thema",
            "kapitel",
            "catégorie",
            "domaine",
            "sujet",
            "sección",
            "categoría",
            "área",
            "tema",
            "seção",
            "categoria",
            "分類",
            "カテゴリ",
            "区分",
        ],
    ),
];
