//! Query parameters.

use crate::api::{Location, Parameter, Piece};
use crate::diagnostic::Diagnostics;

use super::scope::Scope;
use super::text;
use super::url::Pair;

/// Turns the pairs of a query into parameters. A disabled entry whose key stands there already is one more value of it.
pub(super) fn resolve<'a>(
    pairs: Vec<Pair<'a>>,
    scope: &Scope,
    diagnostics: &mut Diagnostics,
) -> Vec<Parameter<'a>> {
    let mut parameters: Vec<Parameter<'a>> = Vec::with_capacity(pairs.len());
    let (enabled, disabled): (Vec<_>, Vec<_>) = pairs
        .into_iter()
        .enumerate()
        .partition(|(_, pair)| !pair.disabled);
    let mut places = Vec::new();
    for (place, pair) in enabled.into_iter().chain(disabled) {
        let name = text::decode(&pair.key.to_string(), true);
        if name.is_empty() && (pair.disabled || pair.value.is_none()) {
            diagnostics.note(
                "query-without-key",
                pair.pointer,
                "this query parameter has no key: it is left out",
            );
            continue;
        }
        let value = pair.value.map(|value| text::decode_template(&value, true));
        let shown = value
            .as_ref()
            .and_then(|value| scope.fill(value))
            .filter(|value| text::shows(&name, value));
        if pair.disabled
            && let Some(known) = parameters
                .iter_mut()
                .find(|parameter| parameter.name == name)
        {
            diagnostics.note(
                "repeated-parameter",
                pair.pointer,
                format!("`{name}` stands here once more, disabled: it is taken for another value of the same parameter"),
            );
            if let Some(shown) = shown.filter(|shown| !known.observed.contains(shown)) {
                known.observed.push(shown);
            }
            if known.docs.is_empty() {
                known.docs = pair.docs;
            }
            continue;
        }
        places.push(place);
        parameters.push(Parameter {
            required: !pair.disabled && text::says_required(&pair.docs),
            observed: shown.into_iter().collect(),
            value,
            enabled: !pair.disabled,
            docs: pair.docs,
            pointer: pair.pointer,
            ..Parameter::new(Location::Query, name)
        });
    }
    let mut placed: Vec<_> = places.into_iter().zip(parameters).collect();
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, parameter)| parameter).collect()
}

/// Whether blanks are written `+` in a query, and in no other way. Postman sends both as they are written.
pub(super) fn writes_plus(pairs: &[Pair<'_>]) -> bool {
    let texts = || {
        let sent = pairs.iter().filter(|pair| !pair.disabled);
        let templates = sent.flat_map(|pair| [Some(&pair.key), pair.value.as_ref()]);
        (templates.flatten().flat_map(|it| &it.pieces)).filter_map(|piece| match piece {
            Piece::Text(text) => Some(text.as_str()),
            Piece::Variable(_) => None,
        })
    };
    texts().any(|text| text.contains('+'))
        && !texts().any(|text| text.contains(' ') || text.contains("%20"))
}

/// Makes required what a request's name says it goes by: `Delete Droplets by tag` makes no sense without its `tag_name`.
pub(super) fn require_named(name: &str, parameters: &mut [Parameter<'_>]) {
    for index in named(name, parameters) {
        parameters[index].required = true;
    }
}

/// The enabled query parameters that a request's name says it goes by.
pub(super) fn named(name: &str, parameters: &[Parameter<'_>]) -> Vec<usize> {
    let words = words(name);
    let Some(by) = words.iter().rposition(|word| word == "by") else {
        return Vec::new();
    };
    let said = &words[by + 1..];
    let is_named = |parameter: &Parameter<'_>| {
        let own = self::words(&parameter.name);
        // A page is turned, not gone by.
        own.iter().any(|word| said.contains(word) && word != "page")
    };
    let parameters = parameters.iter().enumerate();
    parameters
        .filter(|(_, it)| it.enabled && it.location == Location::Query && is_named(it))
        .map(|(index, _)| index)
        .collect()
}

fn words(text: &str) -> Vec<String> {
    let words = crate::infer::words::words(text);
    words.split(' ').map(str::to_owned).collect()
}

/// Adds what a saved example's URL shows: values of parameters, and parameters that the request itself has not.
pub(super) fn observe<'a>(
    parameters: &mut Vec<Parameter<'a>>,
    pairs: Vec<Pair<'a>>,
    diagnostics: &mut Diagnostics,
) {
    for pair in pairs.into_iter().filter(|pair| !pair.disabled) {
        let name = text::decode(&pair.key.to_string(), true);
        if name.is_empty() || text::is_place(&name) {
            continue;
        }
        let value = pair.value.map(|value| text::decode_template(&value, true));
        let shown = value
            .as_ref()
            .and_then(|value| value.as_constant())
            .filter(|value| text::shows(&name, value));
        if let Some(known) = parameters
            .iter_mut()
            .find(|parameter| parameter.name == name)
        {
            if let Some(shown) =
                shown.filter(|shown| !known.observed.iter().any(|seen| seen == shown))
            {
                known.observed.push(shown.to_owned());
            }
            continue;
        }
        diagnostics.note(
            "parameter-of-an-example",
            &*pair.pointer,
            format!("only a saved example has the query parameter `{name}`: it is an optional one"),
        );
        parameters.push(Parameter {
            observed: shown.map(str::to_owned).into_iter().collect(),
            value,
            enabled: false,
            docs: pair.docs,
            pointer: pair.pointer,
            ..Parameter::new(Location::Query, name)
        });
    }
}
