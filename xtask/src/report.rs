//! What the commands say to people: status lines, diagnostics, errors, a progress line.
//!
//! Standard output is for what was asked for (drift, dumps, tables, diagnostics as JSON); all else goes to standard
//! error. Status lines are for somebody who watches: they are left out where standard error is not a terminal, unless
//! `--verbose` asks for them. Errors and warnings are always shown.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{IsTerminal, Write as _};
use std::sync::Mutex;

use anstyle::AnsiColor;
use letterpress::diagnostic::{Diagnostic, Diagnostics, Severity};
use letterpress::secret::SECRET_REPLACED;

use crate::cli::{MessageFormat, Show};
use crate::compiler::Texts;

/// How many warnings of one code are shown whole; the rest are counted.
const SHOWN_OF_A_CODE: usize = 3;

/// Shows an error that stopped a command, with what caused it.
pub fn error(error: &anyhow::Error) {
    anstream::eprintln!("{} {error:#}", label(Severity::Error, ":"));
}

/// Prints what was asked for. Somebody who has read enough (`| head`) is no error.
///
/// # Errors
///
/// Where standard output cannot be written for any other reason.
pub fn print(text: &str) -> std::io::Result<()> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Says things in the way that was asked for.
#[derive(Debug, Clone, Copy)]
pub struct Report {
    verbose: bool,
    format: MessageFormat,
    watched: bool,
}

impl Report {
    /// A report as the options say.
    pub fn new(show: &Show) -> Self {
        let watched = std::io::stderr().is_terminal();
        Self {
            verbose: show.verbose,
            format: show.message_format,
            watched,
        }
    }

    /// Whether diagnostics are JSON lines.
    pub fn json(&self) -> bool {
        self.format == MessageFormat::Json
    }

    /// A line that says what was done: a verb and what it was done to.
    pub fn status(&self, verb: &str, what: impl fmt::Display) {
        if self.watched || self.verbose {
            let style = AnsiColor::Green.on_default().bold();
            anstream::eprintln!("{style}{verb:>12}{style:#} {what}");
        }
    }

    /// Shows what the compiler has to say: every error, the first few warnings of each code, and how many more there
    /// are; all of them with `--verbose` or as JSON.
    pub fn diagnostics(&self, diagnostics: &Diagnostics, texts: &Texts) {
        let reports = diagnostics.reports(texts.as_texts());
        if self.json() {
            let mut out = std::io::stdout().lock();
            for report in reports {
                let _ = writeln!(out, "{}", report.to_json());
            }
            return;
        }
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let mut hidden: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        for report in &reports {
            let (severity, code) = (report.diagnostic.severity, report.diagnostic.code);
            let earlier = seen.entry(code).or_default();
            let show = match severity {
                Severity::Error => true,
                Severity::Warning => self.verbose || *earlier < SHOWN_OF_A_CODE,
                Severity::Note => self.verbose,
            };
            *earlier += 1;
            if show {
                let text = report.to_string();
                let rest = text.strip_prefix(severity.as_str()).unwrap_or(&text);
                anstream::eprintln!("{}", label(severity, rest));
            } else {
                *hidden.entry((severity, code)).or_default() += 1;
            }
        }
        let secrets = seen.get(SECRET_REPLACED).copied().unwrap_or_default();
        if secrets > 0 {
            let (number, them) = match secrets {
                1 => ("a literal secret".to_owned(), "it"),
                _ => (format!("literal secrets in {secrets} places"), "them"),
            };
            anstream::eprintln!(
                "{} the collection holds {number}: revoke {them}, since anyone who has the collection has {them} too. \
                 The crate has made-up text instead (--verbose shows where)",
                label(Severity::Warning, ":")
            );
        }
        for ((severity, code), count) in hidden.into_iter().rev() {
            if severity == Severity::Warning || self.watched {
                anstream::eprintln!(
                    "{} {count} more (--verbose shows them)",
                    label(severity, &format!("[{code}]:"))
                );
            }
        }
    }
}

/// How many there are of each severity: `2 errors, 1 warning, 40 notes`; `no diagnostics` where there are none.
pub fn counts(list: &[Diagnostic]) -> String {
    let count = |severity| list.iter().filter(|it| it.severity == severity).count();
    let words = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Note, "note"),
    ]
    .into_iter()
    .map(|(severity, word)| (count(severity), word))
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| plural(count, word))
    .collect::<Vec<_>>();
    if words.is_empty() {
        "no diagnostics".to_owned()
    } else {
        words.join(", ")
    }
}

/// `1 file`, `2 files`.
pub fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// `error:`, `warning[code]:` in its colour.
fn label(severity: Severity, rest: &str) -> String {
    let style = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Cyan,
    };
    let style = style.on_default().bold();
    format!("{style}{}{style:#}{rest}", severity.as_str())
}

/// A line on a terminal that says how far a long run has come; nothing where nobody watches.
#[derive(Debug)]
pub struct Progress {
    what: &'static str,
    total: usize,
    done: Mutex<usize>,
    watched: bool,
}

impl Progress {
    /// Begins a run of `total` steps.
    pub fn new(what: &'static str, total: usize) -> Self {
        Self {
            what,
            total,
            done: Mutex::new(0),
            watched: std::io::stderr().is_terminal(),
        }
    }

    /// One more step is done: the one called `name`.
    pub fn step(&self, name: &str) {
        let mut done = self
            .done
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *done += 1;
        if self.watched {
            let cells = 24 * *done / self.total.max(1);
            let bar = format!(
                "{}{}",
                "=".repeat(cells),
                " ".repeat(24usize.saturating_sub(cells))
            );
            let name: String = name.chars().take(36).collect();
            let mut err = std::io::stderr().lock();
            let _ = write!(
                err,
                "\r\x1b[2K{:>12} [{bar}] {done}/{} {name}",
                self.what, self.total
            );
            let _ = err.flush();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.watched {
            eprint!("\r\x1b[2K");
        }
    }
}
