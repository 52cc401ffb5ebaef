//! Reads the TOML of overrides. Every mistake is said at its place, and the rest is read all the same.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::file::{
    CredentialChoice, Entry, File, NewCredential, NewScheme, NextPage, ObjectKind, PageStyle, Said,
    Settings, Values,
};
use crate::address::suggest;
use crate::diagnostic::Diagnostics;
use crate::model::Saying;

type Key<'t> = Spanned<std::borrow::Cow<'t, str>>;
type Value<'t> = Spanned<DeValue<'t>>;

/// Keys of the file itself.
const FILE_KEYS: [&str; 4] = ["at", "credential", "credentials", "keep-unknown"];

/// Keys of `pages`.
const PAGE_KEYS: [&str; 15] = [
    "cursor",
    "items",
    "last",
    "last-item",
    "link",
    "link-header",
    "more",
    "number",
    "offset",
    "page",
    "page-size",
    "parameter",
    "size",
    "total",
    "total-pages",
];

/// Those of them that say where a page says something of its list.
const SAYINGS: [(&str, Saying); 6] = [
    ("last", Saying::Last),
    ("more", Saying::More),
    ("number", Saying::Number),
    ("page-size", Saying::Size),
    ("total", Saying::Total),
    ("total-pages", Saying::Pages),
];

/// Keys of `[at."ADDRESS"]`.
pub(super) const KEYS: [&str; 15] = [
    "client",
    "credential",
    "default",
    "enum",
    "keep-unknown",
    "literal",
    "nullable",
    "object",
    "pages",
    "rename",
    "required",
    "skip",
    "type",
    "type-name",
    "url",
];

/// Reads a file; what is wrong with it is said, and left out.
pub fn read(text: &str, diagnostics: &mut Diagnostics) -> File {
    let mut reader = Reader { diagnostics };
    let mut file = File::default();
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let message = error.message().replace('\n', ", ");
            reader
                .diagnostics
                .error(
                    "override-syntax",
                    "",
                    format!("the overrides are no TOML: {message}"),
                )
                .spanning(span);
            return file;
        }
    };
    for (key, value) in &table {
        match key.get_ref().as_ref() {
            "keep-unknown" => file.keep_unknown = reader.boolean(key, value),
            "credential" => file.credential = reader.credential(key, value),
            "credentials" => {
                for (key, value) in reader.table(value).into_iter().flatten() {
                    file.credentials.extend(reader.new_credential(key, value));
                }
            }
            "at" => {
                for (key, value) in reader.table(value).into_iter().flatten() {
                    if let Some(table) = reader.table(value) {
                        file.entries.push(Entry {
                            address: key.get_ref().to_string(),
                            place: key.span(),
                            settings: reader.settings(table),
                        });
                    }
                }
            }
            _ => reader.unknown_key(key, &FILE_KEYS),
        }
    }
    file.entries.sort_by_key(|entry| entry.place.start);
    file.credentials.sort_by_key(|it| it.key.start);
    file
}

struct Reader<'d> {
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_> {
    fn settings(&mut self, table: &DeTable<'_>) -> Settings {
        let mut settings = Settings::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "client" => settings.client = self.boolean(key, value),
                "default" => settings.default = self.default(key, value),
                "rename" => settings.rename = self.text(key, value),
                "type" => settings.ty = self.text(key, value),
                "literal" => settings.literal = self.boolean(key, value),
                "required" => settings.required = self.boolean(key, value),
                "nullable" => settings.nullable = self.boolean(key, value),
                "enum" => settings.values = self.values(key, value),
                "object" => settings.object = self.object(key, value),
                "type-name" => settings.type_name = self.text(key, value),
                "skip" => settings.skip = self.boolean(key, value),
                "url" => settings.url = self.text(key, value),
                "credential" => settings.credential = self.credential(key, value),
                "pages" => settings.pages = self.pages(key, value),
                "keep-unknown" => settings.keep_unknown = self.boolean(key, value),
                _ => self.unknown_key(key, &KEYS),
            }
        }
        settings
    }

    fn text(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<Said<String>> {
        match value.get_ref() {
            DeValue::String(text) => Some(said(key, value, text.to_string())),
            _ => self.wrong(value, "a string"),
        }
    }

    fn boolean(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<Said<bool>> {
        match value.get_ref() {
            DeValue::Boolean(is) => Some(said(key, value, *is)),
            _ => self.wrong(value, "`true` or `false`"),
        }
    }

    fn default(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<Said<Option<String>>> {
        match value.get_ref() {
            DeValue::Boolean(false) => Some(said(key, value, None)),
            DeValue::String(text) => Some(said(key, value, Some(text.to_string()))),
            _ => self.wrong(value, "a string, or `false`"),
        }
    }

    fn values(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<Said<Values>> {
        match value.get_ref() {
            DeValue::Boolean(false) => Some(said(key, value, Values::Off)),
            DeValue::Array(items) if !items.is_empty() => {
                let mut known: Vec<String> = Vec::new();
                for item in items.iter() {
                    let DeValue::String(text) = item.get_ref() else {
                        return self.wrong(item, "a string");
                    };
                    if known.iter().any(|other| other == text) {
                        self.wrong_value(item.span(), format!("{text:?} stands there twice"));
                        return None;
                    }
                    known.push(text.to_string());
                }
                Some(said(key, value, Values::Known(known)))
            }
            _ => self.wrong(value, "the list of the values, or `false`"),
        }
    }

    fn object(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<Said<ObjectKind>> {
        match value.get_ref().as_str() {
            Some("map") => Some(said(key, value, ObjectKind::Map)),
            Some("struct") => Some(said(key, value, ObjectKind::Struct)),
            _ => self.wrong(value, "\"map\" or \"struct\""),
        }
    }

    fn credential(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<Said<CredentialChoice>> {
        match value.get_ref() {
            DeValue::Boolean(false) => Some(said(key, value, CredentialChoice::Off)),
            DeValue::String(name) => {
                Some(said(key, value, CredentialChoice::Named(name.to_string())))
            }
            _ => self.wrong(value, "the name of a credential, or `false`"),
        }
    }

    fn new_credential(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<Said<NewCredential>> {
        let table = self.table(value)?;
        let (mut kind, mut header, mut prefix, mut query) = (None, None, None, None);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "scheme" => kind = self.text(key, value),
                "header" => header = self.text(key, value),
                "prefix" => prefix = self.text(key, value),
                "query" => query = self.text(key, value),
                _ => self.unknown_key(key, &["header", "prefix", "query", "scheme"]),
            }
        }
        let scheme = match (&kind, &header, &prefix, &query) {
            (Some(kind), None, None, None) if kind.value == "bearer" => NewScheme::Bearer,
            (Some(kind), None, None, None) if kind.value == "basic" => NewScheme::Basic,
            (None, Some(header), prefix, None) => NewScheme::Header {
                name: header.value.clone(),
                prefix: prefix.as_ref().map_or(String::new(), |it| it.value.clone()),
            },
            (None, None, None, Some(query)) => NewScheme::Query {
                name: query.value.clone(),
            },
            _ => {
                self.wrong_value(
                    key.span(),
                    "a credential is `scheme = \"bearer\"`, `scheme = \"basic\"`, `header = \"NAME\"` (perhaps with \
                     `prefix`) or `query = \"NAME\"`"
                        .to_owned(),
                );
                return None;
            }
        };
        let usable = match &scheme {
            NewScheme::Header { name, prefix } => {
                is_header_name(name) && prefix.bytes().all(|byte| (b' '..=b'~').contains(&byte))
            }
            NewScheme::Query { name } => !name.is_empty(),
            NewScheme::Bearer | NewScheme::Basic => true,
        };
        if !usable {
            self.wrong_value(key.span(), "that name cannot stand in a request".to_owned());
            return None;
        }
        let name = key.get_ref().to_string();
        Some(said(key, value, NewCredential { name, scheme }))
    }

    fn pages(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<Said<PageStyle>> {
        if matches!(value.get_ref(), DeValue::Boolean(false)) {
            return Some(said(key, value, PageStyle::Off));
        }
        let DeValue::Table(table) = value.get_ref() else {
            return self.wrong(value, "a table, or `false`");
        };
        let (mut items, mut size) = (None, None);
        let mut rules: Vec<NextPage> = Vec::new();
        let (mut cursor, mut last_item, mut parameter) = (None, None, None);
        let mut says = Vec::new();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if let Some((_, saying)) = SAYINGS.iter().find(|(known, _)| *known == name) {
                says.push((*saying, self.keys(value)?));
                continue;
            }
            match name {
                "items" => items = Some(self.keys(value)?),
                "link" => rules.push(NextPage::Link(self.keys(value)?)),
                "page" => rules.push(NextPage::Page(self.text(key, value)?.value)),
                "offset" => rules.push(NextPage::Offset(self.text(key, value)?.value)),
                "cursor" => cursor = Some(self.keys(value)?),
                "last-item" => last_item = Some(self.text(key, value)?.value),
                "parameter" => parameter = Some(self.text(key, value)?.value),
                "size" => size = Some(self.text(key, value)?.value),
                "link-header" => {
                    if self.boolean(key, value)?.value {
                        rules.push(NextPage::LinkHeader);
                    }
                }
                _ => self.unknown_key(key, &PAGE_KEYS),
            }
        }
        says.sort();
        let whole = match (cursor, last_item, parameter) {
            (Some(from), None, Some(parameter)) => {
                rules.push(NextPage::Cursor(from, parameter));
                true
            }
            (None, Some(field), Some(parameter)) => {
                rules.push(NextPage::LastItem(field, parameter));
                true
            }
            (None, None, None) => true,
            _ => false,
        };
        match (items, rules.len()) {
            (Some(items), 1) if whole => {
                let next = rules.swap_remove(0);
                let style = PageStyle::On {
                    items,
                    next,
                    says,
                    size,
                };
                Some(said(key, value, style))
            }
            _ => {
                self.wrong_value(
                    value.span(),
                    "pages need `items` (the way to the list, \"\" where the reply is the list) and one rule: `link`, `page`, \
                     `offset`, `cursor` or `last-item` with `parameter`, or `link-header = true`"
                        .to_owned(),
                );
                None
            }
        }
    }

    /// A way of keys: `"data.items"`, or a list where a key has a dot in it.
    fn keys(&mut self, value: &Value<'_>) -> Option<Vec<String>> {
        match value.get_ref() {
            DeValue::String(text) if text.is_empty() => Some(Vec::new()),
            DeValue::String(text) => Some(text.split('.').map(str::to_owned).collect()),
            DeValue::Array(items) => {
                let keys = items.iter().map(|item| item.get_ref().as_str());
                let keys: Option<Vec<String>> = keys.map(|key| key.map(str::to_owned)).collect();
                match keys {
                    Some(keys) => Some(keys),
                    None => self.wrong(value, "a list of keys"),
                }
            }
            _ => self.wrong(value, "keys with dots between them, or a list of keys"),
        }
    }

    fn table<'v, 't>(&mut self, value: &'v Value<'t>) -> Option<&'v DeTable<'t>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => self.wrong(value, "a table"),
        }
    }

    fn wrong<T>(&mut self, value: &Value<'_>, wanted: &str) -> Option<T> {
        let kind = match value.get_ref() {
            DeValue::Array(items) if items.is_empty() => "empty array",
            other => other.type_str(),
        };
        self.wrong_value(
            value.span(),
            format!("here belongs {wanted}, not this {kind}"),
        );
        None
    }

    fn wrong_value(&mut self, place: Range<usize>, message: String) {
        self.diagnostics
            .error("override-wrong-value", "", message)
            .spanning(place);
    }

    fn unknown_key(&mut self, key: &Key<'_>, known: &[&str]) {
        let name = key.get_ref();
        let help = match suggest::word(name, known.iter().copied()) {
            Some(word) => format!("did you mean `{word}`?"),
            None => format!("known are: {}", known.join(", ")),
        };
        self.diagnostics
            .error(
                "override-unknown-key",
                "",
                format!("there is no key `{name}` here"),
            )
            .spanning(key.span())
            .help(help);
    }
}

fn said<T>(key: &Key<'_>, value: &Value<'_>, inner: T) -> Said<T> {
    Said {
        value: inner,
        key: key.span(),
        place: value.span(),
    }
}

/// RFC 9110, a token.
fn is_header_name(name: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_token)
}
