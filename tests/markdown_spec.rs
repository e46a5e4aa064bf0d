//! The examples of `CommonMark` and GFM: our passes add no failure to those that pulldown-cmark itself has.
//!
//! Each example is rendered by bare pulldown-cmark and by [`fieldbook::markdown::render`]. Where the first gives what the
//! specification says, the second must give the same, once the additions that `src/markdown/html.rs` lists are taken
//! away. The examples are in `../shared/corpora` or the folder in `FIELDBOOK_CORPORA`; without it the test is skipped.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::{env, fs, path::PathBuf};

use fieldbook::{
    audience::Audience,
    markdown::{Destination, ItemFacts, LinkForm, Linker, Phrases, Picture, Settings, render},
};
use pulldown_cmark::{Options, Parser, html};

/// Examples that we render otherwise, on purpose.
const OTHERWISE: [(&str, &str); 6] = [
    ("[[", "two brackets are a wiki link"),
    ("# foo {", "braces at the end of a heading are its attributes"),
    ("javascript:", "such a link is neutralised"),
    ("<!--", "what authors note in a comment is not for readers, and the blanks around it move"),
    ("[^", "footnotes are gathered at the end, numbered by their first reference"),
    (":::", "a line that begins with `:::` is a marker of a block for one audience"),
];

/// An example of a specification.
struct Example {
    file: &'static str,
    number: u64,
    markdown: String,
    html: String,
}

/// Leaves all links and images as they are.
struct PassesThrough;

impl Linker for PassesThrough {
    fn link(&self, _: LinkForm, target: &str) -> Destination {
        Destination::Url { url: target.to_owned(), title: None, external: false }
    }

    fn image(&self, target: &str) -> Option<Picture> {
        Some(Picture { url: target.to_owned(), size: None })
    }
}

#[test]
fn our_passes_add_no_failure_to_the_specifications_examples() {
    let Some(folder) = corpora() else {
        println!("skipped: no ../shared/corpora/markdown-spec, and FIELDBOOK_CORPORA isn't set");
        return;
    };
    let files = ["commonmark-spec.json", "gfm-spec.json", "gfm-extensions.json", "gfm-regression.json"];
    let examples: Vec<Example> = files.into_iter().flat_map(|file| read(&folder, file)).collect();
    let mut failures = Vec::new();
    let mut passed_by_both = 0;
    for example in &examples {
        let bare = bare(&example.markdown);
        if normal(&bare) != normal(&example.html) || is_otherwise(&example.markdown) {
            continue;
        }
        let ours = ours(&example.markdown);
        if without_additions(&ours) == without_additions(&bare) {
            passed_by_both += 1;
        } else {
            failures.push(format!(
                "{} {}: {:?}\n  ours {ours:?}\n  bare {bare:?}",
                example.file, example.number, example.markdown
            ));
        }
    }
    println!("{passed_by_both} of {} examples pass", examples.len());
    assert!(failures.is_empty(), "{} examples:\n{}", failures.len(), failures.join("\n"));
    assert!(passed_by_both * 10 >= examples.len() * 9, "too few examples count: {passed_by_both}");
}

fn corpora() -> Option<PathBuf> {
    let folder = env::var_os("FIELDBOOK_CORPORA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"), PathBuf::from);
    Some(folder.join("markdown-spec")).filter(|folder| folder.is_dir())
}

fn read(folder: &std::path::Path, file: &'static str) -> Vec<Example> {
    let text = fs::read_to_string(folder.join(file)).unwrap();
    let examples: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_else(|| panic!("{file}: no text")).to_owned();
    examples
        .iter()
        .map(|example| Example {
            file,
            number: example["example"].as_u64().unwrap(),
            markdown: text(&example["markdown"]),
            html: text(&example["html"]),
        })
        .collect()
}

fn is_otherwise(markdown: &str) -> bool {
    OTHERWISE.iter().any(|(part, _)| markdown.contains(part))
}

/// What pulldown-cmark makes of it, with the extensions of ours that the specifications know.
fn bare(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut page = String::new();
    html::push_html(&mut page, Parser::new_ext(markdown, options));
    page
}

fn ours(markdown: &str) -> String {
    let phrases = Phrases::default();
    let settings =
        Settings { audience: Audience::Internal, unsafe_html: true, items: ItemFacts::Written, phrases: &phrases };
    // A first level-1 heading is the page's title, so something has to stand before it.
    let page = render(&format!("BEFORE\n\n{markdown}"), settings, &PassesThrough);
    page.html.replacen("<p>BEFORE</p>\n", "", 1)
}

/// HTML that doesn't differ by line ends between blocks and by how empty elements are closed.
fn normal(html: &str) -> String {
    html.replace(" />", ">")
        .replace("/>", ">")
        .replace("&quot;", "\"")
        .replace(">\n", ">")
        .replace("\n<", "<")
        .trim()
        .to_owned()
}

/// HTML without what our passes add.
fn without_additions(html: &str) -> String {
    let mut html = normal(&plain_code(html));
    for addition in [
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\">",
        " tabindex=\"0\"",
        " scope=\"col\"",
        " loading=\"lazy\" decoding=\"async\"",
        " aria-label=\"\"",
        " class=\"task\"",
    ] {
        html = html.replace(addition, "");
    }
    html = html.replace("</table></div>", "</table>");
    for side in ["left", "center", "right"] {
        html = html.replace(&format!(" class=\"align-{side}\""), &format!(" style=\"text-align: {side}\""));
    }
    let html = html.replace("disabled=\"\" type=\"checkbox\"", "type=\"checkbox\" disabled=\"\"");
    let html = html.replace("<input type=\"checkbox\" disabled=\"\"> ", "<input type=\"checkbox\" disabled=\"\">");
    let html = html.replace("checked=\"\"> ", "checked=\"\">");
    plain_headings(&html)
}

/// Headings without anchors, and all of one level: ours never skip one.
fn plain_headings(html: &str) -> String {
    let mut plain = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("<h") {
        let (before, heading) = rest.split_at(start);
        plain.push_str(before);
        let is_heading = heading.as_bytes().get(2).is_some_and(u8::is_ascii_digit);
        let end = if is_heading { heading.find('>').unwrap() + 1 } else { 2 };
        plain.push_str(if is_heading { "<h>" } else { "<h" });
        rest = &heading[end..];
    }
    plain.push_str(rest);
    for level in 1..=6 {
        plain = plain.replace(&format!("</h{level}>"), "</h>");
    }
    cut(plain, "<a class=\"anchor\"", "</a>")
}

/// Code without highlighting.
fn plain_code(html: &str) -> String {
    let mut plain = html.to_owned();
    let mut spans = 0;
    while let Some(start) = plain.find("<span class=\"hl-") {
        let end = start + plain[start..].find('>').unwrap() + 1;
        plain.replace_range(start..end, "");
        spans += 1;
    }
    plain.replacen("</span>", "", spans)
}

/// The text without what stands from `open` to `close`.
fn cut(mut text: String, open: &str, close: &str) -> String {
    while let Some(start) = text.find(open) {
        let end = start + text[start..].find(close).unwrap() + close.len();
        text.replace_range(start..end, "");
    }
    text
}

/// Of a hundred examples, how many as plain markdown must mean the same to the letter. The others differ in line ends within
/// headings, in how addresses are encoded, or in signs that stand together as no author writes them.
const ROUND_TRIPS: usize = 96;

#[test]
fn plain_markdown_of_the_examples_means_what_they_mean() {
    let Some(folder) = corpora() else { return };
    let phrases = Phrases::default();
    let settings =
        Settings { audience: Audience::Internal, unsafe_html: true, items: ItemFacts::Written, phrases: &phrases };
    let render = |markdown: &str| render(&format!("BEFORE\n\n{markdown}"), settings, &PassesThrough);
    let examples = read(&folder, "commonmark-spec.json");
    let without_html = examples.iter().filter(|example| !example.markdown.contains('<'));
    let (mut count, mut failures) = (0, Vec::new());
    for example in without_html {
        count += 1;
        let once = render(&example.markdown);
        let again = render(&once.markdown.replacen("BEFORE\n", "", 1));
        if normal(&once.html) != normal(&again.html) {
            failures.push(format!("{}: {:?}\n  => {:?}", example.number, example.markdown, once.markdown));
        }
    }
    let enough = (count - failures.len()) * 100 >= count * ROUND_TRIPS;
    assert!(enough, "{} of {count} differ:\n{}", failures.len(), failures.join("\n"));
}
