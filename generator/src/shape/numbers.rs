/// What the numbers at one place have looked like.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Numbers {
    /// How many there were.
    pub count: u32,
    /// Least and greatest of those written as integers that `i64` or `u64` holds.
    pub integers: Option<(i128, i128)>,
    /// Least and greatest of those with a fraction or an exponent that `f64` holds.
    pub decimals: Option<(f64, f64)>,
    /// How many neither `i64`, `u64` nor `f64` holds without loss.
    pub lossy: u32,
}

impl Numbers {
    /// Adds an integer.
    pub fn integer(&mut self, value: i128) {
        self.absorb(Numbers {
            count: 1,
            integers: Some((value, value)),
            ..Numbers::default()
        });
    }

    /// Adds a decimal that `f64` holds.
    pub fn decimal(&mut self, value: f64) {
        self.absorb(Numbers {
            count: 1,
            decimals: Some((value, value)),
            ..Numbers::default()
        });
    }

    /// Adds a number that would lose something.
    pub fn lossy(&mut self) {
        self.absorb(Numbers {
            count: 1,
            lossy: 1,
            ..Numbers::default()
        });
    }

    pub(super) fn absorb(&mut self, other: Numbers) {
        self.count = self.count.saturating_add(other.count);
        self.lossy = self.lossy.saturating_add(other.lossy);
        self.integers = match (self.integers, other.integers) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (a, b) => a.or(b),
        };
        self.decimals = match (self.decimals, other.decimals) {
            (Some(a), Some(b)) => Some((least(a.0, b.0), greatest(a.1, b.1))),
            (a, b) => a.or(b),
        };
    }
}

fn least(a: f64, b: f64) -> f64 {
    if b.total_cmp(&a).is_lt() { b } else { a }
}

fn greatest(a: f64, b: f64) -> f64 {
    if b.total_cmp(&a).is_gt() { b } else { a }
}

/// Whether `f64`, `i64` or `u64` holds a JSON number: its value is the same after reading and writing.
pub(super) fn fits(text: &str) -> bool {
    // Fifteen significant digits always survive an f64, and so does every integer of eighteen.
    if text.len() <= 15 && !text.contains(['e', 'E']) {
        return true;
    }
    if text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok() {
        return true;
    }
    if !text.contains(['.', 'e', 'E']) {
        // An f64 that happens to be equal would be written as a decimal.
        return false;
    }
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => canonical(text) == canonical(&format!("{value:e}")),
        _ => false,
    }
}

/// Sign, significant digits and exponent of a decimal number: equal for equal values.
fn canonical(text: &str) -> Option<(bool, String, i64)> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return Some((negative, String::new(), 0));
    }
    let trailing = digits.len() - digits.trim_end_matches('0').len();
    let exponent = exponent
        .checked_sub(i64::try_from(fraction.len()).ok()?)?
        .checked_add(i64::try_from(trailing).ok()?)?;
    Some((negative, significant.to_owned(), exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_survive() {
        for text in [
            "0",
            "-0",
            "1",
            "1.50",
            "0.1",
            "1e3",
            "1E-7",
            "9223372036854775807",
            "-9223372036854775808",
            "18446744073709551615",
            "1.7976931348623157e308",
            "0.30000000000000004",
            "5e-324",
        ] {
            assert!(fits(text), "{text}");
        }
    }

    #[test]
    fn numbers_that_do_not() {
        for text in [
            "18446744073709551617",
            "36893488147419103232",
            "-9223372036854775809",
            "0.1234567890123456789",
            "1e400",
            "1e-400",
            "12345678901234567.5",
            "1e99999999999999999999",
        ] {
            assert!(!fits(text), "{text}");
        }
    }
}
