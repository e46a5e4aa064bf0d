//! Exports of other tools that count visits: `GoatCounter`, Umami, Plausible, Matomo.
//!
//! What they tell differs: none but Matomo says for how long a page was read, so that views of the others are no qualified uses; Plausible exports daily
//! totals. Files come unpacked: `website_event.csv` of Umami's archive, `imported_pages_….csv` of Plausible's.
//!
//! Where our own pages speak to such a tool, they name events by their kinds: Umami's `event_name` and Matomo's event action is `copy`, `download` and
//! so on, at the page's address; `GoatCounter`'s event is `copy:/the/page/`.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    ImportError, Imported, Site, dates,
    ids::Ids,
    opportunities::truth,
    shown,
    table::{self, Row, Table},
    visits::{self, Action, Source, Visit},
};
use crate::{Time, event::Event, opportunity::day_begin};

/// A tool whose exports are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Its CSV export, versions 1 and 2.
    GoatCounter,
    /// `website_event.csv`.
    Umami,
    /// `imported_pages_….csv`.
    Plausible,
    /// The JSON of `Live.getLastVisitsDetails`.
    Matomo,
}

/// Most views of a page on a day that are taken from totals.
const MOST_TOTAL: u64 = 100_000;

impl Tool {
    /// The tool that a file is of, by how it begins.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let text = table::decode(bytes.get(..4_096).unwrap_or(bytes));
        let text = text.trim_start_matches(['\u{FEFF}', ' ', '\n', '\r', '\t']);
        if text.starts_with(['[', '{']) {
            return text.contains("\"idVisit\"").then_some(Self::Matomo);
        }
        let first = text.lines().next()?.to_ascii_lowercase().replace('"', "");
        let headers: Vec<&str> = first.split(',').map(str::trim).collect();
        let has = |needed: &[&str]| needed.iter().all(|header| headers.contains(header));
        if has(&["event", "bot", "session", "date"]) {
            Some(Self::GoatCounter)
        } else if has(&["session_id", "url_path", "event_type", "created_at"]) {
            Some(Self::Umami)
        } else if has(&["date", "page", "pageviews"]) {
            Some(Self::Plausible)
        } else {
            None
        }
    }
}

/// Reads a tool's export.
///
/// ```
/// use fieldbook_metrics::{event::{Audience, EventKind}, import::{Ids, Page, Site, exports::{Tool, read}}};
///
/// let page = |path: &str| Some(Page::Document(path.trim_matches('/').to_owned()));
/// let site = Site { page: &page, audience: Audience::Internal };
/// let csv = "session_id,event_id,url_path,event_type,event_name,created_at\n\
///     s1,e1,/rfp/x/,1,,2026-09-21 10:00:00\n\
///     s1,e2,/rfp/x/,2,copy,2026-09-21 10:01:00\n";
/// assert_eq!(Tool::of(csv.as_bytes()), Some(Tool::Umami));
/// let imported = read(csv.as_bytes(), Tool::Umami, &site, &mut Ids::new([0; 32])).unwrap();
/// assert_eq!(imported.rows[1].kind, EventKind::Copy);
/// assert_eq!(imported.rows[1].document.as_deref(), Some("rfp/x"));
/// ```
pub fn read(bytes: &[u8], tool: Tool, site: &Site, ids: &mut Ids) -> Result<Imported<Event>, ImportError> {
    let mut source = Source { site, ids };
    match tool {
        Tool::GoatCounter => rows(bytes, &GOATCOUNTER, goatcounter, &mut source),
        Tool::Umami => rows(bytes, &UMAMI, umami, &mut source),
        Tool::Plausible => rows(bytes, &PLAUSIBLE, plausible, &mut source),
        Tool::Matomo => matomo(bytes, &mut source),
    }
}

type Cells<'a, const N: usize> = [&'a str; N];

/// Reads CSV of which some columns are needed, a row at a time.
fn rows<const N: usize>(
    bytes: &[u8],
    needed: &'static [&'static str; N],
    each: fn(&mut Imported<Event>, u64, Cells<'_, N>, &mut Source) -> Result<(), String>,
    source: &mut Source,
) -> Result<Imported<Event>, ImportError> {
    let table = Table::read(bytes)?;
    let mut places = [0; N];
    for (place, name) in places.iter_mut().zip(needed) {
        // GoatCounter writes its version before the first header.
        let matches = |header: &String| {
            header.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',').eq_ignore_ascii_case(name)
        };
        let found = table.headers.iter().position(matches);
        *place = found.ok_or_else(|| ImportError::NoColumn { field: name, columns: table.columns() })?;
    }
    let mut imported = Imported::default();
    for (line, problem) in &table.unreadable {
        imported.refuse(*line, problem.clone());
    }
    for row in &table.rows {
        let cells = places.map(|place| Row::cell(row, place));
        if let Err(reason) = each(&mut imported, row.line, cells, source) {
            imported.refuse(row.line, reason);
        }
    }
    imported.refused.sort_by_key(|refused| refused.line);
    Ok(imported)
}

fn time(text: &str) -> Result<Time, String> {
    dates::time(text).ok_or_else(|| format!("`{}` is no time", shown(text)))
}

const GOATCOUNTER: [&str; 5] = ["Path", "Event", "Session", "Bot", "Date"];

fn goatcounter(
    imported: &mut Imported<Event>,
    line: u64,
    [path, event, session, bot, date]: Cells<'_, 5>,
    source: &mut Source,
) -> Result<(), String> {
    if !matches!(bot, "" | "0") {
        imported.leave_out("bots");
        return Ok(());
    }
    let (action, path) = if truth(event) == Some(true) {
        let named = path.split_once(':').and_then(|(name, path)| Some((Action::of_name(name)?, path)));
        let Some(named) = named else {
            imported.leave_out("other events");
            return Ok(());
        };
        named
    } else {
        (Action::Opened { visible_ms: 0 }, path)
    };
    let parts = ["goatcounter", path, event, session, date];
    let session = source.ids.session(&["goatcounter", session]);
    visits::add(imported, line, Visit { at: time(date)?, path, session, action, agent: None, parts: &parts }, source);
    Ok(())
}

const UMAMI: [&str; 6] = ["event_id", "session_id", "url_path", "event_type", "event_name", "created_at"];

fn umami(
    imported: &mut Imported<Event>,
    line: u64,
    [id, session, path, kind, name, created]: Cells<'_, 6>,
    source: &mut Source,
) -> Result<(), String> {
    let action = match kind {
        "1" => Some(Action::Opened { visible_ms: 0 }),
        _ => Action::of_name(name),
    };
    let Some(action) = action else {
        imported.leave_out("other events");
        return Ok(());
    };
    let session = source.ids.session(&["umami", session]);
    let parts = ["umami", id];
    visits::add(
        imported,
        line,
        Visit { at: time(created)?, path, session, action, agent: None, parts: &parts },
        source,
    );
    Ok(())
}

const PLAUSIBLE: [&str; 4] = ["date", "page", "visits", "pageviews"];

/// A day's total of a page: as many views as it says, over as many sessions, at the day's beginning.
fn plausible(
    imported: &mut Imported<Event>,
    line: u64,
    [date, page, visits, views]: Cells<'_, 4>,
    source: &mut Source,
) -> Result<(), String> {
    let at = dates::day(date, None).ok().and_then(day_begin).ok_or_else(|| format!("`{}` is no day", shown(date)))?;
    let number = |text: &str| text.parse::<u64>().map_err(|_| format!("`{}` is no number", shown(text)));
    let (visits, views) = (number(visits)?.max(1), number(views)?);
    if views > MOST_TOTAL {
        return Err(format!(
            "{views} views of a page on a day are more than {MOST_TOTAL}, which are taken from totals"
        ));
    }
    for view in 0..views {
        let session = source.ids.session(&["plausible", date, page, &(view % visits).to_string()]);
        let action = Action::Opened { visible_ms: 0 };
        let parts = ["plausible", date, page];
        visits::add(imported, line, Visit { at, path: page, session, action, agent: None, parts: &parts }, source);
    }
    Ok(())
}

/// A visit in Matomo's report; what it says more is passed over.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MatomoVisit {
    id_visit: Text,
    #[serde(default)]
    action_details: Vec<MatomoAction>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MatomoAction {
    r#type: String,
    #[serde(default)]
    url: Option<String>,
    timestamp: f64,
    #[serde(default)]
    time_spent: Option<Text>,
    #[serde(default)]
    event_action: Option<String>,
}

/// Matomo writes numbers as texts in some versions.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Text(String),
    Number(serde_json::Number),
}

impl Text {
    fn as_text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// Rows are counted by visits, since JSON may be all on one line.
fn matomo(bytes: &[u8], source: &mut Source) -> Result<Imported<Event>, ImportError> {
    let text = table::decode(bytes);
    let form = |problem: &serde_json::Error| ImportError::Form {
        expected: "answer of Matomo's Live.getLastVisitsDetails as JSON",
        problem: shown(&problem.to_string()),
    };
    let all: Vec<&RawValue> = serde_json::from_str(text.trim()).map_err(|error| form(&error))?;
    let mut imported = Imported::default();
    for (number, raw) in (1..).zip(all) {
        match serde_json::from_str::<MatomoVisit>(raw.get()) {
            Ok(visit) => {
                let id = visit.id_visit.as_text();
                for action in &visit.action_details {
                    matomo_action(&mut imported, number, (&id, action), source);
                }
            }
            Err(error) => imported.refuse(number, format!("visit {number}: {}", shown(&error.to_string()))),
        }
    }
    Ok(imported)
}

#[expect(clippy::cast_possible_truncation, reason = "times beyond what there is are at its end")]
fn matomo_action(
    imported: &mut Imported<Event>,
    line: u64,
    (visit, action): (&str, &MatomoAction),
    source: &mut Source,
) {
    let seconds: u64 = action.time_spent.as_ref().and_then(|text| text.as_text().parse().ok()).unwrap_or_default();
    let done = match action.r#type.as_str() {
        "action" => Some(Action::Opened { visible_ms: seconds.saturating_mul(1_000) }),
        "download" => Action::of_name("download"),
        "event" => action.event_action.as_deref().and_then(Action::of_name),
        _ => None,
    };
    let (Some(done), Some(url)) = (done, &action.url) else { return imported.leave_out("other events") };
    let at = Time::from_millis((action.timestamp * 1_000.0).round() as i64);
    let moment = action.timestamp.to_string();
    let path = path_of(url);
    let session = source.ids.session(&["matomo", visit]);
    let parts = ["matomo", visit, &moment, url];
    visits::add(imported, line, Visit { at, path, session, action: done, agent: None, parts: &parts }, source);
}

/// An address's path.
fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    if rest.len() == url.len() { url } else { rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/") }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use proptest::prelude::*;

    use super::*;
    use crate::{
        event::{Audience, EventKind},
        import::Page,
    };

    fn imported(bytes: &[u8], tool: Tool) -> Result<Imported<Event>, ImportError> {
        let page = |path: &str| match path {
            "/x/" => Some(Page::Document("x".to_owned())),
            "/deck.pdf" => Some(Page::Asset("deck.pdf".to_owned())),
            _ => None,
        };
        read(bytes, tool, &Site { page: &page, audience: Audience::Internal }, &mut Ids::new([1; 32]))
    }

    fn names(imported: &Imported<Event>) -> Vec<&str> {
        imported.rows.iter().map(|event| event.kind.name()).collect()
    }

    #[test]
    fn goatcounter_says_views_and_our_events() {
        let csv = "2Path,Title,Event,UserAgent,Browser,System,Session,Bot,Referrer,Referrer scheme,Screen size,Location,FirstVisit,Date\n\
             /x/,X,false,,Firefox,Linux,a,0,,,,,true,2026-09-21T10:00:00Z\n\
             copy:/x/,,true,,Firefox,Linux,a,0,,,,,false,2026-09-21T10:01:00Z\n\
             signup,,true,,Firefox,Linux,a,0,,,,,false,2026-09-21T10:01:00Z\n\
             /x/,X,false,,Bot,,b,5,,,,,true,2026-09-21T10:00:00Z\n\
             /x/,X,false,,Firefox,Linux,a,0,,,,,true,today\n";
        assert_eq!(Tool::of(csv.as_bytes()), Some(Tool::GoatCounter));
        let imported = imported(csv.as_bytes(), Tool::GoatCounter).unwrap();
        assert_eq!(names(&imported), ["view", "copy"]);
        assert_eq!(imported.refused[0].line, 6);
        assert_eq!(imported.left_out.into_iter().collect::<Vec<_>>(), [("bots", 1), ("other events", 1)]);
    }

    #[test]
    fn plausible_says_totals_by_day() {
        let csv = "date,hostname,page,visits,visitors,pageviews\n2026-09-21,h,/x/,2,2,3\n2026-09-21,h,/y/,2,2,3\n2026-09-21,h,/x/,2,2,many\n";
        assert_eq!(Tool::of(csv.as_bytes()), Some(Tool::Plausible));
        let first = imported(csv.as_bytes(), Tool::Plausible).unwrap();
        assert_eq!((first.rows.len(), first.refused.len(), first.left_out.get("other addresses")), (3, 1, Some(&3)));
        let sessions: std::collections::BTreeSet<&str> =
            first.rows.iter().map(|event| event.session.as_str()).collect();
        assert_eq!(sessions.len(), 2);
        assert_eq!(first, imported(csv.as_bytes(), Tool::Plausible).unwrap(), "again, it's the same");
    }

    #[test]
    fn matomo_says_how_long_pages_were_read() {
        let json = r#"[{"idVisit":"7","visitorId":"v","actionDetails":[
            {"type":"action","url":"https://h/x/?a=1","timeSpent":"12","timestamp":1720118585},
            {"type":"download","url":"https://h/deck.pdf","timestamp":1720118590},
            {"type":"event","url":"https://h/x/","eventAction":"copy","timestamp":1720118591},
            {"type":"outlink","url":"https://elsewhere/","timestamp":1720118592}]},
            {"idVisit":8},{"visit":9}]"#;
        assert_eq!(Tool::of(json.as_bytes()), Some(Tool::Matomo));
        let imported = imported(json.as_bytes(), Tool::Matomo).unwrap();
        assert_eq!(names(&imported), ["view", "download", "copy"]);
        assert_eq!(imported.rows[0].kind, EventKind::View { visible_ms: 12_000 });
        assert_eq!((imported.refused.len(), imported.refused[0].line), (1, 3));
    }

    #[test]
    fn files_of_another_form_are_refused() {
        assert_eq!(Tool::of(b"a,b\n"), None);
        assert!(imported(b"a,b\n1,2\n", Tool::Umami).unwrap_err().to_string().contains("event_id"));
        assert!(imported(b"{}", Tool::Matomo).is_err());
        assert_eq!(imported(b"", Tool::Plausible), Err(ImportError::Empty));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,200}", cells in "[a-z0-9,:/\\-\"\n]{0,100}") {
            for tool in [Tool::GoatCounter, Tool::Umami, Tool::Plausible, Tool::Matomo] {
                let _ = Tool::of(text.as_bytes());
                let _ = imported(text.as_bytes(), tool);
            }
            let _ = imported(format!("date,page,visits,pageviews\n{cells}").as_bytes(), Tool::Plausible);
        }
    }
}
