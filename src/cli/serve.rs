//! `fieldbook serve`

use std::{collections::BTreeSet, io::Write, path::Path, sync::Arc};

use super::{
    Failure, LibraryArguments, Outcome,
    build::say_findings,
    collect,
    findings::{Findings, counted},
};
use crate::{
    audience::Audience,
    diagnostics::Diagnostics,
    serve::{Herald, Opening, ServeError, Server},
    site::BuildError,
};

/// Shows the site in a browser, and each change to it as soon as it is saved
///
/// The site is served on this computer only, from the library's files as they are; nothing is built. Ctrl-C ends it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  fieldbook serve
  fieldbook serve --audience customer --port 8080 --no-open
  fieldbook serve --collect --store usage.db    # pages tell what they are used for, as on the published site")]
pub(super) struct Arguments {
    /// Port to serve at, 0 for any [default: 4000, or the next one that is free]
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Don't open a browser
    #[arg(long)]
    no_open: bool,
    /// For whom the site is: internal, partner or customer
    #[arg(long, value_name = "AUDIENCE", default_value = "internal")]
    audience: Audience,
    /// Collect what pages tell of their use, at the site's own address
    #[arg(long)]
    collect: bool,
    /// Where events are kept: a file of SQLite's, or postgres://… [default: `FIELDBOOK_STORE`, else usage.db]
    #[arg(long, value_name = "PLACE", requires = "collect")]
    store: Option<String>,
}

/// Runs the command.
pub(super) fn run(arguments: &LibraryArguments, asked: &Arguments) -> Result<Outcome, Failure> {
    let (live, between) = arguments.load_to_show()?;
    let mut diagnostics = live.diagnostics();
    diagnostics.append(between.clone());
    say_findings(&diagnostics);

    let collecting = asked.collect.then(|| collect::beside_serve(asked.store.as_deref())).transpose()?;
    let server = Server::bind(asked.port)?;
    let address = server.address();
    let documents = counted(live.library().documents.len(), "document");
    // Whoever started this in a pipe wants the address now, and a closed pipe is no reason not to serve.
    let _ = writeln!(std::io::stdout().lock(), "{address}");
    let _ = writeln!(std::io::stderr().lock(), "{documents}; saved changes show at once; Ctrl-C ends it");
    if !asked.no_open {
        open_browser(&address);
    }
    server.run(Opening { live, between, audience: asked.audience, collecting }, Arc::new(Terminal))?;
    Ok(Outcome::Fine)
}

/// Says what happens while a library is served.
#[derive(Debug)]
struct Terminal;

impl Herald for Terminal {
    fn findings(&self, root: &Path, findings: &Diagnostics) -> String {
        Findings::new(root, findings).text()
    }

    fn failure(&self, error: &BuildError) -> String {
        Failure::from(error).text()
    }

    fn changed(&self, paths: &BTreeSet<String>) {
        let text = match paths.first().filter(|_| paths.len() == 1) {
            Some(path) => path.clone(),
            None => counted(paths.len(), "path"),
        };
        self.say(&format!("changed: {text}"));
    }

    fn say(&self, text: &str) {
        // Nothing is left to be done where stderr is closed.
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
}

fn open_browser(address: &str) {
    if let Err(error) = open::that_detached(address) {
        let _ = writeln!(std::io::stderr().lock(), "note: no browser could be opened ({error})");
    }
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        let failure = Self::new(error.to_string());
        match error {
            ServeError::Bind { .. } => failure.hint("name another port with --port, or 0 for any"),
            ServeError::Build(error) => error.into(),
            ServeError::Collect(error) => error.into(),
            ServeError::Serve(_) | ServeError::Watch(_) => failure,
        }
    }
}
