//! Headers whose value is one of many: a method sends the collection's unless its caller sets another.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::headers::DefaultHeader;
use super::route::routes;
use crate::api::{ConstantHeader, Location, Operation, Parameter, Template};
use crate::diagnostic::Diagnostics;

/// Makes parameters of them, in the operations that still send them: what most operations send is the client's. `headers` are
/// those of each operation, `common` the client's.
pub(super) fn settle<'a>(
    headers: Vec<Vec<DefaultHeader<'a>>>,
    common: &[ConstantHeader],
    operations: &mut [Operation<'a>],
    diagnostics: &mut Diagnostics,
) {
    let telling = telling(operations);
    let mut told = BTreeSet::new();
    for (index, own) in headers.into_iter().enumerate() {
        let operation = &mut operations[index];
        let mut senders: HashMap<String, usize> = HashMap::new();
        let parameters = operation.parameters.iter();
        let names = (operation.headers.iter().map(|it| &it.name)).chain(
            parameters
                .filter(|it| it.location == Location::Header)
                .map(|it| &it.name),
        );
        for name in names {
            *senders.entry(name.to_ascii_lowercase()).or_default() += 1;
        }
        let mut moved: HashSet<ConstantHeader> = HashSet::new();
        for DefaultHeader {
            header,
            docs,
            pointer,
        } in own
        {
            if common.contains(&header) {
                if told.insert(header.name.to_ascii_lowercase()) {
                    diagnostics
                        .note(
                            "default-header",
                            pointer,
                            format!(
                                "most calls send `{}` with this value: the client does, unless it is told to send another one",
                                header.name
                            ),
                        )
                        .help("`ClientBuilder::default_header` sets another one");
                }
                continue;
            }
            let name = header.name.to_ascii_lowercase();
            // What the client sends is among them no more.
            if senders.get(&name) != Some(&1) || telling.contains(&(index, name)) {
                continue;
            }
            moved.insert(header.clone());
            diagnostics
                .note(
                    "default-header",
                    &*pointer,
                    format!(
                        "`{}` is sent with this value unless the caller sets another",
                        header.name
                    ),
                )
                .help("to send it only where the caller sets it, say so by an override: default = false");
            operation.parameters.push(Parameter {
                value: Some(Template::constant(&header.value)),
                observed: vec![header.value.clone()],
                default: Some(header.value),
                docs,
                pointer,
                ..Parameter::new(Location::Header, header.name)
            });
        }
        operation.headers.retain(|header| !moved.contains(header));
    }
}

/// The headers that tell the requests of a route apart, as (operation, name): each sends one, and not all the same.
fn telling(operations: &[Operation<'_>]) -> BTreeSet<(usize, String)> {
    let mut telling = BTreeSet::new();
    for route in routes(operations) {
        let mut values: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for header in route.iter().flat_map(|index| &operations[*index].headers) {
            let name = header.name.to_ascii_lowercase();
            values.entry(name).or_default().push(&header.value);
        }
        values.retain(|_, values| {
            values.len() == route.len() && values.iter().any(|value| *value != values[0])
        });
        for name in values.into_keys() {
            telling.extend(route.iter().map(|index| (*index, name.clone())));
        }
    }
    telling
}
