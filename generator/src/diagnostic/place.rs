//! From JSON pointers to places in the text: all of them in one pass, whatever their number.

use std::collections::BTreeMap;

use super::scan;

/// Where a value stands in its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Byte offset of the value; of the member's name where the value is an object or an array.
    pub(super) offset: usize,
    /// Bytes from there that belong to it: the whole scalar, the member's name, or the opening bracket.
    pub(super) length: usize,
    /// Names of the folders and the item that it belongs to, from outside to inside.
    pub(super) items: Vec<String>,
}

/// The place of each pointer, in the same order. Where there is no such value, it is the place of the nearest value around
/// the missing one. Pointers are relative to the value that begins at `start`.
pub(super) fn find(text: &str, start: usize, pointers: &[&str]) -> Vec<Place> {
    let mut tree = Tree {
        nodes: vec![Node::default()],
    };
    let leaves: Vec<usize> = pointers
        .iter()
        .map(|pointer| tree.insert(pointer))
        .collect();
    tree.walk(text, 0, None, start);
    leaves.into_iter().map(|leaf| tree.place(leaf)).collect()
}

/// The pointers as a tree, so that a walk over the text skips what nobody asked for.
struct Tree {
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    parent: usize,
    members: BTreeMap<String, usize>,
    elements: BTreeMap<usize, usize>,
    /// Whether it is an element of an `item` array.
    item: bool,
    /// `name` of the item.
    name: Option<String>,
    found: Option<(usize, usize)>,
}

impl Tree {
    fn insert(&mut self, pointer: &str) -> usize {
        let mut at = 0;
        let mut in_items = false;
        for token in pointer.split('/').skip(1) {
            let token = token.replace("~1", "/").replace("~0", "~");
            at = match self.nodes[at].members.get(&token) {
                Some(child) => *child,
                None => {
                    let child = self.nodes.len();
                    let index = token.parse().ok();
                    let item = in_items && index.is_some();
                    self.nodes.push(Node {
                        parent: at,
                        item,
                        ..Node::default()
                    });
                    if let Some(index) = index {
                        self.nodes[at].elements.insert(index, child);
                    }
                    self.nodes[at].members.insert(token.clone(), child);
                    child
                }
            };
            in_items = token == "item";
        }
        at
    }

    /// Notes the place of a node, and goes on to those below it. Gives the byte after the value.
    fn walk(
        &mut self,
        text: &str,
        at: usize,
        name: Option<std::ops::Range<usize>>,
        value: usize,
    ) -> usize {
        let bytes = text.as_bytes();
        let container = matches!(bytes.get(value), Some(b'{' | b'['));
        self.nodes[at].found = Some(match name {
            Some(name) if container => (name.start, name.len()),
            _ if container => (value, 1),
            _ => (value, scan::skip_value(bytes, value) - value),
        });
        let node = &self.nodes[at];
        match bytes.get(value) {
            Some(b'{') if node.item || !node.members.is_empty() => {
                scan::members(bytes, value, |member| {
                    let name = scan::decode(text, member.name.clone());
                    if name == "name"
                        && self.nodes[at].item
                        && bytes.get(member.value) == Some(&b'"')
                    {
                        let end = scan::skip_value(bytes, member.value);
                        self.nodes[at].name = Some(scan::decode(text, member.value..end));
                    }
                    Some(match self.nodes[at].members.get(&name) {
                        Some(child) => self.walk(text, *child, Some(member.name), member.value),
                        None => scan::skip_value(bytes, member.value),
                    })
                })
            }
            Some(b'[') if !node.elements.is_empty() => {
                scan::elements(bytes, value, |index, element| {
                    match self.nodes[at].elements.get(&index) {
                        Some(child) => self.walk(text, *child, None, element),
                        None => scan::skip_value(bytes, element),
                    }
                })
            }
            _ => scan::skip_value(bytes, value),
        }
    }

    fn place(&self, leaf: usize) -> Place {
        let mut place = Place::default();
        let mut found = None;
        let mut at = leaf;
        loop {
            let node = &self.nodes[at];
            found = found.or(node.found);
            if node.item
                && let Some(name) = &node.name
            {
                place.items.push(name.clone());
            }
            if at == 0 {
                break;
            }
            at = node.parent;
        }
        place.items.reverse();
        (place.offset, place.length) = found.unwrap_or_default();
        place
    }
}
