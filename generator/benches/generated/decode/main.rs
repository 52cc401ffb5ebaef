//! Reads replies of about a megabyte: by the generated client, call and all, and into structs written by hand.

mod by_hand;

use std::future::IntoFuture;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use digitalocean::{Client, MemoryTransport};
use serde::de::DeserializeOwned;

/// How often each is read, by turns. The best counts: what is asked is what the work costs.
const RUNS: usize = 60;

const ACTION: &str = include_str!("action.json");
const DROPLET: &str = include_str!("droplet.json");

fn main() {
    let transport = MemoryTransport::new();
    let client = Client::builder()
        .transport(transport.clone())
        .build()
        .expect("a client");
    let reads = |body: &str| {
        transport.json(200, body.to_owned());
    };
    compare::<by_hand::ActionList, _>("actions", &list("actions", ACTION, 1500), reads, || {
        finish(client.actions().list())
            .expect("actions")
            .actions
            .len()
    });
    compare::<by_hand::DropletList, _>("droplets", &list("droplets", DROPLET, 500), reads, || {
        finish(client.droplets().list())
            .expect("droplets")
            .droplets
            .len()
    });
}

/// A reply with one thing many times.
fn list(name: &str, item: &str, times: usize) -> String {
    let items = vec![item; times].join(",");
    format!(r#"{{"{name}":[{items}],"links":{{}},"meta":{{"total":{times}}}}}"#)
}

/// Prints the line of one reply.
fn compare<H: DeserializeOwned, G>(
    name: &str,
    body: &str,
    prepare: impl Fn(&str),
    generated: impl Fn() -> G,
) {
    let (mut client, mut hand) = (Duration::MAX, Duration::MAX);
    for _ in 0..RUNS {
        prepare(body);
        client = client.min(time(&generated));
        // The client's body is one of its own, and it is let go of with the reply: so is this one.
        let body = body.to_owned();
        hand = hand.min(time(move || {
            serde_json::from_slice::<H>(body.as_bytes()).expect("it is read")
        }));
    }
    println!(
        "  ratio {name:<9} ({:.1} MB) {:>7.2} ms, by hand {:>7.2} ms: {:.3} x by hand",
        body.len() as f64 / 1e6,
        client.as_secs_f64() * 1e3,
        hand.as_secs_f64() * 1e3,
        client.as_secs_f64() / hand.as_secs_f64(),
    );
}

/// Dropping what was read is part of it.
fn time<R>(work: impl FnOnce() -> R) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

/// Nothing here waits for anything, so nobody has to be woken.
fn finish<F: IntoFuture>(future: F) -> F::Output {
    let mut future = pin!(future.into_future());
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}
