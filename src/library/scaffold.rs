//! The beginning of a document: its kind's fields, each with what goes there, and the headings that its body has.
//!
//! What must be filled in is left empty, so that `check` asks for it; what may be is commented out.

use std::fmt::Write as _;

use super::{Facet, FieldSpec, FieldType, Kind, Library};

/// What is worth writing in a document of any kind.
const COMMON: &str = "\
status = \"draft\"  # Remove this line when it may be used.
# summary = \"\"  # One line, shown in lists and results.
# owner = \"\"  # Who answers for it.
# audience = \"internal\"  # Who may see it. One of `internal`, `partner`, `customer`.
";

/// The text of a new document. `kind_by_folder` says whether its folder tells its kind, so that it needn't be written.
pub fn scaffold(library: &Library, kind: &Kind, title: &str, kind_by_folder: bool) -> String {
    let mut text = String::from("+++\n");
    // Writing to a string can't fail.
    let _ = writeln!(text, "title = {}", toml_edit::value(title).to_string().trim());
    if !kind_by_folder {
        let _ = writeln!(text, "kind = \"{}\"", kind.name);
    }
    text.push_str(COMMON);
    for facet in &library.config.facets {
        text.push_str(&facet_line(facet, kind));
    }
    let (tables, values): (Vec<&FieldSpec>, Vec<&FieldSpec>) = kind.fields.iter().partition(|spec| is_table(spec));
    for spec in values {
        text.push_str(&line(library, spec));
    }
    // In TOML, what follows a table's header belongs to the table, so tables come last.
    for spec in tables {
        text.push_str(&table(library, spec));
    }
    let _ = write!(text, "+++\n\n{}", body(&kind.name));
    text
}

/// The line of a facet; nothing where it has no values yet, or where a field of the kind holds them.
fn facet_line(facet: &Facet, kind: &Kind) -> String {
    let is_held = |spec: &FieldSpec| matches!(&spec.field_type, FieldType::Facet(name, _) if *name == facet.name);
    if facet.values.is_empty() || kind.fields.iter().any(is_held) {
        return String::new();
    }
    let values: Vec<String> = facet.values.iter().map(|value| value.id.clone()).collect();
    format!("# {} = []  # {}.\n", facet.name, one_of(&values))
}

fn is_table(spec: &FieldSpec) -> bool {
    matches!(spec.field_type, FieldType::Table(_))
}

fn line(library: &Library, spec: &FieldSpec) -> String {
    let mark = if spec.required { "" } else { "# " };
    let empty = if spec.list { "[]" } else { "\"\"" };
    let hint = hint(library, &spec.field_type);
    format!("{mark}{} = {empty}  # {}{hint}\n", spec.name, spec.description)
}

fn table(library: &Library, spec: &FieldSpec) -> String {
    let FieldType::Table(fields) = &spec.field_type else { return String::new() };
    let mark = if spec.required { "" } else { "# " };
    let header = if spec.list { format!("[[{}]]", spec.name) } else { format!("[{}]", spec.name) };
    let mut text = format!("\n# {}\n{mark}{header}\n", spec.description);
    for field in fields {
        let line = line(library, field);
        text.push_str(if line.starts_with('#') { "" } else { mark });
        text.push_str(&line);
    }
    text
}

/// What may stand in a field, where its description can't know.
fn hint(library: &Library, field_type: &FieldType) -> String {
    match field_type {
        FieldType::Choice(choices) => format!(" {}.", one_of(choices)),
        FieldType::Facet(name, others) => {
            let facet = library.config.facets.iter().find(|facet| facet.name == *name);
            let mut known: Vec<String> =
                facet.map(|facet| facet.values.iter().map(|value| value.id.clone()).collect()).unwrap_or_default();
            known.extend(others.iter().cloned());
            let more = if facet.is_some_and(|facet| !facet.values.is_empty()) {
                String::new()
            } else {
                format!(", or what `[facets.{name}]` in fieldbook.toml declares")
            };
            format!(" {}{more}.", one_of(&known))
        }
        FieldType::Document(kinds) if kinds.is_empty() => " Ids of documents.".to_owned(),
        FieldType::Document(kinds) => format!(" Ids of documents of kind {}.", kinds.join(" or ")),
        FieldType::Money | FieldType::Cost => {
            format!(" Such as {{ amount = 500, currency = \"{}\" }}.", library.config.currency)
        }
        FieldType::Date => format!(" Such as {}.", library.today),
        FieldType::Duration => " Such as \"90d\".".to_owned(),
        FieldType::Boolean => " true or false, without quotes.".to_owned(),
        FieldType::Integer | FieldType::Number => " A number, without quotes.".to_owned(),
        _ => String::new(),
    }
}

fn one_of(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    format!("One of {}", words.join(", "))
}

/// The headings that bodies of a kind have.
fn body(kind: &str) -> &'static str {
    match kind {
        "playbook" => include_str!("scaffold/playbook.md"),
        "swot" => include_str!("scaffold/swot.md"),
        "case-study" => include_str!("scaffold/case-study.md"),
        "answer" => "<!-- The long answer. -->\n",
        "lesson" => include_str!("scaffold/lesson.md"),
        "term" => "<!-- The definition. -->\n",
        _ => "<!-- The text. -->\n",
    }
}

/// A title as a file's name: small letters and digits, other characters as single hyphens.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for letter in title.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            // "don't" is one word.
            '\'' | '’' => {}
            letter if letter.is_alphanumeric() => slug.push(letter),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_end_matches('-').to_owned()
}

impl Library {
    /// The folder in which documents are of a kind by themselves, relative to the root: one that is there, else the one to be made.
    pub fn home(&self, kind: &Kind) -> Option<String> {
        let configured = self.config.kind_folders.iter().filter(|(_, name)| **name == kind.name);
        let folders = configured.map(|(folder, _)| folder).chain(&kind.folders);
        let folders: Vec<String> = folders.map(|folder| format!("{}/{folder}", self.config.content)).collect();
        folders.iter().find(|folder| self.root.join(folder).is_dir()).or(folders.first()).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_the_words_of_its_title() {
        assert_eq!(slug("Do you encrypt data at rest?"), "do-you-encrypt-data-at-rest");
        assert_eq!(slug("  Über uns: Größe & mehr "), "ueber-uns-groesse-mehr");
        assert_eq!(slug("Don’t / won't"), "dont-wont");
        assert_eq!(slug("顧客"), "顧客");
        assert_eq!(slug("../..?"), "");
    }
}
