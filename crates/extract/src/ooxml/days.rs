//! Days and times of workbooks, which are numbers with a format: ECMA-376, part 1, 18.8.30 (formats) and 18.17.4 (what the numbers mean).

use jiff::{
    ToSpan as _,
    civil::{Date, date},
};

use super::package::Package;
use crate::{ReadError, xml::Event};

/// Seconds of a day.
const DAY: i64 = 24 * 60 * 60;
/// The last day that workbooks know, the end of the year 9999.
const LAST: f64 = 2_958_466.0;
/// What Excel takes for 29 February 1900, a day that never was: before it all numbers are a day further.
const NO_DAY: f64 = 60.0;

/// What a number with a format is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Meaning {
    day: bool,
    time: bool,
}

/// What cells' numbers mean by their styles.
#[derive(Debug, Default)]
pub(super) struct Days {
    /// Of each style of cells.
    styles: Vec<Meaning>,
    /// Whether days are counted from 1904, as on old Macs.
    since_1904: bool,
}

impl Days {
    /// Reads the styles of a workbook.
    pub(super) fn read(package: &mut Package<'_>, styles: Option<&str>, since_1904: bool) -> Result<Self, ReadError> {
        let mut own: Vec<(u32, Meaning)> = Vec::new();
        let mut days = Self { styles: Vec::new(), since_1904 };
        let mut is_of_cells = false;
        let Some(styles) = styles else { return Ok(days) };
        package.each(styles, |event| match event {
            Event::Start(element) => {
                let id = || element.attribute("numFmtId")?.parse().ok();
                match element.name() {
                    "numFmt" => {
                        own.extend(id().zip(element.attribute("formatCode").map(|code| Meaning::of_code(&code))));
                    }
                    "cellXfs" => is_of_cells = true,
                    "xf" if is_of_cells => {
                        let id = id().unwrap_or_default();
                        let known = own.iter().find(|(own, _)| *own == id).map(|(_, meaning)| *meaning);
                        days.styles.push(known.unwrap_or_else(|| Meaning::built_in(id)));
                    }
                    _ => {}
                }
            }
            Event::End(name) if &*name == "cellXfs" => is_of_cells = false,
            Event::End(_) | Event::Text(_) => {}
        })?;
        Ok(days)
    }

    /// The day and the time that a number of a style is; `None` where it is a number.
    pub(super) fn say(&self, number: &str, style: &str) -> Option<String> {
        let meaning = self.styles.get(style.parse::<usize>().ok()?)?;
        let number: f64 = number.trim().parse().ok()?;
        let is_known = (0.0..LAST).contains(&number);
        if !is_known || *meaning == Meaning::default() {
            return None;
        }
        let (day, seconds) = divided(number);
        let time = said(seconds);
        // A time of the day has no day.
        if !meaning.day || day == 0 && !self.since_1904 {
            return meaning.time.then_some(time);
        }
        let day = self.first(number).checked_add(day.days()).ok()?;
        Some(if meaning.time { format!("{day} {time}") } else { day.to_string() })
    }

    /// The day that others are counted from.
    fn first(&self, number: f64) -> Date {
        match (self.since_1904, number < NO_DAY) {
            (true, _) => date(1904, 1, 1),
            (false, true) => date(1899, 12, 31),
            (false, false) => date(1899, 12, 30),
        }
    }
}

/// Whole days, and seconds of the last one.
#[expect(clippy::cast_possible_truncation, reason = "the number is that of a day")]
fn divided(number: f64) -> (i64, i64) {
    let seconds = (number * 86_400.0).round() as i64;
    (seconds / DAY, seconds % DAY)
}

fn said(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if seconds == 0 { format!("{hours:02}:{minutes:02}") } else { format!("{hours:02}:{minutes:02}:{seconds:02}") }
}

impl Meaning {
    /// That of a format which every workbook knows: also those that Excel has in China, Japan and Korea.
    fn built_in(id: u32) -> Self {
        let day = matches!(id, 14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58);
        Self { day, time: matches!(id, 18..=22 | 32..=35 | 45 | 47 | 55 | 56) }
    }

    /// That of a format by its code (`dd/mm/yyyy;@`): by the letters in its first part that stand for days and times.
    fn of_code(code: &str) -> Self {
        let (mut meaning, mut has_months) = (Self::default(), false);
        let mut characters = code.chars();
        while let Some(character) = characters.next() {
            match character.to_ascii_lowercase() {
                '"' => _ = characters.find(|end| *end == '"'),
                // A colour, a language, or hours beyond a day, which are no time.
                '[' => _ = characters.find(|end| *end == ']'),
                '\\' | '_' | '*' => _ = characters.next(),
                ';' => break,
                'd' | 'y' => meaning.day = true,
                'h' | 's' => meaning.time = true,
                'm' => has_months = true,
                _ => {}
            }
        }
        // Months alone; beside hours and seconds they are minutes.
        meaning.day |= has_months && !meaning.time;
        meaning
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said_as(code: &str, number: &str) -> Option<String> {
        Days { styles: vec![Meaning::of_code(code)], since_1904: false }.say(number, "0")
    }

    #[test]
    fn numbers_are_days_and_times_where_their_format_says_so() {
        let said = |code, number| said_as(code, number).unwrap_or_default();
        assert_eq!(said("dd/mm/yyyy;@", "46348"), "2026-11-22");
        assert_eq!(said("[$-409]d\\-mmm\\-yy", "46348.999999"), "2026-11-23");
        assert_eq!(said("yyyy-mm-dd hh:mm", "46348.75"), "2026-11-22 18:00");
        assert_eq!(said("h:mm:ss AM/PM", "0.5000116"), "12:00:01");
        assert_eq!(said("mmmm", "46348"), "2026-11-22");
        assert_eq!(said("d", "59"), "1900-02-28");
        assert_eq!(said("d", "61"), "1900-03-01");
        for (code, number) in [
            ("General", "46348"),
            ("0.00\" days\"", "3"),
            ("[Red]0.00", "3"),
            ("[h]\"h\"", "30"),
            ("0.00E+00", "3"),
            ("yyyy", "-1"),
            ("yyyy", "1e300"),
            ("yyyy", "NaN"),
            ("yyyy", "n/a"),
        ] {
            assert_eq!(said_as(code, number), None, "{code} {number}");
        }
    }

    #[test]
    fn days_are_counted_from_1904_where_the_workbook_says_so() {
        let days = Days { styles: vec![Meaning::built_in(14), Meaning::built_in(0)], since_1904: true };
        assert_eq!(days.say("0", "0").as_deref(), Some("1904-01-01"));
        assert_eq!((days.say("0", "1"), days.say("0", "2"), days.say("0", "x")), (None, None, None));
    }
}
