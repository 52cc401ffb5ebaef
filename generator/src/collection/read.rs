//! Text to [`Collection`]: everything that is tolerant about reading is here.
//!
//! The text is parsed once into a borrowed tree, and the tree is folded by hand: what is missing gets its default, what
//! has another form than usual is turned into the usual one, what cannot be used is reported and left out. Where the
//! format says one thing and Postman does another, Postman is right, since the client has to send what Postman sends.

mod auth;
mod body;
mod document;
mod entry;
mod item;
mod kind;
mod number;
mod other;
mod reader;
mod request;
mod response;
mod script;
#[cfg(test)]
mod tests;
mod url;

use crate::diagnostic::Diagnostics;
use crate::json::Json;
use crate::secret;

use super::Collection;
use reader::Reader;

pub(super) use document::parse;

/// Reads a collection of format 2.0 or 2.1.
///
/// `None` means that nothing can be made of the text, and that an error says why: it is not JSON, it is not a collection,
/// or its format is another one. Everything less is a warning or a note, and the rest of the collection is there.
pub fn read<'a>(text: &'a str, diagnostics: &mut Diagnostics) -> Option<Collection<'a>> {
    let tree = parse(text, diagnostics)?;
    if other::refuse_whole(&tree, diagnostics) {
        return None;
    }
    let tree = secret::clean(document::unwrap(tree), "", diagnostics);
    document::check(tree.get(), diagnostics)?;
    let mut reader = Reader::new(diagnostics);
    let collection = reader.document(tree)?;
    reader.finish();
    Some(collection)
}

/// The text of a collection without its secrets, and with nothing else changed but white space and how numbers are written; `None`
/// where it is not JSON.
pub fn without_secrets(text: &str, diagnostics: &mut Diagnostics) -> Option<String> {
    let tree = document::unwrap(parse(text, diagnostics)?);
    Some(
        secret::clean(tree, "", diagnostics)
            .into_inner()
            .to_string(),
    )
}

/// The values of a list of variables, for documents that are not collections.
pub(super) fn variables<'a>(
    list: Json<'a>,
    parent: &str,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<super::Variable<'a>> {
    let mut reader = Reader::new(diagnostics);
    let variables = reader.variables(Some(list), parent, name);
    reader.finish();
    variables
}
