//! The collection itself, its folders and its items.

use std::borrow::Cow;

use crate::collection::{Behavior, Collection, Folder, Item, RequestItem, Script};
use crate::json::{Json, Members};
use crate::secret::Clean;

use super::reader::{Reader, at, nth};
use super::{kind, script};

impl Reader<'_> {
    /// The whole collection. It is only read from a document without secrets.
    pub(super) fn document<'a>(&mut self, tree: Clean<Json<'a>>) -> Option<Collection<'a>> {
        match tree.into_inner() {
            Json::Object(members) => Some(self.collection(members)),
            _ => None,
        }
    }

    fn collection<'a>(&mut self, members: Members<'a>) -> Collection<'a> {
        let [
            info,
            item,
            auth,
            variable,
            variables,
            behavior,
            event,
            description,
        ] = self.members(
            &kind::COLLECTION,
            members,
            "",
            [
                "info",
                "item",
                "auth",
                "variable",
                "variables",
                "protocolProfileBehavior",
                "event",
                "description",
            ],
        );
        let mut collection = Collection::default();
        if let Some(info) = info.and_then(|info| self.object(info, "/info")) {
            let [name, description, _] = self.members(
                &kind::INFO,
                info,
                "/info",
                ["name", "description", "schema"],
            );
            collection.name = self.text(name, "/info", "name");
            collection.description = self.description(description, "/info");
        }
        if collection.description.is_empty() {
            collection.description = self.description(description, "");
        }
        if item.is_none() {
            self.diagnostics.warning(
                "no-items",
                "",
                "the collection has no `item`: nothing can be called",
            );
        }
        collection.auth = self.auth(auth, "", "auth");
        collection.variables = self.variables(variable, "", "variable");
        // An old writer's spelling.
        collection
            .variables
            .append(&mut self.variables(variables, "", "variables"));
        collection.behavior = self.behavior(behavior, "", "protocolProfileBehavior");
        collection.scripts = self.events(event, "", "event");
        collection.items = self.items(item, "", "item");
        collection
    }

    fn items<'a>(&mut self, value: Option<Json<'a>>, parent: &str, name: &str) -> Vec<Item<'a>> {
        let Some(value) = value else {
            return Vec::new();
        };
        let pointer = &*at(parent, name);
        let values = match value {
            Json::Array(values) => values,
            other => {
                self.wrong_type(pointer, "an array of items", &other);
                return Vec::new();
            }
        };
        let items = self.each(values, |reader, index, value| {
            reader.item(value, nth(pointer, index))
        });
        items.into_iter().flatten().collect()
    }

    /// An item: a folder where it has an `item` array, a request where it has a `request`.
    fn item<'a>(&mut self, value: Json<'a>, pointer: String) -> Option<Item<'a>> {
        let members = match value {
            Json::Object(members) => members,
            other => {
                self.diagnostics.warning(
                    "item-skipped",
                    pointer,
                    format!(
                        "{} stands where an item belongs, and is left out",
                        other.kind()
                    ),
                );
                return None;
            }
        };
        let folder = members
            .iter()
            .rev()
            .find(|(name, _)| name == "item")
            .is_some_and(|(_, value)| matches!(value, Json::Array(_)));
        if folder {
            Some(self.folder(members, pointer))
        } else {
            self.request_item(members, pointer)
        }
    }

    fn folder<'a>(&mut self, members: Members<'a>, pointer: String) -> Item<'a> {
        let [
            name,
            description,
            item,
            request,
            auth,
            variable,
            variables,
            behavior,
            event,
        ] = self.members(
            &kind::FOLDER,
            members,
            &pointer,
            [
                "name",
                "description",
                "item",
                "request",
                "auth",
                "variable",
                "variables",
                "protocolProfileBehavior",
                "event",
            ],
        );
        if request.is_some() {
            self.diagnostics
                .warning(
                    "folder-with-request",
                    at(&pointer, "request"),
                    "this item is a folder and a request at once; it is taken for a folder, as Postman does",
                )
                .help("move the request into an item of its own");
        }
        let scripts = self.events(event, &pointer, "event");
        let mut own = self.variables(variable, &pointer, "variable");
        own.append(&mut self.variables(variables, &pointer, "variables"));
        Item::Folder(Box::new(Folder {
            scripts,
            name: self.text(name, &pointer, "name"),
            description: self.description(description, &pointer),
            auth: self.auth(auth, &pointer, "auth"),
            variables: own,
            behavior: self.behavior(behavior, &pointer, "protocolProfileBehavior"),
            items: self.items(item, &pointer, "item"),
            pointer,
        }))
    }

    fn request_item<'a>(&mut self, members: Members<'a>, pointer: String) -> Option<Item<'a>> {
        let [
            name,
            description,
            item,
            request,
            response,
            variable,
            variables,
            behavior,
            event,
        ] = self.members(
            &kind::ITEM,
            members,
            &pointer,
            [
                "name",
                "description",
                "item",
                "request",
                "response",
                "variable",
                "variables",
                "protocolProfileBehavior",
                "event",
            ],
        );
        if let Some(item) = &item {
            self.wrong_type(&at(&pointer, "item"), "an array of items", item);
        }
        let Some(request) =
            request.filter(|request| matches!(request, Json::Object(_) | Json::String(_)))
        else {
            self.diagnostics
                .warning(
                    "item-skipped",
                    pointer,
                    "this item is neither a folder (it has no `item` array) nor a request (it has no `request`)",
                )
                .help("remove it, or give it a request");
            return None;
        };
        let (request, own_description) = self.request(request, at(&pointer, "request"));
        let mut description = self.description(description, &pointer);
        if !own_description.is_empty() {
            if !description.is_empty() && description != own_description {
                self.unread(&kind::ITEM, &pointer, "description");
            }
            description = own_description;
        }
        let scripts = self.events(event, &pointer, "event");
        let mut own = self.variables(variable, &pointer, "variable");
        own.append(&mut self.variables(variables, &pointer, "variables"));
        Some(Item::Request(Box::new(RequestItem {
            scripts,
            name: self.text(name, &pointer, "name"),
            description,
            request,
            responses: self.responses(response, &pointer, "response"),
            variables: own,
            behavior: self.behavior(behavior, &pointer, "protocolProfileBehavior"),
            pointer,
        })))
    }

    fn behavior(&mut self, value: Option<Json<'_>>, parent: &str, name: &str) -> Behavior {
        let Some(value) = value else {
            return Behavior::default();
        };
        let pointer = &*at(parent, name);
        let Some(members) = self.object(value, pointer) else {
            return Behavior::default();
        };
        let [pruning, encoding, system_headers] = self.members(
            &kind::BEHAVIOR,
            members,
            pointer,
            [
                "disableBodyPruning",
                "disableUrlEncoding",
                "disabledSystemHeaders",
            ],
        );
        Behavior {
            disable_body_pruning: pruning.map(|value| value.is_truthy()),
            disable_url_encoding: encoding.map(|value| value.is_truthy()),
            disable_content_type: system_headers
                .as_ref()
                .and_then(|headers| headers.get("content-type"))
                .map(Json::is_truthy),
        }
    }

    /// Counts the scripts that do something, and gives what those do that run before a request. None is run: a client has no
    /// script engine.
    fn events(&mut self, value: Option<Json<'_>>, parent: &str, name: &str) -> Vec<Script> {
        let Some(value) = value else {
            return Vec::new();
        };
        let pointer = &*at(parent, name);
        let values = match value {
            Json::Array(values) => values,
            other => {
                self.wrong_type(pointer, "an array of events", &other);
                return Vec::new();
            }
        };
        let mut scripts = Vec::new();
        for (index, event) in values.iter().enumerate() {
            let disabled = event.get("disabled").is_some_and(Json::is_truthy);
            let script = event.get("script");
            let source = script.and_then(|script| script.get("exec")).or(script);
            if let Some(source) = source.filter(|it| !disabled && does_something(it)) {
                let listen = event
                    .get("listen")
                    .and_then(Json::as_str)
                    .unwrap_or("other");
                self.script(listen, nth(pointer, index));
                if listen == "prerequest" {
                    scripts.push(script::read(nth(pointer, index), &text_of(source)));
                }
            }
        }
        scripts
    }
}

/// The text of a script: a string, or an array of lines.
fn text_of<'j>(source: &'j Json<'_>) -> Cow<'j, str> {
    match source {
        Json::String(text) => Cow::Borrowed(text),
        Json::Array(lines) => {
            let lines: Vec<&str> = lines.iter().filter_map(Json::as_str).collect();
            Cow::Owned(lines.join("\n"))
        }
        _ => Cow::Borrowed(""),
    }
}

/// Whether a script, a string or an array of lines, holds a line that is neither blank nor a comment.
fn does_something(source: &Json<'_>) -> bool {
    match source {
        Json::String(text) => text.lines().any(|line| {
            let line = line.trim();
            !line.is_empty() && !line.starts_with("//")
        }),
        Json::Array(lines) => lines
            .iter()
            .any(|line| matches!(line, Json::String(_)) && does_something(line)),
        _ => false,
    }
}
