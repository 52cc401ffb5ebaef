//! Docs on their way past the parser.
//!
//! As tokens, a line of docs is an attribute with a string: escaped, parsed, read back, all to become the same line again. A
//! file is half docs, and that was a tenth of the compiler's work. So an emitter leaves docs here, writes an attribute with
//! their number, and `render` puts them where the number stands.

use std::cell::RefCell;
use std::collections::HashMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// How the attribute is called. Text of the collection that holds this word becomes no raw literal, so it never stands in
/// a line of its own.
pub(crate) const MARK: &str = "__docs";

thread_local! {
    /// Tokens cannot leave their thread, so neither need their docs.
    static SHELF: RefCell<Shelf> = RefCell::default();
}

#[derive(Default)]
struct Shelf {
    docs: HashMap<u32, String>,
    next: u32,
}

/// Which item docs belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// The one after them: `///`.
    Outer,
    /// The one around them: `//!`.
    Inner,
}

/// The attribute that stands for docs, a line of Markdown each; none of them has a line break.
pub(crate) fn attribute(lines: &[String], side: Side) -> TokenStream {
    if lines.is_empty() {
        return TokenStream::new();
    }
    let number = SHELF.with_borrow_mut(|shelf| {
        let number = shelf.next;
        shelf.next = number.wrapping_add(1);
        shelf.docs.insert(number, lines.join("\n"));
        number
    });
    let number = Literal::u32_unsuffixed(number);
    match side {
        Side::Outer => quote!(#[__docs = #number]),
        Side::Inner => quote!(#![__docs = #number]),
    }
}

/// Writes the comment that a line of source stands for; `None` where it stands for none.
pub(super) fn write_comment(line: &str, out: &mut String) -> Option<()> {
    let attribute = line.trim_start();
    let (slashes, rest) = match attribute.strip_prefix("#!") {
        Some(rest) => ("//!", rest),
        None => ("///", attribute.strip_prefix('#')?),
    };
    let number = rest
        .strip_prefix('[')?
        .strip_prefix(MARK)?
        .strip_prefix(" = ")?;
    let number = number.strip_suffix(']')?.parse().ok()?;
    let docs = SHELF.with_borrow_mut(|shelf| shelf.docs.remove(&number))?;
    let indent = line.get(..line.len() - attribute.len())?;
    for (at, doc) in docs.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        out.push_str(indent);
        out.push_str(slashes);
        if !doc.is_empty() {
            out.push(' ');
        }
        out.push_str(doc.trim_end_matches(' '));
    }
    Some(())
}
