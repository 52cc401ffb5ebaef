//! The crate's programs: the replay program, the quickstart, and the tests over the saved examples. All of them make the
//! collection's requests through the client, with the collection's own values.

mod call;
mod calls;
mod fixed;
mod layout;
mod quickstart;
mod saved;
mod settings;
pub(crate) mod showcase;

pub(crate) use call::CallWriter;
pub(crate) use quickstart::statements;

use super::{Context, Draft};

/// Writes them.
pub(super) fn emit(context: Context<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    // Without a request there is nothing to replay, and half of the program would be code that nobody uses.
    if !context.api.operations.is_empty() {
        drafts.push(fixed::replay(context));
        drafts.extend(calls::emit(context));
    }
    drafts.extend(saved::emit(context));
    drafts.extend(quickstart::emit(context));
    drafts
}
