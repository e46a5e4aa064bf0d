//! The catalogue of findings: each code with its name, severity and explanation.
//!
//! Codes are stable: one that is no longer made keeps its number. Hundreds group them: 1 the library's own file,
//! 2 front matter, 3 links and bodies, 4 the rules of a kind, 5 freshness, 6 themes and output, 7 assets.

use super::Severity;

/// An explanation: written here, or (`file`) in the folder `explanations` under the finding's name.
macro_rules! explanation {
    ($name:literal, file) => {
        include_str!(concat!("explanations/", $name, ".md"))
    };
    ($name:literal, $text:literal) => {
        $text
    };
}

/// Declares [`Code`] from one table, so that a code can't be without a name, severity or explanation.
macro_rules! catalogue {
    ($($number:literal $variant:ident $name:literal $severity:ident $explanation:tt)*) => {
        /// What kind of finding a [`Diagnostic`](super::Diagnostic) is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $name] $variant,)*
        }

        impl Code {
            /// All codes, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable code, `FB` and three digits.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => concat!("FB", $number),)* }
            }

            /// A short name for people, in words joined by hyphens.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How much such a finding matters.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// What it means, why it matters and how to mend it, in markdown.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => explanation!($name, $explanation),)* }
            }
        }
    };
}

catalogue! {
    101 ConfigSyntax "config-syntax" Error file
    102 ConfigUnknownKey "config-unknown-key" Error file
    103 ConfigWrongType "config-wrong-type" Error file
    104 ConfigBadValue "config-bad-value" Error file
    105 ConfigDuplicate "config-duplicate" Error file
    106 ConfigNameClash "config-name-clash" Error file
    107 ConfigUnknownName "config-unknown-name" Error file
    110 UnreadableFile "unreadable-file" Error file
    111 NotUtf8 "not-utf8" Error file
    112 ShallowHistory "shallow-history" Note file
    113 UnusableReport "unusable-report" Warning file
    201 FrontMatterUnterminated "front-matter-unterminated" Error file
    202 FrontMatterSyntax "front-matter-syntax" Error file
    203 DuplicateKey "duplicate-key" Error file
    210 MissingField "missing-field" Error file
    211 WrongType "wrong-type" Error file
    212 UnknownField "unknown-field" Error file
    213 UnknownChoice "unknown-choice" Error file
    214 UnknownFacetValue "unknown-facet-value" Error file
    215 BadDate "bad-date" Error file
    216 BadDuration "bad-duration" Error file
    217 BadMoney "bad-money" Error file
    218 NoHourlyRate "no-hourly-rate" Warning file
    301 BrokenLink "broken-link" Error file
    302 BrokenAnchor "broken-anchor" Warning file
    303 BrokenImage "broken-image" Error file
    304 BrokenWikiLink "broken-wiki-link" Error file
    305 AmbiguousWikiLink "ambiguous-wiki-link" Error file
    306 LinkToNarrowerAudience "link-to-narrower-audience" Warning file
    307 MissingAltText "missing-alt-text" Warning file
    308 ReservedPath "reserved-path" Error file
    309 DuplicateId "duplicate-id" Error file
    310 DuplicateUrl "duplicate-url" Error file
    311 AliasClash "alias-clash" Error file
    312 Orphan "orphan" Note file
    313 UnknownAudienceBlock "unknown-audience-block" Error file
    314 UnclosedAudienceBlock "unclosed-audience-block" Error file
    315 StrayBlockEnd "stray-block-end" Warning file
    316 NestedAudienceBlock "nested-audience-block" Error file
    317 MalformedPlaceholder "malformed-placeholder" Error file
    318 UnknownItemAudience "unknown-item-audience" Error file
    319 DuplicateAnchor "duplicate-anchor" Warning file
    320 UndefinedFootnote "undefined-footnote" Warning file
    321 MalformedMath "malformed-math" Warning file
    322 MisspeltPlaceholder "misspelt-placeholder" Warning file
    323 UndeclaredLanguage "undeclared-language" Note file
    401 BrokenReference "broken-reference" Error file
    402 ReferenceToOtherKind "reference-to-other-kind" Error file
    403 PlaybookWithoutSteps "playbook-without-steps" Error file
    404 UnknownStepStage "unknown-step-stage" Error file
    405 ProofLinkToOtherKind "proof-link-to-other-kind" Warning file
    406 ProofSectionWithoutLink "proof-section-without-link" Warning file
    407 UnknownPart "unknown-part" Error file
    411 SwotWithoutQuadrant "swot-without-quadrant" Error file
    412 SwotEmptyQuadrant "swot-empty-quadrant" Warning file
    413 SwotAreaWithoutClaim "swot-area-without-claim" Warning file
    414 ClaimWithoutArea "claim-without-area" Warning file
    415 ClaimUnknownArea "claim-unknown-area" Error file
    416 ClaimWithoutSource "claim-without-source" Warning file
    417 ClaimBrokenSource "claim-broken-source" Error file
    418 ClaimBadDate "claim-bad-date" Error file
    419 ClaimStale "claim-stale" Warning file
    420 ClaimWithoutDate "claim-without-date" Warning file
    421 SwotSubjectMissing "swot-subject-missing" Warning file
    422 SwotOnlyStrengths "swot-only-strengths" Warning file
    423 SwotDuplicateSubject "swot-duplicate-subject" Error file
    431 CaseStudyOnlyMoney "case-study-only-money" Warning file
    432 CustomerWithoutConsent "customer-without-consent" Error file
    433 FactorWrongWay "factor-wrong-way" Warning file
    441 RegulatedWithoutApprover "regulated-without-approver" Error file
    442 RegulatedWithoutExpiry "regulated-without-expiry" Error file
    443 ContradictingResponses "contradicting-responses" Error file
    444 NearDuplicateQuestion "near-duplicate-question" Warning file
    445 ContradictingAnswers "contradicting-answers" Warning file
    446 DuplicateAnswer "duplicate-answer" Warning file
    451 PrerequisiteCycle "prerequisite-cycle" Error file
    452 LessonWithoutCourse "lesson-without-course" Note file
    453 QuizWithoutQuestion "quiz-without-question" Warning file
    454 QuizQuestionWithoutRightAnswer "quiz-question-without-right-answer" Error file
    455 QuizQuestionWithTooFewOptions "quiz-question-with-too-few-options" Error file
    456 PassMarkOutOfRange "pass-mark-out-of-range" Error file
    461 ConcernWithoutProof "concern-without-proof" Warning file
    462 ConcernWithoutContent "concern-without-content" Warning file
    463 UnknownConcern "unknown-concern" Error file
    471 TradeoffWithoutAsk "tradeoff-without-ask" Error file
    481 AvoidedWord "avoided-word" Warning file
    491 KitWithRetired "kit-with-retired" Warning file
    501 ReviewDue "review-due" Note file
    502 ReviewOverdue "review-overdue" Warning file
    503 Expired "expired" Error file
    504 Unreviewed "unreviewed" Note file
    505 ReviewedInFuture "reviewed-in-future" Warning file
    701 SidecarWithoutFile "sidecar-without-file" Error file
    702 ReferenceWithoutHash "reference-without-hash" Warning file
    703 AssetWithoutOwner "asset-without-owner" Note file
    704 AssetTooLarge "asset-too-large" Warning file
    705 WrongExtension "wrong-extension" Warning file
    706 DuplicateAsset "duplicate-asset" Warning file
    707 NearDuplicateAsset "near-duplicate-asset" Warning file
    708 UnusedAsset "unused-asset" Note file
    709 OutdatedAsset "outdated-asset" Warning file
    710 ActiveContent "active-content" Warning file
    711 LeakingAsset "leaking-asset" Warning file
    712 UnreadAsset "unread-asset" Warning file
    713 LfsPointer "lfs-pointer" Error file
}

impl Code {
    /// The code with this id or name, in any case.
    pub fn find(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.id().eq_ignore_ascii_case(text) || code.name().eq_ignore_ascii_case(text))
    }
}
