//! What can be wrong with a theme, by file, line and column.

use std::{collections::BTreeMap, error::Error, io, path::PathBuf};

/// Why a theme can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ThemeError {
    /// A file can't be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The library asks for a theme that isn't there.
    #[error("{}: there is no such theme", folder.display())]
    Missing {
        /// Where it should be.
        folder: PathBuf,
    },
    /// A template isn't UTF-8.
    #[error("{origin}: a template must be UTF-8 text")]
    NotText {
        /// Its file.
        origin: String,
    },
    /// A kind is set with a template that the theme doesn't have.
    #[error("fieldbook.toml: the kind `{kind}` is set with `{template}`, which the theme doesn't have")]
    NoTemplate {
        /// The kind's name.
        kind: String,
        /// The template's name.
        template: String,
    },
    /// A file of words isn't valid.
    #[error("{origin}: {report}")]
    Words {
        /// The file.
        origin: String,
        /// What is wrong.
        report: String,
    },
    /// A folder of words isn't named after a language.
    #[error("words/{language}: that is no language")]
    BadLanguage {
        /// The folder's name.
        language: String,
    },
    /// A template isn't valid, or asks for something that a page doesn't have.
    #[error("{origin}{}: {report}", place_suffix(*place))]
    Template {
        /// The template's file.
        origin: String,
        /// Line and column, from 1, where they are known.
        place: Option<(usize, usize)>,
        /// What is wrong.
        report: String,
    },
}

fn place_suffix(place: Option<(usize, usize)>) -> String {
    place.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"))
}

impl ThemeError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Read { .. } => "make the file readable, or remove it",
            Self::Missing { .. } => "make that folder, or remove `theme` from fieldbook.toml",
            Self::NotText { .. } => "save the file as UTF-8",
            Self::NoTemplate { .. } => {
                "add it to the theme's folder `templates`, or leave `template` out for that of plain documents"
            }
            Self::Words { .. } => "mend the file; its form is Fluent's: https://projectfluent.org/fluent/guide/",
            Self::BadLanguage { .. } => "name it by a BCP 47 tag, as `nl` or `pt-BR`",
            Self::Template { .. } => {
                "mend the template; if it replaces one of the default theme, compare it with that one"
            }
        }
    }

    /// Says a template engine's error in terms of files; `origins` are the files by template name.
    pub(super) fn template(error: &tera::Error, origins: &BTreeMap<String, String>) -> Self {
        if let tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) = error.kind() {
            let origin = origins.get(report.filename()).cloned().unwrap_or_else(|| report.filename().to_owned());
            let place = Some((report.span().start_line, report.span().start_col + 1));
            return Self::Template { origin, place, report: with_causes(report.message(), error) };
        }
        // What is found when templates are put together comes as text that names templates as `--> NAME:LINE:COLUMN`.
        let text = error.to_string();
        let place = text.split("--> ").nth(1).and_then(|rest| {
            let mut parts = rest.lines().next()?.rsplitn(3, ':');
            let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            Some((parts.next()?, line, column))
        });
        match place {
            Some((name, line, column)) => Self::Template {
                origin: origins.get(name).cloned().unwrap_or_else(|| name.to_owned()),
                place: Some((line, column)),
                report: text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned(),
            },
            None => Self::Template { origin: "theme".to_owned(), place: None, report: with_causes(&text, error) },
        }
    }
}

fn with_causes(message: &str, error: &tera::Error) -> String {
    let mut text = message.to_owned();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
