//! Text within blocks: links, placeholders, attributes, raw HTML.

use super::{LinkForm, ProblemKind, html, html_for_customers, outline, source};

#[test]
fn addresses_that_run_scripts_are_neutralised() {
    for target in
        ["javascript:evil()", "JaVaScRiPt:evil()", "&#x6a;avascript:evil()", "data:text/html,evil", "vbscript:evil()"]
    {
        let page = html(&format!("[x]({target}) ![x]({target})"));
        assert!(!page.contains("href") && !page.contains("src"), "{page}");
    }
}

#[test]
fn a_wiki_link_to_what_is_withheld_shows_neither_its_title_nor_its_id() {
    assert_eq!(html("[[secret/plan]]"), "<p><span class=\"withheld\">not in this edition</span></p>\n");
}

#[test]
fn a_placeholder_may_have_markup_in_it() {
    assert_eq!(html("x {{ _a_ }} y"), "<p>x <span class=\"placeholder\" data-name=\"_a_\">{{ _a_ }}</span> y</p>\n");
    assert_eq!(html("\\{{ a }} `{{ a }}`"), "<p>{{ a }} <code>{{ a }}</code></p>\n");
}

#[test]
fn a_malformed_placeholder_is_a_problem_and_stays_text() {
    let body = "x {{ a b }} y";
    let problems = outline(body).problems;
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].kind, ProblemKind::BadPlaceholder("a b".to_owned()));
    assert_eq!(source(body, problems[0].span), "{{ a b }}");
    assert_eq!(html(body), "<p>x {{ a b }} y</p>\n");
}

#[test]
fn braces_that_are_no_attributes_stay_text() {
    for braces in ["{#id}", "{area}", "{a: b}", "{a=b} c", "`{a=b}`", "\\{a=b}", "{}"] {
        let page = html(&format!("- x {braces}\n"));
        assert!(page.contains('{'), "{braces}: {page}");
    }
}

#[test]
fn a_source_in_words_is_for_internal_readers_only() {
    let body = "- Slow. {area=value source=\"talk with two lost customers\" as-of=2026-08-01}\n";
    assert!(html(body).contains("two lost customers"));
    assert_eq!(html_for_customers(body), "<ul>\n<li>Slow.</li>\n</ul>\n");
}

#[test]
fn links_in_raw_html_are_in_the_outline_and_follow_the_linker() {
    let body = "<div>\n<a href=\"secret.md\" id=\"here\">x</a> <img src=\"chart.png\" alt=\"A &amp; B\">\n</div>\n";
    let outline = outline(body);
    let links: Vec<_> = outline.links.iter().map(|link| (link.form, &*link.target, &*link.text)).collect();
    assert_eq!(links, [(LinkForm::Html, "secret.md", ""), (LinkForm::HtmlImage, "chart.png", "A & B")]);
    assert_eq!(outline.html_anchors, ["here"]);
    assert_eq!(source(body, outline.links[1].span), "<img src=\"chart.png\" alt=\"A &amp; B\">");
    assert!(!html(body).contains("secret"));
}

#[test]
fn amounts_are_no_math() {
    assert_eq!(html("$20k–$30k or $5-$10"), "<p>$20k–$30k or $5-$10</p>\n");
}

#[test]
fn a_heading_never_skips_a_level_and_keeps_letters_in_its_anchor() {
    let page = html("x\n\n# Über uns\n\n#### 日本語\n\n## Über uns\n");
    assert!(page.contains("<h2 id=\"über-uns\">") && page.contains("<h3 id=\"日本語\">"), "{page}");
    assert!(page.contains("<h2 id=\"über-uns-1\">"), "{page}");
}

#[test]
fn raw_html_that_runs_or_asks_goes_and_our_own_markup_stays() {
    let page = html("- [x] done\n\n<input name=\"password\"><b onclick=\"evil()\">x</b><script>evil()</script>\n");
    let task = "<li class=\"task\"><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"Done\"> done</li>";
    assert_eq!(page, format!("<ul>\n{task}\n</ul>\n<p><b>x</b></p>\n"));
}

#[test]
fn an_image_in_raw_html_needs_a_word_on_its_alternative_text() {
    let problems = |body: &str| outline(body).problems.into_iter().map(|problem| problem.kind).collect::<Vec<_>>();
    assert_eq!(problems("Here is <img src=\"chart.png\">.\n"), [ProblemKind::NoAltText]);
    assert_eq!(problems("<p><img src=\"rule.png\" alt=\"\"><img src=\"chart.png\" alt=\"Sales\"></p>\n"), []);
}

#[test]
fn a_note_before_a_placeholder_keeps_its_text_though_it_is_written_after_it() {
    let page = html("a[^1] {{ b }}\n\n[^1]: The note.\n\n{{ c }}\n");
    assert!(page.contains("The note."), "{page}");
}

#[test]
fn tables_of_one_page_are_told_apart_by_their_names() {
    let table = "| a |\n|---|\n| b |\n\n";
    let html = html(&format!("{table}{table}"));
    let names: Vec<&str> =
        html.split("aria-label=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|it| it.0).collect();
    assert_eq!(names, ["Table", "Table 2"]);
}
