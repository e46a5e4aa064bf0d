//! Numbers for ids.

use std::collections::HashMap;

/// Gives ids numbers, from 0 in the order in which they come, so that what is added up by them takes little memory and time.
///
/// ```
/// let mut names = fieldbook_metrics::Names::default();
/// assert_eq!([names.number("rfp/x"), names.number("rfp/y"), names.number("rfp/x")], [0, 1, 0]);
/// assert_eq!(names.name(1), Some("rfp/y"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Names {
    numbers: HashMap<String, u32>,
    names: Vec<String>,
}

impl Names {
    /// An id's number. After four thousand million ids all further ones share the last number.
    pub fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.numbers.insert(name.to_owned(), number);
        self.names.push(name.to_owned());
        number
    }

    /// The number of an id that has one.
    pub fn known(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    /// The id that has a number.
    pub fn name(&self, number: u32) -> Option<&str> {
        self.names.get(number as usize).map(String::as_str)
    }

    /// How many ids have numbers.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether none has.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}
