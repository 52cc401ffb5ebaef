//! Collection text as rustdoc comments.
//!
//! The text is Markdown with HTML in it, written for another reader. What rustdoc would take for links to items, for HTML
//! tags or for Rust to compile is turned into what it looks like.

mod callouts;
mod entities;
mod foreign;
mod html;
mod inline;
mod links;
mod markdown;
mod tables;
mod wrap;

use proc_macro2::TokenStream;

use self::inline::inline;
use self::links::Labels;
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

/// A name or a short text of the collection as one line, without Markdown in effect.
pub(super) fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = inline(&visible(&words.join(" ")), &Labels::default());
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
            ("Vec<T> and <br/>x", "Vec\\<T> and\nx"),
            ("<b>bold</b>", "**bold**"),
            ("un<b>bold</b>ed", "unbolded"),
            ("<script>", "\\<script>"),
            ("a < b", "a < b"),
            (
                "see [Client] and [x][y]",
                "see \\[Client\\] and \\[x\\]\\[y\\]",
            ),
            ("[docs](https://e.com/x)", "[docs](https://e.com/x)"),
            ("[docs](#anchor)", "docs"),
            ("[docs](/a/b?c#d).", "docs (`/a/b?c#d`)."),
            ("[docs](/a`b)", "\\[docs\\](/a\\`b)"),
            (
                "[see [1] `x]`](https://e.com)",
                "[see \\[1\\] `x]`](https://e.com)",
            ),
            ("[d](<https://e.com/{a}> 'T')", "[d](https://e.com/%7Ba%7D)"),
            ("[d](https://e.com/a(b)\")", "[d](https://e.com/a%28b%29)"),
            ("[https://e.com](https://e.com)", "<https://e.com>"),
            ("[](https://e.com)", "<https://e.com>"),
            ("[e.com](e.com)", "e.com"),
            ("[us](mailto:a@e.com?subject=x)", "us (a@e.com)"),
            (
                "[![Run](https://e.com/i.svg)](https://e.com)",
                "[Run](https://e.com)",
            ),
            (
                "![Plan](https://e.com/i.svg)",
                "![Plan](https://e.com/i.svg)",
            ),
            ("![Plan](i.svg)", "Plan"),
            ("[two\nlines](https://e.com)", "[two lines](https://e.com)"),
            (
                "[a][B c], [b  C]\n\n[b c]: https://e.com \"T\"",
                "[a](https://e.com), [b  C](https://e.com)",
            ),
            ("[a]: prose", "\\[a\\]: prose"),
            (
                "1&nbsp;&lt; 2 &amp; &#8364; &#42; &unknown; &lt;T> &amp;lt;",
                "1 < 2 & € \\* &unknown; \\<T> &amp;lt;",
            ),
            ("[docs](Client)", "\\[docs\\](Client)"),
            ("at https://e.com/x.", "at <https://e.com/x>."),
            ("<https://e.com>", "<https://e.com>"),
            ("`Vec<T>` [", "`Vec<T>` \\["),
            ("open ` tick <T>", "open \\` tick \\<T>"),
            ("\\[x\\]", "\\[x\\]"),
            ("ends with \\", "ends with \\\\"),
        ];
        for (text, expected) in table {
            assert_eq!(page(text), expected, "{text}");
        }
    }

    #[test]
    fn html_is_what_markdown_has_for_it() {
        let table = [
            ("a<br>b<br/><br>c<br>\nd", "a\nb\n\nc\nd"),
            ("<p>a</p><p class='x'>b</p>", "a\n\nb"),
            ("a<ul>\n <li>b</li>\n<li> c\n</ul>d", "a\n\n- b\n- c\n\nd"),
            ("<ol><li>a<li>b</ol>", "1. a\n2. b"),
            ("a<h2>B</h2>c", "a\n\n## B\n\nc"),
            (
                "<a class=\"x\" href=\"https://e.com?a=1&amp;b=2\"\n><b>the</b> docs</a>.",
                "[**the** docs](https://e.com?a=1&b=2).",
            ),
            ("<a href=\"#top\">top</a> <a name=\"x\">y</a>", "top y"),
            ("<code>a&lt;b</code> <code>`</code>", "`a<b` \\`"),
            (
                "<pre><code>a\n &lt;b></code></pre>c",
                "```text\na\n <b>\n```\n\nc",
            ),
            (
                "x<table><tr><th>A<th>B</tr><tr>\n<td>a|\n<b>b</b></td><td><table><tr><td>c</table></td></tr></table>",
                "x\n\n| A | B |\n|---|---|\n| a\\| **b** | c |",
            ),
            ("| a<br>b | <p>c</p> |", "| a b |  c  |"),
            (
                "<img src='https://e.com/x' alt='X'> <img src='y'>",
                "![X](https://e.com/x)",
            ),
            ("a<!-- b -->c <!-- d", "ac \\<!-- d"),
            ("`<b>` and\n```\n<b>\n```", "`<b>` and\n```text\n<b>\n```"),
            ("<pre>open <b>open <table>open", "open open\n\nopen"),
        ];
        for (text, expected) in table {
            assert_eq!(page(text), expected, "{text}");
        }
    }

    #[test]
    fn callouts_of_other_tools_are_titles() {
        let table = [
            (
                "{% admonition type=\"warning\" name=\"Using `id`\" %}\n a\n{% /admonition %}\nb",
                "**Warning: Using `id`**\n\na\n\nb",
            ),
            ("{% hint style=\"info\" %}a{% endhint %}", "**Note**\n\na"),
            ("a {% partial file=\"x.md\" /%} b", "a\n\nb"),
            (
                "{% if x %}a{% endif %} #{%F}",
                "{% if x %}a{% endif %} #{%F}",
            ),
            ("`{% hint %}a{% endhint %}`", "`{% hint %}a{% endhint %}`"),
            ("> [!CAUTION]\n> a", "> **Warning**\n>\n> a"),
            ("> [!x]", "> \\[!x\\]"),
        ];
        for (text, expected) in table {
            assert_eq!(page(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_opened_and_never_closed_loses_nothing() {
        for piece in [
            "[",
            "[a](",
            "<b>",
            "<a href=\"",
            "`",
            "<pre>",
            "<!--",
            "{%",
            "&",
            "<table>",
            "![",
            "<li>",
        ] {
            // As long as that, so that more than linear work would be felt.
            let text = format!("begin {} end", piece.repeat(10_000));
            let shown = page(&text);
            assert!(shown.contains("begin") && shown.contains("end"), "{piece}");
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
