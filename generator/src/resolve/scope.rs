//! Variables: what is known of each `{{NAME}}`, and what it is used for.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Role, Template, Variable};
use crate::collection::environment::Environment;
use crate::collection::{self, Collection, Item};
use crate::diagnostic::{Diagnostics, Source};
use crate::secret;
use crate::template::{flatten, holes};

use super::expand::expand;

/// The values of all variables, and a record of their uses.
#[derive(Debug, Default)]
pub(super) struct Scope {
    known: BTreeMap<String, Known>,
    /// Variables that are declared with an empty value: places for one.
    empty: BTreeSet<String>,
    made_up: BTreeMap<String, String>,
    uses: BTreeMap<String, Use>,
}

/// A variable that has a value.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) value: String,
    pub(super) secret: bool,
    /// Where it stands, and in which document.
    pub(super) pointer: String,
    pub(super) source: Source,
}

#[derive(Debug)]
struct Use {
    role: Role,
    pointer: String,
}

impl Scope {
    /// The environment's values stand before the collection's, as in Postman. Variables of folders and requests, which
    /// Postman's runtime does not read, serve where nothing else is said.
    pub(super) fn new(
        collection: &Collection<'_>,
        environment: Option<&Environment<'_>>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut scope = Self::default();
        scope.add_all(&collection.variables, Source::Collection);
        let mut local = Vec::new();
        local_variables(&collection.items, &mut local);
        for variable in local {
            diagnostics.note(
                "local-variable",
                &*variable.pointer,
                format!(
                    "`{}` is a variable of a folder or request, which Postman does not read; its value is used where the \
                     collection has no other",
                    variable.key
                ),
            );
            if !scope.known.contains_key(&*variable.key) {
                scope.add(variable, Source::Collection);
            }
        }
        if let Some(environment) = environment {
            scope.add_all(&environment.values, Source::Environment);
        }
        expand(&mut scope.known, diagnostics);
        scope
    }

    fn add_all(&mut self, variables: &[collection::Variable<'_>], source: Source) {
        // Of several enabled variables of one name the last one counts.
        for variable in variables {
            self.add(variable, source);
        }
    }

    fn add(&mut self, variable: &collection::Variable<'_>, source: Source) {
        // An empty value is a place for one, not a value.
        let Some(value) = variable.value.as_deref().filter(|value| !value.is_empty()) else {
            if !variable.disabled {
                self.empty.insert(variable.key.clone().into_owned());
            }
            return;
        };
        if variable.disabled {
            return;
        }
        let known = Known {
            value: value.to_owned(),
            secret: variable.secret
                || secret::is_made_up(value)
                || (secret::is_secret_name(&variable.key)
                    && !secret::is_placeholder(&variable.key, value)),
            pointer: variable.pointer.clone(),
            source,
        };
        self.known.insert(variable.key.clone().into_owned(), known);
    }

    /// The value of a variable, if one is known that is no secret.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        match self.known.get(name) {
            Some(known) => (!known.secret).then_some(known.value.as_str()),
            None => self.made_up.get(name).map(String::as_str),
        }
    }

    /// Whether the collection or the environment has a value for it, secret or not.
    pub(super) fn is_known(&self, name: &str) -> bool {
        self.known.contains_key(name)
    }

    /// Whether the collection or the environment names it, and leaves its value empty.
    pub(super) fn is_declared(&self, name: &str) -> bool {
        self.empty.contains(name)
    }

    /// Whether a value was made up for it.
    pub(super) fn is_made_up(&self, name: &str) -> bool {
        !self.known.contains_key(name) && self.made_up.contains_key(name)
    }

    /// Gives a variable without a value one that becomes part of the API.
    pub(super) fn make_up(&mut self, name: &str, value: impl Into<String>) {
        if !self.known.contains_key(name) {
            self.made_up
                .entry(name.to_owned())
                .or_insert_with(|| value.into());
        }
    }

    /// Replaces the value of a variable, where it has one.
    pub(super) fn set_value(&mut self, name: &str, value: String) {
        if let Some(known) = self.known.get_mut(name) {
            known.value = value;
        } else if let Some(made_up) = self.made_up.get_mut(name) {
            *made_up = value;
        }
    }

    /// A text with plain variables alone: nested ones are flat.
    pub(super) fn flat<'t>(&mut self, text: &'t str, pointer: &str) -> Cow<'t, str> {
        if !text.contains("{{") {
            return Cow::Borrowed(text);
        }
        let mut inner = Vec::new();
        let flat = flatten(text, |name| {
            inner.push(name.to_owned());
            self.value(name).unwrap_or(name).to_owned()
        });
        for name in inner {
            // It is part of another variable's name, so that its value cannot be left open.
            self.make_up(&name, name.as_str());
            self.mark(&name, Role::Parameter, pointer);
        }
        flat
    }

    /// A text as a template, its uses recorded.
    pub(super) fn template(&mut self, text: &str, role: Role, pointer: &str) -> Template {
        let template = Template::parse(&self.flat(text, pointer));
        self.mark_all(&template, role, pointer);
        template
    }

    /// Text with every variable replaced by its value; one without a value by its name, which then becomes its value.
    pub(super) fn fixed(&mut self, text: &str, role: Role, pointer: &str) -> String {
        let template = self.template(text, role, pointer);
        let names: Vec<String> = template.variables().map(str::to_owned).collect();
        for name in names {
            self.make_up(&name, name.as_str());
        }
        template
            .fill(|name| Some(Cow::Owned(self.value(name).unwrap_or(name).to_owned())))
            .unwrap_or_default()
    }

    /// The text of a template, where every variable of it is known.
    pub(super) fn fill(&self, template: &Template) -> Option<String> {
        template
            .fill(|name| self.value(name).map(Cow::Borrowed))
            .filter(|text| holes(text).next().is_none())
    }

    /// Records the uses of a template's variables.
    pub(super) fn mark_all(&mut self, template: &Template, role: Role, pointer: &str) {
        for name in template.variables() {
            self.mark(name, role, pointer);
        }
    }

    /// Records the uses of the variables in a text.
    pub(super) fn mark_text(&mut self, text: &str, role: Role, pointer: &str) {
        for hole in holes(text) {
            self.mark(hole.name, role, pointer);
        }
    }

    fn mark(&mut self, name: &str, role: Role, pointer: &str) {
        let role = match role {
            Role::Parameter if name.starts_with('$') => Role::Dynamic,
            other => other,
        };
        if let Some(found) = self.uses.get_mut(name) {
            found.role = found.role.min(role);
            return;
        }
        self.uses.insert(
            name.to_owned(),
            Use {
                role,
                pointer: pointer.to_owned(),
            },
        );
        // What its value leaves open is asked for as well.
        let inner = self.known.get(name).map(|known| known.value.clone());
        if let Some(value) = inner {
            self.mark_text(&value, role, pointer);
        }
    }

    /// Every variable that is used, sorted by name.
    pub(super) fn variables(&self) -> Vec<Variable> {
        self.uses
            .iter()
            .map(|(name, used)| Variable {
                name: name.clone(),
                value: match used.role {
                    Role::Credential => None,
                    _ => self.value(name).map(str::to_owned),
                },
                role: used.role,
                pointer: used.pointer.clone(),
            })
            .collect()
    }
}

fn local_variables<'c, 'a>(items: &'c [Item<'a>], found: &mut Vec<&'c collection::Variable<'a>>) {
    for item in items {
        match item {
            Item::Folder(folder) => {
                found.extend(&folder.variables);
                local_variables(&folder.items, found);
            }
            Item::Request(request) => found.extend(&request.variables),
        }
    }
}
