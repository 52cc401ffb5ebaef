//! What a description says, as data: blocks, and what stands in their lines.

/// A part of a text that begins a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Sentences.
    Paragraph(Vec<Inline>),
    /// A title, and its level (1 to 6).
    Heading(u8, Vec<Inline>),
    /// Code, or other text to be shown as it is.
    Code(Code),
    /// A quotation.
    Quote(Vec<Block>),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// A line across the page.
    Rule,
}

/// A block of code.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Code {
    /// The language that it names, in lower case; empty for none.
    pub language: String,
    /// Its lines.
    pub text: String,
}

/// A list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct List {
    /// The number of the first item, of a list that counts them.
    pub first: Option<u64>,
    /// Whether its items are parted by blank lines.
    pub loose: bool,
    /// The items.
    pub items: Vec<Vec<Block>>,
}

/// A table. Its rows may differ in length.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The rows, the header first.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
pub type Cell = Vec<Inline>;

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Letters that mean themselves.
    Text(String),
    /// Code, in one line.
    Code(String),
    /// The end of a line.
    Break,
    /// Text that is set off.
    Marked(Mark, Vec<Inline>),
    /// A link, and what it shows.
    Link(String, Vec<Inline>),
    /// An image, and what it shows in words.
    Image(String, String),
}

/// How text is set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `*…*`
    Emphasis,
    /// `**…**`
    Strong,
    /// `~~…~~`
    Strike,
}

/// What inlines say, without any form.
pub fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    write_plain(inlines, &mut text);
    text
}

fn write_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Image(_, text) => out.push_str(text),
            Inline::Break => out.push('\n'),
            Inline::Marked(_, inside) | Inline::Link(_, inside) => write_plain(inside, out),
        }
    }
}

/// Blocks as one line, as a cell of a table or a title holds them.
pub fn in_line(blocks: Vec<Block>) -> Vec<Inline> {
    let mut line = Vec::new();
    join(blocks, " ", &mut line);
    line
}

fn join(blocks: Vec<Block>, between: &str, line: &mut Vec<Inline>) {
    for block in blocks {
        if !line.is_empty() && block != Block::Rule {
            push_text(line, between);
        }
        match block {
            Block::Paragraph(inlines) | Block::Heading(_, inlines) => line.extend(inlines),
            Block::Code(code) => line.push(Inline::Code(code.text)),
            Block::Quote(blocks) => join(blocks, " ", line),
            Block::List(list) => {
                for (index, item) in list.items.into_iter().enumerate() {
                    if index > 0 {
                        push_text(line, "; ");
                    }
                    line.extend(in_line(item));
                }
            }
            Block::Table(table) => {
                for cell in table.rows.into_iter().flatten() {
                    push_text(line, " ");
                    line.extend(cell);
                }
            }
            Block::Rule => {}
        }
    }
}

/// Adds text, to the text that stands last where there is one.
pub fn push_text(inlines: &mut Vec<Inline>, text: &str) {
    match inlines.last_mut() {
        Some(Inline::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => inlines.push(Inline::Text(text.to_owned())),
    }
}
