//! Requests that are one call with other parameters.
//!
//! Collections save a request again to show a query parameter (`List all images`, `List user images` with
//! `?private=true`) or another reply. A method for each would promise what it does not do: `list_user()` is `list()` until
//! its parameter is set. Such requests become one method with all their parameters, the ones that not all of them have
//! being optional. What differs in anything else (path, body, headers that are always sent, credentials, the kind of reply)
//! stays a method each.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::IgnoredAny;

use super::route::{is_word, routes};
use crate::api::{
    Api, Body, FormField, FormValue, Location, Operation, OperationId, Parameter, ReplyBody,
    SettingId,
};
use crate::diagnostic::Diagnostics;
use crate::emit::{SignatureKey, signature_key as key};
use crate::secret::{is_made_up, is_secret_name};

/// Finds them, and says of each by which operation's method it is made.
pub fn merge(api: &mut Api<'_>, diagnostics: &mut Diagnostics) {
    let mut merged = Vec::new();
    for route in &routes(&api.operations) {
        let groups = groups(&api.operations, route);
        for (index, parameter) in telling(&api.operations, route, &groups) {
            api.operations[index].parameters[parameter].fixed = true;
        }
        merged.extend(groups.into_iter().filter(|group| group.len() > 1));
    }
    for group in merged {
        // The plainest of them gives the method its name: the one that sends the fewest parameters.
        let plainness = |index: &usize| {
            let parameters = &api.operations[*index].parameters;
            (parameters.iter().filter(|it| is_set(it)).count(), *index)
        };
        let Some(method) = group.iter().copied().min_by_key(plainness) else {
            continue;
        };
        let mut places = BTreeMap::new();
        for (place, parameter) in api.operations[method].parameters.iter().enumerate() {
            places.entry(key(parameter)).or_insert(place);
        }
        for other in group.into_iter().filter(|index| *index != method) {
            adopt(api, method, other, &mut places);
            let operation = &api.operations[other];
            diagnostics.note(
                "request-merged",
                &*operation.pointer,
                format!(
                    "\"{}\" is made by the method of \"{}\", with other parameters",
                    super::short(&operation.name),
                    super::short(&api.operations[method].name)
                ),
            );
        }
    }
}

/// The operations of a route, those together that are one method.
fn groups(operations: &[Operation<'_>], route: &[usize]) -> Vec<Vec<usize>> {
    let discriminators = discriminators(operations, route);
    let mut groups: Vec<(Group<'_>, Vec<usize>)> = Vec::new();
    let mut alone = Vec::new();
    for index in route {
        let Some(own) = (operations.get(*index)).and_then(|it| Group::of(it, &discriminators))
        else {
            alone.push(vec![*index]);
            continue;
        };
        match groups.iter_mut().find(|(group, _)| group.takes(&own)) {
            Some((group, members)) => {
                group.join(own);
                members.push(*index);
            }
            None => groups.push((own, vec![*index])),
        }
    }
    groups
        .into_iter()
        .map(|(_, members)| members)
        .chain(alone)
        .collect()
}

/// Keys of the query that every request of a route sends, each with a word of its own: `?action=search` and
/// `?action=login` are two operations, whatever the path says.
fn discriminators<'o>(operations: &'o [Operation<'_>], route: &[usize]) -> BTreeSet<&'o str> {
    let mut values: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for parameter in route
        .iter()
        .flat_map(|index| &operations[*index].parameters)
    {
        if let Some(word) = word(parameter) {
            values.entry(&parameter.name).or_default().push(word);
        }
    }
    values.retain(|_, words| {
        words.len() == route.len() && words.iter().any(|word| *word != words[0])
    });
    values.into_keys().collect()
}

/// The constant that an enabled parameter of the query sends, where it is a word: a number is an example of many.
fn word<'o>(parameter: &'o Parameter<'_>) -> Option<&'o str> {
    let sent =
        parameter.enabled && parameter.location == Location::Query && parameter.setting.is_none();
    let word = (parameter.value.as_ref().filter(|_| sent))?.as_constant()?;
    let is_secret = is_secret_name(&parameter.name) || is_made_up(word);
    (is_word(word) && !is_secret).then_some(word)
}

/// The parameters that tell the methods of a route apart, as (operation, parameter): the discriminators; where there are
/// none, those that one method sends alone, with a word that says what it is for: `true`, or a word of its name.
fn telling(
    operations: &[Operation<'_>],
    route: &[usize],
    groups: &[Vec<usize>],
) -> Vec<(usize, usize)> {
    if groups.len() < 2 {
        return Vec::new();
    }
    let discriminators = discriminators(operations, route);
    let mut senders: BTreeMap<&str, usize> = BTreeMap::new();
    for parameter in route
        .iter()
        .flat_map(|index| &operations[*index].parameters)
    {
        if is_set(parameter) {
            *senders.entry(&parameter.name).or_default() += 1;
        }
    }
    let mut telling = Vec::new();
    for group in groups {
        for index in group {
            let operation = &operations[*index];
            for (at, parameter) in operation.parameters.iter().enumerate() {
                let Some(word) = word(parameter) else {
                    continue;
                };
                let in_group = |index: &usize| {
                    let mut others = operations[*index].parameters.iter();
                    others.any(|it| it.name == parameter.name && self::word(it) == Some(word))
                };
                let alone = senders.get(&*parameter.name) == Some(&group.len())
                    && group.iter().all(in_group)
                    && says(&operation.name, word);
                let tells = if discriminators.is_empty() {
                    alone
                } else {
                    discriminators.contains(&*parameter.name)
                };
                if tells {
                    telling.push((*index, at));
                }
            }
        }
    }
    telling
}

/// Whether a request's name has the word, or the word is one that only switches.
fn says(name: &str, word: &str) -> bool {
    let name = name.to_lowercase();
    matches!(word, "true" | "false")
        || name
            .split(|letter: char| !letter.is_alphanumeric())
            .any(|part| part == word.to_lowercase())
}

/// What a method takes and gives, as far as requests of one route can differ in it.
struct Group<'o> {
    operation: &'o Operation<'o>,
    /// The words of its discriminators.
    action: Vec<(&'o str, Option<&'o str>)>,
    /// By key: whether it is required, and whether it is a flag without a value.
    parameters: BTreeMap<SignatureKey, (bool, bool)>,
    /// The keys of those that are required, which are the same in all of its requests.
    required: BTreeSet<SignatureKey>,
    /// By key: what is sent where nobody sets it.
    defaults: BTreeMap<SignatureKey, &'o str>,
    /// By key: what the client sends.
    settings: BTreeMap<SignatureKey, SettingId>,
    reply: Reply,
}

impl<'o> Group<'o> {
    /// `None` where a key stands twice: a setter that adds is none that replaces.
    fn of(operation: &'o Operation<'o>, discriminators: &BTreeSet<&'o str>) -> Option<Self> {
        let mut parameters = BTreeMap::new();
        let (mut action, mut defaults) = (Vec::new(), BTreeMap::new());
        let mut settings = BTreeMap::new();
        for parameter in &operation.parameters {
            let is_flag = parameter.location == Location::Query
                && parameter.value.is_none()
                && parameter.observed.is_empty();
            let about = (parameter.required, is_flag);
            if discriminators.contains(parameter.name.as_str()) {
                action.push((parameter.name.as_str(), word(parameter)));
            }
            if let Some(default) = &parameter.default {
                defaults.insert(key(parameter), default.as_str());
            }
            if let Some(setting) = parameter.setting {
                settings.insert(key(parameter), setting);
            }
            if parameters.insert(key(parameter), about).is_some() {
                return None;
            }
        }
        Some(Self {
            operation,
            action,
            required: (parameters.iter())
                .filter(|(_, (required, _))| *required)
                .map(|(key, _)| key.clone())
                .collect(),
            parameters,
            defaults,
            settings,
            reply: Reply::of(operation),
        })
    }

    fn takes(&self, other: &Self) -> bool {
        // The group may have thousands that it has taken already, the other one has its own.
        let shared = other.parameters.iter().all(|(key, about)| {
            let own = self.parameters.get(key);
            own.is_none_or(|own| own == about)
        });
        shared
            && self.action == other.action
            && self.defaults == other.defaults
            && self.settings == other.settings
            && self.operation.members == other.operation.members
            && self.required == other.required
            && self.operation.headers == other.operation.headers
            && self.operation.without_headers == other.operation.without_headers
            && same_body(&self.operation.body, &other.operation.body)
            && self.reply.is_like(&other.reply)
    }

    fn join(&mut self, other: Self) {
        self.parameters.extend(other.parameters);
        if let (Reply::Unknown, reply) | (Reply::Object(_), reply @ Reply::Object(_)) =
            (&self.reply, other.reply)
        {
            self.reply = reply;
        }
    }
}

/// What successful replies are, from afar.
#[derive(PartialEq)]
enum Reply {
    /// No example shows one.
    Unknown,
    /// JSON objects with these keys.
    Object(BTreeSet<String>),
    /// Anything else, as a mark for each of its kinds.
    Other(BTreeSet<u8>),
}

impl Reply {
    fn of(operation: &Operation<'_>) -> Self {
        let mut keys: BTreeSet<String> = BTreeSet::new();
        let mut kinds: BTreeSet<u8> = BTreeSet::new();
        for example in operation.examples.iter().filter(|it| it.status < 400) {
            let kind = match &example.body {
                ReplyBody::Empty => b'-',
                ReplyBody::Text { .. } => b't',
                ReplyBody::Bytes { .. } => b'b',
                ReplyBody::Json(text) => {
                    let members = serde_json::from_str::<BTreeMap<String, IgnoredAny>>(text);
                    match members {
                        Ok(members) => {
                            keys.extend(members.into_keys());
                            b'{'
                        }
                        Err(_) => text
                            .bytes()
                            .find(|byte| !byte.is_ascii_whitespace())
                            .unwrap_or(b'-'),
                    }
                }
            };
            kinds.insert(kind);
        }
        match kinds.iter().next() {
            None => Self::Unknown,
            Some(b'{') if kinds.len() == 1 => Self::Object(keys),
            Some(_) => Self::Other(kinds),
        }
    }

    /// Whether one type tells both: objects that share half of their keys would be pooled anyway.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => true,
            (Self::Object(a), Self::Object(b)) => {
                a.intersection(b).count() * 2 >= a.union(b).count()
            }
            (a, b) => a == b,
        }
    }
}

/// Whether two bodies are one argument with other values. JSON that differs has types of its own.
fn same_body(a: &Option<Body<'_>>, b: &Option<Body<'_>>) -> bool {
    let form = |fields: &[FormField<'_>]| -> Vec<_> {
        fields
            .iter()
            // What a saved example alone sends tells no requests apart.
            .filter(|field| !field.pointer.contains("/originalRequest/"))
            .map(|field| {
                let is_file = matches!(field.value, FormValue::File { .. });
                (
                    field.name.clone(),
                    is_file,
                    field.enabled,
                    field.setting,
                    field.content_type.clone(),
                )
            })
            .collect()
    };
    match (a, b) {
        (Some(Body::UrlEncoded(a)), Some(Body::UrlEncoded(b)))
        | (Some(Body::Multipart(a)), Some(Body::Multipart(b))) => form(a) == form(b),
        (a, b) => a == b,
    }
}

/// Makes an operation's request one of another's method, whose parameters stand at `places`.
fn adopt(
    api: &mut Api<'_>,
    method: usize,
    other: usize,
    places: &mut BTreeMap<SignatureKey, usize>,
) {
    api.operations[other].variant_of = Some(OperationId(method));
    let parameters = api.operations[other].parameters.clone();
    let own = &mut api.operations[method].parameters;
    for parameter in parameters {
        let place = *places.entry(key(&parameter)).or_insert(own.len());
        match own.get_mut(place) {
            Some(own) => {
                if own.docs.trim().is_empty() {
                    own.docs = parameter.docs;
                }
                // What the other request sends has to fit the type as well.
                let sent = parameter.value.as_ref().and_then(|it| it.as_constant());
                let sent = sent.filter(|_| parameter.enabled && own.location == Location::Query);
                for value in sent
                    .map(str::to_owned)
                    .into_iter()
                    .chain(parameter.observed)
                {
                    if !own.observed.contains(&value) {
                        own.observed.push(value);
                    }
                }
            }
            None => own.push(Parameter {
                enabled: false,
                ..parameter
            }),
        }
    }
}

fn is_set(parameter: &Parameter<'_>) -> bool {
    parameter.enabled && !matches!(parameter.location, Location::Path { .. })
}
