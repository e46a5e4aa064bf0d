//! The same pages as a Fieldbook library and as a Hugo site.
//!
//! Hugo's templates are as small as they can be while making the same kinds of pages: one per document with its table of
//! contents, lists of sections and of the facets' values, a feed and a sitemap. Bodies are the same bytes in both.

use std::{fs, path::Path};

use super::corpus::{INDUSTRIES, PRODUCTS, Page, SECTIONS};
use crate::Failure;

/// Writes a library into the folder `fieldbook`.
pub(super) fn library(folder: &Path, pages: impl Iterator<Item = Page>) -> Result<(), Failure> {
    let library = folder.join("fieldbook");
    put(&library.join("fieldbook.toml"), &configuration())?;
    for section in 0..SECTIONS {
        put(&library.join(format!("content/section-{section:02}/index.md")), &section_page(section))?;
    }
    for page in pages {
        put(&library.join(format!("content/{}.md", page.id)), &fieldbook_page(&page))?;
    }
    Ok(())
}

/// Writes a site into the folder `hugo`.
pub(super) fn hugo(folder: &Path, pages: impl Iterator<Item = Page>) -> Result<(), Failure> {
    let site = folder.join("hugo");
    for (path, text) in HUGO {
        put(&site.join(path), text)?;
    }
    for section in 0..SECTIONS {
        put(&site.join(format!("content/section-{section:02}/_index.md")), &section_page(section))?;
    }
    for page in pages {
        put(&site.join(format!("content/{}.md", page.id)), &hugo_page(&page))?;
    }
    Ok(())
}

fn section_page(section: usize) -> String {
    format!("+++\ntitle = \"Section {section}\"\n+++\n")
}

fn put(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    }
    fs::write(path, text).map_err(Failure::file(path))
}

fn configuration() -> String {
    let values = |name: &str, count: usize| {
        let values: Vec<String> = (0..count).map(|number| format!("\"{name}-{number}\"")).collect();
        format!("[facets.{name}]\nvalues = [{}]\n", values.join(", "))
    };
    format!(
        "name = \"Measured\"\nbase_url = \"https://fieldbook.example\"\n\n{}\n{}",
        values("industry", INDUSTRIES),
        values("product", PRODUCTS)
    )
}

fn products(page: &Page) -> String {
    let products: Vec<String> = page.products.iter().map(|number| format!("\"product-{number}\"")).collect();
    format!("[{}]", products.join(", "))
}

fn fieldbook_page(page: &Page) -> String {
    let Page { title, summary, industry, body, .. } = page;
    let products = products(page);
    format!(
        "+++\ntitle = \"{title}\"\nsummary = \"{summary}\"\nowner = \"jane@example.com\"\nreviewed = 2026-11-01\n\
         industry = \"industry-{industry}\"\nproduct = {products}\n+++\n\n{body}"
    )
}

fn hugo_page(page: &Page) -> String {
    let Page { title, summary, industry, body, .. } = page;
    let products = products(page);
    format!(
        "+++\ntitle = \"{title}\"\ndescription = \"{summary}\"\ndate = 2026-11-01\n\
         industry = [\"industry-{industry}\"]\nproduct = {products}\n+++\n\n{body}"
    )
}

/// The files of the Hugo site beside its pages.
const HUGO: [(&str, &str); 6] = [
    (
        "hugo.toml",
        r#"baseURL = "https://fieldbook.example/"
title = "Measured"
[taxonomies]
industry = "industry"
product = "product"
[outputs]
home = ["html", "rss"]
section = ["html"]
taxonomy = ["html"]
term = ["html"]
"#,
    ),
    (
        "layouts/baseof.html",
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{ .Title }} – {{ site.Title }}</title>
<meta name="description" content="{{ .Description }}">
</head>
<body>
<header><a href="/">{{ site.Title }}</a>
{{ partialCached "nav.html" . }}</header>
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
"#,
    ),
    // The same on all pages. Hugo looks for sections among all of them each time it is asked, so its users cache this.
    (
        "layouts/_partials/nav.html",
        r#"<nav>{{ range site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav>
"#,
    ),
    (
        "layouts/page.html",
        r#"{{ define "main" }}
<nav>{{ range .Ancestors.Reverse }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> / {{ end }}</nav>
<h1>{{ .Title }}</h1>
<p>{{ .Description }}</p>
<p>{{ range .GetTerms "industry" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}
{{ range .GetTerms "product" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</p>
{{ .TableOfContents }}
{{ .Content }}
<p>{{ .Date.Format "2006-01-02" }}</p>
{{ end }}
"#,
    ),
    (
        "layouts/list.html",
        r#"{{ define "main" }}
<h1>{{ .Title }}</h1>
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Description }}</li>
{{ end }}</ul>
{{ end }}
"#,
    ),
    (
        "layouts/404.html",
        r#"{{ define "main" }}<h1>Not found</h1>{{ end }}
"#,
    ),
];
