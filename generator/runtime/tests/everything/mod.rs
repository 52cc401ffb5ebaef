//! All that is logged while a test runs, by `tracing` and by `log`.

use std::fmt::{Debug, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down everything that is said, by whichever crate.
#[derive(Clone, Default)]
pub struct Everything {
    text: Arc<Mutex<String>>,
    ids: Arc<AtomicU64>,
}

impl Everything {
    /// All that was said so far.
    pub fn text(&self) -> String {
        self.text.lock().unwrap().clone()
    }

    fn note(&self, what: &str, metadata: Option<&Metadata<'_>>, write: impl FnOnce(&mut Fields)) {
        let mut fields = Fields(String::new());
        write(&mut fields);
        let (target, name) = metadata.map_or(("", ""), |m| (m.target(), m.name()));
        let mut text = self.text.lock().unwrap();
        writeln!(text, "{what} {target} {name}{}", fields.0).unwrap();
    }
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Subscriber for Everything {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let id = self.ids.fetch_add(1, Ordering::SeqCst) + 1;
        self.note(&format!("span {id}"), Some(span.metadata()), |fields| {
            span.record(fields)
        });
        Id::from_u64(id)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        self.note(&format!("record {}", id.into_u64()), None, |fields| {
            values.record(fields)
        });
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.note("event", Some(event.metadata()), |fields| {
            event.record(fields)
        });
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

impl log::Log for Everything {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let mut text = self.text.lock().unwrap();
        writeln!(text, "log {} {}", record.target(), record.args()).unwrap();
    }

    fn flush(&self) {}
}
