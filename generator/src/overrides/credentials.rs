//! Servers' URLs, and how calls authenticate.

use super::Work;
use super::entries::Resolved;
use super::file::{CredentialChoice, File, NewScheme, Said};
use crate::address::{Thing, suggest};
use crate::api::{Api, Credential, CredentialId, ResourceId, Scheme, Server, Template};
use crate::names::chosen;

/// Applies them: what is said of a method beats what is said of its folder, and that what is said of the crate.
pub(super) fn apply(work: &mut Work<'_, '_>, file: &File, entries: &[Resolved<'_>]) {
    let known = work.api.credentials.len();
    for new in &file.credentials {
        add(work, new);
    }
    for entry in entries {
        if let (Thing::Server(id), Some(url)) = (entry.thing, &entry.settings.url) {
            match Server::base_url(&url.value) {
                Some(base) => work.api.servers[id.0].default = Some(base),
                None => {
                    work.wrong(&url.place, format!("{:?} is no base URL", url.value))
                        .help("scheme, host and perhaps a path: \"https://api.example.com/v2\"");
                }
            }
        }
    }
    let mut said: Vec<(usize, Option<ResourceId>, usize, &Said<CredentialChoice>)> = Vec::new();
    if let Some(choice) = &file.credential {
        said.push((0, None, usize::MAX, choice));
    }
    for entry in entries {
        let Some(choice) = &entry.settings.credential else {
            continue;
        };
        match entry.thing {
            Thing::Folder(id) | Thing::FolderType(id) => {
                said.push((1 + depth(work.api, id), Some(id), usize::MAX, choice));
            }
            Thing::Method(id) => said.push((usize::MAX, None, id.0, choice)),
            _ => {}
        }
    }
    // From the outside in, so that the innermost has the last word.
    said.sort_by_key(|(depth, ..)| *depth);
    for (_, folder, method, choice) in said {
        let Some(credential) = meant(work, choice) else {
            continue;
        };
        for index in 0..work.api.operations.len() {
            let is_meant = match folder {
                Some(folder) => is_within(work.api, work.api.operations[index].resource, folder),
                None => {
                    let variant_of = work.api.operations[index].variant_of;
                    method == usize::MAX
                        || method == index
                        || variant_of.is_some_and(|of| of.0 == method)
                }
            };
            if is_meant {
                let operation = &mut work.api.operations[index];
                operation.credential = credential;
                operation.more_credentials.clear();
                operation.own_values.clear();
            }
        }
    }
    for index in known..work.api.credentials.len() {
        let id = CredentialId(index);
        let used = |it: &crate::api::Operation<'_>| it.credential == Some(id);
        if !work.api.operations.iter().any(used)
            && let Some(new) = file.credentials.get(index - known)
        {
            work.error(
                "override-matches-nothing",
                &new.key,
                format!("no call uses the credential `{}`", new.value.name),
            )
            .help("say `credential = \"NAME\"` for the crate, a folder or a method");
        }
    }
}

fn add(work: &mut Work<'_, '_>, new: &Said<crate::overrides::file::NewCredential>) {
    let scheme = match &new.value.scheme {
        NewScheme::Bearer => Scheme::Bearer {
            token: Template::default(),
        },
        NewScheme::Basic => Scheme::Basic {
            username: Template::default(),
            password: Template::default(),
        },
        NewScheme::Header { name, prefix } => Scheme::Header {
            name: name.clone(),
            prefix: prefix.clone(),
            value: Template::default(),
        },
        NewScheme::Query { name } => Scheme::Query {
            name: name.clone(),
            value: Template::default(),
        },
    };
    if work.names.credentials.contains(&new.value.name) {
        work.error(
            "override-name-taken",
            &new.key,
            format!(
                "the collection has a credential `{}` already",
                new.value.name
            ),
        );
    }
    if let Err(refusal) = chosen::add_credential(work.names, &new.value.name) {
        let said = work.error("override-no-name", &new.key, refusal.message);
        if let Some(help) = refusal.help {
            said.help(help);
        }
        // Names and credentials stay side by side.
        work.names.credentials.push(String::new());
    }
    work.api.credentials.push(Credential {
        scheme,
        name: new.value.name.clone(),
        pointer: String::new(),
        told_apart: false,
        grant: None,
    });
    let id = CredentialId(work.api.credentials.len() - 1);
    if let Some(taken) = chosen::collision(work.names, work.api, work.model, Thing::Credential(id))
    {
        work.error("override-name-taken", &new.key, taken);
    }
}

/// The credential that is meant; `None` where there is none of that name.
fn meant(work: &mut Work<'_, '_>, choice: &Said<CredentialChoice>) -> Option<Option<CredentialId>> {
    let CredentialChoice::Named(name) = &choice.value else {
        return Some(None);
    };
    let known = work.names.credentials.iter().position(|it| it == name);
    if known.is_none() {
        let like = suggest::word(name, work.names.credentials.iter().map(String::as_str));
        let help = match like {
            Some(like) => format!("did you mean `{like}`?"),
            None => "describe a new one: `[credentials.NAME]`".to_owned(),
        };
        work.error(
            "override-matches-nothing",
            &choice.place,
            format!("the builder has no credential `{name}`"),
        )
        .help(help);
    }
    known.map(|index| Some(CredentialId(index)))
}

/// How many folders are around a folder.
fn depth(api: &Api<'_>, id: ResourceId) -> usize {
    let mut depth = 0;
    let mut at = id;
    // Parents stand before their children, so this ends.
    while let Some(parent) = parent(api, at) {
        depth += 1;
        at = parent;
    }
    depth
}

fn parent(api: &Api<'_>, id: ResourceId) -> Option<ResourceId> {
    let parent = api.resources.get(id.0).and_then(|folder| folder.parent);
    parent.filter(|parent| parent.0 < id.0)
}

/// Whether a folder is another one, or somewhere in it.
pub(super) fn is_within(api: &Api<'_>, folder: ResourceId, around: ResourceId) -> bool {
    let mut at = Some(folder);
    while let Some(here) = at {
        if here == around {
            return true;
        }
        at = parent(api, here);
    }
    false
}
