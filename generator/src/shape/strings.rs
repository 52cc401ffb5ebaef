use crate::dynamic;
use crate::infer::policy;

/// What the strings at one place have looked like.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Strings {
    /// How many there were, placeholders and templates included.
    pub count: u32,
    /// The least of the short distinct values, in order, each with its count. Placeholders and templates are not among
    /// them.
    pub values: Vec<(Box<str>, u32)>,
    /// Whether there were other values than those.
    pub more: bool,
    /// How many are the empty string.
    pub blank: u32,
    /// How many held a `{{variable}}` of a template, but for those that are `made`.
    pub templates: u32,
    /// How many were one variable that Postman makes a value of a format up for (`{{$guid}}`): each is another one.
    pub made: u32,
    /// Which placeholders (`"<integer>"`) stood there, as a set of [`Placeholder`] bits.
    pub placeholders: u8,
    /// How many placeholders there were.
    pub placeholder_count: u32,
    /// The formats that every one of them has; meaningless where there is none.
    formats: Formats,
}

/// Formats of strings, as a set of bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Formats(u8);

impl Formats {
    /// A UUID, hyphenated and lower-case.
    pub const UUID: Formats = Formats(1);
    /// An RFC 3339 time stamp in UTC that is written back as it was.
    pub const TIMESTAMP: Formats = Formats(2);
    /// A calendar date.
    pub const DATE: Formats = Formats(4);
    /// An absolute URL of HTTP. No type of its own, but what a link to the next page is known by.
    pub const URL: Formats = Formats(8);
    /// An RFC 3339 time stamp, in any offset and with any number of digits. A [`Formats::TIMESTAMP`] is one as well.
    pub const DATE_TIME: Formats = Formats(16);

    /// Whether `other` is among these.
    pub fn has(self, other: Formats) -> bool {
        self.0 & other.0 == other.0
    }

    /// The formats that a string has: it parses as them and is written back the same (a [`Formats::DATE_TIME`] by what keeps
    /// its text).
    pub fn of(text: &str) -> Formats {
        let bytes = text.as_bytes();
        if bytes.len() == 36 && is_uuid(bytes) {
            return Formats::UUID;
        }
        if text.starts_with("https://") || text.starts_with("http://") {
            return Formats::URL;
        }
        if bytes.len() < 10
            || bytes.len() > LONGEST_TIME
            || !bytes[0].is_ascii_digit()
            || bytes[4] != b'-'
        {
            return Formats(0);
        }
        if bytes.len() == 10 {
            let date = text.parse::<jiff::civil::Date>();
            return if date.is_ok_and(|date| date.to_string() == text) {
                Formats::DATE
            } else {
                Formats(0)
            };
        }
        // What stands in brackets is no part of RFC 3339: the name of a zone.
        if !matches!(bytes[10], b'T' | b't' | b' ') || bytes.ends_with(b"]") {
            return Formats(0);
        }
        match text.parse::<jiff::Timestamp>() {
            Ok(time) if bytes.ends_with(b"Z") && time.to_string() == text => {
                Formats(Formats::TIMESTAMP.0 | Formats::DATE_TIME.0)
            }
            Ok(_) => Formats::DATE_TIME,
            Err(_) => Formats(0),
        }
    }
}

/// Bytes of the longest time: nine digits of a second's fraction, and an offset.
const LONGEST_TIME: usize = "2014-11-14T16:29:21.123456789+02:00".len();

fn is_uuid(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().all(|(index, byte)| match index {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
    })
}

/// Text that stands for a type: `"<integer>"`, as converters of API descriptions write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder {
    /// `<string>`, `<dateTime>`, `<uuid>` …: a string of some form.
    String,
    /// `<integer>`, `<long>` …
    Integer,
    /// `<number>`, `<float>` …
    Number,
    /// `<boolean>`
    Bool,
    /// `<object>`, `<array>`, `<any>`, `<Circular reference …>`, `<Error: Too many levels …>`: anything.
    Any,
}

impl Placeholder {
    /// The placeholder that a text is.
    pub fn of(text: &str) -> Option<Placeholder> {
        let inner = text.strip_prefix('<')?.strip_suffix('>')?;
        Some(match inner {
            "string" | "dateTime" | "date-time" | "date" | "time" | "uuid" | "email" | "uri"
            | "url" | "password" | "byte" | "binary" | "hostname" | "ipv4" | "ipv6"
            | "duration" => Placeholder::String,
            "integer" | "long" | "int" | "int32" | "int64" => Placeholder::Integer,
            "number" | "float" | "double" | "decimal" => Placeholder::Number,
            "boolean" | "bool" => Placeholder::Bool,
            "object" | "array" | "any" | "null" => Placeholder::Any,
            other
                if other.starts_with("Circular reference to ")
                    || other.starts_with("Error: Too many levels of nesting") =>
            {
                Placeholder::Any
            }
            _ => return None,
        })
    }

    /// Its bit in [`Strings::placeholders`].
    pub fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The formats of what Postman makes up for a text, where that is one variable.
fn made(text: &str) -> Option<Formats> {
    let name = text.strip_prefix("{{")?.strip_suffix("}}")?;
    let formats = Formats::of(dynamic::sample(name)?);
    (formats != Formats(0) && formats != Formats::URL).then_some(formats)
}

impl Strings {
    /// Adds a string; `template` where `{{…}}` in it stands for a variable.
    pub fn add(&mut self, text: &str, template: bool) {
        let first = self.count == 0;
        self.count = self.count.saturating_add(1);
        if let Some(formats) = made(text).filter(|_| template) {
            self.made = self.made.saturating_add(1);
            self.formats = if first {
                formats
            } else {
                Formats(self.formats.0 & formats.0)
            };
            return;
        }
        if template && text.contains("{{") {
            self.templates = self.templates.saturating_add(1);
            self.formats = Formats(0);
            return;
        }
        if let Some(placeholder) = Placeholder::of(text) {
            self.placeholders |= placeholder.bit();
            self.placeholder_count = self.placeholder_count.saturating_add(1);
            self.formats = Formats(0);
            return;
        }
        if first {
            self.formats = Formats::of(text);
        } else if self.formats.0 != 0 {
            self.formats = Formats(self.formats.0 & Formats::of(text).0);
        }
        if text.is_empty() {
            self.blank = self.blank.saturating_add(1);
        }
        if text.len() > policy::KEPT_STRING_BYTES {
            self.more = true;
            return;
        }
        match self
            .values
            .binary_search_by(|(value, _)| (**value).cmp(text))
        {
            Ok(index) => self.values[index].1 = self.values[index].1.saturating_add(1),
            Err(index) if index < policy::KEPT_STRINGS => {
                self.values.insert(index, (text.into(), 1));
                self.bound();
            }
            Err(_) => self.more = true,
        }
    }

    /// The formats that every one of them has.
    pub fn formats(&self) -> Formats {
        if self.count == 0 {
            Formats(0)
        } else {
            self.formats
        }
    }

    /// Whether a string like this one was seen.
    pub(super) fn accepts(&self, text: &str) -> bool {
        if Placeholder::of(text).is_some() {
            return self.placeholder_count > 0;
        }
        let formats = self.formats();
        self.count > 0
            && Formats::of(text).has(formats)
            && (self.more || self.values.iter().any(|(value, _)| **value == *text))
    }

    pub(super) fn absorb(&mut self, other: Strings) {
        if other.count == 0 {
            return;
        }
        if self.count == 0 {
            *self = other;
            return;
        }
        self.count = self.count.saturating_add(other.count);
        self.formats = Formats(self.formats.0 & other.formats.0);
        self.blank = self.blank.saturating_add(other.blank);
        self.templates = self.templates.saturating_add(other.templates);
        self.made = self.made.saturating_add(other.made);
        self.placeholders |= other.placeholders;
        self.placeholder_count = self
            .placeholder_count
            .saturating_add(other.placeholder_count);
        self.more |= other.more;
        for (value, count) in other.values {
            match self.values.binary_search_by(|(mine, _)| mine.cmp(&value)) {
                Ok(index) => self.values[index].1 = self.values[index].1.saturating_add(count),
                Err(index) => self.values.insert(index, (value, count)),
            }
        }
        self.bound();
    }

    /// Keeps the least values alone. A value that is kept was kept on every side that it came from, so its count is whole.
    fn bound(&mut self) {
        if self.values.len() > policy::KEPT_STRINGS {
            self.values.truncate(policy::KEPT_STRINGS);
            self.more = true;
        }
    }
}
