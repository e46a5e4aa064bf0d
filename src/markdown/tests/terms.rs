//! First uses of terms lead to their pages.

use super::super::{Destination, Glossary, ItemFacts, Lexicon, LinkForm, Linker, Picture, Rendered, Term, render};
use crate::audience::Audience;

/// Knows two terms; stands on a page of its own address.
struct WithTerms {
    terms: Option<Lexicon>,
    own: &'static str,
}

impl Linker for WithTerms {
    fn link(&self, _: LinkForm, target: &str) -> Destination {
        Destination::Url { url: target.to_owned(), title: None, external: target.contains("://") }
    }

    fn image(&self, _: &str) -> Option<Picture> {
        None
    }

    fn glossary(&self) -> Option<Glossary<'_>> {
        Some(Glossary { terms: self.terms.as_ref()?, own: self.own })
    }
}

fn rendered(own: &'static str, body: &str) -> Rendered {
    let term = |url: &str, names: &[&str]| Term {
        url: url.to_owned(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    let terms =
        Lexicon::new(vec![term("/excursion/", &["Excursion"]), term("/mkt/", &["Mean kinetic temperature", "MKT"])]);
    render(body, super::settings(Audience::Customer, ItemFacts::Written), &WithTerms { terms, own })
}

fn html(body: &str) -> String {
    rendered("/page/", body).html
}

const EXCURSION: &str = "<a class=\"term\" href=\"/excursion/\">";

#[test]
fn only_the_first_use_of_a_term_or_its_synonyms_leads_to_its_page() {
    let html = html("An excursion. Another excursion, and MKT & mean kinetic temperature.\n\nAn excursion.\n");
    assert_eq!(
        html,
        format!(
            "<p>An {EXCURSION}excursion</a>. Another excursion, and <a class=\"term\" href=\"/mkt/\">MKT</a> &amp; mean \
             kinetic temperature.</p>\n<p>An excursion.</p>\n"
        )
    );
}

#[test]
fn headings_code_links_tasks_and_heads_of_tables_are_left_alone() {
    for body in [
        "## An excursion\n",
        "`excursion`\n",
        "```\nexcursion\n```\n",
        "[an excursion](/elsewhere/)\n",
        "- [ ] excursion\n  - excursion\n",
        "| excursion |\n|---|\n",
        "<a href=\"/x/\">excursion</a>\n",
        "a <kbd>*excursion*</kbd>\n",
        "![excursion](x.png)\n",
        "$excursion$\n",
    ] {
        let html = html(body);
        assert!(!html.contains("class=\"term\""), "{body}{html}");
    }
}

#[test]
fn what_comes_after_them_is_linked() {
    let body =
        "## An excursion\n\n- [ ] excursion\n\n| excursion |\n|---|\n| x |\n\n<kbd>excursion</kbd> and *excursion*\n";
    assert!(html(body).contains(&format!("<em>{EXCURSION}excursion</a></em>")), "{}", html(body));
}

#[test]
fn an_authors_link_to_a_term_is_its_first_use() {
    let html = html("[that](/excursion/#top), an excursion\n");
    assert_eq!(html, "<p><a href=\"/excursion/#top\" class=\"term\">that</a>, an excursion</p>\n");
}

#[test]
fn a_term_does_not_lead_to_itself() {
    assert!(!rendered("/excursion/", "An excursion.\n").html.contains("<a"));
}

#[test]
fn a_use_that_others_read_does_not_count() {
    let html = html(":::internal\nAn excursion.\n:::\n\nAn excursion.\n");
    assert_eq!(html, format!("<p>An {EXCURSION}excursion</a>.</p>\n"));
}

#[test]
fn search_gets_the_same_text() {
    let sections = rendered("/page/", "An excursion, really.\n").sections;
    assert_eq!(sections[0].text, "An excursion, really.");
}
