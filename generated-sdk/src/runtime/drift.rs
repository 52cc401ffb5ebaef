//! Where replies differ from what their types know: APIs grow, and their clients should hear of it before they break.
//!
//! The type says by itself what it knows: a reply is read, written again, and held against what came. That needs nothing of
//! the types but what they have, and is done only where somebody listens.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use super::{DecodeError, HttpBuilder, Operation, ReplyParts};

/// Something in a reply that its type does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drift {
    /// What was called.
    pub operation: Operation,
    /// The JSON path of the value: `$.actions[3].region`. Of several that differ in indexes alone, the first.
    pub path: String,
    /// What is different.
    pub kind: DriftKind,
}

/// What is different.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DriftKind {
    /// The type has no such field, or does not know that it may be `null`.
    UnknownField,
    /// The enum has no such value, or no form with that word.
    UnknownValue(String),
    /// A field that has always been there is not; it was read as `None`.
    MissingField,
    /// The reply could not be read, and why: a field that must be there is not, or a value is of another type. The call
    /// fails with the same.
    Unreadable(String),
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            operation, path, ..
        } = self;
        match &self.kind {
            DriftKind::UnknownField => write!(f, "{operation}: unknown field {path}"),
            DriftKind::UnknownValue(value) => {
                write!(f, "{operation}: unknown value {value:?} of {path}")
            }
            DriftKind::MissingField => write!(f, "{operation}: missing field {path}"),
            DriftKind::Unreadable(why) => write!(f, "{operation}: unreadable at {path}: {why}"),
        }
    }
}

/// Who hears of it.
pub(super) type Listener = Arc<dyn Fn(&Drift) + Send + Sync>;

impl HttpBuilder {
    /// Sets who hears of what replies hold that their types do not know, or lack that their types do. It is called while
    /// the reply is read, so it should be quick. No call fails for it.
    pub fn on_drift(mut self, listener: impl Fn(&Drift) + Send + Sync + 'static) -> Self {
        self.drift = Some(Arc::new(listener));
        self
    }
}

impl ReplyParts {
    /// Tells the listener, where there is one, in what the reply and what was read of it differ.
    pub(super) fn tell_drift<T: Serialize>(&self, read: &Result<T, DecodeError>) {
        let Some(listener) = &self.drift else { return };
        match read {
            Ok(value) => {
                let kept = Marking::while_writing(|| serde_json::to_value(value));
                if let (Ok(came), Ok(kept)) = (serde_json::from_slice(&self.content()), kept) {
                    self.compare(listener, &came, &kept);
                }
            }
            Err(error) => listener(&Drift {
                operation: self.operation,
                path: error.path().unwrap_or("$").to_owned(),
                kind: DriftKind::Unreadable(error.message().to_owned()),
            }),
        }
    }

    fn compare(&self, listener: &Listener, came: &Value, kept: &Value) {
        let mut tell = |path: &str, kind: DriftKind| {
            listener(&Drift {
                operation: self.operation,
                path: path.to_owned(),
                kind: match kind {
                    DriftKind::UnknownValue(value) => {
                        DriftKind::UnknownValue(self.secrets().tell(&value, DecodeError::LONGEST))
                    }
                    kind => kind,
                },
            });
        };
        let mut walk = Walk {
            path: String::from("$"),
            pattern: String::from("$"),
            seen: BTreeSet::new(),
            tell: &mut tell,
        };
        walk.value(came, kept);
    }
}

/// A walk over two values at once. It is no deeper than JSON may be that serde_json reads.
struct Walk<'a> {
    path: String,
    /// The path without indexes.
    pattern: String,
    seen: BTreeSet<(String, Option<String>)>,
    tell: &'a mut dyn FnMut(&str, DriftKind),
}

impl Walk<'_> {
    fn value(&mut self, came: &Value, kept: &Value) {
        match (came, kept) {
            (Value::Object(came), Value::Object(kept)) => {
                for (key, came) in came {
                    self.field(key, |walk| match kept.get(key) {
                        Some(kept) => walk.value(came, kept),
                        None => walk.found(DriftKind::UnknownField),
                    });
                }
                for key in kept.keys().filter(|key| !came.contains_key(*key)) {
                    self.field(key, |walk| walk.found(DriftKind::MissingField));
                }
            }
            (Value::Array(came), Value::Array(kept)) => {
                for (index, (came, kept)) in came.iter().zip(kept).enumerate() {
                    self.step(&format!("[{index}]"), "[]", |walk| walk.value(came, kept));
                }
            }
            (Value::String(came), Value::String(kept))
                if kept.strip_prefix(MARK) == Some(came.as_str()) =>
            {
                self.found(DriftKind::UnknownValue(came.clone()));
            }
            _ => {}
        }
    }

    /// Keys of letters, digits and underscores stand after a dot, others in brackets.
    fn field(&mut self, key: &str, inside: impl FnOnce(&mut Self)) {
        let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_');
        let step = match plain {
            true => format!(".{key}"),
            false => format!("[{key:?}]"),
        };
        self.step(&step, &step, inside);
    }

    fn step(&mut self, step: &str, in_pattern: &str, inside: impl FnOnce(&mut Self)) {
        let (path, pattern) = (self.path.len(), self.pattern.len());
        self.path.push_str(step);
        self.pattern.push_str(in_pattern);
        inside(self);
        self.path.truncate(path);
        self.pattern.truncate(pattern);
    }

    fn found(&mut self, kind: DriftKind) {
        let value = match &kind {
            DriftKind::UnknownValue(value) => Some(value.clone()),
            _ => None,
        };
        if self.seen.insert((self.pattern.clone(), value)) {
            (self.tell)(&self.path, kind);
        }
    }
}

/// Stands before an unknown value of an enum while a reply is written for comparison. It is for private use in Unicode.
pub(crate) const MARK: char = '\u{E000}';

/// Whether unknown values of enums are marked where they are written.
pub(crate) struct Marking;

impl Marking {
    /// Whether they are now, on this thread.
    #[allow(dead_code, reason = "for enums, where there are any")]
    pub(crate) fn is_on() -> bool {
        MARKING.get()
    }

    fn while_writing<T>(write: impl FnOnce() -> T) -> T {
        MARKING.set(true);
        let written = write();
        MARKING.set(false);
        written
    }
}

thread_local! {
    static MARKING: Cell<bool> = const { Cell::new(false) };
}
