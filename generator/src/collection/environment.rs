//! A Postman environment, as Postman exports it.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostics, Source};
use crate::json::Json;
use crate::secret;

use super::Variable;
use super::read::{parse, variables};

/// An environment: named values for a collection's variables.
#[derive(Debug, Clone, Default)]
pub struct Environment<'a> {
    /// `name`, as written; empty where missing.
    pub name: Cow<'a, str>,
    /// `values`, enabled and disabled ones.
    pub values: Vec<Variable<'a>>,
}

/// Reads an environment. `None` means that the text is not JSON or not an environment, and that an error says so.
pub fn read<'a>(text: &'a str, diagnostics: &mut Diagnostics) -> Option<Environment<'a>> {
    diagnostics.about(Source::Environment);
    let environment = fold(text, diagnostics);
    diagnostics.about(Source::Collection);
    environment
}

fn fold<'a>(text: &'a str, diagnostics: &mut Diagnostics) -> Option<Environment<'a>> {
    let mut tree = parse(text, diagnostics)?;
    let mut pointer = "";
    // Postman's API wraps it.
    if let Json::Object(members) = &mut tree
        && !members.iter().any(|(name, _)| name == "values")
        && let Some(index) = members
            .iter()
            .rposition(|(name, value)| name == "environment" && matches!(value, Json::Object(_)))
    {
        tree = members.swap_remove(index).1;
        pointer = "/environment";
    }
    if !matches!(tree.get("values"), Some(Json::Array(_) | Json::Object(_))) {
        diagnostics
            .error(
                "not-an-environment",
                "",
                "this is not a Postman environment: it has no `values`",
            )
            .help("export the environment from Postman; a collection is read by itself");
        return None;
    }
    let Json::Object(members) = secret::clean(tree, pointer, diagnostics).into_inner() else {
        return None;
    };
    let mut environment = Environment::default();
    for (name, value) in members {
        match (&*name, value) {
            ("name", Json::String(text)) => environment.name = text,
            ("values", list) => {
                environment.values = variables(list, pointer, "values", diagnostics);
            }
            // Ids and the time of the export.
            _ => {}
        }
    }
    Some(environment)
}
