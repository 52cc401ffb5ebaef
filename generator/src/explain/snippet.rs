//! The override that changes a thing, ready to copy: what it is now, for people to change.

use super::{Explanation, rules};
use crate::Understood;
use crate::address::{Addresses, Thing, server_method};
use crate::api::{ClientSetting, Location, SettingNeed};
use crate::model::{Model, Type, TypeKind};
use crate::written;

/// The override, as TOML. What is said most often stands plain, the rest behind `#`.
pub(super) fn of(thing: Thing, understood: &Understood<'_>, explanation: &Explanation) -> String {
    let Understood { api, model, names } = understood;
    let addresses = Addresses::of(api, model, names);
    let mut lines = vec![format!("[at.{}]", quoted(&explanation.path))];
    let name = explanation.path.rsplit("::").next().unwrap_or_default();
    let rename = format!("# rename = {}", quoted(name));
    match thing {
        Thing::Folder(_) | Thing::FolderType(_) => {
            lines.push(format!("rename = {}", quoted(name)));
            lines.push("# skip = true".to_owned());
            lines.push("# credential = false".to_owned());
        }
        Thing::Method(_) => {
            lines.push(format!("rename = {}", quoted(name)));
            lines.extend(
                ["# skip = true", "# pages = false", "# credential = false"].map(str::to_owned),
            );
        }
        Thing::CallType(_) | Thing::Credential(_) => {
            lines.push(format!("rename = {}", quoted(name)));
        }
        Thing::Parameter(id, at) => {
            let types = model.operations.get(id.0);
            if let Some(ty) = types.and_then(|types| types.parameters.get(at)) {
                lines.push(format!("type = {}", quoted(&written::show(&addresses, ty))));
                lines.extend(values(model, ty));
            }
            let parameter = api
                .operations
                .get(id.0)
                .and_then(|it| it.parameters.get(at));
            if let Some(parameter) = parameter
                && !matches!(parameter.location, crate::api::Location::Path { .. })
            {
                lines.push(format!("# required = {}", !parameter.required));
            }
            lines.push(rename);
        }
        Thing::FormField(..) => {
            lines.push("required = false".to_owned());
            lines.push(rename);
        }
        Thing::Type(id) => {
            lines.push(format!("rename = {}", quoted(name)));
            match model.types.get(id.0).map(|def| &def.kind) {
                Some(TypeKind::Struct(_)) => {
                    lines.push("# keep-unknown = true".to_owned());
                    lines.push("# object = \"map\"".to_owned());
                }
                Some(TypeKind::Enum(_)) => {
                    lines.extend(values(model, &Type::Named(id)));
                    lines.push("# enum = false".to_owned());
                }
                _ => {}
            }
        }
        Thing::Member(id, at) => {
            let Some(TypeKind::Struct(fields)) = model.types.get(id.0).map(|def| &def.kind) else {
                lines.push(format!("rename = {}", quoted(name)));
                return lines.join("\n") + "\n";
            };
            let Some(field) = fields.get(at) else {
                return String::new();
            };
            let (value, nullable) = match &field.ty {
                Type::Nullable(inner) => (&**inner, true),
                Type::Null => (&Type::Any, true),
                ty => (ty, false),
            };
            lines.push(format!("required = {}", !field.required));
            lines.push(format!("# nullable = {}", !nullable));
            lines.push(format!(
                "# type = {}",
                quoted(&written::show(&addresses, value))
            ));
            lines.extend(values(model, value));
            match value {
                Type::Map(_) => lines.push("# object = \"struct\"".to_owned()),
                Type::Named(id) if matches!(model.types.get(id.0), Some(def) if matches!(def.kind, TypeKind::Struct(_))) =>
                {
                    lines.push("# object = \"map\"".to_owned());
                }
                _ => {}
            }
            lines.push(rename);
        }
        Thing::Setting(id) => {
            let is_needed = |it: &ClientSetting<'_>| it.need != SettingNeed::Nobody;
            let required = api.settings.get(id.0).is_some_and(is_needed);
            let name = names.settings.get(id.0).map_or("", |name| name);
            let rename = format!("rename = {}", quoted(name));
            let in_path = api.operations.iter().any(|operation| {
                let mut parameters = operation.parameters.iter();
                parameters.any(|it| {
                    it.setting == Some(id) && matches!(it.location, Location::Path { .. })
                })
            });
            if in_path {
                lines.push(rename);
            } else {
                lines.push(format!("required = {}", !required));
                lines.push(format!("# {rename}"));
            }
            lines.push("# default = \"…\"".to_owned());
            lines.push("# client = false".to_owned());
        }
        Thing::Server(id) => {
            let default = api
                .servers
                .get(id.0)
                .and_then(|server| server.default.clone());
            let url = default.unwrap_or_else(|| "https://api.example.com".to_owned());
            lines.push(format!("url = {}", quoted(&url)));
            if id.0 > 0 {
                lines.push(format!(
                    "# rename = {}",
                    quoted(&server_method(names, id.0))
                ));
            }
        }
    }
    lines.join("\n") + "\n"
}

/// The values of an enum, to be changed.
fn values(model: &Model, ty: &Type) -> Option<String> {
    let def = model.types.get(rules::innermost(ty)?.0)?;
    let TypeKind::Enum(variants) = &def.kind else {
        return None;
    };
    let values: Vec<String> = variants.iter().map(|it| quoted(&it.wire)).collect();
    Some(format!("# enum = [{}]", values.join(", ")))
}

/// A basic string of TOML: what JSON escapes, TOML does too, but for one character.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace('\u{7f}', "\\u007f")
}
