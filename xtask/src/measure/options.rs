//! How much of the fields of replies is optional: what acceptance is bought with.

use letterpress::model::{Model, Type, TypeKind};

use super::percent;

/// Counts of the fields of replies.
#[derive(Debug, Default)]
pub struct Options {
    fields: usize,
    optional: usize,
    nullable: usize,
}

impl Options {
    /// What stands above [`Options::columns`].
    pub const HEAD: &str = " optional | nullable";

    /// Counts those of a model.
    pub fn add(&mut self, model: &Model) {
        let replies = model.types.iter().filter(|def| def.usage.reply);
        for def in replies {
            let TypeKind::Struct(fields) = &def.kind else {
                continue;
            };
            for field in fields {
                self.fields += 1;
                self.optional += usize::from(!field.required);
                self.nullable += usize::from(matches!(field.ty, Type::Nullable(_) | Type::Null));
            }
        }
    }

    /// Two columns.
    pub fn columns(&self) -> String {
        format!(
            " {} | {}",
            percent(self.optional, self.fields),
            percent(self.nullable, self.fields)
        )
    }
}
