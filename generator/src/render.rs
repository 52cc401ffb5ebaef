//! Tokens to text: prettyplease, and the blank lines that it does not write.

pub(crate) mod shelf;

use proc_macro2::{Ident, Span, TokenStream};
use syn::{ImplItem, Item};

/// A file of the generated crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path below the crate's folder, with `/` between parts.
    pub path: String,
    /// What it holds; ends with a line break.
    pub text: String,
}

/// What stands where a blank line goes, until the text is there.
pub(crate) const BLANK_LINE: &str = "__blank_line! {}";

/// The modules that stand for calls of `open_enum!` and `tagged_union!`, until the text is there: prettyplease lays out a
/// module's items as they should be, but fills lines with the tokens of a macro that it does not know.
pub(crate) const OPEN_ENUM: &str = "__open_enum";
pub(crate) const TAGGED_UNION: &str = "__tagged_union";

impl File {
    /// A file of Rust.
    ///
    /// It becomes text on the thread that made the tokens: they cannot go to another one.
    pub fn rust(path: impl Into<String>, tokens: TokenStream) -> Self {
        Self {
            path: path.into(),
            text: rust(tokens),
        }
    }

    /// A file of other text, or of Rust that is text already.
    pub fn text(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
        }
    }
}

/// The text of a file of Rust.
///
/// Tokens that are no Rust are a fault of an emitter, which every test over real collections would meet; they are given as
/// they are, so that the compiler of the generated crate says where.
fn rust(tokens: TokenStream) -> String {
    let mut file = match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => file,
        Err(_) => return tokens.to_string(),
    };
    part_items(&mut file);
    let text = prettyplease::unparse(&file);
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if let Some(call) = macro_call(line) {
            out.push_str(call);
        } else if line.trim_start() != BLANK_LINE && shelf::write_comment(line, &mut out).is_none()
        {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// What a line that opens one of the modules above is to be.
fn macro_call(line: &str) -> Option<&'static str> {
    match line.strip_prefix("mod ")?.strip_suffix(" {")? {
        OPEN_ENUM => Some("open_enum! {"),
        TAGGED_UNION => Some("tagged_union! {"),
        _ => None,
    }
}

/// Puts a mark for a blank line between items, and between the methods of an `impl`.
fn part_items(file: &mut syn::File) {
    let items = std::mem::take(&mut file.items);
    let mut last: Option<Group> = (!file.attrs.is_empty()).then_some(Group::Header);
    for mut item in items {
        let group = Group::of(&item);
        if last.is_some_and(|last| last != group || group == Group::Alone) {
            file.items.push(Item::Macro(syn::ItemMacro {
                attrs: Vec::new(),
                ident: None,
                mac: blank_line(),
                semi_token: None,
            }));
        }
        last = Some(group);
        if let Item::Impl(item) = &mut item {
            part_methods(item);
        }
        file.items.push(item);
    }
}

fn part_methods(item: &mut syn::ItemImpl) {
    let members = std::mem::take(&mut item.items);
    for (index, member) in members.into_iter().enumerate() {
        if index > 0 && !matches!(member, ImplItem::Type(_)) {
            item.items.push(ImplItem::Macro(syn::ImplItemMacro {
                attrs: Vec::new(),
                mac: blank_line(),
                semi_token: None,
            }));
        }
        item.items.push(member);
    }
}

/// [`BLANK_LINE`] as a macro call.
fn blank_line() -> syn::Macro {
    syn::Macro {
        path: Ident::new("__blank_line", Span::call_site()).into(),
        bang_token: Default::default(),
        delimiter: syn::MacroDelimiter::Brace(Default::default()),
        tokens: TokenStream::new(),
    }
}

/// Items of one group stand line below line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Header,
    /// `use` of the standard library.
    UseStd,
    /// `use` of other crates.
    UseForeign,
    /// `use` of this crate.
    UseOwn,
    /// `pub use`.
    Reexport,
    /// `mod x;`.
    Module,
    /// `pub mod x;`.
    PublicModule,
    /// Anything else: has blank lines around it.
    Alone,
}

impl Group {
    fn of(item: &Item) -> Self {
        match item {
            Item::Use(item) if !matches!(item.vis, syn::Visibility::Inherited) => Self::Reexport,
            Item::Use(item) => match &item.tree {
                syn::UseTree::Path(path) if path.ident == "std" => Self::UseStd,
                syn::UseTree::Path(path) if path.ident == "crate" || path.ident == "super" => {
                    Self::UseOwn
                }
                _ => Self::UseForeign,
            },
            Item::Mod(item) if item.content.is_none() => {
                let plain = item.attrs.is_empty();
                match &item.vis {
                    syn::Visibility::Inherited => Self::Module,
                    _ if plain => Self::PublicModule,
                    _ => Self::Alone,
                }
            }
            _ => Self::Alone,
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn blank_lines_part_items_and_methods() {
        let text = rust(quote! {
            //! Header.
            use std::fmt;
            use serde::Deserialize;
            use crate::a::A;
            use crate::b::B;
            pub struct S { /** x */ pub a: i64, pub b: i64 }
            impl S {
                /// One.
                pub fn one(&self) {}
                /// Two.
                pub fn two(&self) { let a = 1; let b = 2; }
            }
            call_methods!(S => T);
            mod __open_enum {
                /// A status.
                pub enum Status { Done = "done }", InTheMiddle = "in the middle of the work", /** Too late. */ Late = "late" }
            }
        });
        let expected = "\
//! Header.

use std::fmt;

use serde::Deserialize;

use crate::a::A;
use crate::b::B;

pub struct S {
    /// x
    pub a: i64,
    pub b: i64,
}

impl S {
    /// One.
    pub fn one(&self) {}

    /// Two.
    pub fn two(&self) {
        let a = 1;
        let b = 2;
    }
}

call_methods!(S => T);

open_enum! {
    /// A status.
    pub enum Status {
        Done = \"done }\",
        InTheMiddle = \"in the middle of the work\",
        /// Too late.
        Late = \"late\",
    }
}
";
        assert_eq!(text, expected);
    }

    #[test]
    fn text_of_any_kind_survives_as_a_literal() {
        for value in ["*/", "a\r\nb", "\u{202e}x", "\"#", "{}", "\0", "'\\", "𝒳 é"] {
            let literal = proc_macro2::Literal::string(value);
            let text = rust(quote!(const X: &str = #literal;));
            let file: syn::File = syn::parse_str(&text).expect("it is Rust");
            let Item::Const(item) = &file.items[0] else {
                panic!("{text}")
            };
            let syn::Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(read),
                ..
            }) = &*item.expr
            else {
                panic!("{text}")
            };
            assert_eq!(read.value(), value);
            assert!(
                !text.contains('\u{202e}'),
                "rustc refuses direction marks in literals"
            );
            assert!(!text.contains('\r'), "rustc refuses bare carriage returns");
        }
    }
}
