//! Forms: `application/x-www-form-urlencoded` and `multipart/form-data`.

use std::borrow::Cow;
use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher;

use bytes::Bytes;

use super::Request;

/// The fields of a form, in order; names may repeat.
#[derive(Clone, Default)]
pub struct Form {
    fields: Vec<(Cow<'static, str>, Part)>,
}

impl Form {
    /// A form without fields.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field of text.
    pub fn text(self, name: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self {
        self.part(name, Part::text(value.to_string()))
    }

    /// Adds a field of text, where there is a value.
    pub fn optional_text(
        self,
        name: impl Into<Cow<'static, str>>,
        value: Option<impl fmt::Display>,
    ) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    /// Adds a field of any kind.
    pub fn part(mut self, name: impl Into<Cow<'static, str>>, part: Part) -> Self {
        self.fields.push((name.into(), part));
        self
    }

    /// Adds a field of any kind, where there is one.
    pub fn optional_part(self, name: impl Into<Cow<'static, str>>, part: Option<Part>) -> Self {
        match part {
            Some(part) => self.part(name, part),
            None => self,
        }
    }
}

impl fmt::Debug for Form {
    /// Shows which fields there are, not their values: they may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.fields.iter().map(|(name, part)| (name, part)))
            .finish()
    }
}

/// A field of a form: text, or a file.
#[derive(Clone, Default)]
pub struct Part {
    content: Bytes,
    /// Instead of the content.
    #[cfg(feature = "stream")]
    stream: Option<super::stream::Slot>,
    file_name: Option<String>,
    media_type: Option<String>,
}

impl Part {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            content: Bytes::from(text.into()),
            ..Self::default()
        }
    }

    /// The content of a file. Servers tell files from text by the file name, so it has one: `file`, unless it is set. Its
    /// media type is the one that the form says, else `application/octet-stream`, unless it is set.
    pub fn bytes(content: impl Into<Bytes>) -> Self {
        let part = Self {
            content: content.into(),
            ..Self::default()
        };
        part.file_name("file")
    }

    /// The content of a file that is sent piece by piece: `Part::stream(Body::file("report.pdf").await?)`. A request with
    /// such a part is sent only once, unless its body can be made once more, as that of a file.
    #[cfg(feature = "stream")]
    pub fn stream(body: super::Body) -> Self {
        Self {
            stream: Some(super::stream::Slot::holding(body)),
            ..Self::bytes(Bytes::new())
        }
    }

    /// Sets the file name.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the part's own media type (multipart forms alone have it).
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// Sets the part's own media type, unless it has one.
    pub fn or_media_type(mut self, media_type: &str) -> Self {
        (self.media_type).get_or_insert_with(|| media_type.to_owned());
        self
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("content", &format_args!("{} bytes", self.content.len()))
            .field("file_name", &self.file_name)
            .field("media_type", &self.media_type)
            .finish()
    }
}

impl Request {
    /// Sets a body of form fields, `application/x-www-form-urlencoded`. It cannot hold files.
    pub fn urlencoded(self, form: Form) -> Self {
        let mut body = String::new();
        for (name, part) in &form.fields {
            if part.file_name.is_some() {
                return self.problem(format!("the form field `{name}` is a file"));
            }
            if !body.is_empty() {
                body.push('&');
            }
            encode(&mut body, name.as_bytes());
            body.push('=');
            encode(&mut body, &part.content);
        }
        self.bytes(Some("application/x-www-form-urlencoded"), body)
    }

    /// Sets a body of form fields and files, `multipart/form-data` (RFC 7578). A form without any is no body: it would
    /// break the rule that there is a part at least.
    pub fn multipart(mut self, form: Form) -> Self {
        if form.fields.is_empty() {
            return self;
        }
        let boundary = boundary();
        let size: usize = form
            .fields
            .iter()
            .map(|(_, part)| part.content.len() + 256)
            .sum();
        let mut body: Vec<u8> = Vec::with_capacity(size);
        #[cfg(feature = "stream")]
        let mut pieces: Vec<super::Body> = Vec::new();
        for (name, part) in &form.fields {
            let mut head = format!("--{boundary}\r\ncontent-disposition: form-data; name=\"");
            escape(&mut head, name);
            head.push('"');
            if let Some(file_name) = &part.file_name {
                head.push_str("; filename=\"");
                escape(&mut head, file_name);
                head.push('"');
            }
            let of_files = part.file_name.as_ref().map(|_| "application/octet-stream");
            if let Some(media_type) = part.media_type.as_deref().or(of_files) {
                if media_type.contains(['\r', '\n']) {
                    return self.problem(format!(
                        "the media type of the form field `{name}` holds a line break"
                    ));
                }
                head.push_str("\r\ncontent-type: ");
                head.push_str(media_type);
            }
            head.push_str("\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(&part.content);
            #[cfg(feature = "stream")]
            if let Some(slot) = &part.stream {
                let Some(stream) = slot.take() else {
                    return self
                        .problem(format!("the content of the part `{name}` was sent before"));
                };
                pieces.extend([std::mem::take(&mut body).into(), stream]);
            }
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        #[cfg(feature = "stream")]
        if !pieces.is_empty() {
            pieces.push(std::mem::take(&mut body).into());
            self.upload(super::Body::chain(pieces));
        }
        self.body = Bytes::from(body);
        match format!("multipart/form-data; boundary={boundary}").parse() {
            Ok(value) => {
                self.content_type = Some(value);
                self
            }
            Err(_) => self.problem("its boundary cannot stand in a header"),
        }
    }
}

/// The serializer for `application/x-www-form-urlencoded` of the URL standard.
fn encode(out: &mut String, bytes: &[u8]) {
    for &byte in bytes {
        match byte {
            b' ' => out.push('+'),
            b'*' | b'-' | b'.' | b'_' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
}

/// Names as HTML's forms write them: quotes and line breaks are percent-encoded, so that a name cannot end early.
fn escape(out: &mut String, name: &str) {
    for c in name.chars() {
        match c {
            '"' => out.push_str("%22"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            c => out.push(c),
        }
    }
}

/// 128 bits that the content cannot know: the standard library's hash maps are seeded from the system's randomness.
fn boundary() -> String {
    let random = || RandomState::new().hash_one(0_u8);
    format!("letterpress-{:016x}{:016x}", random(), random())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urlencoded_fields_cannot_make_others() {
        let form = Form::new()
            .text("a&b", "c=d&e")
            .text("n", 7)
            .optional_text("gone", None::<&str>)
            .optional_text("é", Some("x y+z"));
        let request = Request::post("/").urlencoded(form);
        assert_eq!(request.body, "a%26b=c%3Dd%26e&n=7&%C3%A9=x+y%2Bz");
        assert_eq!(
            request.content_type.unwrap(),
            "application/x-www-form-urlencoded"
        );
        assert!(request.problem.is_none());
    }

    #[test]
    fn urlencoded_forms_hold_no_files() {
        let request = Request::post("/").urlencoded(Form::new().part("f", Part::bytes("x")));
        assert!(request.problem.is_some());
    }

    #[test]
    fn multipart_names_cannot_make_parts() {
        let form = Form::new()
            .text("plain", "v\r\n--x")
            .part(
                "a\"; x=\"\r\n\r\n",
                Part::bytes("b")
                    .file_name("c\"d\n.png")
                    .media_type("image/png"),
            )
            .part("json", Part::text("{}").media_type("application/json"));
        let request = Request::post("/").multipart(form);
        let content_type = request.content_type.unwrap();
        let boundary = content_type
            .to_str()
            .unwrap()
            .strip_prefix("multipart/form-data; boundary=")
            .unwrap();
        let body = String::from_utf8(request.body.to_vec()).unwrap();
        let expected = [
            "--B",
            "content-disposition: form-data; name=\"plain\"",
            "",
            "v",
            "--x",
            "--B",
            "content-disposition: form-data; name=\"a%22; x=%22%0D%0A%0D%0A\"; filename=\"c%22d%0A.png\"",
            "content-type: image/png",
            "",
            "b",
            "--B",
            "content-disposition: form-data; name=\"json\"",
            "content-type: application/json",
            "",
            "{}",
            "--B--",
            "",
        ];
        assert_eq!(
            body,
            expected
                .join("\r\n")
                .replace("--B", &format!("--{boundary}"))
        );
    }

    #[test]
    fn a_media_type_is_the_callers_then_the_forms_then_that_of_any_bytes() {
        let sent = |part: Part| {
            let request = Request::post("/").multipart(Form::new().part("f", part));
            String::from_utf8(request.body.to_vec()).unwrap()
        };
        let said = |part: Part, media_type: &str| {
            let sent = sent(part);
            let line = format!("\r\ncontent-type: {media_type}\r\n");
            assert!(sent.contains(&line), "{sent}");
        };
        said(Part::bytes("x"), "application/octet-stream");
        said(Part::bytes("x").or_media_type("image/png"), "image/png");
        said(
            Part::bytes("x")
                .media_type("image/gif")
                .or_media_type("image/png"),
            "image/gif",
        );
        assert!(!sent(Part::text("x")).contains("content-type"));
    }

    #[test]
    fn a_media_type_cannot_make_headers() {
        let form = Form::new().part("f", Part::bytes("x").media_type("a/b\r\nx: y"));
        assert!(Request::post("/").multipart(form).problem.is_some());
    }

    #[test]
    fn boundaries_differ() {
        assert_ne!(boundary(), boundary());
    }

    #[test]
    fn values_are_not_shown() {
        let form = Form::new().text("password", "hunter2");
        assert!(!format!("{form:?}").contains("hunter2"));
    }
}
