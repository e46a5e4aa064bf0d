//! Which library a command works on, and for which day.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{Failure, findings::Findings};
use crate::{
    assets,
    diagnostics::{Code, Diagnostics},
    library::{self, Library, Live},
};

/// Arguments that all commands on a library share.
#[derive(Debug, clap::Args)]
pub(super) struct LibraryArguments {
    /// The library's folder [default: the nearest folder upwards with a fieldbook.toml, else this one]
    #[arg(long, value_name = "DIR", global = true)]
    library: Option<PathBuf>,
    /// The day to reckon freshness for [default: today, or the day of `SOURCE_DATE_EPOCH` where that is set]
    #[arg(long, value_name = "YYYY-MM-DD", global = true)]
    today: Option<Date>,
}

impl LibraryArguments {
    /// The folder that they mean.
    pub(super) fn root(&self) -> Result<PathBuf, Failure> {
        if let Some(folder) = &self.library {
            return if folder.is_dir() {
                Ok(folder.clone())
            } else {
                Err(Failure::usage(format!("{} is no folder", folder.display())))
            };
        }
        let here = std::env::current_dir()
            .map_err(|error| Failure::new(format!("the current folder can't be read: {error}")))?;
        Ok(here.ancestors().find(|folder| folder.join("fieldbook.toml").is_file()).unwrap_or(&here).to_owned())
    }

    /// The day that they mean.
    pub(super) fn today(&self) -> Result<Date, Failure> {
        if let Some(day) = self.today {
            return Ok(day);
        }
        let Ok(seconds) = std::env::var("SOURCE_DATE_EPOCH") else {
            return Ok(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date());
        };
        let timestamp = seconds.parse().ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
        timestamp.map(|timestamp| timestamp.to_zoned(jiff::tz::TimeZone::UTC).date()).ok_or_else(|| {
            Failure::usage(format!("SOURCE_DATE_EPOCH is `{seconds}`, which is no number of seconds since 1970"))
        })
    }

    /// Loads it.
    pub(super) fn load(&self) -> Result<(Library, Diagnostics), Failure> {
        let root: &Path = &self.root()?;
        Ok(library::load(root, self.today()?)?)
    }

    /// Loads and checks it, so as to make a site of it.
    ///
    /// Where `fieldbook.toml` can't be read, defaults stand in for it. That serves checking, but a site made by them would be
    /// another one than its authors mean, so there is none.
    pub(super) fn load_for_a_site(&self) -> Result<(Library, Diagnostics), Failure> {
        let (library, mut diagnostics) = self.load()?;
        diagnostics.append(library.check());
        diagnostics.append(assets::check_and_keep(&library));
        diagnostics.sort();
        refuse_unmeant(&library, &diagnostics)?;
        Ok((library, diagnostics))
    }

    /// Loads it as of a day, to report of it.
    pub(super) fn load_to_report(&self, day: Date) -> Result<Library, Failure> {
        let (library, diagnostics) = library::load(&self.root()?, day)?;
        refuse_unread(&library, &diagnostics, "report")?;
        Ok(library)
    }

    /// Loads it to show it while it changes, and says what is wrong between its documents.
    pub(super) fn load_to_show(&self) -> Result<(Live, Diagnostics), Failure> {
        let live = Live::load(&self.root()?, self.today()?)?;
        refuse_unmeant(live.library(), &live.diagnostics())?;
        let between = live.library().check();
        Ok((live, between))
    }
}

/// Refuses to make a site that would be another one than its authors mean.
fn refuse_unmeant(library: &Library, diagnostics: &Diagnostics) -> Result<(), Failure> {
    refuse_unread(library, diagnostics, "site")?;
    let content = library.root.join(&library.config.content);
    if !content.is_dir() {
        // An empty site would take the place of the one that is there.
        return Err(Failure::new(format!("no site was made, since there is no folder {}", content.display()))
            .hint("make the folder, or set `content` in fieldbook.toml to the one that holds the documents"));
    }
    Ok(())
}

/// Refuses to make something where `fieldbook.toml` can't be read.
fn refuse_unread(library: &Library, diagnostics: &Diagnostics, what: &str) -> Result<(), Failure> {
    if diagnostics.iter().any(|finding| finding.code == Code::ConfigSyntax) {
        Findings::new(&library.root, &diagnostics.of(Code::ConfigSyntax)).print_as_notes()?;
        return Err(Failure::new(format!("no {what} was made, since fieldbook.toml can't be read")));
    }
    Ok(())
}
