//! Kinds: what a document can be, as tables of fields. Built-in kinds (`kinds/`) and a library's own are the same here.

use super::kinds::label_of;
use crate::audience::Audience;

/// A kind of document.
#[derive(Clone, Debug)]
pub struct Kind {
    /// `case-study`
    pub name: String,
    /// "Case study"
    pub label: String,
    /// "Case studies"
    pub plural: String,
    /// Folders under the content folder whose documents are of this kind unless they say otherwise.
    pub folders: Vec<String>,
    /// What its documents are for, in one sentence.
    pub description: String,
    /// The kind's own fields.
    pub fields: Vec<FieldSpec>,
    /// Template of its pages.
    pub template: String,
    /// Whether unknown keys are kept as extra values rather than refused.
    pub open: bool,
    /// Whether the rules read the items of lists in its bodies; those of other kinds are dropped after reading.
    pub keeps_items: bool,
}

/// A field of a kind.
#[derive(Clone, Debug)]
pub struct FieldSpec {
    /// Its key in front matter.
    pub name: String,
    /// What stands before it on a page.
    pub label: String,
    /// What it means, in one sentence.
    pub description: String,
    /// What may stand there.
    pub field_type: FieldType,
    /// Whether it is a list of such values.
    pub list: bool,
    /// Whether it must be there.
    pub required: bool,
    /// Whether lists of the kind can be narrowed by its values. Choices always can.
    pub filter: bool,
    /// The widest circle of readers that see it.
    pub audience: Audience,
}

/// What may stand in a field.
#[derive(Clone, Debug)]
pub enum FieldType {
    /// A line of text.
    Text,
    /// Text with markup.
    Markdown,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A day.
    Date,
    /// A length of time, such as `90d`.
    Duration,
    /// An amount in a currency.
    Money,
    /// An amount, or hours at the library's rate.
    Cost,
    /// The id of a document, of one of these kinds if any are named.
    Document(Vec<String>),
    /// Somebody: a key of `[people]`, an address or a name.
    Person,
    /// One of these words.
    Choice(Vec<String>),
    /// A value of this facet, or one of these other words.
    Facet(String, Vec<String>),
    /// A table with these fields.
    Table(Vec<FieldSpec>),
    /// A table of any values.
    Values,
}

/// All kinds of a library.
#[derive(Clone, Debug, Default)]
pub struct Kinds(pub(super) Vec<Kind>);

impl Kinds {
    /// The kind of that name.
    pub fn get(&self, name: &str) -> Option<&Kind> {
        self.0.iter().find(|kind| kind.name == name)
    }

    /// The kind of documents that are nothing more special. It is always there.
    pub fn page(&self) -> &Kind {
        static PAGE: std::sync::LazyLock<Kind> = std::sync::LazyLock::new(super::kinds::page);
        self.get(super::kinds::PAGE).unwrap_or(&PAGE)
    }

    /// What is said of files that aren't markdown. No document is of it.
    pub fn asset(&self) -> &'static Kind {
        static ASSET: std::sync::LazyLock<Kind> = std::sync::LazyLock::new(super::kinds::asset);
        &ASSET
    }

    /// The kind of that name, be it one of documents or that of files.
    pub fn any(&self, name: &str) -> Option<&Kind> {
        if name == super::kinds::ASSET { Some(self.asset()) } else { self.get(name) }
    }

    /// All of them: the built-in ones in the manual's order, then the library's own.
    pub fn iter(&self) -> std::slice::Iter<'_, Kind> {
        self.0.iter()
    }
}

impl<'k> IntoIterator for &'k Kinds {
    type Item = &'k Kind;
    type IntoIter = std::slice::Iter<'k, Kind>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FieldSpec {
    /// Whether it is called by its name, for want of a label.
    pub fn has_plain_label(&self) -> bool {
        self.label == label_of(&self.name)
    }

    /// Whether its values are of this facet.
    pub fn is_of_facet(&self, facet: &str) -> bool {
        matches!(&self.field_type, FieldType::Facet(name, _) if name == facet)
    }

    /// Whether a build for these readers shows the field.
    pub fn is_shown_to(&self, build: Audience) -> bool {
        self.audience.is_held_by(build)
    }
}
