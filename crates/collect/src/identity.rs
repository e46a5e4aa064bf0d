//! Whose event it is, without knowing who that is.
//!
//! A session is a hash of the reader's address and browser with a salt that is new each day (UTC) and thrown away after it: within a day
//! the events of one reader belong together, beyond it nobody can tell, those who hold the store included.
//!
//! Where a company asks for it, readers' pages send the seller's id. Then that is what sessions are made of, with the same salts.
//!
//! At midnight a reader who is at it keeps the session: the last day's salt is known for one day more, and a session of it goes on for
//! as long as no [`PAUSE`] comes between its events.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use crate::store::{Salt, first_bytes};

/// Milliseconds of a day.
pub const DAY: i64 = 86_400_000;

/// Milliseconds without an event after which a reader has gone.
pub const PAUSE: i64 = 30 * 60_000;

/// Sessions whose last time is remembered at most around a midnight.
const MOST: usize = 500_000;

/// Who sends, as far as a request says.
#[derive(Clone, Copy, Debug)]
pub struct Sender<'a> {
    /// Where the request comes from.
    pub address: IpAddr,
    /// What the browser calls itself.
    pub agent: &'a str,
    /// The seller's id, where the company asks for it.
    pub seller: Option<&'a str>,
}

impl Sender<'_> {
    fn session(&self, salt: &Salt) -> i64 {
        let mut hasher = blake3::Hasher::new_keyed(salt);
        let network = self.address.to_string();
        let parts = self.seller.map_or([network.as_str(), self.agent], |seller| ["seller", seller]);
        for part in parts {
            // Its length tells where it ends.
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
        }
        i64::from_le_bytes(first_bytes(hasher.finalize().as_bytes()))
    }
}

/// The salts of a day and of the one before.
#[derive(Clone, Copy, Debug)]
pub struct Salts {
    /// The day, in days since 1970.
    pub day: i64,
    /// Its salt.
    pub now: Salt,
    /// That of the day before.
    pub before: Salt,
}

/// Tells sessions from each other.
#[derive(Debug)]
pub struct Identities {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    salts: Salts,
    /// When sessions were met that may go on after midnight, or do so.
    met: HashMap<i64, i64>,
}

impl Identities {
    /// With the salts of a day.
    pub fn new(salts: Salts) -> Self {
        Self { state: Mutex::new(State { salts, met: HashMap::new() }) }
    }

    /// The day that its salts are for.
    pub fn day(&self) -> i64 {
        self.lock().salts.day
    }

    /// Takes the salts of another day.
    pub fn turn(&self, salts: Salts) {
        self.lock().salts = salts;
    }

    /// The session of a sender at a time, in milliseconds since 1970.
    pub fn session(&self, sender: &Sender<'_>, now: i64) -> String {
        format!("{:016x}", self.number(sender, now))
    }

    fn number(&self, sender: &Sender<'_>, now: i64) -> i64 {
        let mut state = self.lock();
        let into_day = now.rem_euclid(DAY);
        let before = sender.session(&state.salts.before);
        if state.met.get(&before).is_some_and(|last| now - last < PAUSE) {
            state.met.insert(before, now);
            return before;
        }
        let session = sender.session(&state.salts.now);
        if into_day >= DAY - PAUSE {
            state.meet(session, now);
        }
        session
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn meet(&mut self, session: i64, now: i64) {
        if self.met.len() >= MOST {
            self.met.retain(|_, last| now - *last < PAUSE);
        }
        if self.met.len() < MOST {
            self.met.insert(session, now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIDNIGHT: i64 = 20_000 * DAY;

    fn reader(agent: &str) -> Sender<'_> {
        Sender { address: IpAddr::from([192, 0, 2, 7]), agent, seller: None }
    }

    fn of_day(day: i64) -> Identities {
        Identities::new(salts(day))
    }

    fn salts(day: i64) -> Salts {
        let salt = |day: i64| *blake3::hash(&day.to_le_bytes()).as_bytes();
        Salts { day, now: salt(day), before: salt(day - 1) }
    }

    #[test]
    fn readers_differ_within_a_day_and_are_nobody_the_day_after() {
        let identities = of_day(20_000);
        let first = identities.session(&reader("a"), MIDNIGHT + PAUSE);
        assert_eq!(identities.session(&reader("a"), MIDNIGHT + 5 * PAUSE), first);
        assert_ne!(identities.session(&reader("b"), MIDNIGHT + PAUSE), first);
        identities.turn(salts(20_001));
        assert_ne!(identities.session(&reader("a"), MIDNIGHT + DAY + PAUSE), first);
    }

    #[test]
    fn a_seller_is_one_wherever_they_are() {
        let identities = of_day(20_000);
        let of = |agent, seller| identities.session(&Sender { seller, ..reader(agent) }, MIDNIGHT + PAUSE);
        assert_eq!(of("a", Some("ada")), of("b", Some("ada")));
        assert_ne!(of("a", Some("ada")), of("a", Some("ben")));
    }

    #[test]
    fn who_is_at_it_at_midnight_keeps_the_session_until_a_pause() {
        let identities = of_day(19_999);
        let first = identities.session(&reader("a"), MIDNIGHT - 60_000);
        identities.turn(salts(20_000));
        assert_eq!(identities.session(&reader("a"), MIDNIGHT + 60_000), first);
        assert_eq!(identities.session(&reader("a"), MIDNIGHT + PAUSE), first);
        let after_a_pause = identities.session(&reader("a"), MIDNIGHT + 2 * PAUSE + 60_000);
        assert_ne!(after_a_pause, first);
        assert_eq!(identities.session(&reader("a"), MIDNIGHT + 2 * PAUSE + 120_000), after_a_pause);
    }
}
