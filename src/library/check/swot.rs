//! SWOT analyses: all four quadrants, all areas, and claims that can be backed up.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Survey, all_of, beginning, in_file};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, Span},
    library::{Analysis, Area, AsOf, Claim, Document, Status, SwotSection, Target, Value},
    markdown::LinkForm,
};

/// Checks one document, if it is an analysis.
pub(super) fn check(survey: &Survey<'_>, index: usize, findings: &mut Diagnostics) {
    let document = survey.document(index);
    if document.kind != "swot" || document.status == Status::Retired {
        return;
    }
    let analysis = survey.library.analysis(document);
    check_quadrants(document, &analysis, findings);
    let claims: Vec<Claim<'_>> = analysis.claims().filter(Claim::is_in_quadrant).collect();
    if !claims.is_empty() {
        findings.extend(missing_areas(document, &claims));
        findings.extend(only_strengths(document, &claims));
    }
    for claim in claims {
        ClaimCheck { survey, document, claim }.check(findings);
    }
}

fn check_quadrants(document: &Document, analysis: &Analysis<'_>, findings: &mut Diagnostics) {
    let is_absent = |quadrant: &SwotSection| analysis.heading(*quadrant).is_none();
    let absent: Vec<String> = SwotSection::QUADRANTS.into_iter().filter(is_absent).map(heading_of).collect();
    if !absent.is_empty() {
        let absent: Vec<&str> = absent.iter().map(String::as_str).collect();
        findings.push(
            Diagnostic::new(Code::SwotWithoutQuadrant, format!("the analysis lacks {}", all_of(&absent)))
                .at(&document.path, beginning(document))
                .help(format!("add {} with a list of claims under it", all_of(&absent))),
        );
    }
    for quadrant in SwotSection::QUADRANTS {
        let Some(heading) = analysis.heading(quadrant) else { continue };
        if analysis.claims_in(quadrant).next().is_none() {
            findings.push(
                Diagnostic::new(Code::SwotEmptyQuadrant, format!("`{}` holds no claim", heading.text))
                    .at(&document.path, in_file(document, heading.span))
                    .help("write at least one list item under it"),
            );
        }
    }
}

/// A quadrant's heading as an author writes it: `## Strengths`.
fn heading_of(quadrant: SwotSection) -> String {
    let (first, rest) = quadrant.name().split_at(1);
    format!("## {}{rest}", first.to_uppercase())
}

fn missing_areas(document: &Document, claims: &[Claim<'_>]) -> Option<Diagnostic> {
    let missing = Area::ALL.into_iter().filter(|area| claims.iter().all(|claim| claim.area != Some(*area)));
    let missing: Vec<&str> = missing.map(Area::as_str).collect();
    (!missing.is_empty()).then(|| {
        Diagnostic::new(Code::SwotAreaWithoutClaim, format!("the analysis says nothing about {}", all_of(&missing)))
            .at(&document.path, beginning(document))
            .help(format!("add a claim with `area={}`", missing.first().unwrap_or(&"")))
    })
}

/// An analysis of ourselves with strengths, and neither weaknesses nor threats.
fn only_strengths(document: &Document, claims: &[Claim<'_>]) -> Option<Diagnostic> {
    let subject = document.fields.get("subject")?;
    let holds = |quadrant| claims.iter().any(|claim| claim.section == Some(quadrant));
    let only_strengths =
        holds(SwotSection::Strengths) && !holds(SwotSection::Weaknesses) && !holds(SwotSection::Threats);
    (subject.as_str() == Some("self") && only_strengths).then(|| {
        Diagnostic::new(Code::SwotOnlyStrengths, "the analysis of ourselves lists strengths only")
            .at(&document.path, subject.span)
            .help("write down what we lose deals by, under `## Weaknesses` or `## Threats`")
    })
}

/// A claim with what it is checked against.
struct ClaimCheck<'a> {
    survey: &'a Survey<'a>,
    document: &'a Document,
    claim: Claim<'a>,
}

impl ClaimCheck<'_> {
    fn check(&self, findings: &mut Diagnostics) {
        findings.extend(self.area());
        findings.extend(self.source());
        findings.extend(self.age());
    }

    fn at_item(&self, finding: Diagnostic) -> Diagnostic {
        self.at(finding, self.claim.item.span)
    }

    /// Points at the value of an attribute; at the claim where it has none.
    fn at_value(&self, finding: Diagnostic, attribute: &str) -> Diagnostic {
        let value = self.claim.item.attributes.get(attribute);
        self.at(finding, value.map_or(self.claim.item.span, |(_, span)| *span))
    }

    fn at(&self, finding: Diagnostic, span: Span) -> Diagnostic {
        finding.at(&self.document.path, in_file(self.document, span))
    }

    fn area(&self) -> Option<Diagnostic> {
        let areas = Area::ALL.map(Area::as_str);
        let Some((area, _)) = self.claim.item.attributes.get("area") else {
            let finding = Diagnostic::new(Code::ClaimWithoutArea, "the claim doesn't say which area it is about");
            return Some(self.at_item(finding).help(format!("add `{{area=…}}`: {}", all_of(&areas))));
        };
        if self.claim.area.is_some() {
            return None;
        }
        let finding = Diagnostic::new(Code::ClaimUnknownArea, format!("`{area}` is no area"));
        Some(self.at_value(finding, "area").help(format!("areas are {}", all_of(&areas))))
    }

    fn source(&self) -> Option<Diagnostic> {
        let Some(source) = self.claim.source else {
            let finding = Diagnostic::new(Code::ClaimWithoutSource, "the claim doesn't say where it's from");
            return Some(self.at_item(finding).help("add `source=\"…\"`: an id in `[[…]]`, an address, or words"));
        };
        let id = source.strip_prefix("[[")?.strip_suffix("]]")?;
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
        Some(self.at_value(finding, "source"))
    }

    fn age(&self) -> Option<Diagnostic> {
        let today = self.survey.library.today;
        let written = self.claim.item.attributes.get("as-of").map_or("", |(text, _)| text.as_str());
        match self.claim.as_of {
            AsOf::Own(_) | AsOf::Review(_) => self.stale(today),
            AsOf::ToCome => Some(self.bad_date(&format!("`{written}` is still to come"))),
            AsOf::NoDate => Some(self.bad_date(&format!("`{written}` is no date"))),
            AsOf::Unknown => {
                let finding = Diagnostic::new(Code::ClaimWithoutDate, "nobody can tell how old the claim is");
                Some(self.at_item(finding).help(format!("add the day on which it was true: `as-of={today}`")))
            }
        }
    }

    fn stale(&self, today: Date) -> Option<Diagnostic> {
        let age = self.claim.age.filter(|_| self.claim.is_stale)?;
        let limit = self.survey.library.config.claim_max_age;
        let finding =
            Diagnostic::new(Code::ClaimStale, format!("the claim is {age} days old, and the limit is {limit}"));
        Some(self.at_value(finding, "as-of").help(format!("check it, then set `as-of={today}`, or delete it")))
    }

    fn bad_date(&self, message: &str) -> Diagnostic {
        self.at_value(Diagnostic::new(Code::ClaimBadDate, message), "as-of")
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
