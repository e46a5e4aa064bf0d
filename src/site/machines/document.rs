//! A document as JSON.

use std::collections::BTreeMap;

use fieldbook_extract::Facts;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::{Addresses, FORMAT, Identity, value};
use crate::{
    library::{Asset, Money},
    markdown::{ContentsEntry, Rendered, Section},
    site::{asset as site_asset, plan::Plan},
};

/// A document.
#[derive(Serialize)]
struct DocumentFile<'a> {
    format: u32,
    #[serde(flatten)]
    identity: Identity<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contributors: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<Date>,
    facets: BTreeMap<&'a str, &'a [String]>,
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: Option<&'a Money>,
    fields: BTreeMap<&'a str, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<File<'a>>,
    variants: Vec<Variant<'a>>,
    related: Vec<Reference<'a>>,
    headings: &'a [ContentsEntry],
    sections: Vec<SectionText<'a>>,
}

/// The file that it is about.
#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    media_type: Option<&'static str>,
    #[serde(flatten)]
    extent: Extent,
}

/// How much of what is in a file.
#[derive(Default, Serialize)]
struct Extent {
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slides: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheets: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<u32>,
}

impl<'a> File<'a> {
    fn new(plan: &Plan<'_>, asset: &'a Asset) -> Self {
        let known = plan.reader.known(asset);
        let media_type = known.as_ref().map(|known| known.media.name());
        let facts = known.and_then(|known| known.told.ok()?).map(|told| told.facts).unwrap_or_default();
        let Facts { pages, slides, sheets, width, height, seconds, .. } = facts;
        Self {
            name: asset.name(),
            url: match &asset.reference {
                Some(reference) => reference.url.clone(),
                None => plan.base.whole(&site_asset::address(plan, asset)),
            },
            bytes: asset.size,
            media_type,
            extent: Extent { pages, slides, sheets, width, height, seconds },
        }
    }
}

/// The same document in another language.
#[derive(Serialize)]
struct Variant<'a> {
    language: &'a str,
    #[serde(flatten)]
    addresses: Addresses,
}

/// Another document.
#[derive(Serialize)]
struct Reference<'a> {
    id: &'a str,
    title: &'a str,
    url: String,
}

/// The text from one heading to the next.
#[derive(Serialize)]
struct SectionText<'a> {
    anchor: Option<&'a str>,
    heading: &'a str,
    text: &'a str,
}

/// A document whose body has been rendered.
pub fn document<'a>(plan: &'a Plan<'_>, number: usize, rendered: &'a Rendered) -> impl Serialize + 'a {
    let planned = &plan.documents[number];
    let held = planned.held;
    let others = plan.variants(number).iter().filter(|variant| **variant != number);
    let variant = |variant: &usize| {
        let other = &plan.documents[*variant];
        Variant { language: other.held.language(), addresses: Addresses::new(plan, other) }
    };
    let related = held.related().iter().filter_map(|id| plan.find(id, held.language()));
    let reference = |number: usize| {
        let other = &plan.documents[number];
        Reference { id: other.held.id().as_str(), title: other.held.title(), url: plan.base.whole(&other.url) }
    };
    let section = |section| {
        let Section { anchor, heading, text }: &Section = section;
        SectionText { anchor: anchor.as_deref(), heading, text }
    };
    DocumentFile {
        format: FORMAT,
        identity: Identity::new(plan, planned),
        contributors: held.contributors(),
        created: held.created(),
        facets: held.facets().collect(),
        tags: held.tags(),
        cost: held.cost(),
        fields: value::fields(plan, held),
        file: planned.asset.map(|asset| File::new(plan, asset)),
        variants: others.map(variant).collect(),
        related: related.map(reference).collect(),
        headings: &rendered.contents,
        sections: rendered.sections.iter().map(section).collect(),
    }
}
