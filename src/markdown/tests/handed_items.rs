//! Items whose attributes the caller sets.

use super::*;

fn handed(body: &str, audience: Audience) -> Rendered {
    render_as(body, audience, ItemFacts::Handed)
}

#[test]
fn items_get_anchors_by_their_place_and_sources_are_handed_over() {
    let body = "- a {source=\"[[proof/soc2]]\" as-of=2026-01-01}\n  - b {source=\"press\"}\n- c {source=words}\n";
    let rendered = handed(body, Audience::Internal);
    assert!(rendered.html.contains("<li id=\"item-1\">a<ul>") || rendered.html.contains("<li id=\"item-1\">a\n<ul>"));
    assert!(rendered.html.contains("<li>b <span class=\"claim-facts\">"), "{}", rendered.html);
    assert!(rendered.html.contains("<li id=\"item-2\">c</li>"), "{}", rendered.html);
    let sources: Vec<_> = rendered.sources.iter().map(|(place, source)| (*place, source.text.as_str())).collect();
    assert_eq!(sources, [(0, "SOC 2 report"), (1, "words")]);
    let places: Vec<_> = outline(body).items.iter().map(|item| item.text.clone()).collect();
    assert_eq!(places, ["a", "c"], "places count as in the outline");
}

#[test]
fn readers_outside_get_only_sources_that_they_can_follow() {
    let body = "- a {source=words}\n- b {source=\"[[secret]]\" audience=partner}\n- c {source=\"[[secret]]\"}\n\
                - d {source=\"https://example.com\"}\n";
    let rendered = handed(body, Audience::Customer);
    assert!(!rendered.html.contains("item-2") && !rendered.html.contains("secret"), "{}", rendered.html);
    assert_eq!(rendered.sources.keys().collect::<Vec<_>>(), [&3]);
}

#[test]
fn anchors_survive_sanitising() {
    let rendered = handed("- a <b onclick=\"x()\">b</b>\n", Audience::Internal);
    assert_eq!(rendered.html.trim(), "<ul>\n<li id=\"item-1\">a <b>b</b></li>\n</ul>");
}
