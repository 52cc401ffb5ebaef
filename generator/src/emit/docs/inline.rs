//! What stands within a line of Markdown: code, links, tags.

/// Inline Markdown without HTML tags, links to items and bare URLs.
pub fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let after = &rest[letter.len_utf8()..];
        match letter {
            '\\' => match after.chars().next() {
                Some(next) if next.is_ascii_punctuation() => {
                    out.push('\\');
                    out.push(next);
                    rest = &after[1..];
                }
                _ => {
                    out.push_str("\\\\");
                    rest = after;
                }
            },
            '`' => {
                let run = rest.len() - rest.trim_start_matches('`').len();
                match closing_run(&rest[run..], run) {
                    Some(end) => {
                        out.push_str(&rest[..run + end + run]);
                        rest = &rest[run + end + run..];
                    }
                    None => {
                        out.push_str(&"\\`".repeat(run));
                        rest = &rest[run..];
                    }
                }
            }
            '<' => {
                let (text, length) = tag(rest);
                out.push_str(&text);
                rest = &rest[length..];
            }
            '[' => match link(rest) {
                Some(length) => {
                    out.push_str(&rest[..length]);
                    rest = &rest[length..];
                }
                None => match link_inside(rest) {
                    Some((text, target, length)) => {
                        out.push_str(&inline(text));
                        if !target.starts_with('#') {
                            out.push_str(&format!(" (`{target}`)"));
                        }
                        rest = &rest[length..];
                    }
                    None => {
                        out.push_str("\\[");
                        rest = after;
                    }
                },
            },
            ']' => {
                out.push_str("\\]");
                rest = after;
            }
            'h' | 'H' if bare_url(rest) > 0 => {
                let length = bare_url(rest);
                out.push('<');
                out.push_str(&rest[..length]);
                out.push('>');
                rest = &rest[length..];
            }
            _ => {
                out.push(letter);
                rest = after;
            }
        }
    }
    out
}

/// Where the run of as many backticks begins that closes a code span.
fn closing_run(text: &str, length: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|byte| **byte == b'`').count();
        if run == length {
            return Some(at);
        }
        at += run.max(1);
    }
    None
}

/// What stands for a text that begins with `<`, and how much of it that is: tags of formatting go, line breaks become
/// spaces, links stay, anything else is shown as it is written.
fn tag(text: &str) -> (String, usize) {
    let shown = ("&lt;".to_owned(), 1);
    let Some(end) = text
        .char_indices()
        .take(300)
        .find(|(at, letter)| *at > 0 && matches!(letter, '>' | '<'))
    else {
        return shown;
    };
    let inside = &text[1..end.0];
    if end.1 == '<' {
        return shown;
    }
    if bare_url(inside) == inside.len() && !inside.is_empty() {
        return (text[..=end.0].to_owned(), end.0 + 1);
    }
    let name: String = inside
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_lowercase();
    match name.as_str() {
        "br" | "p" | "div" | "li" | "tr" | "hr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
        | "ul" | "ol" | "table" | "td" | "th" | "pre" => (" ".to_owned(), end.0 + 1),
        "b" | "i" | "u" | "em" | "strong" | "span" | "a" | "code" | "sup" | "sub" | "small"
        | "font" | "tbody" | "thead" | "blockquote" | "center" | "img" | "kbd" | "mark"
        | "section" | "details" | "summary" => (String::new(), end.0 + 1),
        _ => shown,
    }
}

/// The length of a link to a web page; no other link is one for rustdoc.
fn link(text: &str) -> Option<usize> {
    let close = closing_bracket(text)?;
    let target = text[close + 1..].strip_prefix('(')?;
    let end = target.find(')')?;
    let url = &target[..end];
    // rustdoc calls a link whose text is its target redundant only for items, but an empty or broken URL breaks the link.
    (bare_url(url) == url.len() && !url.is_empty() && !text[1..close].contains("://"))
        .then(|| close + 1 + 1 + end + 1)
}

/// Where the text of a link ends; nothing that needs care is in it.
fn closing_bracket(text: &str) -> Option<usize> {
    let (at, letter) = text
        .char_indices()
        .take(400)
        .skip(1)
        .find(|(_, letter)| matches!(letter, '[' | ']' | '`' | '<' | '\\'))?;
    (letter == ']' && at > 1).then_some(at)
}

/// A link to another place of the same site or page, which is none here: its text, its target and its length.
fn link_inside(text: &str) -> Option<(&str, &str, usize)> {
    let close = closing_bracket(text)?;
    let target = text[close + 1..].strip_prefix('(')?;
    let target = &target[..target.find(')')?];
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~/?#=%&".contains(letter);
    let is_inside = target.starts_with(['#', '/', '.']) && target.chars().all(is_plain);
    is_inside.then(|| (&text[1..close], target, close + 2 + target.len() + 1))
}

/// The length of the URL that a text begins with, 0 where it does not.
fn bare_url(text: &str) -> usize {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let Some(scheme) = scheme else { return 0 };
    let is_part =
        |letter: char| letter.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(letter);
    let end = text.find(|letter| !is_part(letter)).unwrap_or(text.len());
    let url = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
    if url.len() > scheme.len() {
        url.len()
    } else {
        0
    }
}
