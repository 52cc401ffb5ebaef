//! Times, as text.

use std::time::{SystemTime, UNIX_EPOCH};

use super::lists::{MONTHS, WEEKDAYS};

/// Seconds since 1970.
pub(super) fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

/// Year, month and day of a day counted from 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms").
fn civil(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

/// `2026-11-23T14:51:43.153Z`
pub(super) fn iso(seconds: u64, milliseconds: u64) -> String {
    let (year, month, day) = civil(seconds / 86_400);
    let time = clock(seconds);
    format!("{year:04}-{month:02}-{day:02}T{time}.{milliseconds:03}Z")
}

/// `Tue Dec 23 2025 07:36:51 GMT+0000 (Coordinated Universal Time)`, as JavaScript writes a date.
pub(super) fn javascript_date(seconds: u64) -> String {
    let days = seconds / 86_400;
    let (year, month, day) = civil(days);
    let name = |names: &'static str, index: u64| {
        let name = usize::try_from(index)
            .ok()
            .and_then(|index| names.split('|').nth(index));
        name.and_then(|name| name.get(..3)).unwrap_or_default()
    };
    // 1970-01-01 was a Thursday, the fifth of the week that begins with Sunday.
    let weekday = name(WEEKDAYS, (days + 4) % 7);
    let month = name(MONTHS, month - 1);
    let time = clock(seconds);
    format!("{weekday} {month} {day:02} {year} {time} GMT+0000 (Coordinated Universal Time)")
}

fn clock(seconds: u64) -> String {
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600 % 24,
        seconds / 60 % 60,
        seconds % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_right() {
        assert_eq!(iso(0, 0), "1970-01-01T00:00:00.000Z");
        assert_eq!(iso(951_827_696, 7), "2000-02-29T12:34:56.007Z");
        assert_eq!(
            javascript_date(1_766_475_411),
            "Tue Dec 23 2025 07:36:51 GMT+0000 (Coordinated Universal Time)"
        );
    }
}
