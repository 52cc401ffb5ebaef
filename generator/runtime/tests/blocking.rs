//! Calls of programs that are not async.

#![cfg(all(feature = "blocking", feature = "reqwest"))]

mod server;

use letterpress_runtime::example::Client;
use letterpress_runtime::runtime::{Error, Retry};
use serde_json::json;
use server::{TestServer, respond};

fn client(server: &TestServer) -> Client {
    let retry = Retry::default().first_delay(std::time::Duration::ZERO);
    let client = Client::builder().http(|http| http.origin(&server.origin).retry(retry));
    client.build().unwrap()
}

#[test]
fn threads_wait_for_replies() {
    let server = TestServer::start(|request, stream| {
        let id = request.target.rsplit('/').next().unwrap_or_default();
        respond(stream, 200, "", format!("{{\"id\":{id}}}").as_bytes())
    });
    let client = client(&server);
    let threads: Vec<_> = (0..8)
        .map(|id| {
            let client = client.clone();
            std::thread::spawn(move || client.retrieve(id).send_blocking().unwrap().id)
        })
        .collect();
    for (id, thread) in (0..).zip(threads) {
        assert_eq!(thread.join().unwrap(), id);
    }
    let response = client.retrieve(9).with_response_blocking().unwrap();
    assert_eq!((response.status().as_u16(), response.body().id), (200, 9));
}

#[test]
fn lists_are_iterators() {
    let server = TestServer::start(|request, stream| {
        let body = match request.target.as_str() {
            "/v2/things" => json!({"things": [{"id": 1}, {"id": 2}], "next": "/v2/things?page=2"}),
            _ => json!({"things": [{"id": 3}], "next": "/v2/oops\u{7f}"}),
        };
        respond(stream, 200, "", body.to_string().as_bytes())
    });
    let client = client(&server);
    let page = client.list().send_blocking().unwrap();
    assert_eq!(page.things.len(), 2);
    let mut items = client.list().items().into_iter();
    let ids: Vec<i64> = items
        .by_ref()
        .map_while(|thing| Some(thing.ok()?.id))
        .collect();
    assert_eq!(ids, [1, 2, 3]);
    assert!(items.next().is_none(), "they end after an error");
}

#[test]
fn waiting_keeps_the_retries() {
    let server = TestServer::start(|request, stream| {
        let busy = request.header("x-again").is_none() && request.target.ends_with("/7");
        respond(stream, if busy { 503 } else { 200 }, "", b"{\"id\":7}")
    });
    let error = client(&server).retrieve(7).send_blocking().unwrap_err();
    assert_eq!((error.attempts(), server.received().len()), (3, 3));
}

#[tokio::test]
async fn nothing_blocks_within_async_code() {
    let server = TestServer::answering(200, "", b"{\"id\":1}");
    let error = client(&server).retrieve(1).send_blocking().unwrap_err();
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert!(server.received().is_empty());
}

#[cfg(feature = "stream")]
#[test]
fn replies_of_any_size_are_readers() {
    use std::io::{Read, Write};

    use letterpress_runtime::runtime::{Call, Http, Request, Server};

    const SERVERS: &[Server] = &[Server {
        name: "api",
        default: None,
    }];
    let server = TestServer::start(|request, stream| match request.target.as_str() {
        "/events" => {
            let events = b"data: 1\n\ndata: 2\n\n";
            respond(stream, 200, "content-type: text/event-stream\r\n", events)
        }
        "/broken" => stream.write_all(b"HTTP/1.1 200 X\r\ncontent-length: 9\r\n\r\n1234"),
        _ => {
            stream.write_all(b"HTTP/1.1 200 X\r\ncontent-length: 3000000\r\n\r\n")?;
            (0..30).try_for_each(|number| stream.write_all(&[number; 100_000]))
        }
    });
    let http = Http::builder(SERVERS)
        .origin(&server.origin)
        .max_reply_bytes(1000);
    let http = http.build().unwrap();
    let open = |path| Call::empty(&http, Request::get(path)).stream_blocking();

    let mut reply = open("/large").unwrap();
    assert_eq!(reply.head().status(), 200);
    let mut start = [9; 10];
    reply.read_exact(&mut start).unwrap();
    let (mut length, mut sum) = (10, 0_u64);
    while let Some(piece) = reply.chunk().unwrap() {
        length += piece.len();
        sum += piece.iter().map(|&byte| u64::from(byte)).sum::<u64>();
    }
    assert_eq!(
        (start, length, sum),
        ([0; 10], 3_000_000, (0..30).sum::<u64>() * 100_000)
    );

    let mut text = Vec::new();
    let error = open("/broken").unwrap().read_to_end(&mut text).unwrap_err();
    let inner = error.get_ref().unwrap().downcast_ref::<Error>();
    assert!(matches!(inner, Some(Error::Transport(_))), "{error:?}");
    assert_eq!(text, b"1234");

    let events = Call::empty(&http, Request::get("/events"))
        .events_blocking()
        .unwrap();
    let data: Result<Vec<String>, Error> = events.map(|event| Ok(event?.data)).collect();
    assert_eq!(data.unwrap(), ["1", "2"]);
}
