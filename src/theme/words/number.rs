//! How numbers are written: whole parts grouped, without idle zeros.

/// What stands between groups of three digits, and before decimals.
pub(super) struct Separators {
    pub(super) group: String,
    pub(super) decimal: String,
}

impl Separators {
    /// A number with at most so many decimals.
    pub(super) fn number(&self, number: f64, decimals: usize) -> String {
        let text = format!("{:.decimals$}", number.abs());
        let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        self.set(number < 0.0, text)
    }

    /// An amount of money: with cents only where there are any.
    pub(super) fn amount(&self, amount: f64) -> String {
        let cents = (amount.fract() * 100.0).round().abs() > 0.0;
        self.set(amount < 0.0, &format!("{:.*}", if cents { 2 } else { 0 }, amount.abs()))
    }

    /// Sets digits. A minus sign is one, not a hyphen.
    fn set(&self, is_negative: bool, text: &str) -> String {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let mut set = String::new();
        if is_negative && !text.bytes().all(|byte| matches!(byte, b'0' | b'.')) {
            set.push('−');
        }
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                set.push_str(&self.group);
            }
            set.push(digit);
        }
        if !fraction.is_empty() {
            set.push_str(&self.decimal);
            set.push_str(fraction);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::Separators;

    fn english() -> Separators {
        Separators { group: ",".to_owned(), decimal: ".".to_owned() }
    }

    #[test]
    fn numbers_are_grouped_and_end_without_idle_zeros() {
        let set = |number, decimals| english().number(number, decimals);
        assert_eq!(set(1_234_567.0, 0), "1,234,567");
        assert_eq!(set(12.50, 2), "12.5");
        assert_eq!(set(100.0, 2), "100");
        assert_eq!(set(-3.0, 2), "−3");
        assert_eq!(set(-0.001, 2), "0");
    }

    #[test]
    fn amounts_have_cents_or_none() {
        assert_eq!(english().amount(1200.0), "1,200");
        assert_eq!(english().amount(1234.5), "1,234.50");
    }
}
