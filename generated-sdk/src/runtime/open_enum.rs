//! What enums whose values are strings have in common.

use std::fmt;
use std::marker::PhantomData;

use serde::de::Visitor;

/// Makes an enum with a variant for each known string, and `Other(String)` for all others, with its text: `as_str`,
/// `Display`, conversion from text, and its form in JSON. Any string is a value of it, and keeps its text.
#[allow(unused_macros, reason = "the folders that use it may be off")]
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $($(#[$docs:meta])* $variant:ident = $wire:literal),* $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = ::std::concat!("`", $wire, "`.")]
                ///
                $(#[$docs])*
                $variant,
            )*
            /// Any other value, as it came.
            Other(::std::string::String),
        }

        impl $name {
            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Other(text) => text,
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($wire => Self::$variant,)*
                    text => Self::Other(::std::borrow::ToOwned::to_owned(text)),
                }
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                ::std::result::Result::Ok(Self::from(text))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                #[cfg(feature = "drift")]
                if let Self::Other(text) = self
                    && $crate::runtime::drift::Marking::is_on()
                {
                    let mark = $crate::runtime::drift::MARK;
                    return serializer.collect_str(&::std::format_args!("{mark}{text}"));
                }
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                deserializer.deserialize_str($crate::runtime::OpenEnumVisitor(::std::marker::PhantomData))
            }
        }
    };
}

pub(crate) use open_enum;

/// What reads a string as a value of an enum. No string is made of it on the way: a known value takes no memory.
#[allow(dead_code, reason = "the folders that use it may be off")]
pub(crate) struct OpenEnumVisitor<T>(pub(crate) PhantomData<T>);

impl<T: for<'a> From<&'a str>> Visitor<'_> for OpenEnumVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok(T::from(text))
    }
}
