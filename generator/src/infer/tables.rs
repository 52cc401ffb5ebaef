//! Reads the tables of fields in descriptions: `Name⇥Type⇥Description` with tabs, Markdown and HTML tables.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::enums;
use crate::model::ArmKind;

/// A table of fields.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Its rows, in order.
    pub facts: Vec<Fact>,
}

/// What a description says of a field.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fact {
    /// The field's key.
    pub name: String,
    /// The type that it names.
    pub word: Option<Word>,
    /// The types that it names where they are two of different kinds in JSON: `integer or string`.
    pub either: Option<(Word, Word)>,
    /// The type that it names for what is in a list: `array of strings`.
    pub items: Option<Word>,
    /// Whether it says that the field can be `null`.
    pub nullable: bool,
    /// Whether it says that the field is required (true) or optional (false).
    pub required: Option<bool>,
    /// The values that it lists.
    pub values: Vec<String>,
    /// Its sentences about the field.
    pub docs: String,
}

impl Fact {
    /// Joins another fact of the same name: what they contradict each other in is not known. Of two wordings for one thing
    /// the longer one is kept (the lesser of two equally long ones), or none where the things may be different.
    pub fn join(&mut self, other: &Fact, same_thing: bool) {
        if self.word != other.word {
            self.word = None;
        }
        if self.either != other.either {
            self.either = None;
        }
        if self.items != other.items {
            self.items = None;
        }
        if self.required != other.required {
            self.required = None;
        }
        self.nullable |= other.nullable;
        if self.values != other.values {
            if same_thing {
                self.values.extend(other.values.iter().cloned());
                self.values.sort_unstable();
                self.values.dedup();
            } else {
                self.values.clear();
            }
        }
        if self.docs != other.docs {
            if !same_thing {
                self.docs.clear();
            } else if (Reverse(other.docs.len()), &other.docs)
                < (Reverse(self.docs.len()), &self.docs)
            {
                self.docs.clone_from(&other.docs);
            }
        }
    }
}

/// A type, as a description names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// `boolean`
    Bool,
    /// `integer`
    Integer,
    /// `number`: with or without a fraction
    Number,
    /// `float`, `double`, `decimal`
    Float,
    /// `string`, `text` …
    String,
    /// `uuid`, `guid`
    Uuid,
    /// `array`, `list`
    Array,
    /// `object`, `map` …
    Object,
}

impl Word {
    /// The kind of JSON that it stands for, if that is a scalar.
    pub fn scalar(self) -> Option<ArmKind> {
        match self {
            Word::Bool => Some(ArmKind::Bool),
            Word::Integer | Word::Number | Word::Float => Some(ArmKind::Number),
            Word::String | Word::Uuid => Some(ArmKind::String),
            Word::Array | Word::Object => None,
        }
    }
}

/// All tables of fields in a description.
pub fn tables(docs: &str) -> Vec<Table> {
    let mut tables = Vec::new();
    if docs.contains('\t') {
        tables.extend(blocks(docs, '\t', split_tabs));
    }
    if docs.contains('|') {
        tables.extend(blocks(docs, '|', split_pipes));
    }
    if docs.contains('<') {
        tables.extend(html_tables(docs).into_iter().filter_map(read));
    }
    tables
}

/// The type that a phrase names.
pub fn word(phrase: &str) -> Option<Word> {
    let lower = phrase.to_lowercase();
    if lower.contains("[]") {
        return Some(Word::Array);
    }
    lower
        .split(|char: char| !char.is_ascii_alphanumeric())
        .find_map(|word| {
            Some(match word {
                "boolean" | "bool" => Word::Bool,
                "integer" | "int" | "int32" | "int64" | "long" | "bigint" => Word::Integer,
                "number" | "numeric" => Word::Number,
                "float" | "double" | "decimal" => Word::Float,
                "uuid" | "guid" => Word::Uuid,
                "string" | "text" | "str" | "varchar" | "char" => Word::String,
                "array" | "list" => Word::Array,
                "object" | "map" | "dictionary" | "hash" => Word::Object,
                _ => return None,
            })
        })
}

/// Whether a phrase says that something is required (true) or optional (false).
pub fn required(phrase: &str) -> Option<bool> {
    let lower = phrase.to_lowercase();
    let says = |word: &str| {
        let word_at = lower.find(word)?;
        // "(required)", "required." and a leading "Required" speak of the thing itself; "required when …" does not.
        let after = lower[word_at + word.len()..].trim_start();
        let alone = after.is_empty()
            || after.starts_with([')', '.', ',', ';', ':', ']', '*', '-', '–', '_']);
        let before = lower[..word_at].trim_end();
        let negated = before.ends_with("not") || before.ends_with("n't");
        (alone
            && (before.is_empty()
                || before.ends_with(['(', '[', '*', ',', ';', '.', '_', '-'])
                || negated))
            .then_some(!negated)
    };
    match (
        says("required").or_else(|| says("mandatory")),
        says("optional"),
    ) {
        (Some(required), _) => Some(required),
        (None, Some(optional)) => Some(!optional),
        (None, None) => None,
    }
}

type Rows<'a> = Vec<Vec<Cow<'a, str>>>;

/// Tables of lines: each run of lines with the sign that stands between cells. Blank lines end only tables of pipes.
fn blocks<'a>(docs: &'a str, sign: char, split: fn(&'a str) -> Vec<Cow<'a, str>>) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut rows: Rows<'a> = Vec::new();
    for line in docs.lines().map(str::trim_end) {
        if line.contains(sign) {
            rows.push(split(line));
        } else if !line.trim().is_empty() || sign == '|' {
            tables.extend(read(std::mem::take(&mut rows)));
        }
    }
    tables.extend(read(rows));
    tables
}

fn split_tabs(line: &str) -> Vec<Cow<'_, str>> {
    line.split('\t')
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .map(Cow::Borrowed)
        .collect()
}

fn split_pipes(line: &str) -> Vec<Cow<'_, str>> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line
        .strip_suffix('|')
        .filter(|_| !line.ends_with("\\|"))
        .unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for char in line.chars() {
        match char {
            '|' if !escaped => cells.push(String::new()),
            _ => {
                if let Some(cell) = cells.last_mut() {
                    if char == '|' {
                        cell.pop();
                    }
                    cell.push(char);
                }
            }
        }
        escaped = char == '\\';
    }
    cells
        .into_iter()
        .map(|cell| Cow::Owned(cell.trim().to_owned()))
        .collect()
}

/// The rows of each HTML table.
fn html_tables(docs: &str) -> Vec<Rows<'_>> {
    let mut tables = Vec::new();
    let mut rows: Rows<'_> = Vec::new();
    let mut in_cell = false;
    let mut rest = docs;
    while let Some((text, after)) = rest.split_once('<') {
        let cell = rows
            .last_mut()
            .and_then(|row: &mut Vec<Cow<'_, str>>| row.last_mut());
        if let Some(cell) = cell.filter(|_| in_cell) {
            cell.to_mut().push_str(text);
        }
        let Some((tag, after)) = after.split_once('>') else {
            break;
        };
        rest = after;
        let name = tag
            .split(|char: char| !(char.is_ascii_alphanumeric() || char == '/'))
            .next();
        match name.unwrap_or_default().to_ascii_lowercase().as_str() {
            "table" | "/table" => {
                in_cell = false;
                tables.push(std::mem::take(&mut rows));
            }
            "tr" => {
                in_cell = false;
                rows.push(Vec::new());
            }
            "td" | "th" => {
                in_cell = true;
                if let Some(row) = rows.last_mut() {
                    row.push(Cow::Owned(String::new()));
                }
            }
            "/td" | "/th" | "/tr" => in_cell = false,
            _ => {}
        }
    }
    tables.push(rows);
    for cell in tables.iter_mut().flatten().flatten() {
        *cell = Cow::Owned(unescape(cell).trim().to_owned());
    }
    tables
}

/// A text with what its entities stand for; a space that does not break is a space.
fn unescape(text: &str) -> String {
    html_escape::decode_html_entities(text).replace('\u{a0}', " ")
}

/// Which column says what.
#[derive(Default)]
struct Columns {
    name: usize,
    word: Option<usize>,
    required: Option<usize>,
    docs: Option<usize>,
}

impl Columns {
    fn of(header: &[Cow<'_, str>]) -> Option<Columns> {
        let mut columns = Columns::default();
        let mut name = None;
        for (index, cell) in header.iter().enumerate() {
            let cell = plain(cell).to_lowercase();
            let cell = cell.trim_end_matches('?');
            match cell {
                "name" | "field" | "parameter" | "attribute" | "property" | "key" | "param"
                | "argument" | "member" | "field name" | "parameter name" | "property name"
                | "attribute name" | "fields" | "parameters" | "attributes" | "properties"
                | "element" => name = name.or(Some(index)),
                "type" | "data type" | "datatype" | "value type" | "field type" => {
                    columns.word = columns.word.or(Some(index));
                }
                "required" | "mandatory" | "required/optional" | "optional/required"
                | "presence" => {
                    columns.required = columns.required.or(Some(index));
                }
                "description" | "desc" | "details" | "notes" | "meaning" | "comment"
                | "comments" | "explanation" | "definition" | "purpose" | "info" => {
                    columns.docs = columns.docs.or(Some(index))
                }
                _ => {}
            }
        }
        columns.name = name?;
        (columns.word.is_some() || columns.docs.is_some()).then_some(columns)
    }
}

fn read(rows: Rows<'_>) -> Option<Table> {
    let mut rows = rows
        .into_iter()
        .skip_while(|row| Columns::of(row).is_none());
    let columns = Columns::of(&rows.next()?)?;
    let facts: Vec<Fact> = rows.filter_map(|row| fact(&columns, &row)).collect();
    (!facts.is_empty()).then_some(Table { facts })
}

fn fact(columns: &Columns, row: &[Cow<'_, str>]) -> Option<Fact> {
    let cell = |column: Option<usize>| {
        column
            .and_then(|index| row.get(index))
            .map_or("", |cell| &**cell)
    };
    let name_cell = plain(cell(Some(columns.name)));
    let name = name_cell
        .split([' ', '(', ','])
        .next()
        .unwrap_or_default()
        .trim_end_matches(['*', ':', '?']);
    if name.is_empty() || name.bytes().all(|byte| matches!(byte, b'-' | b':' | b'=')) {
        return None;
    }
    let type_cell = plain(cell(columns.word));
    let docs = plain(cell(columns.docs));
    let lower = type_cell.to_lowercase();
    let either = either(&lower);
    let required_cell = plain(cell(columns.required)).to_lowercase();
    let said = match required_cell.as_str() {
        "yes" | "true" | "required" | "mandatory" | "y" | "✓" | "✔" | "x" | "always" => {
            Some(true)
        }
        "no" | "false" | "optional" | "n" | "✗" | "-" => Some(false),
        _ => None,
    };
    Some(Fact {
        name: name.to_owned(),
        word: word(&type_cell).filter(|_| either.is_none()),
        either,
        items: items(&type_cell),
        nullable: lower.contains("null") || is_nullable(&docs),
        required: said
            .or_else(|| required(&type_cell))
            .or_else(|| required(&name_cell))
            .or_else(|| required(&docs)),
        values: enums::listed(&docs),
        docs,
    })
}

/// The two scalar types of different kinds that a phrase in lower case names: `integer or string`, `number|boolean`,
/// `integer (an ID), or string (a slug)`.
fn either(phrase: &str) -> Option<(Word, Word)> {
    let plain = without_asides(phrase);
    let mut found: Vec<Word> = Vec::new();
    for part in plain
        .split([',', '|', '/'])
        .flat_map(|part| part.split(" or "))
    {
        let part = part.trim();
        let part = part.strip_prefix("or ").unwrap_or(part).trim();
        if part.is_empty() || part == "null" || part == "nullable" {
            continue;
        }
        let word = word(part).filter(|word| word.scalar().is_some())?;
        if found.iter().all(|known| known.scalar() != word.scalar()) {
            found.push(word);
        }
    }
    found.sort_unstable();
    match *found.as_slice() {
        [one, other] => Some((one, other)),
        _ => None,
    }
}

/// A phrase without what stands in parentheses.
fn without_asides(phrase: &str) -> String {
    let mut depth = 0_usize;
    let mut plain = String::with_capacity(phrase.len());
    for letter in phrase.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    plain
}

/// The type of the items of a list, as a phrase names it: `array of strings`, `list of integers`.
fn items(phrase: &str) -> Option<Word> {
    let lower = phrase.to_lowercase();
    let (_, items) = ["array of ", "list of "]
        .iter()
        .find_map(|of| lower.split_once(of))?;
    items
        .split_whitespace()
        .find_map(|item| word(item.trim_end_matches('s')).filter(|word| *word != Word::Array))
}

/// Whether a sentence says that its subject can be `null`.
fn is_nullable(docs: &str) -> bool {
    let lower = docs.to_lowercase();
    [
        "nullable",
        "can be null",
        "may be null",
        "or null",
        "null if",
        "null when",
        "null until",
        "will be null",
    ]
    .iter()
    .any(|phrase| lower.contains(phrase))
}

/// A cell without marks of code and emphasis.
fn plain(cell: &str) -> String {
    cell.replace(['`', '*'], "")
        .replace("<br>", " ")
        .replace("<br/>", " ")
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_tabs() {
        let docs = "Actions are records.\r\n\r\nName\t\tType\tDescription\r\nid\tinteger\tA unique ID.\r\n\
                    region_slug\tnullable string\tA slug.\r\nstatus\tstring\tThis can be \"in-progress\", \"completed\", or \"errored\".";
        let tables = tables(docs);
        let [table] = tables.as_slice() else {
            panic!("{tables:?}")
        };
        let [id, slug, status] = table.facts.as_slice() else {
            panic!("{table:?}")
        };
        assert_eq!(
            (id.name.as_str(), id.word, id.nullable),
            ("id", Some(Word::Integer), false)
        );
        assert_eq!((slug.word, slug.nullable), (Some(Word::String), true));
        assert_eq!(status.values, ["in-progress", "completed", "errored"]);
        assert_eq!(id.docs, "A unique ID.");
    }

    #[test]
    fn a_table_of_markdown() {
        let docs = "| Field | Type | Required | Description |\n|---|:--|---|---|\n| `a` | string \\| null | yes | One |\n| b | int | No | |";
        let tables = tables(docs);
        let [table] = tables.as_slice() else {
            panic!("{tables:?}")
        };
        let [a, b] = table.facts.as_slice() else {
            panic!("{table:?}")
        };
        assert_eq!(
            (a.name.as_str(), a.nullable, a.required),
            ("a", true, Some(true))
        );
        assert_eq!((b.word, b.required), (Some(Word::Integer), Some(false)));
    }

    #[test]
    fn a_table_of_html() {
        let docs = "<table><thead><tr><th>Name</th><th>Description</th></tr></thead><tr><td><b>a</b></td><td>x &lt; y (optional)</td></tr></table>";
        let tables = tables(docs);
        let [table] = tables.as_slice() else {
            panic!("{tables:?}")
        };
        let [a] = table.facts.as_slice() else {
            panic!("{table:?}")
        };
        assert_eq!(
            (a.name.as_str(), a.docs.as_str(), a.required),
            ("a", "x < y (optional)", Some(false))
        );
    }

    #[test]
    fn one_of_two_types() {
        let both = Some((Word::Integer, Word::String));
        let table = [
            ("integer or string", both),
            ("string | integer | null", both),
            (
                "integer (if it is an id), or string (if it is a slug)",
                both,
            ),
            ("string/int", both),
            ("boolean or number", Some((Word::Bool, Word::Number))),
            ("nullable string", None),
            ("string or null", None),
            ("integer or number", None),
            ("string or array of strings", None),
            ("integer, string or boolean", None),
            ("string, in other words", None),
            ("", None),
        ];
        for (phrase, expected) in table {
            assert_eq!(either(phrase), expected, "{phrase}");
        }
    }

    #[test]
    fn items_of_lists() {
        assert_eq!(items("array of strings"), Some(Word::String));
        assert_eq!(items("Array of integer IDs"), Some(Word::Integer));
        assert_eq!(items("list of arrays"), None);
        assert_eq!(items("array"), None);
        assert_eq!(items("string"), None);
    }

    #[test]
    fn prose_is_no_table() {
        assert_eq!(
            tables("Method\tUsage\r\nGET\t\r\nFor | simple <b> retrieval"),
            []
        );
    }

    #[test]
    fn required_in_words() {
        assert_eq!(required("(Required) The id"), Some(true));
        assert_eq!(required("Required. The id"), Some(true));
        assert_eq!(required("The id. Optional."), Some(false));
        assert_eq!(required("(not required)"), Some(false));
        assert_eq!(required("required when type is custom"), None);
        assert_eq!(required("The required id"), None);
    }
}
