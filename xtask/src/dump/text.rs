//! Text of a collection on one line.

use letterpress::api::Template;

/// How much of a text is shown.
const SHOWN: usize = 100;

/// A text on one line, cut where it is long.
pub fn short(text: &str) -> String {
    let mut line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(SHOWN)
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        line.push('…');
    }
    line.trim_end().to_owned()
}

/// A text with variables, as it was written, on one line.
pub fn template(template: &Template) -> String {
    short(&template.to_string())
}
