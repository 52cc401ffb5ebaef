//! Builds blocks from what Markdown and HTML open and close, in any order and to any depth.
//!
//! What is deeper than [`DEEPEST`] is flattened: its text stands in the last container that was opened. So nothing that
//! works on blocks recurses farther than that, and no text takes more than linear time.

use super::block::{Block, Cell, Code, Inline, List, Mark, Table, in_line, plain, push_text};

/// How many containers (quotations, lists, items) may stand in each other.
const DEEPEST: usize = 20;

/// How many more there may be of what holds no containers: code, titles, a table and its cell.
const LEAVES: usize = 4;

/// How many marks, links and so on may stand in each other within a line.
const DEEPEST_SPAN: usize = 8;

/// A block that is open.
#[derive(Debug)]
pub enum Open {
    /// The text.
    Root,
    /// A quotation.
    Quote,
    /// A list.
    List(List),
    /// An item of it.
    Item,
    /// A title.
    Heading(u8),
    /// Code, and what is in it so far.
    Pre(Code),
    /// A table.
    Table(Table),
    /// A cell of it.
    Cell {
        /// How many tables are open within the cell, which are text there.
        tables: usize,
    },
}

impl Open {
    fn is_container(&self) -> bool {
        matches!(self, Self::Root | Self::Quote | Self::List(_) | Self::Item)
    }
}

/// A part of a line that is open.
#[derive(Debug, Clone, PartialEq)]
pub enum Span {
    /// Text that is set off.
    Marked(Mark),
    /// Code.
    Code,
    /// A link, with its target.
    Link(String),
    /// An image, with its source.
    Image(String),
}

#[derive(Debug)]
struct Frame {
    open: Open,
    blocks: Vec<Block>,
    line: Vec<Inline>,
    spans: Vec<OpenSpan>,
}

#[derive(Debug)]
struct OpenSpan {
    span: Span,
    line: Vec<Inline>,
    /// Whether a tag opened it, so that it may never be closed.
    is_tag: bool,
}

/// A tree that grows.
#[derive(Debug)]
pub struct Tree {
    frames: Vec<Frame>,
}

impl Tree {
    /// An empty one.
    pub fn new() -> Self {
        let mut tree = Self { frames: Vec::new() };
        tree.push(Open::Root);
        tree
    }

    /// All blocks, with whatever is open closed.
    pub fn finish(mut self) -> Vec<Block> {
        self.close_to(1);
        self.flush();
        self.frames.pop().map_or_else(Vec::new, |root| root.blocks)
    }

    /// How many blocks are open.
    pub fn depth(&self) -> usize {
        self.frames.len()
    }

    /// Opens a block, and says whether it did: not where there are too many.
    pub fn open(&mut self, open: Open) -> bool {
        self.flush();
        let most = DEEPEST + if open.is_container() { 0 } else { LEAVES };
        if self.frames.len() >= most {
            return false;
        }
        self.push(open);
        true
    }

    /// Closes blocks until there are only so many.
    pub fn close_to(&mut self, depth: usize) {
        while self.frames.len() > depth.max(1) {
            self.close();
        }
    }

    /// The blocks that are open above so many, the innermost first: their index, and what they are.
    pub fn open_above(&self, floor: usize) -> impl Iterator<Item = (usize, &Open)> + use<'_> {
        let frames = self.frames.iter().enumerate().skip(floor).rev();
        frames.map(|(index, frame)| (index, &frame.open))
    }

    /// The innermost block.
    pub fn innermost(&mut self) -> Option<&mut Open> {
        self.frames.last_mut().map(|frame| &mut frame.open)
    }

    /// Whether text is code, line by line.
    pub fn is_pre(&self) -> bool {
        matches!(
            self.frames.last(),
            Some(Frame {
                open: Open::Pre(_),
                ..
            })
        )
    }

    /// Notes that the items of a list are parted by blank lines, where one of them is the innermost block.
    pub fn part_items(&mut self) {
        if let [
            ..,
            around,
            Frame {
                open: Open::Item, ..
            },
        ] = self.frames.as_mut_slice()
            && let Open::List(list) = &mut around.open
        {
            list.loose = true;
        }
    }

    /// Ends the paragraph that is open.
    pub fn flush(&mut self) {
        self.close_spans(0);
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        let mut line = std::mem::take(&mut frame.line);
        trim(&mut line);
        if !line.is_empty() {
            frame.blocks.push(Block::Paragraph(line));
        }
    }

    /// Adds a whole block.
    pub fn block(&mut self, block: Block) {
        self.flush();
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.push(block);
        }
    }

    /// Adds letters.
    pub fn text(&mut self, text: &str) {
        match self.frames.last_mut() {
            Some(Frame {
                open: Open::Pre(code),
                ..
            }) => code.text.push_str(text),
            _ => push_text(self.line(), text),
        }
    }

    /// Adds a part of a line.
    pub fn inline(&mut self, inline: Inline) {
        if self.is_pre() {
            self.text(&plain(&[inline]));
        } else {
            self.line().push(inline);
        }
    }

    /// Ends the line. A second end of a line in a row, where tags say so, ends the paragraph.
    pub fn break_line(&mut self, is_tag: bool) {
        let is_second = self.line().last() == Some(&Inline::Break);
        match (is_second, is_tag) {
            (true, true) => self.flush(),
            (true, false) => {}
            _ => self.inline(Inline::Break),
        }
    }

    /// Opens a part of a line, and says whether it did: not where one of its kind is open, or too many are.
    pub fn open_span(&mut self, span: Span, is_tag: bool) -> bool {
        let same =
            |open: &OpenSpan| std::mem::discriminant(&open.span) == std::mem::discriminant(&span);
        let Some(frame) = self.frames.last_mut() else {
            return false;
        };
        let known = match &span {
            Span::Marked(_) => frame.spans.iter().any(|open| open.span == span),
            _ => frame.spans.iter().any(same),
        };
        if known || frame.spans.len() >= DEEPEST_SPAN || matches!(frame.open, Open::Pre(_)) {
            return false;
        }
        frame.spans.push(OpenSpan {
            span,
            line: Vec::new(),
            is_tag,
        });
        true
    }

    /// How many parts of a line are open.
    pub fn spans(&self) -> usize {
        self.frames.last().map_or(0, |frame| frame.spans.len())
    }

    /// Closes the innermost part that a tag opened and that passes, with those that tags opened in it.
    pub fn close_span(&mut self, is_meant: impl Fn(&Span) -> bool) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        let of_tags = frame.spans.iter().rev().take_while(|open| open.is_tag);
        let Some(above) = of_tags.into_iter().position(|open| is_meant(&open.span)) else {
            return;
        };
        let at = frame.spans.len() - 1 - above;
        self.close_spans(at + 1);
        self.close_innermost_span(true);
    }

    /// Closes parts of a line until there are only so many. Tags that were never closed mean nothing.
    pub fn close_spans(&mut self, depth: usize) {
        while self.spans() > depth {
            self.close_innermost_span(false);
        }
    }

    fn close_innermost_span(&mut self, by_tag: bool) {
        let Some(open) = self.frames.last_mut().and_then(|frame| frame.spans.pop()) else {
            return;
        };
        let OpenSpan {
            span,
            mut line,
            is_tag,
        } = open;
        if is_tag && !by_tag {
            return self.append(line);
        }
        match span {
            Span::Marked(mark) => {
                // White space within a mark is around it.
                let (before, after) = (
                    ends_in_space(line.first(), true),
                    ends_in_space(line.last(), false),
                );
                trim(&mut line);
                if before {
                    push_text(self.line(), " ");
                }
                if !line.is_empty() {
                    self.line().push(Inline::Marked(mark, line));
                }
                if after {
                    push_text(self.line(), " ");
                }
            }
            Span::Code => {
                let text = plain(&line);
                self.line().push(Inline::Code(text));
            }
            Span::Link(target) => {
                trim(&mut line);
                self.line().push(Inline::Link(target, line));
            }
            Span::Image(source) => {
                let text = plain(&line);
                self.line().push(Inline::Image(source, text));
            }
        }
    }

    fn append(&mut self, inlines: Vec<Inline>) {
        let line = self.line();
        for inline in inlines {
            match inline {
                Inline::Text(text) => push_text(line, &text),
                inline => line.push(inline),
            }
        }
    }

    /// The line that grows.
    fn line(&mut self) -> &mut Vec<Inline> {
        if self.frames.is_empty() {
            self.push(Open::Root);
        }
        let last = self.frames.len() - 1;
        let frame = &mut self.frames[last];
        match frame.spans.last_mut() {
            Some(span) => &mut span.line,
            None => &mut frame.line,
        }
    }

    fn push(&mut self, open: Open) {
        self.frames.push(Frame {
            open,
            blocks: Vec::new(),
            line: Vec::new(),
            spans: Vec::new(),
        });
    }

    /// Closes the innermost block.
    fn close(&mut self) {
        self.flush();
        let Some(Frame { open, blocks, .. }) = self.frames.pop() else {
            return;
        };
        let Some(around) = self.frames.last_mut() else {
            return;
        };
        match open {
            Open::Root => {}
            Open::Quote if blocks.is_empty() => {}
            Open::Quote => around.blocks.push(Block::Quote(blocks)),
            Open::Item => match &mut around.open {
                Open::List(list) => list.items.push(blocks),
                _ => around.blocks.extend(blocks),
            },
            Open::List(list) => {
                around.blocks.extend(blocks);
                if !list.items.is_empty() {
                    around.blocks.push(Block::List(list));
                }
            }
            Open::Heading(level) => {
                let title = in_line(blocks);
                if !title.is_empty() {
                    around.blocks.push(Block::Heading(level, title));
                }
            }
            Open::Pre(code) => around.blocks.push(Block::Code(code)),
            Open::Cell { .. } => {
                let cell: Cell = in_line(blocks);
                if let Open::Table(table) = &mut around.open {
                    if table.rows.is_empty() {
                        table.rows.push(Vec::new());
                    }
                    table
                        .rows
                        .last_mut()
                        .into_iter()
                        .for_each(|row| row.push(cell.clone()));
                }
            }
            Open::Table(mut table) => {
                around.blocks.extend(blocks);
                table.rows.retain(|row| !row.is_empty());
                if !table.rows.is_empty() {
                    around.blocks.push(Block::Table(table));
                }
            }
        }
    }
}

/// Whether there is white space at an end of a line.
fn ends_in_space(inline: Option<&Inline>, at_start: bool) -> bool {
    match inline {
        Some(Inline::Text(text)) if at_start => text.starts_with(' '),
        Some(Inline::Text(text)) => text.ends_with(' '),
        other => other == Some(&Inline::Break),
    }
}

/// Takes away white space at both ends of a line.
fn trim(line: &mut Vec<Inline>) {
    while let Some(last) = line.last_mut() {
        if let Inline::Text(text) = last {
            text.truncate(text.trim_end().len());
        }
        match last {
            Inline::Text(text) if !text.is_empty() => break,
            Inline::Text(_) | Inline::Break => drop(line.pop()),
            _ => break,
        }
    }
    let blank = |inline: &Inline| match inline {
        Inline::Text(text) => text.trim().is_empty(),
        inline => *inline == Inline::Break,
    };
    let start = line.iter().take_while(|inline| blank(inline)).count();
    line.drain(..start);
    if let Some(Inline::Text(text)) = line.first_mut() {
        text.drain(..text.len() - text.trim_start().len());
    }
}
