//! From the text of `fieldbook.toml` to a [`Config`] and the library's kinds.

use std::{collections::BTreeMap, path::Path};

use super::{
    AssetRules, Brand, Config, Offline, Outputs, Reporting, ReviewPolicy, assets, brand, facets, offline, own_kinds,
    reader::Reader, reporting, usage,
};
use crate::{
    audience::Audience,
    diagnostics::{Code, Diagnostic, Span},
    library::{
        Kind, Kinds,
        front_matter::parse_toml,
        kinds,
        node::{Node, Table},
        reader::is_currency,
        suggestion,
    },
};

/// Name of the file, in the library's root.
pub(in crate::library) const FILE: &str = "fieldbook.toml";

/// What a library's own file says.
#[derive(Debug)]
pub(in crate::library) struct Settings {
    pub(in crate::library) config: Config,
    pub(in crate::library) kinds: Kinds,
    pub(in crate::library) findings: Vec<Diagnostic>,
}

const KEYS: [&str; 25] = [
    "name",
    "description",
    "language",
    "languages",
    "base_url",
    "edit_url",
    "theme",
    "brand",
    "content",
    "currency",
    "hourly_rate",
    "unsafe_html",
    "link_terms",
    "claim_max_age",
    "ignore",
    "review",
    "audiences",
    "kinds",
    "facets",
    "outputs",
    "assets",
    "offline",
    "usage",
    "report",
    "people",
];

/// Reads the text of `fieldbook.toml`; `None` where there is no such file. `root` gives a library without a name one,
/// and tells which folders exist.
pub(in crate::library) fn read(text: Option<&str>, root: &Path) -> Settings {
    let mut reader = Reader::default();
    let mut config = defaults(root);
    let Some(text) = text else {
        return Settings { config, kinds: Kinds(kinds::built_in()), findings: reader.findings };
    };
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let parsed = parse_toml(text.get(bom..).unwrap_or_default(), bom);
    for problem in parsed.problems {
        match problem.first {
            Some(first) => reader.duplicate(problem.message, problem.span, first),
            None => reader.find(
                Diagnostic::new(Code::ConfigSyntax, format!("`{FILE}` isn't valid TOML"))
                    .label(problem.message)
                    .help("write `key = value`, with text in double quotes, and tables under `[name]`"),
                problem.span,
            ),
        }
    }
    "content".clone_into(&mut config.content);
    let table = &parsed.table;
    reader.only_keys(table, "", &KEYS);
    texts(&mut reader, table, &mut config);
    figures(&mut reader, table, &mut config);
    languages(&mut reader, table, &mut config);
    folders(&mut reader, table, root, &mut config);
    config.brand = brand::read(&mut reader, table, root, &config.content);
    config.ignore = reader.globs(table, "ignore").unwrap_or_default();
    config.facets = facets::read(&mut reader, table);
    config.outputs = outputs(&mut reader, table);
    config.assets = assets::read(&mut reader, table);
    config.offline = offline::read(&mut reader, table);
    config.usage = usage::read(&mut reader, table);
    config.reporting = reporting::read(&mut reader, table, &config.facets);
    config.people = people(&mut reader, table);

    let mut all = Kinds(kinds::built_in());
    let kinds_table = reader.table(table, "kinds");
    if let Some(kinds_table) = kinds_table {
        reader.only_keys(kinds_table, "[kinds]", &["folders", "own"]);
        let own = own_kinds::read(&mut reader, kinds_table, &config.facets, &all.0);
        all.0.extend(own);
    }
    config.kind_folders = kind_folders(&mut reader, kinds_table, &all.0);
    config.review = review(&mut reader, table, &all.0);
    config.audiences = audiences(&mut reader, table);
    Settings { config, kinds: all, findings: reader.findings }
}

fn defaults(root: &Path) -> Config {
    let name = root.file_name().map(|name| name.to_string_lossy().into_owned());
    Config {
        name: name.filter(|name| !name.is_empty()).unwrap_or_else(|| "Library".to_owned()),
        description: None,
        language: "en".to_owned(),
        languages: vec!["en".to_owned()],
        base_url: None,
        edit_url: None,
        theme: "default".to_owned(),
        brand: Brand::default(),
        content: String::new(),
        currency: "EUR".to_owned(),
        hourly_rate: None,
        unsafe_html: false,
        link_terms: true,
        claim_max_age: 180,
        ignore: Vec::new(),
        review: ReviewPolicy { every: None, due: 14, kinds: BTreeMap::new() },
        kind_folders: BTreeMap::new(),
        audiences: BTreeMap::new(),
        facets: vec![facets::stage()],
        outputs: Outputs::default(),
        assets: AssetRules::default(),
        offline: Offline::default(),
        usage: None,
        reporting: Reporting::default(),
        people: BTreeMap::new(),
    }
}

fn texts(reader: &mut Reader, table: &Table, config: &mut Config) {
    if let Some(name) = reader.text(table, "name") {
        config.name = name;
    }
    config.description = reader.text(table, "description");
    let is_address = |text: &str| text.starts_with("https://") || text.starts_with("http://");
    let rule = "an address that begins with `https://` or `http://`";
    config.base_url = reader
        .text_that(table, "base_url", rule, |text| is_address(text) && !text.contains(['?', '#', ' ']))
        .map(|address| format!("{}/", address.trim_end_matches('/')));
    let rule = "an address with `{path}` where the file's path goes";
    config.edit_url = reader.text_that(table, "edit_url", rule, |text| is_address(text) && text.contains("{path}"));
}

fn figures(reader: &mut Reader, table: &Table, config: &mut Config) {
    if let Some(currency) = reader.text_that(table, "currency", "three capital letters, like `EUR`", is_currency) {
        config.currency = currency;
    }
    config.hourly_rate = reader.number(table, "hourly_rate");
    config.unsafe_html = reader.boolean(table, "unsafe_html").unwrap_or(false);
    config.link_terms = reader.boolean(table, "link_terms").unwrap_or(true);
    if let Some(days) = reader.duration(table, "claim_max_age") {
        config.claim_max_age = days;
    }
}

fn outputs(reader: &mut Reader, table: &Table) -> Outputs {
    let usual = Outputs::default();
    let Some(table) = reader.table(table, "outputs") else { return usual };
    reader.only_keys(table, "[outputs]", &["json", "markdown", "social_cards"]);
    Outputs {
        json: reader.boolean(table, "json").unwrap_or(usual.json),
        markdown: reader.boolean(table, "markdown").unwrap_or(usual.markdown),
        social_cards: reader.boolean(table, "social_cards").unwrap_or(usual.social_cards),
    }
}

fn languages(reader: &mut Reader, table: &Table, config: &mut Config) {
    let rule = "a language tag, like `en` or `pt-BR`";
    if let Some(language) = reader.text_that(table, "language", rule, is_language) {
        config.language = language;
    }
    config.languages = vec![config.language.clone()];
    let mut seen: Vec<(String, Span)> = Vec::new();
    for (language, span) in reader.texts(table, "languages").unwrap_or_default() {
        if !is_language(&language) {
            let message = format!("`{language}` is no language");
            reader.find(Diagnostic::new(Code::ConfigBadValue, message).help(format!("it must be {rule}")), span);
        } else if let Some((_, first)) = seen.iter().find(|(other, _)| *other == language) {
            reader.duplicate(format!("the language `{language}` is there twice"), span, *first);
        } else {
            if language != config.language {
                config.languages.push(language.clone());
            }
            seen.push((language, span));
        }
    }
}

/// Whether it looks like a BCP 47 tag.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let primary = parts.next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn folders(reader: &mut Reader, table: &Table, root: &Path, config: &mut Config) {
    let rule = "the name of a folder under `themes/`";
    if let Some(theme) = reader.text_that(table, "theme", rule, |text| is_folder(text) && !text.contains('/')) {
        if theme != "default" && !root.join("themes").join(&theme).is_dir() {
            let help = format!("make the folder `themes/{theme}`, or leave `theme` out");
            reader.unknown_name(format!("there is no theme `{theme}`"), help, span_of(table, "theme"));
        }
        config.theme = theme;
    }
    let rule = "a folder in the library";
    if let Some(content) = reader.text_that(table, "content", rule, |text| text == "." || is_folder(text)) {
        config.content = if content == "." { String::new() } else { content.trim_end_matches('/').to_owned() };
    }
    if !root.join(&config.content).is_dir() {
        let message = format!("there is no folder `{}` with documents", config.content);
        let help = "make the folder, or set `content` to the one that holds the documents";
        reader.unknown_name(message, help, span_of(table, "content"));
    }
}

/// Whether it is the path of a folder within another one.
fn is_folder(text: &str) -> bool {
    !text.is_empty()
        && !text.contains(['\\', '\0'])
        && text.trim_end_matches('/').split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

fn people(reader: &mut Reader, table: &Table) -> BTreeMap<String, String> {
    let mut people = BTreeMap::new();
    let Some(table) = reader.table(table, "people") else { return people };
    for entry in &table.entries {
        let Some(person) = reader.table(table, &entry.key) else { continue };
        reader.only_keys(person, "[people]", &["name"]);
        if let Some(name) = reader.text(person, "name") {
            people.insert(entry.key.clone(), name);
        }
    }
    people
}

fn kind_folders(reader: &mut Reader, kinds_table: Option<&Table>, kinds: &[Kind]) -> BTreeMap<String, String> {
    let mut folders = BTreeMap::new();
    let Some(table) = kinds_table.and_then(|table| reader.table(table, "folders")) else { return folders };
    for entry in &table.entries {
        let Some(kind) = reader.text(table, &entry.key) else { continue };
        if kinds.iter().any(|known| known.name == kind) {
            folders.insert(folder_key(&entry.key), kind);
        } else {
            let help = suggestion::did_you_mean(&kind, kinds.iter().map(|kind| kind.name.as_str()));
            reader.unknown_name(format!("there is no kind `{kind}`"), help, entry.node.span);
        }
    }
    folders
}

fn review(reader: &mut Reader, table: &Table, kinds: &[Kind]) -> ReviewPolicy {
    let mut policy = ReviewPolicy { every: None, due: 14, kinds: BTreeMap::new() };
    let Some(table) = reader.table(table, "review") else { return policy };
    reader.only_keys(table, "[review]", &["every", "due", "kinds"]);
    policy.every = reader.duration(table, "every");
    policy.due = reader.duration(table, "due").unwrap_or(policy.due);
    let Some(table) = reader.table(table, "kinds") else { return policy };
    for entry in &table.entries {
        if !kinds.iter().any(|kind| kind.name == entry.key) {
            let help = suggestion::did_you_mean(&entry.key, kinds.iter().map(|kind| kind.name.as_str()));
            reader.unknown_name(format!("there is no kind `{}`", entry.key), help, entry.key_span);
        } else if let Some(days) = reader.duration(table, &entry.key) {
            policy.kinds.insert(entry.key.clone(), days);
        }
    }
    policy
}

fn audiences(reader: &mut Reader, table: &Table) -> BTreeMap<String, Audience> {
    let mut audiences = BTreeMap::new();
    let Some(table) = reader.table(table, "audiences") else { return audiences };
    for entry in &table.entries {
        let Some(word) = reader.text(table, &entry.key) else { continue };
        let audience = word.parse().unwrap_or_else(|_| {
            let help = suggestion::did_you_mean(&word, Audience::ALL.map(Audience::as_str));
            reader.bad_value(&entry.node, format!("`{word}` is no audience"), help);
            // Not for more readers than was meant: the folder could be within one for customers.
            Audience::Internal
        });
        audiences.insert(folder_key(&entry.key), audience);
    }
    audiences
}

/// A folder as keys name it: relative to the content folder, without slashes around; nothing for the content folder itself,
/// which is written `.`.
fn folder_key(folder: &str) -> String {
    folder
        .strip_prefix('.')
        .filter(|rest| rest.is_empty() || rest.starts_with('/'))
        .unwrap_or(folder)
        .trim_matches('/')
        .to_owned()
}

fn span_of(table: &Table, key: &str) -> Span {
    table.get(key).map(|node: &Node| node.span).unwrap_or_default()
}
