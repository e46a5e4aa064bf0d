//! What is to be done, by owner: for those whose work the library is.

use serde::Serialize;

use super::super::{Day, Link, deal::Piece};
use crate::{
    library::{ReviewState, Status},
    site::{
        gate::Held,
        plan::{Listing, ListingKind, Plan},
    },
};

/// What can be to be done about a document, the most urgent first.
const TASKS: [&str; 5] = ["expired", "overdue", "due", "draft", "unreviewed"];
/// Documents of a sort that an owner's page shows at most; the others are in the list below.
const SHOWN: usize = 50;

/// What one owner has to do.
#[derive(Debug, Serialize)]
pub struct Worklist {
    /// Sorts of tasks that there are, the most urgent first.
    pub sections: Vec<Section>,
}

/// Tasks of a sort.
#[derive(Debug, Serialize)]
pub struct Section {
    /// `overdue`
    pub name: &'static str,
    /// How many there are.
    pub count: usize,
    /// The documents, those first that have waited longest.
    pub tasks: Vec<Task>,
    /// How many more there are.
    pub more: usize,
}

/// A document that waits for something.
#[derive(Debug, Serialize)]
pub struct Task {
    /// The document.
    #[serde(flatten)]
    pub piece: Piece,
    /// Until when, or since when.
    pub day: Option<Day>,
}

/// What all owners have to do.
#[derive(Debug, Serialize)]
pub struct Owners {
    /// Sorts of tasks: the columns of the table.
    pub tasks: [&'static str; TASKS.len()],
    /// Those who have the most to do first; documents that nobody owns before them.
    pub rows: Vec<Row>,
}

/// An owner.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The owner's page.
    pub link: Link,
    /// Whether it is nobody.
    pub nobody: bool,
    /// How many tasks of each sort there are.
    pub counts: Vec<usize>,
    /// How many documents there are.
    pub all: usize,
}

/// What is to be done about a document.
fn task_of(held: Held<'_>) -> Option<&'static str> {
    let is_draft = matches!(held.status(), Some(Status::Draft | Status::InReview));
    match held.review().map(|review| review.state) {
        Some(ReviewState::Expired) => Some("expired"),
        Some(ReviewState::Overdue) => Some("overdue"),
        Some(ReviewState::Due) => Some("due"),
        _ if is_draft => Some("draft"),
        Some(ReviewState::Unreviewed) => Some("unreviewed"),
        Some(ReviewState::Reviewed) | None => None,
    }
}

impl Worklist {
    /// What the owner of these documents has to do; `None` where that is nothing.
    pub fn new(plan: &Plan<'_>, list: &Listing) -> Option<Self> {
        let sections = TASKS.into_iter().filter_map(|name| section(plan, list, name));
        let sections: Vec<Section> = sections.collect();
        (!sections.is_empty()).then_some(Self { sections })
    }
}

fn section(plan: &Plan<'_>, list: &Listing, name: &'static str) -> Option<Section> {
    let held = |number: usize| plan.documents[number].held;
    let mut numbers: Vec<usize> =
        list.entries.iter().copied().filter(|number| task_of(held(*number)) == Some(name)).collect();
    let day = |number: usize| {
        let review = held(number).review()?;
        match review.state {
            ReviewState::Expired => review.expires,
            ReviewState::Overdue | ReviewState::Due => review.due,
            ReviewState::Reviewed | ReviewState::Unreviewed => None,
        }
    };
    numbers.sort_by_key(|number| (day(*number).is_none(), day(*number), *number));
    let task = |number: &usize| Task {
        piece: Piece { review: None, ..Piece::new(plan, *number, &list.language) },
        day: day(*number).map(Day::from),
    };
    (!numbers.is_empty()).then(|| Section {
        name,
        count: numbers.len(),
        tasks: numbers.iter().take(SHOWN).map(task).collect(),
        more: numbers.len().saturating_sub(SHOWN),
    })
}

impl Owners {
    /// The table of all owners, on the list of them.
    pub fn new(plan: &Plan<'_>, list: &Listing) -> Self {
        let lists = plan.listings.iter();
        let owners = lists.filter(|other| other.kind == ListingKind::Owner && other.language == list.language);
        let mut rows: Vec<Row> = owners.map(|owner| row(plan, owner)).collect();
        let urgency = |row: &Row| std::cmp::Reverse((row.nobody, row.counts.clone(), row.all));
        rows.sort_by(|left, right| {
            urgency(left).cmp(&urgency(right)).then_with(|| left.link.text.cmp(&right.link.text))
        });
        Self { tasks: TASKS, rows }
    }
}

fn row(plan: &Plan<'_>, list: &Listing) -> Row {
    let mut counts = [0; TASKS.len()];
    for number in &list.entries {
        let held = plan.documents[*number].held;
        if let Some(place) = task_of(held).and_then(|task| TASKS.iter().position(|name| *name == task)) {
            counts[place] += 1;
        }
    }
    Row {
        link: Link { text: list.title.clone(), url: plan.base.page(&list.path) },
        nobody: list.entries.first().is_some_and(|number| plan.documents[*number].held.owner().is_none()),
        counts: counts.to_vec(),
        all: list.entries.len(),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;
    use crate::site::view::deal::tests::planned;

    #[test]
    fn an_owners_page_has_tasks_by_urgency_and_nobody_stands_first_among_owners() {
        let page = |front: &str| format!("+++\ntitle = \"X\"\n{front}\n+++\nText.\n");
        let files = [
            ("fieldbook.toml", "[review]\nevery = \"100d\"\n".to_owned()),
            ("content/a.md", page("owner = \"Ann\"\nreviewed = 2026-01-01")),
            ("content/b.md", page("owner = \"Ann\"\nreviewed = 2026-11-20")),
            ("content/c.md", page("owner = \"Ann\"\nstatus = \"draft\"")),
            ("content/d.md", page("owner = \"Bob\"\nreviewed = 2026-11-20")),
            ("content/e.md", page("owner = \"Bob\"\nreviewed = 2026-11-20\nexpires = 2026-11-21")),
            ("content/f.md", page("reviewed = 2026-11-20")),
        ];
        planned(&files, |plan| {
            let of = |path: &str| Worklist::new(plan, plan.listing(path).unwrap());
            let names = |list: &Worklist| list.sections.iter().map(|it| (it.name, it.count)).collect::<Vec<_>>();
            assert_eq!(names(&of("owner/ann").unwrap()), [("overdue", 1), ("draft", 1)]);
            assert!(of("owner/-").is_none(), "what nobody owns is in order");
            let owners = Owners::new(plan, plan.listing("owner").unwrap());
            let rows: Vec<_> = owners.rows.iter().map(|row| (row.nobody, row.counts.clone(), row.all)).collect();
            assert_eq!(rows[0], (true, vec![0, 0, 0, 0, 0], 1));
            assert_eq!(rows[1], (false, vec![1, 0, 0, 0, 0], 2), "what has expired is the most urgent");
            assert_eq!(rows[2], (false, vec![0, 1, 0, 1, 0], 3));
        });
    }
}
