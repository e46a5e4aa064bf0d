//! Where people of a function begin: what a seller, a bid team, marketing look for first.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use serde::Serialize;

use super::super::{Day, Entry, Link, home, listing::CountedLink, navigation, overview::swot};
use crate::{
    library::{ReviewState, Status},
    site::{
        gate::Held,
        plan::{ListingKind, Plan, Role, Special, ids, kind_path, parent},
    },
};

/// Documents that a group shows at most.
const SHOWN: usize = 6;
/// Answers that a topic shows at most.
const OF_A_TOPIC: usize = 3;
/// Battle cards that are shown at most: from there on the matrix is the better view.
const CARDS: usize = 12;

/// The start page of a function.
#[derive(Debug, Serialize)]
pub struct Start {
    /// `bid-team`
    pub role: &'static str,
    /// What people of that function come to do first, where the site has it.
    pub lead: Option<Link>,
    /// What it shows, the most wanted first.
    pub blocks: Vec<Block>,
}

/// A part of a start page.
#[derive(Debug, Default, Serialize)]
pub struct Block {
    /// Its name in the names of messages: `start-plays`.
    pub name: &'static str,
    /// The list of all that it shows some of.
    pub all: Option<CountedLink>,
    /// Documents.
    pub groups: Vec<Group>,
    /// Links to lists and views.
    pub links: Vec<CountedLink>,
}

/// Documents that belong together.
#[derive(Debug, Serialize)]
pub struct Group {
    /// What they have in common; empty where the block says it.
    pub title: String,
    /// Where there are more of them.
    pub url: Option<String>,
    /// The documents.
    pub items: Vec<Item>,
}

/// A document on a start page.
#[derive(Debug, Serialize)]
pub struct Item {
    /// The document.
    #[serde(flatten)]
    pub entry: Entry,
    /// The one line of it to remember, as HTML.
    pub look: Option<String>,
    /// How many documents lead to it.
    pub uses: Option<usize>,
}

/// What home shows of a start page.
#[derive(Debug, Serialize)]
pub struct Teaser {
    /// `bid-team`
    pub role: &'static str,
    /// The start page.
    pub link: Link,
    /// Its first parts, shortened.
    pub blocks: Vec<Block>,
}

impl Start {
    /// The start page of a function.
    pub fn new(plan: &Plan<'_>, role: Role) -> Self {
        let blocks = match role {
            Role::Seller => vec![plays(plan), cards(plan), proof(plan), recent(plan)],
            Role::BidTeam => {
                vec![
                    urgent_answers(plan),
                    topics(plan),
                    latest_answers(plan),
                    evidence(plan),
                    drafts(plan, Some("answer")),
                ]
            }
            Role::Marketing => {
                vec![due(plan), untouched(plan), drafts(plan, None), holes(plan), most_linked(plan), recent(plan)]
            }
        };
        let desk = Special::Respond;
        let has_desk = role == Role::BidTeam && plan.specials.contains(&desk);
        let lead = has_desk.then(|| Link {
            text: plan.words(&plan.library.config.language).say(desk.title()),
            url: plan.base.page(desk.path()),
        });
        Self { role: role.name(), lead, blocks }
    }
}

/// What home shows of each start page that the site has.
pub fn teasers(plan: &Plan<'_>) -> Vec<Teaser> {
    let words = plan.words(&plan.library.config.language);
    let offered = Role::ALL.into_iter().filter(|role| plan.specials.contains(&Special::Start(*role)));
    let teaser = |role: Role| {
        let special = Special::Start(role);
        let link = Link { text: words.say(special.title()), url: plan.base.page(special.path()) };
        Teaser { role: role.name(), link, blocks: shortened(Start::new(plan, role).blocks) }
    };
    offered.map(teaser).collect()
}

/// The first two parts that show anything, each with a few documents.
fn shortened(blocks: Vec<Block>) -> Vec<Block> {
    let shows_some = |block: &Block| !block.groups.is_empty() || !block.links.is_empty();
    let mut blocks: Vec<Block> = blocks.into_iter().filter(shows_some).take(2).collect();
    for block in &mut blocks {
        block.links.truncate(SHOWN);
        block.groups.truncate(3);
        for group in &mut block.groups {
            group.items.truncate(3);
        }
    }
    blocks
}

/// A document with the day on which something was last done to it.
fn item(plan: &Plan<'_>, number: usize) -> Item {
    let day = plan.documents[number].held.latest().map(Day::from);
    Item { entry: Entry { day, ..Entry::new(plan, number) }, look: None, uses: None }
}

/// A group of the first of these documents; none without any.
fn group(plan: &Plan<'_>, title: String, url: Option<String>, numbers: &[usize]) -> Option<Group> {
    let items = numbers.iter().take(SHOWN).map(|number| item(plan, *number)).collect();
    (!numbers.is_empty()).then_some(Group { title, url, items })
}

fn untitled(plan: &Plan<'_>, numbers: &[usize]) -> Vec<Group> {
    group(plan, String::new(), None, numbers).into_iter().collect()
}

/// The list of a kind, as a link with its count.
fn all_of(plan: &Plan<'_>, kind: &str) -> Option<CountedLink> {
    let list = plan.listing(&kind_path(kind))?;
    Some(CountedLink { text: list.title.clone(), url: plan.base.page(&list.path), count: list.entries.len() })
}

/// The documents of a kind that may be used, by title.
fn of_kind(plan: &Plan<'_>, kind: &str) -> Vec<usize> {
    let list = plan.listing(&kind_path(kind));
    let numbers = list.map_or(&[] as &[usize], |list| &list.entries).iter().copied();
    numbers.filter(|number| !plan.documents[*number].held.is_retired()).collect()
}

fn latest_first(plan: &Plan<'_>, mut numbers: Vec<usize>) -> Vec<usize> {
    numbers.sort_by_key(|number| (Reverse(plan.documents[*number].held.latest()), *number));
    numbers
}

/// Plays by the stage that they serve.
fn plays(plan: &Plan<'_>) -> Block {
    let plays = of_kind(plan, "playbook");
    let words = plan.words(&plan.library.config.language);
    let stages = plan.library.config.facet("stage").map_or(&[] as &[_], |facet| &facet.values);
    let of_stage = |stage: &str| -> Vec<usize> {
        let serves = |held: Held<'_>| {
            held.facets().any(|(facet, values)| facet == "stage" && values.iter().any(|value| value == stage))
        };
        plays.iter().copied().filter(|number| serves(plan.documents[*number].held)).collect()
    };
    let groups = stages
        .iter()
        .filter_map(|stage| group(plan, plan.facet_label(words, "stage", &stage.id), None, &of_stage(&stage.id)));
    Block { name: "plays", all: all_of(plan, "playbook"), groups: groups.collect(), links: Vec::new() }
}

/// Battle cards, each with the first reason why we win.
fn cards(plan: &Plan<'_>) -> Block {
    let items = of_kind(plan, "swot")
        .into_iter()
        .take(CARDS)
        .map(|number| Item { look: swot::win(plan, number), ..item(plan, number) });
    let items: Vec<Item> = items.collect();
    let groups = (!items.is_empty()).then(|| Group { title: String::new(), url: None, items });
    Block { name: "cards", all: all_of(plan, "swot"), groups: groups.into_iter().collect(), links: Vec::new() }
}

/// Case studies and other proof, the latest first.
fn proof(plan: &Plan<'_>) -> Block {
    let of = |kind: &str| {
        let all = all_of(plan, kind)?;
        group(plan, all.text, Some(all.url), &latest_first(plan, of_kind(plan, kind)))
    };
    Block { name: "proof", groups: [of("case-study"), of("proof")].into_iter().flatten().collect(), ..Block::default() }
}

fn recent(plan: &Plan<'_>) -> Block {
    let latest: Vec<usize> = home::latest_first(plan).into_iter().map(|(_, number)| number).take(SHOWN).collect();
    let new = plan.specials.contains(&Special::New).then(|| CountedLink {
        text: String::new(),
        url: plan.base.page(Special::New.path()),
        count: 0,
    });
    Block { name: "recent", all: new, groups: untitled(plan, &latest), links: Vec::new() }
}

/// Answers by folder, with how many there are in each.
fn topics(plan: &Plan<'_>) -> Block {
    let mut by_folder: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for number in of_kind(plan, "answer") {
        by_folder.entry(parent(plan.documents[number].held.id().as_str())).or_default().push(number);
    }
    let groups = by_folder.into_iter().filter_map(|(folder, numbers)| {
        let page = plan.at(folder).filter(|_| !folder.is_empty()).map(|page| plan.documents[page].link());
        let title = page.as_ref().map_or_else(|| navigation::readable(folder), |page| page.text.clone());
        let first = numbers.get(..OF_A_TOPIC).unwrap_or(&numbers);
        group(plan, format!("{title} ({})", numbers.len()), page.map(|page| page.url), first)
    });
    Block { name: "topics", all: all_of(plan, "answer"), groups: groups.collect(), links: Vec::new() }
}

/// What is on the list of all that is to be checked, most urgent first.
fn urgent<'p>(plan: &'p Plan<'_>) -> &'p [usize] {
    let list = plan.listings.iter().find(|list| list.kind == ListingKind::Review);
    list.map_or(&[], |list| &list.entries)
}

fn urgent_answers(plan: &Plan<'_>) -> Block {
    let is_urgent = |held: Held<'_>| {
        held.kind_name() == "answer" && held.review().is_some_and(|review| review.state != ReviewState::Unreviewed)
    };
    let numbers: Vec<usize> =
        urgent(plan).iter().copied().filter(|number| is_urgent(plan.documents[*number].held)).collect();
    Block { name: "urgent", groups: untitled(plan, &numbers), ..Block::default() }
}

fn latest_answers(plan: &Plan<'_>) -> Block {
    Block { name: "latest", groups: untitled(plan, &latest_first(plan, of_kind(plan, "answer"))), ..Block::default() }
}

/// What answers name as evidence, the most named first.
fn evidence(plan: &Plan<'_>) -> Block {
    let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
    for number in of_kind(plan, "answer") {
        let held = plan.documents[number].held;
        let named: BTreeSet<usize> =
            held.field("evidence").into_iter().flat_map(ids).filter_map(|id| plan.find(&id, held.language())).collect();
        for evidence in named {
            *uses.entry(evidence).or_default() += 1;
        }
    }
    Block { name: "evidence", groups: most_used(plan, uses.into_iter().collect()), ..Block::default() }
}

/// A group of the documents with the most uses.
fn most_used(plan: &Plan<'_>, mut uses: Vec<(usize, usize)>) -> Vec<Group> {
    uses.sort_by_key(|(number, uses)| (Reverse(*uses), *number));
    let items = uses.into_iter().take(SHOWN).map(|(number, uses)| Item { uses: Some(uses), ..item(plan, number) });
    let items: Vec<Item> = items.collect();
    (!items.is_empty()).then(|| Group { title: String::new(), url: None, items }).into_iter().collect()
}

/// What isn't approved yet, of a kind or of all.
fn drafts(plan: &Plan<'_>, kind: Option<&str>) -> Block {
    let is_draft = |held: Held<'_>| {
        matches!(held.status(), Some(Status::Draft | Status::InReview))
            && kind.is_none_or(|kind| held.kind_name() == kind)
    };
    let numbers: Vec<usize> =
        plan.listed.iter().copied().filter(|number| is_draft(plan.documents[*number].held)).collect();
    Block { name: "drafts", groups: untitled(plan, &latest_first(plan, numbers)), ..Block::default() }
}

/// What is to be checked, by owner.
fn due(plan: &Plan<'_>) -> Block {
    let owners = home::due(plan, &plan.library.config.language, urgent(plan));
    let groups = owners.into_iter().map(|owner| Group {
        title: owner.name,
        url: owner.url,
        items: owner.entries.into_iter().map(|entry| Item { entry, look: None, uses: None }).collect(),
    });
    let list = plan.listings.iter().find(|list| list.kind == ListingKind::Review);
    let all = list.map(|list| CountedLink {
        text: list.title.clone(),
        url: plan.base.page(&list.path),
        count: list.entries.len(),
    });
    Block { name: "due", all, groups: groups.collect(), links: Vec::new() }
}

/// What nobody has touched for longest.
fn untouched(plan: &Plan<'_>) -> Block {
    let mut numbers: Vec<usize> = home::latest_first(plan).into_iter().map(|(_, number)| number).collect();
    numbers.retain(|number| !plan.documents[*number].held.is_retired());
    numbers.reverse();
    Block { name: "untouched", groups: untitled(plan, &numbers), ..Block::default() }
}

/// The views that show where something is missing.
fn holes(plan: &Plan<'_>) -> Block {
    let views = ["proof", "persona", "swot"];
    let links = views.iter().filter_map(|kind| all_of(plan, kind));
    Block { name: "holes", links: links.collect(), ..Block::default() }
}

/// What most others lead to.
fn most_linked(plan: &Plan<'_>) -> Block {
    let linked = plan.listed.iter().map(|number| (*number, plan.documents[*number].backlinks.len()));
    let linked: Vec<_> = linked.filter(|(_, uses)| *uses > 1).collect();
    Block { name: "linked", groups: most_used(plan, linked), ..Block::default() }
}
