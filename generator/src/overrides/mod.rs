//! What people decide against the compiler: names, types, what is left out, credentials, paging.
//!
//! A stage of its own between `names` and `emit`. The model and the names are made as if there were no overrides; these are
//! then addressed by what they are called there, so that one override never moves the address of another, and change the
//! data in place. What an override does not speak of stays as it was, and an override that speaks of nothing is an error.
//! `OVERRIDES.md` says what people can write.

mod credentials;
mod entries;
mod examples;
mod file;
mod pages;
mod read;
mod rename;
mod settings;
mod skip;
mod types;
mod usage;

use std::ops::Range;

pub(crate) use usage::usage;

use self::entries::Entries;
use crate::address::{Addresses, Thing};
use crate::api::Api;
use crate::diagnostic::{Diagnostic, Diagnostics, Source};
use crate::model::Model;
use crate::names::{Names, chosen};
use crate::{infer, model};

/// Reads overrides and applies them. Each mistake is an error among the diagnostics.
pub fn apply(
    text: &str,
    api: &mut Api<'_>,
    model: &mut Model,
    names: &mut Names,
    diagnostics: &mut Diagnostics,
) {
    // Where the collection cannot be used, nothing is where an address says.
    let is_usable = !diagnostics.has_errors();
    diagnostics.about(Source::Overrides);
    let file = read::read(text, diagnostics);
    if is_usable {
        let addresses = Addresses::of(api, model, names);
        let mut said = Entries::of(&file);
        let mut entries = said.resolve(&addresses, model, |_| true, diagnostics);
        let mut work = Work {
            before: model.types.clone(),
            used_before: usage(&model.types, &model.operations)
                .into_iter()
                .map(usage::is_used)
                .collect(),
            api,
            model,
            names,
            addresses: &addresses,
            diagnostics,
            checks: Vec::new(),
            renamed_members: Vec::new(),
        };
        credentials::apply(&mut work, &file, &entries);
        types::apply(&mut work, &entries);
        // Of the types that these make something can be said too, and of what that makes.
        let mut known = work.before.len();
        let mut with_made = None;
        while said.are_pending() && known < work.model.types.len() {
            let now = Addresses::of(work.api, work.model, work.names);
            let is_made =
                |thing| matches!(thing, Thing::Type(id) | Thing::Member(id, _) if id.0 >= known);
            let made = said.resolve(&now, work.model, is_made, work.diagnostics);
            known = work.model.types.len();
            types::apply(&mut work, &made);
            entries.extend(made);
            with_made = Some(now);
        }
        said.finish(with_made.as_ref().unwrap_or(&addresses), work.diagnostics);
        types::finish(&mut work, &file, &entries);
        examples::check(&mut work);
        rename::apply(&mut work, &entries);
        pages::apply(&mut work, &entries);
        settings::apply(&mut work, &entries);
        skip::apply(&mut work, &entries);
        settings::drop_unused(&mut work);
        chosen::name_unknown(work.names, work.model);
        chosen::name_errors(work.names, work.model);
        work.model.values = infer::values(work.api, work.model);
    }
    diagnostics.about(Source::Collection);
}

/// Where overrides say something of a thing, if they do: the first byte of its address.
pub(crate) fn said_of(text: &str, addresses: &Addresses, thing: Thing) -> Option<usize> {
    let file = read::read(text, &mut Diagnostics::default());
    let mut entries = file.entries.iter();
    let entry = entries.find(|entry| addresses.find(&entry.address) == Some(thing))?;
    Some(entry.place.start)
}

/// What a thing may be called without overrides that is called so with them: the addresses under which they rename it, what it
/// stands in, or both.
pub(crate) fn first_names(text: &str, address: &str) -> impl Iterator<Item = String> {
    let file = read::read(text, &mut Diagnostics::default());
    let mut address = address.to_owned();
    // A folder, a type in it, a member of that: nothing stands deeper.
    (0..3).map_while(move |_| {
        address = first_name(&file, &address)?;
        Some(address.clone())
    })
}

fn first_name(file: &file::File, address: &str) -> Option<String> {
    file.entries.iter().find_map(|entry| {
        let name = &entry.settings.rename.as_ref()?.value;
        let renamed = match entry.address.rsplit_once("::") {
            Some((place, _)) => format!("{place}::{name}"),
            None => name.clone(),
        };
        let rest = address.strip_prefix(&renamed)?;
        let is_inside = rest.is_empty() || rest.starts_with("::");
        is_inside.then(|| format!("{}{rest}", entry.address))
    })
}

/// What is worked on.
struct Work<'w, 'a> {
    api: &'w mut Api<'a>,
    model: &'w mut Model,
    names: &'w mut Names,
    /// The types as they were learnt: the saved examples are of these.
    before: Vec<model::TypeDef>,
    /// Which of them anything used.
    used_before: Vec<bool>,
    addresses: &'w Addresses,
    diagnostics: &'w mut Diagnostics,
    /// What the saved examples are held against.
    checks: Vec<examples::Check>,
    /// Of types whose members have changed: where the members are now that were addressed.
    renamed_members: Vec<(model::TypeId, Vec<Option<usize>>)>,
}

impl Work<'_, '_> {
    fn error(
        &mut self,
        code: &'static str,
        place: &Range<usize>,
        message: String,
    ) -> &mut Diagnostic {
        self.diagnostics
            .error(code, "", message)
            .spanning(place.clone())
    }

    /// A value that cannot be used, or not here.
    fn wrong(&mut self, place: &Range<usize>, message: impl Into<String>) -> &mut Diagnostic {
        self.diagnostics
            .error("override-wrong-value", "", message)
            .spanning(place.clone())
    }
}
