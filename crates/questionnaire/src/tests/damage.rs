//! Hostile and damaged files: a clear error or a reading, never a panic.

use std::collections::BTreeMap;

use super::sample;
use crate::{Questionnaire, QuestionnaireError, grid::Filling, limits::LARGEST_PART, package::Package};

fn error(bytes: &[u8], name: &str) -> QuestionnaireError {
    Questionnaire::read(bytes, name).err().unwrap()
}

#[test]
fn macros_old_forms_and_what_is_no_questionnaire_are_refused_by_name() {
    let types = |kind: &str| {
        sample::archive(&[("[Content_Types].xml", &format!("<Types><Override ContentType=\"{kind}\"/></Types>"))])
    };
    assert_eq!(
        error(&types("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "a.xlsm"),
        QuestionnaireError::Macros
    );
    assert_eq!(
        error(&types("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "a.xlsb"),
        QuestionnaireError::Macros
    );
    assert_eq!(
        error(&types("application/vnd.ms-excel.sheet.binary.main"), "a.xlsb"),
        QuestionnaireError::BinaryWorkbook
    );
    assert_eq!(error(&types("presentationml.presentation.main+xml"), "a.pptx"), QuestionnaireError::NoQuestionnaire);
    assert_eq!(error(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a.xls"), QuestionnaireError::OldBinary);
    assert_eq!(error(b"%PDF-1.7", "a.pdf"), QuestionnaireError::UnknownFormat);
}

#[test]
fn entities_and_document_types_are_refused() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>";
    let file = sample::archive(&[
        ("[Content_Types].xml", "<Types><Override ContentType=\"spreadsheetml.sheet.main+xml\"/></Types>"),
        ("_rels/.rels", &format!("{bomb}<Relationships/>")),
    ]);
    assert!(matches!(error(&file, "a.xlsx"), QuestionnaireError::Entities { .. }));
    let file = sample::workbook(&[("S", "<sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData>")]);
    assert!(matches!(error(&file, "a.xlsx"), QuestionnaireError::Entities { .. }));
}

#[test]
fn bombs_are_read_up_to_the_bound_and_deep_nesting_is_refused() {
    let file = sample::archive(&[("a", "")]);
    let large = BTreeMap::from([("a".to_owned(), vec![b' '; LARGEST_PART + 1])]);
    let bomb = Package::open(&file).unwrap().replace(&large).unwrap();
    assert!(bomb.len() < LARGEST_PART / 500, "it is a bomb");
    assert!(matches!(Package::open(&bomb).unwrap().need("a"), Err(QuestionnaireError::TooLarge { .. })));
    let deep = sample::workbook(&[("S", &"<a>".repeat(100_000))]);
    assert!(matches!(error(&deep, "a.xlsx"), QuestionnaireError::Damaged { .. }));
}

#[test]
fn parts_that_overlap_or_share_a_name_are_refused() {
    let twice = sample::archive(&[("a.xml", "1"), ("A.xml", "2")]);
    assert!(matches!(Package::open(&twice).err().unwrap(), QuestionnaireError::Damaged { .. }));
    let mut bytes = sample::archive(&[("a", "1"), ("b", "2")]);
    // The second entry's place becomes the first one's.
    let record = bytes.windows(4).rposition(|piece| piece == b"PK\x01\x02").unwrap();
    bytes[record + 42..record + 46].fill(0);
    assert!(matches!(Package::open(&bytes).err().unwrap(), QuestionnaireError::Damaged { .. }));
}

#[test]
fn a_sheet_of_a_great_many_rows_merges_and_drop_downs_takes_no_longer_than_its_size() {
    let row = |number: usize| format!("<row r=\"{number}\"><c r=\"A{number}\" t=\"str\"><v>Is it safe?</v></c></row>");
    let rows: String = (1..15_000).map(row).collect();
    let merge = |number: usize| format!("<mergeCell ref=\"A{number}:C{number}\"/>");
    let merges: String = (1..9_000).map(merge).collect();
    let list =
        "<dataValidation type=\"list\" sqref=\"Z1:Z9\"><formula1>$A$1:$A$99999</formula1></dataValidation>".repeat(500);
    let sheet = format!("<sheetData>{rows}</sheetData><m>{merges}</m><d>{list}</d>");
    let file = sample::workbook(&[("S", &sheet)]);
    assert_eq!(super::questions(&file, "a.xlsx").len(), 14_999);
}

/// Reads a file, and fills what it asks.
fn try_all(bytes: &[u8], name: &str) {
    let Ok(read) = Questionnaire::read(bytes, name) else { return };
    let layouts: Vec<_> = read.detect().into_iter().map(|detection| detection.layout).collect();
    let Ok(questions) = read.questions(&layouts) else { return };
    let answers =
        questions.iter().filter_map(|question| Some((question.grid, (question.answer?, "An answer".to_owned()))));
    let word = |question: &crate::Question| Some((question.grid, question.response.word(crate::Response::Yes, "en")?));
    let words = questions.iter().filter_map(word);
    let fillings: Vec<Filling> = answers.chain(words).map(|(grid, (at, text))| Filling { grid, at, text }).collect();
    if let Ok(filled) = read.fill(&fillings) {
        Questionnaire::read(&filled, name).unwrap();
    }
}

#[test]
fn damaged_files_never_panic() {
    let list = "<dataValidations><dataValidation type=\"list\" sqref=\"B2:B3\"><formula1>$A$2:$A$3</formula1></dataValidation></dataValidations>";
    let sheet = sample::rows(&[&["Question", "Answer"], &["Is it safe?"], &["=A2|Is it fast?"]]) + list;
    let body = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Is it safe?</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p><w:r><w:t>Is the service \
         fast?</w:t></w:r><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"0\"/></w14:checkbox></w:sdtPr><w:r><w:t>x</w:t></w:r></w:sdt><w:r><w:t>Yes\
         </w:t></w:r><w:r><w:fldChar><w:ffData><w:checkBox><w:size/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:t>No</w:t></w:r></w:p>";
    let files = [
        ("a.xlsx", sample::workbook(&[("S", &sheet)])),
        ("a.docx", sample::document(body)),
        ("a.csv", b"Question;Answer\n\"Is it safe?\";\nIs it fast?;x\n".to_vec()),
        ("a.md", b"# A\n\n1. Is it safe?\n\n| Question | Answer |\n|---|---|\n| Is it fast? | |\n".to_vec()),
    ];
    // `FIELDBOOK_DAMAGED` says how many of each, and `FIELDBOOK_SEED` which; `cargo xtask fuzz questionnaires` takes many.
    let number = |name: &str, or: u64| std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(or);
    let (count, seed) = (number("FIELDBOOK_DAMAGED", 1_500), number("FIELDBOOK_SEED", 6));
    let mut random = fastrand::Rng::with_seed(seed);
    for (name, file) in &files {
        let mut longest = std::time::Duration::ZERO;
        for _ in 0..count {
            let begin = std::time::Instant::now();
            try_all(&damaged(file, &mut random), name);
            longest = longest.max(begin.elapsed());
        }
        println!("{count} of {name}, seed {seed}: none took longer than {longest:?}");
        assert!(longest < LONGEST, "{name} took {longest:?}");
    }
    // All tests of this program together; only Linux says it.
    if let Some(peak) = std::fs::read_to_string("/proc/self/status").ok().and_then(|status| peak(&status)) {
        println!("peak memory {} MiB", peak / 1024);
        assert!(count == 1_500 || peak < MOST_MEMORY, "it took {peak} kB");
    }
}

/// What a small damaged file may take at most, on a machine that does other things too; and all of them together, in kB.
const LONGEST: std::time::Duration = std::time::Duration::from_secs(10);
const MOST_MEMORY: u64 = 512 * 1024;

/// The most memory that a process has had, in kB, as `/proc` says it.
fn peak(status: &str) -> Option<u64> {
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().trim_end_matches("kB").trim().parse().ok()
}

/// A file with some bytes changed, doubled, cut out or cut off. Checksums of parts are set right, so that damage goes deep.
fn damaged(file: &[u8], random: &mut fastrand::Rng) -> Vec<u8> {
    if file.starts_with(b"PK") && random.u8(..) < 200 {
        let package = Package::open(file).unwrap();
        let names: Vec<&str> = package.names().collect();
        let name = names[random.usize(..names.len())];
        let part = spoilt(package.need(name).unwrap(), random);
        return package.replace(&BTreeMap::from([(name.to_owned(), part)])).unwrap();
    }
    spoilt(file.to_vec(), random)
}

fn spoilt(mut bytes: Vec<u8>, random: &mut fastrand::Rng) -> Vec<u8> {
    const PIECES: &[&[u8]] =
        &[b"<", b">", b"/>", b"\"", b"&", b"&#x0;", b"]]>", b"4294967295", b"-1", b"\xFF", b"\n", b"|", b"\0", b"?"];
    for _ in 0..random.usize(1..6) {
        let at = random.usize(..=bytes.len());
        let end = (at + random.usize(..20)).min(bytes.len());
        match random.u8(..5) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            3 => drop(bytes.splice(at..at, PIECES[random.usize(..PIECES.len())].iter().copied())),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = random.u8(..);
                }
            }
        }
    }
    bytes
}
