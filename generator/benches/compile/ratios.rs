//! The same samples that Criterion sees, as ratios.

use std::cell::RefCell;
use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::Bencher;

/// What everything is held against.
const BASELINE: &str = "serde_json::Value";

/// Samples of one collection's stages.
pub struct Ratios {
    collection: String,
    bytes: usize,
    /// A stage and the time that one run of it took, in the order of measuring.
    samples: RefCell<Vec<(&'static str, Duration)>>,
}

impl Ratios {
    /// No samples yet.
    pub fn new(collection: &str, bytes: usize) -> Self {
        Self {
            collection: collection.to_owned(),
            bytes,
            samples: RefCell::default(),
        }
    }

    /// Times `work`; dropping what it gives is not part of it.
    pub fn time<R>(&self, bencher: &mut Bencher<'_>, stage: &'static str, work: impl Fn() -> R) {
        self.time_with(bencher, stage, || (), |()| work());
    }

    /// Times `work` on what `prepare` gives, which is not timed.
    pub fn time_with<I, R>(
        &self,
        bencher: &mut Bencher<'_>,
        stage: &'static str,
        prepare: impl Fn() -> I,
        work: impl Fn(I) -> R,
    ) {
        bencher.iter_custom(|runs| {
            let mut total = Duration::ZERO;
            for _ in 0..runs {
                let input = black_box(prepare());
                let start = Instant::now();
                let result = black_box(work(input));
                let elapsed = start.elapsed();
                drop(result);
                total += elapsed;
                self.samples.borrow_mut().push((stage, elapsed));
            }
            total
        });
    }

    /// Prints one line a stage: its median, its throughput, and how many times the baseline's median it is.
    pub fn print(&self) {
        let samples = self.samples.borrow();
        let mut stages: Vec<&str> = Vec::new();
        for (stage, _) in samples.iter() {
            if !stages.contains(stage) {
                stages.push(stage);
            }
        }
        let median = |stage: &str| {
            let mut times: Vec<Duration> = samples
                .iter()
                .filter(|it| it.0 == stage)
                .map(|it| it.1)
                .collect();
            times.sort();
            times.get(times.len() / 2).copied()
        };
        // A filter on the command line can leave the baseline out; then there is nothing to hold the others against.
        let Some(baseline) = median(BASELINE) else {
            return;
        };
        let megabytes = self.bytes as f64 / 1e6;
        println!(
            "\n{} ({megabytes:.1} MB), medians of this run:",
            self.collection
        );
        for stage in stages {
            let Some(time) = median(stage) else { continue };
            let seconds = time.as_secs_f64();
            println!(
                "  ratio {stage:<18} {:>9.2} ms  {:>8.1} MB/s  {:>6.2} x serde_json::Value",
                seconds * 1e3,
                megabytes / seconds,
                seconds / baseline.as_secs_f64(),
            );
        }
        println!();
    }
}
