//! SWOT analyses: all four quadrants, all areas, and claims that can be backed up.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};

use super::{Survey, all_of, beginning, in_file, sections::Section};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, Span},
    library::{Document, Status, Target, Value},
    markdown::{Item, LinkForm},
};

const QUADRANTS: [&str; 4] = ["Strengths", "Weaknesses", "Opportunities", "Threats"];
const AREAS: [&str; 5] = ["capability", "change-management", "value", "company", "selling"];

/// Checks one document, if it is an analysis.
pub(super) fn check(survey: &Survey<'_>, index: usize, findings: &mut Diagnostics) {
    let document = survey.document(index);
    if document.kind != "swot" || document.status == Status::Retired {
        return;
    }
    let quadrants = QUADRANTS.map(|name| (name, Section::all(document, 2).find(|section| section.is_called(name))));
    check_quadrants(document, &quadrants, findings);
    let claims: Vec<&Item> = quadrants.iter().filter_map(|(_, section)| *section).flat_map(Section::items).collect();
    if !claims.is_empty() {
        findings.extend(missing_areas(document, &claims));
        findings.extend(only_strengths(document, &quadrants));
    }
    for claim in claims {
        Claim { survey, document, item: claim }.check(findings);
    }
}

fn check_quadrants(document: &Document, quadrants: &[(&str, Option<Section<'_>>)], findings: &mut Diagnostics) {
    let absent: Vec<String> =
        quadrants.iter().filter(|(_, section)| section.is_none()).map(|(name, _)| format!("## {name}")).collect();
    if !absent.is_empty() {
        let absent: Vec<&str> = absent.iter().map(String::as_str).collect();
        findings.push(
            Diagnostic::new(Code::SwotWithoutQuadrant, format!("the analysis lacks {}", all_of(&absent)))
                .at(&document.path, beginning(document))
                .help(format!("add {} with a list of claims under it", all_of(&absent))),
        );
    }
    let empty = quadrants.iter().filter_map(|(_, section)| *section).filter(|section| section.items().next().is_none());
    for section in empty {
        findings.push(
            Diagnostic::new(Code::SwotEmptyQuadrant, format!("`{}` holds no claim", section.heading().text))
                .at(&document.path, in_file(document, section.heading().span))
                .help("write at least one list item under it"),
        );
    }
}

fn missing_areas(document: &Document, claims: &[&Item]) -> Option<Diagnostic> {
    let named = |area: &str| claims.iter().any(|claim| claim.attributes.get("area").is_some_and(|(it, _)| it == area));
    let missing: Vec<&str> = AREAS.into_iter().filter(|area| !named(area)).collect();
    (!missing.is_empty()).then(|| {
        Diagnostic::new(Code::SwotAreaWithoutClaim, format!("the analysis says nothing about {}", all_of(&missing)))
            .at(&document.path, beginning(document))
            .help(format!("add a claim with `area={}`", missing.first().unwrap_or(&"")))
    })
}

/// An analysis of ourselves with strengths, and neither weaknesses nor threats.
fn only_strengths(document: &Document, quadrants: &[(&str, Option<Section<'_>>)]) -> Option<Diagnostic> {
    let subject = document.fields.get("subject")?;
    let holds = |name: &str| {
        quadrants
            .iter()
            .any(|(it, section)| *it == name && section.is_some_and(|section| section.items().next().is_some()))
    };
    (subject.as_str() == Some("self") && holds("Strengths") && !holds("Weaknesses") && !holds("Threats")).then(|| {
        Diagnostic::new(Code::SwotOnlyStrengths, "the analysis of ourselves lists strengths only")
            .at(&document.path, subject.span)
            .help("write down what we lose deals by, under `## Weaknesses` or `## Threats`")
    })
}

/// A claim of an analysis.
struct Claim<'a> {
    survey: &'a Survey<'a>,
    document: &'a Document,
    item: &'a Item,
}

impl Claim<'_> {
    fn check(&self, findings: &mut Diagnostics) {
        findings.extend(self.area());
        findings.extend(self.source());
        findings.extend(self.age());
    }

    fn at_item(&self, finding: Diagnostic) -> Diagnostic {
        self.at(finding, self.item.span)
    }

    fn at(&self, finding: Diagnostic, span: Span) -> Diagnostic {
        finding.at(&self.document.path, in_file(self.document, span))
    }

    fn area(&self) -> Option<Diagnostic> {
        let Some((area, span)) = self.item.attributes.get("area") else {
            let finding = Diagnostic::new(Code::ClaimWithoutArea, "the claim doesn't say which area it is about");
            return Some(self.at_item(finding).help(format!("add `{{area=…}}`: {}", all_of(&AREAS))));
        };
        if AREAS.contains(&area.as_str()) {
            return None;
        }
        let finding = Diagnostic::new(Code::ClaimUnknownArea, format!("`{area}` is no area"));
        Some(self.at(finding, *span).help(format!("areas are {}", all_of(&AREAS))))
    }

    fn source(&self) -> Option<Diagnostic> {
        let source = self.item.attributes.get("source").filter(|(source, _)| !source.trim().is_empty());
        let Some((source, span)) = source else {
            let finding = Diagnostic::new(Code::ClaimWithoutSource, "the claim doesn't say where it's from");
            return Some(self.at_item(finding).help("add `source=\"…\"`: an id in `[[…]]`, an address, or words"));
        };
        let id = source.trim().strip_prefix("[[")?.strip_suffix("]]")?;
        let target = id.split('|').next().unwrap_or(id).trim();
        let finding = match self.survey.library.resolve(self.document, LinkForm::Wiki, target) {
            Target::Missing => {
                Diagnostic::new(Code::ClaimBrokenSource, format!("no document's id is or ends in `{target}`")).help(
                    match self.survey.library.nearest(target) {
                        Some(near) => format!("did you mean `[[{near}]]`?"),
                        None => "write a document's id, an address, or words".to_owned(),
                    },
                )
            }
            Target::Ambiguous(ids) => {
                Diagnostic::new(Code::ClaimBrokenSource, format!("`{target}` could be any of {} documents", ids.len()))
                    .help(format!("write more of the id: `[[{}]]`", ids.join("]]` or `[[")))
            }
            _ => return None,
        };
        Some(self.at(finding, *span))
    }

    /// A claim without a date of its own is as old as the review of its document.
    fn age(&self) -> Option<Diagnostic> {
        let today = self.survey.library.today;
        let (date, span) = if let Some((text, span)) = self.item.attributes.get("as-of") {
            match text.parse::<Date>() {
                Ok(date) if date <= today.saturating_add(1.day()) => (date, *span),
                Ok(_) => return Some(self.bad_date(&format!("`{text}` is still to come"), *span)),
                Err(_) => return Some(self.bad_date(&format!("`{text}` is no date"), *span)),
            }
        } else {
            let Some(reviewed) = self.document.review.reviewed else {
                let finding = Diagnostic::new(Code::ClaimWithoutDate, "nobody can tell how old the claim is");
                let help = format!("add the day on which it was true: `as-of={today}`");
                return Some(self.at_item(finding).help(help));
            };
            (reviewed, self.item.span)
        };
        let limit = self.survey.library.config.claim_max_age;
        let age = today.since(date).map_or(0, |span| span.get_days());
        (i64::from(age) > i64::from(limit)).then(|| {
            let finding =
                Diagnostic::new(Code::ClaimStale, format!("the claim is {age} days old, and the limit is {limit}"));
            self.at(finding, span).help(format!("check it, then set `as-of={today}`, or delete it"))
        })
    }

    fn bad_date(&self, message: &str, span: Span) -> Diagnostic {
        self.at(Diagnostic::new(Code::ClaimBadDate, message), span)
            .help("write year, month and day: `as-of=2026-08-01`")
    }
}

/// Looks at which subjects the library's analyses have.
pub(super) fn check_subjects(survey: &Survey<'_>, findings: &mut Diagnostics) {
    let mut first: BTreeMap<(&str, &str), (&Document, Span)> = BTreeMap::new();
    for (_, document) in survey.in_use("swot") {
        let subject = document.fields.get("subject");
        let Some((subject, span)) = subject.and_then(|value: &Value| Some((value.as_str()?, value.span))) else {
            continue;
        };
        match first.get(&(subject, document.language.as_str())) {
            None => {
                first.insert((subject, &document.language), (document, span));
            }
            Some((other, place)) => findings.push(
                Diagnostic::new(Code::SwotDuplicateSubject, format!("there is another analysis of `{subject}`"))
                    .at(&document.path, span)
                    .help("merge the two, or retire one: `status = \"retired\"`")
                    .related(&other.path, *place, "the other one"),
            ),
        }
    }
    if first.is_empty() {
        return;
    }
    for subject in ["self", "no-decision"] {
        if !first.keys().any(|(known, _)| *known == subject) {
            findings.push(
                Diagnostic::new(Code::SwotSubjectMissing, format!("there is no SWOT analysis of `{subject}`"))
                    .help(format!("add a document of kind `swot` with `subject = \"{subject}\"`")),
            );
        }
    }
}
