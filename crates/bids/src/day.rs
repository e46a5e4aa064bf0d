//! A day, as what is written down is dated. Nothing here knows a clock: who calls says which day it is.

use std::fmt;

use rust_xlsxwriter::ExcelDateTime;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    year: u16,
    month: u8,
    of_month: u8,
}

impl Day {
    /// Reads `2026-11-22`; nothing where it is no day, or none that a workbook can say (1900 to 9999).
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-').map(|part| part.parse::<u16>().ok());
        let (year, month, of_month) = (parts.next()??, parts.next()??, parts.next()??);
        let day = Self { year, month: u8::try_from(month).ok()?, of_month: u8::try_from(of_month).ok()? };
        (parts.next().is_none() && day.to_string() == text && day.for_workbooks().is_ok()).then_some(day)
    }

    /// As a workbook has it.
    pub(crate) fn for_workbooks(self) -> Result<ExcelDateTime, rust_xlsxwriter::XlsxError> {
        ExcelDateTime::from_ymd(self.year, self.month, self.of_month)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        for text in ["2026-11-22", "2028-02-29", "1900-01-01"] {
            assert_eq!(Day::parse(text).map(|day| day.to_string()).as_deref(), Some(text));
        }
        for text in
            ["", "2026-11", "2026-13-01", "2027-02-29", "2026-1-2", "2026-11-22T10:00", "-2026-11-22", "1899-12-30"]
        {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }
}
