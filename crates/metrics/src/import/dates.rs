//! Days and times as exports write them.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::shown;

/// Which part of a date with slashes is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 22/11/2026.
    DayMonthYear,
    /// 11/22/2026.
    MonthDayYear,
}

impl DateOrder {
    /// What a date with slashes proves: that a part above 12 is the day.
    fn proven_by(text: &str) -> Option<Self> {
        let (first, second, _) = slashed(day_part(text))?;
        match (first > 12, second > 12) {
            (true, false) => Some(Self::DayMonthYear),
            (false, true) => Some(Self::MonthDayYear),
            _ => None,
        }
    }

    /// What all dates of a file prove together. None where nothing is proven, or they contradict each other.
    pub(super) fn of<'a>(dates: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut order = None;
        for proven in dates.filter_map(Self::proven_by) {
            if *order.get_or_insert(proven) != proven {
                return None;
            }
        }
        order
    }
}

/// Reads a day: `2026-11-22`, `2026/11/22`, `22.11.2026`, and with slashes as the order says; a time after it is left out.
pub(super) fn day(text: &str, order: Option<DateOrder>) -> Result<Date, String> {
    let part = day_part(text);
    let wrong = || format!("`{}` is no day: write it like 2026-11-22", shown(text));
    if let Some((year, month, day)) = numbers(part, &['-', '/']).filter(|(year, ..)| *year > 31) {
        return date(year, month, day).ok_or_else(wrong);
    }
    if let Some((day, month, year)) = numbers(part, &['.']) {
        return date(year, month, day).ok_or_else(wrong);
    }
    let Some((first, second, year)) = slashed(part) else { return Err(wrong()) };
    let order = order.or((first == second).then_some(DateOrder::DayMonthYear)).or(DateOrder::proven_by(text));
    match order {
        Some(DateOrder::DayMonthYear) => date(year, second, first).ok_or_else(wrong),
        Some(DateOrder::MonthDayYear) => date(year, first, second).ok_or_else(wrong),
        None => Err(format!(
            "`{}` may be the {first}th of month {second} or the {second}th of month {first}: say which order dates have \
             (day-month-year or month-day-year)",
            shown(text)
        )),
    }
}

/// Reads a time in UTC: `2026-11-22 10:11:12`, with `T`, fractions of seconds, and an offset if there is one.
pub(super) fn time(text: &str) -> Option<crate::Time> {
    let with_t = text.replacen(' ', "T", 1);
    let offset = || with_t.parse::<jiff::Timestamp>().ok();
    let civil = || with_t.parse::<DateTime>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|it| it.timestamp());
    offset().or_else(civil).map(|time| crate::Time::from_millis(time.as_millisecond()))
}

/// What stands before the time.
fn day_part(text: &str) -> &str {
    text.split(['T', ' ', ',']).next().unwrap_or_default()
}

fn slashed(text: &str) -> Option<(i16, i16, i16)> {
    numbers(text, &['/', '-']).filter(|(first, ..)| *first <= 31)
}

/// Three numbers, of which the first or the last has four digits.
fn numbers(text: &str, separators: &[char]) -> Option<(i16, i16, i16)> {
    let parts: Vec<&str> = text.split(separators).collect();
    let [first, second, third] = parts.try_into().ok()?;
    let is_number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let has_year = (first.len() == 4 && third.len() <= 2) || (third.len() == 4 && first.len() <= 2);
    if !has_year || second.len() > 2 || ![first, second, third].into_iter().all(is_number) {
        return None;
    }
    Some((first.parse().ok()?, second.parse().ok()?, third.parse().ok()?))
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let is_year = (1970..=2200).contains(&year);
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    is_year.then_some(date)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;

    #[test]
    fn days_are_read_in_the_usual_forms() {
        let expected: Date = "2026-11-22".parse().unwrap();
        for text in
            ["2026-11-22", "2026/11/22", "22.11.2026", "11/22/2026", "22/11/2026", "22-11-2026", "2026-11-22 14:30"]
        {
            assert_eq!(day(text, None), Ok(expected), "{text}");
        }
        assert_eq!(day("2026-11-22T23:59:59Z", None), Ok(expected));
        assert_eq!(day("5/5/2026", None), Ok("2026-05-05".parse().unwrap()));
    }

    #[test]
    fn days_that_can_be_two_are_refused_until_somebody_says_which() {
        assert!(day("03/04/2026", None).unwrap_err().contains("day-month-year"));
        assert_eq!(day("03/04/2026", Some(DateOrder::DayMonthYear)), Ok("2026-04-03".parse().unwrap()));
        assert_eq!(day("03/04/2026", Some(DateOrder::MonthDayYear)), Ok("2026-03-04".parse().unwrap()));
        assert_eq!(DateOrder::of(["03/04/2026", "03/14/2026"].into_iter()), Some(DateOrder::MonthDayYear));
        assert_eq!(DateOrder::of(["14/04/2026", "03/14/2026"].into_iter()), None);
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in
            ["", "soon", "22.11.26", "2026-13-01", "31.02.2026", "1/2", "2026-1-2-3", "99999-01-01", "0001-01-01"]
        {
            assert!(day(text, Some(DateOrder::DayMonthYear)).is_err(), "{text}");
        }
    }

    #[test]
    fn times_are_read_with_and_without_offset() {
        let expected = Some(crate::Time::from_millis(1_606_781_230_000));
        for text in
            ["2020-12-01T00:07:10Z", "2020-12-01 00:07:10", "2020-12-01T01:07:10+01:00", "2020-12-01 00:07:10.000"]
        {
            assert_eq!(time(text), expected, "{text}");
        }
        assert_eq!(time("yesterday"), None);
    }
}
