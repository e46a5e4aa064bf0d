//! Sanitises a page that holds raw HTML.
//!
//! Tags in markdown come one by one, and one that opens in a paragraph may be closed in another. So it's the whole page
//! that is sanitised, with our own markup in it: the list of what may stay holds what `html` writes as well.

use std::{borrow::Cow, collections::HashSet, sync::OnceLock};

use ammonia::Builder;

/// Elements beside those that ammonia allows.
const TAGS: [&str; 36] = [
    "section",
    "picture",
    "source",
    "video",
    "audio",
    "track",
    "input",
    "tfoot", // HTML
    "math",
    "mrow",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "mspace",
    "mfrac",
    "msqrt",
    "mroot",
    "mstyle",
    "merror",
    "mpadded",
    "mphantom",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
    "semantics",
    "annotation",
];

/// Attributes that every element may have.
const GENERIC: [&str; 10] =
    ["lang", "title", "class", "id", "dir", "role", "tabindex", "aria-label", "aria-hidden", "aria-describedby"];

/// Attributes of single elements, beside those that ammonia allows.
const ATTRIBUTES: [(&str, &[&str]); 17] = [
    ("a", &["rel", "name"]),
    ("details", &["open"]),
    ("img", &["loading", "decoding"]),
    ("input", &["type", "disabled", "checked"]),
    ("ol", &["reversed", "type"]),
    ("span", &["data-name"]),
    ("time", &["datetime"]),
    ("source", &["src", "type", "media"]),
    ("video", &["src", "poster", "controls", "width", "height", "muted", "loop", "preload"]),
    ("audio", &["src", "controls", "muted", "loop", "preload"]),
    ("track", &["src", "kind", "srclang", "label", "default"]),
    ("math", &["display"]),
    (
        "mo",
        &[
            "stretchy",
            "fence",
            "form",
            "separator",
            "lspace",
            "rspace",
            "minsize",
            "maxsize",
            "largeop",
            "movablelimits",
            "symmetric",
            "mathvariant",
        ],
    ),
    ("mi", &["mathvariant"]),
    ("mspace", &["width", "height", "depth"]),
    ("mfrac", &["linethickness", "displaystyle", "scriptlevel"]),
    ("mtd", &["columnspan"]),
];

/// What is left of a page when nothing in it can run, ask for input or load a page of others.
pub(super) fn clean(html: &str) -> String {
    static BUILDER: OnceLock<Builder<'static>> = OnceLock::new();
    BUILDER.get_or_init(builder).clean(html).to_string()
}

fn builder() -> Builder<'static> {
    let mut builder = Builder::default();
    builder.add_tags(TAGS).generic_attributes(HashSet::from(GENERIC)).link_rel(None).attribute_filter(
        |_, attribute, value| {
            // An order of its own would take the keyboard's user out of that of the page.
            (attribute != "tabindex" || matches!(value, "0" | "-1")).then_some(Cow::Borrowed(value))
        },
    );
    for (tag, attributes) in ATTRIBUTES {
        builder.add_tag_attributes(tag, attributes);
    }
    for tag in ["mstyle", "mrow", "mover", "munder", "munderover", "mtable", "mtr"] {
        builder.add_tag_attributes(tag, &["displaystyle", "scriptlevel", "accent", "accentunder"]);
    }
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_or_asks_goes() {
        for bad in [
            "<script>alert(1)</script>",
            "<style>p { color: red }</style>",
            "<iframe src=\"https://example.com\"></iframe>",
            "<form action=\"/x\"></form>",
            "<!-- a comment -->",
        ] {
            assert_eq!(clean(bad), "", "{bad}");
        }
        assert_eq!(clean("<p onclick=\"evil()\" style=\"color: red\">x</p>"), "<p>x</p>");
        assert_eq!(clean("<a href=\"java&#115;cript:evil()\">x</a>"), "<a>x</a>");
        assert_eq!(clean("<b tabindex=\"5\">x</b>"), "<b>x</b>");
    }

    #[test]
    fn what_documents_are_made_of_stays() {
        for good in [
            "<details open=\"\"><summary>More</summary>x</details>",
            "H<sub>2</sub>O <kbd>Ctrl</kbd> x<sup>2</sup>",
            "<dl><dt>a</dt><dd>b</dd></dl>",
            "<figure><img src=\"a.png\" alt=\"a\" width=\"3\"><figcaption>A</figcaption></figure>",
            "<video src=\"a.mp4\" controls=\"\"></video>",
            "<table><tbody><tr><td colspan=\"2\">x</td></tr></tbody></table>",
        ] {
            assert_eq!(clean(good), good);
        }
    }
}
