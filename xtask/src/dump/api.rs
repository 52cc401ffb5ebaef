//! What can be called.

use std::fmt::Write as _;

use letterpress::api::{
    Api, Body, CredentialId, FormField, FormValue, Location, Operation, Parameter, PathPiece,
    ReplyBody, Scheme,
};

use super::text::{short, template};

/// One block a server, a credential, a variable, a folder and an operation.
pub fn write(api: &Api<'_>, out: &mut String) {
    let _ = writeln!(out, "api {:?}", short(&api.name));
    for header in &api.headers {
        let _ = writeln!(out, "  header {}: {}", header.name, short(&header.value));
    }
    for server in &api.servers {
        let default = server.default.as_deref().unwrap_or("(no default)");
        let _ = writeln!(
            out,
            "server {:?} {} -> {default}",
            server.name,
            template(&server.template)
        );
    }
    for credential in &api.credentials {
        let _ = writeln!(
            out,
            "credential {:?} {} {}",
            credential.name,
            scheme(&credential.scheme),
            credential.pointer
        );
    }
    for (index, setting) in api.settings.iter().enumerate() {
        let _ = writeln!(
            out,
            "setting {index} {:?} = {}, default {:?}, needed by: {:?}{}",
            setting.name,
            template(&setting.value),
            setting.default,
            setting.need,
            if setting.secret { ", secret" } else { "" }
        );
    }
    for variable in &api.variables {
        let value = variable
            .value
            .as_deref()
            .map_or("(no value)".to_owned(), short);
        let _ = writeln!(
            out,
            "variable {:?} {:?} = {value}",
            variable.name, variable.role
        );
    }
    for (index, resource) in api.resources.iter().enumerate() {
        let operations = api
            .operations
            .iter()
            .filter(|it| it.resource.0 == index)
            .count();
        let _ = writeln!(
            out,
            "folder {:?} {:?}, {operations} operations",
            resource.pointer,
            short(&resource.name)
        );
    }
    for operation in &api.operations {
        write_operation(api, operation, out);
    }
}

/// The line that an operation begins with: `GET /actions/{action_id}`.
pub fn heading(operation: &Operation<'_>) -> String {
    let mut path = String::new();
    for piece in &operation.path {
        match piece {
            PathPiece::Literal(text) => path += text,
            PathPiece::Parameter(index) => {
                let name = operation
                    .parameters
                    .get(*index)
                    .map_or("?", |it| it.name.as_str());
                let _ = write!(path, "{{{name}}}");
            }
        }
    }
    format!(
        "{} {}",
        operation.method,
        if path.is_empty() { "/" } else { &path }
    )
}

fn write_operation(api: &Api<'_>, operation: &Operation<'_>, out: &mut String) {
    let _ = writeln!(
        out,
        "{} {:?} {}",
        heading(operation),
        short(&operation.name),
        operation.pointer
    );
    if let Some(method) = operation.variant_of {
        let method = api.operations.get(method.0).map_or("?", |it| &*it.name);
        let _ = writeln!(out, "  made by the method of {:?}", short(method));
    }
    if api.servers.len() > 1 {
        let server = api
            .servers
            .get(operation.server.0)
            .map_or("?", |it| it.name.as_str());
        let _ = writeln!(out, "  server {server:?}");
    }
    for CredentialId(index) in operation
        .credential
        .iter()
        .chain(&operation.more_credentials)
    {
        let credential = api
            .credentials
            .get(*index)
            .map_or("?", |it| it.name.as_str());
        let _ = writeln!(out, "  credential {credential:?}");
    }
    for header in &operation.headers {
        let _ = writeln!(out, "  constant {}: {}", header.name, short(&header.value));
    }
    for it in &operation.parameters {
        parameter(it, out);
    }
    for member in &operation.members {
        let _ = writeln!(
            out,
            "  member {} (the client's, setting {})",
            short(&member.key),
            member.setting.0
        );
    }
    if let Some(it) = &operation.body {
        body(it, out);
    }
    for example in &operation.examples {
        let body = match &example.body {
            ReplyBody::Empty => "empty".to_owned(),
            ReplyBody::Json(text) => format!("JSON, {} bytes", text.len()),
            ReplyBody::Bytes { media_type } => {
                format!("bytes {}", media_type.as_deref().unwrap_or("?"))
            }
            ReplyBody::Text { text, media_type } => {
                format!(
                    "{}, {} bytes",
                    media_type.as_deref().unwrap_or("text"),
                    text.len()
                )
            }
        };
        let _ = writeln!(
            out,
            "  example {} {} {:?} {body}",
            example.index,
            example.status,
            short(&example.name)
        );
    }
}

fn parameter(parameter: &Parameter<'_>, out: &mut String) {
    let place = match parameter.location {
        Location::Path { .. } if parameter.many_segments => "path (many segments)",
        Location::Path { .. } => "path",
        Location::Query => "query",
        Location::Header => "header",
    };
    let value = parameter
        .value
        .as_ref()
        .map_or("(no value)".to_owned(), template);
    let need = match (parameter.required, parameter.enabled) {
        _ if parameter.setting.is_some() => "the client's",
        (true, _) => "required",
        (false, true) => "optional",
        (false, false) => "optional, disabled",
    };
    let default = match (&parameter.default, parameter.setting) {
        (Some(default), _) => format!(", default {default:?}"),
        (None, Some(setting)) => format!(", setting {}", setting.0),
        (None, None) => String::new(),
    };
    let seen: Vec<String> = parameter
        .observed
        .iter()
        .take(4)
        .map(|it| short(it))
        .collect();
    let _ = writeln!(
        out,
        "  {place} {} = {value} ({need}{default}), seen {seen:?}",
        short(&parameter.name)
    );
}

fn body(body: &Body<'_>, out: &mut String) {
    let _ = match body {
        Body::Json { text, content_type } => {
            writeln!(out, "  body JSON {content_type:?} {}", short(text))
        }
        Body::Text { text, content_type } => {
            writeln!(
                out,
                "  body text {:?} {}",
                content_type.as_deref().unwrap_or("-"),
                template(text)
            )
        }
        Body::File { content_type } => writeln!(
            out,
            "  body file {:?}",
            content_type.as_deref().unwrap_or("-")
        ),
        Body::UrlEncoded(fields) => form("urlencoded", fields, out),
        Body::Multipart(fields) => form("multipart", fields, out),
        Body::GraphQl {
            query, variables, ..
        } => {
            writeln!(
                out,
                "  body GraphQL {} {}",
                template(query),
                short(variables.as_deref().unwrap_or("-"))
            )
        }
    };
}

fn form(kind: &str, fields: &[FormField<'_>], out: &mut String) -> std::fmt::Result {
    for field in fields {
        let value = match &field.value {
            FormValue::Text(text) => template(text),
            FormValue::File { .. } => "(file)".to_owned(),
        };
        let off = if field.enabled { "" } else { " (disabled)" };
        writeln!(out, "  body {kind} {} = {value}{off}", short(&field.name))?;
    }
    Ok(())
}

/// A scheme without what could be a secret: names and places alone.
fn scheme(scheme: &Scheme) -> String {
    match scheme {
        Scheme::Bearer { .. } => "bearer".to_owned(),
        Scheme::Basic { .. } => "basic".to_owned(),
        Scheme::Header { name, prefix, .. } => format!("header {name}: {prefix}…"),
        Scheme::Query { name, .. } => format!("query {name}=…"),
        Scheme::Other { kind, .. } => kind.clone(),
    }
}
