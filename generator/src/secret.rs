//! What may not leave the collection: credentials, and what points to a person.
//!
//! Collections are shared with live tokens in them. A generated crate is published, so it holds none, wherever they stood: in a
//! description, in the middle of a sentence, as a key of an object, in a path, in a name. Nothing has to remember that: the
//! document is cleaned before anything reads it, and a collection is made of a `Clean` document alone.
//!
//! 1. What has the shape of a key that some vendor hands out is a secret anywhere (`rules`), and so are tokens in JSON's base64,
//!    private keys, passwords in URLs, and what follows `Bearer`.
//! 2. The value of a name that says so (`access_token`, `clientSecret`) is one if it looks like one (`judge`): drawn text for a
//!    token, what is not plain words for a password. `"token": "0xdAC1…"`, `"auth": "saml-redirect"` stay.
//! 3. What the `auth` of a request holds, an `Authorization` header, or a variable of the type `secret` is one whatever it looks
//!    like, unless it is plainly a dummy ([`is_placeholder`]).
//! 4. Addresses and telephone numbers of people become reserved ones (`personal`).
//!
//! What replaces a secret is of the same kind (`made_up`), so that it still decodes: a UUID becomes the nil UUID, digits become
//! as many ones, text becomes text. Each replacement is a note.

mod assign;
mod dummies;
mod finder;
mod judge;
mod made_up;
mod names;
mod personal;
mod random;
mod replace;
mod rules;
mod scan;
#[cfg(test)]
mod tests;
mod tree;
mod units;
mod words;

pub use dummies::is_placeholder;
pub use made_up::{harmless, is_made_up};
pub use names::{is_scheme_secret, is_secret_name};
pub(crate) use replace::hide;
pub use tree::SECRET_REPLACED;
pub(crate) use tree::{Clean, clean};

/// Whether a text holds nothing that is a secret anywhere: the shapes of the first rule. What is written is held against it.
pub fn is_clean(text: &str) -> bool {
    leaks(text).is_empty()
}

/// Where in a text its secrets stand, and what points to a person.
pub(crate) fn places(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut hits = scan::secrets(text);
    personal::find(text, &mut hits);
    hits.into_iter().map(|hit| hit.range)
}

/// Whether a diagnostic says that the value at its place is not to be shown.
pub(crate) fn is_about_a_value(code: &str) -> bool {
    code == SECRET_REPLACED
}

/// The secrets that a text still holds, for a message of a test.
pub fn leaks(text: &str) -> Vec<&str> {
    scan::shapes(text)
        .into_iter()
        .filter_map(|hit| text.get(hit.range))
        .collect()
}

/// Whether `Debug` of a generated type hides the text of a field of this name: passwords, tokens, keys; not short codes.
pub fn hides(name: &str) -> bool {
    use names::Kind::{Pass, Password, Token};
    matches!(names::kind_of(name, false), Some(Pass | Password | Token))
}
