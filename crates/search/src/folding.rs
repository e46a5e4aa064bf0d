//! What letters become, so that a word is found however it is written: without accents, points and vowel signs, in one width,
//! with one form for letters that differ by place or habit only, and with digits of any script as `0` to `9`.
//!
//! Latin letters are folded by tantivy's `AsciiFoldingFilter`. What is here takes two kilobytes of the browser's module
//! where the tables of Unicode's normalisation would take a hundred: it knows what people type, not all that Unicode has.

/// Zeros of the scripts that have digits of their own; nine more follow each.
const ZEROS: [u32; 18] = [
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50, 0x0ED0,
    0x0F20, 0x1040, 0x17E0, 0x1810,
];

/// Katakana by their half-width forms from U+FF66 on.
const KATAKANA: &str =
    "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// Accents, points and vowel signs, which go from words: those of Latin, Greek and Cyrillic letters, of Hebrew and Arabic, the
/// stroke that lengthens Arabic words, and the dots below letters of India.
pub(crate) fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0487}'
        | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C4}' | '\u{05C5}' | '\u{05C7}'
        | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        | '\u{093C}' | '\u{09BC}' | '\u{0A3C}' | '\u{0ABC}' | '\u{0B3C}' | '\u{0CBC}')
}

/// Signs of India that silence a vowel: no letters to Unicode, but part of their word.
pub(crate) fn is_joiner(character: char) -> bool {
    matches!(
        character,
        '\u{094D}'
            | '\u{09CD}'
            | '\u{0A4D}'
            | '\u{0ACD}'
            | '\u{0B4D}'
            | '\u{0BCD}'
            | '\u{0C4D}'
            | '\u{0CCD}'
            | '\u{0D4D}'
            | '\u{0DCA}'
    )
}

/// What isn't seen and parts no word: soft hyphens, joiners, directions, spaces without width, choices of a glyph.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{E0100}'..='\u{E01EF}')
}

/// One letter for those that are written alike or for one another; in lower case.
pub(crate) fn fold(letter: char) -> char {
    match letter {
        '\0'..='\u{036F}' => letter,
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'ё' | 'ѐ' => 'е',
        'ѓ' => 'г',
        'ќ' => 'к',
        'ѝ' => 'и',
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        'آ' | 'أ' | 'إ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ئ' | 'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        '\u{FF01}'..='\u{FF5E}' => moved(letter, -0xFEE0),
        _ => digit(letter).unwrap_or(letter),
    }
}

/// A digit of another script as one of `0` to `9`.
fn digit(character: char) -> Option<char> {
    let value = ZEROS.iter().find_map(|zero| u32::from(character).checked_sub(*zero).filter(|value| *value < 10))?;
    char::from_digit(value, 10)
}

/// The letter that a mark makes another one of, where both are letters of their own (`й` is not an `и` with an accent).
pub(crate) fn composed(letter: char, mark: char) -> Option<char> {
    match (letter, mark) {
        ('и', '\u{306}') => Some('й'),
        ('у', '\u{306}') => Some('ў'),
        ('і', '\u{308}') => Some('ї'),
        _ => None,
    }
}

/// One character of an unspaced script, with what follows and belongs to it: in full width, voiced, a syllable for its
/// parts. Gives the bytes of what follows that were taken.
pub(crate) fn fold_unspaced(first: char, rest: &str) -> (char, usize) {
    let mut folded = full_width(first);
    let mut taken = 0;
    for next in rest.chars() {
        match joined(folded, next) {
            Some(both) => folded = both,
            None if is_invisible(next) || matches!(next, '\u{3099}' | '\u{309A}') => {}
            None => break,
        }
        taken += next.len_utf8();
    }
    (folded, taken)
}

fn full_width(character: char) -> char {
    let place = u32::from(character).checked_sub(0xFF66).and_then(|place| usize::try_from(place).ok());
    place.and_then(|place| KATAKANA.chars().nth(place)).unwrap_or(character)
}

/// Two characters as one: a kana with its sign of voice, the parts of a Hangul syllable.
fn joined(first: char, next: char) -> Option<char> {
    match next {
        '\u{3099}' | '\u{FF9E}' => voiced(first),
        '\u{309A}' | '\u{FF9F}' if is_of_h_row(first) => Some(moved(first, 2)),
        // Syllables stand in the order of their parts: 19 leading consonants × 21 vowels × 28 ends, the first of which is none.
        '\u{1161}'..='\u{1175}' if matches!(first, '\u{1100}'..='\u{1112}') => {
            char::from_u32(0xAC00 + ((u32::from(first) - 0x1100) * 21 + (u32::from(next) - 0x1161)) * 28)
        }
        '\u{11A8}'..='\u{11C2}'
            if matches!(first, '\u{AC00}'..='\u{D7A3}') && (u32::from(first) - 0xAC00).is_multiple_of(28) =>
        {
            char::from_u32(u32::from(first) + u32::from(next) - 0x11A7)
        }
        _ => None,
    }
}

/// A kana as Hiragana, in which both kinds have the same order.
fn hiragana(kana: char) -> char {
    if matches!(kana, '\u{30A1}'..='\u{30FE}') { moved(kana, -0x60) } else { kana }
}

fn is_of_h_row(kana: char) -> bool {
    matches!(hiragana(kana), 'は' | 'ひ' | 'ふ' | 'へ' | 'ほ')
}

fn voiced(kana: char) -> Option<char> {
    match hiragana(kana) {
        'う' => Some(moved(kana, 0x4E)),
        'か' | 'き' | 'く' | 'け' | 'こ' | 'さ' | 'し' | 'す' | 'せ' | 'そ' | 'た' | 'ち' | 'つ' | 'て' | 'と'
        | 'ゝ' => Some(moved(kana, 1)),
        _ if is_of_h_row(kana) => Some(moved(kana, 1)),
        _ => None,
    }
}

fn moved(character: char, by: i32) -> char {
    u32::from(character).checked_add_signed(by).and_then(char::from_u32).unwrap_or(character)
}

/// Whether a character is seen as one with what stands before it, so that text isn't cut and marks don't begin or end there.
pub(crate) fn goes_on(before: char, character: char) -> bool {
    let joins = is_joiner(before) || matches!(before, '\u{200D}' | '\u{17D2}' | '\u{1039}');
    joins || is_mark(character) || is_joiner(character) || is_invisible(character) || is_sign(character)
}

/// Vowels, tones and other signs above, below and around letters; the later parts of Hangul syllables; what changes an emoji.
fn is_sign(character: char) -> bool {
    match character {
        '\u{0900}'..='\u{0DFF}' => {
            matches!(u32::from(character) & 0x7F, 0x00..=0x03 | 0x3A..=0x3C | 0x3E..=0x4F | 0x51..=0x57 | 0x62 | 0x63)
        }
        '\u{0E31}' | '\u{0E33}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}' // Thai
        | '\u{0EB1}' | '\u{0EB3}'..='\u{0EBC}' | '\u{0EC8}'..='\u{0ECE}' // Lao
        | '\u{102B}'..='\u{103E}' | '\u{1056}'..='\u{1059}' | '\u{105E}'..='\u{1060}' | '\u{1062}'..='\u{1064}' // Myanmar
        | '\u{1160}'..='\u{11FF}'
        | '\u{17B4}'..='\u{17D3}' | '\u{17DD}' // Khmer
        | '\u{20D0}'..='\u{20FF}'
        | '\u{3099}' | '\u{309A}' | '\u{FF9E}' | '\u{FF9F}'
        | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_and_hangul_become_one_character_for_their_parts() {
        let fold = |text: &str| {
            let first = text.chars().next().unwrap_or_default();
            fold_unspaced(first, &text[first.len_utf8()..])
        };
        assert_eq!(fold("ｶﾞ"), ('ガ', 3));
        assert_eq!(fold("は\u{309A}"), ('ぱ', 3));
        assert_eq!(fold("ウ\u{3099}"), ('ヴ', 3));
        assert_eq!(fold("ﾊﾟﾊ"), ('パ', 3));
        assert_eq!(fold("\u{1112}\u{1161}\u{11AB}\u{1100}"), ('한', 6));
        assert_eq!(fold("葛\u{E0100}城"), ('葛', 4));
        assert_eq!(fold("あ\u{309A}い"), ('あ', 3));
    }

    #[test]
    fn digits_of_any_script_and_width_are_those_of_ascii() {
        let folded: String = "١۲३๔៥６".chars().map(fold).collect();
        assert_eq!(folded, "123456");
    }
}
