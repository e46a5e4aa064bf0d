//! CSV, documents and markdown.

use super::{answered, questions, sample};
use crate::{Questionnaire, Response, ResponseSlot};

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn fields_of_csv_are_filled_in_place() {
    let file = "\u{FEFF}Question;Answer\r\n\"Is it\r\n\"\"safe\"\"?\";\r\nIs it fast?\r\n\r\nIs it new?;yes;x";
    let filled = utf8(answered(file.as_bytes(), "a.csv"));
    let expected = "\u{FEFF}Question;Answer\r\n\"Is it\r\n\"\"safe\"\"?\";\"Answer to <a.csv A2> & \"\"more\"\"\"\r\nIs it \
                    fast?;\"Answer to <a.csv A3> & \"\"more\"\"\"\r\n\r\nIs it new?;yes;x";
    assert_eq!(filled, expected);
}

#[test]
fn csv_of_excel_keeps_its_code_page() {
    let file = b"Frage;Antwort\nWird verschl\xFCsselt?;\n";
    assert_eq!(questions(file, "a.csv")[0].text, "Wird verschlüsselt?");
    assert!(answered(file, "a.csv").starts_with(b"Frage;Antwort\nWird verschl\xFCsselt?;\"Answer"));
}

#[test]
fn a_list_of_questions_gets_a_column_for_answers() {
    let found = questions(b"Is it safe?\nIs it fast?\n", "a.csv");
    assert_eq!(found.iter().map(|question| question.answer.unwrap().to_string()).collect::<Vec<_>>(), ["B1", "B2"]);
}

const TABLE: &str = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Question</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Response</w:t></w:r></w:p></w:tc></w:tr>\
    <w:tr><w:tc><w:p><w:r><w:t>Is it </w:t></w:r><w:del><w:r><w:t>un</w:t></w:r></w:del><w:r><w:t>safe?</w:t></w:r></w:p></w:tc>\
    <w:tc><w:sdt><w:sdtPr><w:showingPlcHdr/><w:dropDownList><w:listItem w:displayText=\"Choose\" w:value=\"\"/><w:listItem w:displayText=\"Yes\" \
    w:value=\"y\"/><w:listItem w:displayText=\"No\" w:value=\"n\"/></w:dropDownList></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Choose an \
    item.</w:t></w:r></w:p></w:sdtContent></w:sdt></w:tc></w:tr>\
    <w:tr><w:tc><w:p><w:r><w:t>Is it fast?</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>";

#[test]
fn tables_of_documents_are_filled_in_empty_cells_and_controls() {
    let file = sample::document(TABLE);
    let found = questions(&file, "a.docx");
    assert_eq!(found.iter().map(|question| question.text.as_str()).collect::<Vec<_>>(), ["Is it safe?", "Is it fast?"]);
    let read = Questionnaire::read(&file, "a.docx").unwrap();
    assert_eq!(read.grids()[1].choices[0].values, ["Yes", "No"]);
    let slot = ResponseSlot::Choice(read.grids()[1].choices[0].areas[0].first, vec!["Yes".to_owned()]);
    let (at, text) = slot.word(Response::Yes).unwrap();
    let filled = read.fill(&[crate::grid::Filling { grid: 1, at, text }]).unwrap();
    let again = Questionnaire::read(&filled, "a.docx").unwrap();
    assert_eq!(again.grids()[1].cell(at).unwrap().text.as_ref(), "Yes");
}

#[test]
fn answers_stand_behind_the_paragraphs_that_ask() {
    let body = "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Security</w:t></w:r></w:p>\
                <w:p><w:r><w:t>1. Is it safe?</w:t></w:r></w:p><w:p/>";
    let file = sample::document(body);
    let found = questions(&file, "a.docx");
    assert_eq!((found.len(), found[0].section.as_deref()), (1, Some("Security")));
    let filled = answered(&file, "a.docx");
    let again = Questionnaire::read(&filled, "a.docx").unwrap();
    assert_eq!(again.grids()[0].rows[2].text(0), "Answer to <paragraph 2> & \"more\"");
}

#[test]
fn markdown_is_answered_behind_its_questions_and_in_its_tables() {
    let file = "# Security\n\n1. **Is it safe?**\n2. Is it fast?\n   - Is it cheap?\n\nIs it *new*?\n\n| Question | Answer |\n|---|---|\n| Is \
                it ours? | |\n";
    let filled = utf8(answered(file.as_bytes(), "a.md"));
    let expected = "# Security\n\n1. **Is it safe?**\n\n   > Answer to <paragraph 2> & \"more\"\n2. Is it fast?\n\n   > Answer to <paragraph 3> & \
                    \"more\"\n   - Is it cheap?\n\n     > Answer to <paragraph 4> & \"more\"\n\nIs it *new*?\n\n> Answer to <paragraph 5> & \
                    \"more\"\n\n| Question | Answer |\n|---|---|\n| Is it ours? | Answer to <Table 1 A2> & \"more\" |\n";
    assert_eq!(filled, expected);
}
