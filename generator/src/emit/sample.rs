//! The example in a method's docs: a call with plausible values. It is compiled with the crate's doc tests.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::signature::{Argument, ArgumentSource, BodyArgument, FormKind};
use super::types::{self, Others};
use super::{Context, OperationView, paths::Paths};
use crate::model::{Arm, Field, Type, TypeId, TypeKind};
use crate::names::TypeName;

/// How deep a value in an example goes before its parts are left to their defaults.
const DEEPEST: usize = 3;

/// How many characters a line of an example has at most; `    /// ` stands before it.
const WIDEST: usize = 92;

/// The lines of the example, fences included.
pub(super) fn example(context: Context<'_>, view: OperationView<'_>) -> Vec<String> {
    let krate = &context.names.krate;
    let mut lines = vec![
        "```no_run".to_owned(),
        format!(
            "# async fn example(client: {krate}::Client) -> Result<(), Box<dyn std::error::Error>> {{"
        ),
    ];
    let sample = Sample {
        context,
        paths: Paths::outside(context.model, context.names),
        imports: RefCell::default(),
    };
    let mut body = Vec::new();
    let call = sample.call(view, &mut body);
    let start = match view.signature.reply {
        super::signature::ReplyKind::Empty => "",
        _ => "let reply = ",
    };
    let call = sent(start, &call);
    let mut imports = sample.imports.into_inner();
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
                lines.push(format!("let form = {} {{", self.item(view, type_name)));
                let mut left_out = false;
                for member in members {
                    if member.kind == FormKind::One && !member.file {
                        lines.push(format!("    {}: \"…\".into(),", member.ident));
                    } else {
                        left_out = true;
                    }
                }
                if left_out {
                    lines.push("    ..Default::default()".to_owned());
                }
                lines.push("};".to_owned());
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
        let mut parts = format!("let {name} = {value};")
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
            Type::String => format!("\"{}\".into()", seen.and_then(json_text).unwrap_or("…")),
            Type::Timestamp | Type::DateTime => {
                parsed(seen.filter(|text| is_time(text)), "2024-05-01T12:00:00Z")
            }
            Type::Date => parsed(seen.filter(|text| is_time(text)), "2024-05-01"),
            Type::Uuid => "\"5ba4e2c7-9c5d-4b6e-8f0a-2d1c3b4a5968\".parse()?".to_owned(),
            Type::Array(item) => match self.value(item, None, depth + 1) {
                value if depth >= DEEPEST || value == "Default::default()" => "vec![]".to_owned(),
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
        if is_struct && def.usage.request && has_default && depth >= DEEPEST {
            return "Default::default()".to_owned();
        }
        // A value that is far down would be a page of its own.
        if is_struct && (!def.usage.request || depth >= 2 * DEEPEST) {
            return "serde_json::from_str(\"{}\")?".to_owned();
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
                    _ => "serde_json::from_str(\"{}\")?".to_owned(),
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
        let mut lines = vec![format!("{path} {{")];
        let mut left_out = false;
        for (field, member) in fields.iter().zip(&names.members) {
            let value = if field.required {
                self.field(id, field, depth)
            } else {
                "None".to_owned()
            };
            if has_default && matches!(&*value, "None" | "vec![]" | "Default::default()") {
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
        .map(|(module, names)| match names.as_slice() {
            [name] => format!("use {module}{name};"),
            names => format!("use {module}{{{}}};", names.join(", ")),
        });
    lines.collect()
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
