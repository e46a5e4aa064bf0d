//! What pages of single kinds show beyond what all documents do: a file for each kind.
//!
//! A kind's file gets a [`Draft`] of the page: it takes out of body and contents what it sets itself, and gives what its own
//! template (`templates/KIND.html`) arranges. A kind without a file here has the general page (`field.rs`).

pub mod answer;
pub mod asset;
pub mod case_study;
pub mod course;
pub mod kit;
pub mod lesson;
pub mod persona;
pub mod playbook;
pub mod proof;
pub mod swot;
pub mod term;
pub mod tradeoff;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    markdown::{ContentsEntry, Copies, Source},
    site::{gate::Held, plan::Plan},
    theme::Words,
};

/// What a kind's own template gets, as `of_kind.KIND`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfKind {
    /// A competitive analysis.
    Swot(swot::Swot),
    /// A case study.
    CaseStudy(case_study::CaseStudy),
    /// An answer.
    Answer(answer::Answer),
    /// A course.
    Course(course::Course),
    /// A proof.
    Proof(proof::Proof),
    /// A trade-off.
    Tradeoff(tradeoff::Tradeoff),
    /// A persona.
    Persona(persona::Persona),
    /// A lesson.
    Lesson(lesson::Lesson),
    /// A play.
    Playbook(playbook::Playbook),
    /// A term.
    Term(term::Term),
    /// A kit.
    Kit(kit::Kit),
    /// A file.
    Asset(Box<asset::Asset>),
}

/// A page before its kind has set its parts.
#[derive(Debug)]
pub struct Draft<'p, 'a> {
    /// The plan that the document is in.
    pub plan: &'p Plan<'a>,
    /// Its number there.
    pub number: usize,
    /// Its body as HTML: what is left in it is shown as it is.
    pub body: String,
    /// Its body as plain markdown, for copying.
    pub markdown: String,
    /// What readers take along of it, where its page offers that.
    pub copies: Option<Copies>,
    /// Its headings in the order in which the page shows them.
    pub contents: Vec<ContentsEntry>,
    /// Where its claims are from, by the places of their items: for kinds that set claims themselves.
    pub sources: BTreeMap<usize, Source>,
    /// Fields that the kind sets itself: they are not among the page's fields and facts.
    pub set_fields: &'static [&'static str],
}

impl<'a> Draft<'_, 'a> {
    /// The document.
    pub fn held(&self) -> Held<'a> {
        self.plan.documents[self.number].held
    }

    /// The site's own words on its page.
    pub fn words(&self) -> &'a Words {
        self.plan.words(self.held().language())
    }
}

impl OfKind {
    /// What a document's kind adds to its page.
    pub fn new(draft: &mut Draft<'_, '_>) -> Option<Self> {
        match draft.held().kind_name() {
            "swot" => Some(Self::Swot(swot::Swot::new(draft))),
            "case-study" => Some(Self::CaseStudy(case_study::CaseStudy::new(draft))),
            "answer" => Some(Self::Answer(answer::Answer::new(draft))),
            "playbook" => Some(Self::Playbook(playbook::Playbook::new(draft))),
            "lesson" => Some(Self::Lesson(lesson::Lesson::new(draft))),
            "course" => Some(Self::Course(course::Course::new(draft))),
            "proof" => Some(Self::Proof(proof::Proof::new(draft))),
            "tradeoff" => Some(Self::Tradeoff(tradeoff::Tradeoff::new(draft))),
            "persona" => Some(Self::Persona(persona::Persona::new(draft))),
            "term" => Some(Self::Term(term::Term::new(draft))),
            "asset" => asset::Asset::new(draft).map(Box::new).map(Self::Asset),
            "kit" => Some(Self::Kit(kit::Kit::new(draft))),
            _ => None,
        }
    }
}
