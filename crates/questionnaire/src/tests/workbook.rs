//! Workbooks: what is found in them, and that filling changes nothing else.

use super::{answered, questions, sample};
use crate::{
    Mapping, Questionnaire, QuestionnaireError, Response, ResponseSlot,
    grid::{At, Filling},
    package::Package,
};

fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(Package::open(bytes).unwrap().need(name).unwrap()).unwrap()
}

const SECURITY: &[&[&str]] = &[
    &["Security questionnaire of Acme"],
    &["#", "Question", "Response", "Comments"],
    &["", "Encryption"],
    &["1", "Do you encrypt data at rest?"],
    &["2", "=CONCAT(1)|Do you encrypt data in transit?"],
    &["3", "Describe key management."],
];

fn with_list(list: &str) -> String {
    let validation = "<dataValidations><dataValidation type=\"list\" sqref=\"C4:C99\"><formula1>";
    format!("{}{validation}{list}</formula1></dataValidation></dataValidations>", sample::rows(SECURITY))
}

#[test]
fn questions_sections_and_drop_downs_are_found() {
    let file = sample::workbook(&[("Security", &with_list("\"Yes,No,Partial\""))]);
    let found = questions(&file, "a.xlsx");
    let places: Vec<_> = found.iter().map(|question| question.place.as_str()).collect();
    assert_eq!(places, ["Security B4", "Security B5", "Security B6"]);
    assert_eq!(found[1].text, "Do you encrypt data in transit?");
    assert!(found.iter().all(|question| question.section.as_deref() == Some("Encryption")));
    assert_eq!(found[0].response.word(Response::Partial, "en"), Some((At { row: 3, column: 2 }, "Partial".to_owned())));
    assert_eq!(found[0].answer, Some(At { row: 3, column: 3 }));
}

#[test]
fn lists_on_other_sheets_and_behind_names_are_followed() {
    let lists = sample::rows(&[&["Fully met"], &["Not met"]]);
    for list in ["'My lists'!$A$1:$A$2", "choices"] {
        let names = "<definedName name=\"Choices\">'My lists'!$A$1:$A$2</definedName>";
        let file = sample::workbook_with(&[("Security", &with_list(list)), ("My lists", &lists)], names, "");
        let ResponseSlot::Choice(_, choices) = &questions(&file, "a.xlsx")[0].response else {
            panic!("no choice: {list}")
        };
        assert_eq!(choices, &["Fully met", "Not met"]);
    }
}

#[test]
fn columns_to_mark_are_found_also_below_a_merged_heading() {
    let rows = sample::rows(&[
        &["Requirement", "Answer"],
        &["", "Yes", "No", "N/A"],
        &["Data must be encrypted at rest."],
        &["Backups are tested every year."],
    ]);
    let merge = "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:D1\"/></mergeCells>";
    let found = questions(&sample::workbook(&[("S", &(rows + merge))]), "a.xlsx");
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].response.word(Response::No, "en"), Some((At { row: 3, column: 2 }, "X".to_owned())));
    assert_eq!(found[1].response.word(Response::Partial, "en"), None);
}

#[test]
fn hidden_sheets_are_left_out_and_hidden_rows_marked() {
    let rows = sample::rows(&[&["Question", "Answer"], &["Is it safe?"], &["Is it fast?"]]);
    let rows = rows.replace("<row r=\"3\">", "<row r=\"3\" hidden=\"1\">");
    let found = questions(&sample::workbook(&[("S", &rows), ("Hidden", &rows)]), "a.xlsx");
    assert_eq!(found.iter().map(|question| question.is_hidden).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn sheets_without_questions_are_left_out() {
    let rows = sample::rows(&[&["Instructions"], &["Fill in all sheets."], &["Send it to us by Friday."]]);
    assert_eq!(questions(&sample::workbook(&[("Read me", &rows)]), "a.xlsx"), []);
}

#[test]
fn filling_changes_the_cells_and_nothing_else() {
    let sheet = format!(
        "<dimension ref=\"A1:B6\"/><cols><col min=\"4\" max=\"4\" style=\"7\"/></cols>{}<x/>",
        with_list("\"Yes,No\"")
    );
    let file = sample::workbook(&[("Security", &sheet), ("Other", "<sheetData/>")]);
    let filled = answered(&file, "a.xlsx");
    let (before, after) = (Package::open(&file).unwrap(), Package::open(&filled).unwrap());
    assert!(before.names().eq(after.names()));
    for name in before.names().filter(|name| !matches!(*name, "xl/worksheets/s0.xml" | "xl/workbook.xml")) {
        assert_eq!(before.need(name).unwrap(), after.need(name).unwrap(), "{name}");
    }
    let new = part(&filled, "xl/worksheets/s0.xml");
    let cell = "<c r=\"D4\" s=\"7\" t=\"inlineStr\"><is><t xml:space=\"preserve\">Answer to &lt;Security B4&gt; &amp; &quot;more&quot;</t></is></c>";
    assert!(new.contains(cell), "{new}");
    assert!(new.contains("<dimension ref=\"A1:D6\"/>"));
    let mut rest = new.replace("A1:D6", "A1:B6");
    for row in 4..=6 {
        let start = rest.find(&format!("<c r=\"D{row}")).unwrap();
        let end = start + rest[start..].find("</c>").unwrap() + 4;
        rest.replace_range(start..end, "");
    }
    assert_eq!(rest, part(&file, "xl/worksheets/s0.xml"));
    let book = part(&filled, "xl/workbook.xml");
    assert_eq!(book.replace(" fullCalcOnLoad=\"1\"", ""), part(&file, "xl/workbook.xml"));
    assert!(book.contains("fullCalcOnLoad"), "there is a formula, so all are reckoned anew");
}

#[test]
fn what_was_filled_is_read_again_in_any_shape_of_rows() {
    let shapes = [
        "<sheetData/>",
        "<sheetData></sheetData>",
        "<sheetData><row r=\"3\"/></sheetData>",
        "<sheetData><row><c s=\"1\"/><c><v>1</v></c></row><row r=\"9\" spans=\"1:2\"><c r=\"B9\"/></row></sheetData>",
        "<x:sheetData><x:row r=\"2\" customFormat=\"1\" s=\"4\"><x:c r=\"AA2\" t=\"b\"><x:v>1</x:v></x:c></x:row></x:sheetData>",
    ];
    let texts = [(0, 0, "a"), (0, 1, " b\n<c>&"), (2, 0, "_x0041_"), (8, 1, "d"), (8, 30, "e"), (1, 5, "f\u{1}")];
    for shape in shapes {
        let file = sample::workbook(&[("S", shape)]);
        let fillings =
            texts.map(|(row, column, text)| Filling { grid: 0, at: At { row, column }, text: text.to_owned() });
        let filled = Questionnaire::read(&file, "a.xlsx").unwrap().fill(&fillings).unwrap();
        let read = Questionnaire::read(&filled, "a.xlsx").unwrap();
        for Filling { at, text, .. } in &fillings {
            let cell = read.grids()[0].cell(*at).unwrap_or_else(|| panic!("{shape}: {at}"));
            assert_eq!(*cell.text, text.replace('\u{1}', ""), "{shape}");
        }
    }
}

#[test]
fn answers_to_questions_that_share_a_merged_cell_stand_in_it_one_below_the_other() {
    let rows = sample::rows(&[&["Question", "Answer"], &["Is it safe?"], &["Is it fast?"]]);
    let file = sample::workbook(&[("S", &(rows + "<mergeCells><mergeCell ref=\"B2:B3\"/></mergeCells>"))]);
    let filled = answered(&file, "a.xlsx");
    let read = Questionnaire::read(&filled, "a.xlsx").unwrap();
    let cell = read.grids()[0].cell(At { row: 1, column: 1 }).unwrap();
    assert_eq!(&*cell.text, "Answer to <S A2> & \"more\"\n\nAnswer to <S A3> & \"more\"");
}

#[test]
fn formulas_are_not_written_over() {
    let file = sample::workbook(&[("S", &sample::rows(&[&["=1+1|2"]]))]);
    let fillings = [Filling { grid: 0, at: At { row: 0, column: 0 }, text: "3".to_owned() }];
    let result = Questionnaire::read(&file, "a.xlsx").unwrap().fill(&fillings);
    assert!(matches!(result, Err(QuestionnaireError::Unfillable { .. })), "{result:?}");
}

#[test]
fn a_mapping_says_where_detection_is_wrong_and_is_written_as_it_is_read() {
    let rows = sample::rows(&[&["Was", "Wie"], &["Speicherort"], &["Ansprechpartner"]]);
    let file = sample::workbook(&[("S", &rows), ("T", &rows)]);
    assert_eq!(questions(&file, "a.xlsx"), []);
    let mapping = "[[sheet]]\nname = \"S\"\nheader = 1\nquestion = \"A\"\nanswer = \"B\"\n\n[[sheet]]\nname = \"T\"\nskip = true\n";
    let mapping = Mapping::parse(mapping).unwrap();
    assert_eq!(Mapping::parse(&mapping.to_toml()), Ok(mapping.clone()));
    let read = Questionnaire::read(&file, "a.xlsx").unwrap();
    let found = read.detect().into_iter().map(|detection| detection.layout).collect();
    let layouts = mapping.apply(read.grids(), found).unwrap();
    let places: Vec<_> = read.questions(&layouts).unwrap().into_iter().map(|question| question.place).collect();
    assert_eq!(places, ["S A2", "S A3"]);
}

#[test]
fn a_mapping_that_does_not_fit_says_why() {
    let message = |text: &str| Mapping::parse(text).unwrap_err().to_string();
    assert!(message("[[sheet]]\nname = \"S\"").contains("neither `question`"));
    assert!(message("[[sheet]]\nname = \"S\"\nquestion = \"7\"").contains("called A to XFD"));
    assert!(message("[[sheet]]\nname = \"S\"\nquestions = \"A\"").contains("unknown field"));
    let mapping = Mapping::parse("[[sheet]]\nname = \"S\"\nskip = true").unwrap();
    assert!(mapping.apply(&[], Vec::new()).unwrap_err().to_string().contains("no sheet \"S\""));
}
