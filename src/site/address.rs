//! Addresses: where things are in the published site.
//!
//! Links between pages are root-relative under the base path, so that they work from any page, also from the 404 page
//! that a server shows at any address.

use std::fmt::Write;

/// The site's own address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// `https://fieldbook.example`; absent where the library says no address.
    origin: Option<String>,
    /// `/` or `/path/`.
    path: String,
}

/// An address that no site can have.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no address of a site: it begins with `https://`, `http://` or `/`")]
pub struct BadBase(String);

impl Base {
    /// A site at the root of a host that isn't known.
    pub fn at_root() -> Self {
        Self { origin: None, path: "/".to_owned() }
    }

    /// Reads an address such as `https://example.com/handbook/`, or a bare path (`/handbook/`).
    pub fn parse(address: Option<&str>) -> Result<Self, BadBase> {
        let Some(address) = address else { return Ok(Self::at_root()) };
        let address = address.trim();
        let bad = || BadBase(address.to_owned());
        // A site has no query and no fragment of its own, and quotes in it could end attributes in a theme.
        if address.contains(['?', '#', '"', '\'', '<', '>', ' ', '\\']) {
            return Err(bad());
        }
        let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        let (origin, path) = match rest {
            Some(rest) => {
                let host = rest.find('/').unwrap_or(rest.len());
                if host == 0 {
                    return Err(bad());
                }
                let split = address.len() - rest.len() + host;
                (Some(address[..split].to_owned()), &address[split..])
            }
            None if address.starts_with('/') => (None, address),
            None => return Err(bad()),
        };
        let inner = path.trim_matches('/');
        let path = if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") };
        Ok(Self { origin, path })
    }

    /// `/` or `/path/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Address of the page in this folder of the site (`rfp/soc2`; nothing for the home page), for `href`.
    pub fn page(&self, folder: &str) -> String {
        let mut url = self.file(folder);
        if !folder.is_empty() {
            url.push('/');
        }
        url
    }

    /// Address of a file of the site, for `href`.
    pub fn file(&self, path: &str) -> String {
        let mut url = String::with_capacity(self.path.len() + path.len() + 1);
        url.push_str(&self.path);
        percent_encode(path, &mut url);
        url
    }

    /// The whole address of something whose root-relative address this is; `None` where the site's own is unknown.
    pub fn absolute(&self, url: &str) -> Option<String> {
        self.origin.as_ref().map(|origin| format!("{origin}{url}"))
    }

    /// The whole address of something whose root-relative address this is, as far as the site's own is known.
    pub fn whole(&self, url: &str) -> String {
        self.absolute(url).unwrap_or_else(|| url.to_owned())
    }
}

/// Encodes all that isn't unreserved in a path, `/` aside.
fn percent_encode(path: &str, url: &mut String) {
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/@!$()*+,;=:".contains(&byte) {
            url.push(char::from(byte));
        } else {
            // Writing to a string can't fail.
            let _ = write!(url, "%{byte:02X}");
        }
    }
}

/// A path for an address.
pub fn encoded(path: &str) -> String {
    let mut url = String::with_capacity(path.len());
    percent_encode(path, &mut url);
    url
}

/// A word or phrase as a part of an address: lower case, with hyphens for what is no letter or digit.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.ends_with('-') {
        slug.pop();
    }
    if slug.is_empty() { "-".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;

    #[test]
    fn a_base_may_be_an_address_or_a_path_with_or_without_slashes() {
        let at = |address: &str| Base::parse(Some(address)).unwrap().page("a/b");
        assert_eq!(at("https://example.com"), "/a/b/");
        assert_eq!(at("https://example.com/hand/book"), "/hand/book/a/b/");
        assert_eq!(at("/book"), "/book/a/b/");
        assert_eq!(at("/"), "/a/b/");
        assert_eq!(Base::parse(None).unwrap().page(""), "/");
        for bad in ["example.com", "ftp://x", "https://", "", "/a?b", "/\"x"] {
            assert!(Base::parse(Some(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_absolute_address_needs_an_origin() {
        let base = Base::parse(Some("https://example.com/book/")).unwrap();
        assert_eq!(base.absolute(&base.page("a")).unwrap(), "https://example.com/book/a/");
        assert_eq!(Base::parse(Some("/book/")).unwrap().absolute("/book/a/"), None);
    }

    #[test]
    fn addresses_are_percent_encoded() {
        let base = Base::parse(None).unwrap();
        assert_eq!(base.page("sales plays/50% off?"), "/sales%20plays/50%25%20off%3F/");
        assert_eq!(base.file("über.pdf"), "/%C3%BCber.pdf");
    }

    #[test]
    fn slugs_are_lower_case_words() {
        assert_eq!(slug("Jane Doe"), "jane-doe");
        assert_eq!(slug("jane@example.com"), "jane-example-com");
        assert_eq!(slug("  Q&A / Über "), "q-a-über");
        assert_eq!(slug("../.."), "-");
    }
}
