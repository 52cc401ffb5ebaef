//! The example in a method's docs: a call with plausible values. It is compiled with the crate's doc tests.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::signature::{Argument, ArgumentSource, BodyArgument, FormKind};
use super::types::{self, Others};
use super::{Context, OperationView, paths::Paths, worth};
use crate::model::{Arm, Field, Type, TypeDef, TypeId, TypeKind};
use crate::names::TypeName;

/// How much of a value an example shows.
#[derive(Debug, Clone, Copy)]
struct Measure {
    /// How deep it goes before what has a default is left to it.
    deepest: usize,
    /// How deep it goes at all: what is further down and has no default is read from JSON.
    farthest: usize,
    /// How many fields of a struct it shows where the others have a default.
    fields: usize,
}

/// The measures of an example, the first of them that makes it no longer than [`LONGEST`] is taken.
const MEASURES: [Measure; 5] = [
    Measure::of(3, 6, usize::MAX),
    Measure::of(3, 3, 8),
    Measure::of(2, 2, 6),
    Measure::of(1, 1, 6),
    Measure::of(1, 0, 4),
];

impl Measure {
    const fn of(deepest: usize, farthest: usize, fields: usize) -> Self {
        Self {
            deepest,
            farthest,
            fields,
        }
    }
}

/// How many lines an example has at most, its imports apart: what is longer hides the call that it is about.
const LONGEST: usize = 25;

/// A value that would be a page of its own.
const FROM_JSON: &str = "serde_json::from_str(\"{…}\")?";

/// How many characters a line of an example has at most; `    /// ` stands before it.
const WIDEST: usize = 92;

/// How many fields are shown of a struct all of whose fields may be left out.
const SHOWN_OPTIONS: usize = 2;

/// The lines of the example, fences included.
pub(super) fn example(context: Context<'_>, view: OperationView<'_>) -> Vec<String> {
    let krate = &context.names.krate;
    let mut lines = vec![
        "```no_run".to_owned(),
        format!(
            "# async fn example(client: {krate}::Client) -> Result<(), Box<dyn std::error::Error>> {{"
        ),
    ];
    let written = |measure| {
        let sample = Sample {
            context,
            paths: Paths::outside(context.model, context.names),
            measure,
            imports: RefCell::default(),
        };
        let mut body = Vec::new();
        let call = sample.call(view, &mut body);
        let start = match view.signature.reply {
            super::signature::ReplyKind::Empty => "",
            _ => "let reply = ",
        };
        (body, sent(start, &call), sample.imports.into_inner())
    };
    let mut all = MEASURES.into_iter().map(written);
    let fits = |(body, call, _): &(Vec<String>, Vec<String>, _)| body.len() + call.len() <= LONGEST;
    let short = all.find(fits);
    // Where no measure helps (a struct of forty fields, all of them required), the last is the shortest.
    let least = MEASURES[MEASURES.len() - 1];
    let (mut body, call, mut imports) = short.unwrap_or_else(|| written(least));
    // What a value was left without is not imported for it.
    imports.retain(|name, _| body.iter().chain(&call).any(|line| is_word_of(name, line)));
    if !imports.is_empty() {
        lines.extend(uses(&imports));
        lines.push(String::new());
    }
    lines.append(&mut body);
    lines.extend(call);
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    lines
}

/// A chain as a statement that sends it: in one line, or with a link a line where that would be too long.
fn sent(start: &str, chain: &[String]) -> Vec<String> {
    let line = format!("{start}{}.await?;", chain.concat());
    if line.len() <= WIDEST {
        return vec![line];
    }
    let mut lines = vec![format!(
        "{start}{}",
        chain.first().map_or("", String::as_str)
    )];
    lines.extend(chain.iter().skip(1).map(|link| format!("    {link}")));
    lines.push("    .await?;".to_owned());
    lines
}

/// Writes values as source text. It only ever writes identifiers of ours and literals of plain characters.
struct Sample<'x> {
    context: Context<'x>,
    paths: Paths<'x>,
    measure: Measure,
    /// The types that are called by their last name, and their paths.
    imports: RefCell<BTreeMap<String, String>>,
}

impl Sample<'_> {
    /// The links of the chain that is the call: `client`, `.droplets()`, `.retrieve(1)`.
    fn call(&self, view: OperationView<'_>, lines: &mut Vec<String>) -> Vec<String> {
        let signature = view.signature;
        let mut arguments = Vec::new();
        let values = signature
            .arguments
            .iter()
            .map(|argument| (argument, self.argument(view, argument)));
        match &signature.params {
            Some(name) => {
                lines.push(format!("let params = {} {{", self.item(view, name)));
                lines.extend(
                    values.map(|(argument, value)| format!("    {}: {value},", argument.ident)),
                );
                lines.push("};".to_owned());
                arguments.push("params".to_owned());
            }
            None => arguments.extend(values.map(|(_, value)| value)),
        }
        match &signature.body {
            BodyArgument::None => {}
            BodyArgument::Text => arguments.push("\"…\"".to_owned()),
            BodyArgument::Bytes => arguments.push("\"…\"".to_owned()),
            BodyArgument::Json(ty) => arguments.push(self.body(ty, "body", lines)),
            BodyArgument::Variables(ty) => arguments.push(self.body(ty, "variables", lines)),
            BodyArgument::Form {
                type_name, members, ..
            } => {
                let required = members
                    .iter()
                    .filter(|member| member.kind == FormKind::One && !member.file)
                    .take(self.measure.fields)
                    .map(|member| format!("    {}: \"…\".into(),", member.ident));
                let required: Vec<String> = required.collect();
                let ty = self.item(view, type_name);
                if required.is_empty() {
                    lines.push(format!("let form = {ty}::default();"));
                } else {
                    let left_out = required.len() < members.len();
                    lines.push(format!("let form = {ty} {{"));
                    lines.extend(required);
                    lines.extend(left_out.then(|| "    ..Default::default()".to_owned()));
                    lines.push("};".to_owned());
                }
                arguments.push("&form".to_owned());
            }
        }
        let accessors = signature.accessors.iter();
        std::iter::once("client".to_owned())
            .chain(accessors.map(|accessor| format!(".{accessor}()")))
            .chain([format!(".{}({})", signature.method, arguments.join(", "))])
            .collect()
    }

    fn item(&self, view: OperationView<'_>, name: &str) -> String {
        self.imported(plain(&self.paths.item(Some(view.signature.resource), name)))
    }

    /// The name of a type after its import; its path where another type of that name is imported.
    fn imported(&self, path: String) -> String {
        let name = path.rsplit("::").next().unwrap_or(&path).to_owned();
        let mut imports = self.imports.borrow_mut();
        if *imports.entry(name.clone()).or_insert_with(|| path.clone()) == path {
            name
        } else {
            path
        }
    }

    fn argument(&self, view: OperationView<'_>, argument: &Argument) -> String {
        let observed = match argument.source {
            ArgumentSource::Parameter(index) => view
                .operation
                .parameters
                .get(index)
                .and_then(|parameter| least(&parameter.observed)),
            ArgumentSource::QueryVariable(_) => None,
        };
        if self.paths.by_value(&argument.ty) {
            return self.value(&argument.ty, observed.map(String::as_str), 0);
        }
        // Values of parameters may be secrets or say nothing; only what looks like a name or a number is shown.
        let shown = observed.filter(|text| is_plain(text) && text.len() <= 24);
        format!("\"{}\"", shown.map_or("…", String::as_str))
    }

    fn body(&self, ty: &Type, name: &str, lines: &mut Vec<String>) -> String {
        let value = self.value(ty, None, 0);
        if !Paths::body_by_reference(ty) {
            return value;
        }
        let value = match ty {
            Type::String => return "\"…\"".to_owned(),
            Type::Array(_) => value
                .strip_prefix("vec!")
                .map_or(value.clone(), str::to_owned),
            _ => value,
        };
        // Nothing else says to the reader what is read there.
        let ty = match ty {
            Type::Named(id) if value == FROM_JSON => {
                format!(": {}", self.imported(plain(&self.paths.named(*id))))
            }
            _ => String::new(),
        };
        let mut parts = format!("let {name}{ty} = {value};")
            .split('\n')
            .map(str::to_owned)
            .collect::<Vec<_>>();
        lines.append(&mut parts);
        format!("&{name}")
    }

    /// A value of a type, over several lines where it is a struct.
    fn value(&self, ty: &Type, seen: Option<&str>, depth: usize) -> String {
        match ty {
            Type::Bool => "true".to_owned(),
            Type::I64 => number::<i64>(seen).unwrap_or_else(|| "1".to_owned()),
            Type::U64 => number::<u64>(seen).unwrap_or_else(|| "1".to_owned()),
            Type::F64 => seen.and_then(decimal).unwrap_or_else(|| "1.5".to_owned()),
            Type::Number => "1_i64.into()".to_owned(),
            Type::String => {
                let told = seen.and_then(json_text);
                let told = told.filter(|text| !worth::is_filled_in(text));
                format!("\"{}\".into()", told.unwrap_or("…"))
            }
            Type::Timestamp | Type::DateTime => {
                parsed(seen.filter(|text| is_time(text)), "2024-05-01T12:00:00Z")
            }
            Type::Date => parsed(seen.filter(|text| is_time(text)), "2024-05-01"),
            Type::Uuid => "\"5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968\".parse()?".to_owned(),
            Type::Array(item) => match self.value(item, None, depth + 1) {
                value if depth >= self.measure.deepest || value == "Default::default()" => {
                    "vec![]".to_owned()
                }
                value => format!("vec![{value}]"),
            },
            Type::Map(_) => "Default::default()".to_owned(),
            Type::Nullable(_) => "None".to_owned(),
            Type::Any | Type::Null => "serde_json::json!({})".to_owned(),
            Type::Named(id) => self.named(*id, seen, depth),
        }
    }

    fn named(&self, id: TypeId, seen: Option<&str>, depth: usize) -> String {
        let (Some(def), Some(names)) = (
            self.context.model.types.get(id.0),
            self.context.names.types.get(id.0),
        ) else {
            return "Default::default()".to_owned();
        };
        let is_struct = matches!(def.kind, TypeKind::Struct(_));
        let has_default = self.context.has_default(&Type::Named(id));
        if is_struct && def.usage.request && has_default && depth >= self.measure.deepest {
            return "Default::default()".to_owned();
        }
        if is_struct && (!def.usage.request || (!has_default && self.is_far(def, depth))) {
            return FROM_JSON.to_owned();
        }
        let path = self.imported(plain(&self.paths.named(id)));
        match &def.kind {
            TypeKind::Enum(variants) if !variants.is_empty() => {
                format!(
                    "{path}::{}",
                    names.members.first().map_or("Other", String::as_str)
                )
            }
            TypeKind::Enum(_) => format!("{path}::from(\"…\")"),
            TypeKind::Union(arms) => {
                // The arm of what was seen, else the first.
                let is_text = seen.and_then(json_text).is_some();
                let is_seen = |arm: &Arm| is_text && arm.ty == Type::String;
                let at = arms.iter().position(is_seen).unwrap_or_default();
                match (arms.get(at), names.members.get(at)) {
                    (Some(arm), Some(member)) if !matches!(&arm.ty, Type::Named(_)) => {
                        format!("{path}::{member}({})", self.value(&arm.ty, seen, depth + 1))
                    }
                    _ if types::others(self.context.model, def) == Others::Anything => {
                        format!("{path}::Other(serde_json::json!({{}}))")
                    }
                    _ => FROM_JSON.to_owned(),
                }
            }
            TypeKind::Struct(fields) => self.structure(id, &path, names, fields, depth),
        }
    }

    fn structure(
        &self,
        id: TypeId,
        path: &str,
        names: &TypeName,
        fields: &[Field],
        depth: usize,
    ) -> String {
        let has_default = self.context.has_default(&Type::Named(id));
        if types::has_constructor(self.context, id) {
            return self.constructed(id, path, fields, depth);
        }
        let mut lines = vec![format!("{path} {{")];
        let mut left_out = false;
        // Of a body that needs nothing, such as one that changes something, some of what it may hold.
        let mut extra = match fields.iter().all(|field| !field.required) {
            true => SHOWN_OPTIONS,
            false => 0,
        };
        for (field, member) in fields.iter().zip(&names.members) {
            let value = if field.required {
                self.field(id, field, depth)
            } else if extra > 0 && is_plain_option(field) {
                extra -= 1;
                format!("Some({})", self.field(id, field, depth))
            } else {
                "None".to_owned()
            };
            let is_default = matches!(&*value, "None" | "vec![]" | "Default::default()")
                || value.ends_with("::default()");
            if has_default && (is_default || lines.len() > self.measure.fields) {
                left_out = true;
            } else {
                lines.push(format!("    {member}: {},", value.replace('\n', "\n    ")));
            }
        }
        if !names.unknown.is_empty() {
            if has_default {
                left_out = true;
            } else {
                lines.push(format!("    {}: Default::default(),", names.unknown));
            }
        }
        match (lines.len(), left_out) {
            (1, true) => return format!("{path}::default()"),
            (1, false) => return format!("{path} {{}}"),
            (_, true) => lines.push("    ..Default::default()".to_owned()),
            _ => {}
        }
        lines.push("}".to_owned());
        lines.join("\n")
    }

    /// A call of `new`, which takes the fields that must be there.
    fn constructed(&self, id: TypeId, path: &str, fields: &[Field], depth: usize) -> String {
        let arguments: Vec<String> = fields
            .iter()
            .filter(|field| field.required)
            .map(|field| {
                let value = self.field(id, field, depth);
                // `new` converts texts itself.
                match (&field.ty, value.strip_suffix(".into()")) {
                    (Type::String, Some(text)) => text.to_owned(),
                    _ => value,
                }
            })
            .collect();
        let line = format!("{path}::new({})", arguments.join(", "));
        if line.len() + 8 * depth + 16 <= WIDEST && !line.contains('\n') {
            return line;
        }
        let lines = arguments
            .iter()
            .map(|value| format!("    {},\n", value.replace('\n', "\n    ")));
        format!("{path}::new(\n{})", lines.collect::<String>())
    }

    /// Whether a struct without a default is too far down to be shown; one of few fields reads as well as its JSON.
    fn is_far(&self, def: &TypeDef, depth: usize) -> bool {
        let far = self.measure.farthest;
        let few =
            matches!(&def.kind, TypeKind::Struct(fields) if fields.len() <= self.measure.fields);
        depth > far || (depth == far && !(few && depth == 0))
    }

    fn field(&self, id: TypeId, field: &Field, depth: usize) -> String {
        let value = match &field.ty {
            Type::Null => "None".to_owned(),
            ty => self.value(ty, field.example.as_deref(), depth + 1),
        };
        if matches!(&field.ty, Type::Named(other) if self.context.boxed.contains(&(id, *other))) {
            return format!("Box::new({value})");
        }
        value
    }
}

/// `use digitalocean::droplets::{DropletRequest, IntegerOrString};`
fn uses(imports: &BTreeMap<String, String>) -> Vec<String> {
    let mut by_module: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, path) in imports {
        if let Some(module) = path.strip_suffix(name.as_str()) {
            by_module.entry(module).or_default().push(name);
        }
    }
    let lines = by_module
        .into_iter()
        .flat_map(|(module, names)| match names.as_slice() {
            [name] => vec![format!("use {module}{name};")],
            names => listed(module, names),
        });
    lines.collect()
}

/// How many characters rustfmt lets a line of code in docs have.
const IMPORT: usize = 100;

/// An import of several names: in one line, or as rustfmt wraps it where that would be too long.
fn listed(module: &str, names: &[&str]) -> Vec<String> {
    let line = format!("use {module}{{{}}};", names.join(", "));
    if line.len() <= IMPORT {
        return vec![line];
    }
    let mut lines = vec![format!("use {module}{{")];
    let mut inside = String::from("   ");
    for name in names {
        if inside.len() + name.len() + 2 > IMPORT {
            lines.push(std::mem::replace(&mut inside, String::from("   ")));
        }
        inside.push_str(&format!(" {name},"));
    }
    lines.extend([inside, "};".to_owned()]);
    lines
}

/// Whether a name stands in a line as a word of its own, not at the end of a path.
fn is_word_of(name: &str, line: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let is_part = |letter: &char| letter.is_alphanumeric() || matches!(letter, '_' | ':');
        let (before, after) = (
            line[..at].chars().next_back(),
            line[at + name.len()..].chars().next(),
        );
        !before.is_some_and(|letter| is_part(&letter))
            && !after.is_some_and(|letter| letter != ':' && is_part(&letter))
    })
}

/// A JSON string's text, where it is of plain characters.
pub(super) fn json_text(json: &str) -> Option<&str> {
    let text = json.strip_prefix('"')?.strip_suffix('"')?;
    (is_plain(text) && text.len() <= 40).then_some(text)
}

/// Whether a text can stand in a literal in the docs and mean itself.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || " _-.:/@+".contains(letter))
        && !text.contains("://")
}

fn number<N: std::str::FromStr + ToString>(seen: Option<&str>) -> Option<String> {
    seen?.parse::<N>().ok().map(|number| number.to_string())
}

/// Whether a field that may be left out holds a scalar where it is there, and an example shows that.
fn is_plain_option(field: &Field) -> bool {
    let is_scalar = matches!(
        field.ty,
        Type::Bool
            | Type::I64
            | Type::U64
            | Type::F64
            | Type::String
            | Type::Date
            | Type::Timestamp
    );
    !field.required && field.present > 0 && is_scalar
}

/// A short number as Rust writes one with a fraction.
fn decimal(seen: &str) -> Option<String> {
    let is_plain = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-');
    let number: f64 = seen.parse().ok()?;
    (seen.len() <= 12 && seen.chars().all(is_plain)).then(|| format!("{number:?}"))
}

/// A value that is read from its text: from what was seen, else from `usual`.
fn parsed(seen: Option<&str>, usual: &str) -> String {
    let text = seen.and_then(json_text).unwrap_or(usual);
    format!("\"{text}\".parse()?")
}

/// Whether a JSON string is a date, perhaps with a time, that needs no more than the usual characters.
fn is_time(json: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_digit() || "-:.+TZ\"".contains(letter);
    json.len() > "\"2024-05-01".len() && json.chars().all(is_part)
}

/// A path of identifiers without the spaces that tokens have between them.
fn plain(tokens: &proc_macro2::TokenStream) -> String {
    tokens.to_string().replace(' ', "")
}

/// The shortest value, so that the order of examples decides nothing.
fn least(observed: &[String]) -> Option<&String> {
    observed.iter().min_by_key(|value| (value.len(), *value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_imports_are_wrapped_as_rustfmt_does() {
        assert_eq!(listed("a::", &["B", "C"]), ["use a::{B, C};"]);
        let names = ["ArticleRequest", "IntegerOrString", "TranslatedContent"];
        let wrapped = listed(
            "a_client_of_some_service::articles_of_the_help_center::",
            &names,
        );
        assert_eq!(
            wrapped,
            [
                "use a_client_of_some_service::articles_of_the_help_center::{",
                "    ArticleRequest, IntegerOrString, TranslatedContent,",
                "};"
            ]
        );
        let many = ["AnArticleRequest"; 9];
        assert!(listed("a::", &many).iter().all(|line| line.len() <= IMPORT));
    }
}
