//! Collection text as rustdoc comments.
//!
//! The text is Markdown with HTML in it, written for another reader. What rustdoc would take for links to items, for HTML
//! tags or for Rust to compile is turned into what it looks like.

mod inline;
mod markdown;
mod tables;
mod wrap;

use proc_macro2::TokenStream;

use self::inline::inline;
use self::markdown::markdown;
pub(super) use self::tables::without_told;
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
            lines: wrap::lines(vec![line.into()]),
        }
    }

    /// Adds a paragraph of our own Markdown.
    pub fn paragraph(&mut self, text: impl Into<String>) -> &mut Self {
        self.part();
        self.lines.extend(wrap::lines(vec![text.into()]));
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
        let lines = markdown(text);
        if !lines.is_empty() {
            self.part();
            self.lines.extend(lines);
        }
        self
    }

    /// The lines.
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

/// A name or a short text of the collection as one line, without Markdown in effect.
pub(super) fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = inline(&visible(&words.join(" ")));
    // What begins like a block is none.
    match line.as_bytes().first() {
        Some(b'#' | b'>' | b'+' | b'-' | b'*' | b'=' | b'~' | b'|') => format!("\\{line}"),
        Some(digit) if digit.is_ascii_digit() => unnumbered(&line),
        _ => line,
    }
}

/// The same, as a sentence: it ends with a full stop.
pub(super) fn sentence(text: &str) -> String {
    let mut line = line(text);
    if !line.is_empty() && !line.ends_with(['.', '!', '?', ':', '…', '。']) {
        line.push('.');
    }
    line
}

/// Text as inline code, whatever is in it.
pub(super) fn code(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = visible(&words.join(" "));
    if text.is_empty() {
        return "nothing".to_owned();
    }
    let longest = text
        .split(|letter| letter != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{text}{space}{fence}")
}

/// `1. Login` is no list of one.
fn unnumbered(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line[digits..].bytes().next() {
        Some(b'.' | b')') => format!("{}\\{}", &line[..digits], &line[digits..]),
        _ => line.to_owned(),
    }
}

/// Control characters are gone, those that turn the direction of writing are named: rustc refuses them in comments.
fn visible(text: &str) -> String {
    if !text.contains(|letter: char| letter.is_control() || is_direction(letter)) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            // A tab has no width of its own.
            '\t' => out.push_str("    "),
            letter if is_direction(letter) => out.push_str(&format!("U+{:04X}", u32::from(letter))),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{061c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> String {
        markdown(text).join("\n")
    }

    #[test]
    fn rust_is_never_compiled() {
        assert_eq!(
            page("a\n```\nlet x = 1;\n```\nb"),
            "a\n```text\nlet x = 1;\n```\nb"
        );
        assert_eq!(page("~~~rust\nx\n~~~"), "```text\nx\n```");
        assert_eq!(page("```\nopen"), "```text\nopen\n```");
        assert_eq!(
            page("    indented();\n\ttabbed();"),
            "indented();\ntabbed();"
        );
        assert_eq!(page("-     code"), "- code");
        assert_eq!(page(">     code"), "> code");
        assert_eq!(page("~~~\n```\n~~~"), "```text\n'''\n```");
    }

    #[test]
    fn html_and_links_to_items_are_text() {
        let table = [
            ("Vec<T> and <br/>x", "Vec&lt;T> and  x"),
            ("<b>bold</b>", "bold"),
            ("<script>", "&lt;script>"),
            ("a < b", "a &lt; b"),
            (
                "see [Client] and [x][y]",
                "see \\[Client\\] and \\[x\\]\\[y\\]",
            ),
            ("[docs](https://e.com/x)", "[docs](https://e.com/x)"),
            ("[docs](#anchor)", "docs"),
            ("[docs](/a/b?c#d).", "docs (`/a/b?c#d`)."),
            ("[docs](/a`b)", "\\[docs\\](/a\\`b)"),
            ("[docs](Client)", "\\[docs\\](Client)"),
            ("at https://e.com/x.", "at <https://e.com/x>."),
            ("<https://e.com>", "<https://e.com>"),
            ("`Vec<T>` [", "`Vec<T>` \\["),
            ("open ` tick <T>", "open \\` tick &lt;T>"),
            ("\\[x\\]", "\\[x\\]"),
            ("ends with \\", "ends with \\\\"),
        ];
        for (text, expected) in table {
            assert_eq!(page(text), expected, "{text}");
        }
    }

    #[test]
    fn names_are_one_line_of_plain_text() {
        assert_eq!(line("# a\n b"), "\\# a b");
        assert_eq!(line("1. Login"), "1\\. Login");
        assert_eq!(sentence("List all actions"), "List all actions.");
        assert_eq!(line("x\u{202e}y\0"), "xU+202Ey");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("\n"), "nothing");
    }

    #[test]
    fn list_items_take_their_continuation() {
        assert_eq!(page("- a\n  b\n- c\n\nd"), "- a b\n- c\n\nd");
    }
}
