//! Charts as marks of an SVG: bars from zero, intervals with what lies in them, columns over time.
//!
//! Horizontal places are in per cent, so that charts grow with the page and words don't; vertical ones in pixels. Each row has its words above its
//! marks, and so there is room for both at any width. Nothing is said by colour alone: words stand at the marks.

use serde::Serialize;

/// What is left free at the ends of bars, for their words, in per cent.
const ROOM: f64 = 40.0;
/// Height of a row's words.
const WORDS: u32 = 20;
/// Height of a bar, and from one to the next.
const BAR: u32 = 14;
const STEP: u32 = 18;
/// Between rows.
const GAP: u32 = 12;
/// Height of the largest column, and of what stands above and below it.
const COLUMN: f64 = 96.0;
const ABOVE: f64 = 18.0;
const BELOW: f64 = 36.0;
/// Signs of a row's words at most: as many as fit on a phone.
const SIGNS: usize = 40;

/// A chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    /// All of it in words, for those who don't see it.
    pub description: String,
    /// Its height in pixels.
    pub height: u32,
    /// What is drawn, in this order.
    pub marks: Vec<Mark>,
}

/// Something that is drawn. Places from the left are like `12.5%`, others in pixels.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub enum Mark {
    /// A bar.
    Rect {
        /// What it stands for: `bar`, `bar-other` or `track`.
        class: &'static str,
        /// Left end.
        x: String,
        /// Upper edge.
        y: u32,
        /// How wide.
        width: String,
        /// How high.
        height: u32,
    },
    /// A line.
    Line {
        /// What it stands for: `zero` or `interval`.
        class: &'static str,
        /// Where it begins.
        x1: String,
        /// Where it ends.
        x2: String,
        /// Its upper end.
        y1: u32,
        /// Its lower end.
        y2: u32,
    },
    /// A point.
    Dot {
        /// Where.
        x: String,
        /// How far down.
        y: u32,
    },
    /// Words.
    Words {
        /// Which: `label`, `value` or `tick`.
        class: &'static str,
        /// Where.
        x: String,
        /// Moved by so many pixels.
        dx: i32,
        /// Their baseline.
        y: u32,
        /// `start`, `middle` or `end`.
        anchor: &'static str,
        /// What they say.
        text: String,
    },
}

/// Words above, and bars under them.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) label: String,
    pub(super) bars: Vec<Bar>,
}

/// A bar.
#[derive(Clone, Debug)]
pub(super) struct Bar {
    pub(super) amount: f64,
    /// Of how much; drawn behind the bar.
    pub(super) of: Option<f64>,
    /// What stands at its end.
    pub(super) text: String,
}

impl Row {
    /// A row with one bar.
    pub(super) fn new(label: &str, amount: f64, text: String) -> Self {
        Self { label: label.to_owned(), bars: vec![Bar { amount, of: None, text }] }
    }

    /// A row with one bar, of so much.
    pub(super) fn of(label: &str, (amount, of): (f64, f64), text: String) -> Self {
        Self { label: label.to_owned(), bars: vec![Bar { amount, of: Some(of), text }] }
    }
}

/// Words above, and an interval under them.
#[derive(Clone, Debug)]
pub(super) struct Interval {
    pub(super) label: String,
    /// What it says, in words.
    pub(super) text: String,
    pub(super) lower: f64,
    pub(super) upper: f64,
    pub(super) points: Vec<f64>,
}

/// A column, with what stands under it; `under` only where it's another one than before.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// None where the group is too small.
    pub(super) amount: Option<f64>,
    pub(super) text: String,
    pub(super) tick: String,
    pub(super) under: String,
}

/// Bars from zero, row by row. `None` without any.
pub(super) fn bars(rows: &[Row]) -> Option<Chart> {
    let all = || rows.iter().flat_map(|row| &row.bars);
    let scale = Scale::of(all().flat_map(|bar| [bar.amount, bar.of.unwrap_or(0.0)]).chain([0.0]), ROOM);
    let zero = scale.place(0.0);
    let (mut marks, mut y) = (Vec::new(), 0);
    for row in rows {
        marks.push(label(&row.label, y));
        y += WORDS;
        let begin = y;
        for (number, bar) in row.bars.iter().enumerate() {
            if let Some(of) = bar.of {
                marks.push(rect("track", zero, scale.place(of), y));
            }
            marks.push(rect(if number == 0 { "bar" } else { "bar-other" }, zero, scale.place(bar.amount), y));
            let end = scale.place(bar.amount).max(scale.place(bar.of.unwrap_or(0.0))).max(zero);
            marks.push(words("value", (percent(end), 6), y + BAR - 3, "start", &bar.text));
            y += STEP;
        }
        // Not through the words.
        marks.push(Mark::Line { class: "zero", x1: percent(zero), x2: percent(zero), y1: begin - 2, y2: y });
        y += GAP;
    }
    let height = y.saturating_sub(GAP);
    let said = rows.iter().map(|row| {
        let bars = row.bars.iter().map(|bar| bar.text.as_str()).collect::<Vec<_>>();
        format!("{}: {}", row.label, bars.join(", "))
    });
    let description = said.collect::<Vec<_>>().join("; ");
    (!rows.is_empty()).then_some(Chart { description, height, marks })
}

/// Intervals on one scale, which has zero on it. `None` without any.
pub(super) fn intervals(rows: &[Interval]) -> Option<Chart> {
    const ROW: u32 = 2 * WORDS + STEP;
    let scale = Scale::of(rows.iter().flat_map(|row| [row.lower, row.upper]).chain([0.0]), 0.0);
    let height = u32::try_from(rows.len()).unwrap_or(0) * (ROW + GAP);
    let zero = percent(scale.place(0.0));
    let mut marks = Vec::new();
    for (number, row) in (0..).zip(rows) {
        let y = number * (ROW + GAP);
        marks.push(label(&row.label, y));
        marks.push(words("value", (percent(0.0), 0), y + 2 * WORDS - 6, "start", &row.text));
        let middle = y + 2 * WORDS + BAR / 2;
        let (x1, x2) = (zero.clone(), zero.clone());
        marks.push(Mark::Line { class: "zero", x1, x2, y1: middle - 10, y2: middle + 10 });
        let [x1, x2] = [row.lower, row.upper].map(|end| percent(scale.place(end)));
        marks.push(Mark::Line { class: "interval", x1, x2, y1: middle, y2: middle });
        for end in [row.lower, row.upper] {
            let x = percent(scale.place(end));
            marks.push(Mark::Line { class: "interval", x1: x.clone(), x2: x, y1: middle - 5, y2: middle + 5 });
        }
        marks.extend(row.points.iter().map(|point| Mark::Dot { x: percent(scale.place(*point)), y: middle }));
    }
    let said = rows.iter().map(|row| format!("{}: {}", row.label, row.text));
    let description = said.collect::<Vec<_>>().join("; ");
    (!rows.is_empty()).then_some(Chart { description, height, marks })
}

/// Columns from zero. The highest and the last one have their amounts above them. `None` without any.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "few columns, and heights of some pixels"
)]
pub(super) fn columns(columns: &[Column]) -> Option<Chart> {
    let highest = columns.iter().filter_map(|column| column.amount).fold(0.0, f64::max);
    let peak = columns.iter().position(|column| column.amount.is_some_and(|amount| amount >= highest));
    let width = 100.0 / columns.len().max(1) as f64;
    let base = (ABOVE + COLUMN) as u32;
    let mut marks = vec![Mark::Line { class: "zero", x1: percent(0.0), x2: percent(100.0), y1: base, y2: base }];
    let mut before = "";
    for (number, column) in columns.iter().enumerate() {
        let (left, middle) = (number as f64 * width, (number as f64 + 0.5) * width);
        let height = column.amount.filter(|_| highest > 0.0).map_or(0.0, |amount| amount / highest * COLUMN) as u32;
        let y = base - height;
        let (x, wide) = (percent(left + width * 0.12), percent(width * 0.76));
        marks.push(Mark::Rect { class: "bar", x, y, width: wide, height });
        if Some(number) == peak || number + 1 == columns.len() {
            let anchor = if number == 0 {
                "start"
            } else if number + 1 == columns.len() {
                "end"
            } else {
                "middle"
            };
            let x = match anchor {
                "start" => left,
                "end" => left + width,
                _ => middle,
            };
            marks.push(words("value", (percent(x), 0), y - 5, anchor, &column.text));
        }
        marks.push(words("tick", (percent(middle), 0), base + 15, "middle", &column.tick));
        if column.under != before {
            before = &column.under;
            marks.push(words("tick", (percent(left), 0), base + 30, "start", &column.under));
        }
    }
    let said = columns.iter().filter(|column| column.amount.is_some());
    let said = said.map(|column| format!("{}-{}: {}", column.under, column.tick, column.text));
    let description = said.collect::<Vec<_>>().join("; ");
    (!columns.is_empty()).then_some(Chart { description, height: (ABOVE + COLUMN + BELOW) as u32, marks })
}

fn label(text: &str, y: u32) -> Mark {
    words("label", (percent(0.0), 0), y + 14, "start", &shortened(text))
}

fn words(class: &'static str, (x, dx): (String, i32), y: u32, anchor: &'static str, text: &str) -> Mark {
    Mark::Words { class, x, dx, y, anchor, text: text.to_owned() }
}

fn rect(class: &'static str, from: f64, to: f64, y: u32) -> Mark {
    Mark::Rect { class, x: percent(from.min(to)), y, width: percent((to - from).abs()), height: BAR }
}

/// What fits on a phone; the table beside the chart has all of it.
fn shortened(text: &str) -> String {
    if text.chars().count() <= SIGNS {
        return text.to_owned();
    }
    let cut: String = text.chars().take(SIGNS - 1).collect();
    format!("{}…", cut.trim_end())
}

/// Where amounts are, in per cent from the left.
struct Scale {
    lowest: f64,
    highest: f64,
    room: f64,
}

impl Scale {
    fn of(amounts: impl Iterator<Item = f64>, room: f64) -> Self {
        let (mut lowest, mut highest) = (0.0, 0.0);
        for amount in amounts.filter(|amount| amount.is_finite()) {
            (lowest, highest) = (f64::min(lowest, amount), f64::max(highest, amount));
        }
        Self { lowest, highest, room }
    }

    fn place(&self, amount: f64) -> f64 {
        let length = self.highest - self.lowest;
        let share = if length > 0.0 && length.is_finite() { (amount - self.lowest) / length } else { 0.0 };
        share.clamp(0.0, 1.0) * (100.0 - self.room)
    }
}

/// `12.5%`
fn percent(number: f64) -> String {
    let text = format!("{number:.2}");
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;

    fn spans(chart: &Chart, wanted: &str) -> Vec<(String, String)> {
        let rects = chart.marks.iter().filter_map(|mark| match mark {
            Mark::Rect { class, x, width, .. } if *class == wanted => Some((x.clone(), width.clone())),
            _ => None,
        });
        rects.collect()
    }

    fn span(x: &str, width: &str) -> (String, String) {
        (x.to_owned(), width.to_owned())
    }

    #[test]
    fn bars_begin_at_zero_and_leave_room_for_words() {
        let rows = [Row::of("a", (5.0, 20.0), "5 of 20".to_owned()), Row::new("b", 10.0, "10".to_owned())];
        let chart = bars(&rows).unwrap();
        assert_eq!(spans(&chart, "track"), [span("0%", "60%")]);
        assert_eq!(spans(&chart, "bar"), [span("0%", "15%"), span("0%", "30%")]);
    }

    #[test]
    fn negative_bars_go_to_the_left_of_zero() {
        let rows = [Row::new("a", -5.0, "−5".to_owned()), Row::new("b", 15.0, "15".to_owned())];
        let chart = bars(&rows).unwrap();
        assert_eq!(spans(&chart, "bar"), [span("0%", "15%"), span("15%", "45%")]);
    }

    #[test]
    fn intervals_have_zero_on_their_scale() {
        let interval = Interval {
            label: "a".repeat(60),
            text: "10 to 30".to_owned(),
            lower: 10.0,
            upper: 30.0,
            points: vec![20.0, f64::NAN],
        };
        let chart = intervals(&[interval]).unwrap();
        let is_zero = |mark: &Mark| matches!(mark, Mark::Line { class: "zero", x1, .. } if x1 == "0%");
        assert!(chart.marks.iter().any(is_zero));
        let is_whole = |mark: &Mark| matches!(mark, Mark::Line { x1, x2, .. } if x1 == "33.33%" && x2 == "100%");
        assert!(chart.marks.iter().any(is_whole));
        let is_short = |mark: &Mark| matches!(mark, Mark::Words { text, .. } if text.ends_with("a…"));
        assert!(chart.marks.iter().any(is_short));
    }

    #[test]
    fn columns_say_the_highest_and_the_last_amount() {
        let column = |amount: f64| Column {
            amount: Some(amount),
            text: amount.to_string(),
            tick: "1".to_owned(),
            under: "2026".to_owned(),
        };
        let chart = columns(&[column(1.0), column(4.0), column(0.0)]).unwrap();
        let said = |class: &str| {
            let texts = chart.marks.iter().filter_map(|mark| match mark {
                Mark::Words { class: known, text, .. } if *known == class => Some(text.as_str()),
                _ => None,
            });
            texts.collect::<Vec<_>>()
        };
        assert_eq!(said("value"), ["4", "0"]);
        assert_eq!(said("tick"), ["1", "2026", "1", "1"]);
        assert!(columns(&[]).is_none());
    }
}
