//! Two figures as bars from zero. Widths are in per cent, so that bars grow with the page and words don't; heights in pixels.

use serde::Serialize;

/// What is left free at the ends of bars, for their words.
const ROOM: f64 = 40.0;
/// Height of a bar.
const BAR: u32 = 18;
/// From one bar to the next.
const STEP: u32 = 22;

/// Two bars, one under the other.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// Before and after.
    pub bars: [Bar; 2],
    /// Where zero is (`12.5%`).
    pub zero: String,
    /// Height of all in pixels.
    pub height: u32,
}

/// A bar with its words.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// What it shows.
    pub text: String,
    /// Where it begins.
    pub x: String,
    /// How wide it is.
    pub width: String,
    /// Its upper edge in pixels.
    pub y: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Where its words are, beyond its end.
    pub text_x: String,
    /// The middle of its words in pixels.
    pub text_y: u32,
    /// Whether it goes from zero to the left.
    pub is_negative: bool,
}

impl Chart {
    /// The bars of two amounts, each with what it reads.
    pub fn new(amounts: [(f64, String); 2]) -> Self {
        let scale = Scale::of(amounts.each_ref().map(|(amount, _)| *amount));
        let mut y = 0;
        let bars = amounts.map(|(amount, text)| {
            let bar = scale.bar(amount, text, y);
            y += STEP;
            bar
        });
        Self { bars, zero: share(scale.place(0.0)), height: STEP + BAR }
    }
}

/// Where amounts are, in per cent from the left.
struct Scale {
    lowest: f64,
    highest: f64,
    left: f64,
    right: f64,
}

impl Scale {
    /// Zero is always on it, since a bar that doesn't begin there lies.
    fn of(amounts: [f64; 2]) -> Self {
        let lowest = amounts.into_iter().fold(0.0, f64::min);
        let highest = amounts.into_iter().fold(0.0, f64::max);
        let left = if lowest < 0.0 { ROOM } else { 0.0 };
        let right = if lowest < 0.0 && highest <= 0.0 { 100.0 } else { 100.0 - ROOM };
        Self { lowest, highest, left, right }
    }

    fn place(&self, amount: f64) -> f64 {
        let length = self.highest - self.lowest;
        // Halves first: the length of the largest amounts there are is no number any more.
        let share = if length.is_finite() {
            if length > 0.0 { (amount - self.lowest) / length } else { 0.0 }
        } else {
            (amount / 2.0 - self.lowest / 2.0) / (self.highest / 2.0 - self.lowest / 2.0)
        };
        self.left + share * (self.right - self.left)
    }

    fn bar(&self, amount: f64, text: String, y: u32) -> Bar {
        let (zero, end) = (self.place(0.0), self.place(amount));
        Bar {
            text,
            x: share(zero.min(end)),
            width: share((end - zero).abs()),
            y,
            height: BAR,
            text_x: share(end),
            text_y: y + BAR / 2,
            is_negative: amount < 0.0,
        }
    }
}

/// `12.5%`
fn share(percent: f64) -> String {
    let text = format!("{percent:.2}");
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, proptest};

    use super::*;

    fn chart(before: f64, after: f64) -> Chart {
        Chart::new([(before, "before".to_owned()), (after, "after".to_owned())])
    }

    fn spans(chart: &Chart) -> [(&str, &str); 2] {
        chart.bars.each_ref().map(|bar| (bar.x.as_str(), bar.width.as_str()))
    }

    #[test]
    fn bars_begin_at_zero_and_leave_room_for_words() {
        assert_eq!(spans(&chart(465.0, 12.0)), [("0%", "60%"), ("0%", "1.55%")]);
        assert_eq!(spans(&chart(0.0, 3.0)), [("0%", "0%"), ("0%", "60%")]);
        assert_eq!(spans(&chart(0.0, 0.0)), [("0%", "0%"), ("0%", "0%")]);
    }

    #[test]
    fn negative_amounts_go_to_the_left_of_zero() {
        let both = chart(-5.0, 15.0);
        assert_eq!((both.zero.as_str(), spans(&both)), ("45%", [("40%", "5%"), ("45%", "15%")]));
        assert!(both.bars[0].is_negative && both.bars[0].text_x == "40%");
        let losses = chart(-8.0, -2.0);
        assert_eq!((losses.zero.as_str(), spans(&losses)), ("100%", [("40%", "60%"), ("85%", "15%")]));
    }

    proptest! {
        #[test]
        fn bars_stay_within_and_are_as_long_as_their_amounts(before in -1e300..1e300_f64, after in -1e300..1e300_f64) {
            let chart = chart(before, after);
            let number = |share: &str| share.trim_end_matches('%').parse::<f64>().unwrap_or(f64::NAN);
            let [one, other] = chart.bars.each_ref().map(|bar| (number(&bar.x), number(&bar.width)));
            for (x, width) in [one, other] {
                prop_assert!(x >= 0.0 && width >= 0.0 && x + width <= 100.02, "{chart:?}");
            }
            if before.abs() > 0.0 {
                prop_assert!((other.1 / one.1 - (after / before).abs()).abs() < 0.1 + (after / before).abs() * 0.1 || one.1 < 1.0);
            }
        }
    }
}
