//! Connections that break, never come about, or go on for ever.

#![cfg(feature = "reqwest")]

mod server;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::read::GzEncoder;
use letterpress_runtime::runtime::{Call, Error, Http, HttpBuilder, Request, Retry, Server};
use server::{TestServer, respond};
use socket2::{Domain, SockRef, Socket, Type};

const SERVERS: &[Server] = &[Server {
    name: "api",
    default: Some("https://api.example.com"),
}];

fn builder(server: &TestServer) -> HttpBuilder {
    Http::builder(SERVERS)
        .origin(&server.origin)
        .timeout(Duration::from_secs(10))
}

/// What a server has sent when it resets the connection.
const BEFORE_RESET: [&str; 5] = [
    "",
    "HTTP/1.1 200 X\r\ncontent-le",
    "HTTP/1.1 200 X\r\ncontent-length: 1000\r\n\r\n",
    "HTTP/1.1 200 X\r\ncontent-length: 1000\r\n\r\n[1, 2",
    "HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n20\r\n[1, 2",
];

/// Sends that and resets the connection: the client hears of no end, but of a failure.
fn reset(stream: &mut TcpStream, after: &str) -> std::io::Result<()> {
    stream.write_all(after.as_bytes())?;
    // What was sent should arrive before the reset does.
    std::thread::sleep(Duration::from_millis(30));
    SockRef::from(&*stream).set_linger(Some(Duration::ZERO))
}

#[tokio::test]
async fn a_reset_is_an_error_wherever_it_comes() {
    for sent in BEFORE_RESET {
        let server = TestServer::start(move |_, stream| reset(stream, sent));
        let http = builder(&server).retry(Retry::off()).build().unwrap();
        let error = Call::text(&http, Request::get("/x")).await.unwrap_err();
        assert!(
            matches!(error, Error::Transport(_)) && error.is_retryable() && !error.is_timeout(),
            "{error:?}"
        );
        server.only();
    }
}

#[tokio::test]
async fn a_reset_is_followed_by_another_attempt_where_that_is_safe() {
    for sent in BEFORE_RESET {
        for method in ["GET", "PUT", "DELETE", "POST", "PATCH"] {
            let count = AtomicUsize::new(0);
            let server =
                TestServer::start(
                    move |_, stream| match count.fetch_add(1, Ordering::SeqCst) {
                        0 => reset(stream, sent),
                        _ => respond(stream, 200, "", b"fine"),
                    },
                );
            let retry = Retry::default().first_delay(Duration::ZERO);
            let http = builder(&server).retry(retry).build().unwrap();
            let reply = Call::text(&http, Request::new(method, "/x").json(&1)).with_response();
            match reply.await {
                Ok(reply) => assert_eq!((method.len() < 7, reply.attempts()), (true, 2)),
                Err(error) => assert_eq!(error.attempts(), 1, "{error}"),
            }
            let expected = if matches!(method, "POST" | "PATCH") {
                1
            } else {
                2
            };
            assert_eq!(server.received().len(), expected, "{method} after {sent:?}");
        }
    }
}

#[tokio::test]
async fn what_goes_on_for_ever_ends() {
    for endless in [
        "HTTP/1.1 100 X\r\n\r\n",
        "HTTP/1.1 103 X\r\nlink: </a>\r\n\r\n",
        "1;",
        "x",
    ] {
        let server = TestServer::start(move |_, stream| {
            if endless.len() < 4 {
                stream.write_all(b"HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n")?;
            }
            if endless == "x" {
                // Trailers without end.
                stream.write_all(b"1\r\nx\r\n0\r\nx: ")?;
            }
            loop {
                // Ends when the client closes the connection.
                stream.write_all(endless.repeat(100).as_bytes())?;
                std::thread::sleep(Duration::from_millis(1));
            }
        });
        let http = builder(&server).timeout(Duration::from_secs(1));
        let http = http.retry(Retry::off()).build().unwrap();
        let start = Instant::now();
        // Trailers may as well be left alone: the body is there.
        match Call::text(&http, Request::get("/x")).await {
            Ok(text) => assert_eq!((endless, text.as_str()), ("x", "x")),
            Err(error) => assert!(matches!(error, Error::Transport(_)), "{error}"),
        }
        assert!(start.elapsed() < Duration::from_secs(8), "{endless:?}");
    }
}

/// A place that lets nobody in: its queue is full, and it takes nobody out of it.
struct Full {
    address: SocketAddr,
    _socket: Socket,
    _waiting: Vec<Socket>,
}

impl Full {
    fn new() -> Self {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
        let any: SocketAddr = "127.0.0.1:0".parse().unwrap();
        socket.bind(&any.into()).unwrap();
        socket.listen(0).unwrap();
        let address = socket.local_addr().unwrap().as_socket().unwrap();
        let wait = || {
            let waiting = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
            waiting.set_nonblocking(true).unwrap();
            // It is under way.
            let _ = waiting.connect(&address.into());
            waiting
        };
        let waiting = (0..8).map(|_| wait()).collect();
        std::thread::sleep(Duration::from_millis(50));
        Self {
            address,
            _socket: socket,
            _waiting: waiting,
        }
    }
}

#[tokio::test]
async fn a_connection_that_never_comes_about_ends_in_its_own_time() {
    let full = Full::new();
    let http = Http::builder(SERVERS)
        .origin(format!("http://{}", full.address))
        .timeout(Duration::from_secs(20))
        .connect_timeout(Duration::from_millis(300))
        .retry(Retry::off())
        .build()
        .unwrap();
    let start = Instant::now();
    let error = Call::text(&http, Request::get("/x")).await.unwrap_err();
    assert!(error.is_timeout() && error.is_retryable(), "{error:?}");
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
}

#[tokio::test]
async fn bombs_do_not_go_off_in_errors_either() {
    let packed = |bytes: &[u8]| {
        let mut out = Vec::new();
        let mut packer = GzEncoder::new(bytes, Compression::fast());
        packer.read_to_end(&mut out).unwrap();
        out
    };
    let once = packed(&vec![b' '; 20 << 20]);
    let twice = packed(&once);
    let server = TestServer::start(move |request, stream| match request.target.as_str() {
        "/twice" => respond(stream, 200, "content-encoding: gzip, gzip\r\n", &twice),
        "/many" => {
            let header = "content-encoding: gzip\r\n".repeat(50);
            respond(stream, 200, &header, &once)
        }
        _ => respond(stream, 500, "content-encoding: gzip\r\n", &once),
    });
    let http = builder(&server).max_reply_bytes(1 << 20);
    let http = http.retry(Retry::off()).build().unwrap();
    let error = Call::text(&http, Request::get("/error")).await.unwrap_err();
    assert!(
        matches!(&error, Error::Transport(error) if error.is_too_large()),
        "{error}"
    );
    for path in ["/twice", "/many"] {
        // Whatever is unpacked of it, it is no more than the limit.
        match Call::raw(&http, Request::get(path)).await {
            Ok(body) => assert!(body.bytes().len() <= 1 << 20, "{path}"),
            Err(error) => assert!(matches!(error, Error::Transport(_)), "{error}"),
        }
    }
}

#[tokio::test]
async fn a_call_may_have_less_time_to_connect() {
    let full = Full::new();
    let http = Http::builder(SERVERS)
        .origin(format!("http://{}", full.address))
        .timeout(Duration::from_secs(20))
        .retry(Retry::off())
        .build()
        .unwrap();
    let start = Instant::now();
    let call = Call::text(&http, Request::get("/x")).connect_timeout(Duration::from_millis(200));
    let error = call.await.unwrap_err();
    let Error::Transport(inner) = &error else {
        panic!("{error}")
    };
    assert!(inner.is_connect() && inner.is_timeout(), "{error:?}");
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );

    // Once there is a connection, the reply may take longer than that.
    let server = TestServer::start(|_, stream| {
        std::thread::sleep(Duration::from_millis(700));
        respond(stream, 200, "", b"late")
    });
    let http = builder(&server).retry(Retry::off()).build().unwrap();
    let call = Call::text(&http, Request::get("/x")).connect_timeout(Duration::from_millis(500));
    assert_eq!(call.await.unwrap(), "late");
}
