//! What a page would do in a browser: run scripts, and fetch things that aren't its reader's.

use html5ever::Attribute;

use crate::Active;

/// Attributes by which elements fetch something as they are shown.
const FETCHED: [&str; 5] = ["src", "srcset", "data", "poster", "background"];

/// What an element does by itself.
pub(super) fn of_element(name: &str, attributes: &[Attribute]) -> Vec<Active> {
    let value = |wanted: &str| super::value(attributes, wanted);
    let mut active = Vec::new();
    // What is data for programs is no script.
    if name == "script" && !value("type").is_some_and(|kind| kind.contains("json")) {
        active.push(Active::Script);
    }
    for attribute in attributes {
        let (key, value) = (&*attribute.name.local, &*attribute.value);
        if (key.starts_with("on") && key.len() > 2) || is_script(value) {
            active.push(Active::Script);
        } else if key == "style" {
            active.extend(of_style(value));
        } else if FETCHED.contains(&key) || (is_reference(key) && fetches_by_reference(name)) {
            active.extend(outside(value));
        }
    }
    active
}

/// What a style sheet fetches.
pub(super) fn of_style(style: &str) -> Vec<Active> {
    let addresses = style.split("url(").skip(1).chain(style.split("@import").skip(1));
    let address = |rest: &str| {
        let rest = rest.trim_start().trim_start_matches(['"', '\'']);
        let end = rest.find(['"', '\'', ')', ';', ' ']).unwrap_or(rest.len());
        outside(rest.get(..end)?)
    };
    addresses.filter_map(address).collect()
}

/// Browsers put the text of a drawing's entities where they are named: what stands in them counts as well.
pub(super) fn of_entities(text: &str) -> Option<Active> {
    let mut entities = text.split("<!ENTITY").skip(1).filter_map(|rest| rest.split_once('>'));
    let is_active = |(entity, _): (&str, &str)| {
        let entity = entity.to_ascii_lowercase();
        entity.contains('<') || entity.contains("&#") || entity.contains("script")
    };
    entities.any(is_active).then_some(Active::Script)
}

fn is_reference(key: &str) -> bool {
    key == "href" || key == "xlink:href"
}

/// Whether an element shows what it refers to, rather than leading there.
fn fetches_by_reference(name: &str) -> bool {
    matches!(name, "link" | "image" | "use" | "feimage" | "script" | "base")
}

fn is_script(address: &str) -> bool {
    let address: String = address.chars().filter(|it| !it.is_whitespace() && !it.is_control()).take(16).collect();
    address.to_ascii_lowercase().starts_with("javascript:")
}

/// An address elsewhere.
fn outside(address: &str) -> Option<Active> {
    let address = address.trim();
    let is_outside = ["http://", "https://", "//", "ftp://", "file://"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme)));
    is_outside.then(|| Active::External(address.to_owned()))
}
