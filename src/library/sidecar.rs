//! Sidecars: what `deck.pptx.toml` says of `deck.pptx`, read like front matter.

use std::{fs, path::Path};

use super::{
    Document,
    files::DocumentFile,
    front_matter, kinds,
    load::not_utf8,
    node::{Syntax, Table},
    parse::{self, Context, Name},
    reader::{Read, Reader},
    target::join,
    value::Value,
};
use crate::{
    diagnostics::{Code, Diagnostic, Span},
    markdown::Outline,
};

/// What a sidecar says.
pub(super) struct Said {
    pub(super) about: Document,
    /// The sidecar's path.
    pub(super) about_path: String,
    pub(super) findings: Vec<Diagnostic>,
}

/// Reads the sidecar of a file. Where the file isn't there, the sidecar must say where it is.
pub(super) fn read(root: &Path, path: &str, file: &DocumentFile, is_there: bool, context: &Context<'_>) -> Said {
    let (source, mut findings) = match fs::read(root.join(path)).map(String::from_utf8) {
        Ok(Ok(source)) => (source, Vec::new()),
        Ok(Err(error)) => (String::new(), vec![not_utf8(path, error.as_bytes())]),
        Err(error) => {
            let finding = Diagnostic::new(Code::UnreadableFile, format!("this file can't be read: {error}"));
            (String::new(), vec![finding.at(path, None).help("make it readable, or remove it")])
        }
    };
    let (mut about, of_values) = parse(&source, path, file, !findings.is_empty(), context);
    findings.extend(of_values);
    findings.extend(of_place(&about, path, file, is_there));
    path.clone_into(&mut about.path);
    Said { about, about_path: path.to_owned(), findings }
}

/// What is to be known of a file of which nothing is said.
pub(super) fn unsaid(file: &DocumentFile, context: &Context<'_>) -> Document {
    let kind = kinds::asset();
    let about = parse::typed(Read::default(), &kind, context);
    let mut about = named(about, &Table::default(), &Read::default(), file, false, context);
    about.review.state = None;
    about
}

fn parse(
    source: &str,
    path: &str,
    file: &DocumentFile,
    is_unreadable: bool,
    context: &Context<'_>,
) -> (Document, Vec<Diagnostic>) {
    let bom = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let parsed = front_matter::parse_toml(source.get(bom..).unwrap_or_default(), bom);
    let is_broken = is_unreadable || !parsed.problems.is_empty();
    let findings = parsed.problems.into_iter().map(|problem| match problem.first {
        Some(first) => Diagnostic::new(Code::DuplicateKey, problem.message)
            .at(path, problem.span)
            .label("here again")
            .help("keep one of the two")
            .related(path, first, "first here"),
        None => Diagnostic::new(Code::FrontMatterSyntax, "the sidecar isn't valid TOML")
            .at(path, problem.span)
            .label(problem.message)
            .help("write each field as `key = value`, with text in double quotes"),
    });
    let findings = findings.collect();
    let mut reader = Reader { path, source, syntax: Syntax::Toml, config: context.config, findings };
    let kind = kinds::asset();
    let is_of_files = |name: &str| !kinds::NOT_OF_ASSETS.contains(&name);
    let common: Vec<_> = context.common.iter().filter(|spec| is_of_files(&spec.name)).cloned().collect();
    let read = reader.document(&parsed.table, &common, &kind, Span::default());
    let findings = reader.findings;
    let said = Read { common: read.common.clone(), ..Read::default() };
    let about = parse::typed(read, &kind, context);
    (named(about, &parsed.table, &said, file, is_broken, context), findings)
}

/// What the file's name says, where the sidecar doesn't.
fn named(
    mut about: Document,
    table: &Table,
    read: &Read,
    file: &DocumentFile,
    is_broken: bool,
    context: &Context<'_>,
) -> Document {
    let name = Name::of(file.content_path(), context.config);
    about.audience = parse::audience(table, &read.common, is_broken, &name, context.config);
    about.path.clone_from(&file.path);
    if about.title.is_empty() {
        about.title = name.title(&Outline::default(), context.config);
    }
    about.language = name.language;
    about
}

/// A sidecar belongs to a file, here or elsewhere.
fn of_place(about: &Document, path: &str, file: &DocumentFile, is_there: bool) -> Option<Diagnostic> {
    let (url, hash) = (about.fields.get("url"), about.fields.get("hash"));
    let name = file.path.rsplit('/').next().unwrap_or_default();
    match (url, hash) {
        (None, _) if !is_there => Some(
            Diagnostic::new(Code::SidecarWithoutFile, format!("there is no file {name} that this is the sidecar of"))
                .at(path, None)
                .help("add the file, name the sidecar after the file that is there, or say where it is: `url = \"https://…\"`"),
        ),
        (Some(url), None) if !is_there => Some(
            Diagnostic::new(Code::ReferenceWithoutHash, "nothing says which bytes are behind this address")
                .at(path, url.span)
                .label("may change without notice")
                .help(format!("add `hash = \"…\"`, which `b3sum {name}` tells")),
        ),
        _ => None,
    }
}

/// The files that one takes the place of, by their paths relative to the root.
pub(super) fn replaced(about: &Document, file: &DocumentFile) -> Vec<String> {
    let content = file.path.get(..file.content_start).unwrap_or_default();
    let inner = file.content_path();
    let folder = inner.rsplit_once('/').map_or("", |(folder, _)| folder);
    let written = about.fields.get("replaces").map(Value::elements).unwrap_or_default();
    let places = written.iter().filter_map(Value::as_str).filter_map(|written| match written.strip_prefix('/') {
        Some(path) => join("", path),
        None => join(folder, written),
    });
    places.map(|place| format!("{content}{place}")).collect()
}
