//! Writes blocks as Markdown that holds no HTML, no Rust and no link to an item.
//!
//! Whatever the blocks hold: all text is escaped where it would mean something, code stands in a fence that is longer than
//! any in it, and names a language that is not Rust.

use super::block::{Block, Code, List, Table};
use super::inline::{Place, inlines};
use super::{letters, wrap};

/// Languages that a block of code may name. rustdoc takes a block for Rust that names none, or one of its own words.
const LANGUAGES: [&str; 26] = [
    "bash",
    "c",
    "cpp",
    "csharp",
    "css",
    "csv",
    "curl",
    "diff",
    "go",
    "graphql",
    "html",
    "http",
    "java",
    "javascript",
    "js",
    "json",
    "php",
    "python",
    "ruby",
    "sh",
    "shell",
    "sql",
    "swift",
    "typescript",
    "xml",
    "yaml",
];

/// Blocks as lines.
pub fn write(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    all(blocks, false, &mut out);
    out
}

/// Writes blocks, with a blank line between them; not where a list follows a sentence in an item that is `tight`.
fn all(blocks: &[Block], tight: bool, out: &mut Vec<String>) {
    for (index, block) in blocks.iter().enumerate() {
        // Only a list that begins with 1, or has no numbers, may follow a sentence in the next line.
        let is_close = tight
            && matches!(block, Block::List(list) if list.first.is_none_or(|number| number == 1));
        if index > 0 && !is_close && out.last().is_some_and(|last| !last.is_empty()) {
            out.push(String::new());
        }
        one(block, out);
    }
}

fn one(block: &Block, out: &mut Vec<String>) {
    match block {
        Block::Paragraph(line) => {
            for line in inlines(line, Place::Text).split('\n') {
                wrap::line(&guarded(line), "", "", out);
            }
        }
        Block::Heading(level, line) => {
            let mut title = inlines(line, Place::Text).replace('\n', " ");
            if title.ends_with('#') {
                title.insert(title.len() - 1, '\\');
            }
            out.push(format!(
                "{} {}",
                "#".repeat(usize::from(*level).clamp(1, 6)),
                title.trim()
            ));
        }
        Block::Code(code) => fence(code, out),
        Block::Quote(blocks) => {
            let mut inside = Vec::new();
            all(blocks, false, &mut inside);
            out.extend(inside.into_iter().map(|line| match line.as_str() {
                "" => ">".to_owned(),
                line => format!("> {line}"),
            }));
        }
        Block::List(list) => items(list, out),
        Block::Table(table) => rows(table, out),
        // Three dashes under a sentence make a title of it, and in an item a line of them is no item.
        Block::Rule => out.push("***".to_owned()),
    }
}

fn items(list: &List, out: &mut Vec<String>) {
    let mut number = list.first.unwrap_or_default();
    for (index, item) in list.items.iter().enumerate() {
        let marker = match list.first {
            Some(_) => format!("{number}. "),
            None => "- ".to_owned(),
        };
        number = number.saturating_add(1).min(999_999_999);
        let mut inside = Vec::new();
        all(item, !list.loose, &mut inside);
        // Of an item without a text there would be a marker alone, and three of them in a line are a rule.
        let empty = inside.iter().take_while(|line| line.is_empty()).count();
        inside.drain(..empty);
        if inside.is_empty() {
            continue;
        }
        if index > 0 && list.loose && out.last().is_some_and(|last| !last.is_empty()) {
            out.push(String::new());
        }
        let next = " ".repeat(marker.len());
        for (index, line) in inside.into_iter().enumerate() {
            let before = if index == 0 { &marker } else { &next };
            out.push(if line.is_empty() {
                line
            } else {
                format!("{before}{line}")
            });
        }
    }
}

fn rows(table: &Table, out: &mut Vec<String>) {
    let width = table.rows.iter().map(Vec::len).max().unwrap_or_default();
    for (index, row) in table.rows.iter().enumerate() {
        let mut line = "|".to_owned();
        for column in 0..width {
            let cell = row.get(column).map(|cell| inlines(cell, Place::Cell));
            line.push_str(&format!(" {} |", cell.unwrap_or_default().trim()));
        }
        out.push(line);
        if index == 0 {
            out.push(format!("|{}", "---|".repeat(width)));
        }
    }
}

/// Writes a block of code.
fn fence(code: &Code, out: &mut Vec<String>) {
    let text = letters::code(&code.text);
    let fence = "`".repeat(super::longest_run(&text).max(2) + 1);
    let word = code
        .language
        .split([' ', ',', '{'])
        .next()
        .unwrap_or_default();
    let language = LANGUAGES.iter().find(|known| **known == word);
    out.push(format!("{fence}{}", language.unwrap_or(&"text")));
    let text = text.strip_suffix('\n').unwrap_or(&text).trim_end();
    if !text.is_empty() {
        out.extend(text.split('\n').map(|line| line.trim_end().to_owned()));
    }
    out.push(fence);
}

/// A line of prose that is no block, whatever it begins with.
pub fn guarded(line: &str) -> String {
    let line = line.trim();
    let first = line.split(' ').next().unwrap_or_default();
    // Marks of our own begin no block.
    let is_mark = ["**", "*", "~~"].iter().any(|mark| {
        let rest = first.strip_prefix(mark);
        rest.is_some_and(|rest| {
            rest.starts_with(|next: char| !next.is_whitespace() && !"*~_-".contains(next))
        })
    });
    if line.is_empty()
        || is_mark
        || !wrap::begins_a_block(first)
        || first.starts_with("```")
        || first.starts_with('<')
    {
        return line.to_owned();
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    format!("{}\\{}", &line[..digits], &line[digits..])
}
