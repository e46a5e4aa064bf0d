//! A kit: what is in it and what each is for, and the way to all of it as one file.

use serde::Serialize;

use super::{
    super::{Link, Sign},
    Draft,
};
use crate::site::{
    asset, delivery,
    kit::{self, Piece, What},
    plan::{Plan, Planned},
};

/// A kit.
#[derive(Debug, Serialize)]
pub struct Kit {
    /// What is in it, in order.
    pub pieces: Vec<PieceLine>,
    /// Address of the list of what goes into the ZIP.
    pub list: String,
    /// How many files of the kit go into the ZIP.
    pub count: usize,
    /// For whom the ZIP is (`customer`).
    pub audience: &'static str,
    /// Whether some of it isn't for them.
    pub has_narrower: bool,
}

/// Something in a kit.
#[derive(Debug, Serialize)]
pub struct PieceLine {
    /// Its page, or the file.
    #[serde(flatten)]
    pub link: Link,
    /// Its language, where that isn't the page's.
    pub language: Option<String>,
    /// What kind of document it is; `None` for a file.
    pub kind: Option<String>,
    /// What it is for.
    pub note: Option<String>,
    /// One line on it, where the kit doesn't say what it is for.
    pub summary: Option<String>,
    /// Its review state.
    pub review: Option<Sign>,
    /// The file that goes into the ZIP: its name and address.
    pub file: Option<Link>,
}

impl Kit {
    /// What the front matter of a kit gathers.
    pub fn new(draft: &mut Draft<'_, '_>) -> Self {
        draft.set_fields = &["contents"];
        let (plan, number) = (draft.plan, draft.number);
        let document = &plan.documents[number];
        let pieces = kit::pieces(plan, number);
        Self {
            list: plan.base.file(&kit::list_path(&document.path)),
            count: pieces.iter().filter(|piece| piece.name.is_some()).count(),
            audience: document.held.audience().as_str(),
            has_narrower: pieces.iter().any(|piece| piece.name.is_none()),
            pieces: pieces.into_iter().map(|piece| line(plan, number, piece)).collect(),
        }
    }
}

fn line(plan: &Plan<'_>, kit: usize, piece: Piece<'_>) -> PieceLine {
    let language = plan.documents[kit].held.language();
    let note = piece.note.map(str::to_owned);
    match piece.what {
        What::Document { number, .. } => {
            let document = &plan.documents[number];
            let copy = |name: String| {
                let path = kit::copy_path(&plan.documents[kit].path, &name);
                Link { url: plan.base.file(&path), text: name }
            };
            PieceLine {
                link: document.link(),
                language: document.other_language(language),
                kind: Some(plan.kind_label(plan.words(language), document.held)),
                summary: document.held.summary().filter(|_| note.is_none()).map(str::to_owned),
                note,
                review: document.held.review().map(|review| review.state.into()),
                file: piece.name.map(copy),
            }
        }
        What::File(path) => {
            let url = plan.base.file(&delivery::published(plan, &path));
            let text = path.rsplit('/').next().unwrap_or(&path).to_owned();
            let file = piece.name.map(|text| Link { text, url: url.clone() });
            let document = plan.number_of_file(&path).map(|number| &plan.documents[number]);
            let words = plan.words(language);
            PieceLine {
                link: document.map_or(Link { text, url }, Planned::link),
                language: document.and_then(|document| document.other_language(language)),
                kind: document.and_then(|document| document.asset).map(|file| asset::sort(words, file)),
                summary: document.and_then(|it| it.held.summary()).filter(|_| note.is_none()).map(str::to_owned),
                note,
                review: document.and_then(|document| document.held.review()).map(|review| review.state.into()),
                file,
            }
        }
    }
}
