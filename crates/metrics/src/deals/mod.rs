//! What documents have to do with deals: influence, value added, return, and how accounts engage with content.
//!
//! Deals are added one after the other, each with its touches in the order of their times, and not kept. What the documents' share of the
//! revenue is, is [`attribution`](crate::attribution)'s matter; whether deals with them are won more often, [`lift`](crate::lift)'s.

mod engagement;
mod influence;
mod value;

pub use engagement::{Engagement, EngagementFigures, MONTHS, Pace};
pub use influence::{Influence, InfluenceOfDocument};
pub use value::{Expectation, ValueAdded, ValueOfDocument, return_on_investment};

use crate::{Time, attribution::Touch};

/// Touches that count for a deal: those at most `lookback_ms` before it was decided, and none after. `touches` are in the order of their times.
///
/// ```
/// use fieldbook_metrics::{Time, attribution::Touch, deals::touches_within};
///
/// let touch = |day: i64| Touch { channel: 0, at: Time::from_millis(day * 86_400_000) };
/// let touches = [touch(1), touch(50), touch(99), touch(101)];
/// assert_eq!(touches_within(&touches, touch(100).at, 90 * 86_400_000), &touches[1..3]);
/// ```
pub fn touches_within(touches: &[Touch], decided: Time, lookback_ms: i64) -> &[Touch] {
    let begin = touches.partition_point(|touch| touch.at < decided.moved(-lookback_ms));
    let end = touches.partition_point(|touch| touch.at <= decided);
    touches.get(begin..end).unwrap_or_default()
}

/// Each touched document once, with the time of its first touch, by number.
fn first_touches(touches: &[Touch]) -> Vec<(u32, Time)> {
    let mut firsts: Vec<(u32, Time)> = touches.iter().map(|touch| (touch.channel, touch.at)).collect();
    firsts.sort_unstable();
    firsts.dedup_by_key(|(document, _)| *document);
    firsts
}

/// A place for a number in a list that grows.
fn place<T: Clone + Default>(list: &mut Vec<T>, number: u32) -> Option<&mut T> {
    let at = number as usize;
    if at >= list.len() {
        list.resize(at + 1, T::default());
    }
    list.get_mut(at)
}
