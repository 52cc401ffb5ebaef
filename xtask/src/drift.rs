//! Telling people how a crate's folder differs from what its collection says.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use similar::TextDiff;

use crate::output::{Difference, Kind};

/// Lines of diff that are shown of one file, and of all files together.
const FILE_LINES: usize = 30;
const ALL_LINES: usize = 200;

/// Every file that differs, with a unified diff of those that are stale, not longer than a person reads.
pub fn describe(out: &Path, differences: &[Difference]) -> String {
    let mut text = String::new();
    for difference in differences {
        let _ = writeln!(
            text,
            "{:<8}  {}",
            difference.kind.to_string(),
            out.join(&difference.path).display()
        );
    }
    let mut left = ALL_LINES;
    for difference in differences.iter().filter(|it| it.kind == Kind::Stale) {
        let diff = unified(out, difference);
        let total = diff.lines().count();
        let shown = total.min(FILE_LINES).min(left);
        if shown == 0 {
            let _ = writeln!(text, "\n(no more diffs are shown)");
            break;
        }
        text.push('\n');
        for line in diff.lines().take(shown) {
            let _ = writeln!(text, "{line}");
        }
        if shown < total {
            let _ = writeln!(text, "… {} more lines differ", total - shown);
        }
        left -= shown;
    }
    text
}

fn unified(out: &Path, difference: &Difference) -> String {
    let path = out.join(&difference.path);
    let Some(old) = &difference.old else {
        return format!("{} is not a file\n", path.display());
    };
    let old = String::from_utf8_lossy(old);
    let new = difference.new.as_deref().unwrap_or_default();
    let diff = TextDiff::configure()
        .timeout(Duration::from_millis(300))
        .diff_lines(old.as_ref(), new);
    diff.unified_diff()
        .header(
            &format!("{} (on disk)", path.display()),
            &format!("{} (from the collection)", path.display()),
        )
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stale(path: &str, old: &str, new: &str) -> Difference {
        let (old, new) = (Some(old.as_bytes().to_vec()), Some(new.to_owned()));
        Difference {
            path: path.into(),
            kind: Kind::Stale,
            old,
            new,
        }
    }

    #[test]
    fn a_stale_file_is_shown_with_its_diff() {
        let text = describe(
            Path::new("sdk"),
            &[stale("src/lib.rs", "one\ntwo\nthree\n", "one\n2\nthree\n")],
        );
        assert_eq!(
            text,
            "stale     sdk/src/lib.rs\n\n--- sdk/src/lib.rs (on disk)\n+++ sdk/src/lib.rs (from the collection)\n\
             @@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n"
        );
    }

    #[test]
    fn long_diffs_are_cut_and_every_file_is_still_named() {
        let (old, new) = ("old\n".repeat(500), "new\n".repeat(500));
        let all: Vec<_> = (0..20)
            .map(|n| stale(&format!("src/f{n}.rs"), &old, &new))
            .collect();
        let text = describe(Path::new("sdk"), &all);
        assert!(
            text.lines().count() < 20 + ALL_LINES + 40,
            "{}",
            text.lines().count()
        );
        assert!(text.contains("stale     sdk/src/f19.rs") && text.contains("more lines differ"));
        assert!(text.contains("(no more diffs are shown)"));
    }
}
