//! A body as plain markdown: it means what the body means, and holds nothing that the readers may not see.

use super::{Audience, html, rendered};

/// The markdown of a body for these readers.
fn plain(body: &str, audience: Audience) -> String {
    rendered(body, audience).markdown
}

#[test]
fn it_means_what_the_body_means() {
    for body in [
        "One *two* **three** ~~four~~ `five` $a^2$\nnext line  \nbroken line\n",
        "## A heading\n\nText.\n\n#### Too deep\n\nSetext heading\n---\n",
        "- tight\n- list\n  - nested\n    deeper\n- end\n\n* another\n\n1. one\n2. two\n\n7) seven\n",
        "- loose\n\n  more of it\n\n- list\n\n      code\n",
        "- [x] done\n- [ ] not done\n",
        "> quoted\n>\n> - list\n>\n> more\n\n> [!WARNING]\n> Mind the gap.\n>\n> Twice.\n",
        "```rust\nfn main() {}\n```\n\n    indented\n\n````\n```\n````\n",
        "| Left | Right | None |\n|:-----|------:|------|\n| a \\| b | 1 | `c \\| d` |\n|  | [x](/y) |\n",
        "Term\n: Definition\n: Another\n\n  of two paragraphs\n",
        "A note[^a] and one[^B].\n\n[^a]: First.\n[^B]: Second[^a].\n\n    More.\n",
        "\\*not emphasised\\* 2 * 3 snake_case \\_x\\_ &amp; &lt; a\\\\b \\[x] \\`y\\`\n",
        "text\n    - no item\n    # no heading\n    1. no number\n",
        "[a](/b \"title\") <https://example.com/?a=1&b=2> ![alt](pic.png) [b](</c d>)\n",
        "Costs $5\u{2013}$10.\n\n***\n\n-\n- x\n",
        "``a ` b`` `` ` `` *a **b** c* ***d***\n",
        "{{ customer.name }} and {{ _other_ }}\n",
    ] {
        let markdown = plain(body, Audience::Internal);
        assert_eq!(html(&markdown), html(body), "{body}\n=>\n{markdown}");
        assert_eq!(plain(&markdown, Audience::Internal), markdown, "written twice it is the same");
    }
}

#[test]
fn links_are_inline_and_lead_where_they_lead_in_this_build() {
    let plain = |body| plain(body, Audience::Customer);
    assert_eq!(plain("[[proof/soc2]], [[proof/soc2|it]]"), "[SOC 2 report](/proof/soc2/), [it](/proof/soc2/)\n");
    assert_eq!(plain("[a *secret*](secret.md) and [[secret/plan]]"), "a *secret* and \\[…\\]\n");
    assert_eq!(plain("[nowhere](gone.md) ![no picture](gone.png)"), "nowhere no picture\n");
    assert_eq!(plain("[x][y]\n\n[y]: https://example.com\n[z]: /never-used\n"), "[x](https://example.com)\n");
    assert_eq!(plain("[evil](javascript:alert%281%29)"), "evil\n");
}

#[test]
fn raw_html_leaves_its_text_and_its_images() {
    let body = "<details><summary>More</summary>\n\nHidden <kbd>Ctrl</kbd><br>x<!-- SECRET -->\n\n<div>2 * 3 &amp; 4 <img src=\"a.png\" alt=\"A\">\n<script>SECRET</script></div>\n\n</details>\n";
    let markdown = plain(body, Audience::Customer);
    assert_eq!(markdown, "More\n\nHidden Ctrl\\\nx\n\n2 \\* 3 \\& 4 ![A](a.png)\n");
}

#[test]
fn blocks_and_attributes_are_for_internal_readers() {
    let body = ":::internal\nSECRET\n:::\n\n- a {area=value source=\"[[proof/soc2]]\" as-of=2026-08-01}\n- b {source=\"a talk\" audience=partner}\n- c {source=\"[[secret]]\"}\n";
    assert_eq!(
        plain(body, Audience::Internal),
        ":::internal\n\nSECRET\n\n:::\n\n- a {area=\"value\" as-of=\"2026-08-01\" source=\"/proof/soc2/\"}\n- b {audience=\"partner\" source=\"a talk\"}\n- c {source=\"secret\"}\n"
    );
    assert_eq!(plain(body, Audience::Customer), "- a {source=\"/proof/soc2/\"}\n- c\n");
}

#[test]
fn the_title_is_left_out() {
    assert_eq!(plain("# Title\n\n# Another\n", Audience::Internal), "## Another\n");
}
