//! Calls that stay in memory: what is refused before anything is sent, what is shown, how lists are paged.

use bytes::Bytes;
use letterpress_runtime::example::Client;
use letterpress_runtime::runtime::{
    BoxFuture, Call, Credential, Error, Http, HttpBuilder, Items, JsonOrText, MemoryTransport,
    NextPage, Pages, Request, Retry, SendOptions, Server, Transport, TransportError,
};
use serde_json::{Value, json};

const SERVERS: &[Server] = &[
    Server {
        name: "api",
        default: Some("https://api.example.com/v2/"),
    },
    Server {
        name: "tenant",
        default: None,
    },
];

fn builder(memory: &MemoryTransport) -> HttpBuilder {
    Http::builder(SERVERS)
        .transport(memory.clone())
        .retry(Retry::off())
}

fn urls(memory: &MemoryTransport) -> Vec<String> {
    memory
        .requests()
        .iter()
        .map(|request| request.uri().to_string())
        .collect()
}

/// The message of a request that cannot be sent; nothing is sent.
async fn refusal(http: &Http, memory: &MemoryTransport, request: Request) -> String {
    let before = memory.requests().len();
    let error = Call::empty(http, request).await.unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert_eq!(memory.requests().len(), before);
    format!("{error} {error:?}")
}

#[tokio::test]
async fn what_cannot_be_sent_is_an_error() {
    let memory = MemoryTransport::answering(|_| http::Response::new(Bytes::new()));
    let http = builder(&memory).build().unwrap();
    let get = || Request::get("/a/{id}");
    for value in ["", ".", ".."] {
        let message = refusal(&http, &memory, get().path("id", value)).await;
        assert!(
            message.starts_with("GET /a/{id} cannot be sent: "),
            "{message}"
        );
    }
    refusal(&http, &memory, get().path_segments("id", "a/../b")).await;
    refusal(&http, &memory, get()).await;
    let one = || get().path("id", 1);
    for value in ["a\r\nx: y", "a\nb", "a\0b"] {
        let message = refusal(&http, &memory, one().header("x-a", value)).await;
        assert!(!message.contains(value));
    }
    refusal(&http, &memory, one().header("x a", "v")).await;
    refusal(&http, &memory, one().header("", "v")).await;
    refusal(&http, &memory, Request::new("GET /x", "/a")).await;
    refusal(&http, &memory, Request::get("/a").server("nowhere")).await;
    let message = refusal(&http, &memory, Request::get("/a").server("tenant")).await;
    assert!(
        message.contains("no base URL for the server `tenant`"),
        "{message}"
    );
    for url in [
        "ftp://h/x",
        "/x",
        "https://user:hunter2@h/x",
        "javascript:hunter2",
    ] {
        let message = refusal(&http, &memory, Request::get("/a").url(url)).await;
        assert!(!message.contains("hunter2"), "{message}");
    }
    let failing = std::collections::BTreeMap::from([((1, 2), 3)]);
    refusal(&http, &memory, Request::post("/a").json(&failing)).await;
    Call::empty(&http, one()).await.unwrap();
    assert_eq!(urls(&memory), ["https://api.example.com/v2/a/1"]);
}

#[test]
fn what_is_no_client_is_an_error() {
    let memory = MemoryTransport::new();
    let config = |http: HttpBuilder| match http.build() {
        Err(Error::Config(error)) => assert!(!format!("{error} {error:?}").contains("hunter2")),
        other => panic!("{other:?}"),
    };
    config(builder(&memory).base_url("api.example.com"));
    config(builder(&memory).base_url("https://user:hunter2@h"));
    config(builder(&memory).origin("nonsense"));
    config(builder(&memory).server_url("nowhere", "https://h"));
    config(builder(&memory).default_header("x-a", "hunter2\r\nx: y"));
    const UNKNOWN: &[Server] = &[Server {
        name: "api",
        default: None,
    }];
    config(Http::builder(UNKNOWN).transport(memory.clone()));
    let http = Http::builder(UNKNOWN)
        .transport(memory)
        .base_url("https://h/base/")
        .build();
    assert_eq!(http.unwrap().server_url("api"), Some("https://h/base"));
}

#[tokio::test]
async fn servers_and_urls_are_chosen() {
    let memory = MemoryTransport::answering(|_| http::Response::new(Bytes::new()));
    let http = builder(&memory)
        .server_url("tenant", "https://t.example.com")
        .build()
        .unwrap();
    Call::empty(&http, Request::get("/a")).await.unwrap();
    Call::empty(&http, Request::get("").server("tenant"))
        .await
        .unwrap();
    let whole = Request::get("{{url}}")
        .url("https://h.example.com/x?a=1#top")
        .query("b", 2);
    Call::empty(&http, whole).await.unwrap();
    assert_eq!(
        urls(&memory),
        [
            "https://api.example.com/v2/a",
            "https://t.example.com/",
            "https://h.example.com/x?a=1&b=2"
        ]
    );
    let moved = builder(&memory)
        .origin("http://127.0.0.1:99/")
        .build()
        .unwrap();
    assert_eq!(moved.server_url("api"), Some("http://127.0.0.1:99/v2"));
    assert_eq!(moved.server_url("tenant"), Some("http://127.0.0.1:99"));
}

#[tokio::test]
async fn credentials_go_where_they_should() {
    let memory = MemoryTransport::answering(|_| http::Response::new(Bytes::new()));
    let http = builder(&memory)
        .credential("token", Credential::bearer("old"))
        .credential("token", Credential::bearer("t0ken"))
        .credential("login", Credential::basic("u", "p"))
        .credential("key", Credential::query("api key", "k&y"))
        .default_credential("token")
        .default_header("x-app", "app")
        .default_header("content-type", "text/csv")
        .user_agent("me/1")
        .build()
        .unwrap();
    let send = async |request: Request| {
        Call::empty(&http, request).await.unwrap();
        memory.requests().pop().unwrap()
    };
    let sent = send(Request::get("/a")).await;
    assert_eq!(sent.headers()["authorization"], "Bearer t0ken");
    assert!(
        !format!("{sent:?}").contains("t0ken"),
        "the header is marked as sensitive"
    );
    assert_eq!(sent.headers()["x-app"], "app");
    assert_eq!(sent.headers()["user-agent"], "me/1");
    let sent = send(
        Request::get("/a")
            .credential("login")
            .header("X-App", "mine"),
    )
    .await;
    assert_eq!(sent.headers()["authorization"], "Basic dTpw");
    assert_eq!(sent.headers()["x-app"], "mine");
    let sent = send(Request::get("/a").without_header("X-App")).await;
    assert!(!sent.headers().contains_key("x-app"));
    assert_eq!(sent.headers()["user-agent"], "me/1");
    let without = Request::get("/a").without_header("X-App");
    let sent = send(without.header("x-app", "mine")).await;
    assert_eq!(sent.headers()["x-app"], "mine");
    let sent = send(
        Request::get("/a")
            .credential("key")
            .credential("token")
            .query("q", 1),
    )
    .await;
    assert_eq!(sent.uri().query(), Some("q=1&api%20key=k%26y"));
    assert_eq!(sent.headers()["authorization"], "Bearer t0ken");
    let sent = send(Request::get("/a").anonymous()).await;
    assert!(!sent.headers().contains_key("authorization"));
    let sent = send(Request::get("/a").credential("not set")).await;
    assert!(!sent.headers().contains_key("authorization"));
    let sent = send(Request::get("/a").header("authorization", "mine")).await;
    assert_eq!(sent.headers()["authorization"], "mine");

    let sent = send(Request::post("/a").json(&1)).await;
    assert_eq!(sent.headers()["content-type"], "application/json");
    let sent = send(
        Request::post("/a")
            .header("Content-Type", "application/x+json")
            .json(&1),
    )
    .await;
    assert_eq!(sent.headers()["content-type"], "application/x+json");
    assert_eq!(sent.headers().get_all("content-type").iter().count(), 1);
}

#[tokio::test]
async fn credentials_do_not_go_unencrypted_to_other_machines() {
    let memory = MemoryTransport::answering(|_| http::Response::new(Bytes::new()));
    let plain = || {
        let http = builder(&memory).base_url("http://api.example.com");
        http.credential("token", Credential::bearer("t0ken"))
            .default_credential("token")
    };
    let message = refusal(&plain().build().unwrap(), &memory, Request::get("/a")).await;
    assert!(message.contains("unencrypted"), "{message}");
    Call::empty(&plain().build().unwrap(), Request::get("/a").anonymous())
        .await
        .unwrap();
    let allowed = plain().allow_credentials_over_plain_http().build().unwrap();
    Call::empty(&allowed, Request::get("/a")).await.unwrap();
    assert_eq!(memory.requests().len(), 2);
}

/// Shows an error and what is behind it.
fn show_sources(shown: &mut Vec<String>, error: Error) {
    let mut error: Option<&dyn std::error::Error> = Some(&error);
    while let Some(one) = error {
        shown.push(format!("{one} {one:?}"));
        error = one.source();
    }
}

/// Whatever holds a secret and can be shown is shown here.
#[tokio::test]
async fn nothing_shows_a_secret() {
    const SECRET: &str = "s3cret-value";
    let memory = MemoryTransport::new();
    let credentials = || {
        builder(&memory)
            .credential("token", Credential::bearer(SECRET))
            .credential("login", Credential::basic("user", SECRET))
            .credential("key", Credential::query("k", SECRET))
            .credential("header", Credential::header("x-k", "Key ", SECRET))
            .default_header("x-api-key", SECRET)
            .default_credential("key")
    };
    let mut shown = vec![format!("{:?}", credentials()), format!("{:?}", memory)];
    let http = credentials().build().unwrap();
    shown.push(format!("{http:?}"));

    let request = || {
        Request::post("/a/{id}")
            .path("id", 1)
            .query("access_token", SECRET)
            .header("x-token", SECRET)
            .json(&json!({"password": SECRET}))
    };
    shown.push(format!("{:?}", request()));
    shown.push(format!("{:?}", Call::<Value>::json(&http, request())));

    let echo = format!(r#"{{"message": "bad key {SECRET}"}}"#);
    memory.json(401, echo.clone());
    memory.json(200, format!(r#"{{"id": "{SECRET}"}}"#));
    memory.json(200, echo);
    memory.fail(TransportError::timeout());
    let client = Client::builder()
        .token(SECRET)
        .http(|http| http.transport(memory.clone()));
    shown.push(format!("{client:?}"));
    let client = client.build().unwrap();
    shown.push(format!(
        "{client:?} {:?} {:?}",
        client.list(),
        client.list().items()
    ));

    show_sources(
        &mut shown,
        Call::<Value>::json(&http, request()).await.unwrap_err(),
    );
    let sent = memory.requests();
    assert!(sent[0].uri().query().unwrap().contains("k=s3cret-value"));
    let error = client.retrieve(1).await.unwrap_err();
    assert!(error.to_string().contains("$.id"), "{error}");
    show_sources(&mut shown, error);
    let response = Call::raw(&http, request()).with_response().await.unwrap();
    shown.push(format!("{response:?} {}", response.url()));
    show_sources(&mut shown, Call::empty(&http, request()).await.unwrap_err());
    shown.push(format!("{memory:?}"));

    assert!(shown.len() >= 10);
    for text in shown {
        assert!(
            !text.contains("s3cret") && !text.contains("czNjcmV0"),
            "{text}"
        );
    }
}

/// A page of a list; the raw value, so that each rule can take out of it what it needs.
fn numbers(page: Value) -> Vec<i64> {
    let items = page["items"].as_array().cloned().unwrap_or_default();
    items.iter().filter_map(Value::as_i64).collect()
}

fn count(page: &Value) -> usize {
    page["items"].as_array().map_or(0, Vec::len)
}

async fn all(http: &Http, request: Request, rule: NextPage<Value>) -> Result<Vec<i64>, Error> {
    let pages = Pages::new(Call::json(http, request), rule, count);
    Items::new(pages, numbers).try_collect().await
}

#[tokio::test]
async fn pages_are_counted() {
    let memory = MemoryTransport::new();
    let http = builder(&memory).build().unwrap();
    let prepare = || {
        for items in ["[1,2]", "[3,4]", "[]"] {
            memory.json(200, format!("{{\"items\": {items}}}"));
        }
    };

    prepare();
    let rule = NextPage::Page {
        parameter: "page",
        first: 1,
    };
    let request = Request::get("/l").query("size", 2);
    assert_eq!(all(&http, request, rule).await.unwrap(), [1, 2, 3, 4]);

    prepare();
    let rule = NextPage::Page {
        parameter: "page",
        first: 1,
    };
    assert_eq!(
        all(&http, Request::get("/l").query("page", 7), rule)
            .await
            .unwrap(),
        [1, 2, 3, 4]
    );

    prepare();
    let rule = NextPage::Offset {
        parameter: "skip",
        first: 0,
    };
    assert_eq!(
        all(&http, Request::get("/l"), rule).await.unwrap(),
        [1, 2, 3, 4]
    );

    let queries: Vec<_> = memory
        .requests()
        .iter()
        .map(|r| r.uri().query().unwrap_or("").to_owned())
        .collect();
    assert_eq!(
        queries,
        [
            "size=2",
            "size=2&page=2",
            "size=2&page=3",
            "page=7",
            "page=8",
            "page=9",
            "",
            "skip=2",
            "skip=4",
        ]
    );
}

#[tokio::test]
async fn cursors_are_sent_back() {
    let memory = MemoryTransport::new();
    let http = builder(&memory).build().unwrap();
    let rule = || NextPage::Cursor {
        parameter: "after",
        from: |page: &Value| page.get("cursor").cloned(),
    };
    memory.json(200, r#"{"items": [1], "cursor": "a&b"}"#);
    memory.json(200, r#"{"items": [], "cursor": "c"}"#);
    memory.json(200, r#"{"items": [2], "cursor": ""}"#);
    assert_eq!(
        all(&http, Request::get("/l"), rule()).await.unwrap(),
        [1, 2]
    );
    let base = "https://api.example.com/v2";
    let expected = ["/l", "/l?after=a%26b", "/l?after=c"];
    assert_eq!(urls(&memory), expected.map(|path| format!("{base}{path}")));
}

#[tokio::test]
async fn link_headers_are_followed() {
    let memory = MemoryTransport::answering(|request| {
        let mut response = http::Response::new(Bytes::from(r#"{"items": [1]}"#));
        if request.uri().query().is_none() {
            response = http::Response::new(Bytes::from(r#"{"items": [0]}"#));
            let link = r#"</v2/l?page=2>; rel="next", </v2/l?page=9>; rel="last""#;
            response.headers_mut().insert("link", link.parse().unwrap());
        }
        response
    });
    let http = builder(&memory).build().unwrap();
    assert_eq!(
        all(&http, Request::get("/l"), NextPage::LinkHeader)
            .await
            .unwrap(),
        [0, 1]
    );
    assert_eq!(urls(&memory)[1], "https://api.example.com/v2/l?page=2");
}

#[tokio::test]
async fn a_server_that_knows_no_pages_does_not_go_on_for_ever() {
    let same =
        || MemoryTransport::answering(|_| http::Response::new(Bytes::from(r#"{"items": [1, 2]}"#)));
    let memory = same();
    let http = builder(&memory).build().unwrap();
    let rule = NextPage::Page {
        parameter: "page",
        first: 1,
    };
    assert_eq!(all(&http, Request::get("/l"), rule).await.unwrap(), [1, 2]);
    let rule =
        NextPage::Link(|_: &Value| Some(String::from("https://api.example.com/v2/l?page=2")));
    let error = all(&http, Request::get("/l"), rule).await.unwrap_err();
    assert!(error.to_string().contains("in a circle"), "{error}");
}

#[tokio::test]
async fn after_an_error_the_same_page_is_asked_for_again() {
    let memory = MemoryTransport::new();
    memory.json(200, r#"{"items": [1], "next": "?page=2"}"#);
    memory.fail(TransportError::timeout());
    memory.json(200, r#"{"items": [2]}"#);
    let http = builder(&memory).build().unwrap();
    let rule = NextPage::Link(|page: &Value| page["next"].as_str().map(str::to_owned));
    let pages = Pages::new(
        Call::json(&http, Request::get("/l").query("page", 1)),
        rule,
        count,
    );
    let mut items = Items::new(pages, numbers);
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    assert!(items.try_next().await.unwrap_err().is_timeout());
    assert_eq!(items.try_next().await.unwrap(), Some(2));
    assert_eq!(items.try_next().await.unwrap(), None);
    assert_eq!(items.try_next().await.unwrap(), None);
    let queries: Vec<_> = memory
        .requests()
        .iter()
        .map(|r| r.uri().query().unwrap().to_owned())
        .collect();
    assert_eq!(queries, ["page=1", "page=2", "page=2"]);
}

#[tokio::test]
async fn replies_of_either_kind() {
    let memory = MemoryTransport::new();
    let http = builder(&memory).build().unwrap();
    for (body, again) in [
        ("{\"a\":1.50}", "{\"a\":1.50}"),
        ("oops <", "\"oops <\""),
        (" ", "null"),
    ] {
        memory.json(200, body);
        let raw = Call::raw(&http, Request::get("/x")).await.unwrap();
        assert_eq!(serde_json::to_string(&raw).unwrap(), again);
    }
    memory.json(200, "[1,2]").json(200, "gone").json(200, "");
    let mut replies: Vec<JsonOrText<Vec<i64>>> = Vec::new();
    for _ in 0..3 {
        replies.push(Call::json_or_text(&http, Request::get("/x")).await.unwrap());
    }
    assert_eq!(replies[0].json(), Some(&vec![1, 2]));
    assert_eq!(replies[1].text(), Some("gone"));
    assert_eq!(
        serde_json::to_string(&replies).unwrap(),
        r#"[[1,2],"gone",null]"#
    );
}

#[tokio::test]
async fn a_tag_stands_in_the_body() {
    let memory = MemoryTransport::answering(|_| http::Response::new(Bytes::new()));
    let http = builder(&memory).build().unwrap();
    let post = || Request::post("/actions");
    for (request, body) in [
        (post().tag("type", "reboot"), r#"{"type":"reboot"}"#),
        // A body that keeps unknown fields can hold the word as well: it is sent once.
        (
            post()
                .json(&json!({ "type": "old", "size": 2.5 }))
                .tag("type", "resize"),
            r#"{"type":"resize","size":2.5}"#,
        ),
        (post().json(&json!({})).tag("type", "x"), r#"{"type":"x"}"#),
        (
            post().json(&json!({ "size": 2 })).tag("a\"b", "c\\d"),
            r#"{"a\"b":"c\\d","size":2}"#,
        ),
    ] {
        Call::empty(&http, request).await.unwrap();
        let sent = memory.requests().pop().unwrap();
        assert_eq!(sent.headers()["content-type"], "application/json");
        assert_eq!(sent.body(), body);
    }
    refusal(&http, &memory, post().json(&[1]).tag("type", "x")).await;
}

#[tokio::test]
async fn graphql_bodies() {
    let memory = MemoryTransport::answering(|_| http::Response::new(Bytes::new()));
    let http = builder(&memory).build().unwrap();
    let send = async |request| {
        Call::empty(&http, request).await.unwrap();
        let sent = memory.requests().pop().unwrap();
        assert_eq!(sent.headers()["content-type"], "application/json");
        String::from_utf8(sent.body().to_vec()).unwrap()
    };
    let query = "query Q($x: String = \"\\n\") {\n a }";
    let body = send(Request::post("/g").graphql(query, Some("Q"), Some(&json!({"x": [1]})))).await;
    assert_eq!(
        body,
        r#"{"query":"query Q($x: String = \"\\n\") {\n a }","operationName":"Q","variables":{"x":[1]}}"#
    );
    assert_eq!(
        send(Request::post("/g").graphql_query("{ a }")).await,
        r#"{"query":"{ a }"}"#
    );
}

#[tokio::test]
async fn a_transport_of_ones_own_is_held_to_the_size_limit() {
    struct Large;
    impl Transport for Large {
        fn send(
            &self,
            _request: http::Request<Bytes>,
            _options: SendOptions,
        ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
            Box::pin(async { Ok(http::Response::new(Bytes::from_static(b"123456"))) })
        }
    }
    let http = Http::builder(SERVERS)
        .transport(Large)
        .max_reply_bytes(5)
        .build()
        .unwrap();
    let error = Call::text(&http, Request::get("/x")).await.unwrap_err();
    assert!(
        matches!(&error, Error::Transport(error) if error.is_too_large()),
        "{error}"
    );
}

#[test]
fn errors_are_small_and_futures_move_between_threads() {
    fn is_send<T: Send>(_: T) {}
    assert!(size_of::<Error>() <= 24, "{}", size_of::<Error>());
    let client = Client::builder()
        .http(|http| http.transport(MemoryTransport::new()))
        .build()
        .unwrap();
    is_send(client.list().send());
    is_send(client.list().into_future());
    is_send(client.retrieve(1).with_response());
    is_send(async { client.list().items().try_next().await.map(drop) });
}
