//! What everything is called in Rust.

use std::fmt::Write as _;

use letterpress::api::Api;
use letterpress::model::{Model, TypeKind};
use letterpress::names::Names;

use super::api::heading;
use super::text::short;

/// One block a folder, an operation and a type: what it is called in the collection, and in Rust.
pub fn write(api: &Api<'_>, model: &Model, names: &Names, out: &mut String) {
    let _ = writeln!(out, "crate {}", names.krate);
    for (server, name) in api.servers.iter().zip(&names.servers) {
        let _ = writeln!(out, "server {:?} -> {name}", server.name);
    }
    for (credential, name) in api.credentials.iter().zip(&names.credentials) {
        let _ = writeln!(out, "credential {:?} -> {name}", credential.name);
    }
    for (setting, name) in api.settings.iter().zip(&names.settings) {
        let _ = writeln!(out, "setting {:?} -> {name}", setting.name);
    }
    for (resource, name) in api.resources.iter().zip(&names.resources) {
        let module = name.module.join("::");
        let _ = writeln!(
            out,
            "folder {:?} -> .{}() {} in {module}",
            short(&resource.name),
            name.accessor,
            name.type_name
        );
    }
    for (operation, name) in api.operations.iter().zip(&names.operations) {
        let folder = names
            .resources
            .get(operation.resource.0)
            .map_or("?", |it| it.type_name.as_str());
        let _ = writeln!(
            out,
            "{} {:?} -> {folder}::{} {}",
            heading(operation),
            short(&operation.name),
            name.method,
            name.type_name
        );
        for (parameter, name) in operation.parameters.iter().zip(&name.parameters) {
            let _ = writeln!(out, "  parameter {} -> {name}", short(&parameter.name));
        }
        for field in &name.form_fields {
            let _ = writeln!(out, "  form field -> {field}");
        }
    }
    for (def, name) in model.types.iter().zip(&names.types) {
        let _ = writeln!(
            out,
            "type {:?} -> {}",
            def.names.iter().map(|it| short(it)).collect::<Vec<_>>(),
            name.ident
        );
        let wires: Vec<String> = match &def.kind {
            TypeKind::Struct(fields) => fields.iter().map(|it| short(&it.wire)).collect(),
            TypeKind::Enum(variants) => variants.iter().map(|it| short(&it.wire)).collect(),
            TypeKind::Union(arms) => arms.iter().map(|it| format!("{:?}", it.kind)).collect(),
        };
        for (wire, member) in wires.iter().zip(&name.members) {
            let _ = writeln!(out, "  {wire} -> {member}");
        }
    }
}
