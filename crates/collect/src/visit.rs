//! What a request says of who sends it: whether that is a reader, and a reader who may be counted.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, header};

/// Why a request's events aren't looked at, though nothing is wrong with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeftOut {
    /// A program reads the page.
    Bot,
    /// The browser has fetched the page before anybody asked for it.
    Prefetch,
    /// The reader asked not to be counted, by Do-Not-Track or Global Privacy Control.
    AskedNotTo,
}

impl LeftOut {
    /// Its name, for counting.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Bot => "bot",
            Self::Prefetch => "prefetch",
            Self::AskedNotTo => "asked-not-to",
        }
    }

    /// Why these headers' request is left out, if it is.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let says = |name: &str, wanted: &str| text(headers, name).is_some_and(|value| value.contains(wanted));
        if says("dnt", "1") || says("sec-gpc", "1") {
            return Some(Self::AskedNotTo);
        }
        // <https://wicg.github.io/nav-speculation/prefetch.html#sec-purpose-header>, and what browsers said before.
        if says("sec-purpose", "prefetch") || says("purpose", "prefetch") || says("x-moz", "prefetch") {
            return Some(Self::Prefetch);
        }
        let agent = agent(headers);
        (agent.is_empty() || iscrawl::is_crawler(agent)).then_some(Self::Bot)
    }
}

/// What the browser calls itself.
pub(crate) fn agent(headers: &HeaderMap) -> &str {
    text(headers, header::USER_AGENT.as_str()).unwrap_or_default()
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Where a request comes from, beyond so many proxies that are ours. What is written further left in `X-Forwarded-For` anybody can
/// have written.
pub(crate) fn address(headers: &HeaderMap, peer: SocketAddr, proxies: usize) -> IpAddr {
    let Some(last) = proxies.checked_sub(1) else { return peer.ip() };
    let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = forwarded.flat_map(|value| value.split(',')).map(str::trim).collect();
    hops.iter().rev().nth(last).and_then(|hop| hop.parse().ok()).unwrap_or_else(|| peer.ip())
}

/// Whether a page of that origin may send events: one of those that are named, or of the host that is asked where none is.
pub(crate) fn is_allowed(headers: &HeaderMap, allowed: &[String]) -> bool {
    let Some(origin) = text(headers, header::ORIGIN.as_str()) else { return false };
    if !allowed.is_empty() {
        return allowed.iter().any(|one| one == origin);
    }
    let host = text(headers, header::HOST.as_str());
    origin.split_once("://").is_some_and(|(_, name)| host == Some(name))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn programs_prefetches_and_who_asked_not_to_be_are_left_out() {
        assert_eq!(LeftOut::of(&headers(&[("user-agent", FIREFOX)])), None);
        let with = |name, value| LeftOut::of(&headers(&[("user-agent", FIREFOX), (name, value)]));
        assert_eq!(with("dnt", "1"), Some(LeftOut::AskedNotTo));
        assert_eq!(with("dnt", "0"), None);
        assert_eq!(with("sec-gpc", "1"), Some(LeftOut::AskedNotTo));
        assert_eq!(with("sec-purpose", "prefetch;prerender"), Some(LeftOut::Prefetch));
        for agent in ["", "curl/8.5.0", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"] {
            assert_eq!(LeftOut::of(&headers(&[("user-agent", agent)])), Some(LeftOut::Bot), "{agent}");
        }
        assert_eq!(LeftOut::of(&HeaderMap::new()), Some(LeftOut::Bot));
    }

    #[test]
    fn only_our_own_proxies_are_believed() {
        let peer: SocketAddr = "10.0.0.1:80".parse().unwrap();
        let forged = headers(&[("x-forwarded-for", "198.51.100.1, 192.0.2.7, 10.0.0.2")]);
        let seen = |proxies| address(&forged, peer, proxies).to_string();
        assert_eq!([seen(0), seen(1), seen(2), seen(9)], ["10.0.0.1", "10.0.0.2", "192.0.2.7", "10.0.0.1"]);
        assert_eq!(address(&headers(&[("x-forwarded-for", "nobody")]), peer, 1).to_string(), "10.0.0.1");
    }

    #[test]
    fn events_come_from_pages_that_are_named_or_from_the_same_host() {
        let from = |origin| headers(&[("origin", origin), ("host", "field.example:8080")]);
        let named = ["https://field.example".to_owned()];
        assert!(is_allowed(&from("https://field.example"), &named));
        assert!(!is_allowed(&from("https://field.example.evil.example"), &named));
        assert!(!is_allowed(&from("null"), &named));
        assert!(!is_allowed(&headers(&[("host", "field.example")]), &named));
        assert!(is_allowed(&from("http://field.example:8080"), &[]));
        assert!(!is_allowed(&from("http://field.example"), &[]));
    }
}
