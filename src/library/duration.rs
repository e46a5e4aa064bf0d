//! Lengths of time, as authors write them: `90d`, `12w`, `6m`, `1y`.

/// Days in a century and a half; more is surely a mistake, and sums with dates stay in range.
const MOST: u32 = 150 * 365;

/// Days of a length of time. A month counts 30 days and a year 365.
pub(crate) fn parse(text: &str) -> Option<u32> {
    let text = text.trim();
    let unit_start = text.find(|character: char| !character.is_ascii_digit())?;
    let (number, unit) = text.split_at(unit_start);
    let days: u32 = match unit {
        "d" => 1,
        "w" => 7,
        "m" => 30,
        "y" => 365,
        _ => return None,
    };
    number.parse::<u32>().ok()?.checked_mul(days).filter(|days| (1..=MOST).contains(days))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_duration_is_a_number_and_a_unit() {
        assert_eq!(["90d", "12w", "6m", "1y"].map(parse), [Some(90), Some(84), Some(180), Some(365)]);
    }

    #[test]
    fn what_is_no_length_of_time_is_refused() {
        for wrong in ["", "d", "90", "90 days", "-1d", "0d", "1.5y", "99999999999d", "4294967295y", "1000y"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
