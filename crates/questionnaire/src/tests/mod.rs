//! Tests over several modules: files made here, files of others, damaged files.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]

mod corpora;
mod damage;
mod sample;
mod text;
mod workbook;

use crate::{Question, Questionnaire, grid::Filling};

/// What a file asks, by what is found in it.
fn questions(bytes: &[u8], name: &str) -> Vec<Question> {
    let questionnaire = Questionnaire::read(bytes, name).unwrap();
    let layouts: Vec<_> = questionnaire.detect().into_iter().map(|detection| detection.layout).collect();
    questionnaire.questions(&layouts).unwrap()
}

/// The file with an answer to each question that has a place for one.
fn answered(bytes: &[u8], name: &str) -> Vec<u8> {
    Questionnaire::read(bytes, name).unwrap().fill(&fillings(&questions(bytes, name))).unwrap()
}

fn fillings(questions: &[Question]) -> Vec<Filling> {
    let open = questions.iter().filter(|question| question.existing.is_none());
    open.filter_map(|question| Some((question, question.answer?)))
        .map(|(question, at)| Filling {
            grid: question.grid,
            at,
            text: format!("Answer to <{}> & \"more\"", question.place),
        })
        .collect()
}
