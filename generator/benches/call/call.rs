//! How long a typed call takes, against the same call by reqwest into structs that are written by hand.
//!
//! `cargo bench --manifest-path generator/benches/call/Cargo.toml` starts a server on loopback and makes both calls in turns, so that whatever else the
//! machine does slows both. `../README.md` says how to read what it prints.

use std::hint::black_box;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use digitalocean::Client;
use jiff::Timestamp;
use serde::Deserialize;

/// Turns, and calls of each kind in a turn.
const TURNS: usize = 400;
const CALLS: u32 = 25;

fn main() {
    // `cargo test --benches` only wants to know that it runs.
    let (turns, calls) = match std::env::args().any(|argument| argument == "--bench") {
        true => (TURNS, CALLS),
        false => (1, 2),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.expect("a runtime");
    for actions in [1, 20, 200] {
        let body = reply(actions);
        let size = body.len();
        let origin = serve(body);
        let client = Client::builder()
            .bearer_token("token")
            .origin(&origin)
            .build();
        let client = client.expect("a client");
        let by_hand = ByHand {
            client: reqwest::Client::builder()
                .connect_timeout(Duration::from_secs(10))
                .timeout(Duration::from_secs(60))
                .build()
                .expect("a client"),
            url: format!("{origin}/v2/actions"),
        };
        let (mut typed, mut plain) = (Vec::new(), Vec::new());
        // The first turn warms up.
        for turn in 0..=turns {
            let time_typed = || {
                time(calls, || {
                    let page = runtime.block_on(async { client.actions().list().page(1).await });
                    assert_eq!(black_box(page).expect("a page").actions.len(), actions);
                })
            };
            let time_plain = || {
                time(calls, || {
                    let page = runtime.block_on(by_hand.list(1)).expect("a page");
                    black_box(&page).touch();
                    assert_eq!(page.actions.len(), actions);
                })
            };
            let (a, b) = if turn % 2 == 0 {
                let a = time_typed();
                (a, time_plain())
            } else {
                let b = time_plain();
                (time_typed(), b)
            };
            if turn > 0 {
                typed.push(a);
                plain.push(b);
            }
        }
        for (what, of) in [
            ("best turn", best as fn(&mut [f64]) -> f64),
            ("median", median),
        ] {
            let (typed, plain) = (of(&mut typed), of(&mut plain));
            println!(
                "{actions:>3} actions, {size:>5} bytes, {what:>9}: typed {typed:>6.1} µs, by hand {plain:>6.1} µs, ratio {:.3}",
                typed / plain
            );
        }
    }
}

/// Microseconds that one of several calls takes.
fn time(calls: u32, mut call: impl FnMut()) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        call();
    }
    start.elapsed().as_secs_f64() * 1e6 / f64::from(calls)
}

/// The quickest turn: what the call takes where nothing else gets in between.
fn best(values: &mut [f64]) -> f64 {
    values.iter().copied().fold(f64::INFINITY, f64::min)
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// What one writes without a generator.
struct ByHand {
    client: reqwest::Client,
    url: String,
}

impl ByHand {
    async fn list(&self, page: i64) -> Result<ActionList, Box<dyn std::error::Error>> {
        let request = self.client.get(format!("{}?page={page}", self.url));
        let request = request
            .bearer_auth("token")
            .header("content-type", "application/json")
            .header("user-agent", "by-hand/0.1.0");
        let reply = request.send().await?.error_for_status()?;
        let body = reply.bytes().await?;
        Ok(serde_json::from_slice(&body)?)
    }
}

#[derive(Deserialize)]
struct ActionList {
    actions: Vec<Action>,
    links: Option<Links>,
    meta: Option<Meta>,
}

#[derive(Deserialize)]
struct Action {
    id: i64,
    status: String,
    r#type: String,
    started_at: Timestamp,
    completed_at: Option<Timestamp>,
    resource_id: Option<i64>,
    resource_type: String,
    region: Option<Region>,
    region_slug: Option<String>,
}

#[derive(Deserialize)]
struct Region {
    name: String,
    slug: String,
    sizes: Vec<String>,
    features: Vec<String>,
    available: bool,
}

#[derive(Deserialize)]
struct Links {
    pages: Option<Pages>,
}

#[derive(Deserialize)]
struct Pages {
    first: Option<String>,
    next: Option<String>,
    prev: Option<String>,
    last: Option<String>,
}

#[derive(Deserialize)]
struct Meta {
    total: i64,
}

impl ActionList {
    /// Uses every field once, so that each has to be read.
    fn touch(&self) {
        for action in &self.actions {
            black_box((action.id, &action.status, &action.r#type, action.started_at));
            black_box((
                action.completed_at,
                action.resource_id,
                &action.resource_type,
            ));
            black_box(&action.region_slug);
            if let Some(region) = &action.region {
                black_box((&region.name, &region.slug, &region.sizes));
                black_box((&region.features, region.available));
            }
        }
        if let Some(pages) = self.links.as_ref().and_then(|links| links.pages.as_ref()) {
            black_box((&pages.first, &pages.next, &pages.prev, &pages.last));
        }
        black_box(self.meta.as_ref().map(|meta| meta.total));
    }
}

/// A page of so many actions.
fn reply(actions: usize) -> String {
    let action = r#"{"id":219421692,"status":"completed","type":"power_off","started_at":"2017-04-06T04:39:40Z","completed_at":"2017-04-06T04:40:02Z","resource_id":31650085,"resource_type":"droplet","region":{"name":"Amsterdam 2","slug":"ams2","sizes":[],"features":["private_networking","backups","ipv6","metadata","install_agent","image_transfer"],"available":false},"region_slug":"ams2"}"#;
    let actions = vec![action; actions].join(",");
    let links = r#"{"pages":{"last":"https://api.digitalocean.com/v2/actions?page=11","next":"https://api.digitalocean.com/v2/actions?page=2"}}"#;
    format!(r#"{{"actions":[{actions}],"links":{links},"meta":{{"total":21}}}}"#)
}

/// A server that gives that reply to each request, over connections that stay open; where it is.
fn serve(body: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let origin = format!("http://{}", listener.local_addr().expect("an address"));
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = answer.clone();
            thread::spawn(move || keep_answering(stream, &answer));
        }
    });
    origin
}

fn keep_answering(mut stream: TcpStream, answer: &str) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        // None of the requests has a body.
        if line == "\r\n" {
            stream.write_all(answer.as_bytes())?;
        }
    }
}
