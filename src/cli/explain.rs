//! `fieldbook explain`

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use super::{Failure, Outcome};
use crate::diagnostics::{Code, Severity};

/// Characters to a line of prose.
const LINE: usize = 88;

/// Explains a finding's code, or lists all codes
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  fieldbook explain FB301\n  fieldbook explain broken-link\n  fieldbook explain")]
pub(super) struct Arguments {
    /// A code (`FB301`) or its name (`broken-link`) [default: a list of all]
    code: Option<String>,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let text = match &arguments.code {
        Some(word) => explanation(Code::find(word).ok_or_else(|| unknown(word))?),
        None => list(),
    };
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("the explanation can't be written: {error}")))
        }
        _ => Ok(Outcome::Fine),
    }
}

fn explanation(code: Code) -> String {
    format!("{} {} ({})\n\n{}", code.id(), code.name(), word(code.severity()), wrapped(code.explanation().trim()))
}

/// Prose in lines that can be read; examples, which are indented, as they are.
fn wrapped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for line in text.lines() {
        let mut column = 0;
        let words: Box<dyn Iterator<Item = &str>> =
            if line.starts_with(' ') { Box::new(std::iter::once(line)) } else { Box::new(line.split(' ')) };
        for word in words {
            let length = word.chars().count();
            if column > 0 {
                let separator = if column + 1 + length > LINE { '\n' } else { ' ' };
                result.push(separator);
                column = if separator == ' ' { column + 1 } else { 0 };
            }
            result.push_str(word);
            column += length;
        }
        result.push('\n');
    }
    result
}

fn list() -> String {
    let mut text = String::new();
    for code in Code::ALL {
        // Writing to a string can't fail.
        let _ = writeln!(text, "{}  {:<7}  {}", code.id(), word(code.severity()), code.name());
    }
    text
}

fn unknown(word: &str) -> Failure {
    let failure = Failure::usage(format!("`{word}` is no code of a finding"));
    match nearest(word) {
        Some(code) => failure.hint(format!("did you mean `{}` ({})?", code.id(), code.name())),
        None => failure.hint("`fieldbook explain` lists all codes"),
    }
}

/// The code whose id or name is most like `word`, if one is like it at all.
fn nearest(word: &str) -> Option<Code> {
    let word = word.to_ascii_lowercase();
    let likeness = |code: &Code| {
        let number = code.id().trim_start_matches("FB");
        if number == word {
            return 1.0;
        }
        strsim::jaro_winkler(&word, code.name())
            .max(strsim::normalized_levenshtein(&word, &code.id().to_ascii_lowercase()))
    };
    let best = Code::ALL.iter().copied().max_by(|one, other| likeness(one).total_cmp(&likeness(other)))?;
    (likeness(&best) > 0.7).then_some(best)
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
