//! From the text of a file to a [`Document`]: a function of the text, the file's path and the library's settings.

use jiff::civil::Date;

use super::{
    Config, Document, DocumentId, FieldSpec, History, Kind, Kinds, Place, Places, Review, Status,
    files::DocumentFile,
    freshness::Vouched,
    front_matter::{self, Split},
    kinds,
    node::{Syntax, Table},
    reader::{Read, Reader},
    value::{Data, Fields, Value},
};
use crate::{
    audience::Audience,
    diagnostics::{Diagnostic, Span},
    markdown::{self, Outline},
};

/// What documents are read by.
pub(super) struct Context<'a> {
    pub(super) config: &'a Config,
    pub(super) kinds: &'a Kinds,
    /// Fields of every kind, facets among them.
    pub(super) common: Vec<FieldSpec>,
    pub(super) today: Date,
}

/// Reads a document, and says what is wrong with its front matter.
pub(super) fn parse(source: &str, file: &DocumentFile, context: &Context<'_>) -> (Document, Vec<Diagnostic>) {
    let split = front_matter::split(source);
    let (table, mut findings) = front_matter_of(&split, &file.path);
    let name = Name::of(file.content_path(), context.config);
    let kind = kind_of(&table, &name, context);
    let is_broken = !findings.is_empty();

    let mut reader = Reader {
        path: &file.path,
        source,
        syntax: split.block.map_or(Syntax::Toml, |block| block.syntax),
        config: context.config,
        findings: std::mem::take(&mut findings),
    };
    let block = split.block.map(|block| block.opening).unwrap_or_default();
    let read = reader.document(&table, &context.common, kind, block);
    let findings = reader.findings;

    let mut outline = markdown::outline(source.get(split.body_start..).unwrap_or_default());
    if !kind.keeps_items {
        outline.items = Vec::new();
    }
    let audience = audience(&table, &read.common, is_broken, &name, context.config);
    let mut document = typed(read, kind, context);
    document.places.block = block;
    document.audience = audience;
    document.path.clone_from(&file.path);
    document.body_start = split.body_start;
    if document.title.is_empty() {
        document.title = name.title(&outline, context.config);
    }
    document.id = name.id;
    document.language = name.language;
    document.outline = outline;
    (document, findings)
}

fn front_matter_of(split: &Split<'_>, path: &str) -> (Table, Vec<Diagnostic>) {
    match (&split.block, split.unterminated) {
        (Some(block), _) => front_matter::parse(block, path),
        (None, Some((syntax, opening))) => (Table::default(), vec![front_matter::unterminated(syntax, opening, path)]),
        (None, None) => (Table::default(), Vec::new()),
    }
}

/// What a file's path says.
pub(super) struct Name {
    id: DocumentId,
    pub(super) language: String,
    /// Folders of the file, from the nearest outwards; the last, without a name, is the content folder itself.
    folders: Vec<String>,
}

impl Name {
    pub(super) fn of(content_path: &str, config: &Config) -> Self {
        let stem = content_path.rsplit_once('.').map_or(content_path, |(stem, _)| stem);
        let (stem, language) = match stem.rsplit_once('.') {
            Some((stem, suffix)) if !stem.is_empty() && config.languages.iter().any(|known| known == suffix) => {
                (stem, suffix.to_owned())
            }
            _ => (stem, config.language.clone()),
        };
        let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
        // What Hugo and Zola call the page of a folder.
        let name = if name == "_index" { "index" } else { name };
        let id = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let mut folders = Vec::new();
        let mut rest = folder;
        while !rest.is_empty() {
            folders.push(rest.to_owned());
            rest = rest.rsplit_once('/').map_or("", |(outer, _)| outer);
        }
        // The whole content folder, for settings that hold where no inner folder has its own.
        folders.push(String::new());
        Self { id: DocumentId::new(id), language, folders }
    }

    /// The title of a document that doesn't say its own.
    pub(super) fn title(&self, outline: &Outline, config: &Config) -> String {
        let heading = outline.headings.iter().find(|heading| heading.level == 1 && !heading.text.trim().is_empty());
        if let Some(heading) = heading {
            return heading.text.trim().to_owned();
        }
        let id = self.id.as_str();
        match id.strip_suffix("index").map(|folder| folder.trim_end_matches('/')) {
            Some("") => config.name.clone(),
            Some(folder) if self.is_index() => last_part_in_words(folder),
            _ => last_part_in_words(id),
        }
    }

    fn is_index(&self) -> bool {
        let id = self.id.as_str();
        id == "index" || id.ends_with("/index")
    }
}

fn last_part_in_words(id: &str) -> String {
    kinds::label_of(id.rsplit('/').next().unwrap_or(id))
}

/// The kind by front matter, else by folder, else `page`. The page of a folder is no play or answer itself.
fn kind_of<'k>(table: &Table, name: &Name, context: &Context<'k>) -> &'k Kind {
    let said = table.get("kind").and_then(|node| node.as_text()).and_then(|kind| context.kinds.get(kind));
    let by_folder = || {
        let configured = name.folders.iter().find_map(|folder| context.config.kind_folders.get(folder));
        match configured {
            Some(kind) => context.kinds.get(kind),
            None => name
                .folders
                .iter()
                .find_map(|folder| context.kinds.iter().find(|kind| kind.folders.iter().any(|own| own == folder))),
        }
    };
    said.or_else(|| if name.is_index() { None } else { by_folder() }).unwrap_or_else(|| context.kinds.page())
}

/// For whom a document is. Where that can't be read, it's internal, so that nothing leaks.
pub(super) fn audience(table: &Table, common: &Fields, is_broken: bool, name: &Name, config: &Config) -> Audience {
    if let Some(word) = common.get("audience").and_then(Value::as_str) {
        return word.parse().unwrap_or_default();
    }
    if is_broken || table.get("audience").is_some() {
        return Audience::Internal;
    }
    name.folders.iter().find_map(|folder| config.audiences.get(folder)).copied().unwrap_or_default()
}

/// A document with the typed values of its front matter; what its file's name and body say is still to be set.
pub(super) fn typed(read: Read, kind: &Kind, context: &Context<'_>) -> Document {
    let Read { common, own, extra } = read;
    let mut taker = Taker { places: Places::default(), values: common };
    let status = taker.text("status").and_then(|word| Status::from_word(&word)).unwrap_or_default();
    let vouched = Vouched {
        reviewed: taker.date("reviewed"),
        reviewed_by: taker.text("reviewed_by"),
        every: taker.days("review_every"),
        expires: taker.date("expires"),
    };
    let mut document = Document {
        id: DocumentId::new(""),
        language: String::new(),
        path: String::new(),
        kind: kind.name.clone(),
        title: taker.text("title").unwrap_or_default(),
        summary: taker.text("summary"),
        owner: taker.text("owner"),
        contributors: taker.texts("contributors"),
        status,
        audience: Audience::Internal,
        created: taker.date("created"),
        review: Review::reckon(vouched, &kind.name, status, context.config, context.today),
        tags: taker.texts("tags"),
        facets: std::collections::BTreeMap::new(),
        related: taker.texts("related").into_iter().map(DocumentId::new).collect(),
        aliases: taker.texts("aliases").into_iter().map(|alias| alias.trim_matches('/').to_owned()).collect(),
        cost: taker.money("cost"),
        fields: own,
        extra,
        outline: Outline::default(),
        body_start: 0,
        places: Places::default(),
        history: History::default(),
    };
    let _: Option<String> = taker.text("kind");
    let _: Option<String> = taker.text("audience");
    for facet in &context.config.facets {
        let mut values = taker.texts(&facet.name);
        values.extend(facet_values_of_own_fields(&document.fields, kind, &facet.name));
        values.retain(|value| facet.value(value).is_some());
        let mut seen = std::collections::BTreeSet::new();
        values.retain(|value| seen.insert(value.clone()));
        if !values.is_empty() {
            document.facets.insert(facet.name.clone(), values);
        }
    }
    document.places = taker.places;
    document
}

/// Values of a facet that stand in fields of the kind's own (a SWOT's subject, say), as far as all readers see those.
fn facet_values_of_own_fields(fields: &Fields, kind: &Kind, facet: &str) -> Vec<String> {
    let mut values = Vec::new();
    for spec in kind.fields.iter().filter(|spec| spec.is_of_facet(facet) && spec.is_shown_to(Audience::Customer)) {
        let Some(value) = fields.get(&spec.name) else { continue };
        values.extend(value.as_str().map(str::to_owned));
        values.extend(value.elements().iter().filter_map(Value::as_str).map(str::to_owned));
    }
    values
}

/// Takes typed values out of checked fields, noting where they stand.
struct Taker {
    values: Fields,
    places: Places,
}

impl Taker {
    fn take(&mut self, name: &str) -> Option<Data> {
        let value = self.values.remove(name)?;
        let elements: Box<[Span]> = value.elements().iter().map(|element| element.span).collect();
        self.places.set(name, Place { value: value.span, elements });
        Some(value.data)
    }

    fn text(&mut self, name: &str) -> Option<String> {
        match self.take(name)? {
            Data::Text(text) => Some(text.trim().to_owned()),
            _ => None,
        }
    }

    fn texts(&mut self, name: &str) -> Vec<String> {
        let Some(Data::List(values)) = self.take(name) else { return Vec::new() };
        values
            .into_iter()
            .filter_map(|value| match value.data {
                Data::Text(text) => Some(text),
                _ => None,
            })
            .collect()
    }

    fn date(&mut self, name: &str) -> Option<Date> {
        match self.take(name)? {
            Data::Date(date) => Some(date),
            _ => None,
        }
    }

    fn days(&mut self, name: &str) -> Option<u32> {
        match self.take(name)? {
            Data::Duration(days) => Some(days),
            _ => None,
        }
    }

    fn money(&mut self, name: &str) -> Option<super::Money> {
        match self.take(name)? {
            Data::Money(money) => Some(money),
            _ => None,
        }
    }
}
