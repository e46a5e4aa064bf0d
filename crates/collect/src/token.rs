//! Who may read.

use std::fmt;

/// Opens what readers of figures may see. Its text is never kept, only its hash.
#[derive(Clone)]
pub struct Token(blake3::Hash);

/// Bytes that a token must have at least: whoever can try them all needs no token.
const LEAST: usize = 16;

impl Token {
    /// A token of a text; `None` where it is too short to keep anybody out.
    pub fn new(text: &str) -> Option<Self> {
        (text.len() >= LEAST).then(|| Self(blake3::hash(text.as_bytes())))
    }

    /// Whether a request's `Authorization` names this token. Hashes are compared in constant time.
    pub fn is_named_by(&self, authorization: Option<&str>) -> bool {
        let named = authorization.and_then(|text| text.strip_prefix("Bearer "));
        named.is_some_and(|text| blake3::hash(text.trim().as_bytes()) == self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;

    #[test]
    fn only_the_same_text_opens() {
        let token = Token::new("correct horse battery").unwrap();
        assert!(token.is_named_by(Some("Bearer correct horse battery")));
        for other in [None, Some(""), Some("Bearer "), Some("correct horse battery"), Some("Bearer correct horse")] {
            assert!(!token.is_named_by(other), "{other:?}");
        }
        assert!(Token::new("short").is_none());
    }
}
