//! A PostgreSQL server for one test, on a port of its own, in a folder that goes with it.

use std::{
    net::TcpListener,
    path::PathBuf,
    process::{Command, Output},
};

use tempfile::TempDir;

/// A server that runs until it is dropped.
#[derive(Debug)]
pub(crate) struct Cluster {
    programs: PathBuf,
    folder: TempDir,
    port: u16,
}

impl Cluster {
    /// Starts a server; `None`, saying so, where PostgreSQL isn't installed.
    pub(crate) fn begin() -> Option<Self> {
        let Some(programs) = programs() else {
            eprintln!("skipped: PostgreSQL's server is not installed (Debian: apt-get install postgresql)");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let cluster = Self { programs, folder, port };
        // PostgreSQL refuses to run as root, as which most build machines run tests.
        if is_root() {
            must(Command::new("chown").arg("postgres").arg(cluster.folder.path()));
        }
        must(cluster.program("initdb").args(["--auth=trust", "--username=fieldbook", "--no-sync"]).arg(cluster.data()));
        let options = format!("-h 127.0.0.1 -p {port} -k {} -F", cluster.folder.path().display());
        let log = cluster.folder.path().join("log");
        must(
            cluster
                .program("pg_ctl")
                .args(["start", "--wait", "--silent", "-D"])
                .arg(cluster.data())
                .arg("-l")
                .arg(log)
                .arg("-o")
                .arg(options),
        );
        Some(cluster)
    }

    /// Makes a database; returns its address.
    pub(crate) fn database(&self, name: &str) -> String {
        self.say(&format!("CREATE DATABASE {name}"));
        format!("postgres://fieldbook@127.0.0.1:{}/{name}", self.port)
    }

    /// Lets it encrypt connections with a certificate and its key, both in PEM.
    pub(crate) fn encrypt(&self, certificate: &str, key: &str) {
        for (name, text) in [("server.crt", certificate), ("server.key", key)] {
            let path = self.data().join(name);
            std::fs::write(&path, text).unwrap();
            must(Command::new("chmod").arg("600").arg(&path));
            if is_root() {
                must(Command::new("chown").arg("postgres").arg(&path));
            }
        }
        self.say("ALTER SYSTEM SET ssl = on");
        self.say("SELECT pg_reload_conf()");
    }

    /// Breaks all connections but its own.
    pub(crate) fn end_all_connections(&self) {
        self.say("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname <> 'postgres'");
    }

    fn say(&self, statement: &str) {
        let port = self.port.to_string();
        let place = ["-h", "127.0.0.1", "-p", &port, "-U", "fieldbook", "-d", "postgres"];
        must(self.program("psql").args(place).args(["-qc", statement]));
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// One of PostgreSQL's programs, as a user that it runs for.
    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let mut command = if is_root() { Command::new("setpriv") } else { Command::new(&path) };
        if is_root() {
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]).arg(&path);
        }
        command.current_dir(self.folder.path());
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.data();
        let _ =
            self.program("pg_ctl").args(["stop", "--wait", "--silent", "--mode=immediate", "-D"]).arg(data).output();
    }
}

/// The newest version's folder of programs.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let folders = versions.filter_map(|version| Some(version.ok()?.path().join("bin")));
    folders.filter(|folder| folder.join("initdb").is_file()).max()
}

fn is_root() -> bool {
    String::from_utf8_lossy(&Command::new("id").arg("-u").output().unwrap().stdout).trim() == "0"
}

fn must(command: &mut Command) {
    let Output { status, stderr, .. } = command.output().unwrap();
    assert!(status.success(), "{command:?}: {}", String::from_utf8_lossy(&stderr));
}
