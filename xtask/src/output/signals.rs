//! Signals that end the process wait while a folder is between two states.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

/// The signals that people and CI end a command with.
#[cfg(unix)]
const SIGNALS: &[i32] = &[SIGINT, SIGTERM, signal_hook::consts::SIGHUP];
#[cfg(not(unix))]
const SIGNALS: &[i32] = &[SIGINT, SIGTERM];

/// Lets signals wait until it is dropped; then they do what they would have done.
#[derive(Debug)]
pub struct Held(());

/// What is known of the signals of this process.
struct State {
    /// Whether a signal ends the process at once.
    ends: Arc<AtomicBool>,
    /// The signals that came while they had to wait.
    came: Vec<(i32, Arc<AtomicBool>)>,
    /// How many hold them back: several crates may be written at once.
    holders: Mutex<usize>,
}

fn state() -> &'static State {
    static STATE: OnceLock<State> = OnceLock::new();
    STATE.get_or_init(|| {
        let ends = Arc::new(AtomicBool::new(true));
        let came = SIGNALS.iter().filter_map(|signal| {
            let came = Arc::new(AtomicBool::new(false));
            // Where the system does not let itself be asked, signals end the process as ever.
            flag::register_conditional_default(*signal, Arc::clone(&ends)).ok()?;
            flag::register(*signal, Arc::clone(&came)).ok()?;
            Some((*signal, came))
        });
        State {
            came: came.collect(),
            ends,
            holders: Mutex::new(0),
        }
    })
}

impl Held {
    /// Lets signals wait from now on.
    pub fn new() -> Self {
        let state = state();
        let mut holders = state.holders.lock().unwrap_or_else(PoisonError::into_inner);
        *holders += 1;
        state.ends.store(false, Ordering::SeqCst);
        Self(())
    }

    /// Whether one is waiting.
    pub fn is_asked(&self) -> bool {
        let mut came = state().came.iter();
        came.any(|(_, came)| came.load(Ordering::SeqCst))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let state = state();
        let mut holders = state.holders.lock().unwrap_or_else(PoisonError::into_inner);
        *holders -= 1;
        if *holders > 0 {
            return;
        }
        state.ends.store(true, Ordering::SeqCst);
        for (signal, came) in &state.came {
            if came.swap(false, Ordering::SeqCst) {
                // It ends the process; where it cannot, the run goes on to its end.
                let _ = low_level::emulate_default_handler(*signal);
            }
        }
    }
}
