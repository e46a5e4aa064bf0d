//! A collector in a process of its own, and what pages say to it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    sync::Mutex,
    time::{Duration, SystemTime},
};

/// Longer than this, in a debug build on a busy machine, means that it never comes.
const PATIENCE: Duration = Duration::from_mins(2);

/// What opens figures.
pub(crate) const TOKEN: &str = "a token for the tests of this";

/// The collector's own host, as browsers and this client call it.
pub(crate) const HERE: &str = "http://localhost";

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// A running collector; it ends with this.
pub(crate) struct Collector {
    process: Mutex<Child>,
    port: u16,
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.args(["collect", "--listen", "127.0.0.1:0"]).args(arguments).current_dir(folder);
    command.env_remove("FIELDBOOK_STORE").env_remove("FIELDBOOK_TOKEN").env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

impl Collector {
    /// Starts one whose store is in a folder.
    pub(crate) fn begin(folder: &Path, arguments: &[&str]) -> Self {
        Self::begin_as(folder, arguments, Some(TOKEN))
    }

    /// The same with another token, or none.
    pub(crate) fn begin_as(folder: &Path, arguments: &[&str], token: Option<&str>) -> Self {
        let mut command = command(folder, arguments);
        command.envs(token.map(|token| ("FIELDBOOK_TOKEN", token)));
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let host = address.trim().trim_end_matches("/events");
        let port = host.rsplit(':').next().unwrap().parse().unwrap();
        Self { process: Mutex::new(process), port }
    }

    /// What one that can't start says.
    pub(crate) fn refusal(folder: &Path, arguments: &[&str]) -> String {
        let output = command(folder, arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    }

    pub(crate) fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask("GET", path, headers, "").unwrap()
    }

    /// Sends a body as a page of the same host does.
    pub(crate) fn post(&self, body: &str, headers: &[(&str, &str)]) -> Answer {
        self.post_from(Some(HERE), body, headers)
    }

    /// Sends a body as a page of some origin does.
    pub(crate) fn post_from(&self, origin: Option<&str>, body: &str, headers: &[(&str, &str)]) -> Answer {
        let own = origin.map(|origin| ("Origin", origin));
        let headers: Vec<(&str, &str)> = own.into_iter().chain(headers.iter().copied()).collect();
        self.ask("POST", "/events", &headers, body).unwrap()
    }

    /// Sends a body to a collector that may be gone.
    pub(crate) fn try_post(&self, body: &str) -> Option<Answer> {
        self.ask("POST", "/events", &[("Origin", HERE)], body)
    }

    /// `None` where no whole answer comes.
    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Option<Answer> {
        let mut connection = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        connection.set_read_timeout(Some(PATIENCE)).unwrap();
        let agent = Some(("User-Agent", FIREFOX)).filter(|_| !headers.iter().any(|(name, _)| *name == "User-Agent"));
        let lines = headers.iter().copied().chain(agent).map(|(name, value)| format!("{name}: {value}\r\n"));
        let lines: String = lines.collect();
        let request =
            format!("{method} {path} HTTP/1.0\r\nHost: localhost\r\nContent-Length: {}\r\n{lines}", body.len());
        // Who is refused early may not read all that is sent.
        let _ = connection.write_all(format!("{request}\r\n{body}").as_bytes());
        let mut answer = Vec::new();
        let _ = connection.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let head_in_small = head.to_ascii_lowercase();
        let length = head_in_small.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
        let expected: Option<usize> = length.and_then(|length| length.parse().ok());
        let is_whole = expected.is_none_or(|expected| expected == body.len());
        is_whole.then_some(Answer { status: head.split(' ').nth(1)?.parse().ok()?, body: body.to_owned() })
    }

    /// Ends it by force.
    pub(crate) fn kill(&self) {
        let mut process = self.process.lock().unwrap();
        drop(process.kill());
        drop(process.wait());
    }

    /// Asks it to end, as systems do; returns its exit code.
    pub(crate) fn end(&self) -> Option<i32> {
        let mut process = self.process.lock().unwrap();
        let asked = Command::new("kill").arg(process.id().to_string()).status();
        assert!(asked.is_ok_and(|status| status.success()));
        process.wait().unwrap().code()
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        self.kill();
    }
}

/// An event of now: somebody copied something.
pub(crate) fn copies(id: &str) -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis();
    format!(r#"{{"id":"{id}","t":{now},"e":"copy","s":"tab","d":"rfp/security/encryption"}}"#)
}

/// A batch of events.
pub(crate) fn batch(events: &[String]) -> String {
    format!(r#"{{"v":1,"events":[{}]}}"#, events.join(","))
}

/// Ids of exported events.
pub(crate) fn ids(lines: &str) -> Vec<String> {
    lines.lines().map(|line| line.split('"').nth(3).unwrap().to_owned()).collect()
}
