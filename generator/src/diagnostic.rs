//! What the compiler has to say about a collection.
//!
//! Every stage takes a [`Diagnostics`] and pushes to it; nothing is printed here. A diagnostic names the place by JSON
//! pointer; line and column are looked up in the text when it is shown.

use std::ops::Range;

mod place;
mod report;
mod scan;
#[cfg(test)]
mod tests;

pub use report::{Position, Report, SourceText, SourceTexts};
pub(crate) use scan::pointer_at;

/// The document that a [`Diagnostic`] is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The collection.
    #[default]
    Collection,
    /// The environment.
    Environment,
    /// The overrides. Its places are byte offsets alone: it is TOML, to which no JSON pointer leads.
    Overrides,
}

/// How much a [`Diagnostic`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A choice that was made where the collection does not say.
    Note,
    /// Something could not be used, and the rest went on.
    Warning,
    /// Nothing can be made of the input.
    Error,
}

/// One thing to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A kebab-case code, listed in `DIAGNOSTICS.md`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is the matter, one line.
    pub message: String,
    /// What can be done about it.
    pub help: Option<String>,
    /// JSON pointer of the place, relative to the collection object.
    pub pointer: String,
    /// Bytes of the text, where the place is not that of a value: an error of syntax, a key of the overrides.
    pub span: Option<Range<usize>>,
    /// The document that the pointer is about.
    pub source: Source,
}

/// The sink that every stage writes to.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    source: Source,
}

impl Diagnostics {
    /// Adds a note.
    pub fn note(
        &mut self,
        code: &'static str,
        pointer: impl Into<String>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.push(Severity::Note, code, pointer.into(), message.into())
    }

    /// Adds a warning.
    pub fn warning(
        &mut self,
        code: &'static str,
        pointer: impl Into<String>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.push(Severity::Warning, code, pointer.into(), message.into())
    }

    /// Adds an error.
    pub fn error(
        &mut self,
        code: &'static str,
        pointer: impl Into<String>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.push(Severity::Error, code, pointer.into(), message.into())
    }

    /// All that was said, in the order of saying.
    pub fn list(&self) -> &[Diagnostic] {
        &self.list
    }

    /// Whether there is an error among them.
    pub fn has_errors(&self) -> bool {
        self.list
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Says that what follows is about this document. At first it is about the collection.
    pub fn about(&mut self, source: Source) {
        self.source = source;
    }

    /// A sink about the same document, for a part of it that is read beside others; [`append`](Self::append) takes it back.
    pub(crate) fn beside(&self) -> Self {
        Self {
            list: Vec::new(),
            source: self.source,
        }
    }

    /// Adds all that was said elsewhere.
    pub(crate) fn append(&mut self, other: Self) {
        self.list.extend(other.list);
    }

    fn push(
        &mut self,
        severity: Severity,
        code: &'static str,
        pointer: String,
        message: String,
    ) -> &mut Diagnostic {
        self.list.push(Diagnostic {
            code,
            severity,
            message,
            help: None,
            pointer,
            span: None,
            source: self.source,
        });
        self.list.last_mut().expect("one was just pushed")
    }
}

impl Diagnostic {
    /// Sets the byte offset of the place, where it is not that of a value.
    pub fn at(&mut self, offset: usize) -> &mut Self {
        self.span = Some(offset..offset.saturating_add(1));
        self
    }

    /// Sets the bytes of the place, where they are not those of a value.
    pub fn spanning(&mut self, span: Range<usize>) -> &mut Self {
        self.span = Some(span);
        self
    }

    /// Adds what can be done about it.
    pub fn help(&mut self, help: impl Into<String>) {
        self.help = Some(help.into());
    }
}
