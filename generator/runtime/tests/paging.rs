//! Lists in pages: where they end, and that they do.

use std::time::{Duration, Instant};

use bytes::Bytes;
use letterpress_runtime::runtime::{
    Call, Credential, Error, Http, MemoryTransport, NextPage, Pages, PagingError, Request, Server,
};
use serde_json::{Value, json};

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com"),
}];

/// The longest list that a test has. A server that is asked for more has been asked once too often.
const MOST: usize = 300;

fn client(memory: &MemoryTransport) -> Http {
    let builder = Http::builder(SERVERS).transport(memory.clone());
    let builder = builder.credential("token", Credential::bearer("s3cret"));
    builder.default_credential("token").build().unwrap()
}

/// A server that gives these pages, one after the other, and then the answer to what is no page.
fn server(pages: &[Value]) -> MemoryTransport {
    let memory = MemoryTransport::answering(|_| {
        let mut reply = http::Response::new(Bytes::from(r#"{"error": "no such page"}"#));
        *reply.status_mut() = http::StatusCode::NOT_FOUND;
        reply
    });
    for page in pages {
        memory.json(200, page.to_string());
    }
    memory
}

fn count(page: &Value) -> usize {
    page["items"].as_array().map_or(0, Vec::len)
}

fn number(page: &Value, key: &str) -> Option<i64> {
    page.get(key)?.as_i64()
}

/// Pages that say all that pages can say.
fn talking(pages: Pages<'_, Value>) -> Pages<'_, Value> {
    pages
        .more(|page| page.get("more")?.as_bool())
        .last(|page| page.get("last")?.as_bool())
        .total(|page| number(page, "total"))
        .total_pages(|page| number(page, "pages"))
        .page_size(|page| number(page, "size"))
        .page_number(|page| number(page, "number"))
        .size_parameter("limit")
}

/// How many pages were given, and what ended the list.
async fn walk(mut pages: Pages<'_, Value>) -> (usize, Option<Error>) {
    for given in 0..MOST {
        match pages.try_next().await {
            Ok(Some(_)) => {}
            Ok(None) => return (given, None),
            Err(error) => {
                if matches!(error, Error::Paging(_)) {
                    assert!(pages.try_next().await.unwrap().is_none());
                }
                return (given, Some(error));
            }
        }
    }
    panic!("it does not end");
}

fn queries(memory: &MemoryTransport) -> Vec<String> {
    let requests = memory.requests();
    let query = |it: &http::Request<Bytes>| it.uri().query().unwrap_or_default().to_owned();
    requests.iter().map(query).collect()
}

fn page_rule() -> NextPage<Value> {
    NextPage::Page {
        parameter: "page",
        first: 1,
    }
}

fn offset_rule() -> NextPage<Value> {
    NextPage::Offset {
        parameter: "offset",
        first: 0,
    }
}

fn cursor_rule() -> NextPage<Value> {
    NextPage::Cursor {
        parameter: "after",
        from: |page| page.get("next").cloned(),
    }
}

fn link_rule() -> NextPage<Value> {
    NextPage::Link(|page| page.get("next")?.as_str().map(str::to_owned))
}

/// The queries of a list that has to end without an error, all of these pages given.
async fn ends(rule: NextPage<Value>, request: Request, pages: &[Value]) -> Vec<String> {
    let memory = server(pages);
    let http = client(&memory);
    let call = Call::json(&http, request);
    let (given, error) = walk(talking(Pages::new(call, rule, count))).await;
    assert!(error.is_none(), "{error:?} after {:?}", queries(&memory));
    assert_eq!(given, pages.len(), "{pages:?}");
    queries(&memory)
}

#[tokio::test]
async fn nothing_is_asked_for_that_the_reply_says_is_not_there() {
    let get = || Request::get("/l");
    // No two pages are the same: one that comes twice is that of a server which knows no pages.
    let ids = std::cell::Cell::new(0);
    let full = |rest: Value| {
        ids.set(ids.get() + 1);
        let mut page = json!({"items": [1, 2], "id": ids.get()});
        for (key, value) in rest.as_object().unwrap() {
            page[key] = value.clone();
        }
        page
    };
    for (first, last) in [
        (json!({"more": true}), json!({"more": false})),
        (json!({"last": false}), json!({"last": true})),
        (json!({"pages": 2}), json!({"pages": 2})),
        (
            json!({"total": 4, "size": 2}),
            json!({"total": 4, "size": 2}),
        ),
        (json!({"total": 4}), json!({"total": 4})),
        (
            json!({"total": null, "pages": 2, "more": null}),
            json!({"pages": 2}),
        ),
    ] {
        let pages = [full(first), full(last)];
        assert_eq!(
            ends(page_rule(), get(), &pages).await,
            ["", "page=2"],
            "{pages:?}"
        );
        if pages[0].get("pages").is_none() {
            assert_eq!(ends(offset_rule(), get(), &pages).await, ["", "offset=2"]);
        }
        let limited = get().query("limit", 2);
        let asked = ends(page_rule(), limited, &pages).await;
        assert_eq!(asked, ["limit=2", "limit=2&page=2"]);
    }
    // From the middle on.
    let pages = [full(json!({"pages": 3})), full(json!({"pages": 3}))];
    let asked = ends(page_rule(), get().query("page", 2), &pages).await;
    assert_eq!(asked, ["page=2", "page=3"]);
    let pages = [full(json!({"total": 8})), full(json!({"total": 8}))];
    let asked = ends(offset_rule(), get().query("offset", 4), &pages).await;
    assert_eq!(asked, ["offset=4", "offset=6"]);
}

#[tokio::test]
async fn pages_counted_from_zero_end_as_well() {
    let page = |number: i64| json!({"items": [1, 2], "number": number, "pages": 2});
    let zero = || NextPage::Page {
        parameter: "page",
        first: 0,
    };
    let pages = [page(0), page(1)];
    assert_eq!(
        ends(zero(), Request::get("/l"), &pages).await,
        ["", "page=1"]
    );
    let asked = ends(zero(), Request::get("/l").query("page", 0), &pages).await;
    assert_eq!(asked, ["page=0", "page=1"]);
    // The reply says so where the rule does not know.
    assert_eq!(
        ends(page_rule(), Request::get("/l"), &pages).await,
        ["", "page=1"]
    );
    let items = json!({"items": [1, 2], "total": 3});
    let last = json!({"items": [3], "total": 3});
    let from_one = NextPage::Offset {
        parameter: "startIndex",
        first: 1,
    };
    let asked = ends(from_one, Request::get("/l"), &[items, last]).await;
    assert_eq!(asked, ["", "startIndex=3"]);
}

#[tokio::test]
async fn short_and_empty_pages_end_a_list() {
    let items = |count: usize| json!({"items": vec![7; count]});
    let limited = || Request::get("/l").query("limit", 2);
    assert_eq!(
        ends(page_rule(), limited(), &[items(2), items(1)])
            .await
            .len(),
        2
    );
    assert_eq!(
        ends(offset_rule(), limited(), &[items(2), items(1)])
            .await
            .len(),
        2
    );
    assert_eq!(
        ends(page_rule(), limited(), &[items(2), items(0)])
            .await
            .len(),
        2
    );
    assert_eq!(
        ends(page_rule(), Request::get("/l"), &[items(0)])
            .await
            .len(),
        1
    );
    // The server gives a hundred, whatever it is asked for.
    let many = || Request::get("/l").query("limit", 1000);
    let mut hundred = items(100);
    let mut other = items(100);
    (hundred["id"], other["id"]) = (1.into(), 2.into());
    let asked = ends(page_rule(), many(), &[hundred, other, items(50)]).await;
    assert_eq!(asked.len(), 3);
    let stated = |count: usize, id: i64| json!({"items": vec![7; count], "size": 3, "id": id});
    let asked = ends(
        page_rule(),
        Request::get("/l"),
        &[stated(3, 1), stated(3, 2), stated(2, 3)],
    )
    .await;
    assert_eq!(asked.len(), 3);
}

#[tokio::test]
async fn headers_say_where_a_list_ends() {
    for (name, first, last) in [
        ("x-total-pages", "2", "2"),
        ("X-WP-TotalPages", "2", "2"),
        ("x-total-count", "4", "4"),
        ("x-next-page", "2", ""),
        (
            "link",
            "</l?page=2>; rel=\"next\"",
            "</l?page=1>; rel=\"prev\", </l?page=1>; rel=\"first\"",
        ),
    ] {
        let memory = server(&[]);
        for (value, items) in [(first, "[1,2]"), (last, "[3,4]")] {
            let mut reply = http::Response::new(Bytes::from(format!("{{\"items\":{items}}}")));
            let name: http::HeaderName = name.parse().unwrap();
            reply.headers_mut().insert(name, value.parse().unwrap());
            memory.response(reply);
        }
        let http = client(&memory);
        let call = Call::json(&http, Request::get("/l").query("limit", 2));
        let (given, error) = walk(talking(Pages::new(call, page_rule(), count))).await;
        assert!(error.is_none(), "{name}: {error:?}");
        assert_eq!(given, 2, "{name}");
    }
}

#[tokio::test]
async fn marks_end_a_list_where_they_are_null_empty_or_missing() {
    for end in [
        json!(null),
        json!(""),
        json!(" "),
        json!(false),
        json!({}),
        json!([]),
    ] {
        let pages = [
            json!({"items": [1], "next": "a"}),
            json!({"items": [2], "next": end}),
        ];
        assert_eq!(
            ends(cursor_rule(), Request::get("/l"), &pages).await,
            ["", "after=a"]
        );
    }
    let missing = [json!({"items": [1], "next": 17}), json!({"items": [2]})];
    assert_eq!(
        ends(cursor_rule(), Request::get("/l"), &missing).await,
        ["", "after=17"]
    );
    // A mark that stands beside "no more" is for something else.
    let stops = [json!({"items": [1], "next": "a", "more": false})];
    assert_eq!(ends(cursor_rule(), Request::get("/l"), &stops).await, [""]);
    let links = [
        json!({"items": [1], "next": "/l?p=2"}),
        json!({"items": [2], "next": null}),
    ];
    assert_eq!(
        ends(link_rule(), Request::get("/l").query("p", 1), &links).await,
        ["p=1", "p=2"]
    );
}

#[tokio::test]
async fn the_last_item_can_be_the_mark() {
    let rule = NextPage::Cursor {
        parameter: "starting_after",
        from: |page: &Value| page["items"].as_array()?.last()?.get("id").cloned(),
    };
    let pages = [
        json!({"items": [{"id": "a"}, {"id": "b"}], "more": true}),
        json!({"items": [{"id": "c"}], "more": false}),
    ];
    assert_eq!(
        ends(rule, Request::get("/l"), &pages).await,
        ["", "starting_after=b"]
    );
}

fn paging_error(error: Option<Error>) -> PagingError {
    match error {
        Some(Error::Paging(error)) => {
            assert!(
                error
                    .to_string()
                    .starts_with("the pages of GET /l were given up: "),
                "{error}"
            );
            error
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn circles_are_errors() {
    let page = |next: &str| json!({"items": [next], "next": next});
    for marks in [
        &["a", "a"][..],
        &["a", "b", "a"],
        &["a", "b", "c", "d", "b"],
    ] {
        let pages: Vec<Value> = marks.iter().map(|mark| page(mark)).collect();
        let links: Vec<Value> = marks
            .iter()
            .map(|mark| page(&format!("/l?at={mark}")))
            .collect();
        for (rule, pages) in [(cursor_rule(), pages), (link_rule(), links)] {
            let memory = server(&pages);
            let http = client(&memory);
            let call = Call::json(&http, Request::get("/l"));
            let (given, error) = walk(Pages::new(call, rule, count)).await;
            let error = paging_error(error);
            assert!(error.is_circle() && !error.is_limit(), "{error}");
            // All that came before is given.
            assert_eq!((given, memory.requests().len()), (marks.len(), marks.len()));
        }
    }
    // Back to where the caller began.
    let memory = server(&[page("b"), page("a")]);
    let http = client(&memory);
    let call = Call::json(&http, Request::get("/l").query("after", "a"));
    let (given, error) = walk(Pages::new(call, cursor_rule(), count)).await;
    assert!(paging_error(error).is_circle());
    assert_eq!(given, 2);
    let memory = server(&[json!({"items": [], "next": "?"}), page("a")]);
    let http = client(&memory);
    let call = Call::json(&http, Request::get("/l").url("https://api.example.com/l?"));
    let (_, error) = walk(Pages::new(call, link_rule(), count)).await;
    assert!(paging_error(error).is_circle());
}

/// A server that always has another page, of so many items.
fn endless(items: usize) -> MemoryTransport {
    let sent = std::sync::atomic::AtomicUsize::new(0);
    MemoryTransport::answering(move |_| {
        let at = sent.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let page = json!({"items": vec![at; items], "next": format!("c{at}"), "more": true});
        http::Response::new(Bytes::from(page.to_string()))
    })
}

#[tokio::test]
async fn pages_without_items_are_not_asked_for_for_ever() {
    for rule in [cursor_rule, page_rule] {
        for (most, expected) in [(None, 100), (Some(3), 3)] {
            let memory = endless(0);
            let http = client(&memory);
            let call = Call::json(&http, Request::get("/l"));
            let mut pages = talking(Pages::new(call, rule(), count));
            if let Some(most) = most {
                pages = pages.max_empty_pages(most);
            }
            let (given, error) = walk(pages).await;
            assert!(paging_error(error).is_limit());
            assert_eq!((given, memory.requests().len()), (expected, expected));
        }
    }
    // Some are no harm.
    let page = |items: &[i64], next: &str| json!({"items": items, "next": next});
    let pages = [
        page(&[], "a"),
        page(&[], "b"),
        page(&[1], "c"),
        page(&[], "d"),
        page(&[2], ""),
    ];
    assert_eq!(
        ends(cursor_rule(), Request::get("/l"), &pages).await.len(),
        5
    );
}

#[tokio::test]
async fn a_caller_can_limit_pages_and_time() {
    let memory = endless(1);
    let http = client(&memory);
    let pages = |rule| Pages::new(Call::json(&http, Request::get("/l")), rule, count);
    let (given, error) = walk(pages(cursor_rule()).max_pages(3)).await;
    let error = paging_error(error);
    assert!(
        error.is_limit() && error.to_string().contains("more than 3"),
        "{error}"
    );
    assert_eq!((given, memory.requests().len()), (3, 3));
    // A list of just so many pages is within the limit.
    let exact = server(&[json!({"items": [1], "next": "a"}), json!({"items": [2]})]);
    let http = client(&exact);
    let call = Call::json(&http, Request::get("/l"));
    let (given, error) = walk(Pages::new(call, cursor_rule(), count).max_pages(2)).await;
    assert!(given == 2 && error.is_none());

    let slow = MemoryTransport::answering(|request| {
        std::thread::sleep(Duration::from_millis(30));
        let at = request.uri().query().map_or(0, str::len);
        http::Response::new(Bytes::from(
            json!({"items": [at], "next": "x".repeat(at + 1)}).to_string(),
        ))
    });
    let http = client(&slow);
    let pages = Pages::new(Call::json(&http, Request::get("/l")), cursor_rule(), count);
    let start = Instant::now();
    let (given, error) = walk(pages.total_timeout(Duration::from_millis(150))).await;
    assert!(start.elapsed() < Duration::from_secs(2));
    assert!((2..=6).contains(&given), "{given}");
    let error = Error::Paging(paging_error(error));
    assert!(error.is_timeout() && error.operation().is_some(), "{error}");
}

#[tokio::test]
async fn links_by_plain_http_to_the_same_host_are_followed_by_https() {
    let next = |url: &str| json!({"items": [1], "next": url});
    for link in [
        "http://api.example.com/l?page=2",
        "http://api.example.com:80/l?page=2",
        "http://API.example.com:443/l?page=2",
    ] {
        let memory = server(&[next(link), json!({"items": [2]})]);
        let http = client(&memory);
        let call = Call::json(&http, Request::get("/l"));
        let (given, error) = walk(Pages::new(call, link_rule(), count)).await;
        assert!(given == 2 && error.is_none(), "{error:?}");
        let sent = &memory.requests()[1];
        assert_eq!(sent.uri(), "https://api.example.com/l?page=2");
        assert_eq!(sent.headers()["authorization"], "Bearer s3cret");
    }
    for link in [
        "http://api.example.com:8080/l",
        "http://other.example.com/l",
        "http://api.example.com.evil.test/l",
        "https://other.example.com/l",
    ] {
        let memory = server(&[next(link)]);
        let http = client(&memory);
        let mut pages = Pages::new(Call::json(&http, Request::get("/l")), link_rule(), count);
        pages.try_next().await.unwrap().unwrap();
        let error = pages.try_next().await.unwrap_err();
        assert!(error.to_string().contains("another origin"), "{error}");
        assert_eq!(memory.requests().len(), 1);
    }
}

#[tokio::test]
async fn bodies_ask_for_pages_too() {
    let bodies = |memory: &MemoryTransport| -> Vec<Value> {
        let requests = memory.requests();
        let body = |it: &http::Request<Bytes>| serde_json::from_slice(it.body()).unwrap();
        requests.iter().map(body).collect()
    };
    let memory = server(&[
        json!({"items": [1, 2], "total": 3}),
        json!({"items": [3], "total": 3}),
    ]);
    let http = client(&memory);
    let request =
        Request::post("/l").json(&json!({"query": "q", "paging": {"offset": 0, "limit": 2}}));
    let rule = NextPage::Offset {
        parameter: "/paging/offset",
        first: 0,
    };
    let pages = Pages::new(Call::json(&http, request), rule, count).in_body();
    let pages = pages
        .total(|page| number(page, "total"))
        .size_parameter("/paging/limit");
    let (given, error) = walk(pages).await;
    assert!(given == 2 && error.is_none(), "{error:?}");
    let sent = |offset| json!({"query": "q", "paging": {"offset": offset, "limit": 2}});
    assert_eq!(bodies(&memory), [sent(0), sent(2)]);

    // A mark of any kind goes back as it came.
    let memory = server(&[
        json!({"items": [1], "next": [1.5, "b"]}),
        json!({"items": [2]}),
    ]);
    let http = client(&memory);
    let rule = NextPage::Cursor {
        parameter: "/search_after",
        from: |page: &Value| page.get("next").cloned(),
    };
    let request = Request::post("/l").json(&json!({"size": 1}));
    let pages = Pages::new(Call::json(&http, request), rule, count).in_body();
    let (given, error) = walk(pages).await;
    assert!(given == 2 && error.is_none(), "{error:?}");
    assert_eq!(
        bodies(&memory)[1],
        json!({"size": 1, "search_after": [1.5, "b"]})
    );

    // What is no object cannot ask for a page.
    let memory = server(&[json!({"items": [1]})]);
    let http = client(&memory);
    let rule = NextPage::Page {
        parameter: "/page",
        first: 1,
    };
    let call = Call::json(&http, Request::post("/l").json(&json!([1])));
    let (given, error) = walk(Pages::new(call, rule, count).in_body()).await;
    assert_eq!(given, 1);
    assert!(matches!(error, Some(Error::Request(_))));
}
