//! The state of one reading, and how it takes values apart.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use rayon::prelude::*;

use crate::diagnostic::Diagnostics;
use crate::json::{Json, Members};

use super::kind::Kind;

/// One reading of one document.
pub(super) struct Reader<'d> {
    pub(super) diagnostics: &'d mut Diagnostics,
    notes: Notes,
}

/// What is only said once a document.
#[derive(Default)]
struct Notes {
    /// Members that were not read, by kind of object and name: how many, and where the first one is.
    unread: BTreeMap<(&'static str, String), (usize, String)>,
    /// Scripts that do something, by event: how many; and where the first one is.
    scripts: BTreeMap<String, usize>,
    first_script: Option<String>,
}

impl<'d> Reader<'d> {
    pub(super) fn new(diagnostics: &'d mut Diagnostics) -> Self {
        Reader {
            diagnostics,
            notes: Notes::default(),
        }
    }

    /// Reads the elements of a list in parallel, each as if those before it had been read.
    pub(super) fn each<'a, T: Send>(
        &mut self,
        values: Vec<Json<'a>>,
        read: impl Fn(&mut Reader<'_>, usize, Json<'a>) -> T + Sync,
    ) -> Vec<T> {
        let beside = self.diagnostics.beside();
        let elements: Vec<(T, Diagnostics, Notes)> = values
            .into_par_iter()
            .enumerate()
            .map(|(index, value)| {
                let mut diagnostics = beside.clone();
                let mut reader = Reader::new(&mut diagnostics);
                let element = read(&mut reader, index, value);
                let notes = reader.notes;
                (element, diagnostics, notes)
            })
            .collect();
        let mut read = Vec::with_capacity(elements.len());
        for (element, diagnostics, notes) in elements {
            self.diagnostics.append(diagnostics);
            self.notes.append(notes);
            read.push(element);
        }
        read
    }

    /// Says what is only said once a document.
    pub(super) fn finish(self) {
        let Notes {
            unread,
            scripts,
            first_script,
        } = self.notes;
        for ((kind, name), (count, pointer)) in unread {
            let times = match count {
                1 => String::new(),
                count => format!(" ({count} times; this is the first)"),
            };
            self.diagnostics.note(
                "member-ignored",
                pointer,
                format!("`{name}` of {kind} is not used{times}"),
            );
        }
        if let Some(pointer) = first_script {
            let total: usize = scripts.values().sum();
            let counts: Vec<String> = scripts
                .iter()
                .map(|(event, count)| format!("{count} {event}"))
                .collect();
            self.diagnostics
                .note(
                    "scripts-not-run",
                    pointer,
                    format!(
                        "{total} {} left out of the client ({})",
                        if total == 1 {
                            "script is"
                        } else {
                            "scripts are"
                        },
                        counts.join(", ")
                    ),
                )
                .help(
                    "what a script computes (a signature, a token, a variable) has to be passed to \
                     the client as a value",
                );
        }
    }

    /// Takes the named members out of an object. Null is as good as missing, as nearly everywhere in the format; of
    /// members with the same name the last one counts. What is left over is remembered for a note.
    pub(super) fn members<'a, const N: usize>(
        &mut self,
        kind: &Kind,
        members: Members<'a>,
        pointer: &str,
        names: [&str; N],
    ) -> [Option<Json<'a>>; N] {
        let mut taken = [const { None }; N];
        let mut seen = [false; N];
        for (name, value) in members {
            match names.iter().position(|wanted| *wanted == name) {
                Some(slot) => {
                    if seen[slot] {
                        self.diagnostics.warning(
                            "duplicate-member",
                            at(pointer, &name),
                            format!(
                                "`{name}` stands twice in {}; the last one counts",
                                kind.name
                            ),
                        );
                    }
                    seen[slot] = true;
                    taken[slot] = (value != Json::Null).then_some(value);
                }
                None if value.is_empty() || kind.unread.contains(&&*name) => {}
                None => self.unread(kind, pointer, &name),
            }
        }
        taken
    }

    /// Remembers that a member is not used.
    pub(super) fn unread(&mut self, kind: &Kind, pointer: &str, name: &str) {
        self.notes
            .unread
            .entry((kind.name, name.to_owned()))
            .or_insert_with(|| (0, at(pointer, name)))
            .0 += 1;
    }

    /// Remembers a script that is not run.
    pub(super) fn script(&mut self, event: &str, pointer: String) {
        *self.notes.scripts.entry(event.to_owned()).or_default() += 1;
        self.notes.first_script.get_or_insert(pointer);
    }

    /// Says that a value is of a type that cannot be used there.
    pub(super) fn wrong_type(&mut self, pointer: &str, wanted: &str, found: &Json<'_>) {
        self.diagnostics.warning(
            "wrong-type",
            pointer,
            format!(
                "{} stands where {wanted} belongs, and is left out",
                found.kind()
            ),
        );
    }

    /// A text; empty where missing. Numbers and booleans are taken as their text.
    pub(super) fn text<'a>(
        &mut self,
        value: Option<Json<'a>>,
        pointer: &str,
        name: &str,
    ) -> Cow<'a, str> {
        self.optional_text(value, pointer, name).unwrap_or_default()
    }

    /// A text. Numbers and booleans are taken as their text.
    pub(super) fn optional_text<'a>(
        &mut self,
        value: Option<Json<'a>>,
        pointer: &str,
        name: &str,
    ) -> Option<Cow<'a, str>> {
        match value? {
            Json::Null => None,
            other @ (Json::Array(_) | Json::Object(_)) => {
                self.wrong_type(&at(pointer, name), "a string", &other);
                None
            }
            scalar => Some(scalar.into_text()),
        }
    }

    /// A description: a string, or an object with the string in `content`. One that is the word `Description` is none: forms
    /// come with it, as those of Postman's own first collections did.
    pub(super) fn description<'a>(
        &mut self,
        value: Option<Json<'a>>,
        pointer: &str,
    ) -> Cow<'a, str> {
        let text = match value {
            Some(Json::Object(members)) => {
                let content = members
                    .into_iter()
                    .rev()
                    .find(|(name, _)| name == "content");
                let pointer = at(pointer, "description");
                self.text(content.map(|(_, value)| value), &pointer, "content")
            }
            other => self.text(other, pointer, "description"),
        };
        if text.trim().eq_ignore_ascii_case("description") {
            return Cow::Borrowed("");
        }
        text
    }

    /// The members of an object; `None`, with a warning, where it is something else.
    pub(super) fn object<'a>(&mut self, value: Json<'a>, pointer: &str) -> Option<Members<'a>> {
        match value {
            Json::Object(members) => Some(members),
            other => {
                self.wrong_type(pointer, "an object", &other);
                None
            }
        }
    }
}

impl Notes {
    /// Adds those of what stands behind.
    fn append(&mut self, later: Notes) {
        for (member, (count, pointer)) in later.unread {
            self.unread.entry(member).or_insert((0, pointer)).0 += count;
        }
        for (event, count) in later.scripts {
            *self.scripts.entry(event).or_default() += count;
        }
        self.first_script = self.first_script.take().or(later.first_script);
    }
}

/// The pointer of a member.
pub(super) fn at(pointer: &str, name: &str) -> String {
    let mut longer = String::with_capacity(pointer.len() + name.len() + 12);
    longer.push_str(pointer);
    longer.push('/');
    if name.contains(['~', '/']) {
        longer.push_str(&name.replace('~', "~0").replace('/', "~1"));
    } else {
        longer.push_str(name);
    }
    longer
}

/// The pointer of an element.
pub(super) fn nth(pointer: &str, index: usize) -> String {
    let mut longer = String::with_capacity(pointer.len() + 6);
    longer.push_str(pointer);
    // Writing to a string cannot fail.
    let _ = write!(longer, "/{index}");
    longer
}
