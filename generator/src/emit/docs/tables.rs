//! Tables in descriptions that only say what stands at the fields already: they are left out.

use crate::infer::tables::{self, Fact};

fn is_row_of_tabs(line: &str) -> bool {
    let line = line.trim();
    line.contains('\t') && !line.starts_with('|')
}

/// A description without the tables of fields of which each fact is told elsewhere.
pub fn without_told(text: &str, is_told: impl Fn(&Fact) -> bool) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut kept: Vec<&str> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let length = table_length(&lines[at..]);
        let facts = match length {
            0 => Vec::new(),
            _ => tables::tables(&lines[at..at + length].join("\n")),
        };
        let told = facts.iter().flat_map(|table| &table.facts).all(&is_told);
        if facts.is_empty() || !told {
            let end = at + length.max(1);
            kept.extend(&lines[at..end]);
            at = end;
        } else {
            at += length;
            drop_title(&mut kept, &lines[at..]);
        }
    }
    kept.join("\n")
}

/// Takes away the title of a table that is gone, where nothing else stands under it.
fn drop_title(kept: &mut Vec<&str>, rest: &[&str]) {
    let is_title = |line: &&str| line.trim_start().starts_with('#');
    let is_text = |line: &&&str| !line.trim().is_empty();
    let next = rest.iter().find(is_text);
    let Some(last) = kept.iter().rposition(|line| !line.trim().is_empty()) else {
        return;
    };
    if is_title(&kept[last]) && next.is_none_or(is_title) {
        kept.truncate(last);
    }
}

/// How many lines the table has that some lines begin with; 0 for none.
fn table_length(lines: &[&str]) -> usize {
    let is_row: fn(&str) -> bool = match lines.first() {
        Some(line) if is_row_of_tabs(line) => is_row_of_tabs,
        Some(line) if line.trim_start().starts_with('|') => {
            |line| line.trim_start().starts_with('|')
        }
        _ => return 0,
    };
    let mut length = 0;
    for (index, line) in lines.iter().enumerate() {
        if is_row(line) {
            length = index + 1;
        } else if !line.trim().is_empty() {
            break;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_tables_go_with_them() {
        let table = "| Name | Description |\n|--|--|\n| id | Its number. |";
        let text = format!("Text.\n\n## Data model\n\n{table}\n\n## Notes\n{table}\nA note.");
        let left = without_told(&text, |_| true);
        assert_eq!(left, "Text.\n\n\n## Notes\nA note.");
    }

    #[test]
    fn only_tables_that_are_told_go() {
        let text = "An action.\n\nName\tDescription\nid\tIts number.\n\nAfter.\n| Name | Description |\n|--|--|\n| x | Not told. |";
        let left = without_told(text, |fact| fact.docs == "Its number.");
        assert_eq!(
            left,
            "An action.\n\n\nAfter.\n| Name | Description |\n|--|--|\n| x | Not told. |"
        );
    }
}
