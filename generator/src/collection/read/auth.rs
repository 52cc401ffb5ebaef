//! Authentication.

use std::borrow::Cow;

use crate::collection::Auth;
use crate::json::Json;

use super::kind;
use super::reader::{Reader, at, nth};

impl Reader<'_> {
    /// Authentication; `None` (it is inherited) where missing, null or without a type.
    ///
    /// Format 2.1 writes the parameters as an array of `{key, value}`, 2.0 as an object.
    pub(super) fn auth<'a>(
        &mut self,
        value: Option<Json<'a>>,
        parent: &str,
        name: &str,
    ) -> Option<Auth<'a>> {
        let value = value?;
        let pointer = &*at(parent, name);
        let empty = value.is_empty();
        let mut members = self.object(value, pointer)?;
        let kind = members
            .iter_mut()
            .rev()
            .find(|(name, _)| name == "type")
            .map(|(_, value)| std::mem::replace(value, Json::Null));
        let kind = self.text(kind, pointer, "type");
        if kind.is_empty() {
            if !empty {
                self.diagnostics
                    .warning(
                        "auth-without-type",
                        pointer,
                        "this auth has no `type`, so it is inherited from above, as Postman does",
                    )
                    .help("name the type, or remove the auth");
            }
            return None;
        }
        let [_, parameters] = self.members(&kind::AUTH, members, pointer, ["type", &kind]);
        let parameters = self.auth_parameters(parameters, &at(pointer, &kind));
        Some(Auth {
            pointer: pointer.to_owned(),
            kind,
            parameters,
        })
    }

    fn auth_parameters<'a>(
        &mut self,
        value: Option<Json<'a>>,
        pointer: &str,
    ) -> Vec<(Cow<'a, str>, Cow<'a, str>)> {
        let text = |value: Json<'a>| match value {
            Json::Null => Cow::default(),
            other => other.into_text(),
        };
        match value {
            None => Vec::new(),
            Some(Json::Object(members)) => members
                .into_iter()
                .map(|(name, value)| (name, text(value)))
                .collect(),
            Some(Json::Array(values)) => {
                let mut parameters = Vec::with_capacity(values.len());
                for (index, value) in values.into_iter().enumerate() {
                    let pointer = nth(pointer, index);
                    let Some(members) = self.object(value, &pointer) else {
                        continue;
                    };
                    let [key, value] =
                        self.members(&kind::AUTH_PARAMETER, members, &pointer, ["key", "value"]);
                    let key = self.text(key, &pointer, "key");
                    parameters.push((key, value.map(text).unwrap_or_default()));
                }
                parameters
            }
            // Some writers put the parameter's place where `noauth` has none.
            Some(other) => {
                if !other.is_empty() {
                    self.wrong_type(pointer, "an array of parameters", &other);
                }
                Vec::new()
            }
        }
    }
}
