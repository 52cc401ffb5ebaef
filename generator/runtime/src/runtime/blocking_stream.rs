//! Replies that come piece by piece, for programs that are not async.

use std::io;

use bytes::{Buf, Bytes};

use super::blocking::wait;
use super::{Call, Download, Error, Event, Events};

impl<T> Call<'_, T> {
    /// Makes the call, waits until the reply begins and gives it while it comes, whatever its size. The time that the call may
    /// take is that until then, and then that for each piece.
    ///
    /// # Errors
    /// See [`Error`]. Within async code, where waiting would stop other tasks, nothing is sent.
    pub fn stream_blocking(self) -> Result<BlockingDownload, Error> {
        let download = wait(self.request.operation, self.stream())?;
        Ok(BlockingDownload {
            download,
            piece: Bytes::new(),
        })
    }

    /// Makes the call, waits until the reply begins and gives its events as they come.
    ///
    /// # Errors
    /// See [`Error`]. Within async code, where waiting would stop other tasks, nothing is sent.
    pub fn events_blocking(self) -> Result<BlockingEvents, Error> {
        let events = wait(self.request.operation, self.events())?;
        Ok(BlockingEvents(Some(events)))
    }
}

/// A reply that is read while it comes: by pieces, or as any reader.
#[derive(Debug)]
pub struct BlockingDownload {
    download: Download,
    /// What was not read of the last piece.
    piece: Bytes,
}

impl BlockingDownload {
    /// Status and headers of the reply.
    pub fn head(&self) -> &Download {
        &self.download
    }

    /// Waits for the next piece of the body; `None` at its end.
    ///
    /// # Errors
    /// Where the connection breaks, or no piece comes in time.
    pub fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        if self.piece.is_empty() {
            let operation = self.download.operation();
            return wait(operation, self.download.chunk());
        }
        Ok(Some(std::mem::take(&mut self.piece)))
    }
}

impl io::Read for BlockingDownload {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        // A piece may be empty, and an empty one would be the end.
        while self.piece.is_empty() {
            match self.chunk().map_err(io::Error::other)? {
                Some(piece) => self.piece = piece,
                None => return Ok(0),
            }
        }
        let length = into.len().min(self.piece.len());
        self.piece.copy_to_slice(&mut into[..length]);
        Ok(length)
    }
}

/// The events of a reply, as they come. They end with the reply, or after an error.
#[derive(Debug)]
pub struct BlockingEvents(Option<Events>);

impl Iterator for BlockingEvents {
    type Item = Result<Event, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let events = self.0.as_mut()?;
        let next = wait(events.operation(), events.try_next()).transpose();
        if !matches!(next, Some(Ok(_))) {
            self.0 = None;
        }
        next
    }
}
