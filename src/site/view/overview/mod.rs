//! What the list of all documents of a kind shows beyond its entries: a file for each kind that has more to show (a matrix, a
//! glossary, a path). The list's template is then `lists/KIND.html`.

pub mod answer;
pub mod course;
pub mod persona;
pub mod playbook;
pub mod proof;
pub mod swot;
pub mod term;
pub mod tradeoff;
pub mod work;

use serde::Serialize;

use super::kinds::case_study;
use crate::site::plan::Plan;

/// What a kind's list shows above its entries, as `overview.KIND`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Overview {
    /// Who can learn what from whom.
    Course(course::CrossTraining),
    /// Plays by stage.
    Playbook(playbook::Plays),
    /// All answers by topic.
    Answer(answer::Answers),
    /// The glossary.
    Term(term::Glossary),
    /// The concern × type matrix of proof.
    Proof(proof::Proofs),
    /// The give-and-get table.
    Tradeoff(tradeoff::GiveAndGet),
    /// The matrix of all analyses.
    Swot(swot::Matrix),
    /// Who we don't sell to.
    Persona(persona::Personas),
    /// What an owner has to do.
    Worklist(work::Worklist),
    /// What all owners have to do.
    Owners(work::Owners),
}

impl Overview {
    /// The overview of a kind's documents, by their numbers in the list's order, on a page in a language.
    pub fn new(plan: &Plan<'_>, language: &str, kind: &str, numbers: &[usize]) -> Option<Self> {
        match kind {
            "course" => course::CrossTraining::new(plan, language, numbers).map(Self::Course),
            "playbook" => Some(Self::Playbook(playbook::Plays::new(plan, language, numbers))),
            "answer" => answer::Answers::new(plan, language, numbers).map(Self::Answer),
            "term" => Some(Self::Term(term::Glossary::new(plan, language, numbers))),
            "proof" => proof::Proofs::new(plan, language, numbers).map(Self::Proof),
            "tradeoff" => tradeoff::GiveAndGet::new(plan, language, numbers).map(Self::Tradeoff),
            "swot" => swot::Matrix::new(plan, language, numbers).map(Self::Swot),
            "persona" => persona::Personas::new(plan, language, numbers).map(Self::Persona),
            _ => None,
        }
    }
}

/// What a kind's list shows of each document beyond what all lists do, as `entry.brief.KIND`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Brief {
    /// A case study's customer and figures.
    CaseStudy(case_study::Brief),
}

impl Brief {
    /// What the list of its kind shows of a document on a page in a language.
    pub fn new(plan: &Plan<'_>, language: &str, number: usize) -> Option<Self> {
        match plan.documents[number].held.kind_name() {
            "case-study" => Some(Self::CaseStudy(case_study::Brief::new(plan, language, number))),
            _ => None,
        }
    }
}
