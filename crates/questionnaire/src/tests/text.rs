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

#[test]
fn of_two_columns_for_answers_the_first_takes_the_word() {
    let found = questions(b"Question,Response,Answer\nIs it safe?,,\nIs it fast?,,\n", "a.csv");
    let slots =
        found.iter().map(|question| (question.answer.unwrap().to_string(), question.response != ResponseSlot::None));
    assert_eq!(slots.collect::<Vec<_>>(), [("C2".to_owned(), true), ("C3".to_owned(), true)]);
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
    let (at, text) = slot.word(Response::Yes, "en").unwrap();
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
    let expected = "# Security\n\n1. **Is it safe?**\n\n   > Answer to \\<paragraph 2> & \"more\"\n2. Is it fast?\n\n   > Answer to \\<paragraph 3> & \
                    \"more\"\n   - Is it cheap?\n\n     > Answer to \\<paragraph 4> & \"more\"\n\nIs it *new*?\n\n> Answer to \\<paragraph 5> & \
                    \"more\"\n\n| Question | Answer |\n|---|---|\n| Is it ours? | Answer to \\<Table 1 A2> & \"more\" |\n";
    assert_eq!(filled, expected);
}

/// A paragraph of a document.
fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A cell of a document's table.
fn cell(content: &str) -> String {
    format!("<w:tc>{content}</w:tc>")
}

/// A box as Word writes it, with its label behind it.
fn tick_box(label: &str) -> String {
    format!(
        "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"0\"/><w14:checkedState w14:val=\"2612\" w14:font=\"MS Gothic\"/><w14:uncheckedState \
         w14:val=\"2610\" w14:font=\"MS Gothic\"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>\u{2610}</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t \
         xml:space=\"preserve\"> {label} </w:t></w:r>"
    )
}

/// A box of an old form.
fn form_box(label: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"a\"/><w:checkBox><w:sizeAuto/><w:default w:val=\"0\"/></w:checkBox></w:ffData>\
         </w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>{label}</w:t></w:r>"
    )
}

/// A list of an old form.
const FORM_LIST: &str = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:listEntry w:val=\"Choose\"/><w:listEntry \
    w:val=\"Yes\"/><w:listEntry w:val=\"No\"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";

const SAFE: &str = "Is the data of customers safe?";
const FAST: &str = "Is the service fast enough?";

/// The document after a response to all of its questions, and its questions read again.
fn responded(body: &str, response: Response) -> (String, Vec<crate::Question>) {
    let file = sample::document(body);
    let found = questions(&file, "a.docx");
    let word = |question: &crate::Question| {
        let (at, text) = question.response.word(response, "en").unwrap();
        crate::grid::Filling { grid: question.grid, at, text }
    };
    let fillings: Vec<_> = found.iter().filter(|question| question.existing.is_none()).map(word).collect();
    let filled = Questionnaire::read(&file, "a.docx").unwrap().fill(&fillings).unwrap();
    let part = crate::package::Package::open(&filled).unwrap().need("word/document.xml").unwrap();
    (utf8(part), questions(&filled, "a.docx"))
}

#[test]
fn boxes_of_content_controls_are_ticked_and_no_other_byte_changes() {
    let boxes = format!("<w:p>{}{}</w:p>", tick_box("Yes"), tick_box("No"));
    let row = |question: &str| format!("<w:tr>{}{}</w:tr>", cell(&paragraph(question)), cell(&boxes));
    let body = format!("<w:tbl>{}{}</w:tbl>", row(SAFE), row(FAST));
    let (part, again) = responded(&body, Response::No);
    let ticked = boxes.replacen("<w14:checked w14:val=\"0\"/>", "@", 1).replacen(
        "<w14:checked w14:val=\"0\"/>",
        "<w14:checked w14:val=\"1\"/>",
        1,
    );
    let ticked = ticked.replacen('@', "<w14:checked w14:val=\"0\"/>", 1);
    let (first, second) = ticked.split_at(ticked.rfind('\u{2610}').unwrap());
    let ticked = format!("{first}{}", second.replacen("\u{2610}", "\u{2612}", 1));
    assert!(part.contains(&body.replace(&boxes, &ticked)), "{part}");
    assert_eq!(again.iter().filter_map(|question| question.existing.as_deref()).collect::<Vec<_>>(), ["No", "No"]);
    assert_eq!(again[0].text, SAFE);
}

#[test]
fn boxes_and_lists_of_old_forms_are_set() {
    let boxes = format!("<w:p>{}{}</w:p>", form_box("Yes"), form_box("No"));
    let rows = [(SAFE, boxes.as_str()), (FAST, boxes.as_str())];
    let rows = rows.map(|(question, own)| format!("<w:tr>{}{}</w:tr>", cell(&paragraph(question)), cell(own)));
    let (part, again) = responded(&format!("<w:tbl>{}</w:tbl>", rows.concat()), Response::Yes);
    assert_eq!(part.matches("<w:default w:val=\"0\"/><w:checked/></w:checkBox>").count(), 2);
    assert_eq!(again[1].existing.as_deref(), Some("Yes"));
    let row = format!("<w:tr>{}{}</w:tr>", cell(&paragraph(SAFE)), cell(FORM_LIST));
    let (part, again) = responded(&format!("<w:tbl>{row}</w:tbl>"), Response::No);
    assert!(part.contains("<w:ddList><w:result w:val=\"2\"/><w:listEntry"), "{part}");
    assert_eq!(again[0].existing.as_deref(), Some("No"));
}

#[test]
fn a_list_around_a_cell_is_the_cells() {
    let list = "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dropDownList><w:listItem w:value=\"Yes\"/><w:listItem w:value=\"No\"/></w:dropDownList></w:sdtPr>\
                <w:sdtContent><w:tc><w:p><w:r><w:t>Choose</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt>";
    let row = format!("<w:tr>{}{list}</w:tr>", cell(&paragraph(SAFE)));
    let (part, again) = responded(&format!("<w:tbl>{row}</w:tbl>"), Response::Yes);
    assert!(part.contains("<w:t xml:space=\"preserve\">Yes</w:t>") && !part.contains("showingPlcHdr"), "{part}");
    assert_eq!(again[0].existing.as_deref(), Some("Yes"));
}

#[test]
fn boxes_stand_beside_a_question_or_in_the_paragraph_behind_it() {
    let beside = format!("<w:p><w:r><w:t>{SAFE} </w:t></w:r>{}{}</w:p>", tick_box("Yes"), tick_box("No"));
    let behind = format!("{}<w:p>{}{}</w:p>", paragraph(FAST), tick_box("Yes"), tick_box("No"));
    let file = sample::document(&format!("{beside}{behind}{}", paragraph("What else is there to be said?")));
    let found = questions(&file, "a.docx");
    assert_eq!(found.iter().map(|question| question.text.as_str()).collect::<Vec<_>>()[..2], [SAFE, FAST]);
    let offers = |question: &crate::Question| matches!(&question.response, ResponseSlot::Choice(_, choices) if choices == &["Yes", "No"]);
    assert_eq!(found.iter().map(offers).collect::<Vec<_>>(), [true, true, false]);
    let (part, again) = responded(&format!("{beside}{behind}"), Response::Yes);
    assert_eq!(part.matches("<w14:checked w14:val=\"1\"/>").count(), 2);
    assert_eq!(again[1].existing.as_deref(), Some("Yes"));
    // The text stands behind the boxes.
    let filled = answered(&file, "a.docx");
    let part = utf8(crate::package::Package::open(&filled).unwrap().need("word/document.xml").unwrap());
    assert!(part.rfind("No </w:t>").unwrap() < part.find("Answer to &lt;paragraph 2&gt;").unwrap(), "{part}");
}

#[test]
fn answers_go_below_questions_where_a_table_has_no_cell_beside_them() {
    let row = |content: &str| format!("<w:tr>{}</w:tr>", cell(content));
    let body =
        format!("<w:tbl>{}{}{}{}</w:tbl>", row(&paragraph(SAFE)), row("<w:p/>"), row(&paragraph(FAST)), row("<w:p/>"));
    let filled = answered(&sample::document(&body), "a.docx");
    let again = Questionnaire::read(&filled, "a.docx").unwrap();
    let texts: Vec<&str> = again.grids()[1].rows.iter().map(|row| row.text(0)).collect();
    assert_eq!(texts, [SAFE, "Answer to <Table 1 A1> & \"more\"", FAST, "Answer to <Table 1 A3> & \"more\""]);
    // Where there is no row either, in the question's own cell.
    let body = format!("<w:tbl>{}{}</w:tbl>", row(&paragraph(SAFE)), row(&paragraph(FAST)));
    let filled = answered(&sample::document(&body), "a.docx");
    let part = utf8(crate::package::Package::open(&filled).unwrap().need("word/document.xml").unwrap());
    let answer = |place: &str| {
        format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">Answer to &lt;Table 1 {place}&gt; &amp; &quot;more&quot;</w:t></w:r></w:p>"
        )
    };
    let expected =
        [(SAFE, "A1"), (FAST, "A2")].map(|(question, place)| row(&(paragraph(question) + &answer(place)))).concat();
    assert!(part.contains(&expected), "{part}");
}

#[test]
fn an_x_goes_into_the_box_of_its_column() {
    let lone = || cell(&format!("<w:p>{}</w:p>", tick_box("")));
    let head = ["Question", "Yes", "No"].map(|text| cell(&paragraph(text))).concat();
    let row = |question: &str| format!("<w:tr>{}{}{}</w:tr>", cell(&paragraph(question)), lone(), lone());
    let body = format!("<w:tbl><w:tr>{head}</w:tr>{}{}</w:tbl>", row(SAFE), row(FAST));
    let (part, again) = responded(&body, Response::Yes);
    let states: Vec<&str> = part.split("<w14:checked w14:val=\"").skip(1).map(|rest| &rest[..1]).collect();
    assert_eq!(states, ["1", "0", "1", "0"]);
    assert_eq!(again[0].existing.as_deref(), Some("X"));
}
