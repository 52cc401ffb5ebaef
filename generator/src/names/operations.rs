//! Requests: methods, and the types that belong to them.

use super::members::{form_fields, parameters, with_query_variables};
use super::phrase::{is_preposition, reads_well, with_verb};
use super::said::{ACTS, GETS, Said};
use super::sentence::are_exact;
use super::words::{singular_words, snake, words};
use super::{Namer, OperationName, keywords};
use crate::api::{Body, Operation, OperationId, ResourceId};
use crate::english::singular;
use crate::model::OperationTypes;

impl Namer<'_> {
    /// Names a request: its method, its types' stem and its parameters.
    pub(super) fn name_operation(&mut self, index: usize) {
        let operation = &self.api.operations[index];
        let Some(resource) = self
            .api
            .resources
            .get(operation.resource.0)
            .map(|_| operation.resource)
        else {
            self.names.operations.push(OperationName::default());
            return;
        };
        let said = std::mem::take(&mut self.said[index]);
        let method = self.claim_method(&said, resource);
        let type_name = self.claim_stem(&said, &method, resource, index);
        let name = OperationName {
            method,
            type_name,
            is_chosen: false,
            parameters: parameters(operation),
            form_fields: form_fields(operation),
            query_variables: Vec::new(),
        };
        self.names
            .operations
            .push(with_query_variables(name, operation));
    }

    /// Names a request that another operation's method makes: its parameters are called as they are there.
    pub(super) fn name_variant(&mut self, index: usize, method: usize) {
        let operation = &self.api.operations[index];
        let said = std::mem::take(&mut self.said[index]);
        let own = self.claim_method(&said, operation.resource);
        let names = &self.names.operations[method];
        let parameters = operation.parameters.iter().map(|parameter| {
            let same = self.places.of(self.api, OperationId(method), parameter);
            same.and_then(|at| names.parameters.get(at).cloned())
                .unwrap_or_default()
        });
        self.names.operations[index] = OperationName {
            method: own,
            type_name: names.type_name.clone(),
            is_chosen: names.is_chosen,
            parameters: parameters.collect(),
            form_fields: names.form_fields.clone(),
            query_variables: names.query_variables.clone(),
        };
    }

    fn claim_method(&mut self, said: &Said, resource: ResourceId) -> String {
        let proposals = said.proposals(&self.nouns(resource));
        let mut names: Vec<String> = proposals
            .iter()
            .filter(|proposal| reads_well(proposal))
            .map(|proposal| {
                let name = snake(proposal);
                // `2fa` as a method is `get_2fa`.
                if name.starts_with('_') {
                    snake(&with_verb(&said.verb, proposal))
                } else {
                    name
                }
            })
            .collect();
        if names.is_empty() {
            names.push(said.verb.clone());
        }
        self.methods[resource.0].claim(&names, "_", |_, name| !keywords::is_keyword(name))
    }

    /// The words that name what the folder holds, longest first: `droplet actions`, `actions`.
    fn nouns(&self, resource: ResourceId) -> Vec<Vec<String>> {
        let folder = &self.api.resources[resource.0];
        let Some(parent) = folder.parent else {
            return Vec::new();
        };
        let own = &self.folder_words[resource.0];
        let mut nouns = Vec::new();
        if self.api.resources[parent.0].parent.is_some() {
            nouns.push(
                singular_words(&self.folder_words[parent.0])
                    .into_iter()
                    .chain(own.iter().cloned())
                    .collect(),
            );
        }
        nouns.push(own.clone());
        // `Storage management` holds storage.
        let plain: Vec<String> = own
            .iter()
            .filter(|word| {
                !matches!(
                    word.as_str(),
                    "management" | "controller" | "service" | "services" | "resource"
                )
            })
            .cloned()
            .collect();
        if !plain.is_empty() && plain.len() < own.len() {
            nouns.push(plain);
        }
        // `Droplet Actions` holds actions, and what it does is done to droplets.
        if let Some((last, first)) = own.split_last().filter(|_| own.len() > 1) {
            nouns.push(vec![last.clone()]);
            nouns.push(first.to_vec());
        }
        nouns.retain(|noun: &Vec<String>| !noun.is_empty());
        nouns
    }

    /// `ListActions`, for the request's own type and the params, form and reply types beside it.
    fn claim_stem(
        &mut self,
        said: &Said,
        method: &str,
        resource: ResourceId,
        index: usize,
    ) -> String {
        let folder = &self.folder_words[resource.0];
        let mut proposals = Vec::new();
        let method_words = words(method);
        // A list that is asked for by `get disputes` is `ListDisputes` all the same.
        let mut called = said.short.clone();
        if let Some((first, verb)) = called.first_mut().zip(method_words.first())
            && first != verb
            && GETS.contains(&first.as_str())
            && ACTS.contains(&verb.as_str())
        {
            verb.clone_into(first);
        }
        let in_folder = self.api.resources[resource.0].parent.is_some();
        let names_folder = folder.last().is_some_and(|noun| {
            let noun = singular(noun);
            called.iter().any(|word| singular(word) == noun)
        });
        if !says_all(&called, &method_words) || !are_exact(&called) {
            proposals.push(with_noun(&method_words, folder));
        }
        if called.len() > 1 {
            proposals.push(called.clone());
        } else {
            // One word alone would take the name of a type of the API: `Feed`.
            proposals.push(with_verb(&said.verb, &called));
        }
        if said.whole.len() > said.long.len() {
            proposals.push(said.whole.clone());
        }
        if in_folder && !names_folder {
            proposals.push(folder.iter().chain(&called).cloned().collect());
        }
        proposals.push(method_words.iter().chain(folder).cloned().collect());
        let mut longer = method_words;
        for folder in self.around(resource) {
            longer.splice(0..0, folder);
            proposals.push(longer.clone());
        }
        proposals.retain(|proposal: &Vec<String>| reads_well(proposal));
        if proposals.is_empty() {
            proposals.push(with_verb(&said.verb, folder));
        }
        let types = self.model.operations.get(index);
        self.claim_type(
            &proposals,
            "Operation",
            &endings(&self.api.operations[index], types),
        )
    }

    /// The words of the folder and of those around it, from the inside out.
    fn around(&self, resource: ResourceId) -> Vec<Vec<String>> {
        let mut folders = Vec::new();
        let mut here = Some(resource);
        while let Some(id) = here.filter(|id| self.api.resources[id.0].parent.is_some()) {
            folders.push(singular_words(&self.folder_words[id.0]));
            here = self.api.resources[id.0]
                .parent
                .filter(|parent| parent.0 < id.0);
        }
        folders
    }
}

/// Whether a name has all words of another, in their order.
fn says_all(name: &[String], other: &[String]) -> bool {
    let mut words = name.iter();
    other.iter().all(|word| words.any(|own| own == word))
}

/// A method with what its folder holds where it names nothing itself: `list` of disputes as `list disputes`, `get by name` as
/// `get dispute by name`, but `list reasons`.
fn with_noun(method: &[String], folder: &[String]) -> Vec<String> {
    let Some((verb, rest)) = method.split_first() else {
        return folder.to_vec();
    };
    if rest.first().is_some_and(|next| !is_preposition(next)) {
        return method.to_vec();
    }
    let noun = if verb == "list" {
        folder.to_vec()
    } else {
        singular_words(folder)
    };
    [std::slice::from_ref(verb), &noun, rest].concat()
}

/// The types beside the request's own that its stem has to leave room for.
pub(super) fn endings(
    operation: &Operation<'_>,
    types: Option<&OperationTypes>,
) -> Vec<&'static str> {
    let mut endings = vec!["Params"];
    if matches!(
        operation.body,
        Some(Body::UrlEncoded(_) | Body::Multipart(_))
    ) {
        endings.push("Form");
    }
    if types.is_some_and(|types| types.success.len() > 1) {
        endings.push("Reply");
    }
    endings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn types_of_calls_say_method_and_folder() {
        for (method, folder, expected) in [
            ("list", "disputes", "list disputes"),
            ("list by state", "disputes", "list disputes by state"),
            ("send", "disputes", "send dispute"),
            ("list reasons", "disputes", "list reasons"),
            ("get", "service versions", "get service version"),
        ] {
            let stem = with_noun(&split(method), &split(folder));
            assert_eq!(stem, split(expected), "{method}");
        }
        assert!(says_all(&split("preset card pin"), &split("preset pin")));
        assert!(!says_all(&split("get disputes"), &split("list")));
    }
}
