use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Objects, Shape, numbers};
use crate::json;
use crate::template::{MARK_CLOSE, MARK_OPEN};

/// Marks around a number that neither `i64`, `u64` nor `f64` holds.
const BIG: (char, char) = ('\u{E002}', '\u{E003}');

/// Reads the shape of a JSON text.
///
/// # Errors
///
/// Where the text is not one JSON document, or nests deeper than 128 levels.
pub fn observe(text: &str) -> Result<Shape, serde_json::Error> {
    read(text, false)
}

/// Reads the shape of a JSON template, whose bare variables `template::mark_holes` has marked; `{{variables}}` in strings
/// are no values either.
///
/// # Errors
///
/// As [`observe`].
pub fn observe_template(marked: &str) -> Result<Shape, serde_json::Error> {
    read(marked, true)
}

fn read(text: &str, template: bool) -> Result<Shape, serde_json::Error> {
    // Text with the mark in it already would be mistaken: then no number is marked, and all decimals count as big.
    let marked = if text.contains(BIG.0) {
        None
    } else {
        Some(mark_big_numbers(text))
    };
    let how = How {
        template,
        doubtful: marked.is_none(),
    };
    let text = marked.as_deref().unwrap_or(text);
    let repeats = Cell::new(false);
    let shape = of(text, how, &repeats)?;
    if !repeats.get() {
        return Ok(shape);
    }
    // Of members with one key the last one counts.
    let once = crate::json::without_repeats(text)?;
    of(&once, how, &repeats)
}

fn of(text: &str, how: How, repeats: &Cell<bool>) -> Result<Shape, serde_json::Error> {
    let mut shape = Shape::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Observe {
        shape: &mut shape,
        how,
        repeats,
    }
    .deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(shape)
}

/// Turns numbers that would lose something into marked strings: serde's data model has no number of any size.
fn mark_big_numbers(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = json::string_end(bytes, at),
            b'-' | b'0'..=b'9' => {
                let start = at;
                while bytes.get(at).is_some_and(|byte| {
                    matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')
                }) {
                    at += 1;
                }
                let number = &text[start..at];
                if !numbers::fits(number) {
                    out.push_str(&text[done..start]);
                    out.extend(['"', BIG.0]);
                    out.push_str(number);
                    out.extend([BIG.1, '"']);
                    done = at;
                }
            }
            _ => at += 1,
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

#[derive(Clone, Copy)]
struct How {
    /// Whether `{{…}}` and the marks of holes stand for variables.
    template: bool,
    /// Whether big numbers could not be marked.
    doubtful: bool,
}

struct Observe<'s> {
    shape: &'s mut Shape,
    how: How,
    /// Set where an object has a key again.
    repeats: &'s Cell<bool>,
}

impl<'de> DeserializeSeed<'de> for Observe<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Observe<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.shape.null = self.shape.null.saturating_add(1);
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.shape.bools = self.shape.bools.saturating_add(1);
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.shape.numbers.integer(value.into());
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.shape.numbers.integer(value.into());
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        if self.how.doubtful {
            self.shape.numbers.lossy();
        } else {
            self.shape.numbers.decimal(value);
        }
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        if self.how.template && text.starts_with(MARK_OPEN) && text.ends_with(MARK_CLOSE) {
            self.shape.holes = self.shape.holes.saturating_add(1);
        } else if !self.how.doubtful && text.starts_with(BIG.0) && text.ends_with(BIG.1) {
            self.shape.numbers.lossy();
        } else {
            self.shape.strings.add(text, self.how.template);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        let arrays = self.shape.arrays.get_or_insert_default();
        arrays.count = arrays.count.saturating_add(1);
        let mut empty = true;
        while sequence
            .next_element_seed(Observe {
                shape: &mut arrays.items,
                how: self.how,
                repeats: self.repeats,
            })?
            .is_some()
        {
            empty = false;
        }
        arrays.empty = arrays.empty.saturating_add(empty.into());
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let objects = self.shape.objects.get_or_insert_default();
        objects.count = objects.count.saturating_add(1);
        let count = objects.count;
        let mut position = 0;
        let mut expected = 0;
        while let Some(index) = map.next_key_seed(Key { objects, expected })? {
            expected = index + 1;
            let Some((_, field)) = objects.fields.get_index_mut(index) else {
                continue;
            };
            if field.last != count {
                field.last = count;
                field.present = field.present.saturating_add(1);
                field.positions = field.positions.saturating_add(position);
                position += 1;
            } else {
                self.repeats.set(true);
            }
            map.next_value_seed(Observe {
                shape: &mut field.shape,
                how: self.how,
                repeats: self.repeats,
            })?;
        }
        Ok(())
    }
}

/// Finds the index of a key among the fields, or adds it. Objects at one place mostly agree about the order of their
/// keys, so the field after the last one is tried first.
struct Key<'s> {
    objects: &'s mut Objects,
    expected: usize,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = usize;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<usize, E> {
        let fields = &mut self.objects.fields;
        if fields
            .get_index(self.expected)
            .is_some_and(|(known, _)| **known == *key)
        {
            return Ok(self.expected);
        }
        Ok(match fields.get_index_of(key) {
            Some(index) => index,
            None => fields.insert_full(key.into(), Default::default()).0,
        })
    }
}
