//! How far words are from one another by the letters that somebody got wrong.
//!
//! One mistake is a letter too many, one too few, a wrong one, or two that changed places. The first letter is taken
//! for right (it seldom is wrong, and half of a dictionary would have to be read otherwise), and so are digits: `27001`
//! is no misspelling of `27002`.

/// Letters that a word must have for one letter to be wrong, and for two.
const LETTERS: [usize; 2] = [4, 8];

/// Most mistakes that are looked for, where anything is better than nothing.
const MOST: usize = 3;

/// A typed word, to be compared with many others.
#[derive(Debug)]
pub(crate) struct Spelling {
    letters: Vec<char>,
    /// Which letters it has, each as a bit; several share one.
    mask: u64,
    /// Whether it may go on.
    open: bool,
    most: usize,
}

impl Spelling {
    /// For a word that is to be corrected; `None` for one that is too short for that.
    pub(crate) fn new(word: &str, open: bool) -> Option<Self> {
        Self::with_allowance(word, open, 0)
    }

    /// For a word that is like nothing: one mistake more than a correction may have.
    pub(crate) fn lenient(word: &str, open: bool) -> Option<Self> {
        Self::with_allowance(word, open, 1)
    }

    fn with_allowance(word: &str, open: bool, more: usize) -> Option<Self> {
        let letters: Vec<char> = word.chars().collect();
        let most = LETTERS.iter().filter(|least| letters.len() >= **least).count();
        let has_letters = letters.iter().any(|letter| !letter.is_numeric());
        (most > 0 && has_letters).then(|| Self { mask: mask(word), letters, open, most: (most + more).min(MOST) })
    }

    /// What all words begin with that come into question.
    pub(crate) fn beginning(&self) -> String {
        self.letters.first().map(char::to_string).unwrap_or_default()
    }

    /// How many letters an open word would have to be continued by to become the other, give or take its mistakes.
    pub(crate) fn rest(&self, other: &str) -> usize {
        if self.open { other.chars().count().saturating_sub(self.letters.len()) } else { 0 }
    }

    /// How many mistakes make the other word of it, at least one; `None` where there are too many, or none.
    pub(crate) fn mistakes(&self, other: &str) -> Option<usize> {
        // Each mistake takes at most one letter away: this spares most words the reckoning below.
        if (self.mask & !mask(other)).count_ones() as usize > self.most || other.len() + MOST < self.letters.len() {
            return None;
        }
        let other: Vec<char> = other.chars().collect();
        if other.first() != self.letters.first() || (!self.open && other.len() > self.letters.len() + self.most) {
            return None;
        }
        let (mistakes, length) = self.distance(&other);
        let is_alike = (1..=self.most).contains(&mistakes) && digits(&self.letters).eq(digits(&other[..length]));
        is_alike.then_some(mistakes)
    }

    /// The least mistakes between the word and the other, or, where the word is open, one of the other's beginnings; and
    /// how long that beginning is. It is the distance of optimal string alignment, row by row.
    fn distance(&self, other: &[char]) -> (usize, usize) {
        let width = self.letters.len();
        let mut before: Vec<usize> = Vec::new();
        let mut above: Vec<usize> = (0..=width).collect();
        let mut best = (width, 0);
        for (at, letter) in other.iter().enumerate() {
            let mut row = vec![at + 1];
            for (place, typed) in self.letters.iter().enumerate() {
                let wrong = above[place] + usize::from(typed != letter);
                let mut least = wrong.min(above[place + 1] + 1).min(row[place] + 1);
                if at > 0 && place > 0 && *letter == self.letters[place - 1] && other[at - 1] == *typed {
                    least = least.min(before[place - 1] + 1);
                }
                row.push(least);
            }
            if row[width] < best.0 || !self.open {
                best = (row[width], at + 1);
            }
            before = std::mem::replace(&mut above, row);
        }
        best
    }
}

fn mask(word: &str) -> u64 {
    word.chars().fold(0, |mask, letter| mask | 1 << (u32::from(letter) % 64))
}

fn digits(letters: &[char]) -> impl Iterator<Item = &char> {
    letters.iter().filter(|letter| letter.is_numeric())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mistakes(typed: &str, other: &str) -> Option<usize> {
        Spelling::new(typed, false)?.mistakes(other)
    }

    #[test]
    fn the_longer_a_word_the_more_of_its_letters_may_be_wrong() {
        assert_eq!(mistakes("cat", "car"), None);
        assert_eq!(mistakes("pric", "price"), Some(1));
        assert_eq!(mistakes("pricnig", "pricing"), Some(1), "two letters that changed places are one mistake");
        assert_eq!(mistakes("prcnig", "pricing"), None, "six letters are too few for two mistakes");
        assert_eq!(mistakes("encrpytoin", "encryption"), Some(2));
        assert_eq!(mistakes("encrpytoonn", "encryption"), None);
        assert_eq!(Spelling::lenient("prcnig", false).and_then(|it| it.mistakes("pricing")), Some(2));
    }

    #[test]
    fn the_first_letter_and_digits_are_taken_for_right() {
        assert_eq!(mistakes("bricing", "pricing"), None);
        assert_eq!(mistakes("rpicing", "pricing"), None);
        assert_eq!(mistakes("27001", "27002"), None);
        assert_eq!(mistakes("aes256", "aes265"), None);
        assert_eq!(mistakes("iso27001x", "iso27001"), Some(1));
    }

    #[test]
    fn a_word_that_goes_on_is_compared_with_beginnings() {
        let open = |other| Spelling::new("encrpt", true)?.mistakes(other);
        assert_eq!(open("encrypt"), Some(1));
        assert_eq!(open("encryption"), Some(1));
        assert_eq!(open("encore"), None);
        assert_eq!(mistakes("encrpt", "encryption"), None);
    }

    /// The definition, word for word and slowly.
    fn defined(one: &[char], other: &[char]) -> usize {
        let ([first, ones @ ..], [second, others @ ..]) = (one, other) else { return one.len().max(other.len()) };
        let changed = defined(ones, others) + usize::from(first != second);
        let mut least = changed.min(defined(ones, other) + 1).min(defined(one, others) + 1);
        if let ([a, b, rest @ ..], [c, d, remains @ ..]) = (one, other)
            && (a, b) == (d, c)
        {
            least = least.min(defined(rest, remains) + 1);
        }
        least
    }

    proptest! {
        #[test]
        fn mistakes_are_those_of_the_definition(typed in "a[ab1é]{3,7}", other in "[ab1é]{0,8}") {
            let (one, two): (Vec<char>, Vec<char>) = (typed.chars().collect(), other.chars().collect());
            let most = if one.len() >= 8 { 2 } else { 1 };
            let is_alike = two.first() == Some(&'a') && digits(&one).eq(digits(&two));
            let wanted = Some(defined(&one, &two)).filter(|found| is_alike && (1..=most).contains(found));
            prop_assert_eq!(mistakes(&typed, &other), wanted);
        }

        #[test]
        fn an_open_word_is_as_far_as_its_nearest_beginning(typed in "a[abc]{3,7}", other in "a[abc]{0,8}") {
            let (one, two): (Vec<char>, Vec<char>) = (typed.chars().collect(), other.chars().collect());
            let least = (0..=two.len()).map(|end| defined(&one, &two[..end])).min();
            let most = if one.len() >= 8 { 2 } else { 1 };
            let wanted = least.filter(|found| (1..=most).contains(found));
            prop_assert_eq!(Spelling::new(&typed, true).and_then(|open| open.mistakes(&other)), wanted);
        }
    }
}
