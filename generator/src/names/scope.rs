//! A place in which no two names are the same.

use std::collections::{HashMap, HashSet};

/// A place in which no two names are the same. Names are claimed first come, first served, so a thing that comes later
/// never renames one that came before.
#[derive(Debug, Default)]
pub struct Scope {
    taken: HashSet<String>,
    /// The next number to try for a name that was taken, so that a thousand equal names stay cheap.
    next: HashMap<String, u32>,
}

impl Scope {
    /// A scope in which those names are taken.
    pub fn with<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self {
            taken: names.into_iter().map(str::to_owned).collect(),
            next: HashMap::new(),
        }
    }

    /// The first proposal that is free, else the last one with the first number from 2 on that is.
    ///
    /// `free` can refuse a name for reasons of its own; it has to admit one of any hundred numbered ones.
    pub fn claim(
        &mut self,
        proposals: &[String],
        separator: &str,
        free: impl Fn(&Self, &str) -> bool,
    ) -> String {
        let open = |scope: &Self, name: &str| {
            !name.is_empty() && !scope.taken.contains(name) && free(scope, name)
        };
        let name = match proposals.iter().find(|name| open(self, name)) {
            Some(name) => name.clone(),
            None => {
                let base = proposals
                    .iter()
                    .rev()
                    .find(|name| !name.is_empty())
                    .cloned()
                    .unwrap_or_default();
                let mut number = self.next.get(&base).copied().unwrap_or(2);
                let name = loop {
                    let name = format!("{base}{separator}{number}");
                    number += 1;
                    if open(self, &name) || number == u32::MAX {
                        break name;
                    }
                };
                self.next.insert(base, number);
                name
            }
        };
        self.taken.insert(name.clone());
        name
    }

    /// Takes a name, whoever asks for it later.
    pub fn take(&mut self, name: impl Into<String>) {
        self.taken.insert(name.into());
    }

    /// Whether a name is taken.
    pub fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(scope: &mut Scope, proposals: &[&str]) -> String {
        let proposals: Vec<String> = proposals.iter().map(|name| (*name).to_owned()).collect();
        scope.claim(&proposals, "_", |_, _| true)
    }

    #[test]
    fn longer_proposals_come_before_numbers() {
        let mut scope = Scope::with(["new"]);
        assert_eq!(claim(&mut scope, &["new", "new_action"]), "new_action");
        assert_eq!(claim(&mut scope, &["list", "list_actions"]), "list");
        assert_eq!(claim(&mut scope, &["list", "list_actions"]), "list_actions");
        assert_eq!(
            claim(&mut scope, &["list", "list_actions"]),
            "list_actions_2"
        );
        assert_eq!(
            claim(&mut scope, &["list", "list_actions"]),
            "list_actions_3"
        );
    }
}
