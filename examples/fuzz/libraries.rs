//! What is searched: a real library, and a larger one made of its words.

use std::path::Path;

use fieldbook::{
    audience::Audience,
    library,
    markdown::Section,
    search::{Page, Vocabulary},
    site::searching::Pages,
    theme::Wordbook,
};

use crate::{random::Random, subject::Failure};

/// Texts in scripts that the sample library may lack.
const SCRIPTS: [(&str, &str); 9] = [
    ("ja", "保存されたデータは暗号化されます。ｶﾞｲﾄﾞとデータベースの鍵は東京にある。々々"),
    ("ko", "저장된 데이터는 암호화됩니다. 보안은 중요합니다."),
    ("zh", "所有客户数据在静止时都经过加密。价格与合同。"),
    ("th", "ข้อมูลที่จัดเก็บถูกเข้ารหัส ราคาและสัญญา ที่นี่ ๒๐๒๖"),
    ("km", "ទិន្នន័យត្រូវបានអ៊ិនគ្រីប តម្លៃ និងកិច្ចសន្យា"),
    ("ar", "البيانات المخزنة مُشفَّرة، الأسعار والعقود في سنة ٢٠٢٦"),
    ("he", "הנתונים השמורים מוצפנים, מחירים וחוזים שָׁלוֹם"),
    ("hi", "संग्रहीत डेटा एन्क्रिप्ट किया गया है और कीमतें"),
    ("ru", "Хранимые данные зашифрованы, цены и договоры ещё мой"),
];

/// Pages of the library in a folder, as its authors see them, and the labels of its facets.
pub(crate) fn real(folder: &Path) -> Result<(Vec<Page>, Vocabulary), Failure> {
    let (library, _) = library::load(folder, jiff::civil::date(2026, 11, 22))?;
    let wordbook = Wordbook::load(&library.root, &library.config.theme)?;
    let pages = Pages::new(&library, &wordbook, Audience::Internal);
    let mut all = (0..pages.count()).map(|number| pages.page(number)).collect::<Result<Vec<_>, _>>()?;
    all.extend(SCRIPTS.iter().map(|(language, text)| Page {
        url: format!("scripts/{language}/"),
        title: text.chars().take(12).collect(),
        kind: "page".to_owned(),
        language: (*language).to_owned(),
        sections: vec![Section { anchor: None, heading: String::new(), text: (*text).to_owned() }],
        ..Page::default()
    }));
    Ok((all, pages.vocabulary()))
}

/// So many pages, made of pieces of real ones.
pub(crate) fn grown(pages: &[Page], count: usize, seed: u64) -> Vec<Page> {
    let mut random = Random::of_case(seed, u64::MAX);
    let mut made = pages.to_vec();
    while made.len() < count {
        let number = made.len();
        let mut page = random.pick(pages).clone();
        page.url = format!("made/{number}/");
        page.title = format!("{} {number}", random.pick(pages).title);
        for section in &mut page.sections {
            let other = random.pick(pages);
            if let Some(other) = other.sections.get(random.below(other.sections.len())) {
                section.text = format!("{} {}", half(&section.text), other.text);
            }
        }
        made.push(page);
    }
    made
}

/// The first half of a text.
fn half(text: &str) -> &str {
    let end = text.char_indices().map(|(at, _)| at).nth(text.chars().count() / 2);
    &text[..end.unwrap_or_default()]
}
