//! How long each stage of the compiler takes, and the whole of it, against a plain JSON parse of the same bytes; how that
//! grows with the input; and how much memory it takes.
//!
//! `cargo bench -p letterpress` prints Criterion's figures, then one line a stage with its share of the parse: the ratio is
//! what is kept an eye on, since it means the same on every machine. `README.md` beside this folder says how to read it.

#[path = "../support/big.rs"]
mod big;
mod growth;
mod many;
mod memory;
mod ratios;

use criterion::{Criterion, Throughput};
use letterpress::diagnostic::Diagnostics;
use letterpress::names::NameOptions;
use letterpress::{Input, collection, compile, emit, infer, names, resolve};
use mimalloc::MiMalloc;
use serde_json::Value;

use ratios::Ratios;

/// The allocator of `xtask`, so that what is measured is what its users wait for. The baseline has it too.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The collection of this workspace.
const DIGITALOCEAN: &str =
    include_str!("../../../collections/digitalocean.postman_collection.json");

fn main() {
    if memory::is_asked() {
        return memory::answer();
    }
    if many::is_asked() {
        return many::answer();
    }
    // Many of one thing are no stage of one collection, and take their time.
    if std::env::args().any(|argument| argument == "many") {
        return many::print();
    }
    let big = big::collection(DIGITALOCEAN, 660);
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    for (name, text) in [("digitalocean", DIGITALOCEAN), ("big", &big)] {
        measure(&mut criterion, name, text);
    }
    criterion.final_summary();
    // A word on the command line asks for the stages that have it in their names.
    if std::env::args()
        .skip(1)
        .all(|argument| argument.starts_with('-'))
    {
        growth::print(DIGITALOCEAN);
    }
}

/// What is compiled.
fn input(text: &str) -> Input<'_> {
    Input {
        collection: text,
        ..Input::default()
    }
}

/// Measures every stage over one collection, each on what the stage before it gives.
fn measure(criterion: &mut Criterion, name: &str, text: &str) {
    let ratios = Ratios::new(name, text.len());
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(text.len() as u64));

    group.bench_function("serde_json::Value", |bencher| {
        ratios.time(bencher, "serde_json::Value", || {
            serde_json::from_slice::<Value>(text.as_bytes())
        });
    });

    let sink = &mut Diagnostics::default();
    let collection = collection::read(text, sink).expect("the collection can be read");
    let api = resolve::resolve(&collection, None, sink);
    let model = infer::infer(&api, sink);
    let options = NameOptions::default();
    let named = names::name(&api, &model, &options);

    group.bench_function("read", |bencher| {
        ratios.time(bencher, "read", || {
            collection::read(text, &mut Diagnostics::default())
        });
    });
    group.bench_function("resolve", |bencher| {
        ratios.time(bencher, "resolve", || {
            resolve::resolve(&collection, None, &mut Diagnostics::default())
        });
    });
    group.bench_function("infer", |bencher| {
        ratios.time(bencher, "infer", || {
            infer::infer(&api, &mut Diagnostics::default())
        });
    });
    group.bench_function("names", |bencher| {
        ratios.time(bencher, "names", || names::name(&api, &model, &options));
    });
    group.bench_function("emit", |bencher| {
        ratios.time(bencher, "emit", || emit::emit(&api, &model, &named));
    });
    group.bench_function("whole", |bencher| {
        ratios.time(bencher, "whole", || compile(&input(text)));
    });
    group.finish();
    ratios.print();
}
