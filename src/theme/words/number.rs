//! How numbers are written: whole parts grouped, without idle zeros.

/// A number with these separators and at most so many decimals. A minus sign is one, not a hyphen.
pub(super) fn write(number: f64, decimals: usize, group: &str, decimal: &str) -> String {
    let text = format!("{:.decimals$}", number.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push_str(group);
        }
        grouped.push(digit);
    }
    let fraction = fraction.trim_end_matches('0');
    let separator = if fraction.is_empty() { "" } else { decimal };
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let sign = if number < 0.0 && !is_zero { "−" } else { "" };
    format!("{sign}{grouped}{separator}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn numbers_are_grouped_and_end_without_idle_zeros() {
        let write = |number, decimals| write(number, decimals, ",", ".");
        assert_eq!(write(1_234_567.0, 0), "1,234,567");
        assert_eq!(write(12.50, 2), "12.5");
        assert_eq!(write(-3.0, 2), "−3");
        assert_eq!(write(-0.001, 2), "0");
        assert_eq!(write(1000.0, 0), "1,000");
    }
}
