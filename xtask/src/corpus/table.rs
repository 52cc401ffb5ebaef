//! What a corpus run prints: one line a collection, then totals.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use super::Case;
use super::check::Checked;
use super::generate::Outcome;
use super::replay::{Replayed, Score};

/// Lines of a compiler message or of a panic that are shown below the table.
const LINES: usize = 12;
/// Messages of one crate that are shown.
const MESSAGES: usize = 3;

/// The table, what went wrong, and the totals.
pub fn render(cases: &[Case], replay: bool, elapsed: Duration) -> String {
    let mut text = String::new();
    let width = cases
        .iter()
        .map(|case| case.name.chars().count())
        .max()
        .unwrap_or(0)
        .clamp(10, 60);
    let head = if replay {
        "     wire          replaced  decode"
    } else {
        ""
    };
    let _ = writeln!(
        text,
        "{:<width$}  requests  methods  types   lines  diags    ms    MB  result{head}",
        "collection"
    );
    for case in cases {
        let _ = writeln!(text, "{}", row(case, width, replay).trim_end());
    }
    for case in cases {
        trouble(case, &mut text);
    }
    text.push('\n');
    totals(cases, replay, elapsed, &mut text);
    text
}

fn row(case: &Case, width: usize, replay: bool) -> String {
    let name: String = case.name.chars().take(width).collect();
    let mut row = format!("{name:<width$}");
    match case.made.made() {
        Some(made) => {
            let diagnostics: usize = made.codes.values().sum();
            let peak = made
                .peak
                .map_or_else(|| "-".to_owned(), |bytes| (bytes / 1_000_000).to_string());
            let _ = write!(
                row,
                "  {:>8}  {:>7}  {:>5}  {:>6}  {:>5}  {:>4}  {peak:>4}",
                made.requests
                    .map_or_else(|| "-".to_owned(), |it| it.to_string()),
                made.operations,
                made.types,
                made.lines,
                diagnostics,
                made.milliseconds
            );
        }
        None => row += &" ".repeat(53),
    }
    let _ = write!(row, "  {:<9}", result(case));
    if replay {
        row += &match &case.replayed {
            Some(Replayed::Compared(score)) => {
                format!(
                    "  {:<12}  {:>8}  {:<12}",
                    share(score.wire),
                    score.replaced,
                    share(score.decode)
                )
            }
            Some(Replayed::Failed(_)) => "  failed".to_owned(),
            None => String::new(),
        };
    }
    row
}

fn result(case: &Case) -> &'static str {
    match (&case.made, &case.checked) {
        (Outcome::Crashed(_), _) => "CRASHED",
        (Outcome::Refused(_), _) => "refused",
        (Outcome::NothingToGenerate(_), _) => "empty",
        (Outcome::Crate(_), None) => "generated",
        (Outcome::Crate(_), Some(checked)) if checked.is_clean() => "compiles",
        (Outcome::Crate(_), Some(Checked { finished: true, .. })) => "WARNINGS",
        (Outcome::Crate(_), Some(_)) => "ERRORS",
    }
}

fn share((equal, all): (usize, usize)) -> String {
    format!("{equal}/{all}")
}

/// What went wrong with a collection, if anything did.
fn trouble(case: &Case, text: &mut String) {
    let mut say = |what: &str, message: &str| {
        let _ = writeln!(text, "\n{} {what}:", case.name);
        let lines = message.trim_end().lines().count();
        for line in message.trim_end().lines().take(LINES) {
            let _ = writeln!(text, "    {line}");
        }
        if lines > LINES {
            let _ = writeln!(text, "    … {} more lines", lines - LINES);
        }
    };
    match &case.made {
        Outcome::Crashed(words) => say("made the compiler fail", words),
        Outcome::Refused(made) => say("cannot be used", &made.errors.join("\n")),
        _ => {}
    }
    if let Some(checked) = case.checked.as_ref().filter(|it| !it.is_clean()) {
        for message in checked.messages.iter().take(MESSAGES) {
            say("does not compile cleanly", message);
        }
        match checked.messages.len() {
            0 => say(
                "does not compile cleanly",
                "rustc did not come to its library",
            ),
            all if all > MESSAGES => say(
                "does not compile cleanly",
                &format!("… {} more messages", all - MESSAGES),
            ),
            _ => {}
        }
    }
    if let Some(Replayed::Failed(why)) = &case.replayed {
        say("could not be replayed", why);
    }
}

fn totals(cases: &[Case], replay: bool, elapsed: Duration, text: &mut String) {
    let count = |is: &dyn Fn(&Case) -> bool| cases.iter().filter(|case| is(case)).count();
    let made = || cases.iter().filter_map(|case| case.made.made());
    let mut line = |name: &str, value: String| {
        let _ = writeln!(text, "{name:<12}  {value}");
    };
    let generated = count(&|case| matches!(case.made, Outcome::Crate(_)));
    let empty = count(&|case| matches!(case.made, Outcome::NothingToGenerate(_)));
    let refused = count(&|case| matches!(case.made, Outcome::Refused(_)));
    line("collections", cases.len().to_string());
    line(
        "generated",
        format!("{generated}  (and {empty} without a request, {refused} refused)"),
    );
    if cases.iter().any(|case| case.checked.is_some()) {
        let compiled = count(&|case| case.checked.as_ref().is_some_and(Checked::is_clean));
        line("compiled", format!("{compiled}/{generated}"));
    }
    line(
        "requests",
        made()
            .filter_map(|it| it.requests)
            .sum::<usize>()
            .to_string(),
    );
    if replay {
        let mut total = Score::default();
        for case in cases {
            if let Some(Replayed::Compared(score)) = &case.replayed {
                total.wire = (total.wire.0 + score.wire.0, total.wire.1 + score.wire.1);
                total.decode = (
                    total.decode.0 + score.decode.0,
                    total.decode.1 + score.decode.1,
                );
                total.replaced += score.replaced;
                total.unsendable += score.unsendable;
            }
        }
        line(
            "wire",
            format!(
                "{}  {}  (and {} that Postman cannot send)",
                share(total.wire),
                percent(total.wire),
                total.unsendable
            ),
        );
        line(
            "replaced",
            format!(
                "{} of those that differ, by a secret that was replaced and nothing else",
                total.replaced
            ),
        );
        line(
            "decode",
            format!("{}  {}", share(total.decode), percent(total.decode)),
        );
        if cases
            .iter()
            .any(|case| case.replayed.as_ref().is_some_and(|it| !it.is_equal()))
        {
            line("differences", "target/corpus/NAME.differences".to_owned());
        }
    }
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for (code, count) in made().flat_map(|it| &it.codes) {
        *codes.entry(code).or_default() += count;
    }
    line("diagnostics", codes.values().sum::<usize>().to_string());
    for (code, count) in codes {
        line("", format!("{count:>6}  {code}"));
    }
    let slowest = made().map(|it| it.milliseconds).max().unwrap_or(0);
    let biggest = made().filter_map(|it| it.peak).max().unwrap_or(0) / 1_000_000;
    line(
        "compiler",
        format!("{slowest} ms at most, {biggest} MB of memory at most"),
    );
    line("seconds", format!("{:.1}", elapsed.as_secs_f64()));
}

fn percent((equal, all): (usize, usize)) -> String {
    if all == 0 {
        return "-".to_owned();
    }
    // Cut, not rounded: 100 % means all.
    format!("{:.2} %", (10_000 * equal / all) as f64 / 100.0)
}
