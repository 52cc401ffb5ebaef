//! JSON whose structs are objects, and nothing else.
//!
//! serde reads a struct from an array as well, field by field: a server that begins to send `[{…}]` in place of `{…}` would
//! go unnoticed where a struct has one field. No API means that, so arrays are refused there.

use std::fmt;

use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess,
    Unexpected, Visitor,
};

use super::nearly_json;

/// Reads JSON of that type. What JavaScript reads as well is no error: a key that comes again, half a character.
pub(super) fn from_slice<T: DeserializeOwned>(text: &[u8]) -> serde_json::Result<T> {
    read(text).or_else(|error| match nearly_json::mend(text) {
        Some(text) => read(&text),
        None => Err(error),
    })
}

fn read<T: DeserializeOwned>(text: &[u8]) -> serde_json::Result<T> {
    let mut reader = serde_json::Deserializer::from_slice(text);
    let value = T::deserialize(Objects(&mut reader))?;
    reader.end()?;
    Ok(value)
}

/// Something that is read, or that is a part of it, whose structs are objects.
struct Objects<T>(T);

/// What reads a struct: not from an array.
struct Members<V>(V);

/// What is read as it is; nothing below it is a struct.
macro_rules! as_it_is {
    ($($method:ident)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
                self.0.$method(visitor)
            }
        )*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Objects<D> {
    type Error = D::Error;

    as_it_is! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_i128 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_u128 deserialize_f32 deserialize_f64 deserialize_char deserialize_str
        deserialize_string deserialize_bytes deserialize_byte_buf deserialize_unit
        deserialize_identifier deserialize_ignored_any
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_option(Objects(visitor))
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_unit_struct(name, visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_newtype_struct(name, Objects(visitor))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_seq(Objects(visitor))
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_tuple(length, Objects(visitor))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0
            .deserialize_tuple_struct(name, length, Objects(visitor))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(Objects(visitor))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_struct(name, fields, Members(visitor))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

/// What is handed on as it is.
macro_rules! handed_on {
    ($($method:ident: $value:ty),*) => {
        $(
            fn $method<E: Error>(self, value: $value) -> Result<V::Value, E> {
                self.0.$method(value)
            }
        )*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Objects<V> {
    type Value = V::Value;

    handed_on! {
        visit_bool: bool, visit_i64: i64, visit_i128: i128, visit_u64: u64, visit_u128: u128,
        visit_f64: f64, visit_str: &str, visit_borrowed_str: &'de str, visit_string: String,
        visit_bytes: &[u8], visit_borrowed_bytes: &'de [u8], visit_byte_buf: Vec<u8>
    }

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Objects(value))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Objects(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Objects(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Objects(members))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, value: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(value)
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Members<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _items: A) -> Result<V::Value, A::Error> {
        Err(A::Error::invalid_type(Unexpected::Seq, &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Objects(members))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Objects<A> {
    type Error = A::Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, A::Error> {
        self.0.next_element_seed(Objects(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Objects<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        self.0.next_value_seed(Objects(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Objects<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Objects(deserializer))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;
    use serde_json::value::RawValue;
    use serde_json::{Value, json};

    use super::from_slice;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Links {
        next: Option<Box<Links>>,
    }

    #[derive(Debug, Deserialize)]
    struct Page {
        links: Links,
        #[serde(default)]
        more: Vec<Links>,
        #[serde(default)]
        by_name: BTreeMap<String, Links>,
        #[serde(default)]
        pair: Option<(i64, f64)>,
        any: Value,
        raw: Option<Box<RawValue>>,
    }

    #[test]
    fn structs_are_objects_wherever_they_stand() {
        let good = json!({
            "links": {"next": {"next": null}},
            "more": [{}, {"next": {}}],
            "by_name": {"a": {}},
            "pair": [1, 2.5],
            "any": [[{}]],
            "raw": [1, {"a": "b"}],
            "unknown": [[[]]]
        });
        let page: Page = from_slice(good.to_string().as_bytes()).unwrap();
        assert!(page.links.next.is_some());
        assert_eq!(page.more.len() + page.by_name.len(), 3);
        assert_eq!(page.pair, Some((1, 2.5)));
        assert_eq!(page.any, json!([[{}]]));
        assert_eq!(page.raw.unwrap().get(), good["raw"].to_string());

        for (place, wrong) in [
            ("/links", json!([{}])),
            ("/links/next", json!([null])),
            ("/more/1", json!([null])),
            ("/by_name/a", json!([null])),
        ] {
            let mut text = good.clone();
            *text.pointer_mut(place).unwrap() = wrong;
            let text = text.to_string();
            // This is what serde itself would take.
            assert!(serde_json::from_str::<Page>(&text).is_ok(), "{place}");
            let error = from_slice::<Page>(text.as_bytes()).unwrap_err();
            let said = error.to_string();
            assert!(
                said.starts_with("invalid type: sequence, expected struct Links at line 1"),
                "{said}"
            );
        }
        assert!(from_slice::<Links>(b"{} {}").is_err());
    }

    #[test]
    fn what_javascript_reads_is_read() {
        #[derive(Debug, Deserialize)]
        struct Named {
            id: i64,
            name: String,
        }
        let text = br#"{"id":1,"name":"Party \ud83d","id":2}"#;
        let named: Named = from_slice(text).unwrap();
        assert_eq!((named.id, named.name.as_str()), (2, "Party \u{fffd}"));
        // What is wrong behind it is told by its own place.
        let error = from_slice::<Named>(br#"{"id":1,"id":2,"name":7}"#).unwrap_err();
        assert!(
            error.to_string().contains("invalid type: integer `7`"),
            "{error}"
        );
        assert_eq!(error.column(), 23);
    }
}
