//! Server-sent events: `text/event-stream`, as the [HTML standard] reads it.
//!
//! [HTML standard]: https://html.spec.whatwg.org/multipage/server-sent-events.html

use std::sync::Arc;
use std::time::Duration;

use bytes::{Buf, Bytes};
use serde::de::DeserializeOwned;

use super::stream::Download;
use super::{Call, Error, Operation, TransportError, objects};

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// Its type: `message` unless the server says another.
    pub event: String,
    /// Its text; lines are parted by `\n`.
    pub data: String,
    /// The last ID that the server gave to an event, this one included; empty where it gave none. Events share it.
    pub id: Arc<str>,
}

impl Event {
    /// Reads its text as JSON.
    ///
    /// # Errors
    /// Where it is not JSON of that type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        objects::from_slice(self.data.as_bytes())
    }
}

/// The events of a reply, as they come.
///
/// Where the connection breaks, nothing is done by itself: make the call again, with the header `Last-Event-ID` and the ID of
/// the last event if the server knows it, after [`retry_after`](Self::retry_after).
#[derive(Debug)]
pub struct Events {
    download: Download,
    parser: Parser,
    /// What came and is not read yet.
    rest: Bytes,
    limit: usize,
}

impl<T> Call<'_, T> {
    /// Makes the call and gives the events of its reply as they come. The time that the call may take is that until the reply
    /// begins, and then that between two pieces of it.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn events(mut self) -> Result<Events, Error> {
        if !self.request.headers.contains_key(http::header::ACCEPT) {
            self.request.set_header("accept", "text/event-stream");
        }
        let limit = self.http.inner.max_reply_bytes;
        Ok(Events {
            download: self.stream().await?,
            parser: Parser::default(),
            rest: Bytes::new(),
            limit,
        })
    }
}

impl Events {
    /// Gives the next event; `None` where the server has ended the reply.
    ///
    /// # Errors
    /// Where the connection breaks, nothing comes in time, or an event is larger than a reply may be.
    pub async fn try_next(&mut self) -> Result<Option<Event>, Error> {
        loop {
            let event = self.parser.next(&mut self.rest);
            // What belongs to the event has left the parser, but for the ID.
            let own = event.as_ref();
            let own = own.map_or(0, |event| event.event.len() + event.data.len());
            if self.parser.held() + own > self.limit {
                return Err(self.download.failed(TransportError::too_large(self.limit)));
            }
            if event.is_some() {
                return Ok(event);
            }
            match self.download.chunk().await? {
                Some(chunk) => self.rest = chunk,
                None => return Ok(None),
            }
        }
    }

    /// What was called.
    pub fn operation(&self) -> Operation {
        self.download.operation()
    }

    /// How long the server asks to wait before the call is made again, where it has said so.
    pub fn retry_after(&self) -> Option<Duration> {
        self.parser.retry
    }
}

#[derive(Debug, Default)]
struct Parser {
    line: Vec<u8>,
    /// A line feed that follows belongs to the carriage return before it.
    after_return: bool,
    /// Whether a line has been read; a byte-order mark may stand before the first.
    started: bool,
    event: String,
    data: String,
    id: Arc<str>,
    retry: Option<Duration>,
}

impl Parser {
    /// Reads up to the end of an event; `None` where it has not come yet.
    fn next(&mut self, rest: &mut Bytes) -> Option<Event> {
        if !rest.is_empty()
            && std::mem::take(&mut self.after_return)
            && rest.first() == Some(&b'\n')
        {
            rest.advance(1);
        }
        while let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            self.line
                .extend_from_slice(rest.get(..end).unwrap_or_default());
            let is_return = rest.get(end) == Some(&b'\r');
            rest.advance(end + 1);
            if is_return && rest.first() == Some(&b'\n') {
                rest.advance(1);
            }
            self.after_return = is_return && rest.is_empty();
            if let Some(event) = self.end_line() {
                return Some(event);
            }
        }
        self.line.extend_from_slice(rest);
        rest.clear();
        None
    }

    /// How many bytes are kept of what came.
    fn held(&self) -> usize {
        self.line.len() + self.event.len() + self.data.len() + self.id.len()
    }

    fn end_line(&mut self) -> Option<Event> {
        let line = std::mem::take(&mut self.line);
        let line = String::from_utf8_lossy(&line);
        let line = match self.started {
            true => &*line,
            false => line.strip_prefix('\u{feff}').unwrap_or(&line),
        };
        self.started = true;
        if line.is_empty() {
            return self.end_event();
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.event),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => self.id = Arc::from(value),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
            }
            // A comment (nothing before the colon), or a field that nobody knows.
            _ => {}
        }
        None
    }

    fn end_event(&mut self) -> Option<Event> {
        let event = std::mem::take(&mut self.event);
        let mut data = std::mem::take(&mut self.data);
        data.pop()?;
        let event = match event.is_empty() {
            true => String::from("message"),
            false => event,
        };
        let id = Arc::clone(&self.id);
        Some(Event { event, data, id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The events of a text, as `type|data|id`, however it is cut.
    fn events(text: &str) -> Vec<String> {
        let read = |size: usize| -> Vec<String> {
            let mut parser = Parser::default();
            let mut shown = Vec::new();
            for chunk in text.as_bytes().chunks(size) {
                let mut rest = Bytes::copy_from_slice(chunk);
                while let Some(event) = parser.next(&mut rest) {
                    shown.push(format!("{}|{}|{}", event.event, event.data, event.id));
                }
                assert!(rest.is_empty());
            }
            shown
        };
        let whole = read(usize::MAX);
        for size in 1..8 {
            assert_eq!(read(size), whole, "pieces of {size}");
        }
        whole
    }

    #[test]
    fn the_examples_of_the_standard_are_read() {
        assert_eq!(
            events("data: YHOO\ndata: +2\ndata: 10\n\n"),
            ["message|YHOO\n+2\n10|"]
        );
        assert_eq!(
            events(
                ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n"
            ),
            [
                "message|first event|1",
                "message|second event|",
                "message| third event|"
            ]
        );
        assert_eq!(
            events("data\n\ndata\ndata\n\ndata:"),
            ["message||", "message|\n|"]
        );
        assert_eq!(events("data:test\n\ndata: test\n\n"), ["message|test|"; 2]);
    }

    #[test]
    fn lines_end_in_three_ways() {
        let text = "\u{feff}event: add\r\ndata: 1\r\n\r\nevent: add\rdata: 2\r\rid: x\0\nevent: add\n\ndata: 3\n\n";
        assert_eq!(events(text), ["add|1|", "add|2|", "message|3|"]);
    }

    #[test]
    fn the_server_says_when_to_come_back() {
        let mut parser = Parser::default();
        let mut rest = Bytes::from("retry: 1500\nretry: soon\n");
        assert_eq!(parser.next(&mut rest), None);
        assert_eq!(parser.retry, Some(Duration::from_millis(1500)));
    }
}
