//! What descriptions have that is no Markdown: HTML, and the tags of other documentation tools. It becomes the Markdown
//! that says the same, before anything else looks at the text.

use std::borrow::Cow;

use super::html::{self, Tag};
use super::inline::closing_run;
use super::{callouts, links};

/// How long an element within a sentence may be, in bytes.
const LONGEST_PHRASE: usize = 2_000;

/// A description as Markdown. Code stays as it is, and so does what only looks like a tag.
pub fn as_markdown(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '{', '[']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(Walk::new(text, false).run())
}

/// The same for a text that must stay in its line, as in a cell of a table.
pub fn as_line(text: &str) -> String {
    let line = Walk::new(text, true).run();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A way through a text: what was written so far, and what is still to be read.
struct Walk<'a> {
    rest: &'a str,
    out: String,
    /// Whether all of it is one line.
    is_line: bool,
    /// Whether the line that is read is a row of a table.
    is_row: bool,
    /// How much of the rest is a link, which is one line.
    linked: usize,
    /// The lists around, each with the number of its last item if it counts them.
    lists: Vec<Option<u32>>,
    callouts: callouts::Callouts<'a>,
    /// Elements that the rest does not close, so that nobody looks for their ends again.
    unclosed: Vec<&'static str>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, is_line: bool) -> Self {
        Self {
            rest: text,
            out: String::with_capacity(text.len()),
            is_line,
            is_row: false,
            linked: 0,
            lists: Vec::new(),
            callouts: callouts::Callouts::of(text),
            unclosed: Vec::new(),
        }
    }

    fn run(mut self) -> String {
        let mut is_start = true;
        while !self.rest.is_empty() {
            if std::mem::take(&mut is_start) {
                if self.fence() {
                    is_start = true;
                    continue;
                }
                let line = self.rest.split('\n').next().unwrap_or_default().trim();
                self.is_row = line.starts_with('|') || line.contains('\t');
            }
            let plain = self
                .rest
                .find(['\n', '`', '\\', '<', '{', '['])
                .unwrap_or(self.rest.len());
            self.copy(plain);
            match self.rest.bytes().next() {
                Some(b'\n') if self.linked > 0 => self.write(" ", 1),
                Some(b'\n') => {
                    self.copy(1);
                    is_start = true;
                }
                Some(b'`') => self.code(),
                Some(b'\\') => {
                    let escaped = self.rest[1..].chars().next().filter(char::is_ascii);
                    let is_pair = escaped.is_some_and(|letter| letter != '\n');
                    self.copy(if is_pair { 2 } else { 1 });
                }
                Some(b'[') => {
                    if self.linked == 0
                        && let Some(link) = links::parse(self.rest)
                        && link.has_target
                    {
                        self.linked = link.length;
                    }
                    self.copy(1);
                }
                Some(b'<') => match html::tag(self.rest) {
                    Some(tag) => self.tag(&tag),
                    None if self.rest.starts_with("<!--") => self.comment(),
                    None => self.copy(1),
                },
                Some(b'{') => match self.callouts.tag(self.rest) {
                    Some((title, length)) => {
                        self.skip(length);
                        self.part();
                        if !title.is_empty() {
                            self.out.push_str(&title);
                            self.part();
                        }
                    }
                    None => self.copy(1),
                },
                _ => {}
            }
        }
        self.out
    }

    /// Copies the code block that begins here, if one does.
    fn fence(&mut self) -> bool {
        let line = self.rest.split('\n').next().unwrap_or_default().trim();
        let Some(sign) = ["```", "~~~"]
            .into_iter()
            .find(|sign| line.starts_with(sign))
        else {
            return false;
        };
        if self.is_line || line.trim_start_matches(&sign[..1]).contains('`') {
            return false;
        }
        let open = line.len() - line.trim_start_matches(&sign[..1]).len();
        let mut length = 0;
        for (index, line) in self.rest.split_inclusive('\n').enumerate() {
            length += line.len();
            let line = line.trim();
            if index > 0 && line.len() >= open && line.trim_start_matches(&sign[..1]).is_empty() {
                break;
            }
        }
        self.copy(length);
        true
    }

    /// Copies the code that begins here, or the backticks if none does.
    fn code(&mut self) {
        let run = self.rest.len() - self.rest.trim_start_matches('`').len();
        let end = closing_run(&self.rest[run..], run);
        self.copy(end.map_or(run, |end| run + end + run));
    }

    /// Skips the comment that begins here.
    fn comment(&mut self) {
        if self.unclosed.contains(&"!--") {
            return self.copy(1);
        }
        match self.rest.find("-->") {
            Some(end) => self.skip(end + "-->".len()),
            None => self.unclosed.push("!--"),
        }
    }

    fn tag(&mut self, tag: &Tag<'a>) {
        match tag.name.as_str() {
            "br" => {
                self.skip(tag.length);
                // What is broken in the source already is broken once.
                if !self.rest.trim_start_matches([' ', '\r']).starts_with('\n') {
                    let is_broken = self.out.ends_with('\n');
                    self.line_break();
                    if is_broken {
                        self.out.push('\n');
                    }
                }
            }
            "ul" | "ol" => {
                self.skip(tag.length);
                self.part();
                if tag.closes {
                    self.lists.pop();
                } else {
                    self.lists.push((tag.name == "ol").then_some(0));
                }
            }
            "li" if !tag.closes => {
                self.skip(tag.length);
                self.line_break();
                let marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{number}. ")
                    }
                    _ => "- ".to_owned(),
                };
                self.begin(&marker);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.skip(tag.length);
                self.part();
                if !tag.closes {
                    let level = usize::from(tag.name.as_bytes()[1] - b'0');
                    self.begin(&format!("{} ", "#".repeat(level)));
                }
            }
            "pre" | "table" | "style" if !tag.closes && !self.is_line && !self.is_row => {
                self.element(tag);
            }
            "code" | "kbd" | "samp" | "tt" | "b" | "strong" | "i" | "em" | "a" if !tag.closes => {
                self.phrase(tag);
            }
            "img" if !tag.closes => {
                let attribute = |name| tag.attribute(name).unwrap_or_default();
                let image = format!("![{}]({})", attribute("alt"), attribute("src"));
                self.write(
                    if attribute("alt").is_empty() {
                        ""
                    } else {
                        &image
                    },
                    tag.length,
                );
            }
            name if html::PARTS.contains(&name) => {
                self.skip(tag.length);
                self.part();
            }
            name if html::PHRASES.contains(&name) => self.skip(tag.length),
            _ => self.copy(1),
        }
    }

    /// An element that is a part of its own: code, a table, a style that nobody reads.
    fn element(&mut self, tag: &Tag<'a>) {
        // What is not closed once is not closed later.
        let name = ["pre", "table", "style"]
            .into_iter()
            .find(|name| *name == tag.name);
        let name = name.filter(|name| !self.unclosed.contains(name));
        let Some((inside, length)) = name.and_then(|_| html::inside(self.rest, tag)) else {
            self.unclosed.extend(name);
            self.skip(tag.length);
            return self.part();
        };
        self.skip(length);
        self.part();
        match tag.name.as_str() {
            "pre" => {
                let code = html::text(inside).replace("```", "'''");
                self.out
                    .push_str(&format!("```\n{}\n```", code.trim_matches(['\n', '\r'])));
            }
            "table" => self.out.push_str(&html::table(inside)),
            _ => {}
        }
        self.part();
    }

    /// An element within a sentence.
    fn phrase(&mut self, tag: &Tag<'a>) {
        let near = self.rest.floor_char_boundary(LONGEST_PHRASE);
        let Some((inside, length)) = html::inside(&self.rest[..near], tag) else {
            return self.skip(tag.length);
        };
        let trimmed = inside.trim();
        if tag.name == "a" {
            return match tag.attribute("href") {
                Some(target) => {
                    let link = format!("[{}]({})", as_line(inside), links::encoded(&target));
                    self.write(&link, length);
                }
                None => self.skip(tag.length),
            };
        }
        if trimmed.is_empty() || trimmed.contains(['<', '`', '*', '\n']) {
            return self.skip(tag.length);
        }
        if !matches!(tag.name.as_str(), "b" | "strong" | "i" | "em") {
            let code = format!("`{}`", super::entities::decoded(trimmed));
            return self.write(&code, length);
        }
        // Markdown knows emphasis by what is around it, so it is not for any place.
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let is_free = inside == trimmed
            && is_word(trimmed.chars().next())
            && is_word(trimmed.chars().last())
            && !is_word(self.out.chars().last())
            && !self.out.ends_with(['*', '\\'])
            && !is_word(self.rest[length..].chars().next())
            && !self.rest[length..].starts_with('*');
        if is_free {
            let sign = if matches!(tag.name.as_str(), "i" | "em") {
                "*"
            } else {
                "**"
            };
            self.write(&format!("{sign}{trimmed}{sign}"), length);
        } else {
            self.skip(tag.length);
        }
    }

    /// Ends the paragraph.
    fn part(&mut self) {
        self.line_break();
        if !self.is_line && !self.is_row && self.linked == 0 && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// Ends the line.
    fn line_break(&mut self) {
        if self.is_line || self.is_row || self.linked > 0 {
            self.out.push(' ');
            return;
        }
        let kept = self.out.trim_end_matches(' ').len();
        self.out.truncate(kept);
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// Begins a line, whatever spaces follow.
    fn begin(&mut self, marker: &str) {
        if !self.is_line && !self.is_row && self.linked == 0 {
            self.out.push_str(marker);
        }
        self.skip(self.rest.len() - self.rest.trim_start().len());
    }

    fn write(&mut self, text: &str, instead_of: usize) {
        self.out.push_str(text);
        self.skip(instead_of);
    }

    fn copy(&mut self, length: usize) {
        let (text, _) = self.rest.split_at(length);
        if self.linked > 0 {
            self.out.push_str(&text.replace(['\n', '\r'], " "));
        } else {
            self.out.push_str(text);
        }
        self.skip(length);
    }

    fn skip(&mut self, length: usize) {
        self.rest = &self.rest[length..];
        self.linked = self.linked.saturating_sub(length);
    }
}
