//! The review sheet as a page: one HTML file that loads nothing.

use std::fmt::Write as _;

use super::{
    rows::{HEADINGS, rows, status},
    summary,
};
use crate::{Desk, Sheet};

/// All that the page looks like; it has no script.
const STYLE: &str = include_str!("page.css");

/// Writes it. `name` is the customer's file.
pub fn page(desk: &Desk, sheet: &Sheet, name: &str) -> String {
    let title = escaped(&format!("Review of the answers to {name}"));
    let mut html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n<h1>{title}</h1>\n<p>{}</p>\n",
        escaped(&summary(sheet))
    );
    write_groups(&mut html, desk, sheet);
    html.push_str("<table>\n<thead><tr>");
    // Nobody accepts rows on a page.
    for heading in HEADINGS.iter().skip(1) {
        let _ = write!(html, "<th scope=\"col\">{heading}</th>"); // writing to a string can't fail
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for (of_row, cells) in rows(desk, sheet) {
        let _ = write!(html, "<tr class=\"{}\">", status(of_row).replace(' ', "-"));
        for cell in cells.iter().skip(1) {
            let _ = write!(html, "<td dir=\"auto\">{}</td>", escaped(cell));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table>\n</html>\n");
    html
}

fn write_groups(html: &mut String, desk: &Desk, sheet: &Sheet) {
    let groups = sheet.to_write(desk.language());
    if groups.is_empty() {
        return;
    }
    html.push_str("<h2>Answers to write</h2>\n<ol>\n");
    for group in groups {
        html.push_str("<li><ul>");
        for entry in group.iter().filter_map(|number| sheet.entries.get(*number)) {
            let (question, place) = (escaped(&entry.question.text), escaped(&entry.question.place));
            let _ = write!(html, "<li dir=\"auto\">{question} <small>{place}</small></li>");
        }
        html.push_str("</ul></li>\n");
    }
    html.push_str("</ol>\n");
}

/// Text of strangers, so that it is text in HTML.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\n' => html.push_str("<br>"),
            _ => html.push(character),
        }
    }
    html
}
