//! The part of the README about requests that a script of the collection signs: which they are, and how the client does it.

use std::fmt::Write;

use crate::api::Signing;
use crate::emit::Context;
use crate::prose::code_in_cell;

/// Writes it, where there are such requests.
pub(super) fn emit(context: Context<'_>, text: &mut String) {
    let signed_by = &context.api.signed_by;
    let all = context
        .api
        .credentials
        .iter()
        .zip(&context.names.credentials);
    let mut all = all.filter(|(credential, _)| credential.scheme.is_script());
    let Some((_, method)) = all.next() else {
        return;
    };
    text.push_str(
        "\n### Requests that a script signs\n\nIn Postman a script of the collection signs requests before they are sent. The client \
         does not run it; it calls a signer of yours, which sees each attempt as it will be sent (method, URL, headers, body) and \
         adds what the script would. Without a signer such calls go out unsigned.\n\n| Script | Signs | Sets |\n|---|---|---|\n",
    );
    for signing in signed_by {
        let requests = match signing.requests {
            1 => "1 request".to_owned(),
            count => format!("{count} requests"),
        };
        let place = place(context, signing);
        let _ = writeln!(
            text,
            "| {place} | {requests} | {} |",
            sets(signing).join(", ")
        );
    }
    let krate = &context.names.krate;
    let header = signed_by.iter().flat_map(|it| &it.headers);
    let header = header
        .map(|name| name.to_ascii_lowercase())
        .find(|name| says_signature(name));
    let any = signed_by.iter().flat_map(|it| &it.headers).next();
    let query = signed_by.iter().flat_map(|it| &it.query);
    let query = query
        .clone()
        .find(|name| says_signature(name))
        .or(query.clone().next());
    let (import, set) = match (header.or(any.map(|name| name.to_ascii_lowercase())), query) {
        (None, Some(query)) => (
            "",
            format!("{krate}::runtime::set_query(message, {query:?}, &signature)"),
        ),
        (header, _) => (
            "use http::HeaderValue;\n",
            format!(
                "let value = HeaderValue::from_str(&signature).map_err(|error| error.to_string())?;\n            \
                 message.headers_mut().insert({:?}, value);\n            Ok(())",
                header.unwrap_or_else(|| "x-signature".to_owned())
            ),
        ),
    };
    let base_url = crate::emit::credentials::base_url(context)
        .map_or("", |_| "\n        .base_url(\"https://api.example.com\")");
    let _ = write!(
        text,
        "\nA closure serves as a signer; here `hash` is a function of yours, a keyed hash of RustCrypto's `hmac` for example. \
         `set_query` of `{krate}::runtime` sets a query parameter. A signer that holds keys is better a `Sign` of its own: it \
         names its secrets, which errors then do not show.\n\n\
         ```rust,no_run\n\
         {import}use {krate}::{{Client, Error}};\n\n\
         fn client(hash: impl Fn(&str, &[u8]) -> String + Send + Sync + 'static) -> Result<Client, Error> {{\n    \
         Client::builder(){base_url}\n        \
         .{method}(move |message: &mut http::Request<bytes::Bytes>| {{\n            \
         let text = format!(\"{{}} {{}}\", message.method(), message.uri());\n            \
         let signature = hash(&text, message.body());\n            \
         {set}\n        \
         }})\n        .build()\n}}\n```\n"
    );
}

fn says_signature(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["sign", "hmac", "digest", "authorization"]
        .iter()
        .any(|word| name.contains(word))
}

/// What a script sets, as it is written in a table.
fn sets(signing: &Signing) -> Vec<String> {
    let headers = signing.headers.iter().map(|name| code_in_cell(name));
    let query = signing
        .query
        .iter()
        .map(|name| code_in_cell(&format!("?{name}=…")));
    headers.chain(query).collect()
}

/// Where a script stands: the collection, a folder, or a request.
fn place(context: Context<'_>, signing: &Signing) -> String {
    let owner = signing.pointer.split("/event/").next().unwrap_or_default();
    if owner.is_empty() {
        return "the collection's".to_owned();
    }
    let folders = context.api.resources.iter();
    let folder = folders
        .filter(|it| it.pointer == owner)
        .map(|it| &it.name)
        .next();
    let mut requests = context.api.operations.iter();
    match folder {
        Some(name) => format!("of the folder {}", code_in_cell(name)),
        None => match requests.find(|it| it.pointer == owner) {
            Some(request) => format!("of the request {}", code_in_cell(&request.name)),
            None => "a folder's".to_owned(),
        },
    }
}
