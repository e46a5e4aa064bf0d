//! The catalogue of findings: each code with its name, severity and explanation.
//!
//! Codes are stable: one that is no longer made keeps its number. Hundreds group them: 1 the library's own file,
//! 2 front matter, 3 links and bodies, 4 the rules of a kind, 5 freshness, 6 themes and output.

use super::Severity;

/// Declares [`Code`] from one table, so that a code can't be without a name, severity or explanation.
macro_rules! catalogue {
    ($($number:literal $variant:ident $name:literal $severity:ident $explanation:literal)*) => {
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
                match self { $(Self::$variant => $explanation,)* }
            }
        }
    };
}

catalogue! {
    101 ConfigSyntax "config-syntax" Error
        "`fieldbook.toml` isn't valid TOML."
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
