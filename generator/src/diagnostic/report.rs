//! Diagnostics as people and programs read them: with file, line, column and the text itself.

use std::fmt;
use std::ops::Range;

use serde::Serialize;

use crate::secret;

use super::place::{self, Place};
use super::{Diagnostic, Diagnostics, Severity, Source, scan};

/// A text that diagnostics are about.
#[derive(Debug, Clone, Copy)]
pub struct SourceText<'a> {
    /// The file's name, as it is to be shown.
    pub file: &'a str,
    /// The whole text.
    pub text: &'a str,
}

/// A place in a text, as editors count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in the line, in characters, from 1.
    pub column: usize,
}

impl SourceText<'_> {
    /// Where a byte stands.
    pub fn position(&self, offset: usize) -> Position {
        let mut cursor = Cursor::start(self.text);
        cursor.advance(self.text, floor_boundary(self.text, offset));
        Position {
            line: cursor.line,
            column: cursor.column,
        }
    }

    /// Where the values stand that JSON pointers lead to, from the collection object on; for one that leads nowhere, where
    /// what is around it stands.
    pub fn positions(&self, pointers: &[&str]) -> Vec<Position> {
        let places = place::find(self.text, scan::collection_start(self.text), pointers);
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by_key(|index| places[*index].offset);
        let mut positions = vec![Position { line: 1, column: 1 }; places.len()];
        let mut cursor = Cursor::start(self.text);
        for index in order {
            cursor.advance(self.text, floor_boundary(self.text, places[index].offset));
            positions[index] = Position {
                line: cursor.line,
                column: cursor.column,
            };
        }
        positions
    }
}

/// The texts that a compilation reads.
#[derive(Debug, Clone, Copy)]
pub struct SourceTexts<'a> {
    /// The collection.
    pub collection: SourceText<'a>,
    /// The environment, where there is one.
    pub environment: Option<SourceText<'a>>,
    /// The overrides, where there are any.
    pub overrides: Option<SourceText<'a>>,
}

impl<'a> From<SourceText<'a>> for SourceTexts<'a> {
    /// A collection alone.
    fn from(collection: SourceText<'a>) -> Self {
        Self {
            collection,
            environment: None,
            overrides: None,
        }
    }
}

/// A diagnostic with its place. Its `Display` is what people read; it ends with a line break.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The diagnostic.
    pub diagnostic: &'a Diagnostic,
    /// Name of the file.
    pub file: &'a str,
    /// Line in the file, from 1.
    pub line: usize,
    /// Column in the line, in characters, from 1.
    pub column: usize,
    /// Names of the folders and the item that it is about, from outside to inside.
    pub items: Vec<String>,
    excerpt: Excerpt,
}

impl Diagnostics {
    /// All that was said, with places, in order of the documents: the collection's first, then the environment's, then the
    /// overrides'.
    ///
    /// Takes one pass over each text, however many diagnostics there are.
    pub fn reports<'a>(&'a self, texts: impl Into<SourceTexts<'a>>) -> Vec<Report<'a>> {
        let texts = texts.into();
        let mut reports = Vec::with_capacity(self.list().len());
        for (source, text) in [
            (Source::Collection, Some(texts.collection)),
            (Source::Environment, texts.environment),
            (Source::Overrides, texts.overrides),
        ] {
            let about = self
                .list()
                .iter()
                .filter(|diagnostic| diagnostic.source == source);
            if let Some(text) = text {
                reports.extend(reports_of(about.collect(), source, text));
            }
        }
        reports
    }
}

impl Report<'_> {
    /// One line of JSON: `code`, `severity`, `message`, `help`, `pointer`, `file`, `line`, `column`.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Line<'a> {
            code: &'a str,
            severity: &'a str,
            message: &'a str,
            help: Option<&'a str>,
            pointer: &'a str,
            file: &'a str,
            line: usize,
            column: usize,
        }
        let line = Line {
            code: self.diagnostic.code,
            severity: self.diagnostic.severity.as_str(),
            message: &self.diagnostic.message,
            help: self.diagnostic.help.as_deref(),
            pointer: &self.diagnostic.pointer,
            file: self.file,
            line: self.line,
            column: self.column,
        };
        serde_json::to_string(&line).expect("strings and numbers are always JSON")
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Diagnostic {
            code,
            severity,
            message,
            help,
            ..
        } = self.diagnostic;
        let line = self.line.to_string();
        let margin = " ".repeat(line.len());
        writeln!(f, "{}[{code}]: {}", severity.as_str(), one_line(message))?;
        writeln!(f, "{margin}--> {}:{}:{}", self.file, self.line, self.column)?;
        writeln!(f, "{margin} |")?;
        writeln!(f, "{line} | {}", self.excerpt.text)?;
        let before = " ".repeat(self.excerpt.before);
        writeln!(f, "{margin} | {before}{}", "^".repeat(self.excerpt.marked))?;
        if !self.items.is_empty() {
            let names: Vec<String> = self
                .items
                .iter()
                .map(|name| format!("\"{}\"", one_line(name)))
                .collect();
            writeln!(f, "{margin} = in {}", names.join(" › "))?;
        }
        if let Some(help) = help {
            writeln!(f, "{margin} = help: {}", one_line(help))?;
        }
        Ok(())
    }
}

impl Severity {
    /// `note`, `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

fn reports_of<'a>(
    about: Vec<&'a Diagnostic>,
    source: Source,
    SourceText { file, text }: SourceText<'a>,
) -> Vec<Report<'a>> {
    if about.is_empty() {
        return Vec::new();
    }
    let pointers: Vec<&str> = about
        .iter()
        .map(|diagnostic| &*diagnostic.pointer)
        .collect();
    let places = match source {
        Source::Collection => place::find(text, scan::collection_start(text), &pointers),
        Source::Environment => place::find(text, scan::document_start(text), &pointers),
        Source::Overrides => vec![Place::default(); about.len()],
    };
    let mut placed: Vec<(&Diagnostic, Place)> = about
        .into_iter()
        .zip(places)
        .map(|(diagnostic, place)| match &diagnostic.span {
            Some(span) => (
                diagnostic,
                Place {
                    offset: span.start,
                    length: span.len(),
                    ..place
                },
            ),
            None => (diagnostic, place),
        })
        .collect();
    // Stable, so that what was said first about one place comes first.
    placed.sort_by_key(|(_, place)| place.offset);

    // What a note says is a secret is not shown, nor by the excerpts of others on the same line.
    let hidden: Vec<Range<usize>> = placed
        .iter()
        .filter(|(diagnostic, _)| secret::is_about_a_value(diagnostic.code))
        .map(|(_, place)| place.offset..place.offset.saturating_add(place.length))
        .collect();
    let mut position = Cursor::start(text);
    placed
        .into_iter()
        .map(|(diagnostic, place)| {
            let offset = floor_boundary(text, place.offset);
            position.advance(text, offset);
            Report {
                diagnostic,
                file,
                line: position.line,
                column: position.column,
                items: (place.items.iter())
                    .map(|name| secret::hide(name).into_owned())
                    .collect(),
                excerpt: Excerpt::around(text, offset, place.length, &hidden),
            }
        })
        .collect()
}

/// Line and column of an offset; moves forwards only, so that all places of a text cost one pass.
struct Cursor {
    offset: usize,
    line: usize,
    column: usize,
}

impl Cursor {
    /// Editors do not count a byte-order mark.
    fn start(text: &str) -> Self {
        Cursor {
            offset: if text.starts_with('\u{feff}') { 3 } else { 0 },
            line: 1,
            column: 1,
        }
    }

    fn advance(&mut self, text: &str, offset: usize) {
        let passed = text.get(self.offset..offset).unwrap_or_default();
        match passed.rfind('\n') {
            Some(last) => {
                self.line += passed.bytes().filter(|byte| *byte == b'\n').count();
                self.column = 1 + passed[last + 1..].chars().count();
            }
            None => self.column += passed.chars().count(),
        }
        self.offset = self.offset.max(offset);
    }
}

/// A piece of one line.
#[derive(Debug, Clone)]
struct Excerpt {
    text: String,
    /// Characters before the marked ones.
    before: usize,
    /// Marked characters, at least one.
    marked: usize,
}

impl Excerpt {
    /// Characters that are shown before and after the place in a long line. Exports without line breaks are one line.
    const BEFORE: usize = 40;
    const AFTER: usize = 60;

    fn around(text: &str, offset: usize, length: usize, hidden: &[Range<usize>]) -> Self {
        let (head, tail) = text.split_at(offset);
        let line_end = |(_, c): &(usize, char)| *c != '\n' && *c != '\r' && *c != '\u{feff}';
        let hide = Hidden::around(text, offset, hidden);
        let mut before: Vec<char> = head
            .char_indices()
            .rev()
            .take_while(line_end)
            .take(Self::BEFORE + 1)
            .map(|(at, c)| hide.shown(at, c))
            .collect();
        before.reverse();
        let after: Vec<char> = tail
            .char_indices()
            .take_while(line_end)
            .take(Self::AFTER + 1)
            .map(|(at, c)| hide.shown(offset + at, c))
            .collect();

        let mut shown = String::new();
        if before.len() > Self::BEFORE {
            shown.push('…');
        }
        let skipped = before.len().saturating_sub(Self::BEFORE);
        shown.extend(before[skipped..].iter().map(|c| visible(*c)));
        let before = shown.chars().count();
        shown.extend(after.iter().take(Self::AFTER).map(|c| visible(*c)));
        if after.len() > Self::AFTER {
            shown.push('…');
        }
        let end = floor_boundary(text, offset.saturating_add(length));
        let marked = text
            .get(offset..end)
            .unwrap_or_default()
            .chars()
            .take(after.len().min(Self::AFTER))
            .count();
        Excerpt {
            text: shown.trim_end().to_owned(),
            before,
            marked: marked.max(1),
        }
    }
}

/// Bytes near a place that are not shown: those of secrets.
struct Hidden<'h> {
    /// Values that are secrets, sorted by their places.
    values: &'h [Range<usize>],
    /// What has the shape of one, in the text around.
    seen: Vec<Range<usize>>,
}

impl<'h> Hidden<'h> {
    /// Bytes before and behind a place that are looked through: a secret may begin long before what is shown.
    const AROUND: usize = 4096;

    fn around(text: &str, offset: usize, values: &'h [Range<usize>]) -> Self {
        let start = floor_boundary(text, offset.saturating_sub(Self::AROUND));
        let end = floor_boundary(text, offset.saturating_add(Self::AROUND));
        let near = text.get(start..end).unwrap_or_default();
        let seen = secret::places(near)
            .map(|range| range.start + start..range.end + start)
            .collect();
        // Only those that can reach into the excerpt.
        let first = values.partition_point(|range| range.end <= start);
        let last = values.partition_point(|range| range.start < end);
        Hidden {
            values: values.get(first..last).unwrap_or_default(),
            seen,
        }
    }

    /// A character as it is shown.
    fn shown(&self, at: usize, c: char) -> char {
        let within = |range: &Range<usize>| range.contains(&at);
        let quote =
            c == '"' && (self.values.iter()).any(|range| range.start == at || range.end == at + 1);
        if !quote && (self.values.iter().any(within) || self.seen.iter().any(within)) {
            '*'
        } else {
            c
        }
    }
}

/// A character as it can stand in a terminal without moving the marks.
fn visible(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

/// Text of the collection can be part of a message; it must not look like another line of the report.
fn one_line(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// The nearest character boundary at or before an offset.
fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
