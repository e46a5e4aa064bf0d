//! Findings as workflow commands, which GitHub, Forgejo and Gitea show as annotations of the changed lines
//! (<https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>).

use std::{
    borrow::Cow,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::sources::Sources;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Severity};

/// Writes a line for each finding.
pub(super) fn write(diagnostics: &Diagnostics, sources: &mut Sources, output: &mut dyn Write) -> io::Result<()> {
    let prefix = path_in_checkout(sources.root());
    for diagnostic in diagnostics {
        let place = diagnostic.location.as_ref().map(|location| place(location, &prefix, sources));
        writeln!(output, "{}", command(diagnostic, place.as_deref().unwrap_or_default()))?;
    }
    Ok(())
}

/// `::error file=a.md,line=3,…,title=FB301 broken-link::…`
fn command(diagnostic: &Diagnostic, place: &str) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let title = format!("{} {}", diagnostic.code.id(), diagnostic.code.name());
    let mut message = diagnostic.message.clone();
    if !diagnostic.help.is_empty() {
        message.push_str("\nhelp: ");
        message.push_str(&diagnostic.help);
    }
    for (location, words) in &diagnostic.related {
        message.extend(["\n", &location.path, ": ", words]);
    }
    format!("::{command} {place}title={}::{}", escape_property(&title), escape_data(&message))
}

/// `file=…,line=…,endLine=…,col=…,endColumn=…,` with a comma at its end.
fn place(location: &Location, prefix: &Path, sources: &mut Sources) -> String {
    let path = prefix.join(&location.path).to_string_lossy().replace('\\', "/");
    let file = format!("file={},", escape_property(&path));
    let lines = location.span.and_then(|span| {
        let lines = sources.lines(&location.path)?;
        let span = lines.trimmed(span);
        let (start, end) = (lines.position(span.start), lines.position(span.end));
        let whole_lines = format!("line={},endLine={},", start.line, end.line);
        // Columns mean something only within one line.
        let columns = format!("col={},endColumn={},", start.column, end.column);
        Some(if start.line == end.line { whole_lines + &columns } else { whole_lines })
    });
    file + &lines.unwrap_or_default()
}

/// Annotations name files by their path in the checkout, which is the folder the workflow runs in; the library may be a
/// folder within.
fn path_in_checkout(root: &Path) -> PathBuf {
    let workspace = std::env::var_os("GITHUB_WORKSPACE").map(PathBuf::from);
    let checkout = workspace.or_else(|| std::env::current_dir().ok()).and_then(|folder| folder.canonicalize().ok());
    let root = root.canonicalize().ok();
    match (root, checkout) {
        (Some(root), Some(checkout)) => root.strip_prefix(&checkout).map(Path::to_owned).unwrap_or_default(),
        _ => PathBuf::new(),
    }
}

fn escape_data(text: &str) -> Cow<'_, str> {
    if !text.contains(['%', '\r', '\n']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let finding = Diagnostic::new(Code::ConfigSyntax, "50 %: a,b\nc").help("mend it");
        assert_eq!(
            command(&finding, "file=a%2Cb.md,"),
            "::error file=a%2Cb.md,title=FB101 config-syntax::50 %25: a,b%0Ac%0Ahelp: mend it"
        );
    }
}
