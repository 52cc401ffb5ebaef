//! A request.

use std::borrow::Cow;

use crate::collection::{Request, Url};
use crate::json::Json;

use super::kind;
use super::reader::{Reader, at};

impl Reader<'_> {
    /// A request and its description. A string is the url of a GET request.
    pub(super) fn request<'a>(
        &mut self,
        value: Json<'a>,
        pointer: String,
    ) -> (Request<'a>, Cow<'a, str>) {
        let members = match value {
            Json::Object(members) => members,
            Json::String(text) => {
                let url = super::url::parse(text, pointer.clone());
                let method = Cow::Borrowed("GET");
                return (
                    Request {
                        pointer,
                        method,
                        url,
                        ..Request::default()
                    },
                    Cow::default(),
                );
            }
            other => {
                self.wrong_type(&pointer, "a request", &other);
                let url = Url {
                    pointer: pointer.clone(),
                    ..Url::default()
                };
                let method = Cow::Borrowed("GET");
                return (
                    Request {
                        pointer,
                        method,
                        url,
                        ..Request::default()
                    },
                    Cow::default(),
                );
            }
        };
        let [method, url, header, body, auth, description] = self.members(
            &kind::REQUEST,
            members,
            &pointer,
            ["method", "url", "header", "body", "auth", "description"],
        );
        let request = Request {
            method: self
                .optional_text(method, &pointer, "method")
                .unwrap_or(Cow::Borrowed("GET")),
            url: self.url(url, at(&pointer, "url")),
            headers: self.headers(header, &pointer, "header"),
            body: self.body(body, at(&pointer, "body")),
            auth: self.auth(auth, &pointer, "auth"),
            pointer,
        };
        let description = self.description(description, &request.pointer);
        (request, description)
    }
}
