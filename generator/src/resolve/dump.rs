//! An [`Api`] as text that a person can read.

use std::fmt::Write;

use crate::api::{
    Api, Body, FormField, FormValue, Location, Operation, Parameter, PathPiece, ReplyBody, Scheme,
};

use super::short;

/// What was understood of a collection, one thing a line.
pub fn dump(api: &Api<'_>) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_api(&mut text, api);
    text
}

fn write_api(out: &mut String, api: &Api<'_>) -> std::fmt::Result {
    writeln!(out, "api {:?}", api.name)?;
    for (index, server) in api.servers.iter().enumerate() {
        let default = server.default.as_deref().unwrap_or("?");
        writeln!(
            out,
            "server {index} {:?} {} = {default}",
            server.name, server.template
        )?;
    }
    for (index, setting) in api.settings.iter().enumerate() {
        let secret = if setting.secret { ", secret" } else { "" };
        let default = setting
            .default
            .as_deref()
            .map_or(String::new(), |it| format!(", default {it:?}"));
        writeln!(
            out,
            "setting {index} {:?} = {:?}, {:?}{default}{secret}",
            setting.name,
            short(&setting.value.to_string()),
            setting.need
        )?;
    }
    for (index, credential) in api.credentials.iter().enumerate() {
        writeln!(
            out,
            "credential {index} {:?} {}",
            credential.name,
            scheme(&credential.scheme)
        )?;
    }
    for header in &api.headers {
        writeln!(out, "header {}: {}", header.name, header.value)?;
    }
    for variable in &api.variables {
        let value = variable.value.as_deref().map_or_else(|| "?".into(), short);
        writeln!(
            out,
            "variable {:?} ({:?}) = {value:?}",
            variable.name, variable.role
        )?;
    }
    for (index, resource) in api.resources.iter().enumerate() {
        writeln!(out)?;
        writeln!(
            out,
            "resource {index} {:?} {}",
            resource.name, resource.pointer
        )?;
        for operation in &api.operations {
            if operation.resource.0 == index {
                write_operation(out, operation)?;
            }
        }
    }
    Ok(())
}

fn write_operation(out: &mut String, operation: &Operation<'_>) -> std::fmt::Result {
    let path: String = operation
        .path
        .iter()
        .map(|piece| match piece {
            PathPiece::Literal(text) => text.clone(),
            PathPiece::Parameter(index) => {
                let parameter = operation.parameters.get(*index);
                format!(
                    "{{{}}}",
                    parameter.map_or("?", |parameter| parameter.name.as_str())
                )
            }
        })
        .collect();
    let server = operation.server.0;
    writeln!(
        out,
        "  {} {server}:{path}  {:?} {}",
        operation.method, operation.name, operation.pointer
    )?;
    if let Some(method) = operation.variant_of {
        writeln!(out, "    made by the method of operation {}", method.0)?;
    }
    for parameter in &operation.parameters {
        writeln!(out, "    {}", self::parameter(parameter))?;
    }
    for id in operation
        .credential
        .iter()
        .chain(&operation.more_credentials)
    {
        let own = operation.own_values.iter().find(|(own, _)| own == id);
        match own {
            None => writeln!(out, "    credential {}", id.0)?,
            Some((_, None)) => writeln!(out, "    credential {} (Postman sends none)", id.0)?,
            Some((_, Some(own))) => {
                writeln!(out, "    credential {} (here {})", id.0, scheme(own))?;
            }
        }
    }
    for header in &operation.headers {
        writeln!(out, "    header {}: {}", header.name, header.value)?;
    }
    for member in &operation.members {
        writeln!(
            out,
            "    member {} is setting {}",
            member.key, member.setting.0
        )?;
    }
    for name in &operation.without_headers {
        writeln!(out, "    no header {name}")?;
    }
    if let Some(body) = &operation.body {
        write_body(out, body)?;
    }
    for example in &operation.examples {
        let body = match &example.body {
            ReplyBody::Empty => "empty".to_owned(),
            ReplyBody::Json(text) => format!("json {:?}", short(text)),
            ReplyBody::Bytes { media_type } => {
                format!("bytes {}", media_type.as_deref().unwrap_or("?"))
            }
            ReplyBody::Text { text, media_type } => {
                format!(
                    "text {} {:?}",
                    media_type.as_deref().unwrap_or("?"),
                    short(text)
                )
            }
        };
        writeln!(
            out,
            "    example {} {} {body}",
            example.index, example.status
        )?;
    }
    Ok(())
}

fn parameter(parameter: &Parameter<'_>) -> String {
    let location = match parameter.location {
        Location::Path { colon: true } => "path:",
        Location::Path { colon: false } => "path",
        Location::Query => "query",
        Location::Header => "header",
    };
    let mut line = format!("{location} {:?}", parameter.name);
    if let Some(value) = &parameter.value {
        line.push_str(&format!(" = {:?}", short(&value.to_string())));
    }
    for (flag, name) in [
        (!parameter.enabled, "disabled"),
        (parameter.required, "required"),
        (parameter.many_segments, "many segments"),
    ] {
        if flag {
            line.push_str(&format!(", {name}"));
        }
    }
    if let Some(setting) = &parameter.setting {
        line.push_str(&format!(", setting {}", setting.0));
    }
    if let Some(default) = &parameter.default {
        line.push_str(&format!(", default {:?}", short(default)));
    }
    if !parameter.observed.is_empty() {
        let observed: Vec<_> = parameter
            .observed
            .iter()
            .map(|value| short(value))
            .collect();
        line.push_str(&format!(", seen {observed:?}"));
    }
    line
}

fn write_body(out: &mut String, body: &Body<'_>) -> std::fmt::Result {
    match body {
        Body::Json { text, content_type } => {
            writeln!(out, "    body json {content_type:?} {:?}", short(text))
        }
        Body::Text { text, content_type } => {
            writeln!(
                out,
                "    body text {content_type:?} {:?}",
                short(&text.to_string())
            )
        }
        Body::UrlEncoded(fields) => write_form(out, "urlencoded", fields),
        Body::Multipart(fields) => write_form(out, "multipart", fields),
        Body::File { content_type } => writeln!(out, "    body file {content_type:?}"),
        Body::GraphQl {
            query,
            operation_name,
            variables,
        } => writeln!(
            out,
            "    body graphql {operation_name:?} {:?} {:?}",
            short(&query.to_string()),
            variables.as_deref().map(short)
        ),
    }
}

fn write_form(out: &mut String, kind: &str, fields: &[FormField<'_>]) -> std::fmt::Result {
    writeln!(out, "    body {kind}")?;
    for field in fields {
        let value = match &field.value {
            FormValue::Text(value) => format!("{:?}", short(&value.to_string())),
            FormValue::File { named: true } => "file, named".to_owned(),
            FormValue::File { named: false } => "file".to_owned(),
        };
        let disabled = if field.enabled { "" } else { ", disabled" };
        writeln!(out, "      field {:?} = {value}{disabled}", field.name)?;
    }
    Ok(())
}

fn scheme(scheme: &Scheme) -> String {
    match scheme {
        Scheme::Bearer { token } => format!("bearer {token}"),
        Scheme::Basic { username, password } => format!("basic {username} : {password}"),
        Scheme::Header {
            name,
            prefix,
            value,
        } => format!("header {name}: {prefix}{value}"),
        Scheme::Query { name, value } => format!("query {name}={value}"),
        Scheme::Other { kind, parameters } => {
            let names: Vec<&str> = parameters.iter().map(|(name, _)| name.as_str()).collect();
            format!("{kind} {names:?}")
        }
    }
}
