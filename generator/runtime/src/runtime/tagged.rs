//! Objects of several forms that one member tells apart: `{"type": "card", …}` and `{"type": "bank", …}`.

use std::vec;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess};
use serde_json::{Map, Value};

/// Makes an enum with a variant for each form, and `Other(Value)` for objects of any other.
#[allow(unused_macros, reason = "the folders that use it may be off")]
macro_rules! tagged_union {
    (
        #[by = $key:literal]
        $(#[$meta:meta])*
        pub enum $name:ident { $($variant:ident($form:ty $(,)?) = $word:literal),* $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = ::std::concat!("With `\"", $key, "\": \"", $word, "\"`.")]
                $variant($form),
            )*
            /// Any other object, as it came.
            Other(::serde_json::Value),
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(form) => ::serde::Serialize::serialize(form, serializer),)*
                    #[cfg(feature = "drift")]
                    Self::Other(value) if $crate::runtime::drift::Marking::is_on() => {
                        let marked = $crate::runtime::tagged::marked(value, $key);
                        ::serde::Serialize::serialize(&marked, serializer)
                    }
                    Self::Other(value) => ::serde::Serialize::serialize(value, serializer),
                }
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                struct Forms;

                impl<'de> ::serde::de::Visitor<'de> for Forms {
                    type Value = $name;

                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str("an object")
                    }

                    fn visit_map<A: ::serde::de::MapAccess<'de>>(
                        self,
                        map: A,
                    ) -> ::std::result::Result<$name, A::Error> {
                        let members = $crate::runtime::TaggedMembers::read(map, $key)?;
                        match members.word() {
                            $(Some($word) => members.form().map($name::$variant),)*
                            _ => members.value().map($name::Other),
                        }
                    }
                }

                deserializer.deserialize_map(Forms)
            }
        }
    };
}

#[allow(unused_imports, reason = "the folders that use it may be off")]
pub(crate) use tagged_union;

/// The members of an object, of which those up to the one that tells were read already. Most servers write that one first:
/// then nothing is kept, and the rest is read as it comes.
#[allow(dead_code, reason = "the folders that use it may be off")]
pub(crate) struct TaggedMembers<A> {
    key: &'static str,
    /// What stands before the member that tells.
    before: vec::IntoIter<(String, Value)>,
    /// Its value, until it is read again.
    told: Option<Value>,
    /// The value of the key that was read last, where it is one of those above.
    next: Option<Value>,
    rest: A,
}

#[allow(dead_code, reason = "the folders that use it may be off")]
impl<'de, A: MapAccess<'de>> TaggedMembers<A> {
    /// Reads up to the member that tells.
    pub(crate) fn read(mut map: A, key: &'static str) -> Result<Self, A::Error> {
        let mut before = Vec::new();
        let mut told = None;
        while let Some(name) = map.next_key::<String>()? {
            let value = map.next_value()?;
            if name == key {
                told = Some(value);
                break;
            }
            before.push((name, value));
        }
        Ok(Self {
            key,
            before: before.into_iter(),
            told,
            next: None,
            rest: map,
        })
    }

    /// What it says.
    pub(crate) fn word(&self) -> Option<&str> {
        self.told.as_ref()?.as_str()
    }

    /// All members as one form.
    pub(crate) fn form<T: Deserialize<'de>>(self) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(self))
    }

    /// All members as they came.
    pub(crate) fn value(self) -> Result<Value, A::Error> {
        Map::deserialize(MapAccessDeserializer::new(self)).map(Value::Object)
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for TaggedMembers<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        let name = if let Some((name, value)) = self.before.next() {
            self.next = Some(value);
            name
        } else if let Some(value) = self.told.take() {
            self.next = Some(value);
            self.key.to_owned()
        } else {
            return self.rest.next_key_seed(seed);
        };
        seed.deserialize(name.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.next.take() {
            Some(value) => seed.deserialize(value).map_err(A::Error::custom),
            None => self.rest.next_value_seed(seed),
        }
    }
}

/// An object of no known form as it is written for comparison: the word that would tell its form is marked.
#[cfg(feature = "drift")]
#[allow(dead_code, reason = "the folders that use it may be off")]
pub(crate) fn marked(value: &Value, key: &str) -> Value {
    let mut value = value.clone();
    if let Value::Object(members) = &mut value {
        match members.get_mut(key) {
            Some(Value::String(word)) => word.insert(0, super::drift::MARK),
            // It is no word: no form knows a member like that.
            Some(_) => drop(members.remove(key)),
            // It lacks.
            None => drop(members.insert(key.to_owned(), Value::Null)),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    #[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
    pub struct Card {
        id: i64,
        r#type: String,
        last4: Option<String>,
    }

    #[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
    pub struct Bank {
        r#type: String,
        iban: String,
        owners: Vec<Payment>,
    }

    tagged_union! {
        #[by = "type"]
        /// How somebody pays.
        pub enum Payment {
            Card(Card) = "card",
            // A long one is broken over lines, and has a comma then.
            Bank(
                Box<Bank>,
            ) = "bank",
        }
    }

    #[test]
    fn forms_are_told_apart_wherever_the_word_stands() {
        for text in [
            r#"{"id":1,"type":"card","last4":"42"}"#,
            r#"{"type":"bank","iban":"x","owners":[{"id":2,"type":"card","last4":null}]}"#,
        ] {
            let payment: Payment = serde_json::from_str(text).unwrap();
            assert!(!matches!(payment, Payment::Other(_)), "{text}");
            assert_eq!(serde_json::to_string(&payment).unwrap(), text);
            let buffered: Payment =
                serde_json::from_value(serde_json::from_str(text).unwrap()).unwrap();
            assert_eq!(buffered, payment);
        }
    }

    #[test]
    fn other_forms_are_kept_and_wrong_ones_are_errors() {
        for text in [
            r#"{"a":1,"type":"cash"}"#,
            r#"{"id":1}"#,
            r#"{"type":7}"#,
            "{}",
        ] {
            let payment: Payment = serde_json::from_str(text).unwrap();
            assert!(matches!(payment, Payment::Other(_)), "{text}");
            assert_eq!(serde_json::to_string(&payment).unwrap(), text);
        }
        for text in [
            r#"{"type":"card","id":"1"}"#,
            r#"{"type":"bank"}"#,
            "7",
            "[]",
        ] {
            assert!(serde_json::from_str::<Payment>(text).is_err(), "{text}");
        }
    }

    #[cfg(feature = "drift")]
    #[tokio::test]
    async fn drift_hears_of_other_forms() {
        use std::sync::{Arc, Mutex};

        use crate::runtime::{Call, Http, MemoryTransport, Request, Server};

        const SERVERS: &[Server] = &[Server {
            name: "api",
            default: Some("https://api.example.com"),
        }];
        let memory = MemoryTransport::new();
        let answer = r#"[{"type":"cash","n":1},{"type":"bank","iban":"x","owners":[{"n":1}]}]"#;
        memory.json(200, answer);
        let heard = Arc::new(Mutex::new(Vec::new()));
        let listener = {
            let heard = Arc::clone(&heard);
            move |drift: &crate::runtime::Drift| heard.lock().unwrap().push(drift.to_string())
        };
        let http = Http::builder(SERVERS)
            .transport(memory)
            .on_drift(listener)
            .build()
            .unwrap();
        let call: Call<'_, Vec<Payment>> = Call::json(&http, Request::get("/payments"));
        let payments = call.send().await.unwrap();
        assert!(matches!(&*payments, [Payment::Other(_), Payment::Bank(_)]));
        assert_eq!(
            *heard.lock().unwrap(),
            [
                "GET /payments: unknown value \"cash\" of $[0].type",
                "GET /payments: missing field $[1].owners[0].type",
            ]
        );
    }
}
