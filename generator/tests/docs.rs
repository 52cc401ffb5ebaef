//! What others have written stays text: whatever it is and wherever it stands, rustdoc runs no program but ours, and shows no
//! HTML. Docs and READMEs are read here as rustdoc reads them: with its parser, its options, and its rule of what is Rust.
//!
//! The random descriptions are few by default. `PROPTEST_CASES=100000 cargo test --release -p letterpress --test docs` tries
//! as many as that.

mod support;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use letterpress::prose;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

/// A program that rustdoc would compile and run.
#[derive(Debug, PartialEq)]
struct Program {
    info: String,
    source: String,
}

/// The programs of a page of docs. Panics where it holds HTML, a link to an item that is not ours, or one to a strange place.
fn programs(docs: &str, own_links: bool) -> Vec<Program> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut found = Vec::new();
    let mut program: Option<Program> = None;
    // Brackets that lead nowhere are what rustdoc looks for items by.
    let mut dangling: Vec<String> = Vec::new();
    let parser = Parser::new_with_broken_link_callback(
        docs,
        options,
        Some(|link: pulldown_cmark::BrokenLink<'_>| {
            dangling.push(link.reference.to_string());
            None
        }),
    );
    for event in parser {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML {html:?} in\n{docs}"),
            Event::Start(Tag::CodeBlock(kind)) => {
                let info = match &kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => "indented".to_owned(),
                };
                let is_rust = matches!(kind, CodeBlockKind::Indented) || is_rust(&info);
                program = is_rust.then(|| Program {
                    info,
                    source: String::new(),
                });
            }
            Event::Text(text) => {
                if let Some(program) = &mut program {
                    program.source.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => found.extend(program.take()),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let scheme = ["https://", "http://", "mailto:"];
                let is_web = scheme
                    .iter()
                    .any(|scheme| dest_url.to_lowercase().starts_with(scheme));
                let is_own = own_links
                    && ["crate::", "super::", "Self::"]
                        .iter()
                        .any(|it| dest_url.starts_with(it));
                assert!(is_web || is_own, "a link to {dest_url:?} in\n{docs}");
            }
            Event::Start(Tag::Image { dest_url, .. }) => panic!("an image {dest_url:?} in\n{docs}"),
            Event::FootnoteReference(label) => panic!("a footnote {label:?} in\n{docs}"),
            _ => {}
        }
    }
    assert!(own_links || dangling.is_empty(), "{dangling:?} in\n{docs}");
    found
}

/// Whether rustdoc takes a block of code for Rust, by the words of its fence.
fn is_rust(info: &str) -> bool {
    let (mut rust, mut other) = (false, false);
    for word in info.split([',', ' ', '\t']).filter(|word| !word.is_empty()) {
        match word {
            "rust" => rust = true,
            "should_panic" | "no_run" | "ignore" | "test_harness" | "compile_fail"
            | "standalone_crate" => {}
            word if word.starts_with("ignore-") || word.starts_with("edition") => {}
            word if word.len() == 5
                && word.starts_with('E')
                && word[1..].parse::<u32>().is_ok() => {}
            "custom" => return false,
            word if word.starts_with('{') => return false,
            _ => other = true,
        }
    }
    rust || !other
}

/// The docs of all items of a file, each as rustdoc joins its lines.
fn docs_of(source: &str) -> Vec<String> {
    let tokens: TokenStream = source.parse().expect("a file of Rust");
    let mut found = Vec::new();
    collect(tokens, &mut found);
    found
}

fn collect(tokens: TokenStream, found: &mut Vec<String>) {
    let mut lines: Vec<String> = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if matches!(&token, TokenTree::Punct(sign) if sign.as_char() == '#') {
            if matches!(tokens.peek(), Some(TokenTree::Punct(sign)) if sign.as_char() == '!') {
                tokens.next();
            }
            if let Some(TokenTree::Group(group)) = tokens.peek()
                && group.delimiter() == Delimiter::Bracket
            {
                if let Ok(attribute) = syn::parse2::<syn::MetaNameValue>(group.stream())
                    && attribute.path.is_ident("doc")
                    && let syn::Expr::Lit(syn::ExprLit {
                        lit: syn::Lit::Str(line),
                        ..
                    }) = attribute.value
                {
                    lines.push(line.value());
                }
                tokens.next();
                continue;
            }
        }
        if !lines.is_empty() {
            found.push(joined(&std::mem::take(&mut lines)));
        }
        if let TokenTree::Group(group) = token {
            collect(group.stream(), found);
        }
    }
    if !lines.is_empty() {
        found.push(joined(&lines));
    }
}

/// rustdoc takes away the indentation that all lines have.
fn joined(lines: &[String]) -> String {
    let filled = lines
        .iter()
        .flat_map(|line| line.lines())
        .filter(|line| !line.trim().is_empty());
    let indent = filled
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0);
    let mut docs = String::new();
    for line in lines.iter().flat_map(|line| line.split('\n')) {
        docs.push_str(line.get(indent..).unwrap_or_default());
        docs.push('\n');
    }
    docs
}

/// Checks every page of a crate: all programs are ours, and parse as what we write. Gives how many there are.
fn check_crate(output: &letterpress::Output, about: &str) -> usize {
    let mut count = 0;
    for file in output
        .files
        .iter()
        .filter(|file| !file.path.starts_with("src/runtime/"))
    {
        let pages = match file.path.rsplit('.').next() {
            Some("rs") => docs_of(&file.text),
            Some("md") => vec![file.text.clone()],
            _ => continue,
        };
        for page in pages {
            let found = programs(&page, true);
            if file.path.ends_with(".rs") {
                assert!(found.len() <= 1, "{about}: {}: {found:#?}", file.path);
            }
            for program in found {
                check_program(&program, &format!("{about}: {}", file.path));
                count += 1;
            }
        }
    }
    count
}

fn check_program(program: &Program, about: &str) {
    assert!(
        ["no_run", "rust,no_run"].contains(&&*program.info),
        "{about}: {program:#?}"
    );
    let mut source = String::new();
    for line in program.source.lines() {
        let line = line.trim_start().strip_prefix("# ").unwrap_or(line);
        let _ = writeln!(source, "{line}");
    }
    let is_whole = syn::parse_file(&source).is_ok();
    assert!(is_whole, "{about}: this is no program:\n{source}");
    let tokens: TokenStream = source.parse().expect("tokens");
    assert!(
        !calls_evil(tokens),
        "{about}: this runs what others wrote:\n{source}"
    );
}

/// Whether there is `evil!` among tokens, strings apart.
fn calls_evil(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_call = |pair: &[TokenTree]| match pair {
        [TokenTree::Ident(name), TokenTree::Punct(sign)] => name == "evil" && sign.as_char() == '!',
        _ => false,
    };
    tokens.windows(2).any(is_call)
        || tokens.into_iter().any(|token| match token {
            TokenTree::Group(group) => calls_evil(group.stream()),
            _ => false,
        })
}

/// Texts that try to be more than text.
const HOSTILE: [&str; 34] = [
    "> ~~~\n> evil!();\n> ~~~",
    "- ~~~\n  evil!();\n  ~~~",
    "1. ```\n   evil!();\n   ```",
    "> - > ```rust\n>   > evil!();\n>   > ```",
    "\t```\n\tevil!();\n\t```",
    "a\n\n    evil!();\n\nb",
    "-\n\n      evil!();\n",
    ">\tevil!();\n>\n>\t\tevil!();",
    "<li>```\nevil!();\n```</li>",
    "<li>\n\n```\nevil!();\n```\n\n</li>",
    "<pre>\n```\nevil!();\n```\n</pre>",
    "<pre><code class=\"language-rust\">evil!();</code></pre>",
    "a\n```\n\n```\nevil!();\n```\n\n```text\nb",
    "```text\n```\n```\nevil!();",
    "~~~~\n~~~\n```\nevil!();\n~~~~",
    "```no_run\nevil!();\n```",
    "```ignore edition2024\nevil!();\n```",
    "```{.rust}\nevil!();\n```",
    "``` \u{202e}text\nevil!();\n```",
    "| a | b |\n|---|---|\n| `x | <img src=x onerror=evil!()>` |",
    "| `a\\` | <b onclick=evil!()>x</b> | \\`|`<script>`|",
    "<script>evil!()</script> <img src=x onerror=evil!()> <svg/onload=evil!()>",
    "x <div\nonclick=\"evil!()\">\n\n    evil!();\n\n</div> <!-- a",
    "<!-- > -->\n    evil!();\n<![CDATA[ a ]]> <?php evil!() ?>",
    "[Client] [`Client`] [x][Client] [evil!()] [a]: Client\n\n[a]: Client",
    "[a](javascript:evil!()) [b](data:text/html,<script>) [c](Client) ![d](x.svg) ![](https://e.com/x)",
    "&lt;img src=x&gt; &#60;b&#62; \\<b> &amp;lt;b>",
    "*/ evil!(); /* \" evil!() \\",
    "a\r\n```\r\nevil!();\r\n```\rb\u{2028}```\u{85}evil!();\u{b}\u{c}",
    "---\n~~~\nevil!();\n~~~\n===\n# ```\nevil!();\n[^1]: ```\n    evil!();",
    "{% hint %}\n```\nevil!();\n{% endhint %}",
    "Name\tType\n```\tevil!()\n<b>\t`x|`\n",
    "# evil!();\n## evil!();\n1. evil!();\n\n       evil!();",
    "\u{a0}\u{a0}\u{a0}\u{a0}evil!();\n\n\u{3000}evil!();\n\n \t evil!();",
];

/// Keys of a collection whose values are written for people, or reach programs.
const TEXTS: [&str; 9] = [
    "name",
    "description",
    "content",
    "value",
    "key",
    "status",
    "body",
    "raw",
    "id",
];

/// Puts a text in place of each string that stands at one of these keys.
fn put(value: &mut Value, keys: &[&str], text: &str) {
    match value {
        Value::Object(object) => {
            for (key, value) in object.iter_mut() {
                match value {
                    Value::String(string) if keys.contains(&key.as_str()) => {
                        text.clone_into(string)
                    }
                    value => put(value, keys, text),
                }
            }
        }
        Value::Array(array) => array.iter_mut().for_each(|value| put(value, keys, text)),
        _ => {}
    }
}

fn fixture(name: &str) -> Value {
    let all = support::fixtures();
    let found = all.iter().find(|fixture| fixture.name == name);
    let text = &found.unwrap_or_else(|| panic!("no fixture {name}")).text;
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn our_programs_are_found() {
    let output = support::compile(&fixture("text-in-every-place").to_string(), "found");
    let count = check_crate(&output, "text-in-every-place");
    assert!(count > 15, "{count}");
    assert_eq!(
        programs("```\na\n```\n\n    b\n\n```text\nc\n```\n", true).len(),
        2
    );
    for info in [
        "",
        "rust",
        "no_run",
        "should_panic,E0001",
        "text rust",
        "ignore-x",
    ] {
        assert!(is_rust(info), "{info}");
    }
    for info in ["text", "json", "bash no_run", "custom", "{.x}"] {
        assert!(!is_rust(info), "{info}");
    }
}

#[test]
fn no_fixture_shows_html_or_runs_what_it_did_not_write() {
    for fixture in support::fixtures() {
        check_crate(&fixture.compile("checked"), &fixture.name);
    }
}

#[test]
fn hostile_text_is_text_in_every_place() {
    for name in [
        "text-in-every-place",
        "query-forms",
        "forms",
        "shared-types",
    ] {
        let collection = fixture(name);
        for text in HOSTILE {
            for keys in [
                &TEXTS[..],
                &["description", "content"],
                &["name"],
                &["value"],
                &["key", "id"],
            ] {
                let mut changed = collection.clone();
                put(&mut changed, keys, text);
                let output = support::compile(&changed.to_string(), "hostile");
                check_crate(&output, &format!("{name}, {keys:?} as {text:?}"));
            }
        }
    }
}

#[test]
fn hostile_values_of_an_environment_are_text() {
    let collection = fixture("text-in-every-place").to_string();
    for text in HOSTILE {
        let value = serde_json::json!({ "name": text, "values": [
            { "key": "base", "value": text, "enabled": true },
            { "key": "shelf", "value": text, "enabled": true },
            { "key": text, "value": text, "enabled": true },
        ]});
        let value = value.to_string();
        let output = letterpress::compile(&letterpress::Input {
            collection: &collection,
            environment: Some(&value),
            crate_name: Some("hostile"),
            overrides: None,
        });
        check_crate(&output, &format!("environment {text:?}"));
    }
}

/// A piece of a description that means something to somebody.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "```",
        "~~~",
        "````",
        "`",
        "``",
        "\n",
        "\n\n",
        "\n    ",
        "\n\t",
        "\t",
        " ",
        "  ",
        "> ",
        ">",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "12) ",
        "# ",
        "###### ",
        "---",
        "===",
        "***",
        "* * *",
        "_",
        "__",
        "*",
        "**",
        "~",
        "~~",
        "|",
        "| ",
        "|---|",
        "\\",
        "\\|",
        "[",
        "]",
        "](",
        ")",
        "![",
        "[x]: ",
        "[^1]",
        "[^1]: ",
        "(https://e.com/a_b)",
        "https://e.com/?a=*b*",
        "<",
        ">",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<pre>",
        "</pre>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<ul>",
        "<li>",
        "</ul>",
        "<br>",
        "<script>",
        "<img src=x onerror=y>",
        "<a href=\"x\">",
        "</a>",
        "<!--",
        "-->",
        "<?",
        "<![CDATA[",
        "<!D",
        "<code>",
        "</code>",
        "&lt;",
        "&amp;",
        "&#60;",
        "&",
        ";",
        "rust",
        "text",
        "no_run",
        "evil!();",
        "word",
        "two words",
        "é",
        "\u{202e}",
        "\u{200b}",
        "\r\n",
        "\r",
        "\u{2028}",
        "\u{a0}",
        "{% hint %}",
        "{% endhint %}",
        "{",
        "}",
        "!",
        ":",
        ":--",
        "[!NOTE]",
        "0",
        ".",
        "\"",
        "'",
        "<style>",
        "</style>",
        "<h1>",
        "</h1>",
        "<blockquote>",
        "- [ ] ",
        "$",
        "$$",
        "^",
        "=",
        "+",
    ];
    prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => prop::sample::select(&HOSTILE[..]).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => any::<char>().prop_map(String::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_description_is_text(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        let written = prose::markdown(&text);
        prop_assert!(written.iter().all(|line| !line.contains(['\n', '\r'])));
        prop_assert_eq!(programs(&written.join("\n"), false), []);
        // What others write stands between sentences of ours, and before a program.
        let page = format!("Ours.\n\n{}\n\n# Example\n\n```no_run\nours();\n```\n", written.join("\n"));
        let found = programs(&page, false);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(&found[0].source, "ours();\n");
    }

    #[test]
    fn any_name_and_any_value_is_a_line(pieces in prop::collection::vec(piece(), 0..12)) {
        let text = pieces.concat();
        let (line, code) = (prose::sentence(&text), prose::code(&text));
        prop_assert!(!line.contains('\n') && !code.contains('\n'));
        let page = format!("{line}\n\nSent as {code}, {line} {code}\n\n| {} | {} |\n|---|---|\n| {} | {} |\n", prose::cell(&text),
            prose::code_in_cell(&text), prose::code_in_cell(&text), prose::cell(&text));
        prop_assert_eq!(programs(&page, false), []);
        let cells = Parser::new_ext(&page, Options::ENABLE_TABLES);
        let cells = cells.filter(|event| matches!(event, Event::Start(Tag::TableCell))).count();
        prop_assert_eq!(cells, 4, "{}", page);
    }
}

/// How long this thread has worked, whatever else the machine had to do; where the system tells.
fn time_on_processor() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(
        text.split_whitespace().next()?.parse().ok()?,
    ))
}

/// Each of these, many times over, takes as long as it is.
#[test]
fn what_is_repeated_takes_linear_time_and_stays() {
    let pieces = [
        ">",
        "> ",
        "`",
        "` ``",
        "[",
        "]",
        "[a](",
        "![](",
        "[a][",
        "[a]: b\n",
        "*",
        "**a",
        "*a **b ",
        "_",
        "_a",
        "~",
        "~~a",
        "|",
        "|a",
        "| a |\n",
        "<",
        "<b>",
        "<a ",
        "<a \"",
        "<div>",
        "<ul><li>",
        "<table><tr><td>",
        "<table>",
        "<blockquote>",
        "<pre>",
        "<!--",
        "<!-- a -->",
        "<h1>",
        "<style>",
        "<p>\n",
        "&",
        "&amp",
        "&#",
        "- ",
        "- - -\n",
        "1. ",
        "- a\n  ",
        "> a\n",
        "\n>",
        "\\",
        "\t",
        "a\tb\n",
        "{%",
        "{% a %}",
        "#",
        "# a\n",
        "```",
        "```\n",
        "~~~\n> ",
        "~~~~ ",
        "=\n",
        "a\n=\n",
        "http://",
        "https://e.com ",
        "]:",
        "[^a]:",
        "<?",
        "<![CDATA[",
        "\u{202e}",
        "\"",
        "(",
        ")",
        "a",
        "a ",
        "é",
    ];
    let mut slow = Vec::new();
    for piece in pieces {
        let time = |count: usize| {
            let text = format!("begin {}", piece.repeat(count / piece.len()));
            let (begin, worked) = (Instant::now(), time_on_processor());
            let written = prose::markdown(&text).join("\n");
            let time = match (worked, time_on_processor()) {
                (Some(before), Some(after)) => after.saturating_sub(before),
                _ => begin.elapsed(),
            };
            assert!(written.contains("begin"), "{piece:?}");
            assert!(
                written.len() <= 12 * text.len() + 100,
                "{piece:?} became {} bytes",
                written.len()
            );
            time
        };
        let best = |count: usize| (0..3).map(|_| time(count)).min().unwrap_or_default();
        let (short, mut long) = (best(10_000), time(100_000));
        if std::env::var_os("SHOW_GROWTH").is_some() {
            let growth = long.as_secs_f64() / short.as_secs_f64();
            println!("{piece:>20?} {short:>12.1?} {long:>12.1?} {growth:>6.1}");
        }
        // Ten times as much, and as much again for a machine that has more to do.
        let most = short.max(Duration::from_millis(5)) * 40;
        if long > most {
            long = best(100_000);
        }
        if long > most {
            slow.push(format!("{piece:?}: {short:?} became {long:?}"));
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}

#[test]
fn what_is_too_deep_is_flattened_and_stays() {
    for (open, close) in [
        (">", ""),
        ("- ", ""),
        ("<ul><li>", "</ul>"),
        ("<blockquote>", "</blockquote>"),
        ("<table><tr><td>", "</table>"),
        ("<b><i>", "</i></b>"),
        ("*a **b ", "** *"),
        ("[", "](https://e.com)"),
        ("> - ", ""),
    ] {
        let text = format!("{}middle{}", open.repeat(5_000), close.repeat(5_000));
        let written = prose::markdown(&text).join("\n");
        assert!(written.contains("middle"), "{open}");
        assert_eq!(programs(&written, false), [], "{open}");
    }
}
