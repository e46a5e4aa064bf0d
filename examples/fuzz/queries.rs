//! Queries that nobody should type, and some that anybody does.

use fieldbook::search::{Filter, Page, Request};

use crate::random::Random;

/// What reads as syntax, whole or in parts, and what looks like it.
const SIGNS: [&str; 40] = [
    "\"",
    "\"\"",
    "“",
    "”",
    "„",
    "«",
    "»",
    "「",
    "」",
    "『",
    "-",
    "--",
    "-\"",
    "- ",
    ":",
    "::",
    "kind:",
    "-kind:",
    "kind:\"",
    "kind:answer",
    "kind::",
    "language:",
    "language:\"",
    "nothing:",
    ":kind",
    "'",
    "’s",
    "l'",
    "(",
    ")",
    "*",
    "~2",
    "^",
    "AND",
    "NOT",
    "\t",
    "\u{3000}",
    "\0",
    "\r\n",
    "+",
];

/// First and last characters of blocks that analysis treats apart, or that are a trap by themselves.
const BLOCKS: [(u32, u32); 30] = [
    (0x00, 0x7F),
    (0xA0, 0x24F),
    (0x2B0, 0x36F),
    (0x370, 0x52F),
    (0x590, 0x5FF),
    (0x600, 0x6FF),
    (0x900, 0x97F),
    (0xB80, 0xBFF),
    (0xE00, 0xEFF),
    (0xF00, 0xFFF),
    (0x1000, 0x109F),
    (0x10A0, 0x10FF),
    (0x1100, 0x11FF),
    (0x1780, 0x17FF),
    (0x1E00, 0x1FFF),
    (0x2000, 0x206F),
    (0x2070, 0x218F),
    (0x2460, 0x24FF),
    (0x3000, 0x30FF),
    (0x3130, 0x318F),
    (0x4E00, 0x4F00),
    (0xA640, 0xA69F),
    (0xAC00, 0xAD00),
    (0xD7B0, 0xD7FF),
    (0xF900, 0xFAFF),
    (0xFB00, 0xFDFF),
    (0xFE00, 0xFFFF),
    (0x1D400, 0x1D7FF),
    (0x1F300, 0x1F6FF),
    (0xE0000, 0xE01EF),
];

/// What is put above, below and between letters.
const MARKS: [char; 16] = [
    '\u{301}', '\u{308}', '\u{345}', '\u{363}', '\u{5B0}', '\u{64B}', '\u{94D}', '\u{E31}', '\u{E48}', '\u{17D2}',
    '\u{1161}', '\u{11A8}', '\u{200D}', '\u{3099}', '\u{FE0F}', '\u{FF9E}',
];

/// Makes queries from the texts of a library.
#[derive(Debug)]
pub(crate) struct Queries {
    seed: u64,
    /// Texts, by words.
    texts: Vec<Vec<String>>,
    filters: Vec<Filter>,
}

impl Queries {
    /// Queries that follow from a seed and the pages of an index.
    pub(crate) fn new(seed: u64, pages: &[Page]) -> Self {
        let split = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let of_page = |page: &Page| {
            let sections = page.sections.iter().flat_map(|section| [split(&section.heading), split(&section.text)]);
            let names = page.questions.iter().chain(&page.synonyms).chain([&page.title]).map(|text| split(text));
            sections.chain(names).collect::<Vec<_>>()
        };
        let mut texts: Vec<_> = pages.iter().flat_map(of_page).filter(|words| !words.is_empty()).collect();
        texts.push(vec!["data".to_owned()]);
        let filter = |(facet, value): &(String, String)| Filter { facet: facet.clone(), value: value.clone() };
        let mut filters: Vec<_> = pages.iter().flat_map(|page| page.facets.iter().map(filter)).collect();
        filters.push(Filter { facet: "kind".to_owned(), value: "answer".to_owned() });
        filters.push(Filter { facet: "nothing".to_owned(), value: "\0".to_owned() });
        Self { seed, texts, filters }
    }

    /// The request of a number: always the same.
    pub(crate) fn request(&self, number: u64) -> Request {
        let mut random = Random::of_case(self.seed, number);
        let mut query = self.text(&mut random);
        while random.one_in(6) {
            query.push_str(random.pick_text(&["", " ", " ", "-", "\""]));
            query.push_str(&self.text(&mut random));
        }
        let mut request = Request { query, ..Request::default() };
        while random.one_in(10) {
            request.filters.push(random.pick(&self.filters).clone());
        }
        request.limit = *random.pick(&[0, 1, 10, 10, 30]);
        request.sections = *random.pick(&[0, 1, 3, 3, 20]);
        request
    }

    fn text(&self, random: &mut Random) -> String {
        match random.below(13) {
            0 => String::from_utf8_lossy(&{
                let length = long(random, 60, 5_000);
                random.bytes(length)
            })
            .into_owned(),
            1 => (0..long(random, 20, 2_000)).map(|_| any(random)).collect(),
            2 => of_one_script(random),
            3 => (0..=random.below(12)).map(|_| random.pick_text(&SIGNS)).collect(),
            4 => self.syntax(random),
            5 | 6 => self.words(random),
            7 | 8 => self.mutated(random),
            9 => format!("\"{}\"", self.words(random)),
            10 => self.words(random).replace(' ', random.pick_text(&["", "-", "_", "\u{AD}", "\u{200B}"])),
            11 => marked(&self.words(random), random),
            _ => self.huge(random),
        }
    }

    /// Words that follow one another in a text, the last of them perhaps unfinished.
    fn words(&self, random: &mut Random) -> String {
        let text = random.pick(&self.texts);
        let first = random.below(text.len());
        let last = (first + 1 + random.small(8)).min(text.len());
        let mut words = text[first..last].join(" ");
        if random.one_in(2) {
            let end = words.char_indices().map(|(at, _)| at).nth(random.below(words.chars().count()));
            words.truncate(end.unwrap_or_default());
        }
        words
    }

    fn syntax(&self, random: &mut Random) -> String {
        let part = |random: &mut Random| match random.below(3) {
            0 => random.pick_text(&SIGNS).to_owned(),
            1 => self.words(random),
            _ => {
                let Filter { facet, value } = random.pick(&self.filters);
                format!("{facet}:{value}")
            }
        };
        (0..=random.below(8)).map(|_| part(random) + random.pick_text(&["", " "])).collect()
    }

    /// Real words with letters changed.
    fn mutated(&self, random: &mut Random) -> String {
        let mut letters: Vec<char> = self.words(random).chars().collect();
        for _ in 0..=random.below(4) {
            let at = random.below(letters.len() + 1);
            match random.below(4) {
                0 => letters.insert(at, any(random)),
                1 if at < letters.len() => _ = letters.remove(at),
                2 if at + 1 < letters.len() => letters.swap(at, at + 1),
                _ if at < letters.len() => letters[at] = *random.pick(&['e', 's', 'Z', '0', '-', '"', 'ß', '暗']),
                _ => letters.push('s'),
            }
        }
        letters.into_iter().collect()
    }

    /// A huge word, or very many.
    fn huge(&self, random: &mut Random) -> String {
        let count = long(random, 200, 20_000);
        match random.below(4) {
            0 => any(random).to_string().repeat(count),
            1 => self.words(random).repeat(count / 20 + 1),
            2 => (0..=count / 10).map(|_| self.words(random) + " ").collect(),
            _ => (self.words(random) + random.pick_text(&SIGNS)).repeat(count / 20 + 1),
        }
    }
}

/// A length that is mostly below the first bound, and one time of a hundred below the second.
fn long(random: &mut Random, usual: usize, most: usize) -> usize {
    if random.one_in(100) { random.below(most) } else { random.small(usual) }
}

/// Any character: of a block that is treated apart, or of all.
fn any(random: &mut Random) -> char {
    let (first, last) = if random.one_in(4) { (0, 0x10_FFFF) } else { *random.pick(&BLOCKS) };
    char::from_u32(in_block(random, first, last)).unwrap_or('\u{FFFD}')
}

fn in_block(random: &mut Random, first: u32, last: u32) -> u32 {
    let offset = random.below(usize::try_from(last - first).unwrap_or_default() + 1);
    first + u32::try_from(offset).unwrap_or_default()
}

fn of_one_script(random: &mut Random) -> String {
    let (first, last) = *random.pick(&BLOCKS);
    (0..long(random, 16, 1_000)).filter_map(|_| char::from_u32(in_block(random, first, last))).collect()
}

/// A text with marks put between its letters.
fn marked(text: &str, random: &mut Random) -> String {
    let mut marked = String::new();
    for letter in text.chars() {
        marked.push(letter);
        while random.one_in(3) {
            marked.push(*random.pick(&MARKS));
        }
    }
    marked
}
