//! `[usage]`: whether readers' pages tell somebody what they are used for, and whom.

use super::reader::Reader;
use crate::library::node::Table;

/// Whom readers' pages tell what they are used for. Without one they tell nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Where events are sent.
    pub endpoint: String,
    /// What is understood there.
    pub speaks: Speaks,
    /// What the site is called there; collectors of others need that.
    pub site: Option<String>,
}

/// What a collector understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaks {
    /// Batches of Fieldbook's own (`docs/usage-events.md`).
    Fieldbook,
    /// `/count` of GoatCounter.
    GoatCounter,
    /// Matomo's tracking API.
    Matomo,
    /// Plausible's events API.
    Plausible,
    /// Umami's `/api/send`.
    Umami,
}

impl Speaks {
    const ALL: [Self; 5] = [Self::Fieldbook, Self::GoatCounter, Self::Matomo, Self::Plausible, Self::Umami];

    /// Its name in `fieldbook.toml`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fieldbook => "fieldbook",
            Self::GoatCounter => "goatcounter",
            Self::Matomo => "matomo",
            Self::Plausible => "plausible",
            Self::Umami => "umami",
        }
    }

    /// Whether it must be told which site an event is of.
    const fn needs_site(self) -> bool {
        matches!(self, Self::Matomo | Self::Plausible | Self::Umami)
    }
}

impl Usage {
    /// A collector of Fieldbook's own at the site's own host.
    pub fn here() -> Self {
        Self { endpoint: "/events".to_owned(), speaks: Speaks::Fieldbook, site: None }
    }

    /// The origin that pages must be let send to; `None` where that is their own.
    pub fn origin(&self) -> Option<&str> {
        let (scheme, rest) = self.endpoint.split_once("://")?;
        let host = rest.split('/').next()?;
        self.endpoint.get(..scheme.len() + "://".len() + host.len())
    }
}

/// Reads `[usage]`.
pub(super) fn read(reader: &mut Reader, table: &Table) -> Option<Usage> {
    let table = reader.table(table, "usage")?;
    reader.only_keys(table, "[usage]", &["endpoint", "speaks", "site"]);
    let rule = "an address that begins with `https://`, or with `/` where the site's own host takes events";
    let endpoint = reader.text_that(table, "endpoint", rule, is_endpoint);
    let names = Speaks::ALL.map(Speaks::as_str).join(", ");
    let is_known = |name: &str| Speaks::ALL.iter().any(|one| one.as_str() == name);
    let speaks = reader.text_that(table, "speaks", &format!("one of {names}"), is_known);
    let speaks = Speaks::ALL.into_iter().find(|one| speaks.as_deref() == Some(one.as_str()));
    let speaks = speaks.unwrap_or(Speaks::Fieldbook);
    let site = reader.text(table, "site");
    let endpoint = endpoint?;
    if speaks.needs_site()
        && site.is_none()
        && let Some(node) = table.get("speaks")
    {
        let message = format!("{} must be told which site events are of", speaks.as_str());
        reader.bad_value(node, message, "add `site = \"…\"` with the id or domain that it knows the site by");
        return None;
    }
    Some(Usage { endpoint, speaks, site })
}

/// Events are not to be read on their way, but on this computer they go no way at all.
fn is_endpoint(text: &str) -> bool {
    let local = ["http://localhost", "http://127.0.0.1", "http://[::1]"];
    let is_local = local.iter().any(|host| text.strip_prefix(host).is_some_and(|rest| rest.starts_with([':', '/'])));
    let is_whole = text.starts_with("https://") || is_local || text.starts_with('/') && !text.starts_with("//");
    // These end what they stand in: a policy of the page, an attribute.
    is_whole && !text.contains(|sign: char| sign.is_whitespace() || sign.is_control() || ";,'\"<>\\".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_go_to_one_place_and_nowhere_else() {
        for fine in ["https://collect.example/events", "/events", "http://127.0.0.1:4180/events", "http://localhost/e"]
        {
            assert!(is_endpoint(fine), "{fine}");
        }
        for bad in [
            "http://collect.example",
            "//collect.example",
            "https://a; script-src *",
            "events",
            "http://localhost.evil.example",
            "javascript:alert(1)",
        ] {
            assert!(!is_endpoint(bad), "{bad}");
        }
        let at = |endpoint: &str| Usage { endpoint: endpoint.to_owned(), speaks: Speaks::Fieldbook, site: None };
        assert_eq!(at("https://collect.example:8443/a/b").origin(), Some("https://collect.example:8443"));
        assert_eq!(at("https://collect.example").origin(), Some("https://collect.example"));
        assert_eq!(at("/events").origin(), None);
    }
}
