//! A call to stop, for work that is done beside something else.

use std::{
    sync::{Condvar, Mutex, PoisonError},
    time::Duration,
};

/// Called once; whoever works looks now and then whether it was.
#[derive(Debug, Default)]
pub(super) struct Halt {
    is_called: Mutex<bool>,
    call: Condvar,
}

impl Halt {
    /// Calls off the work.
    pub(super) fn call(&self) {
        *self.is_called.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.call.notify_all();
    }

    /// Whether it was called off.
    pub(super) fn is_called(&self) -> bool {
        *self.is_called.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for so long, or until it is called off; says whether it was.
    pub(super) fn wait(&self, time: Duration) -> bool {
        let is_called = self.is_called.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.call.wait_timeout_while(is_called, time, |is_called| !*is_called);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_ends_when_the_work_is_called_off() {
        let halt = Halt::default();
        assert!(!halt.wait(Duration::from_millis(1)));
        std::thread::scope(|scope| {
            scope.spawn(|| halt.call());
            assert!(halt.wait(Duration::from_mins(1)));
        });
        assert!(halt.is_called());
    }
}
