//! The examples that the compiler writes for a very small API.

/// The files of saved examples.
#[cfg(feature = "mock")]
pub(crate) const FILES: &[&str] = &[r#"[
  {
    "request": "GET /things/{thing_id}",
    "item": "/item/0",
    "example": "Not found",
    "status": 404,
    "content_type": "application/json",
    "json": {"id": "not_found"}
  },
  {
    "request": "GET /things/{thing_id}",
    "item": "/item/0",
    "example": "A thing",
    "status": 200,
    "content_type": "application/json; charset=utf-8",
    "json": {"id": 1, "color": "deep-red"}
  },
  {
    "request": "GET /things/{thing_id}",
    "item": "/item/0",
    "example": "Another thing",
    "status": 200,
    "json": {"id": 12345678901234567}
  },
  {
    "request": "GET /text",
    "item": "/item/1",
    "example": "Text",
    "status": 200,
    "content_type": "text/plain",
    "text": "hello"
  }
]"#];
