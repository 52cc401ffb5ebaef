//! Server-sent events: `text/event-stream`, as the [HTML standard] reads it.
//!
//! [HTML standard]: https://html.spec.whatwg.org/multipage/server-sent-events.html

use std::collections::VecDeque;
use std::time::Duration;

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
    /// The last ID that the server gave to an event, this one included; empty where it gave none.
    pub id: String,
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
            if let Some(event) = self.parser.ready.pop_front() {
                return Ok(Some(event));
            }
            match self.download.chunk().await? {
                Some(chunk) => self.parser.push(&chunk),
                None => return Ok(None),
            }
            if self.parser.line.len() + self.parser.data.len() > self.limit {
                return Err(self.download.failed(TransportError::too_large(self.limit)));
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
    id: String,
    retry: Option<Duration>,
    ready: VecDeque<Event>,
}

impl Parser {
    fn push(&mut self, chunk: &[u8]) {
        for &byte in chunk {
            match byte {
                b'\n' if self.after_return => self.after_return = false,
                b'\n' | b'\r' => {
                    self.after_return = byte == b'\r';
                    self.end_line();
                }
                byte => {
                    self.after_return = false;
                    self.line.push(byte);
                }
            }
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = String::from_utf8_lossy(&line);
        let line = match self.started {
            true => &*line,
            false => line.strip_prefix('\u{feff}').unwrap_or(&line),
        };
        self.started = true;
        if line.is_empty() {
            self.end_event();
            return;
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.event),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
            }
            // A comment (nothing before the colon), or a field that nobody knows.
            _ => {}
        }
    }

    fn end_event(&mut self) {
        let event = std::mem::take(&mut self.event);
        let mut data = std::mem::take(&mut self.data);
        if data.pop().is_none() {
            return;
        }
        let event = match event.is_empty() {
            true => String::from("message"),
            false => event,
        };
        let id = self.id.clone();
        self.ready.push_back(Event { event, data, id });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The events of a text, as `type|data|id`, however it is cut.
    fn events(text: &str) -> Vec<String> {
        let read = |size: usize| -> Vec<String> {
            let mut parser = Parser::default();
            text.as_bytes()
                .chunks(size)
                .for_each(|chunk| parser.push(chunk));
            let shown = |event: &Event| format!("{}|{}|{}", event.event, event.data, event.id);
            parser.ready.iter().map(shown).collect()
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
        parser.push(b"retry: 1500\nretry: soon\n");
        assert_eq!(parser.retry, Some(Duration::from_millis(1500)));
    }
}
