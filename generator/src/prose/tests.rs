use super::*;

fn page(text: &str) -> String {
    markdown(text).join("\n")
}

#[test]
fn rust_is_never_compiled() {
    assert_eq!(
        page("a\n```\nlet x = 1;\n```\nb"),
        "a\n\n```text\nlet x = 1;\n```\n\nb"
    );
    assert_eq!(page("~~~rust\nx\n~~~"), "```text\nx\n```");
    assert_eq!(page("```\nopen"), "```text\nopen\n```");
    assert_eq!(
        page("a\n\n    indented();\n\ttabbed();"),
        "a\n\n```text\nindented();\ntabbed();\n```"
    );
    assert_eq!(page("-     code"), "- ```text\n  code\n  ```");
    assert_eq!(
        page("    all of it\n     is indented"),
        "all of it\nis indented"
    );
    assert_eq!(page(">     code"), "> ```text\n> code\n> ```");
    assert_eq!(page("~~~\n```\n~~~"), "````text\n```\n````");
}

#[test]
fn html_and_links_to_items_are_text() {
    let table = [
        ("Vec<T> and <br/>x", "Vec\\<T> and\nx"),
        ("<b>bold</b>", "**bold**"),
        ("un<b>bold</b>ed", "un**bold**ed"),
        ("<script>", "\\<script>"),
        ("a < b", "a < b"),
        (
            "see [Client] and [x][y]",
            "see \\[Client\\] and \\[x\\]\\[y\\]",
        ),
        ("[docs](https://e.com/x)", "[docs](https://e.com/x)"),
        ("[docs](#anchor)", "docs"),
        ("[docs](/a/b?c#d).", "docs (`/a/b?c#d`)."),
        ("[docs](/a`b)", "docs (``/a`b``)"),
        (
            "[see [1] `x]`](https://e.com)",
            "[see \\[1\\] `x]`](https://e.com)",
        ),
        ("[d](<https://e.com/{a}> 'T')", "[d](https://e.com/%7Ba%7D)"),
        ("[d](https://e.com/a(b)\")", "[d](https://e.com/a%28b%29)"),
        ("[https://e.com](https://e.com)", "<https://e.com>"),
        ("[](https://e.com)", "<https://e.com>"),
        ("[e.com](e.com)", "e.com"),
        ("[us](mailto:a@e.com?subject=x)", "[us](mailto:a@e.com)"),
        (
            "[![Run](https://e.com/i.svg)](https://e.com)",
            "[Run](https://e.com)",
        ),
        (
            "![Plan](https://e.com/i.svg)",
            "[Plan](https://e.com/i.svg)",
        ),
        ("![Plan](i.svg)", "Plan"),
        ("[two\nlines](https://e.com)", "[two lines](https://e.com)"),
        (
            "[a][B c], [b  C]\n\n[b c]: https://e.com \"T\"",
            "[a](https://e.com), [b  C](https://e.com)",
        ),
        ("[a]: prose", "\\[a\\]: prose"),
        (
            "1&nbsp;&lt; 2 &amp; &#8364; &#42; &unknown; &lt;T> &amp;lt;",
            "1 < 2 & € * \\&unknown; \\<T> \\&lt;",
        ),
        ("[docs](Client)", "\\[docs\\](Client)"),
        ("at https://e.com/x.", "at <https://e.com/x>."),
        ("<https://e.com>", "<https://e.com>"),
        ("`Vec<T>` [", "`Vec<T>` \\["),
        ("open ` tick <T>", "open \\` tick \\<T>"),
        ("\\[x\\]", "\\[x\\]"),
        ("ends with \\", "ends with \\\\"),
    ];
    for (text, expected) in table {
        assert_eq!(page(text), expected, "{text}");
    }
}

#[test]
fn html_is_what_markdown_has_for_it() {
    let table = [
        ("a<br>b<br/><br>c<br>\nd", "a\nb\n\nc\nd"),
        ("<p>a</p><p class='x'>b</p>", "a\n\nb"),
        ("a<ul>\n <li>b</li>\n<li> c\n</ul>d", "a\n\n- b\n- c\n\nd"),
        ("<ol><li>a<li>b</ol>", "1. a\n2. b"),
        ("a<h2>B</h2>c", "a\n\n## B\n\nc"),
        (
            "<a class=\"x\" href=\"https://e.com?a=1&amp;b=2\" ><b>the</b> docs</a>.",
            "[**the** docs](https://e.com?a=1&b=2).",
        ),
        ("<a href=\"#top\">top</a> <a name=\"x\">y</a>", "top y"),
        ("<code>a&lt;b</code> <code>`</code>", "`a<b` `` ` ``"),
        (
            "<pre><code>a\n &lt;b></code></pre>c",
            "```text\na\n <b>\n```\n\nc",
        ),
        (
            "x<table><tr><th>A<th>B</tr><tr>\n<td>a|\n<b>b</b></td><td><table><tr><td>c</table></td></tr></table>",
            "x\n\n| A | B |\n|---|---|\n| a\\| **b** | c |",
        ),
        (
            "| A | B |\n|--|--|\n| a<br>b | <ul><li>c<li>d</ul> |",
            "| A | B |\n|---|---|\n| a b | c; d |",
        ),
        (
            "<img src='https://e.com/x' alt='X'> <img src='y'>",
            "[X](https://e.com/x)",
        ),
        ("a<!-- b -->c <!-- d", "ac \\<!-- d"),
        ("`<b>` and\n```\n<b>\n```", "`<b>` and\n\n```text\n<b>\n```"),
        (
            "<pre>open <b>open <table>open",
            "```text\nopen open open\n```",
        ),
    ];
    for (text, expected) in table {
        assert_eq!(page(text), expected, "{text}");
    }
}

#[test]
fn callouts_of_other_tools_are_titles() {
    let table = [
        (
            "{% admonition type=\"warning\" name=\"Using `id`\" %}\n a\n{% /admonition %}\nb",
            "**Warning: Using `id`**\n\na\n\nb",
        ),
        ("{% hint style=\"info\" %}a{% endhint %}", "**Note**\n\na"),
        ("a {% partial file=\"x.md\" /%} b", "a\n\nb"),
        (
            "{% if x %}a{% endif %} #{%F}",
            "{% if x %}a{% endif %} #{%F}",
        ),
        ("`{% hint %}a{% endhint %}`", "`{% hint %}a{% endhint %}`"),
        ("> [!CAUTION]\n> a", "> **Warning**\n>\n> a"),
        ("> [!x]", "> \\[!x\\]"),
    ];
    for (text, expected) in table {
        assert_eq!(page(text), expected, "{text}");
    }
}

#[test]
fn what_is_opened_and_never_closed_loses_nothing() {
    for piece in [
        "[",
        "[a](",
        "<b>",
        "<a href=\"",
        "`",
        "<pre>",
        "<!--",
        "{%",
        "&",
        "<table>",
        "![",
        "<li>",
    ] {
        // As long as that, so that more than linear work would be felt.
        let text = format!("begin {} end", piece.repeat(10_000));
        let shown = page(&text);
        assert!(shown.contains("begin") && shown.contains("end"), "{piece}");
    }
}

#[test]
fn names_are_one_line_of_plain_text() {
    assert_eq!(line("# a\n b"), "\\# a b");
    assert_eq!(line("1. Login"), "1\\. Login");
    assert_eq!(sentence("List all actions"), "List all actions.");
    assert_eq!(line("x\u{202e}y\0"), "xy");
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(code("\n"), "nothing");
}

#[test]
fn list_items_take_their_continuation() {
    assert_eq!(page("- a\n  b\n- c\n\nd"), "- a\n  b\n- c\n\nd");
}

#[test]
fn what_says_nothing_leaves_no_marker() {
    let table = [
        // Three markers in a line are a rule, and what stands below them would be code.
        ("- * -\n\n      a();", "- - a();"),
        ("- <code></code>\n  - <code></code>\n\n    a();", "- - a();"),
        ("1.\n2. a", "2. a"),
        ("- a<ol>", "- a"),
        ("- a\n\n  12. b\n\n      c", "- a\n\n  12. b\n\n      c"),
    ];
    for (text, expected) in table {
        assert_eq!(page(text), expected, "{text}");
    }
}
