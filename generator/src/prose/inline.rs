//! Writes parts of lines: text that means itself, code, links.

use super::block::{Inline, Mark, plain};
use super::target::{Target, bare_url};

/// Where a part of a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a sentence.
    Text,
    /// In a cell of a table, where a bar ends the cell.
    Cell,
}

/// Parts of a line as Markdown. A line break is one, but in a cell.
pub fn inlines(line: &[Inline], place: Place) -> String {
    let mut writer = Writer {
        place,
        in_link: false,
        mark_ended: None,
        out: String::new(),
    };
    writer.all(line);
    writer.out
}

/// Text as code in a line.
pub fn code(text: &str, place: Place) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    if text.is_empty() {
        return String::new();
    }
    let text = match place {
        // Two ways to read `\|` within code are one too many.
        Place::Cell if text.contains('|') && text.contains('\\') => return escaped(&text, place),
        Place::Cell => text.replace('|', "\\|"),
        Place::Text => text,
    };
    let fence = "`".repeat(super::longest_run(&text) + 1);
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Text of which nothing means anything to Markdown; URLs are links.
pub fn escaped(text: &str, place: Place) -> String {
    inlines(&[Inline::Text(text.to_owned())], place)
}

struct Writer {
    place: Place,
    in_link: bool,
    /// Where the last mark ended, which the next one must not touch.
    mark_ended: Option<usize>,
    out: String,
}

impl Writer {
    fn all(&mut self, line: &[Inline]) {
        for (index, inline) in line.iter().enumerate() {
            let next = line.get(index + 1);
            match inline {
                Inline::Text(text) => self.text(text, next),
                Inline::Code(text) => self.code(text),
                Inline::Break if self.place == Place::Text && !self.in_link => self.out.push('\n'),
                Inline::Break => self.out.push(' '),
                Inline::Marked(mark, inside) => self.marked(*mark, inside, next),
                Inline::Link(to, shown) => self.link(to, shown),
                Inline::Image(source, words) => {
                    let words = [Inline::Text(words.clone())];
                    if self.in_link {
                        self.all(&words);
                    } else {
                        match Target::of(source) {
                            Target::Web(_) => self.link(source, &words),
                            _ => self.all(&words),
                        }
                    }
                }
            }
        }
    }

    fn code(&mut self, text: &str) {
        // Two codes that touch would be read as one with other backticks.
        if self.out.ends_with('`') {
            self.out.push(' ');
        }
        let code = code(text, self.place);
        self.out.push_str(&code);
    }

    /// Sets off text where Markdown reads it so: it knows marks by what is around them.
    fn marked(&mut self, mark: Mark, inside: &[Inline], next: Option<&Inline>) {
        let sign = match mark {
            Mark::Emphasis => "*",
            Mark::Strong => "**",
            Mark::Strike => "~~",
        };
        let shown = plain(inside);
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let after = match next {
            None | Some(Inline::Break) => Some(' '),
            Some(Inline::Text(text)) => text.chars().next(),
            Some(_) => None,
        };
        let open = is_word(shown.chars().next()) || !is_word(self.out.chars().last());
        let close =
            is_word(shown.chars().last()) || after.is_some_and(|letter| !letter.is_alphanumeric());
        let touches = self.mark_ended == Some(self.out.len());
        let has_break = inside.contains(&Inline::Break);
        if shown.trim().is_empty() || !open || !close || touches || has_break {
            return self.all(inside);
        }
        self.out.push_str(sign);
        self.all(inside);
        self.out.push_str(sign);
        self.mark_ended = Some(self.out.len());
    }

    /// Writes a link. One that does not lead to a web page or a mailbox shows where it leads.
    fn link(&mut self, to: &str, shown: &[Inline]) {
        if self.in_link {
            return self.all(shown);
        }
        let words = plain(shown);
        let words = words.trim();
        match Target::of(to) {
            Target::Web(url) | Target::Mail(url) => {
                self.in_link = true;
                let from = self.out.len();
                self.out.push('[');
                self.all(shown);
                self.in_link = false;
                let is_itself = words.is_empty() || words == to || words == url;
                if is_itself && bare_url(&url) == url.len() {
                    self.out.truncate(from);
                    self.out.push_str(&format!("<{url}>"));
                } else if words.is_empty() {
                    self.out.truncate(from);
                    self.text(&url, None);
                } else {
                    self.out.push_str(&format!("]({url})"));
                }
            }
            Target::Place(_) if words.contains(to.trim()) => self.all(shown),
            Target::Place(place) => {
                self.all(shown);
                let code = code(&place, self.place);
                self.out.push_str(&if words.is_empty() {
                    code
                } else {
                    format!(" ({code})")
                });
            }
            Target::Anchor => self.all(shown),
            Target::Other => {
                self.text("[", None);
                self.all(shown);
                self.text(&format!("]({})", super::letters::visible(to)), None);
            }
        }
    }

    /// Writes letters that mean themselves.
    fn text(&mut self, text: &str, next: Option<&Inline>) {
        let after_all = match next {
            None | Some(Inline::Break) => Some(' '),
            Some(Inline::Text(text)) => text.chars().next(),
            Some(_) => None,
        };
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let after = &rest[letter.len_utf8()..];
            if matches!(letter, 'h' | 'H') && !self.in_link {
                let length = bare_url(rest);
                if length > 0 {
                    self.out.push_str(&format!("<{}>", &rest[..length]));
                    rest = &rest[length..];
                    continue;
                }
            }
            if letter == '_' {
                rest = self.underscores(rest, after_all);
                continue;
            }
            // What follows is not known where it is more than text.
            let following = after.chars().next().or(after_all);
            self.letter(letter, following, after);
            rest = after;
        }
    }

    /// Writes the underscores that a text begins with, and gives the rest of it. Within a word they are letters.
    fn underscores<'a>(&mut self, text: &'a str, after_all: Option<char>) -> &'a str {
        let rest = text.trim_start_matches('_');
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let within = is_word(self.out.chars().last()) && is_word(rest.chars().next().or(after_all));
        let sign = if within { "_" } else { "\\_" };
        self.out.push_str(&sign.repeat(text.len() - rest.len()));
        rest
    }

    fn letter(&mut self, letter: char, next: Option<char>, after: &str) {
        let space = |letter: Option<char>| letter.is_some_and(char::is_whitespace);
        let word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let before = self.out.chars().last();
        let before = if before.is_none() { Some(' ') } else { before };
        let means_something = match letter {
            '`' | '[' | ']' => true,
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation() || next.is_whitespace()),
            '*' => !(space(before) && space(next)),
            // Before a link, it would make an image of it.
            '!' => next.is_none(),
            '~' => !(space(before) && word(next)),
            '<' => next
                .is_none_or(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => is_entity(after) || next.is_none(),
            '|' if self.place == Place::Cell => {
                // A backslash before it would be read in two ways.
                if before == Some('\\') {
                    return self.out.push_str("&#124;");
                }
                true
            }
            '\n' => return self.out.push(' '),
            _ => false,
        };
        if means_something {
            self.out.push('\\');
        }
        self.out.push(letter);
    }
}

/// Whether what follows an `&` could make an entity of it.
fn is_entity(after: &str) -> bool {
    let end = after.bytes().take(40).position(|byte| byte == b';');
    end.is_some_and(|end| {
        end > 0
            && after
                .bytes()
                .take(end)
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
    })
}
