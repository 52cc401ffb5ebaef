//! The crate, the client's credentials and its servers.

use super::scope::Scope;
use super::words::{snake, words};
use super::{Names, keywords};
use crate::address::server_method;
use crate::api::{Api, ClientSetting, Scheme};

/// A crate's name from any text, as `use` sees it.
pub(super) fn krate(text: &str) -> String {
    let all = super::phrase::without_numbering(words(text));
    let name = snake(&all);
    let name = name.trim_start_matches('_');
    match name {
        "" => "api_client".to_owned(),
        // A package's name begins with a letter.
        _ if name.starts_with(|first: char| first.is_ascii_digit()) => format!("api_{name}"),
        _ if keywords::is_reserved_module(name) || RESERVED.contains(&name) => {
            format!("{name}_client")
        }
        _ => name.to_owned(),
    }
}

/// The package's name: the text where it is one for this crate, else the crate's. Cargo itself makes `my_shop` of `my-shop`.
pub(super) fn package(text: &str, krate: &str) -> String {
    if text.replace('-', "_") == krate {
        text.to_owned()
    } else {
        krate.to_owned()
    }
}

/// Crates of the standard distribution, and folders that Cargo makes.
const RESERVED: [&str; 8] = [
    "build",
    "deps",
    "examples",
    "incremental",
    "proc_macro",
    "futures",
    "rustls",
    "letterpress",
];

/// The builder's methods that take credentials.
pub(super) fn credentials(api: &Api<'_>) -> Vec<String> {
    let mut scope = Scope::with(keywords::BUILDER_METHODS);
    api.credentials
        .iter()
        .map(|credential| {
            let usual = match &credential.scheme {
                _ if credential.told_apart => None,
                Scheme::Bearer { .. } => Some("bearer_token".to_owned()),
                Scheme::Basic { .. } => Some("basic_auth".to_owned()),
                Scheme::Header { .. } | Scheme::Query { .. } => None,
                scheme if scheme.is_script() => Some("signer".to_owned()),
                Scheme::Other { kind, .. } => Some(format!("{}_auth", kind.to_lowercase())),
            };
            let on_wire = match &credential.scheme {
                _ if credential.told_apart => Vec::new(),
                Scheme::Header { name, .. } | Scheme::Query { name, .. } => words(name),
                _ => Vec::new(),
            };
            let own = words(&credential.name);
            let mut proposals: Vec<String> = usual
                .into_iter()
                .map(|usual| snake(&words(&usual)))
                .collect();
            proposals.extend(
                [own, on_wire]
                    .iter()
                    .filter(|words| !words.is_empty())
                    .map(|words| snake(words)),
            );
            if let Some(last) = proposals.last().cloned() {
                proposals.push(format!("{last}_credential"));
            } else {
                proposals.push("credential".to_owned());
            }
            scope.claim(&proposals, "_", |_, name| !keywords::is_keyword(name))
        })
        .collect()
}

/// The builder's methods that take settings. The client has a method `with_…` for each.
pub(super) fn settings(api: &Api<'_>, names: &Names, methods: &[Scope]) -> Vec<String> {
    let servers = (1..names.servers.len()).map(|index| server_method(names, index));
    let taken = names.credentials.iter().cloned().chain(servers);
    let taken: Vec<String> = taken.collect();
    let all = keywords::BUILDER_METHODS
        .into_iter()
        .chain(taken.iter().map(String::as_str));
    let mut scope = Scope::with(all);
    let free = |name: &str| {
        let on_client = format!("with_{name}");
        methods.first().is_none_or(|root| !root.has(&on_client))
    };
    api.settings
        .iter()
        .map(|setting| {
            let name = setting_name(setting);
            let proposals = [name.clone(), format!("{name}_setting")];
            scope.claim(&proposals, "_", |_, name| {
                !keywords::is_keyword(name) && free(name)
            })
        })
        .collect()
}

/// What a setting would be called if nothing else were.
pub(super) fn setting_name(setting: &ClientSetting<'_>) -> String {
    let mut own = words(&setting.name);
    if own.len() > 1 && own.first().is_some_and(|first| first == "x") {
        own.remove(0);
    }
    match own.is_empty() {
        true => "setting".to_owned(),
        false => snake(&own),
    }
}

/// The names of the servers.
pub(super) fn servers(api: &Api<'_>) -> Vec<String> {
    let mut scope = Scope::with(["server"]);
    api.servers
        .iter()
        .enumerate()
        .map(|(index, server)| {
            let mut all = words(&server.name);
            // `auth_url` becomes the setter `auth_url`, not `auth_url_url`.
            if all.len() > 1
                && all
                    .last()
                    .is_some_and(|last| matches!(last.as_str(), "url" | "uri" | "host"))
            {
                all.pop();
            }
            if all.is_empty() {
                all.push("main".to_owned());
            }
            // The setter `base_url` is the first server's, whatever that is called.
            let is_free = |name: &str| index == 0 || name != "base";
            scope.claim(&[snake(&all)], "_", |_, name| {
                is_free(name) && !keywords::is_keyword(name)
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{krate, package};

    #[test]
    fn any_text_gives_a_crate_name() {
        let table = [
            ("DigitalOcean", "digital_ocean"),
            ("digitalocean", "digitalocean"),
            ("my-crate", "my_crate"),
            ("../../etc/passwd", "etc_passwd"),
            ("3D API", "api_3d_api"),
            ("2024 Sales", "sales"),
            ("serde", "serde_client"),
            ("", "api_client"),
            ("日本", "ri_ben"),
            ("type", "type_client"),
        ];
        for (text, expected) in table {
            assert_eq!(krate(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_package_keeps_its_dashes() {
        assert_eq!(package("my-shop", "my_shop"), "my-shop");
        assert_eq!(package("My Shop", "my_shop"), "my_shop");
        assert_eq!(package("../my-shop", "my_shop"), "my_shop");
    }
}
