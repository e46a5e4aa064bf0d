//! Amounts of money: exact, and never of two currencies in one sum without saying so.
//!
//! An amount is a whole number of its currency's smallest units. Sums keep currencies apart ([`Amounts`]); they become one amount by rates that the
//! library declares ([`Rates::in_one`]), and where a rate is missing they stay apart.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A currency, by its code of three letters (ISO 4217).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// Currencies whose smallest unit isn't a hundredth (ISO 4217, list one).
const WITHOUT_PARTS: [&[u8; 3]; 16] = [
    b"BIF", b"CLP", b"DJF", b"GNF", b"ISK", b"JPY", b"KMF", b"KRW", b"PYG", b"RWF", b"UGX", b"UYI", b"VND", b"VUV",
    b"XAF", b"XOF",
];
const BY_THOUSANDS: [&[u8; 3]; 7] = [b"BHD", b"IQD", b"JOD", b"KWD", b"LYD", b"OMR", b"TND"];

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");

    /// How many digits come after the point: 2 for most.
    pub fn digits(self) -> u32 {
        if WITHOUT_PARTS.contains(&&self.0) || self.0 == *b"XPF" {
            0
        } else if BY_THOUSANDS.contains(&&self.0) {
            3
        } else {
            2
        }
    }

    /// The code.
    pub fn code(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// What is wrong with an amount, a rate or a code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// No code of a currency.
    #[error("`{0}` is no code of a currency: it has three letters, like `EUR`")]
    Currency(String),
    /// No decimal number, or one with more digits than there can be.
    #[error("`{0}` is no decimal number, like `1250.50`")]
    Number(String),
    /// More than can be counted.
    #[error("`{0}` is more than can be reckoned with")]
    TooLarge(String),
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(code: &str) -> Result<Self, MoneyError> {
        let upper = code.trim().to_ascii_uppercase();
        match upper.as_bytes() {
            [a, b, c] if [a, b, c].iter().all(|byte| byte.is_ascii_uppercase()) => Ok(Self([*a, *b, *c])),
            _ => Err(MoneyError::Currency(code.chars().take(20).collect())),
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = MoneyError;

    fn try_from(code: String) -> Result<Self, MoneyError> {
        code.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

/// An amount.
///
/// ```
/// use fieldbook_metrics::money::Money;
///
/// let eur = "EUR".parse().unwrap();
/// assert_eq!(Money::parse("1250.5", eur).unwrap(), Money { minor: 125_050, currency: eur });
/// assert_eq!(Money::parse("-0.05", eur).unwrap().to_string(), "-0.05 EUR");
/// assert_eq!(Money::parse("1500", "JPY".parse().unwrap()).unwrap().to_string(), "1500 JPY");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Money {
    /// In the currency's smallest unit.
    pub minor: i64,
    /// Of which currency.
    pub currency: Currency,
}

impl Money {
    /// An amount of a decimal number with a point and no separators; digits beyond the smallest unit are rounded, half to even.
    pub fn parse(number: &str, currency: Currency) -> Result<Self, MoneyError> {
        let decimal: Decimal = number.parse()?;
        let minor = decimal.scaled(currency.digits()).and_then(|minor| i64::try_from(minor).ok());
        let minor = minor.ok_or_else(|| MoneyError::TooLarge(number.to_owned()))?;
        Ok(Self { minor, currency })
    }

    /// The amount in the currency's main unit, for what needn't be exact.
    #[expect(clippy::cast_precision_loss, reason = "asked for")]
    pub fn to_f64(self) -> f64 {
        self.minor as f64 / 10f64.powi(self.currency.digits().cast_signed())
    }
}

impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.currency.digits();
        let unit = 10u64.pow(digits);
        let (whole, part) = (self.minor.unsigned_abs() / unit, self.minor.unsigned_abs() % unit);
        let sign = if self.minor < 0 { "-" } else { "" };
        match digits {
            0 => write!(formatter, "{sign}{whole} {}", self.currency),
            _ => write!(formatter, "{sign}{whole}.{part:0width$} {}", self.currency, width = digits as usize),
        }
    }
}

/// An exact decimal number: `units` ÷ 10^`scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Decimal {
    units: i128,
    scale: u32,
}

/// Most digits of a number that is read: what 64 bits hold.
const MOST_DIGITS: usize = 18;

impl Decimal {
    /// In units of 10^−digits, half to even.
    fn scaled(self, digits: u32) -> Option<i128> {
        match digits.checked_sub(self.scale) {
            Some(more) => self.units.checked_mul(10i128.checked_pow(more)?),
            None => Some(half_even(self.units, 10i128.checked_pow(self.scale - digits)?)),
        }
    }
}

impl FromStr for Decimal {
    type Err = MoneyError;

    fn from_str(number: &str) -> Result<Self, MoneyError> {
        let wrong = || MoneyError::Number(number.chars().take(40).collect());
        let unsigned = number.strip_prefix(['-', '+']).unwrap_or(number);
        let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let digits = [whole, part].concat();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong());
        }
        if digits.trim_start_matches('0').len() > MOST_DIGITS || part.len() > MOST_DIGITS {
            return Err(MoneyError::TooLarge(number.chars().take(40).collect()));
        }
        let units: i128 = digits.parse().map_err(|_| wrong())?;
        let scale = u32::try_from(part.len()).map_err(|_| wrong())?;
        Ok(Self { units: if number.starts_with('-') { -units } else { units }, scale })
    }
}

/// A quotient, rounded to the nearest whole number, half to even. The divisor is above 0.
fn half_even(number: i128, divisor: i128) -> i128 {
    let (quotient, rest) = (number.div_euclid(divisor), number.rem_euclid(divisor));
    let is_up = match (rest * 2).cmp(&divisor) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => quotient % 2 != 0,
        std::cmp::Ordering::Greater => true,
    };
    quotient + i128::from(is_up)
}

/// Sums by currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amounts(BTreeMap<Currency, i128>);

impl Amounts {
    /// Adds an amount.
    pub fn add(&mut self, money: Money) {
        *self.0.entry(money.currency).or_default() += i128::from(money.minor);
    }

    /// Adds all of another sum.
    pub fn add_all(&mut self, other: &Self) {
        for (currency, minor) in &other.0 {
            *self.0.entry(*currency).or_default() += minor;
        }
    }

    /// The sums, in the order of codes; at the end of what can be counted where a sum is beyond it.
    pub fn iter(&self) -> impl Iterator<Item = Money> {
        self.0.iter().map(|(currency, minor)| Money { minor: saturated(*minor), currency: *currency })
    }

    /// All of them in words: `1000.00 EUR + 500 JPY`. None where there is nothing.
    pub fn in_words(&self) -> Option<String> {
        let amounts: Vec<String> = self.iter().map(|money| money.to_string()).collect();
        (!amounts.is_empty()).then(|| amounts.join(" + "))
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Money> for Amounts {
    fn from_iter<T: IntoIterator<Item = Money>>(amounts: T) -> Self {
        let mut sums = Self::default();
        for money in amounts {
            sums.add(money);
        }
        sums
    }
}

impl Serialize for Amounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Amounts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<Money>::deserialize(deserializer).map(Self::from_iter)
    }
}

fn saturated(minor: i128) -> i64 {
    i64::try_from(minor).unwrap_or(if minor < 0 { i64::MIN } else { i64::MAX })
}

/// What other currencies are worth in the one that reports are in, as the library declares it.
///
/// ```
/// use fieldbook_metrics::money::{Amounts, Currency, Money, Rates};
///
/// let [eur, usd, jpy]: [Currency; 3] = ["EUR", "USD", "JPY"].map(|code| code.parse().unwrap());
/// let mut rates = Rates::new(eur);
/// rates.declare(usd, "0.925").unwrap();
/// let mut sum: Amounts = [Money { minor: 10_000, currency: eur }, Money { minor: 20_001, currency: usd }].into_iter().collect();
/// // 100.00 EUR + 200.01 USD × 0.925 = 285.00925 EUR
/// assert_eq!(rates.in_one(&sum), Some(Money { minor: 28_501, currency: eur }));
/// // Without a rate for yen there is no one amount.
/// sum.add(Money { minor: 500, currency: jpy });
/// assert_eq!(rates.in_one(&sum), None);
/// ```
#[derive(Clone, Debug)]
pub struct Rates {
    currency: Currency,
    worth: BTreeMap<Currency, Decimal>,
}

impl Rates {
    /// No rates: only amounts of this currency are known.
    pub fn new(currency: Currency) -> Self {
        Self { currency, worth: BTreeMap::new() }
    }

    /// The currency that amounts are converted to.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// Says what one main unit of another currency is worth.
    pub fn declare(&mut self, other: Currency, worth: &str) -> Result<(), MoneyError> {
        let rate: Decimal = worth.parse()?;
        if rate.units <= 0 {
            return Err(MoneyError::Number(worth.to_owned()));
        }
        self.worth.insert(other, rate);
        Ok(())
    }

    /// An amount in the reports' currency, rounded half to even. None where there is no rate.
    pub fn convert(&self, money: Money) -> Option<Money> {
        self.converted(i128::from(money.minor), money.currency).map(|minor| self.money(minor))
    }

    /// A sum in the reports' currency: each currency's sum is converted and rounded. None where a rate is missing, or it's too large.
    pub fn in_one(&self, amounts: &Amounts) -> Option<Money> {
        let mut sum = 0i128;
        for (currency, minor) in &amounts.0 {
            sum = sum.checked_add(self.converted(*minor, *currency)?)?;
        }
        i64::try_from(sum).ok().map(|minor| Money { minor, currency: self.currency })
    }

    fn money(&self, minor: i128) -> Money {
        Money { minor: saturated(minor), currency: self.currency }
    }

    fn converted(&self, minor: i128, currency: Currency) -> Option<i128> {
        if currency == self.currency {
            return Some(minor);
        }
        let rate = self.worth.get(&currency)?;
        let product = Decimal { units: minor.checked_mul(rate.units)?, scale: rate.scale + currency.digits() };
        product.scaled(self.currency.digits())
    }
}

/// Shares out an amount in whole units, so that the parts sum to it exactly: each gets its share rounded down, and what remains goes, one unit each,
/// to those that lost most by that; among equals to the first (the method of the largest remainder).
///
/// ```
/// assert_eq!(fieldbook_metrics::money::shared_out(100, &[1.0, 1.0, 1.0]), [34, 33, 33]);
/// ```
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "what rounding leaves is shared out")]
pub fn shared_out(minor: i64, shares: &[f64]) -> Vec<i64> {
    let all: f64 = shares.iter().sum();
    if all <= 0.0 || !all.is_finite() {
        return vec![0; shares.len()];
    }
    let exact: Vec<f64> = shares.iter().map(|share| minor as f64 * (share / all)).collect();
    let mut parts: Vec<i64> = exact.iter().map(|exact| exact.floor() as i64).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    let lost = |at: &usize| exact.get(*at).map_or(0.0, |exact| exact - exact.floor());
    order.sort_by(|left, right| lost(right).total_cmp(&lost(left)));
    let given: i128 = parts.iter().copied().map(i128::from).sum();
    let mut rest = i128::from(minor) - given;
    // Mostly one round; more only where floating point was off by more than the number of parts.
    while rest != 0 {
        let step = rest.signum();
        for at in &order {
            if rest == 0 {
                break;
            }
            if let Some(part) = parts.get_mut(*at) {
                *part = part.saturating_add(if step > 0 { 1 } else { -1 });
            }
            rest -= step;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn money(number: &str, currency: &str) -> Result<String, MoneyError> {
        Ok(Money::parse(number, currency.parse()?)?.to_string())
    }

    #[test]
    fn amounts_are_exact() {
        assert_eq!(money("0.10", "usd").unwrap(), "0.10 USD");
        assert_eq!(money("-1234567.89", "EUR").unwrap(), "-1234567.89 EUR");
        assert_eq!(money("1.2345", "KWD").unwrap(), "1.234 KWD", "half to even");
        assert_eq!(money("1.2355", "KWD").unwrap(), "1.236 KWD");
        assert_eq!(money("2.5", "JPY").unwrap(), "2 JPY");
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for number in
            ["", "-", ".", "1,5", "1e5", "abc", "١", "1.2.3", "--1", "99999999999999999999", "999999999999999999"]
        {
            assert!(money(number, "EUR").is_err(), "{number}");
        }
        assert!(money("1", "EURO").is_err());
        assert!(money("1", "€").is_err());
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole(minor in -1_000_000_000_000i64..1_000_000_000_000, shares in vec(0.0f64..10.0, 1..200)) {
            let parts = shared_out(minor, &shares);
            let expected = if shares.iter().sum::<f64>() > 0.0 { minor } else { 0 };
            prop_assert_eq!(parts.iter().sum::<i64>(), expected);
        }

        #[test]
        fn any_text_is_an_amount_or_refused(text in ".{0,30}") {
            let _ = Money::parse(&text, "EUR".parse().unwrap());
        }
    }
}
