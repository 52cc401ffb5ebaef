//! Calls behind one another: `request.query(…).query(…)`.
//!
//! Each call holds the one before it, in our syntax tree as in that of the compiler of what is written, and whatever walks down
//! such a tree needs stack for each. So a long chain is written in pieces, a statement each.

use proc_macro2::TokenStream;
use quote::quote;

use super::paths::ident;

/// How many calls stand in one statement.
pub(super) const LONGEST: usize = 100;

/// An expression, and the statements that must stand before it: `links` called on `head`, one after the other. Where there
/// are many, the statements bind `name`, and it is the expression.
pub(super) fn chain(
    name: &str,
    head: TokenStream,
    links: &[TokenStream],
) -> (TokenStream, TokenStream) {
    if links.len() <= LONGEST {
        return (TokenStream::new(), quote!(#head #(#links)*));
    }
    let name = ident(name);
    let mut pieces = links.chunks(LONGEST);
    let first = pieces.next().unwrap_or_default();
    let mut statements = quote!(let #name = #head #(#first)*;);
    for piece in pieces {
        statements.extend(quote!(let #name = #name #(#piece)*;));
    }
    (statements, quote!(#name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_chain_is_written_in_pieces() {
        let links = vec![quote!(.a()); 2 * LONGEST + 1];
        let (statements, call) = chain("x", quote!(y), &links[..LONGEST]);
        assert!(statements.is_empty());
        assert_eq!(call.to_string(), format!("y{}", " . a ()".repeat(LONGEST)));
        let (statements, call) = chain("x", quote!(y), &links);
        let statements = statements.to_string();
        assert_eq!(statements.matches("let x =").count(), 3);
        assert_eq!(statements.matches(". a ()").count(), links.len());
        assert_eq!(call.to_string(), "x");
    }
}
