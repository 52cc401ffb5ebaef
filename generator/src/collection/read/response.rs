//! Saved examples.

use crate::collection::Response;
use crate::json::{Json, Members};

use super::kind;
use super::reader::{Reader, at, nth};

impl Reader<'_> {
    /// The saved examples of an item.
    pub(super) fn responses<'a>(
        &mut self,
        value: Option<Json<'a>>,
        parent: &str,
        name: &str,
    ) -> Vec<Response<'a>> {
        let Some(value) = value else {
            return Vec::new();
        };
        let pointer = &*at(parent, name);
        let values = match value {
            Json::Array(values) => values,
            other => {
                self.wrong_type(pointer, "an array of examples", &other);
                return Vec::new();
            }
        };
        let mut responses = Vec::with_capacity(values.len());
        for (index, value) in values.into_iter().enumerate() {
            let pointer = nth(pointer, index);
            match value {
                Json::Object(members) => responses.push(self.response(members, pointer, index)),
                other => {
                    self.diagnostics.warning(
                        "example-skipped",
                        pointer,
                        format!(
                            "{} stands where an example belongs, and is left out",
                            other.kind()
                        ),
                    );
                }
            }
        }
        responses
    }

    fn response<'a>(
        &mut self,
        members: Members<'a>,
        pointer: String,
        index: usize,
    ) -> Response<'a> {
        let [name, original_request, status, code, language, header, body] = self.members(
            &kind::RESPONSE,
            members,
            &pointer,
            [
                "name",
                "originalRequest",
                "status",
                "code",
                "_postman_previewlanguage",
                "header",
                "body",
            ],
        );
        let original_request = original_request
            .filter(|request| !request.is_empty())
            .map(|request| self.request(request, at(&pointer, "originalRequest")).0);
        Response {
            name: self.text(name, &pointer, "name"),
            original_request,
            status: self.text(status, &pointer, "status"),
            code: self.code(code, &pointer),
            preview_language: self.text(language, &pointer, "_postman_previewlanguage"),
            headers: self.headers(header, &pointer, "header"),
            body: body.map(Json::into_text),
            index,
            pointer,
        }
    }

    /// A status code: a number, or a string with one.
    fn code(&mut self, value: Option<Json<'_>>, pointer: &str) -> Option<u16> {
        let text = self.optional_text(value, pointer, "code")?;
        let text = text.trim();
        let code = text
            .parse::<u16>()
            .ok()
            .filter(|code| (100..=999).contains(code));
        if code.is_none() && !text.is_empty() && text != "0" {
            self.diagnostics
                .warning(
                    "status-code-unusable",
                    at(pointer, "code"),
                    format!("`{text}` is not a status code; the example counts as one without"),
                )
                .help("status codes are numbers from 100 to 599");
        }
        code
    }
}
