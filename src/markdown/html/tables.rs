//! Tables, in a box that scrolls by itself where they are wider than the page.

use std::fmt::Write as _;

use pulldown_cmark::Alignment;

use super::{Writer, escape};

/// The table at hand. Tables don't nest.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    pub(super) in_head: bool,
    /// How many tables there have been, this one included.
    count: usize,
}

impl Writer<'_> {
    pub(super) fn table(&mut self, alignments: &[Alignment]) {
        let count = self.table.count + 1;
        self.table = Table { alignments: alignments.to_vec(), column: 0, in_head: false, count };
        self.open("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
        escape(&mut self.html, &self.page.settings.phrases.table);
        // Landmarks of one name can't be told apart by those who hear the page.
        if count > 1 {
            let _ = write!(self.html, " {count}");
        }
        self.html.push_str("\"><table>");
    }

    pub(super) fn end_table(&mut self) {
        self.close("</tbody></table></div>\n");
    }

    pub(super) fn table_head(&mut self) {
        self.table.in_head = true;
        self.table.column = 0;
        self.html.push_str("<thead><tr>");
        self.sections.new_block();
    }

    pub(super) fn end_table_head(&mut self) {
        self.table.in_head = false;
        self.html.push_str("</tr></thead><tbody>\n");
    }

    pub(super) fn table_row(&mut self) {
        self.table.column = 0;
        self.html.push_str("<tr>");
        self.sections.new_block();
    }

    pub(super) fn table_cell(&mut self) {
        self.html.push_str(if self.table.in_head { "<th scope=\"col\"" } else { "<td" });
        self.html.push_str(match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\">",
            Some(Alignment::Center) => " class=\"align-center\">",
            Some(Alignment::Right) => " class=\"align-right\">",
            Some(Alignment::None) | None => ">",
        });
        self.table.column += 1;
    }

    pub(super) fn end_table_cell(&mut self) {
        self.html.push_str(if self.table.in_head { "</th>" } else { "</td>" });
        self.sections.push(" ");
    }
}
