//! What is said to the client once: which values are, and who needs them.

use super::Work;
use super::entries::Resolved;
use super::file::{Said, Settings};
use crate::address::Thing;
use crate::api::{
    Api, Body, ClientSetting, Location, OperationId, Parameter, SettingId, SettingNeed,
};
use crate::emit::signature_key;
use crate::names::chosen;

/// Applies what is said of settings, and of parameters that become some.
pub(super) fn apply(work: &mut Work<'_, '_>, entries: &[Resolved<'_>]) {
    for entry in entries {
        match entry.thing {
            Thing::Setting(id) => change(work, id, entry.settings),
            Thing::Parameter(id, at) => {
                if let Some(client) = entry.settings.client.as_ref().filter(|it| it.value) {
                    add(work, id, at, client);
                }
            }
            _ => {}
        }
    }
}

fn change(work: &mut Work<'_, '_>, id: SettingId, settings: &Settings) {
    let in_path = work.api.operations.iter().any(|operation| {
        let mut parameters = operation.parameters.iter();
        parameters.any(|it| it.setting == Some(id) && is_in_path(it))
    });
    if let Some(required) = &settings.required {
        if in_path && !required.value {
            work.wrong(
                &required.place,
                "a path has no place for a missing parameter",
            );
        } else if let Some(setting) = work.api.settings.get_mut(id.0) {
            setting.need = match required.value {
                true => SettingNeed::Client,
                false => SettingNeed::Nobody,
            };
        }
    }
    if let Some(default) = &settings.default
        && let Some(setting) = work.api.settings.get_mut(id.0)
    {
        setting.default.clone_from(&default.value);
    }
    if let Some(client) = settings.client.as_ref().filter(|it| !it.value) {
        release(work, id, client);
    }
}

/// Gives a setting back to the calls.
fn release(work: &mut Work<'_, '_>, id: SettingId, client: &Said<bool>) {
    let operations = work.api.operations.iter();
    let mut members = operations.flat_map(|operation| &operation.members);
    if members.any(|member| member.setting == id) {
        work.wrong(
            &client.place,
            "the types of bodies are made without it: it stays the client's",
        )
        .help("`ClientBuilder` takes it, and `client.with_…(…)` sends another value for a call");
        return;
    }
    for operation in &mut work.api.operations {
        operation.replace_settings(|own| (own != id).then_some(own));
    }
}

/// Makes a setting of a parameter, in all calls that send the same.
fn add(work: &mut Work<'_, '_>, id: OperationId, at: usize, client: &Said<bool>) {
    let Some(parameter) = (work.api.operations.get(id.0)).and_then(|it| it.parameters.get(at))
    else {
        return;
    };
    let parameter = parameter.clone();
    let value = parameter.value.clone().unwrap_or_default();
    if value.as_variable().is_none() && value.as_constant().is_none_or(str::is_empty) {
        work.wrong(
            &client.place,
            "what has no value of its own is not the client's",
        )
        .help("write a value, or a variable that calls have in common");
        return;
    }
    let key = signature_key(&parameter);
    let is_same = |other: &Parameter<'_>| {
        let is_alike = match parameter.location {
            Location::Path { .. } => is_in_path(other),
            _ => signature_key(other) == key,
        };
        is_alike && other.value == parameter.value && !other.fixed
    };
    let setting = SettingId(work.api.settings.len());
    // Uses of a method are made as it is.
    let methods: Vec<usize> = (work.api.operations.iter().enumerate())
        .filter(|(_, operation)| operation.parameters.iter().any(is_same))
        .map(|(index, operation)| operation.variant_of.map_or(index, |method| method.0))
        .collect();
    let mut marked = 0;
    for (index, operation) in work.api.operations.iter_mut().enumerate() {
        let method = operation.variant_of.map_or(index, |method| method.0);
        if !methods.contains(&method) {
            continue;
        }
        marked += 1;
        let is_path = is_in_path(&parameter);
        for other in &mut operation.parameters {
            if is_same(other) || (!is_path && signature_key(other) == key) {
                other.setting = Some(setting);
            }
        }
    }
    let is_needed = is_in_path(&parameter) || parameter.required;
    let need = match is_needed {
        true if marked * 2 > work.api.operations.len() => SettingNeed::Client,
        true => SettingNeed::Call,
        false => SettingNeed::Nobody,
    };
    work.api.settings.push(ClientSetting {
        secret: crate::secret::is_secret_name(&parameter.name),
        name: parameter.name,
        value,
        default: parameter.default,
        need,
        docs: parameter.docs,
        pointer: parameter.pointer,
    });
    chosen::add_setting(work.names, work.api);
}

fn is_in_path(parameter: &Parameter<'_>) -> bool {
    matches!(parameter.location, Location::Path { .. })
}

/// Takes out the settings that no call sends any more.
pub(super) fn drop_unused(work: &mut Work<'_, '_>) {
    let mut used = vec![false; work.api.settings.len()];
    for id in sent(work.api) {
        if let Some(used) = used.get_mut(id.0) {
            *used = true;
        }
    }
    if !used.contains(&false) {
        return;
    }
    let mut place = 0;
    let places: Vec<Option<SettingId>> = used
        .iter()
        .map(|used| {
            let own = used.then_some(SettingId(place));
            place += usize::from(*used);
            own
        })
        .collect();
    let mut kept = used.iter();
    work.api.settings.retain(|_| kept.next() == Some(&true));
    let mut kept = used.iter();
    work.names.settings.retain(|_| kept.next() == Some(&true));
    for operation in &mut work.api.operations {
        operation.replace_settings(|own| places.get(own.0).copied().flatten());
    }
}

fn sent(api: &Api<'_>) -> Vec<SettingId> {
    let mut sent = Vec::new();
    for operation in &api.operations {
        sent.extend(operation.parameters.iter().filter_map(|it| it.setting));
        sent.extend(operation.members.iter().map(|it| it.setting));
        if let Some(Body::UrlEncoded(fields) | Body::Multipart(fields)) = &operation.body {
            sent.extend(fields.iter().filter_map(|it| it.setting));
        }
    }
    sent
}
