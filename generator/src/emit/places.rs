//! Where the parameters of a method stand, for the requests that it makes too.

use std::collections::HashMap;

use super::signature::{Key, key};
use crate::api::{Api, OperationId, Parameter};

/// By method and key, the index of the first parameter of that key. Of each method it is found out once: thousands of requests may
/// be made by one, which then has the parameters of all.
#[derive(Debug, Default)]
pub(crate) struct Places(HashMap<OperationId, HashMap<Key, usize>>);

impl Places {
    /// The index among the method's parameters of the one that is like `parameter`.
    pub(crate) fn of(
        &mut self,
        api: &Api<'_>,
        method: OperationId,
        parameter: &Parameter<'_>,
    ) -> Option<usize> {
        let places = self.0.entry(method).or_insert_with(|| {
            let mut places = HashMap::new();
            let parameters = api.operations.get(method.0).map(|it| it.parameters.iter());
            for (index, parameter) in parameters.into_iter().flatten().enumerate() {
                places.entry(key(parameter)).or_insert(index);
            }
            places
        });
        places.get(&key(parameter)).copied()
    }
}
