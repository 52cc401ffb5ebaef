//! Which things the entries are about, and whether what they say has a meaning there.

use std::collections::HashMap;
use std::ops::Range;

use super::file::{Entry, File, Settings};
use crate::address::{Addresses, Thing};
use crate::diagnostic::Diagnostics;
use crate::model::{Model, TypeKind};

/// An entry, and what it is about.
pub(super) struct Resolved<'f> {
    pub thing: Thing,
    pub settings: &'f Settings,
}

/// How many addresses that lead nowhere are compared with all that lead somewhere. Where there are more of them, it is
/// another file that is meant.
const SUGGESTED: usize = 50;

/// The entries of a file, and which of them are about something that is not there (yet).
pub(super) struct Entries<'f> {
    pending: Vec<&'f Entry>,
    said: HashMap<(Thing, &'static str), &'f Entry>,
}

impl<'f> Entries<'f> {
    /// Entries of which nothing is known.
    pub fn of(file: &'f File) -> Self {
        Self {
            pending: file.entries.iter().collect(),
            said: HashMap::new(),
        }
    }

    /// Whether some are about nothing so far.
    pub fn are_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Those that are about a thing that `is_wanted`. What has no meaning there or was said before is an error.
    pub fn resolve(
        &mut self,
        addresses: &Addresses,
        model: &Model,
        is_wanted: impl Fn(Thing) -> bool,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Resolved<'f>> {
        let mut resolved = Vec::new();
        self.pending.retain(|entry| {
            let thing = addresses.find(&entry.address);
            let Some(thing) = thing.filter(|thing| is_wanted(*thing)) else {
                return true;
            };
            check_meaning(entry, thing, &mut self.said, model, diagnostics);
            resolved.push(Resolved {
                thing,
                settings: &entry.settings,
            });
            false
        });
        resolved
    }

    /// Each that is about nothing is an error.
    pub fn finish(self, addresses: &Addresses, diagnostics: &mut Diagnostics) {
        for (number, entry) in self.pending.into_iter().enumerate() {
            let similar = match number < SUGGESTED {
                true => addresses.similar(&entry.address),
                false => Vec::new(),
            };
            matches_nothing(entry, &similar, diagnostics);
        }
    }
}

/// What an entry says that has no meaning for its thing, or that was said of it `earlier`, is an error.
fn check_meaning<'f>(
    entry: &'f Entry,
    thing: Thing,
    earlier: &mut HashMap<(Thing, &'static str), &'f Entry>,
    model: &Model,
    diagnostics: &mut Diagnostics,
) {
    let (kind, allowed) = meaning(thing, model);
    for (name, place) in entry.settings.said() {
        if !allowed.contains(&name) {
            diagnostics
                .error(
                    "override-without-meaning",
                    "",
                    format!("`{name}` says nothing about {kind}"),
                )
                .spanning(place)
                .help(format!("what can be said about it: {}", allowed.join(", ")));
        } else if let Some(first) = earlier.insert((thing, name), entry) {
            diagnostics
                .error(
                    "override-twice",
                    "",
                    format!("`{name}` is said of this under {:?} already", first.address),
                )
                .spanning(place)
                .help("say it once");
        }
    }
}

fn matches_nothing(entry: &Entry, similar: &[String], diagnostics: &mut Diagnostics) {
    let help = match similar {
        [] => "`cargo xtask dump names` lists what there is".to_owned(),
        similar => {
            let quoted: Vec<String> = similar.iter().map(|path| format!("{path:?}")).collect();
            format!("did you mean {}?", quoted.join(" or "))
        }
    };
    diagnostics
        .error(
            "override-matches-nothing",
            "",
            format!("there is no {:?} in the crate", entry.address),
        )
        .spanning(entry.place.clone())
        .help(help);
}

/// What a thing is, in words, and what can be said about it.
pub(crate) fn meaning(thing: Thing, model: &Model) -> (&'static str, &'static [&'static str]) {
    let kind = |id: crate::model::TypeId| model.types.get(id.0).map(|def| &def.kind);
    match thing {
        Thing::Folder(_) => ("a folder", &["rename", "skip", "credential"]),
        Thing::FolderType(_) => ("a folder's struct", &["rename", "skip", "credential"]),
        Thing::Method(_) => ("a method", &["rename", "skip", "credential", "pages"]),
        Thing::CallType(_) => ("the type of a call", &["rename"]),
        Thing::Parameter(..) => (
            "a parameter",
            &[
                "rename",
                "type",
                "required",
                "default",
                "client",
                "enum",
                "type-name",
                "literal",
            ],
        ),
        Thing::FormField(..) => ("a field of a form", &["rename", "required"]),
        Thing::Type(id) => match kind(id) {
            Some(TypeKind::Enum(_)) => ("an enum", &["rename", "enum"]),
            Some(TypeKind::Struct(_)) => ("a struct", &["rename", "object", "keep-unknown"]),
            _ => ("a union", &["rename"]),
        },
        Thing::Member(id, _) => match kind(id) {
            Some(TypeKind::Struct(_)) => (
                "a field",
                &[
                    "rename",
                    "type",
                    "required",
                    "nullable",
                    "enum",
                    "object",
                    "type-name",
                ],
            ),
            Some(TypeKind::Enum(_)) => ("a variant", &["rename"]),
            _ => ("an arm of a union", &["rename"]),
        },
        Thing::Credential(_) => ("a credential", &["rename"]),
        Thing::Setting(_) => (
            "a setting of the client",
            &["rename", "required", "default", "client"],
        ),
        Thing::Server(_) => ("a server", &["rename", "url"]),
    }
}

impl Settings {
    /// The keys that are written, with their places.
    fn said(&self) -> Vec<(&'static str, Range<usize>)> {
        fn key<T>(said: &Option<super::file::Said<T>>) -> Option<Range<usize>> {
            said.as_ref().map(|said| said.key.clone())
        }
        let all = [
            ("client", key(&self.client)),
            ("credential", key(&self.credential)),
            ("default", key(&self.default)),
            ("enum", key(&self.values)),
            ("keep-unknown", key(&self.keep_unknown)),
            ("literal", key(&self.literal)),
            ("nullable", key(&self.nullable)),
            ("object", key(&self.object)),
            ("pages", key(&self.pages)),
            ("rename", key(&self.rename)),
            ("required", key(&self.required)),
            ("skip", key(&self.skip)),
            ("type", key(&self.ty)),
            ("type-name", key(&self.type_name)),
            ("url", key(&self.url)),
        ];
        let written = all.into_iter().filter_map(|(name, key)| Some((name, key?)));
        written.collect()
    }
}
