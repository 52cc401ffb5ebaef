//! Breaks long lines of Markdown, as people do in comments.

/// Columns of a doc line: what is left of 100 after an indentation and the comment's sign.
const WIDTH: usize = 92;

/// Writes a line, broken at spaces where it is too long and where what follows cannot be taken for the beginning of a block.
/// `first` stands before its first line, `next` before the others.
pub fn line(text: &str, first: &str, next: &str, out: &mut Vec<String>) {
    let mut line = first.to_owned();
    if first.len() + text.len() <= WIDTH {
        line.push_str(text);
        out.push(line);
        return;
    }
    let mut width = first.chars().count();
    let mut is_empty = true;
    for word in words(text) {
        let length = word.chars().count();
        if !is_empty && width + 1 + length > WIDTH && !begins_a_block(word) {
            out.push(std::mem::replace(&mut line, next.to_owned()));
            width = next.chars().count();
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += length;
        is_empty = false;
    }
    out.push(line);
}

/// The words between which a line may be broken. Code is one word with what it touches.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        while bytes.get(from) == Some(&b' ') {
            from += 1;
        }
        let mut at = from;
        while at < bytes.len() && bytes[at] != b' ' {
            match bytes[at] {
                b'\\' => at += 2,
                b'`' => at = after_code(bytes, at),
                _ => at += 1,
            }
        }
        let mut end = at.min(bytes.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let word = &text[from..end];
        from = end;
        (!word.is_empty()).then_some(word)
    })
}

/// Where the code ends that begins here, or the backticks where none does.
fn after_code(bytes: &[u8], from: usize) -> usize {
    let run = |at: usize| bytes[at..].iter().take_while(|byte| **byte == b'`').count();
    let open = run(from);
    let mut at = from + open;
    while at < bytes.len() {
        let length = run(at);
        if length == open {
            return at + length;
        }
        at += length.max(1);
    }
    from + open
}

/// Whether Markdown could take a line that begins with this word for something else than prose going on.
pub fn begins_a_block(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    word.is_empty()
        || word.starts_with(['#', '>', '+', '-', '*', '=', '~', '|', ':', '_'])
        || word.starts_with("```")
        || (word.starts_with('<') && !word.starts_with("<http"))
        || (digits > 0 && word[digits..].starts_with(['.', ')']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        line(text, "- ", "  ", &mut out);
        out
    }

    #[test]
    fn prose_is_broken_at_spaces_and_nothing_is_lost() {
        let text = "word ".repeat(40).trim().to_owned();
        let lines = wrapped(&text);
        assert!(lines.len() == 3 && lines.iter().all(|line| line.len() <= WIDTH));
        let joined: Vec<&str> = lines.iter().map(|line| &line[2..]).collect();
        assert_eq!(joined.join(" "), text);
        assert_eq!(
            wrapped(&"x".repeat(300)),
            [format!("- {}", "x".repeat(300))]
        );
    }

    #[test]
    fn no_line_begins_like_a_block_and_code_is_one_word() {
        let text = format!(
            "{}- minus 1. one # hash <div> ``a ` b c`` end",
            "word ".repeat(18)
        );
        for line in wrapped(&text).iter().skip(1) {
            assert!(
                !begins_a_block(line[2..].split(' ').next().unwrap_or_default()),
                "{line}"
            );
        }
        assert_eq!(
            words("a ``b ` c``d \\` e `f").collect::<Vec<_>>(),
            ["a", "``b ` c``d", "\\`", "e", "`f"]
        );
    }
}
