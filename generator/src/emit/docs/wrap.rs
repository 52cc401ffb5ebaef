//! Breaks long lines of prose, as people do in comments.

use super::markdown::block;

/// Columns of a doc line: what is left of 100 after an indentation and the comment's sign.
const WIDTH: usize = 92;

/// Breaks each line of prose that is too long; code, tables and headings stay as they are.
pub fn lines(lines: Vec<String>) -> Vec<String> {
    let mut out = Vec::with_capacity(lines.len());
    let mut in_code = false;
    for line in lines {
        if line.starts_with("```") {
            in_code = !in_code;
            out.push(line);
        } else if in_code || line.len() <= WIDTH || line.starts_with(['|', '#', '<']) {
            out.push(line);
        } else {
            prose(&line, &mut out);
        }
    }
    out
}

/// Breaks a line of prose at spaces, where what follows cannot be taken for the beginning of a block.
fn prose(text: &str, out: &mut Vec<String>) {
    let (marker, rest) = block(text);
    let next = continuation(&marker);
    let mut line = marker;
    let mut width = line.chars().count();
    let empty = width;
    let mut in_code = false;
    for word in rest.split(' ') {
        let length = word.chars().count();
        let fits = width + 1 + length <= WIDTH;
        let is_first = width == empty && !line.ends_with(|letter| letter != ' ');
        if !is_first && !fits && !in_code && !begins_a_block(word) {
            out.push(std::mem::replace(&mut line, next.clone()));
            width = next.chars().count();
        } else if !is_first {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += length;
        in_code ^= word.matches('`').count() % 2 == 1;
    }
    out.push(line);
}

/// What a line begins with that goes on with a list item or a quotation.
fn continuation(marker: &str) -> String {
    marker
        .chars()
        .map(|sign| if sign == '>' { '>' } else { ' ' })
        .collect()
}

/// Whether Markdown could take a line that begins with this word for something else than prose going on.
fn begins_a_block(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    word.is_empty()
        || word.starts_with(['#', '>', '+', '-', '*', '=', '~', '|', ':', '_'])
        || word.starts_with("```")
        || (digits > 0 && word[digits..].starts_with(['.', ')']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str) -> Vec<String> {
        lines(vec![text.to_owned()])
    }

    #[test]
    fn prose_is_broken_at_spaces_and_nothing_is_lost() {
        let text = "word ".repeat(40).trim().to_owned();
        let lines = wrapped(&text);
        assert!(lines.len() == 3 && lines.iter().all(|line| line.len() <= WIDTH));
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn what_is_no_prose_stays() {
        for text in [
            format!("| {} |", "cell ".repeat(40)),
            format!("# {}", "title ".repeat(40)),
            "x".repeat(300),
        ] {
            assert_eq!(wrapped(&text), [text]);
        }
        let code = vec!["```text".to_owned(), "a ".repeat(100), "```".to_owned()];
        assert_eq!(lines(code.clone()), code);
    }

    #[test]
    fn list_items_and_quotations_go_on() {
        let lines = wrapped(&format!("- {}", "word ".repeat(30).trim()));
        assert!(
            lines.len() == 2 && lines[1].starts_with("  word"),
            "{lines:?}"
        );
        let lines = wrapped(&format!("> {}", "word ".repeat(30).trim()));
        assert!(
            lines.len() == 2 && lines[1].starts_with("> word"),
            "{lines:?}"
        );
    }

    #[test]
    fn no_line_begins_like_a_block() {
        let text = format!("{}- minus 1. one # hash `a b` end", "word ".repeat(18));
        for line in wrapped(&text).iter().skip(1) {
            assert!(
                !begins_a_block(line.split(' ').next().unwrap_or_default()),
                "{line}"
            );
        }
    }
}
