//! Docs of the items that are written: sentences of our own, and what the collection says, [written anew](crate::prose).

mod tables;

use proc_macro2::TokenStream;

pub(super) use self::tables::without_told;
use crate::prose;
pub(super) use crate::prose::{code, line, sentence};
use crate::render::shelf::{self, Side};

/// Docs of an item, line by line.
#[derive(Debug, Clone, Default)]
pub(super) struct Docs {
    lines: Vec<String>,
}

impl Docs {
    /// Docs that begin with a line of our own Markdown.
    pub fn of(line: impl Into<String>) -> Self {
        Self {
            lines: prose::own_line(&line.into()),
        }
    }

    /// Adds a paragraph of our own Markdown.
    pub fn paragraph(&mut self, text: impl Into<String>) -> &mut Self {
        self.part();
        self.lines.extend(prose::own_line(&text.into()));
        self
    }

    /// Adds lines of our own Markdown as they are.
    pub fn lines(&mut self, lines: impl IntoIterator<Item = String>) -> &mut Self {
        self.part();
        self.lines.extend(lines);
        self
    }

    /// Adds the collection's Markdown.
    pub fn markdown(&mut self, text: &str) -> &mut Self {
        let lines = prose::markdown(text);
        if !lines.is_empty() {
            self.part();
            self.lines.extend(lines);
        }
        self
    }

    /// Adds a list of names and what the collection says of them, after a sentence of our own where that is one.
    pub fn described<'a>(
        &mut self,
        title: &str,
        entries: impl IntoIterator<Item = (String, &'a str)>,
    ) -> &mut Self {
        let lines = prose::described(entries);
        if !lines.is_empty() {
            if !title.is_empty() {
                self.paragraph(title);
            }
            self.lines(lines);
        }
        self
    }

    /// The lines.
    #[cfg(test)]
    pub fn into_lines(self) -> Vec<String> {
        self.lines
    }

    /// Docs of the item that comes next.
    pub fn tokens(&self) -> TokenStream {
        shelf::attribute(&self.lines, Side::Outer)
    }

    /// Docs of the item around them.
    pub fn inner_tokens(&self) -> TokenStream {
        shelf::attribute(&self.lines, Side::Inner)
    }

    fn part(&mut self) {
        if self.lines.last().is_some_and(|last| !last.is_empty()) {
            self.lines.push(String::new());
        }
    }
}
