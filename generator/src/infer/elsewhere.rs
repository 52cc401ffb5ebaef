//! What the fields of one name have shown in all types of replies: some are left out, some are `null`, some numbers have
//! fractions. Where a type was seen too seldom to show such a thing itself, its fields are taken to be like those.

use std::collections::{HashMap, HashSet};

use super::graph::{Domain, Graph, Member, Object};
use super::{policy, words};

/// What the fields of one name have shown.
#[derive(Debug)]
pub struct Elsewhere<'g> {
    left_out: HashSet<&'g str>,
    null: HashSet<&'g str>,
    fractions: HashSet<&'g str>,
}

impl<'g> Elsewhere<'g> {
    /// Looks at the objects of all replies.
    pub fn of(graph: &'g Graph) -> Self {
        let scalars = |member: &Member| &graph.spot(member.spot).scalars;
        let several = fields(graph).filter(|(_, object, _)| object.count > 1);
        let left_out = several.map(|(key, object, member)| (key, member.present < object.count));
        let null = fields(graph).map(|(key, _, member)| (key, scalars(member).null > 0));
        let fractions = fields(graph)
            .filter(|(_, _, member)| scalars(member).numbers.decimals.is_some())
            .map(|(key, ..)| key)
            // What tells things apart has none: where one does, something else was meant.
            .filter(|key| !words::words(key).ends_with("id"));
        Self {
            left_out: often(left_out),
            null: often(null),
            fractions: fractions.collect(),
        }
    }

    /// Whether fields of that name are often lacking in types of which several objects were seen.
    pub fn is_left_out(&self, key: &str) -> bool {
        self.left_out.contains(key)
    }

    /// Whether fields of that name are often `null`.
    pub fn is_null(&self, key: &str) -> bool {
        self.null.contains(key)
    }

    /// Whether a number with a fraction stands somewhere in a field of that name.
    pub fn has_fraction(&self, key: &str) -> bool {
        self.fractions.contains(key)
    }
}

/// The fields of all replies, each with the objects that have it.
fn fields(graph: &Graph) -> impl Iterator<Item = (&str, &Object, &Member)> {
    graph
        .objects()
        .map(|(_, object)| object)
        .filter(|object| object.domain == Domain::Reply)
        .flat_map(|object| {
            let members = object.members().into_iter().flatten();
            members.map(move |(key, member)| (&**key, object, member))
        })
}

/// The names of which a good part of the fields show it.
fn often<'g>(fields: impl Iterator<Item = (&'g str, bool)>) -> HashSet<&'g str> {
    let mut counts: HashMap<&str, (u32, u32)> = HashMap::new();
    for (name, shows) in fields {
        let (showing, all) = counts.entry(name).or_default();
        *showing += u32::from(shows);
        *all += 1;
    }
    counts
        .into_iter()
        .filter(|(_, (showing, all))| *showing > 0 && showing * policy::ELSEWHERE_SHARE >= *all)
        .map(|(name, _)| name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_is_often() {
        let fields = [
            ("links", true),
            ("links", false),
            ("links", false),
            ("name", false),
            ("note", true),
            ("note", false),
            ("note", false),
            ("note", false),
        ];
        assert_eq!(often(fields.into_iter()), HashSet::from(["links"]));
    }
}
