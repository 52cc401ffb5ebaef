//! How long a typed call takes, against the same call by reqwest into structs that are written by hand.
//!
//! `cargo bench --manifest-path generator/benches/call/Cargo.toml` starts a server on loopback and makes both calls in turns, so that whatever else the
//! machine does slows both. `../README.md` says what each side does, and how to read what is printed.
//!
//! `-- typed 1000` and `-- by-hand 1000` make so many calls of one kind and print nothing: for valgrind and perf.

use std::hint::black_box;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use digitalocean::Client;
use jiff::Timestamp;
use reqwest::redirect::Policy;
use serde::Deserialize;
use tokio::runtime::Runtime;

/// Turns, and calls of each kind in a turn. Short turns are more likely to be left alone by the rest of the machine.
const TURNS: usize = 1000;
const CALLS: u32 = 10;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let number = arguments.iter().find_map(|argument| argument.parse().ok());
    if has("typed") || has("by-hand") {
        let mut sides = Sides::new(1);
        for _ in 0..number.unwrap_or(1000) {
            if has("typed") {
                sides.typed();
            } else {
                sides.by_hand();
            }
        }
        return;
    }
    // `cargo test --benches` only wants to know that it runs.
    let (turns, calls) = if has("--bench") { (TURNS, CALLS) } else { (1, 2) };
    for actions in [1, 20, 200] {
        compare(actions, turns, calls);
    }
}

/// Makes both calls in turns and prints what they took.
fn compare(actions: usize, turns: usize, calls: u32) {
    let mut sides = Sides::new(actions);
    let (mut typed, mut by_hand, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    // The first turns warm up.
    let warm_up = turns.div_ceil(20);
    for turn in 0..warm_up + turns {
        // Neither side always runs on what the other has left in the caches.
        let (a, b) = if turn % 2 == 0 {
            let a = time(calls, || sides.typed());
            (a, time(calls, || sides.by_hand()))
        } else {
            let b = time(calls, || sides.by_hand());
            (time(calls, || sides.typed()), b)
        };
        if turn >= warm_up {
            typed.push(a);
            by_hand.push(b);
            ratios.push(a / b);
        }
    }
    let size = reply(actions).len();
    let (typed, by_hand) = (Spread::of(typed), Spread::of(by_hand));
    println!(
        "{actions:>3} actions, {size:>5} bytes: typed {:>6.1} µs best, {:>6.1} median; by hand {:>6.1} best, {:>6.1} median; \
         ratio {:.3} of the best, {:.3} of the medians, {:.3} in the median turn",
        typed.best,
        typed.median,
        by_hand.best,
        by_hand.median,
        typed.best / by_hand.best,
        typed.median / by_hand.median,
        Spread::of(ratios).median,
    );
}

/// Microseconds that one of several calls takes.
fn time(calls: u32, mut call: impl FnMut()) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        call();
    }
    start.elapsed().as_secs_f64() * 1e6 / f64::from(calls)
}

/// What many turns took.
struct Spread {
    /// The quickest: what the call takes where nothing else gets in between.
    best: f64,
    median: f64,
}

impl Spread {
    fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let at = |index: usize| values.get(index).copied().unwrap_or(f64::NAN);
        Self {
            best: at(0),
            median: at(values.len() / 2),
        }
    }
}

/// Both clients, with a server for the two.
struct Sides {
    runtime: Runtime,
    client: Client,
    by_hand: ByHand,
    /// Actions on a page.
    actions: usize,
}

impl Sides {
    fn new(actions: usize) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let origin = serve(reply(actions));
        let client = Client::builder().bearer_token("token").origin(&origin);
        Self {
            runtime: runtime.expect("a runtime"),
            client: client.build().expect("a client"),
            by_hand: ByHand::new(&origin),
            actions,
        }
    }

    fn typed(&mut self) {
        let list = self.client.actions().list().page(1);
        let page = self.runtime.block_on(list.send()).expect("a page");
        assert_eq!(black_box(page).actions.len(), self.actions);
    }

    fn by_hand(&mut self) {
        let page = self.runtime.block_on(self.by_hand.list(1));
        let page = page.expect("a page");
        page.touch();
        assert_eq!(black_box(page).actions.len(), self.actions);
    }
}

/// What one writes without a generator.
struct ByHand {
    client: reqwest::Client,
    url: String,
}

impl ByHand {
    /// With the times, and without the redirects, of a generated client.
    fn new(origin: &str) -> Self {
        let client = reqwest::Client::builder()
            .redirect(Policy::none())
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(60))
            .build();
        Self {
            client: client.expect("a client"),
            url: format!("{origin}/v2/actions"),
        }
    }

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
