//! A document as markdown, and the library for language models.

use std::fmt::Write;

use super::markdown_path;
use crate::{
    audience::Audience,
    site::{
        plan::Plan,
        view::{
            document::banner,
            facts::{FactValue, Facts},
            field::{self, Content, Field},
        },
    },
    theme::Words,
};

/// A document as a markdown file: title, summary, what a reader must know before using it, facts, fields of its kind, text.
/// `body` is the markdown of its page.
pub fn markdown(plan: &Plan<'_>, number: usize, body: &str) -> String {
    let planned = &plan.documents[number];
    let held = planned.held;
    let words = plan.words(held.language());
    let mut text = format!("# {}\n", line(held.title()));
    // Writing to a string can't fail.
    if let Some(summary) = held.summary() {
        let _ = write!(text, "\n> {}\n", line(summary));
    }
    if let Some(banner) = banner(planned) {
        let _ = write!(text, "\n**{}**\n", line(&banner.say(words)));
    }
    let (fields, of_kind) = field::all(plan, held, &[]);
    text.push('\n');
    facts(&Facts::new(plan, planned, of_kind), plan, words, &mut text);
    for field in &fields {
        push_field(plan, field, &mut text);
    }
    if !body.is_empty() {
        text.push('\n');
        text.push_str(body);
    }
    text
}

fn facts(facts: &Facts, plan: &Plan<'_>, words: &Words, text: &mut String) {
    if plan.gate.audience() != Audience::Customer {
        let _ = writeln!(text, "- {}", words.say(&format!("sign-{}", facts.audience.name)));
    }
    if let Some(review) = &facts.review {
        let sign = words.say(&format!("sign-{}", review.sign.name));
        let day = review.reviewed.as_ref().map_or_else(String::new, |day| format!(", {}", day.say(words)));
        let _ = writeln!(text, "- {}: {sign}{day}", words.say("fact-review"));
    }
    let separator = words.say("value-separator");
    for fact in &facts.rows {
        let values: Vec<String> = fact.values.iter().map(|value| fact_value(value, words)).collect();
        let _ = writeln!(text, "- {}: {}", line(&fact.label), values.join(&separator));
    }
}

fn fact_value(value: &FactValue, words: &Words) -> String {
    value.day.as_ref().map_or_else(|| line(&value.text), |day| day.say(words))
}

fn push_field(plan: &Plan<'_>, field: &Field, text: &mut String) {
    let _ = write!(text, "\n**{}:**", line(&field.label));
    match &field.content {
        Content::Text { text: content } => {
            let _ = writeln!(text, " {}", line(content));
        }
        Content::Items { items } => {
            text.push_str("\n\n");
            for item in items {
                let _ = writeln!(text, "- {}", line(item));
            }
        }
        Content::Links { links } => {
            text.push_str("\n\n");
            for to in links {
                let _ = writeln!(text, "- {}", link(&to.text, &plan.base.whole(&to.url)));
            }
        }
        Content::Table { headers, rows } => {
            text.push_str("\n\n");
            row(headers, text);
            row(&vec!["---".to_owned(); headers.len()], text);
            for cells in rows {
                row(cells, text);
            }
        }
    }
}

fn row(cells: &[String], text: &mut String) {
    let cells: Vec<String> = cells.iter().map(|cell| line(cell).replace('|', "\\|")).collect();
    let _ = writeln!(text, "| {} |", cells.join(" | "));
}

/// `llms.txt`: all documents by kind, each linked as markdown where there is such a file. Retired documents aren't to be used.
pub fn llms(plan: &Plan<'_>) -> String {
    let config = &plan.library.config;
    let words = plan.words(&config.language);
    let mut text = format!("# {}\n", line(&config.name));
    if let Some(description) = &config.description {
        let _ = write!(text, "\n> {}\n", line(description));
    }
    let is_used = |number: &&usize| !plan.documents[**number].held.is_retired();
    for kind in plan.library.kinds.iter().chain([plan.library.kinds.asset()]) {
        let of_kind = |number: &&usize| plan.documents[**number].held.kind_name() == kind.name;
        let documents: Vec<usize> = plan.listed.iter().filter(is_used).filter(of_kind).copied().collect();
        if !documents.is_empty() {
            let _ = write!(text, "\n## {}\n\n", line(&kind.plural));
        }
        for number in documents {
            entry(plan, words, number, &mut text);
        }
    }
    text
}

fn entry(plan: &Plan<'_>, words: &Words, number: usize, text: &mut String) {
    let planned = &plan.documents[number];
    let url = plan.base.file(&markdown_path(&planned.path));
    let _ = write!(text, "- {}", link(planned.held.title(), &plan.base.whole(&url)));
    let notes = [planned.held.summary().map(line), banner(planned).map(|banner| line(&banner.say(words)))];
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    if !notes.is_empty() {
        let _ = write!(text, ": {}", notes.join(" "));
    }
    text.push('\n');
}

fn link(text: &str, address: &str) -> String {
    let text = line(text).replace('[', "\\[").replace(']', "\\]");
    let address = address.replace('(', "%28").replace(')', "%29");
    format!("[{text}]({address})")
}

/// Words on one line.
fn line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
