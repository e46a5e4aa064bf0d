//! Math: LaTeX to `MathML`, which browsers show without JavaScript.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pulldown_latex::{Parser, ParserError, RenderConfig, Storage, config::DisplayMode, push_mathml};

/// The longest formula that is set, in bytes. The parser goes down into groups by recursion.
const LONGEST: usize = 4_000;

/// The deepest nesting of groups that is set.
const DEEPEST: usize = 100;

/// Commands that define others. A definition may expand without end, and no formula in a page needs one.
const DEFINITIONS: [&str; 10] = [
    "def",
    "gdef",
    "edef",
    "xdef",
    "let",
    "futurelet",
    "newcommand",
    "renewcommand",
    "providecommand",
    "DeclareMathOperator",
];

/// The `MathML` of a formula, or what is wrong with it.
pub(super) fn mathml(source: &str, display: bool) -> Result<String, String> {
    if source.len() > LONGEST || depth(source) > DEEPEST {
        return Err("the formula is too long or too deep".to_owned());
    }
    if let Some(command) = definition(source) {
        return Err(format!("`\\{command}` is not supported: write out what it stands for"));
    }
    // What is wrong in a page must not end a build, and the parser is young.
    catch_unwind(AssertUnwindSafe(|| convert(source, display)))
        .unwrap_or_else(|_| Err("the formula can't be read".to_owned()))
}

fn convert(source: &str, display: bool) -> Result<String, String> {
    let storage = Storage::new();
    let events = Parser::new(source, &storage).collect::<Result<Vec<_>, ParserError>>();
    let events = events.map_err(|error| first_line(&error.to_string()))?;
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let mut mathml = String::new();
    push_mathml(&mut mathml, events.into_iter().map(Ok::<_, ParserError>), config)
        .map_err(|error| error.to_string())?;
    Ok(mathml)
}

fn first_line(message: &str) -> String {
    let line = message.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("the formula can't be read");
    line.trim_end_matches(':').to_owned()
}

/// How deep braces and environments nest, at most.
fn depth(source: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in source.bytes() {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest.max(source.matches("\\left").count()).max(source.matches("\\begin").count())
}

fn definition(source: &str) -> Option<&str> {
    source.split('\\').skip(1).find_map(|rest| {
        let end = rest.find(|character: char| !character.is_ascii_alphabetic()).unwrap_or(rest.len());
        let command = &rest[..end];
        DEFINITIONS.contains(&command).then_some(command)
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[test]
    fn a_formula_becomes_mathml() {
        let mathml = mathml("a^2", false).unwrap();
        assert!(mathml.starts_with("<math"), "{mathml}");
        assert!(mathml.contains("<msup>"), "{mathml}");
    }

    #[test]
    fn what_is_wrong_is_said_in_one_line() {
        let error = mathml("\\frac{a", false).unwrap_err();
        assert!(!error.contains('\n') && !error.is_empty(), "{error}");
    }

    #[test]
    fn definitions_are_refused_since_they_may_not_end() {
        let error = mathml("\\def\\a{\\a\\a}\\a", false).unwrap_err();
        assert!(error.contains("\\def"), "{error}");
    }

    #[test]
    fn deep_nesting_is_refused() {
        assert!(mathml(&"{".repeat(3_000), false).is_err());
        assert!(mathml(&"\\left(".repeat(500), false).is_err());
    }

    proptest::proptest! {
        #[test]
        fn no_formula_panics(source in "(\\\\(frac|left|right|sqrt|begin|end|text|hbox|color|over|limits|left\\(|matrix)|[{}\\[\\]^_&a-z0-9 '#%~$+=<>|()./]|\\\\.){0,40}") {
            let _ = mathml(&source, true);
        }
    }
}
