//! Where the values come from: random numbers, and choices made by them.

use super::lists::{CURRENCIES, FILE_TYPES};

/// SplitMix64 (Steele, Lea, Flood 2014), seeded anew for each value from the system's randomness.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; the bias is far below what anyone notices.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    pub(super) fn one<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        let index = self.below(choices.len() as u64);
        choices.get(usize::try_from(index).unwrap_or(0))
    }

    /// One of the choices in a list parted by `|`.
    pub(super) fn pick(&mut self, choices: &str) -> String {
        let count = choices.split('|').count();
        let index = usize::try_from(self.below(count as u64)).unwrap_or(0);
        choices.split('|').nth(index).unwrap_or_default().to_owned()
    }

    pub(super) fn chars(&mut self, count: usize, alphabet: &[u8]) -> String {
        (0..count)
            .filter_map(|_| self.one(alphabet).map(|&byte| char::from(byte)))
            .collect()
    }

    pub(super) fn currency(&mut self) -> (&'static str, &'static str, &'static str) {
        self.one(CURRENCIES).copied().unwrap_or_default()
    }

    pub(super) fn file_type(&mut self) -> (&'static str, &'static str) {
        self.one(FILE_TYPES).copied().unwrap_or_default()
    }
}
