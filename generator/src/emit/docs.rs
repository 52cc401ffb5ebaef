//! Collection text as rustdoc comments.
//!
//! The text is Markdown with HTML in it, written for another reader. What rustdoc would take for links to items, for HTML
//! tags or for Rust to compile is turned into what it looks like.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Docs of an item, line by line.
#[derive(Debug, Clone, Default)]
pub(super) struct Docs {
    lines: Vec<String>,
}

impl Docs {
    /// Docs that begin with a line of our own Markdown.
    pub fn of(line: impl Into<String>) -> Self {
        Self {
            lines: vec![line.into()],
        }
    }

    /// Adds a paragraph of our own Markdown.
    pub fn paragraph(&mut self, text: impl Into<String>) -> &mut Self {
        self.part();
        self.lines.push(text.into());
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

    /// `#[doc = " …"]` for each line.
    pub fn tokens(&self) -> TokenStream {
        self.attributes(false)
    }

    /// `#![doc = " …"]` for each line.
    pub fn inner_tokens(&self) -> TokenStream {
        self.attributes(true)
    }

    fn attributes(&self, inner: bool) -> TokenStream {
        let lines = self.lines.iter().map(|line| {
            let line = Literal::string(&if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            });
            if inner {
                quote!(#![doc = #line])
            } else {
                quote!(#[doc = #line])
            }
        });
        quote!(#(#lines)*)
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

/// The collection's Markdown as lines that rustdoc reads without complaint.
fn markdown(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out: Vec<String> = Vec::new();
    // The characters of the fence that is open.
    let mut fence: Option<String> = None;
    for line in text.split('\n') {
        let line = visible(line);
        let plain = line.trim();
        if let Some(open) = &fence {
            if plain.starts_with(open.as_str()) && plain.trim_start_matches(&open[..1]).is_empty() {
                out.push("```".to_owned());
                fence = None;
            } else {
                // A fence of ours inside would end it.
                out.push(line.trim_end().replace("```", "'''"));
            }
            continue;
        }
        if let Some(open) = opening_fence(plain) {
            fence = Some(open);
            out.push("```text".to_owned());
            continue;
        }
        if plain.is_empty() {
            if out.last().is_some_and(|last| !last.is_empty()) {
                out.push(String::new());
            }
            continue;
        }
        let (marker, rest) = block(plain);
        let text = format!("{marker}{}", inline(rest.trim()));
        // A list item that goes on in the next line is one line, so that nobody takes the rest for something else.
        match out.last_mut() {
            Some(last) if marker.is_empty() && is_item(last) && !rest.starts_with('|') => {
                last.push(' ');
                last.push_str(&text);
            }
            _ => out.push(text),
        }
    }
    if fence.is_some() {
        out.push("```".to_owned());
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out
}

fn opening_fence(line: &str) -> Option<String> {
    ["`", "~"].into_iter().find_map(|sign| {
        let length = line.len() - line.trim_start_matches(sign).len();
        let info = &line[length..];
        (length >= 3 && !info.contains('`')).then(|| sign.repeat(length))
    })
}

/// What a line begins with (a heading, a list item, a quotation), in its plainest form, and the rest.
fn block(line: &str) -> (String, &str) {
    if let Some(rest) = line.strip_prefix('>') {
        let (marker, rest) = block(rest.trim());
        return (format!("> {marker}"), rest);
    }
    if let Some(rest) = ["- ", "* ", "+ "]
        .into_iter()
        .find_map(|marker| line.strip_prefix(marker))
    {
        return ("- ".to_owned(), rest);
    }
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with([' ', '\t']) {
        return (format!("{} ", &line[..hashes]), &line[hashes..]);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=9).contains(&digits)
        && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "))
    {
        return (format!("{} ", &line[..=digits]), &line[digits + 2..]);
    }
    (String::new(), line)
}

fn is_item(line: &str) -> bool {
    !block(line).0.is_empty() && !line.starts_with('#')
}

/// Inline Markdown without HTML tags, links to items and bare URLs.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let after = &rest[letter.len_utf8()..];
        match letter {
            '\\' => match after.chars().next() {
                Some(next) if next.is_ascii_punctuation() => {
                    out.push('\\');
                    out.push(next);
                    rest = &after[1..];
                }
                _ => {
                    out.push_str("\\\\");
                    rest = after;
                }
            },
            '`' => {
                let run = rest.len() - rest.trim_start_matches('`').len();
                match closing_run(&rest[run..], run) {
                    Some(end) => {
                        out.push_str(&rest[..run + end + run]);
                        rest = &rest[run + end + run..];
                    }
                    None => {
                        out.push_str(&"\\`".repeat(run));
                        rest = &rest[run..];
                    }
                }
            }
            '<' => {
                let (text, length) = tag(rest);
                out.push_str(&text);
                rest = &rest[length..];
            }
            '[' => match link(rest) {
                Some(length) => {
                    out.push_str(&rest[..length]);
                    rest = &rest[length..];
                }
                None => {
                    out.push_str("\\[");
                    rest = after;
                }
            },
            ']' => {
                out.push_str("\\]");
                rest = after;
            }
            'h' | 'H' if bare_url(rest) > 0 => {
                let length = bare_url(rest);
                out.push('<');
                out.push_str(&rest[..length]);
                out.push('>');
                rest = &rest[length..];
            }
            _ => {
                out.push(letter);
                rest = after;
            }
        }
    }
    out
}

/// Where the run of as many backticks begins that closes a code span.
fn closing_run(text: &str, length: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|byte| **byte == b'`').count();
        if run == length {
            return Some(at);
        }
        at += run.max(1);
    }
    None
}

/// What stands for a text that begins with `<`, and how much of it that is: tags of formatting go, line breaks become
/// spaces, links stay, anything else is shown as it is written.
fn tag(text: &str) -> (String, usize) {
    let shown = ("&lt;".to_owned(), 1);
    let Some(end) = text
        .char_indices()
        .take(300)
        .find(|(at, letter)| *at > 0 && matches!(letter, '>' | '<'))
    else {
        return shown;
    };
    let inside = &text[1..end.0];
    if end.1 == '<' {
        return shown;
    }
    if bare_url(inside) == inside.len() && !inside.is_empty() {
        return (text[..=end.0].to_owned(), end.0 + 1);
    }
    let name: String = inside
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_lowercase();
    match name.as_str() {
        "br" | "p" | "div" | "li" | "tr" | "hr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
        | "ul" | "ol" | "table" | "td" | "th" | "pre" => (" ".to_owned(), end.0 + 1),
        "b" | "i" | "u" | "em" | "strong" | "span" | "a" | "code" | "sup" | "sub" | "small"
        | "font" | "tbody" | "thead" | "blockquote" | "center" | "img" | "kbd" | "mark"
        | "section" | "details" | "summary" => (String::new(), end.0 + 1),
        _ => shown,
    }
}

/// The length of a link to a web page; no other link is one for rustdoc.
fn link(text: &str) -> Option<usize> {
    let close = text
        .char_indices()
        .take(400)
        .skip(1)
        .find(|(_, letter)| matches!(letter, '[' | ']' | '`' | '<' | '\\'))?;
    if close.1 != ']' || close.0 == 1 {
        return None;
    }
    let target = text[close.0 + 1..].strip_prefix('(')?;
    let end = target.find(')')?;
    let url = &target[..end];
    // rustdoc calls a link whose text is its target redundant only for items, but an empty or broken URL breaks the link.
    (bare_url(url) == url.len() && !url.is_empty() && !text[1..close.0].contains("://"))
        .then(|| close.0 + 1 + 1 + end + 1)
}

/// The length of the URL that a text begins with, 0 where it does not.
fn bare_url(text: &str) -> usize {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let Some(scheme) = scheme else { return 0 };
    let is_part =
        |letter: char| letter.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(letter);
    let end = text.find(|letter| !is_part(letter)).unwrap_or(text.len());
    let url = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
    if url.len() > scheme.len() {
        url.len()
    } else {
        0
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
            ("[docs](#anchor)", "\\[docs\\](#anchor)"),
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
