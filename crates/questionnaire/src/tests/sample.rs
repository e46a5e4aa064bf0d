//! Makes small office files.

use std::fmt::Write as _;

/// An archive of stored parts.
pub(super) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let offset = u32::try_from(bytes.len()).unwrap();
        let length = u32::try_from(content.len()).unwrap();
        let mut common = Vec::new();
        common.extend([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]);
        common.extend(crc32fast::hash(content.as_bytes()).to_le_bytes());
        common.extend(length.to_le_bytes());
        common.extend(length.to_le_bytes());
        common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        common.extend([0, 0]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(name.as_bytes());
        bytes.extend(content.as_bytes());
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (start, length) = (u32::try_from(bytes.len()).unwrap(), u32::try_from(directory.len()).unwrap());
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count, count].concat());
    bytes.extend(length.to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

/// A workbook of sheets, each a name and what stands in its `worksheet` element.
pub(super) fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    workbook_with(sheets, "", "<calcPr calcId=\"191029\"/>")
}

/// A workbook with more parts' worth of content in its own part: names, and what stands behind them.
pub(super) fn workbook_with(sheets: &[(&str, &str)], names: &str, tail: &str) -> Vec<u8> {
    let (mut list, mut relations) = (String::new(), String::new());
    let mut parts = Vec::new();
    for (number, (name, content)) in sheets.iter().enumerate() {
        let state = if name.starts_with("Hidden") { " state=\"hidden\"" } else { "" };
        write!(list, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"{state}/>").unwrap();
        write!(relations, "<Relationship Id=\"r{number}\" Type=\"x/worksheet\" Target=\"worksheets/s{number}.xml\"/>")
            .unwrap();
        parts.push((format!("xl/worksheets/s{number}.xml"), format!("<worksheet>{content}</worksheet>")));
    }
    let types = "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";
    parts.push(("[Content_Types].xml".to_owned(), types.to_owned()));
    parts.push(("_rels/.rels".to_owned(), relation("xl/workbook.xml")));
    let book = format!("<workbook><sheets>{list}</sheets><definedNames>{names}</definedNames>{tail}</workbook>");
    parts.push(("xl/workbook.xml".to_owned(), book));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{relations}</Relationships>")));
    parts.push(("xl/charts/chart1.xml".to_owned(), "<chart>\r\n  as it was</chart>".to_owned()));
    archive(&parts.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect::<Vec<_>>())
}

/// A document of what stands in its body.
pub(super) fn document(body: &str) -> Vec<u8> {
    let types = "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    archive(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", &relation("word/document.xml")),
        ("word/document.xml", &document),
        ("word/styles.xml", "<w:styles/>"),
    ])
}

fn relation(target: &str) -> String {
    format!("<Relationships><Relationship Id=\"r1\" Type=\"x/officeDocument\" Target=\"{target}\"/></Relationships>")
}

/// Rows of texts, as what stands in a `worksheet`. An empty text is no cell; `=` begins a formula with its value behind a bar.
pub(super) fn rows(rows: &[&[&str]]) -> String {
    let mut data = String::from("<sheetData>");
    for (number, row) in (1..).zip(rows) {
        write!(data, "<row r=\"{number}\">").unwrap();
        for (column, text) in ('A'..).zip(*row).filter(|(_, text)| !text.is_empty()) {
            match text.strip_prefix('=').and_then(|formula| formula.split_once('|')) {
                Some((formula, value)) => {
                    write!(data, "<c r=\"{column}{number}\" t=\"str\"><f>{formula}</f><v>{value}</v></c>").unwrap();
                }
                None => write!(data, "<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>").unwrap(),
            }
        }
        data.push_str("</row>");
    }
    data + "</sheetData>"
}
