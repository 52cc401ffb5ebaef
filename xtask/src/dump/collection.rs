//! What the file says.

use std::fmt::Write as _;

use letterpress::collection::{Body, BodyContent, Collection, Entry, Item, Request, RequestItem};

use super::text::short;

/// One block a request: its entries, its body and its saved examples.
pub fn write(collection: &Collection<'_>, out: &mut String) {
    let _ = writeln!(out, "collection {:?}", short(&collection.name));
    for variable in &collection.variables {
        let value = variable
            .value
            .as_deref()
            .map_or("(no value)".to_owned(), short);
        let _ = writeln!(
            out,
            "  variable {} = {}{}",
            variable.key,
            if variable.secret { "(secret)" } else { &value },
            off(variable.disabled)
        );
    }
    if let Some(auth) = &collection.auth {
        let _ = writeln!(out, "  auth {}", auth.kind);
    }
    items(&collection.items, out);
}

fn items(list: &[Item<'_>], out: &mut String) {
    for item in list {
        match item {
            Item::Folder(folder) => {
                let _ = writeln!(out, "folder {} {:?}", folder.pointer, short(&folder.name));
                if let Some(auth) = &folder.auth {
                    let _ = writeln!(out, "  auth {}", auth.kind);
                }
                items(&folder.items, out);
            }
            Item::Request(item) => request_item(item, out),
        }
    }
}

fn request_item(item: &RequestItem<'_>, out: &mut String) {
    let Request { method, url, .. } = &item.request;
    let _ = writeln!(
        out,
        "request {} {:?} {method} {}",
        item.pointer,
        short(&item.name),
        short(&url.raw)
    );
    for variable in &url.variables {
        let _ = writeln!(
            out,
            "  path variable {} = {}",
            variable.key,
            variable.value.as_deref().map_or(String::new(), short)
        );
    }
    entries("query", &url.query, out);
    entries("header", &item.request.headers, out);
    if let Some(auth) = &item.request.auth {
        let _ = writeln!(out, "  auth {}", auth.kind);
    }
    if let Some(it) = &item.request.body {
        body(it, out);
    }
    for response in &item.responses {
        let code = response
            .code
            .map_or("-".to_owned(), |code| code.to_string());
        let bytes = response.body.as_ref().map_or(0, |body| body.len());
        let _ = writeln!(
            out,
            "  example {} {code} {:?} {bytes} bytes",
            response.index,
            short(&response.name)
        );
    }
}

fn entries(what: &str, list: &[Entry<'_>], out: &mut String) {
    for entry in list {
        let value = entry
            .value
            .as_deref()
            .map_or("(no value)".to_owned(), short);
        let _ = writeln!(
            out,
            "  {what} {} = {value}{}",
            short(&entry.key),
            off(entry.disabled)
        );
    }
}

fn body(body: &Body<'_>, out: &mut String) {
    let off = off(body.disabled);
    let _ = match &body.content {
        BodyContent::Raw { text, language } => {
            writeln!(
                out,
                "  body raw {} {}{off}",
                language.as_deref().unwrap_or("-"),
                short(text)
            )
        }
        BodyContent::UrlEncoded(fields) => {
            entries("body urlencoded", fields, out);
            Ok(())
        }
        BodyContent::FormData(parts) => {
            for part in parts {
                let kind = if part.file { "file" } else { "text" };
                let value = part.entry.value.as_deref().map_or(String::new(), short);
                let _ = writeln!(
                    out,
                    "  body formdata {kind} {} = {value}{off}",
                    short(&part.entry.key)
                );
            }
            Ok(())
        }
        BodyContent::File { .. } => writeln!(out, "  body file{off}"),
        BodyContent::GraphQl {
            query, variables, ..
        } => {
            let query = query.as_deref().map_or(String::new(), short);
            writeln!(
                out,
                "  body graphql {query} {}{off}",
                variables.as_deref().map_or(String::new(), short)
            )
        }
    };
}

fn off(disabled: bool) -> &'static str {
    if disabled { " (disabled)" } else { "" }
}
