//! Tags of HTML, as descriptions have them between their Markdown.

use super::letters::decoded;

/// How long a tag may be, in bytes.
const LONGEST_TAG: usize = 2_000;

/// A piece of HTML.
#[derive(Debug)]
pub enum Piece<'a> {
    /// What stands between tags.
    Text(&'a str),
    /// A tag of an element that HTML has, or had.
    Tag(Tag<'a>),
}

/// A tag.
#[derive(Debug)]
pub struct Tag<'a> {
    /// What the element is.
    pub element: Element,
    /// Whether it closes the element.
    pub closes: bool,
    /// The tag as it is written.
    pub source: &'a str,
    attributes: &'a str,
}

/// What an element means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    /// A part of a page: what is in it begins and ends a paragraph.
    Part,
    /// A part of a sentence or of a table, of which nothing is left but what is in it.
    Phrase,
    /// `br`
    Break,
    /// `hr`
    Rule,
    /// `h1` to `h6`
    Heading(u8),
    /// `ul`, and `ol` where its items are counted
    List {
        /// Whether it is `ol`.
        counts: bool,
    },
    /// `li`
    Item,
    /// `blockquote`
    Quote,
    /// `pre`
    Pre,
    /// `table`
    Table,
    /// `tr`
    Row,
    /// `td`, `th`
    Cell,
    /// `b`, `strong`
    Strong,
    /// `i`, `em`
    Emphasis,
    /// `s`, `del`, `strike`
    Strike,
    /// `code`, `kbd`, `samp`, `tt`
    Code,
    /// `a`
    Link,
    /// `img`
    Image,
    /// `style`, which nobody reads
    Style,
}

impl Element {
    /// The element of that name; `None` for what only looks like one, as `<string>`.
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "br" => Self::Break,
            "hr" => Self::Rule,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading(name.as_bytes()[1] - b'0'),
            "ul" | "ol" => Self::List {
                counts: name == "ol",
            },
            "li" => Self::Item,
            "blockquote" => Self::Quote,
            "pre" => Self::Pre,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "b" | "strong" => Self::Strong,
            "i" | "em" => Self::Emphasis,
            "s" | "del" | "strike" => Self::Strike,
            "code" | "kbd" | "samp" | "tt" => Self::Code,
            "a" => Self::Link,
            "img" => Self::Image,
            "style" => Self::Style,
            "address" | "article" | "aside" | "body" | "caption" | "center" | "dd" | "details"
            | "div" | "dl" | "dt" | "figcaption" | "figure" | "footer" | "header" | "html"
            | "main" | "nav" | "p" | "section" | "summary" => Self::Part,
            "abbr" | "big" | "col" | "colgroup" | "font" | "ins" | "label" | "mark" | "nobr"
            | "small" | "span" | "sub" | "sup" | "tbody" | "tfoot" | "thead" | "u" => Self::Phrase,
            _ => return None,
        })
    }

    /// Whether it stands within a sentence.
    pub fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Strong
                | Self::Emphasis
                | Self::Strike
                | Self::Code
                | Self::Link
                | Self::Image
                | Self::Phrase
        )
    }
}

impl Tag<'_> {
    /// The value of an attribute, without entities.
    pub fn attribute(&self, name: &str) -> Option<String> {
        attribute(self.attributes, name).map(|value| decoded(value).into_owned())
    }
}

/// The value of an attribute in quotes, or up to the next space.
pub fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        let at = rest.find(name)?;
        let is_start = rest[..at].chars().last().is_none_or(char::is_whitespace);
        rest = &rest[at + name.len()..];
        let Some(value) = rest.trim_start().strip_prefix('=').filter(|_| is_start) else {
            continue;
        };
        let value = value.trim_start();
        return Some(match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or_default(),
            _ => value.split_whitespace().next().unwrap_or_default(),
        });
    }
}

/// The pieces of a text. Comments are none; what only looks like a tag is text.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let (mut at, mut comments_end) = (0, true);
    std::iter::from_fn(move || {
        let from = at;
        while let Some(open) = text[at..].find('<').map(|open| at + open) {
            let rest = &text[open..];
            if comments_end && rest.starts_with("<!--") {
                let end = rest.find("-->").map(|end| open + end + 3);
                comments_end = end.is_some();
                if let Some(end) = end {
                    // An empty text costs nothing.
                    at = end;
                    return Some(Piece::Text(&text[from..open]));
                }
            }
            match tag(rest) {
                Some(_) if open > from => {
                    at = open;
                    return Some(Piece::Text(&text[from..open]));
                }
                Some(tag) => {
                    at = open + tag.source.len();
                    return Some(Piece::Tag(tag));
                }
                None => at = open + 1,
            }
        }
        at = text.len();
        (from < at).then(|| Piece::Text(&text[from..]))
    })
}

/// The tag that a text begins with.
fn tag(text: &str) -> Option<Tag<'_>> {
    let after = text.strip_prefix('<')?;
    let closes = after.starts_with('/');
    let name_at = 1 + usize::from(closes);
    let name = text.get(name_at..)?;
    let length = name
        .find(|letter: char| !letter.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    if !(1..=12).contains(&length) {
        return None;
    }
    let element = Element::of(&name[..length].to_ascii_lowercase())?;
    let attributes_at = name_at + length;
    // `<https://…>` and `<id_of_it>` are no tags.
    if !text[attributes_at..].starts_with(['>', '/', ' ', '\t', '\n', '\r']) {
        return None;
    }
    let mut quote = None;
    let bytes = text.bytes().enumerate().take(LONGEST_TAG);
    for (at, byte) in bytes.skip(attributes_at) {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            (None, b'<') => return None,
            (None, b'>') => {
                return Some(Tag {
                    element,
                    closes,
                    source: &text[..=at],
                    attributes: &text[attributes_at..at],
                });
            }
            _ => {}
        }
    }
    None
}

/// Text between tags: what its entities stand for, with one space for any.
pub fn text(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut spaced = false;
    for letter in decoded(source).chars() {
        if letter.is_whitespace() {
            spaced = true;
            continue;
        }
        if std::mem::take(&mut spaced) {
            out.push(' ');
        }
        out.push(letter);
    }
    if spaced {
        out.push(' ');
    }
    out
}
