//! Folders: modules, accessors and their structs.

use super::path_names::{is_path, path_name_words};
use super::scope::Scope;
use super::words::{fits, joined, singular_words, snake, words};
use super::{Namer, keywords};
use crate::api::{Api, ResourceId};
use crate::english::singular;
use crate::namespace::without_copy;

/// Words that say only that a folder holds requests.
const FILLER: [&str; 8] = [
    "api",
    "apis",
    "endpoint",
    "endpoints",
    "request",
    "requests",
    "the",
    "collection",
];

/// Method scopes: what the client and every folder's struct have anyway.
pub(super) fn scopes(api: &Api<'_>) -> Vec<Scope> {
    api.resources
        .iter()
        .map(|_| Scope::with(keywords::RESOURCE_METHODS))
        .collect()
}

/// The words of each resource's name: no numbering in front, no filler, no words of the folder around it.
pub(super) fn words_of(api: &Api<'_>) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = Vec::with_capacity(api.resources.len());
    for resource in &api.resources {
        let mut own = meaningful(folder_words(&resource.name));
        let parent = resource
            .parent
            .and_then(|parent| Some((api.resources.get(parent.0)?, all.get(parent.0)?)));
        // Only a real folder's words are repeated by habit; the root's are the collection's name.
        if let Some((_, parent)) = parent.filter(|(parent, _)| parent.parent.is_some()) {
            own = without_prefix(own, parent);
        }
        all.push(own);
    }
    all
}

/// The words of a folder's name, which may be a path (`/merchants/{merchantId}/users`) or a piece of one (`{id}`).
fn folder_words(name: &str) -> Vec<String> {
    let name = without_copy(name.trim());
    // Converters write `{linkId}` as `{link Id}`.
    let is_parameter = (name.starts_with('{') && name.ends_with('}'))
        || (name.starts_with(['{', ':']) && !name.contains(' '));
    if is_parameter && !name.contains('/') {
        return std::iter::once("by".to_owned())
            .chain(words(name))
            .collect();
    }
    // `offer-commands/{command Id}` holds what `offer-commands` are.
    let kept: Vec<&str> = (name.split('/').map(str::trim))
        .filter(|segment| !segment.starts_with(['{', ':', '<']))
        .collect();
    if name.contains('{') && kept.iter().any(|it| !it.is_empty()) && !is_path(name) {
        return words(&kept.join("/"));
    }
    let from_path = if is_path(name) {
        path_name_words(name)
    } else {
        Vec::new()
    };
    if from_path.is_empty() {
        words(name)
    } else {
        from_path
    }
}

/// Without numbering in front (`01 - Users`) and filler, as long as something is left.
fn meaningful(all: Vec<String>) -> Vec<String> {
    let unnumbered = super::phrase::without_numbering(all);
    let kept: Vec<String> = unnumbered
        .iter()
        .filter(|word| !FILLER.contains(&word.as_str()))
        .cloned()
        .collect();
    if kept.is_empty() { unnumbered } else { kept }
}

/// `droplet actions` below `droplets` is `actions`, `by droplet id` is `by id`.
fn without_prefix(own: Vec<String>, parent: &[String]) -> Vec<String> {
    if let Some((by, rest)) = own.split_first().filter(|(by, _)| *by == "by") {
        let rest = without_prefix(rest.to_vec(), parent);
        return std::iter::once(by.clone()).chain(rest).collect();
    }
    let same = |a: &[String], b: &[String]| {
        a.iter()
            .map(|w| singular(w))
            .eq(b.iter().map(|w| singular(w)))
    };
    let shared = parent.len();
    if shared > 0 && own.len() > shared && same(&own[..shared], parent) {
        own[shared..].to_vec()
    } else {
        own
    }
}

impl Namer<'_> {
    /// Names a folder and those around it, once.
    pub(super) fn name_resource(&mut self, id: ResourceId) {
        let Some(resource) = self.api.resources.get(id.0) else {
            return;
        };
        if !self.names.resources[id.0].type_name.is_empty() {
            return;
        }
        let Some(parent) = resource.parent.filter(|parent| parent.0 < id.0) else {
            // The root's operations are methods of the client; what belongs to them stands in a module of its own.
            let root = &mut self.names.resources[id.0];
            root.type_name = "Client".to_owned();
            root.module = vec!["requests".to_owned()];
            return;
        };
        self.name_resource(parent);

        let own = self.folder_words[id.0].clone();
        let with_api: Vec<String> = own.iter().cloned().chain(["api".to_owned()]).collect();
        // The whole name tells apart what lost a parameter or Postman's mark of a duplicate.
        let whole = words(&resource.name);
        let proposals = if whole.len() > own.len() && resource.name.contains(['{', ' ']) {
            [snake(&own), snake(&whole), snake(&with_api)].to_vec()
        } else {
            [snake(&own), snake(&with_api)].to_vec()
        };
        let modules = &self.modules[parent.0];
        let proposals = if own.is_empty() {
            vec!["folder".to_owned()]
        } else {
            proposals
        };
        let accessor = self.methods[parent.0].claim(&proposals, "_", |_, name| {
            !keywords::is_reserved_module(name) && !modules.has(name)
        });
        self.modules[parent.0].take(accessor.clone());

        let proposals = self.type_proposals(id, parent, &own);
        let type_name = self.claim_type(&proposals, "Folder", &[]);
        let inner = self.api.resources[parent.0].parent.is_some();
        let mut module = if inner {
            self.names.resources[parent.0].module.clone()
        } else {
            Vec::new()
        };
        module.push(accessor.clone());
        self.names.resources[id.0] = super::ResourceName {
            module,
            accessor,
            type_name,
        };
    }

    /// `Actions` at the top, `DropletActions` below `Droplets`.
    fn type_proposals(
        &self,
        id: ResourceId,
        parent: ResourceId,
        own: &[String],
    ) -> Vec<Vec<String>> {
        let mut proposals = Vec::new();
        let mut longer = own.to_vec();
        let mut around = Some(parent).filter(|_| id.0 != 0);
        if self.api.resources[parent.0].parent.is_none() {
            proposals.push(longer.clone());
        }
        while let Some(folder) =
            around.filter(|folder| self.api.resources[folder.0].parent.is_some())
        {
            around = self.api.resources[folder.0]
                .parent
                .filter(|parent| parent.0 < folder.0);
            let parent = &self.folder_words[folder.0];
            let has_around = around.is_some_and(|id| self.api.resources[id.0].parent.is_some());
            // `VetVisits` says as much as `VetByIdVisits`.
            if has_around && parent.first().is_some_and(|first| first == "by") {
                continue;
            }
            let with_parent = joined(&singular_words(parent), &longer);
            if !proposals.is_empty() && !fits(&with_parent) {
                break;
            }
            let whole = longer;
            longer = with_parent;
            proposals.push(longer.clone());
            // A whole name is better than the beginning of one that is too long.
            if !fits(&longer) {
                proposals.push(whole);
            }
        }
        let api: Vec<String> = longer.iter().cloned().chain(["api".to_owned()]).collect();
        proposals.push(api);
        proposals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_called_without_parameters_and_marks_of_copies() {
        for (name, expected) in [
            ("offer-commands/{command Id}", "offer commands"),
            ("offers/{offerId}/tags", "offer tags"),
            ("{command Id}", "by command id"),
            ("Users Copy 2", "users"),
            ("Users", "users"),
        ] {
            assert_eq!(folder_words(name).join(" "), expected);
        }
    }
}
