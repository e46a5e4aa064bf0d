//! How many events one sender may send.

use std::{
    net::IpAddr,
    num::NonZeroU32,
    sync::atomic::{AtomicUsize, Ordering},
};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Senders after which those who have sent nothing lately are forgotten.
const MANY: usize = 100_000;

/// Requests between two looks at how many senders there are.
const LOOK_EVERY: usize = 1_024;

/// Counts what senders send.
#[derive(Debug)]
pub(crate) struct Pace {
    limiter: DefaultKeyedRateLimiter<u128>,
    asked: AtomicUsize,
}

impl Pace {
    /// So many events a minute, and at once.
    pub(crate) fn new(events_a_minute: NonZeroU32) -> Self {
        Self { limiter: RateLimiter::keyed(Quota::per_minute(events_a_minute)), asked: AtomicUsize::new(0) }
    }

    /// Whether a sender may send so many events now.
    pub(crate) fn allows(&self, sender: IpAddr, events: usize) -> bool {
        if self.asked.fetch_add(1, Ordering::Relaxed).is_multiple_of(LOOK_EVERY) && self.limiter.len() > MANY {
            self.limiter.retain_recent();
            self.limiter.shrink_to_fit();
        }
        let events = u32::try_from(events).ok().and_then(NonZeroU32::new);
        // More at once than in a minute never passes.
        events.is_none_or(|events| matches!(self.limiter.check_key_n(&network(sender), events), Ok(Ok(()))))
    }
}

/// What one sender has for itself: an address, or the 64 bits of one that a network is given.
fn network(address: IpAddr) -> u128 {
    match address.to_canonical() {
        IpAddr::V4(address) => u128::from(address.to_bits()),
        IpAddr::V6(address) => address.to_bits() >> 64 << 64,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;

    #[test]
    fn each_sender_has_a_pace_of_its_own() {
        let pace = Pace::new(NonZeroU32::new(100).unwrap());
        let (one, other): (IpAddr, IpAddr) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        assert!(pace.allows(one, 100));
        assert!(!pace.allows(one, 10));
        assert!(pace.allows(other, 10));
        assert!(!pace.allows(other, 101));
        assert!(pace.allows(one, 0));
    }

    #[test]
    fn addresses_of_one_network_are_one_sender() {
        let pace = Pace::new(NonZeroU32::new(10).unwrap());
        assert!(pace.allows("2001:db8::1".parse().unwrap(), 10));
        assert!(!pace.allows("2001:db8::2".parse().unwrap(), 10));
        assert!(pace.allows("2001:db8:0:1::1".parse().unwrap(), 10));
    }
}
