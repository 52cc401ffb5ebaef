//! The crate's programs: the replay program, the quickstart, and the tests over the saved examples. All of them make the
//! collection's requests through the client, with the collection's own values.

mod call;
mod calls;
mod fixed;
mod layout;
mod own_values;
mod quickstart;
mod saved;
mod settings;
pub(crate) mod showcase;

pub(crate) use call::CallWriter;
pub(crate) use quickstart::statements;
pub(crate) use settings::with_literals as client_settings;

use rayon::prelude::*;

use super::Context;
use crate::render::File;

/// Writes them.
pub(super) fn emit(context: Context<'_>) -> Vec<File> {
    let emitters: [fn(Context<'_>) -> Vec<File>; 3] = [replay, saved::emit, quickstart::emit];
    emitters
        .into_par_iter()
        .flat_map_iter(|emitter| emitter(context))
        .collect()
}

/// The replay program. Without a request there is nothing to replay, and half of it would be code that nobody uses.
fn replay(context: Context<'_>) -> Vec<File> {
    if context.api.operations.is_empty() {
        return Vec::new();
    }
    let mut files = vec![fixed::replay(context)];
    files.extend(calls::emit(context));
    files
}
