//! What stands within a line of Markdown: code, links, entities.

use super::entities::entity;
use super::html;
use super::links::{self, Labels};

/// Inline Markdown without tags, links to items and bare URLs.
pub fn inline<'a>(text: &'a str, labels: &Labels<'a>) -> String {
    let mut out = String::with_capacity(text.len());
    write(text, Some(labels), &mut out);
    out
}

/// Writes a text; one without labels is the text of a link, in which there is no other link.
fn write<'a>(text: &'a str, labels: Option<&Labels<'a>>, out: &mut String) {
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let after = &rest[letter.len_utf8()..];
        rest = match letter {
            '\\' => match after.chars().next() {
                Some(next) if next.is_ascii_punctuation() => {
                    out.extend(['\\', next]);
                    &after[1..]
                }
                _ => {
                    out.push_str("\\\\");
                    after
                }
            },
            '`' => {
                let run = rest.len() - after.trim_start_matches('`').len();
                let end = closing_run(&rest[run..], run).map(|end| run + end + run);
                match end {
                    Some(end) => out.push_str(&rest[..end]),
                    None => out.push_str(&"\\`".repeat(run)),
                }
                &rest[end.unwrap_or(run)..]
            }
            '<' => &rest[angle(rest, labels.is_some(), out)..],
            '&' => match entity(rest) {
                Some((letters, length)) => {
                    literal(&letters, &rest[length..], out);
                    &rest[length..]
                }
                None => {
                    out.push('&');
                    after
                }
            },
            '!' if after.starts_with('[') => match image(after, labels, out) {
                Some(length) => &after[length..],
                None => {
                    out.push('!');
                    after
                }
            },
            '[' => match labels.and_then(|labels| link(rest, labels, out)) {
                Some(length) => &rest[length..],
                None => {
                    out.push_str("\\[");
                    after
                }
            },
            ']' => {
                out.push_str("\\]");
                after
            }
            'h' | 'H' if labels.is_some() && bare_url(rest) > 0 => {
                let (url, rest) = rest.split_at(bare_url(rest));
                out.push_str(&format!("<{url}>"));
                rest
            }
            _ => {
                out.push(letter);
                after
            }
        };
    }
}

/// Where the run of as many backticks begins that closes a code span, which is all in one paragraph.
pub fn closing_run(text: &str, length: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && !bytes[at..].starts_with(b"\n\n") {
        let run = bytes[at..].iter().take_while(|byte| **byte == b'`').count();
        if run == length {
            return Some(at);
        }
        at += run.max(1);
    }
    None
}

/// Writes what stands for a text that begins with `<`, and says how much of it that is: links stay, tags of formatting go,
/// anything else is shown as it is written.
fn angle(text: &str, may_link: bool, out: &mut String) -> usize {
    let url = bare_url(&text[1..]);
    if url > 0 && text[1 + url..].starts_with('>') {
        let length = url + 2;
        out.push_str(if may_link {
            &text[..length]
        } else {
            &text[1..=url]
        });
        return length;
    }
    if let Some(tag) = html::tag(text) {
        if html::PHRASES.contains(&&*tag.name) {
            return tag.length;
        }
        if html::PARTS.contains(&&*tag.name) || tag.name == "br" {
            out.push(' ');
            return tag.length;
        }
    }
    literal("<", &text[1..], out);
    1
}

/// Writes letters as themselves, whatever they mean in Markdown.
fn literal(letters: &str, next: &str, out: &mut String) {
    for letter in letters.chars() {
        let means_something = match letter {
            '<' => next.starts_with(|next: char| {
                next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')
            }),
            '&' => {
                if next.starts_with(|next: char| next == '#' || next.is_ascii_alphabetic()) {
                    out.push_str("&amp;");
                    continue;
                }
                false
            }
            letter => "*_`[]\\#>|~".contains(letter),
        };
        if means_something {
            out.push('\\');
        }
        out.push(letter);
    }
}

/// Writes the image whose brackets a text begins with: what it shows in words where it is within a link.
fn image<'a>(text: &'a str, labels: Option<&Labels<'a>>, out: &mut String) -> Option<usize> {
    let image = links::parse(text)?;
    let target = match (labels, image.target) {
        (Some(labels), _) => labels.target(&image)?,
        (None, links::Target::Inline(target)) => target,
        (None, links::Target::Label(_)) => return None,
    };
    let mut shown = String::new();
    write(image.text.trim(), None, &mut shown);
    match web_page(target).filter(|_| labels.is_some()) {
        Some(url) => out.push_str(&format!("![{shown}]({url})")),
        None => out.push_str(&shown),
    }
    Some(image.length)
}

/// Writes the link that a text begins with. Only links to web pages are links for rustdoc; another one shows its target.
fn link<'a>(text: &'a str, labels: &Labels<'a>, out: &mut String) -> Option<usize> {
    let link = links::parse(text)?;
    let target = labels.target(&link)?;
    let mut shown = String::new();
    write(link.text.trim(), None, &mut shown);
    if let Some(url) = web_page(target) {
        if shown.is_empty() || link.text.trim() == target || shown == url {
            out.push_str(&format!("<{url}>"));
        } else {
            out.push_str(&format!("[{shown}]({url})"));
        }
        return Some(link.length);
    }
    let address = target.strip_prefix("mailto:");
    let target = address.map_or(target, |address| {
        address.split('?').next().unwrap_or_default()
    });
    let is_shown = target.starts_with('#') || target.is_empty() || shown.contains(target);
    match address {
        // `a[i](x)` is no link.
        None if !target.starts_with('#') && !target.contains(['/', '.']) => return None,
        _ if target.contains(['`', '\\']) || super::visible(target) != target => return None,
        _ if is_shown => out.push_str(&shown),
        _ if shown.is_empty() => out.push_str(&format!("`{target}`")),
        Some(_) => out.push_str(&format!("{shown} ({target})")),
        None => out.push_str(&format!("{shown} (`{target}`)")),
    }
    Some(link.length)
}

/// The URL of a web page, as it can stand in a link.
fn web_page(target: &str) -> Option<String> {
    let url = links::encoded(target);
    let rest = ["https://", "http://"].into_iter().find_map(|scheme| {
        let start = url.get(..scheme.len())?;
        start
            .eq_ignore_ascii_case(scheme)
            .then(|| &url[scheme.len()..])
    });
    rest.is_some_and(|rest| !rest.is_empty()).then_some(url)
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
