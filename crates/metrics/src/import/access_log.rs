//! Access logs of web servers: the combined format of Apache and nginx, and JSON, a line each (Caddy, Traefik, nginx with a JSON format).
//!
//! A log tells that a page was asked for, not for how long it was read: its views have no visible time and are no qualified uses. Downloads are.

use serde_json::Value;

use super::{
    Imported, Site, dates,
    ids::Ids,
    shown, table,
    visits::{self, Action, Source, Visit},
};
use crate::{Time, event::Event};

/// What a line says.
struct Request {
    at: Time,
    address: String,
    method: String,
    path: String,
    status: u64,
    agent: String,
}

/// Reads a log; each line may be of either form.
///
/// Taken are requests of people (by their browser's name) that got a page or a file. Sessions are of an address and browser on a day; both only go into
/// hashes.
///
/// ```
/// use fieldbook_metrics::{event::Audience, import::{Ids, Page, Site, access_log::read}};
///
/// let page = |path: &str| path.strip_suffix('/').map(|path| Page::Document(path.trim_start_matches('/').to_owned()));
/// let site = Site { page: &page, audience: Audience::Internal };
/// let log = "203.0.113.9 - - [10/Oct/2026:13:55:36 +0200] \"GET /rfp/security/x/ HTTP/1.1\" 200 2326 \"-\" \"Mozilla/5.0 Firefox/140\"\n\
///     203.0.113.9 - - [10/Oct/2026:13:55:37 +0200] \"GET /app.css HTTP/1.1\" 200 99 \"-\" \"Mozilla/5.0 Firefox/140\"\n\
///     nonsense\n";
/// let imported = read(log.as_bytes(), &site, &mut Ids::new([7; 32]));
/// assert_eq!(imported.rows[0].document.as_deref(), Some("rfp/security/x"));
/// assert_eq!(imported.left_out["other addresses"], 1);
/// assert_eq!(imported.refused[0].line, 3);
/// // Again, it's the same events.
/// assert_eq!(read(log.as_bytes(), &site, &mut Ids::new([7; 32])).rows, imported.rows);
/// ```
pub fn read(bytes: &[u8], site: &Site, ids: &mut Ids) -> Imported<Event> {
    let text = table::decode(bytes);
    let mut imported = Imported::default();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let request = if line.starts_with('{') { json(line) } else { combined(line) };
        match request {
            Some(request) => add(&mut imported, (number, line), &request, &mut Source { site, ids }),
            None => imported.refuse(number, format!("it is no line of an access log: `{}`", shown(line))),
        }
    }
    imported
}

fn add(imported: &mut Imported<Event>, (number, line): (u64, &str), request: &Request, source: &mut Source) {
    if request.method != "GET" {
        return imported.leave_out("other methods");
    }
    if !matches!(request.status, 200 | 206 | 304) {
        return imported.leave_out("without success");
    }
    let day = request.at.millis().div_euclid(crate::time::DAY).to_string();
    let visit = Visit {
        at: request.at,
        path: &request.path,
        session: source.ids.session(&[&request.address, &request.agent, &day]),
        action: Action::Opened { visible_ms: 0 },
        agent: Some(&request.agent),
        parts: &[line],
    };
    visits::add(imported, number, visit, source);
}

/// `host ident user [time] "method path protocol" status bytes "referrer" "browser"`
fn combined(line: &str) -> Option<Request> {
    let (address, rest) = line.split_once(' ')?;
    let (_, rest) = rest.split_once('[')?;
    let (time, rest) = rest.split_once(']')?;
    let (request, rest) = quoted(rest)?;
    let mut numbers = rest.split_whitespace();
    let status = numbers.next()?.parse().ok()?;
    let (_, rest) = quoted(rest)?;
    let (agent, _) = quoted(rest)?;
    let mut words = request.split(' ');
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let at = jiff::Zoned::strptime("%d/%b/%Y:%H:%M:%S %z", time).ok()?.timestamp();
    Some(Request {
        at: Time::from_millis(at.as_millisecond()),
        address: address.to_owned(),
        method,
        path,
        status,
        agent,
    })
}

/// The next text in quotes, and what comes after it. Quotes within are escaped by a backslash.
fn quoted(text: &str) -> Option<(String, &str)> {
    let (_, text) = text.split_once('"')?;
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, text.get(at + 1..)?)),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            _ => value.push(character),
        }
    }
    None
}

/// A line of JSON: keys of Caddy, Traefik, and of what people write for nginx.
fn json(line: &str) -> Option<Request> {
    let value: Value = serde_json::from_str(line).ok()?;
    let text = |pointers: &[&str]| {
        let found = pointers.iter().find_map(|pointer| value.pointer(pointer));
        found.and_then(|found| found.as_str().or_else(|| found.get(0).and_then(Value::as_str))).map(str::to_owned)
    };
    let at = ["/ts", "/msec", "/time_iso8601", "/StartUTC", "/timestamp", "/time"]
        .iter()
        .find_map(|key| moment(value.pointer(key)?))?;
    let path = text(&["/request/uri", "/request_uri", "/RequestPath", "/uri", "/path"])?;
    let status =
        ["/status", "/DownstreamStatus", "/OriginStatus"].iter().find_map(|key| number(value.pointer(key)?))?;
    Some(Request {
        at,
        address: text(&["/request/client_ip", "/request/remote_ip", "/remote_addr", "/ClientHost", "/client_ip"])
            .unwrap_or_default(),
        method: text(&["/request/method", "/request_method", "/RequestMethod", "/method"])
            .unwrap_or_else(|| "GET".to_owned()),
        path,
        status,
        agent: text(&["/request/headers/User-Agent", "/http_user_agent", "/request_User-Agent", "/user_agent"])
            .unwrap_or_default(),
    })
}

/// Seconds since 1970, or a time in words.
#[expect(clippy::cast_possible_truncation, reason = "times beyond what there is are at its end")]
fn moment(value: &Value) -> Option<Time> {
    let seconds = value.as_f64().or_else(|| value.as_str()?.parse().ok());
    match seconds {
        Some(seconds) => Some(Time::from_millis((seconds * 1_000.0).round() as i64)),
        None => dates::time(value.as_str()?),
    }
}

fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        event::{Audience, EventKind},
        import::Page,
    };

    fn imported(log: &[u8]) -> Imported<Event> {
        let page = |path: &str| match path {
            "/é/" => Some(Page::Document("é".to_owned())),
            "/deck.pdf" => Some(Page::Asset("deck.pdf".to_owned())),
            _ => None,
        };
        read(log, &Site { page: &page, audience: Audience::Partner }, &mut Ids::new([1; 32]))
    }

    #[test]
    fn lines_of_several_servers_say_the_same() {
        let caddy = r#"{"ts":1791719736.5,"request":{"client_ip":"203.0.113.9","method":"GET","uri":"/%C3%A9/?q=1","headers":{"User-Agent":["Firefox"]}},"status":200}"#;
        let traefik = r#"{"StartUTC":"2026-10-11T11:55:36.5Z","ClientHost":"203.0.113.9","RequestPath":"/%C3%A9/","RequestMethod":"GET","DownstreamStatus":200,"request_User-Agent":"Firefox"}"#;
        let nginx = r#"{"time_iso8601":"2026-10-11T13:55:36.5+02:00","remote_addr":"203.0.113.9","request_uri":"/é/","request_method":"GET","status":"200","http_user_agent":"Firefox"}"#;
        let imported = imported([caddy, traefik, nginx].join("\n").as_bytes());
        assert_eq!((imported.refused, imported.rows.len()), (vec![], 3));
        for event in &imported.rows {
            assert_eq!(event.at, Time::from_millis(1_791_719_736_500));
            assert_eq!(event.session, imported.rows[0].session);
            assert_eq!((event.document.as_deref(), event.audience), (Some("é"), Audience::Partner));
            assert_eq!(event.kind, EventKind::View { visible_ms: 0 });
        }
    }

    #[test]
    fn bots_failures_and_writes_are_counted_and_left_out() {
        let line = |request: &str, status: u16, agent: &str| {
            format!(
                "::1 - - [10/Oct/2026:13:55:36 +0000] \"{request} HTTP/2\" {status} 1 \"https://x/\\\"\" \"{agent}\"\n"
            )
        };
        let log = line("GET /é/", 200, "Googlebot/2.1")
            + &line("GET /é/", 404, "Firefox")
            + &line("POST /é/", 200, "Firefox")
            + &line("GET /deck.pdf", 206, "Firefox")
            + &line("GET /deck.pdf", 206, "Firefox");
        let imported = imported(log.as_bytes());
        assert_eq!(
            imported.left_out.into_iter().collect::<Vec<_>>(),
            [("bots", 1), ("other methods", 1), ("without success", 1)]
        );
        // Two equal lines are two downloads, in one session.
        assert_eq!(imported.rows.len(), 2);
        assert_ne!(imported.rows[0].id, imported.rows[1].id);
        assert_eq!(imported.rows[0].session, imported.rows[1].session);
        assert_eq!(imported.rows[0].kind, EventKind::Download);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = imported(&bytes);
        }

        #[test]
        fn spoilt_lines_are_read_or_refused(at in 0usize..100, character in any::<char>()) {
            let mut line: Vec<char> =
                "203.0.113.9 - - [10/Oct/2026:13:55:36 +0200] \"GET /deck.pdf HTTP/1.1\" 200 26 \"-\" \"Firefox\"".chars().collect();
            if let Some(place) = line.get_mut(at) {
                *place = character;
            }
            let _ = imported(line.into_iter().collect::<String>().as_bytes());
        }
    }
}
