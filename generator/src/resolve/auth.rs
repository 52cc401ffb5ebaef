//! Authentication: what a request inherits, what its headers and its query say, and who wins.

use crate::api::{Grant, Parameter, Piece, Role, Scheme, Template};
use crate::collection::{Auth, Entry};
use crate::diagnostic::Diagnostics;
use crate::secret;

use super::grant;
use super::headers::{self, is_credential};
use super::scope::Scope;
use super::text;

/// What an auth block does to a request.
#[derive(Debug, Default)]
pub(super) struct Applied {
    /// What it adds.
    pub(super) scheme: Option<Scheme>,
    /// How its token is fetched.
    pub(super) grant: Option<Grant>,
    /// Whether Postman leaves the request alone for want of a token.
    pub(super) open: bool,
    /// A header that it replaces.
    header: Option<String>,
    /// A query parameter that it replaces.
    query: Option<String>,
}

impl Applied {
    /// Whether it replaces a header of this name.
    pub(super) fn replaces_header(&self, name: &str) -> bool {
        self.header
            .as_ref()
            .is_some_and(|header| squeeze(header) == squeeze(name))
    }

    /// Whether it replaces a query parameter of this name.
    pub(super) fn replaces_query(&self, name: &str) -> bool {
        self.query.as_deref() == Some(name)
    }
}

/// Postman compares header names by their words.
fn squeeze(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// What the auth block that a request has or inherits comes to.
pub(super) fn apply(
    auth: Option<&Auth<'_>>,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Applied {
    let Some(auth) = auth else {
        return Applied::default();
    };
    let pointer = auth.pointer.as_str();
    let text = |name: &str| {
        auth.parameters
            .iter()
            .rfind(|(key, _)| key == name)
            .map(|(_, value)| value.as_ref())
    };
    let get = |scope: &mut Scope, name: &str| {
        scope.template(text(name).unwrap_or_default(), Role::Credential, pointer)
    };
    let authorization = || Some("Authorization".to_owned());
    match auth.kind.as_ref() {
        "noauth" => Applied::default(),
        "bearer" => {
            let token = get(scope, "token");
            Applied {
                open: token.is_empty(),
                header: authorization().filter(|_| !token.is_empty()),
                scheme: Some(Scheme::Bearer { token }),
                ..Applied::default()
            }
        }
        "basic" => Applied {
            scheme: Some(Scheme::Basic {
                username: get(scope, "username"),
                password: get(scope, "password"),
            }),
            header: authorization(),
            ..Applied::default()
        },
        "oauth2" => {
            let token = get(scope, "accessToken");
            if text("tokenType").is_some_and(|kind| kind.eq_ignore_ascii_case("mac")) {
                diagnostics.warning(
                    "auth-not-signed",
                    pointer,
                    "MAC tokens of OAuth 2.0 are not known here, nor does Postman sign by them: requests go out without",
                );
                return Applied::default();
            }
            let grant = grant::resolve(auth, scope, diagnostics);
            let applied = oauth2(token, text("headerPrefix"), text("addTokenTo"));
            Applied { grant, ..applied }
        }
        "apikey" => {
            let value = get(scope, "value");
            let name = scope.fixed(text("key").unwrap_or_default(), Role::Parameter, pointer);
            if name.is_empty() {
                diagnostics
                    .warning(
                        "auth-without-name",
                        pointer,
                        "this API key does not say where it goes: it is left out",
                    )
                    .help("name the header or query parameter under `key`");
                return Applied::default();
            }
            let in_query = text("in") == Some("query");
            if !in_query && !headers::is_header_name(&name) {
                diagnostics
                    .warning(
                        "invalid-header-name",
                        pointer,
                        format!(
                            "`{name}` cannot be the name of a header: this API key is left out"
                        ),
                    )
                    .help("a name is made of letters, digits and `-`; mend it");
                return Applied::default();
            }
            if in_query {
                Applied {
                    query: Some(name.clone()),
                    scheme: Some(Scheme::Query { name, value }),
                    ..Applied::default()
                }
            } else {
                Applied {
                    header: Some(name.clone()),
                    scheme: Some(from_header_parts(name, String::new(), value)),
                    ..Applied::default()
                }
            }
        }
        "asap" | "awsv4" | "digest" | "edgegrid" | "hawk" | "jwt" | "ntlm" | "oauth1" => {
            let mut parameters: Vec<(String, Template)> = auth
                .parameters
                .iter()
                .map(|(name, value)| {
                    let role = if secret::is_scheme_secret(name) {
                        Role::Credential
                    } else {
                        Role::Parameter
                    };
                    let value = scope.template(value, role, pointer);
                    (name.clone().into_owned(), value)
                })
                .collect();
            parameters.sort_by(|(a, _), (b, _)| a.cmp(b));
            parameters.dedup_by(|(a, _), (b, _)| a == b);
            Applied {
                scheme: Some(Scheme::Other {
                    kind: auth.kind.clone().into_owned(),
                    parameters,
                }),
                ..Applied::default()
            }
        }
        other => {
            diagnostics
                .warning(
                    "unknown-auth",
                    pointer,
                    format!("`{other}` is no scheme of authentication that is known here: requests go out without it"),
                )
                .help("set what it sends as a header");
            Applied::default()
        }
    }
}

/// OAuth 2.0 is a bearer token once there is one. Without one Postman sends nothing, and the client takes it.
fn oauth2(token: Template, prefix: Option<&str>, place: Option<&str>) -> Applied {
    let open = token.is_empty();
    let prefix = prefix.unwrap_or("Bearer").trim();
    if open {
        return Applied {
            scheme: Some(Scheme::Bearer { token }),
            open,
            ..Applied::default()
        };
    }
    let header = Some("Authorization".to_owned());
    let query = Some("access_token".to_owned());
    let scheme = match place {
        Some("queryParams") => Some(Scheme::Query {
            name: "access_token".to_owned(),
            value: token,
        }),
        None | Some("" | "header") if prefix == "Bearer" => Some(Scheme::Bearer { token }),
        None | Some("" | "header") => {
            let prefix = if prefix.is_empty() {
                String::new()
            } else {
                format!("{prefix} ")
            };
            Some(from_header_parts("Authorization".to_owned(), prefix, token))
        }
        Some(_) => None,
    };
    Applied {
        grant: None,
        scheme,
        open,
        header,
        query,
    }
}

/// The scheme that a hand-written `Authorization` header is.
pub(super) fn from_authorization(name: &str, value: &Template) -> Scheme {
    match value.pieces.split_first() {
        Some((Piece::Text(first), rest)) if first.starts_with("Bearer ") => {
            let text = first.trim_start_matches("Bearer ");
            let mut token = Template::constant(text);
            token.push(&Template {
                pieces: rest.to_vec(),
            });
            // More than one space belongs to what is sent.
            if first.len() == "Bearer ".len() + text.len() && !token.is_empty() {
                return Scheme::Bearer { token };
            }
            from_header(name, value)
        }
        Some((Piece::Text(only), [])) => from_text(name, only),
        _ => from_header(name, value),
    }
}

/// The scheme of an `Authorization` without variables: it may be a name and a password that somebody had encoded.
fn from_text(name: &str, text: &str) -> Scheme {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let rest = rest.trim();
    let pair = text::base64(rest).filter(|_| word == "Basic");
    match pair.as_deref().and_then(|pair| pair.split_once(':')) {
        Some((username, password)) => Scheme::Basic {
            username: Template::constant(username),
            password: Template::constant(password),
        },
        None => from_header(name, &Template::constant(text)),
    }
}

/// A header that holds a key: constant text up to the key is the prefix.
pub(super) fn from_header(name: &str, value: &Template) -> Scheme {
    let (prefix, key) = match value.pieces.split_first() {
        // The parameters of a scheme that were pasted in: `Digest username="…", response="…"`.
        Some((Piece::Text(first), []))
            if first.contains(['=', ',']) && name.eq_ignore_ascii_case("authorization") =>
        {
            let at = first.find(' ').map_or(0, |space| space + 1);
            let (prefix, rest) = first.split_at(at);
            (prefix.to_owned(), Template::constant(rest))
        }
        Some((Piece::Text(first), rest)) => {
            // With text behind the variable, what belongs to the key begins at the last space.
            let whole = rest.len() == 1 || first.ends_with(' ');
            let at = if rest.is_empty() || !whole {
                first.rfind(' ').map_or(0, |space| space + 1)
            } else {
                first.len()
            };
            let (prefix, tail) = first.split_at(at);
            let mut key = Template::constant(tail);
            key.push(&Template {
                pieces: rest.to_vec(),
            });
            (prefix.to_owned(), key)
        }
        _ => (String::new(), value.clone()),
    };
    from_header_parts(name.to_owned(), prefix, key)
}

fn from_header_parts(name: String, prefix: String, value: Template) -> Scheme {
    if name.eq_ignore_ascii_case("authorization") && prefix == "Bearer " && !value.is_empty() {
        return Scheme::Bearer { token: value };
    }
    Scheme::Header {
        name,
        prefix,
        value,
    }
}

/// Whether a header is what signing by a scheme once made of a request: it is good for no other, and signing replaces it.
pub(super) fn is_signature_of(signing: &Scheme, header: &Scheme) -> bool {
    let (
        Scheme::Other { kind, .. },
        Scheme::Header {
            name,
            prefix,
            value,
        },
    ) = (signing, header)
    else {
        return false;
    };
    let word = match kind.as_str() {
        "awsv4" => "AWS4-HMAC-SHA256",
        "digest" => "Digest",
        "edgegrid" => "EG1-HMAC-SHA256",
        "hawk" => "Hawk",
        "ntlm" => "NTLM",
        "oauth1" => "OAuth",
        _ => return false,
    };
    name.eq_ignore_ascii_case("authorization")
        && prefix.trim().eq_ignore_ascii_case(word)
        && !value.has_variables()
}

/// Takes the query parameters that authenticate out of a query.
pub(super) fn from_query(
    parameters: &mut Vec<Parameter<'_>>,
    applied: &Applied,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Vec<(Scheme, String)> {
    let mut found = Vec::new();
    parameters.retain(|parameter| {
        if parameter.enabled && applied.replaces_query(&parameter.name) {
            diagnostics.note(
                "query-replaced-by-auth",
                &*parameter.pointer,
                format!(
                    "`{}` is left out: the request's authentication replaces it, as in Postman",
                    parameter.name
                ),
            );
            return false;
        }
        let Some(value) = parameter.value.as_ref().filter(|_| parameter.enabled) else {
            return true;
        };
        let generic = parameter.name.eq_ignore_ascii_case("key")
            && value
                .as_variable()
                .is_some_and(|name| name.to_ascii_lowercase().ends_with("key"));
        if !generic && !is_query_credential(&parameter.name, value) {
            return true;
        }
        scope.mark_all(value, Role::Credential, &parameter.pointer);
        let scheme = Scheme::Query {
            name: parameter.name.clone(),
            value: value.clone(),
        };
        found.push((scheme, parameter.pointer.clone()));
        false
    });
    found
}

/// In a query a variable's own name is no evidence: `redirect={{token}}` would be one.
pub(super) fn is_query_credential(name: &str, value: &Template) -> bool {
    crate::secret::is_secret_name(name) && is_credential(name, Some(value))
}

/// `user:password@host` is basic authentication, where nothing else is said.
pub(super) fn from_user_info(user: &Template, password: &Template) -> Scheme {
    Scheme::Basic {
        username: super::text::decode_template(user, false),
        password: super::text::decode_template(password, false),
    }
}

/// Whether an enabled `Authorization` header stands among the entries.
pub(super) fn has_authorization(entries: &[Entry<'_>]) -> bool {
    entries
        .iter()
        .any(|entry| !entry.disabled && entry.key.trim().eq_ignore_ascii_case("authorization"))
}
