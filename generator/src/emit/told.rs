//! Which facts of a description's tables stand at a field or a parameter, where a reader looks for them.

use std::collections::HashSet;

use crate::api::Api;
use crate::infer::tables::Fact;
use crate::model::{Model, TypeKind};

/// What is told of fields and parameters.
#[derive(Debug)]
pub(super) struct Told<'x> {
    names: HashSet<&'x str>,
    docs: HashSet<&'x str>,
}

impl<'x> Told<'x> {
    /// Of all types and operations.
    pub fn of(api: &'x Api<'_>, model: &'x Model) -> Self {
        let fields = model.types.iter().flat_map(|def| match &def.kind {
            TypeKind::Struct(fields) => fields.as_slice(),
            _ => &[],
        });
        let fields = fields.map(|field| (field.wire.as_str(), field.docs.as_str()));
        let parameters = api.operations.iter().flat_map(|it| &it.parameters);
        let parameters = parameters.map(|it| (&*it.name, &*it.docs));
        let (names, docs) = fields.chain(parameters).unzip();
        Self { names, docs }
    }

    /// Whether a row of a table says nothing that is not told.
    pub fn has(&self, fact: &Fact) -> bool {
        self.names.contains(&*fact.name)
            && (fact.docs.is_empty() || self.docs.contains(&*fact.docs))
    }
}
