//! "Did you mean": which addresses are most like one that leads nowhere.

use std::cmp::Reverse;

/// How many are suggested.
const SUGGESTED: usize = 3;

/// How much less like than the best one a suggestion may be, in thousandths.
const WORSE: u32 = 100;

/// How like an address must be to be suggested, in thousandths.
const LIKE: u32 = 600;

/// The paths that are most like one.
pub fn paths<'a>(wanted: &str, paths: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted = wanted.to_lowercase();
    let (before, last) = split(&wanted);
    best(paths.map(|path| {
        let path_lower = path.to_lowercase();
        let (path_before, path_last) = split(&path_lower);
        // The end is what people know; the modules before it are what they forget.
        let is_end = path_lower
            .strip_suffix(&wanted)
            .is_some_and(|rest| rest.ends_with("::"));
        let whole = if path_lower == wanted || is_end {
            1000
        } else {
            alike(&wanted, &path_lower)
        };
        let same_name = if last == path_last {
            700 + alike(before, path_before) / 4
        } else {
            0
        };
        let sibling = if before == path_before {
            500 + alike(last, path_last) / 2
        } else {
            0
        };
        (path, whole.max(same_name).max(sibling))
    }))
}

/// The pointers that are most like one.
pub fn pointers<'a>(wanted: &str, pointers: impl Iterator<Item = &'a str>) -> Vec<String> {
    best(pointers.map(|pointer| {
        // What stands around a place is a better guess than what looks like its number.
        let around = wanted.starts_with(pointer) && wanted[pointer.len()..].starts_with('/');
        // The innermost of them is the nearest.
        let depth = u32::try_from(pointer.len()).unwrap_or(u32::MAX).min(99);
        let score = if around {
            900 + depth
        } else {
            alike(wanted, pointer)
        };
        (pointer, score)
    }))
}

/// The word that is most like one, if any is.
pub fn word<'a>(wanted: &str, words: impl Iterator<Item = &'a str>) -> Option<String> {
    let scored = words.map(|word| (word, alike(&wanted.to_lowercase(), &word.to_lowercase())));
    best(scored).into_iter().next()
}

fn best<'a>(scored: impl Iterator<Item = (&'a str, u32)>) -> Vec<String> {
    let mut scored: Vec<(&str, u32)> = scored.filter(|(_, score)| *score >= LIKE).collect();
    scored.sort_by_key(|(text, score)| (Reverse(*score), text.len(), *text));
    let best = scored.first().map_or(0, |(_, score)| *score);
    scored.retain(|(_, score)| score + WORSE >= best);
    scored.truncate(SUGGESTED);
    let words = scored.into_iter().map(|(text, _)| text.to_owned());
    words.collect()
}

/// How alike two texts are, in thousandths. Texts of very different lengths are not compared.
fn alike(a: &str, b: &str) -> u32 {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short * 2 < long || long > 400 {
        return 0;
    }
    (strsim::normalized_damerau_levenshtein(a, b) * 1000.0) as u32
}

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once("::").unwrap_or(("", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATHS: [&str; 6] = [
        "actions",
        "actions::Action",
        "actions::Action::region_slug",
        "actions::Action::region",
        "droplets::Droplet::region",
        "actions::Actions::list",
    ];

    fn suggested(wanted: &str) -> Vec<String> {
        paths(wanted, PATHS.into_iter())
    }

    #[test]
    fn a_slip_a_missing_module_and_a_wrong_module_are_understood() {
        assert_eq!(
            suggested("actions::Action::region_slg")[0],
            "actions::Action::region_slug"
        );
        assert_eq!(
            suggested("Action::region_slug"),
            ["actions::Action::region_slug"]
        );
        assert_eq!(
            suggested("types::Action::region_slug")[0],
            "actions::Action::region_slug"
        );
        assert_eq!(suggested("Actions::list")[0], "actions::Actions::list");
        assert_eq!(
            suggested("kubernetes::Cluster::pools"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_pointer_into_a_request_leads_to_the_request() {
        let all = ["/item/1", "/item/1/item/0", "/item/2"];
        assert_eq!(
            pointers("/item/1/item/0/request/method", all.into_iter())[0],
            "/item/1/item/0"
        );
        assert_eq!(pointers("/item/9", all.into_iter()), ["/item/1", "/item/2"]);
    }
}
