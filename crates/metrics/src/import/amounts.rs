//! Amounts of money as exports write them.

use serde::{Deserialize, Serialize};

use super::shown;
use crate::money::{Currency, Money};

/// What stands before the cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecimalSign {
    /// 1,234.56
    Point,
    /// 1.234,56
    Comma,
}

/// What an amount's text is made of.
struct Parts {
    /// Digits, points and commas.
    number: String,
    is_negative: bool,
    currency: Option<Currency>,
}

impl DecimalSign {
    /// What a number proves: `1,234.5` and `1234.5` have a point; `1,234` proves nothing.
    fn proven_by(number: &str) -> Option<Self> {
        let (points, commas) = (number.matches('.').count(), number.matches(',').count());
        let last = number.rfind(['.', ','])?;
        let (before, after) = (number.get(..last)?, number.get(last + 1..)?);
        let is_point = number.get(last..=last) == Some(".");
        let same = if is_point { Self::Point } else { Self::Comma };
        let other = if is_point { Self::Comma } else { Self::Point };
        match (points, commas) {
            (1.., 1..) => Some(same),
            // Twice the same sign: it parts thousands.
            (2.., 0) | (0, 2..) => Some(other),
            _ if after.len() != 3 || before.len() > 3 || before.is_empty() || before == "0" => Some(same),
            _ => None,
        }
    }

    /// What all amounts of a file prove together.
    pub(super) fn of<'a>(amounts: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut sign = None;
        for proven in amounts.filter_map(|text| Self::proven_by(&Parts::of(text)?.number)) {
            if *sign.get_or_insert(proven) != proven {
                return None;
            }
        }
        sign
    }

    const fn as_char(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }
}

impl Parts {
    fn of(text: &str) -> Option<Self> {
        let bracketed = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        let mut number = String::new();
        let mut letters = String::new();
        let mut is_negative = bracketed.is_some();
        for character in bracketed.unwrap_or(text).chars() {
            match character {
                '0'..='9' | '.' | ',' => number.push(character),
                '-' | '\u{2212}' if number.is_empty() => is_negative = true,
                'A'..='Z' | 'a'..='z' => letters.push(character),
                '€' => letters.push_str("EUR"),
                '£' => letters.push_str("GBP"),
                // `$` and `¥` are of several currencies: the column, or the setting, says which.
                '$' | '¥' | ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '’' => {}
                _ => return None,
            }
        }
        let has_digits = number.bytes().any(|byte| byte.is_ascii_digit());
        let currency = if letters.is_empty() { None } else { Some(letters.parse().ok()?) };
        has_digits.then_some(Self { number, is_negative, currency })
    }
}

/// Reads an amount that isn't below 0. A currency that the text itself names goes before the one that is given.
pub(super) fn amount(text: &str, currency: Option<Currency>, sign: Option<DecimalSign>) -> Result<Money, String> {
    let wrong = || format!("`{}` is no amount: write it like 1234.50", shown(text));
    let parts = Parts::of(text).ok_or_else(wrong)?;
    if parts.is_negative {
        return Err(format!("`{}` is below 0", shown(text)));
    }
    let currency = parts.currency.or(currency).ok_or_else(|| {
        format!("nothing says the currency of `{}`: add a column for it, or say which one amounts are in", shown(text))
    })?;
    let sign = DecimalSign::proven_by(&parts.number).or(sign);
    let plain = match sign {
        Some(sign) => plain(&parts.number, sign).ok_or_else(wrong)?,
        None if parts.number.contains(['.', ',']) => {
            return Err(format!(
                "`{}` may have thousands or three decimals: say what stands before the cents (point or comma)",
                shown(text)
            ));
        }
        None => parts.number,
    };
    Money::parse(&plain, currency).map_err(|error| error.to_string())
}

/// A number with a point and without separators. None where thousands aren't parted as they are anywhere.
fn plain(number: &str, sign: DecimalSign) -> Option<String> {
    let (whole, part) = number.split_once(sign.as_char()).unwrap_or((number, ""));
    let mut groups = whole.split(['.', ',']);
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        // Thousands, or lakhs as in 12,34,567.
        if !(2..=3).contains(&group.len()) || first.is_empty() || first.len() > 3 {
            return None;
        }
        digits.push_str(group);
    }
    let is_whole = part.bytes().all(|byte| byte.is_ascii_digit());
    is_whole.then(|| if part.is_empty() { digits.clone() } else { format!("{digits}.{part}") })
}

/// Reads a probability: `40`, `40%`, `0.4`. Between 0 and 1 it's a share, above it's in hundredths; 1 is a share where `is_share` says so.
pub(super) fn probability(text: &str, is_share: bool) -> Result<f64, String> {
    let wrong = || format!("`{}` is no probability: write it like 40%", shown(text));
    let percent = text.strip_suffix('%').map(str::trim);
    let number: f64 = percent.unwrap_or(text).replace(',', ".").parse().map_err(|_| wrong())?;
    let share = if percent.is_none() && (is_share || (number > 0.0 && number < 1.0)) { number } else { number / 100.0 };
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;

    fn read(text: &str, sign: Option<DecimalSign>) -> Result<String, String> {
        amount(text, "USD".parse().ok(), sign).map(|money| money.to_string())
    }

    #[test]
    fn amounts_are_read_in_the_usual_forms() {
        for text in
            ["1234.5", "1,234.50", "1.234,50", "$1,234.50", "USD 1,234.50", "1 234,50", "1\u{a0}234,50", "1'234.50"]
        {
            assert_eq!(read(text, None).as_deref(), Ok("1234.50 USD"), "{text}");
        }
        assert_eq!(read("€ 1.234.567", None).unwrap(), "1234567.00 EUR");
        assert_eq!(read("12,34,567.00", None).unwrap(), "1234567.00 USD");
        assert_eq!(read("0", None).unwrap(), "0.00 USD");
        assert_eq!(read("0.125", None).unwrap(), "0.12 USD");
    }

    #[test]
    fn amounts_that_can_be_two_are_refused_until_somebody_says_which() {
        assert!(read("1,234", None).unwrap_err().contains("point or comma"));
        assert_eq!(read("1,234", Some(DecimalSign::Point)).unwrap(), "1234.00 USD");
        assert_eq!(read("1.234", Some(DecimalSign::Comma)).unwrap(), "1234.00 USD");
        assert_eq!(DecimalSign::of(["1,234", "5,500.00"].into_iter()), Some(DecimalSign::Point));
        assert_eq!(DecimalSign::of(["1,234", "5,500"].into_iter()), None);
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["", "-5", "(5.00)", "five", "1.2.3,4,5", "1,23.4,5", "=1+1", "12EURO", "1e5", ",", "1,2345.0"] {
            assert!(read(text, None).is_err(), "{text}");
        }
        assert!(amount("5", None, None).unwrap_err().contains("currency"));
    }

    #[test]
    fn probabilities_are_shares_or_hundredths() {
        assert_eq!(probability("40", false), Ok(0.4));
        assert_eq!(probability("40%", true), Ok(0.4));
        assert_eq!(probability("0.4", false), Ok(0.4));
        assert_eq!(probability("1", true), Ok(1.0));
        assert!(probability("140", false).is_err() && probability("NaN", false).is_err());
    }
}
