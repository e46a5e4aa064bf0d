//! What pages on deals show, of small libraries.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::fs;

use crate::{
    audience::Audience,
    library,
    site::{
        Base,
        plan::{self, Plan},
        view::{
            deal,
            overview::{persona::Personas, proof::Proofs, tradeoff::GiveAndGet},
            special::map::Map,
        },
    },
    theme::Wordbook,
};

/// Hands on the plan of a library of these files, for internal readers, on the 22nd of November 2026.
pub(in crate::site::view) fn planned(files: &[(&str, String)], look: impl FnOnce(&Plan<'_>)) {
    planned_for(Audience::Internal, files, look);
}

fn planned_for(audience: Audience, files: &[(&str, String)], look: impl FnOnce(&Plan<'_>)) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let (library, _) = library::load(folder.path(), jiff::civil::date(2026, 11, 22)).unwrap();
    let wordbook = Wordbook::load(&library.root, &library.config.theme).unwrap();
    look(&plan::plan(&library, &wordbook, audience, Base::at_root()));
}

fn page(front: &str) -> String {
    format!("+++\n{front}\n+++\nText.\n")
}

fn proof(title: &str, sort: &str, rest: &str) -> String {
    page(&format!("title = \"{title}\"\naudience = \"partner\"\ntype = \"{sort}\"\n{rest}"))
}

/// A persona with two concerns, and proof of different cost against one of them.
fn deal_library() -> Vec<(&'static str, String)> {
    let cost =
        |amount: u32, currency: &str| format!("cost_per_use = {{ amount = {amount}, currency = \"{currency}\" }}");
    let against = |rest: &str| format!("concerns = [\"price\"]\nstages = [\"transact\"]\n{rest}");
    vec![
        ("fieldbook.toml", "currency = \"EUR\"\n[facets.industry]\nvalues = [\"retail\", \"mining\"]\n".to_owned()),
        (
            "content/personas/buyer.md",
            page(
                "title = \"Buyer\"\naudience = \"partner\"\nrole_in_decision = \"Signs\"\nnot_for_us = [\"One shop\"]\n[[concerns]]\nid = \"price\"\n\
                 text = \"Is it dear?\"\n[[concerns]]\nid = \"time\"\ntext = \"Is it slow?\"",
            ),
        ),
        ("content/proof/dear.md", proof("Dear", "demo", &against(&cost(900, "EUR")))),
        ("content/proof/cheap.md", proof("Cheap", "demo", &against(&cost(20, "EUR")))),
        ("content/proof/foreign.md", proof("Foreign", "reference", &against(&cost(1, "CHF")))),
        ("content/proof/unknown.md", proof("Unknown", "biography", &against(""))),
        (
            "content/proof/expired.md",
            proof("Expired", "demo", &against(&format!("{}\nexpires = 2026-01-01", cost(0, "EUR")))),
        ),
        ("content/tradeoffs/b.md", tradeoff("B", 50, "CHF")),
        ("content/tradeoffs/a.md", tradeoff("A", 900, "EUR")),
        ("content/tradeoffs/c.md", tradeoff("C", 30, "EUR")),
        (
            "content/cases.md",
            page(
                "title = \"Case\"\nkind = \"page\"\nstage = \"renew\"\nindustry = \"retail\"\nrelated = [\"personas/buyer\"]",
            ),
        ),
    ]
}

fn tradeoff(title: &str, amount: u32, currency: &str) -> String {
    page(&format!(
        "title = \"{title}\"\ngive = \"g\"\nask_for = [\"a\"]\ntrue_cost = {{ amount = {amount}, currency = \"{currency}\" }}"
    ))
}

fn proofs(plan: &Plan<'_>) -> Proofs {
    Proofs::new(plan, "en", deal::of_kind(plan, "proof")).unwrap()
}

#[test]
fn the_cheapest_proof_that_may_be_used_comes_first_and_an_unknown_cost_last() {
    planned(&deal_library(), |plan| {
        let proofs = proofs(plan);
        assert_eq!(proofs.sorts, ["demo", "reference", "biography"]);
        assert_eq!(proofs.foreign, ["CHF"]);
        let row = &proofs.rows[0];
        assert_eq!((row.text.as_str(), row.personas[0].text.as_str()), ("Is it dear?", "Buyer"));
        assert_eq!(row.first.as_ref().unwrap().link.text, "Cheap");
        let demos: Vec<_> = row.cells[0].iter().map(|item| item.link.text.as_str()).collect();
        assert_eq!(demos, ["Cheap", "Dear", "Expired"]);
        let staged: Vec<_> = proofs.stages[0].proofs.iter().map(|item| item.link.text.as_str()).collect();
        assert_eq!(staged, ["Cheap", "Dear", "Foreign", "Unknown", "Expired"]);
    });
}

#[test]
fn a_concern_without_proof_is_a_hole_that_internal_readers_see() {
    planned(&deal_library(), |plan| {
        let proofs = proofs(plan);
        assert_eq!((proofs.rows.len(), proofs.holes), (2, 1));
        assert!(proofs.rows[1].first.is_none());
    });
    planned_for(Audience::Partner, &deal_library(), |plan| {
        let proofs = proofs(plan);
        assert_eq!(proofs.rows.len(), 1, "only what some proof answers");
        assert_eq!(proofs.sorts, ["biography", "demo", "reference"], "the order says nothing of costs");
        assert!(!proofs.columns.cost && !proofs.columns.limit && !proofs.columns.deploy_when);
    });
    planned_for(Audience::Customer, &deal_library(), |plan| {
        assert!(Proofs::new(plan, "en", deal::of_kind(plan, "proof")).is_none());
    });
}

#[test]
fn trade_offs_stand_by_cost_in_our_currency_and_others_after_them() {
    planned(&deal_library(), |plan| {
        let table = GiveAndGet::new(plan, "en", deal::of_kind(plan, "tradeoff")).unwrap();
        let titles: Vec<_> = table.rows.iter().map(|row| row.link.text.as_str()).collect();
        assert_eq!(titles, ["C", "A", "B"]);
        assert_eq!(table.foreign, ["CHF"]);
    });
}

#[test]
fn who_we_do_not_sell_to_is_for_internal_readers() {
    let signs =
        |plan: &Plan<'_>| Personas::new(plan, "en", deal::of_kind(plan, deal::PERSONA)).map(|it| it.not_for_us.len());
    planned(&deal_library(), |plan| assert_eq!(signs(plan), Some(1)));
    planned_for(Audience::Partner, &deal_library(), |plan| assert_eq!(signs(plan), None));
}

#[test]
fn a_persona_is_served_by_what_names_it_and_by_proof_against_its_concerns() {
    planned(&deal_library(), |plan| {
        let persona = deal::of_kind(plan, deal::PERSONA)[0];
        let serving = deal::serving(plan, persona);
        let mut titles: Vec<_> = serving.iter().map(|number| plan.documents[*number].held.title()).collect();
        titles.sort_unstable();
        assert_eq!(titles, ["Case", "Cheap", "Dear", "Expired", "Foreign", "Unknown"]);
        let stages = deal::by_stage(plan, "en", &serving);
        let counts: Vec<_> = stages.iter().map(|(stage, numbers)| (stage.anchor.as_str(), numbers.len())).collect();
        assert_eq!(counts, [("serves-transact", 5), ("serves-renew", 1)]);
    });
}

#[test]
fn the_map_counts_what_there_is_and_what_is_stale_and_marks_what_is_missing() {
    planned(&deal_library(), |plan| {
        let map = Map::new(plan);
        let [personas, industries] = map.tables.as_slice() else {
            unreachable!("a table for personas and one for industries")
        };
        let cells: Vec<_> = personas.rows[0].cells.iter().map(|cell| (cell.count, cell.stale, cell.hole)).collect();
        let (nothing, none) = ((0, 0, true), (0, 0, false));
        assert_eq!(cells, [nothing, (5, 1, false), nothing, nothing, (1, 0, false), none]);
        assert_eq!(personas.rows[0].cells[1].url.as_deref(), Some("/personas/buyer/#serves-transact"));
        assert_eq!((industries.rows.len(), industries.holes), (2, 9));
        assert_eq!(industries.rows[0].cells[4].url.as_deref(), Some("/?f=stage:renew&f=industry:retail"));
        let by_industry: Vec<_> = map
            .by_industry
            .iter()
            .map(|table| table.rows[0].cells.iter().map(|cell| cell.count).sum::<usize>())
            .collect();
        assert_eq!(by_industry, [1, 0]);
    });
}
