//! `fieldbook serve`

use std::{io::Write, path::Path};

use super::{Failure, LibraryArguments, Outcome, build::say_findings};
use crate::{
    audience::Audience,
    serve::{ServeError, Server},
    site::{self, Base, Options},
};

/// Builds the site and shows it in a browser
///
/// The site is served on this computer only. Ctrl-C ends it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  fieldbook serve
  fieldbook serve --audience customer --port 8080 --no-open")]
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
}

/// Runs the command.
pub(super) fn run(arguments: &LibraryArguments, asked: &Arguments) -> Result<Outcome, Failure> {
    let (mut library, diagnostics) = arguments.load_for_a_site()?;
    // A browser that keeps pages would show its author old ones; and the worker that is made instead clears away what the
    // same address once kept.
    library.config.offline.enabled = false;
    let output = library.root.join(".fieldbook/serve").join(asked.audience.as_str());
    create(&output)?;
    let built = site::build(
        &library,
        &Options { output: output.clone(), audience: asked.audience, base: Base::at_root(), replace_foreign: true },
    )?;
    drop(library);
    say_findings(&diagnostics);

    let server = Server::bind(asked.port)?;
    let address = server.address();
    // Whoever started this in a pipe wants the address now, and a closed pipe is no reason not to serve.
    let _ = writeln!(std::io::stdout().lock(), "{address}");
    let _ = writeln!(std::io::stderr().lock(), "{} pages; Ctrl-C ends it", built.pages);
    if !asked.no_open {
        open_browser(&address);
    }
    server.run(&output)?;
    Ok(Outcome::Fine)
}

fn create(output: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(output).map_err(|error| Failure::new(format!("{}: {error}", output.display())))
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
            ServeError::Serve(_) => failure,
        }
    }
}
