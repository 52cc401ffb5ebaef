//! Foreign text: descriptions, names, values. The only reader of Markdown and HTML, and the only writer of Markdown that
//! holds what others have written.
//!
//! ```text
//! text ─read→ blocks ─write→ Markdown
//! ```
//!
//! A description is Markdown with HTML in it, written for another reader. It is [read](read()) as CommonMark with tables, into
//! [blocks](Block) that are plain data, and [written](write()) anew from them. So no text of a collection reaches docs as
//! Markdown of its own: what is written has no HTML, no code that rustdoc would take for Rust, no link to an item, and links
//! to web pages and mailboxes alone. Names and values are no Markdown, and come out as [a line](line()) or as [code].
//!
//! `tests/docs.rs` holds that for whole crates, with the parser of rustdoc.

mod block;
mod callouts;
mod dialect;
mod html;
mod inline;
mod letters;
mod read;
mod target;
mod tree;
mod wrap;
mod write;

#[cfg(test)]
mod tests;

pub use block::{Block, Cell, Code, Inline, List, Mark, Table, plain};
pub use inline::Place;
pub use read::read;
pub use write::write;

/// A description as Markdown, line by line.
pub fn markdown(text: &str) -> Vec<String> {
    write(&read(text))
}

/// Names and their descriptions as a list: ``- `name`: what it is``. What has no description is left out.
pub fn described<'a>(entries: impl IntoIterator<Item = (String, &'a str)>) -> Vec<String> {
    let items = entries.into_iter().filter_map(|(name, text)| {
        let mut blocks = read(text);
        let lead = [Inline::Code(name), Inline::Text(": ".to_owned())];
        match blocks.first_mut()? {
            Block::Paragraph(line) => drop(line.splice(0..0, lead)),
            _ => blocks.insert(0, Block::Paragraph(lead.into())),
        }
        Some(blocks)
    });
    let items: Vec<Vec<Block>> = items.collect();
    if items.is_empty() {
        return Vec::new();
    }
    let loose = items.iter().any(|item| item.len() > 1);
    write(&[Block::List(List {
        first: None,
        loose,
        items,
    })])
}

/// A line of our own Markdown, broken where it is too long.
pub fn own_line(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for line in text.split('\n') {
        if line.starts_with('#') {
            out.push(line.to_owned());
        } else {
            wrap::line(line, "", "", &mut out);
        }
    }
    out
}

/// A text as one line, for what is no Markdown: what nobody can see is gone.
pub fn words(text: &str) -> String {
    let text = letters::decoded(text);
    let text = letters::visible(&text);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// A name or a short text as one line, in which nothing is Markdown.
pub fn line(text: &str) -> String {
    write::guarded(&inline::escaped(&words(text), Place::Text))
}

/// The same within a cell of a table.
pub fn cell(text: &str) -> String {
    inline::escaped(&words(text), Place::Cell)
}

/// The same as [`line()`], as a sentence: it ends with a full stop.
pub fn sentence(text: &str) -> String {
    let mut line = line(text);
    if !line.is_empty() && !line.ends_with(['.', '!', '?', ':', '…', '。']) {
        line.push('.');
    }
    line
}

/// Text as code within a line, whatever is in it.
pub fn code(text: &str) -> String {
    code_in(text, Place::Text)
}

/// Text as code within a cell of a table.
pub fn code_in_cell(text: &str) -> String {
    code_in(text, Place::Cell)
}

fn code_in(text: &str, place: Place) -> String {
    let code = inline::code(&letters::visible(text), place);
    if code.is_empty() {
        "nothing".to_owned()
    } else {
        code
    }
}

/// How many backticks stand beside each other, at most.
fn longest_run(text: &str) -> usize {
    if !text.contains('`') {
        return 0;
    }
    let runs = text.split(|letter| letter != '`').map(str::len);
    runs.max().unwrap_or(0)
}
