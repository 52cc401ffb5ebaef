//! Reads foreign text: CommonMark with tables, with HTML between it.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::block::{Block, Code, Inline, List, Mark, Table};
use super::html::{self, Element, Piece};
use super::tree::{Open, Span, Tree};
use super::{callouts, dialect, letters};

/// What a text says.
pub fn read(text: &str) -> Vec<Block> {
    let mut tree = Tree::new();
    let text = dialect::as_markdown(text);
    if is_plain(&text) {
        tree.text(&text);
        return tree.finish();
    }
    Reader::new(&mut tree, false).run(&text);
    let mut blocks = tree.finish();
    callouts::name(&mut blocks);
    blocks
}

/// Whether a text is one line of words: most descriptions of fields are.
fn is_plain(text: &str) -> bool {
    let is_plain = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || matches!(
                byte,
                b' ' | b',' | b'.' | b'(' | b')' | b'/' | b'"' | b'\'' | b'?'
            )
    };
    text.starts_with(|first: char| first.is_ascii_alphabetic()) && text.bytes().all(is_plain)
}

/// What an event of Markdown opened, and what its end closes.
enum Opened {
    /// A block, below which there are so many.
    Block(usize),
    /// A part of a line, beside so many, in the block of that depth.
    Span(usize, usize),
    /// Nothing: it would have been too deep.
    Nothing,
}

/// A way through a text.
struct Reader<'t> {
    tree: &'t mut Tree,
    opened: Vec<Opened>,
    /// How many blocks are open that tags may not close, for Markdown opened them; and how many were at the beginning.
    floor: usize,
    base: usize,
    /// The HTML that is read, up to its end.
    html: Option<String>,
    /// Whether the text stands within HTML.
    is_nested: bool,
}

impl<'t> Reader<'t> {
    fn new(tree: &'t mut Tree, is_nested: bool) -> Self {
        let base = tree.depth();
        Self {
            tree,
            opened: Vec::new(),
            floor: base,
            base,
            html: None,
            is_nested,
        }
    }

    fn run(&mut self, text: &str) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        for event in Parser::new_ext(text, options) {
            self.event(event);
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Text(text) if self.tree.is_pre() => self.tree.text(&letters::code(&text)),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.tree.text(&letters::visible(&text));
            }
            Event::Code(code) => self
                .tree
                .inline(Inline::Code(letters::visible(&code).into_owned())),
            Event::Html(source) => match &mut self.html {
                Some(html) => html.push_str(&source),
                None => self.inline_html(&source),
            },
            Event::InlineHtml(source) => self.inline_html(&source),
            Event::SoftBreak | Event::HardBreak if self.tree.is_pre() => self.tree.text("\n"),
            Event::SoftBreak | Event::HardBreak => self.tree.break_line(false),
            Event::Rule => self.tree.block(Block::Rule),
            Event::FootnoteReference(label) => self.tree.text(&format!("[^{label}]")),
            Event::TaskListMarker(done) => self.tree.text(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let opened = match tag {
            Tag::Paragraph => {
                self.tree.flush();
                if !self.is_nested {
                    self.tree.part_items();
                }
                return;
            }
            Tag::HtmlBlock => {
                self.html = Some(String::new());
                return;
            }
            Tag::TableHead | Tag::TableRow => {
                self.tree.flush();
                if let Some(Open::Table(table)) = self.tree.innermost() {
                    table.rows.push(Vec::new());
                }
                return;
            }
            Tag::Heading { level, .. } => self.open(Open::Heading(number(level))),
            Tag::BlockQuote(_) => self.open(Open::Quote),
            Tag::CodeBlock(kind) => self.open(Open::Pre(Code {
                language: match kind {
                    CodeBlockKind::Fenced(info) => info.trim().to_lowercase(),
                    CodeBlockKind::Indented => String::new(),
                },
                text: String::new(),
            })),
            Tag::List(first) => self.open(Open::List(List {
                first,
                ..List::default()
            })),
            Tag::Item => self.open(Open::Item),
            Tag::Table(_) => self.open(Open::Table(Table::default())),
            Tag::TableCell => self.open(Open::Cell { tables: 0 }),
            Tag::Emphasis => self.open_span(Span::Marked(Mark::Emphasis)),
            Tag::Strong => self.open_span(Span::Marked(Mark::Strong)),
            Tag::Strikethrough => self.open_span(Span::Marked(Mark::Strike)),
            Tag::Link { dest_url, .. } => self.open_span(Span::Link(dest_url.into_string())),
            Tag::Image { dest_url, .. } => self.open_span(Span::Image(dest_url.into_string())),
            _ => Opened::Nothing,
        };
        self.opened.push(opened);
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph => return self.tree.flush(),
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                return self.html_block(&html);
            }
            TagEnd::TableHead | TagEnd::TableRow => return,
            _ => {}
        }
        match self.opened.pop() {
            Some(Opened::Block(depth)) => {
                self.tree.close_to(depth);
                self.floor = self.blocks_of_markdown();
            }
            Some(Opened::Span(depth, spans)) if self.tree.depth() == depth => {
                self.tree.close_spans(spans)
            }
            _ => {}
        }
    }

    fn blocks_of_markdown(&self) -> usize {
        let depths = self.opened.iter().rev().find_map(|opened| match opened {
            Opened::Block(depth) => Some(depth + 1),
            _ => None,
        });
        depths.unwrap_or(self.base)
    }

    fn open(&mut self, open: Open) -> Opened {
        let depth = self.tree.depth();
        if !self.tree.open(open) {
            return Opened::Nothing;
        }
        self.floor = depth + 1;
        Opened::Block(depth)
    }

    fn open_span(&mut self, span: Span) -> Opened {
        let spans = self.tree.spans();
        if self.tree.open_span(span, false) {
            Opened::Span(self.tree.depth(), spans)
        } else {
            Opened::Nothing
        }
    }

    fn inline_html(&mut self, source: &str) {
        for piece in html::pieces(source) {
            match piece {
                Piece::Text(text) => self.tree.text(&letters::visible(text)),
                Piece::Tag(tag) => self.tag(&tag),
            }
        }
    }

    /// HTML that stands in lines of its own. People write Markdown in it all the same.
    fn html_block(&mut self, source: &str) {
        let mut run = String::new();
        let mut hidden = false;
        for piece in html::pieces(source) {
            match piece {
                Piece::Tag(tag) if tag.element == Element::Style => hidden = !tag.closes,
                _ if hidden => {}
                Piece::Text(text) if self.tree.is_pre() => {
                    self.tree.text(&letters::code(&letters::decoded(text)));
                }
                Piece::Text(text) if self.is_nested => {
                    self.tree.text(&letters::visible(&html::text(text)));
                }
                Piece::Text(text) => run.push_str(text),
                Piece::Tag(tag) => {
                    let stays = !self.is_nested
                        && !self.tree.is_pre()
                        && (tag.element.is_inline()
                            || (tag.element == Element::Break && !run.trim().is_empty()));
                    if stays {
                        run.push_str(tag.source);
                    } else {
                        self.nested(&mut run);
                        self.tag(&tag);
                    }
                }
            }
        }
        self.nested(&mut run);
        if self.is_nested {
            self.tree.flush();
        }
    }

    /// Reads Markdown between tags.
    fn nested(&mut self, run: &mut String) {
        let text = std::mem::take(run);
        if text.trim().is_empty() {
            return;
        }
        // How far it is indented is how far the tags are.
        let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
        Reader::new(self.tree, true).run(&lines.join("\n"));
    }

    fn tag(&mut self, tag: &html::Tag<'_>) {
        if let Some(Open::Cell { tables }) = self.tree.innermost() {
            match (tag.element, tag.closes) {
                (Element::Table, false) => *tables += 1,
                (Element::Table, true) if *tables > 0 => *tables -= 1,
                _ if *tables == 0 => return self.element(tag),
                (Element::Row | Element::Cell, _) => {}
                _ => return self.element(tag),
            }
            return self.tree.flush();
        }
        self.element(tag);
    }

    fn element(&mut self, tag: &html::Tag<'_>) {
        if self.tree.is_pre() && !(tag.element == Element::Pre && tag.closes) {
            if tag.element == Element::Break {
                self.tree.text("\n");
            }
            return;
        }
        match (tag.element, tag.closes) {
            (Element::Break, _) => self.tree.break_line(true),
            (Element::Rule, _) => self.tree.block(Block::Rule),
            (Element::Phrase | Element::Style, _) => {}
            (Element::Part, _) => self.tree.flush(),
            (Element::Strong, closes) => self.span(Span::Marked(Mark::Strong), closes),
            (Element::Emphasis, closes) => self.span(Span::Marked(Mark::Emphasis), closes),
            (Element::Strike, closes) => self.span(Span::Marked(Mark::Strike), closes),
            (Element::Code, closes) => self.span(Span::Code, closes),
            (Element::Link, true) => self.tree.close_span(|span| matches!(span, Span::Link(_))),
            (Element::Link, false) => {
                if let Some(target) = tag.attribute("href") {
                    self.tree.open_span(Span::Link(target), true);
                }
            }
            (Element::Image, _) => {
                let text = tag.attribute("alt").unwrap_or_default();
                if !text.trim().is_empty() {
                    let source = tag.attribute("src").unwrap_or_default();
                    self.tree
                        .inline(Inline::Image(source, letters::visible(&text).into_owned()));
                }
            }
            (element, true) => self.close(element),
            (element, false) => self.open_element(element),
        }
    }

    fn span(&mut self, span: Span, closes: bool) {
        if closes {
            self.tree.close_span(|open| *open == span);
        } else {
            self.tree.open_span(span, true);
        }
    }

    fn open_element(&mut self, element: Element) {
        match element {
            Element::Heading(level) => {
                self.close_where(|open| matches!(open, Open::Heading(_)), |_| false);
                self.tree.open(Open::Heading(level));
            }
            Element::Quote => drop(self.tree.open(Open::Quote)),
            Element::Pre => drop(self.tree.open(Open::Pre(Code::default()))),
            Element::Table => drop(self.tree.open(Open::Table(Table::default()))),
            Element::List { counts } => {
                let first = counts.then_some(1);
                self.tree.open(Open::List(List {
                    first,
                    ..List::default()
                }));
            }
            Element::Item => {
                // One that is open ends where the next one begins.
                self.close_where(
                    |open| matches!(open, Open::Item),
                    |open| matches!(open, Open::List(_)),
                );
                if !matches!(self.tree.innermost(), Some(Open::List(_))) {
                    self.tree.open(Open::List(List::default()));
                }
                self.tree.open(Open::Item);
            }
            Element::Row => {
                self.close_where(
                    |open| matches!(open, Open::Cell { .. }),
                    |open| matches!(open, Open::Table(_)),
                );
                self.tree.flush();
                if let Some(Open::Table(table)) = self.tree.innermost() {
                    table.rows.push(Vec::new());
                }
            }
            Element::Cell => {
                self.close_where(
                    |open| matches!(open, Open::Cell { .. }),
                    |open| matches!(open, Open::Table(_)),
                );
                self.tree.flush();
                if matches!(self.tree.innermost(), Some(Open::Table(_))) {
                    self.tree.open(Open::Cell { tables: 0 });
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, element: Element) {
        let never = |_: &Open| false;
        let is_list = |open: &Open| matches!(open, Open::List(_));
        match element {
            Element::Heading(_) => self.close_where(|open| matches!(open, Open::Heading(_)), never),
            Element::Quote => self.close_where(|open| matches!(open, Open::Quote), never),
            Element::Pre => self.close_where(|open| matches!(open, Open::Pre(_)), never),
            Element::Table => self.close_where(|open| matches!(open, Open::Table(_)), never),
            Element::List { .. } => self.close_where(is_list, never),
            Element::Item => self.close_where(|open| matches!(open, Open::Item), is_list),
            Element::Row | Element::Cell => self.close_where(
                |open| matches!(open, Open::Cell { .. }),
                |open| matches!(open, Open::Table(_)),
            ),
            _ => {}
        }
        self.tree.flush();
    }

    /// Closes the innermost block that a tag opened and that passes, up to one that stops the search.
    fn close_where(&mut self, is_meant: impl Fn(&Open) -> bool, stops: impl Fn(&Open) -> bool) {
        let mut open = self
            .tree
            .open_above(self.floor)
            .take_while(|(_, open)| !stops(open));
        if let Some((index, _)) = open.find(|(_, open)| is_meant(open)) {
            drop(open);
            self.tree.close_to(index);
        }
    }
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}
