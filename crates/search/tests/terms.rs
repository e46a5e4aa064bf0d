//! What text becomes in the index, written down for those who do the same without this crate.
//!
//! `themes/default/static/js/search/terms.js` makes terms of what a reader types, to look them up in first answers. The
//! file `terms.json` holds texts with their terms, and Latin letters that folding changes; here it is compared with
//! [`analysis`], in `tests/browser/first.test.js` with the script. After a change of the analysis, write it anew by
//! `FIELDBOOK_WRITE_TERMS=1 cargo test -p fieldbook-search --test terms`, and mend the script.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::{collections::BTreeMap, fs, ops::RangeInclusive, path::Path};

use fieldbook_search::analysis;
use serde::{Deserialize, Serialize};

/// Texts that are easily taken apart in another way.
const TEXTS: [&str; 41] = [
    "",
    " \t\n ",
    "???",
    "Encryption at REST",
    "Größe, Café CAFE\u{301}; İstanbul ıssız",
    "STRASSE Straße STRAẞE",
    "Ærøskøbing Łódź Đà Nẵng þing Œuvre œuf",
    "Οδός ΟΔΟΣ Άνθρωπος",
    "Ёлка йод Київ",
    "SOC-2 AES_256 24/7 e-mail C++ .NET",
    "https://example.com/a?b=c&d",
    "the customer's, it’ll don't l'entreprise O'Neill rock'n'roll",
    "we've they'd3 x'é y'ab z'abc 'tis ''s",
    "customer's's",
    "naïve façade ｆｕｌｌ ＷＩＤＴＨ １２３",
    "ﬁne ﬂow x² ½ Ⅷ ㎏ №5",
    "a\u{301}b\u{308}c \u{301}d",
    "AES暗号化です。鍵",
    "東京",
    "京",
    "データベースのバックアップ",
    "ﾃﾞｰﾀ ｶﾞ",
    "보안 질문서",
    "การเข้ารหัส ข้อมูล",
    "mixed中文text",
    "々〇ー・一",
    "العربية مُحَمَّد",
    "עברית שָׁלוֹם",
    "हिन्दी में",
    "𝒜𝓁𝑔 𠀀𠀁 😀 a😀b",
    "ŉ ŀ ĳ Ǆ ǰ ΐ",
    "ещё еще\u{308} мой мои\u{306} мои українська білору\u{306}с",
    "إدارة أداره مستوى مستوي می\u{200C}خواهم محـــمد",
    "பாதுகாப்பு বাংলা",
    "Ver\u{AD}schlüs\u{AD}se\u{AD}lung",
    "٢٠٢٦ ๒๐๒๖ २०२६ ปี๒๐๒๖ ๑ ६",
    "ﾃﾞｰﾀﾍﾞｰｽ カ\u{3099}イト\u{3099} あ\u{309A}い 葛\u{E0100}城",
    "\u{1107}\u{1169}\u{110B}\u{1161}\u{11AB} ការ\u{200B}លក់",
    "x\u{200b}y\u{00ad}z\u{200d}w",
    "0123456789012345678901234567890123456789012345678901234567890123456789",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghÄÖÜäöü",
];

/// Letters with accents, of African and Vietnamese spellings, ligatures, and letters as wide as Chinese ones; not those of
/// phonetic alphabets and of mathematics, which the script leaves to the engine.
const BLOCKS: [RangeInclusive<char>; 4] =
    ['\u{c0}'..='\u{24f}', '\u{1e00}'..='\u{1eff}', '\u{fb00}'..='\u{fb06}', '\u{ff10}'..='\u{ff5a}'];

/// What the file holds.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Written {
    /// Terms by text.
    texts: BTreeMap<String, Vec<String>>,
    /// What letters become that stand alone, where that isn't themselves in lower case.
    letters: BTreeMap<String, String>,
}

fn terms(text: &str) -> Vec<String> {
    let mut analyzer = analysis::analyzer();
    let mut stream = analyzer.token_stream(text);
    std::iter::from_fn(|| stream.advance().then(|| stream.token().text.clone())).collect()
}

fn made() -> Written {
    let texts = TEXTS.iter().map(|text| ((*text).to_owned(), terms(text))).collect();
    let letters = BLOCKS.into_iter().flatten().filter_map(|letter| {
        let folded = terms(&letter.to_string()).into_iter().next()?;
        let lower: String = letter.to_lowercase().collect();
        (folded != lower).then(|| (letter.to_string(), folded))
    });
    Written { texts, letters: letters.collect() }
}

#[test]
fn terms_are_those_that_are_written_down_for_the_page() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/terms.json");
    let made = made();
    if std::env::var_os("FIELDBOOK_WRITE_TERMS").is_some() {
        fs::write(&path, format!("{}\n", serde_json::to_string_pretty(&made).unwrap())).unwrap();
    }
    let written: Written = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(written, made, "the analysis has changed: see the head of this file");
}
