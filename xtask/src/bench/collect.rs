//! `cargo xtask bench collect`: how many events the collector acknowledges in a second, and how long each batch waits for it.
//!
//! Connections stay open and each sends its next batch when the last one is acknowledged, first as fast as that goes, then at a given
//! pace. At the end the store is asked how many events it holds: all that were acknowledged, or the run fails.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant, SystemTime},
};

use super::{remove, tools};
use crate::{Failure, repository};

/// Measures the collector under load
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Connections
    #[arg(long, value_name = "N", default_value_t = 64)]
    connections: usize,
    /// Events of a batch
    #[arg(long, value_name = "N", default_value_t = 20)]
    batch: usize,
    /// Seconds of each part
    #[arg(long, value_name = "N", default_value_t = 20)]
    seconds: u64,
    /// Events in a second, of the part that keeps a pace
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pace: usize,
    /// Where events are kept [default: a new file of SQLite's]
    #[arg(long, value_name = "PLACE")]
    store: Option<String>,
}

const TOKEN: &str = "the token of the benchmark";
const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";

/// Runs the command.
pub(super) fn run(asked: &Arguments) -> Result<(), Failure> {
    let folder = repository::target().join("bench").join("collect");
    remove(&folder)?;
    fs::create_dir_all(&folder).map_err(|source| Failure::File { path: folder.clone(), source })?;
    let mut command = Command::new(tools::fieldbook()?);
    command.args(["collect", "--listen", "127.0.0.1:0", "--rate", "4000000000"]).current_dir(&folder);
    command.args(asked.store.iter().flat_map(|store| ["--store", store])).env("FIELDBOOK_TOKEN", TOKEN);
    let collector = Collector::begin(&mut command)?;
    let batches_a_second = asked.pace / asked.batch.max(1);
    let whole_pace =
        Duration::from_secs(asked.connections as u64) / u32::try_from(batches_a_second.max(1)).unwrap_or(1);
    println!("{} connections, batches of {}:\n", asked.connections, asked.batch);
    println!("| pace | acknowledged events a second | median | 99th percentile | longest |\n|---|---:|---:|---:|---:|");
    let mut acknowledged = 0;
    for (name, pause) in [("as fast as it goes", Duration::ZERO), ("paced", whole_pace)] {
        let load = Load { name, pause, asked, port: collector.port };
        let times = load.run()?;
        acknowledged += times.len() * asked.batch;
        println!("{}", row(name, asked, &times));
    }
    let kept = collector.kept()?;
    if kept != acknowledged {
        return Err(Failure::Other(format!("{acknowledged} events were acknowledged, and {kept} are there")));
    }
    println!("\nAll {kept} are there.");
    Ok(())
}

fn row(name: &str, asked: &Arguments, times: &[Duration]) -> String {
    let a_second = times.len() * asked.batch / usize::try_from(asked.seconds.max(1)).unwrap_or(1);
    let at = |part: usize| {
        let time = times.get((times.len() * part / 1_000).min(times.len().saturating_sub(1)));
        format!("{:.1} ms", time.copied().unwrap_or_default().as_secs_f64() * 1_000.0)
    };
    format!("| {name} | {a_second} | {} | {} | {} |", at(500), at(990), at(1_000))
}

/// A collector that ends with this.
struct Collector {
    process: Child,
    port: u16,
}

impl Collector {
    fn begin(command: &mut Command) -> Result<Self, Failure> {
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut address = String::new();
        if let Some(said) = process.stdout.take() {
            BufReader::new(said).read_line(&mut address)?;
        }
        let port = address.trim().trim_end_matches("/events").rsplit(':').next().and_then(|port| port.parse().ok());
        match port {
            Some(port) => Ok(Self { process, port }),
            None => Err(Failure::Other("the collector didn't start".to_owned())),
        }
    }

    /// How many events the store hands out.
    fn kept(&self) -> Result<usize, Failure> {
        let mut connection = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(connection, "GET /events HTTP/1.0\r\nAuthorization: Bearer {TOKEN}\r\n\r\n")?;
        let lines = BufReader::new(connection).lines();
        Ok(lines.map_while(Result::ok).filter(|line| line.starts_with('{')).count())
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// What is sent, and how fast.
#[derive(Clone, Copy)]
struct Load<'a> {
    name: &'a str,
    /// Time from one batch of a connection to its next.
    pause: Duration,
    asked: &'a Arguments,
    port: u16,
}

impl Load<'_> {
    /// How long each batch took, in order.
    fn run(self) -> Result<Vec<Duration>, Failure> {
        let end = Instant::now() + Duration::from_secs(self.asked.seconds);
        let times = thread::scope(|scope| {
            let connections: Vec<_> =
                (0..self.asked.connections).map(|number| scope.spawn(move || self.connection(number, end))).collect();
            let joined = connections.into_iter().map(thread::ScopedJoinHandle::join);
            joined
                .map(|times| times.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect::<Result<Vec<_>, _>>()
        })?;
        let mut times: Vec<Duration> = times.into_iter().flatten().collect();
        times.sort_unstable();
        Ok(times)
    }

    fn connection(self, number: usize, end: Instant) -> Result<Vec<Duration>, Failure> {
        let connection = TcpStream::connect(("127.0.0.1", self.port))?;
        connection.set_nodelay(true)?;
        let mut reader = BufReader::new(connection.try_clone()?);
        let mut writer = connection;
        let mut times = Vec::new();
        // Not all at the same moment.
        let connections = u32::try_from(self.asked.connections.max(1)).unwrap_or(1);
        let mut next = Instant::now() + self.pause * u32::try_from(number).unwrap_or(0) / connections;
        for batch in 0.. {
            thread::sleep(next.saturating_duration_since(Instant::now()));
            next += self.pause;
            if Instant::now() >= end {
                break;
            }
            let request = self.request(number, batch);
            let begin = Instant::now();
            writer.write_all(request.as_bytes())?;
            let answer = answer(&mut reader)?;
            times.push(begin.elapsed());
            if answer != format!("{{\"stored\":{},\"known\":0}}", self.asked.batch) {
                return Err(Failure::Other(format!("the collector answered {answer}")));
            }
        }
        Ok(times)
    }

    /// A batch as a page sends it: most are views, each tenth a search, each twentieth with an opportunity.
    fn request(&self, connection: usize, batch: usize) -> String {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_millis();
        let kind = self.name.as_bytes()[0];
        let events = (0..self.asked.batch).map(|event| {
            let number = connection * 7_919 + batch * 31 + event;
            let document = number % 10_000;
            // As pages make them: the time first, so that later ones come later.
            let id = format!("{now:011x}-{kind:x}-{connection:x}-{batch:x}-{event:x}");
            let deal = if number.is_multiple_of(20) { format!(",\"o\":\"006A{}\"", number % 500) } else { String::new() };
            if number.is_multiple_of(10) {
                format!("{{\"id\":\"{id}\",\"t\":{now},\"e\":\"search\",\"s\":\"s\",\"q\":\"encryption {document}\",\"n\":4{deal}}}")
            } else {
                format!("{{\"id\":\"{id}\",\"t\":{now},\"e\":\"view\",\"s\":\"s\",\"d\":\"section-{}/page-{document}\",\"ms\":{}{deal}}}", document % 20, number % 60_000)
            }
        });
        let events: Vec<String> = events.collect();
        let body = format!("{{\"v\":1,\"events\":[{}]}}", events.join(","));
        format!(
            "POST /events HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nUser-Agent: {AGENT}\r\n\
             Content-Type: text/plain\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
    }
}

/// Reads an answer's body.
fn answer(reader: &mut impl BufRead) -> Result<String, Failure> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Err(Failure::Other("the collector has closed the connection".to_owned()));
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(String::from_utf8_lossy(&body).into_owned())
}
