//! Types as Rust writes them: shown to people, and read from what they write.

use crate::address::{Addresses, Thing};
use crate::model::{Model, Type, TypeId};

/// Deepest nesting of a type that is read.
const DEEPEST: usize = 16;

/// A type as the generated crate writes it: `Vec<actions::Action>`.
pub fn show(addresses: &Addresses, ty: &Type) -> String {
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::U64 => "u64".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::Number => "Number".to_owned(),
        Type::String => "String".to_owned(),
        Type::Timestamp => "Timestamp".to_owned(),
        Type::DateTime => "DateTime".to_owned(),
        Type::Date => "Date".to_owned(),
        Type::Uuid => "Uuid".to_owned(),
        Type::Any => "Value".to_owned(),
        Type::Null => "Option<Value>".to_owned(),
        Type::Array(item) => format!("Vec<{}>", show(addresses, item)),
        Type::Map(value) => format!("IndexMap<String, {}>", show(addresses, value)),
        Type::Nullable(inner) => match &**inner {
            Type::Nullable(_) => show(addresses, inner),
            inner => format!("Option<{}>", show(addresses, inner)),
        },
        Type::Named(id) => match addresses.path(Thing::Type(*id)) {
            Some(path) => path.to_owned(),
            None => "Value".to_owned(),
        },
    }
}

/// Reads a type. `Option<T>` is [`Type::Nullable`].
///
/// # Errors
///
/// What is wrong with the text.
pub fn read(text: &str, addresses: &Addresses, model: &Model) -> Result<Type, String> {
    let mut reader = Reader {
        rest: text.trim(),
        addresses,
        model,
    };
    let ty = reader.ty(0)?;
    if reader.rest.is_empty() {
        Ok(ty)
    } else {
        Err(format!("`{}` is too much", reader.rest))
    }
}

struct Reader<'x> {
    rest: &'x str,
    addresses: &'x Addresses,
    model: &'x Model,
}

impl<'x> Reader<'x> {
    fn ty(&mut self, depth: usize) -> Result<Type, String> {
        if depth > DEEPEST {
            return Err("that is nested too deep".to_owned());
        }
        let path = self.path()?;
        let name = path.rsplit("::").next().unwrap_or(path);
        if !self.take("<") {
            return self.plain(path, name);
        }
        let ty = match name {
            "Vec" => Type::Array(Box::new(self.ty(depth + 1)?)),
            "Option" => match self.ty(depth + 1)? {
                nullable @ Type::Nullable(_) => nullable,
                inner => Type::Nullable(Box::new(inner)),
            },
            "Box" => self.ty(depth + 1)?,
            "BTreeMap" | "HashMap" | "Map" | "IndexMap" => {
                let first = self.ty(depth + 1)?;
                if first != Type::String || !self.take(",") {
                    return Err(
                        "a map is `IndexMap<String, T>`: keys of JSON are strings".to_owned()
                    );
                }
                Type::Map(Box::new(self.ty(depth + 1)?))
            }
            other => return Err(format!("`{other}` takes no type in `<…>` here")),
        };
        if self.take(">") {
            Ok(ty)
        } else {
            Err("a `>` is missing".to_owned())
        }
    }

    fn plain(&self, path: &str, name: &str) -> Result<Type, String> {
        let known = match (path, name) {
            ("bool", _) => Type::Bool,
            ("i64", _) => Type::I64,
            ("u64", _) => Type::U64,
            ("f64", _) => Type::F64,
            ("str" | "String" | "std::string::String", _) => Type::String,
            ("Number" | "runtime::Number", _) => Type::Number,
            ("Timestamp" | "jiff::Timestamp", _) => Type::Timestamp,
            ("DateTime" | "runtime::DateTime", _) => Type::DateTime,
            ("Date" | "jiff::civil::Date", _) => Type::Date,
            ("Uuid" | "uuid::Uuid", _) => Type::Uuid,
            ("Value" | "serde_json::Value", _) => Type::Any,
            (
                "i8" | "i16" | "i32" | "i128" | "isize" | "u8" | "u16" | "u32" | "u128" | "usize",
                _,
            ) => {
                return Err(format!(
                    "there is no `{path}` here: integers are `i64`, `u64` or `Number`"
                ));
            }
            ("f32", _) => {
                return Err(
                    "there is no `f32` here: numbers with a fraction are `f64` or `Number`"
                        .to_owned(),
                );
            }
            ("Vec" | "Option" | "BTreeMap" | "HashMap" | "IndexMap", _) => {
                return Err(format!("`{name}` needs a type in `<…>`"));
            }
            _ => return self.named(path),
        };
        Ok(known)
    }

    fn named(&self, path: &str) -> Result<Type, String> {
        match self.addresses.find(path) {
            Some(Thing::Type(id)) if self.model.types.get(id.0).is_some() => Ok(Type::Named(id)),
            Some(_) => Err(format!("`{path}` is no struct, enum or union")),
            None => {
                let similar = self.addresses.similar(path);
                let types = similar
                    .iter()
                    .find(|path| matches!(self.addresses.find(path), Some(Thing::Type(TypeId(_)))));
                Err(match types {
                    Some(like) => format!("there is no type `{path}`; did you mean `{like}`?"),
                    None => format!("there is no type `{path}`"),
                })
            }
        }
    }

    fn path(&mut self) -> Result<&'x str, String> {
        let rest = self.rest.trim_start();
        let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '#');
        let end = rest.find(|c| !is_path(c)).unwrap_or(rest.len());
        let (path, after) = rest.split_at(end);
        self.rest = after.trim_start();
        if path.is_empty() {
            return Err("a type is missing".to_owned());
        }
        Ok(path)
    }

    fn take(&mut self, sign: &str) -> bool {
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }
}
