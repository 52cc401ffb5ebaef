//! What overrides change, and what is said where they cannot. What each of them does to a crate is shown by the fixture
//! `overrides`.

mod support;

use letterpress::address::Addresses;
use letterpress::diagnostic::{Diagnostics, SourceText, SourceTexts};
use letterpress::explain::explain;

fn fixture() -> support::Fixture {
    let mut all = support::fixtures().into_iter();
    all.find(|fixture| fixture.name == "overrides")
        .expect("the fixture about overrides")
}

/// What people see for overrides of the fixture's collection.
fn said(overrides: &str) -> String {
    let fixture = fixture();
    let output = support::compile_with(&fixture.text, Some(overrides), "tasks");
    let texts = SourceTexts {
        collection: SourceText {
            file: "tasks.json",
            text: &fixture.text,
        },
        environment: None,
        overrides: Some(SourceText {
            file: "tasks.letterpress.toml",
            text: overrides,
        }),
    };
    let reports = output.diagnostics.reports(texts);
    let reports = reports
        .iter()
        .filter(|report| report.file == "tasks.letterpress.toml");
    let said: Vec<String> = reports.map(ToString::to_string).collect();
    assert_eq!(
        output.diagnostics.has_errors(),
        output.files.is_empty(),
        "files are written without an error alone"
    );
    said.join("\n")
}

#[test]
fn an_address_that_leads_nowhere_is_an_error_with_a_guess() {
    insta::assert_snapshot!(said(
        r#"
[at."tasks::Task::ownr"]
required = true

[at."Task::owner"]
required = true

[at."/item/0/item/9"]
skip = true

[at."nothing::like::this"]
skip = true

[at."tasks::Tasks::list"]
credential = "bearer_tokn"

[credentials.unused]
query = "key"
"#
    ));
}

#[test]
fn keys_and_values_that_mean_nothing_are_refused() {
    insta::assert_snapshot!(said(
        r#"
keep_unknown = true
other = 1

[at."tasks::Task::owner"]
requird = true
nullable = "yes"
enum = []
object = "list"

[at."tasks::Task::due"]
enum = ["a", "a"]

[at."tasks::Tasks::list"]
pages = { items = "tasks" }

[credentials.key]
header = "X Key"

[credentials.other]
scheme = "digest"
"#
    ));
}

#[test]
fn text_that_is_no_toml_is_shown_at_its_place() {
    insta::assert_snapshot!(said("keep-unknown = true\n[at.\"x\"\nskip = true\n"));
}

#[test]
fn what_has_no_meaning_for_a_thing_is_refused() {
    insta::assert_snapshot!(said(
        r#"
[at."tasks::Task::owner"]
skip = true

[at."tasks::Task"]
required = false

[at."ClientBuilder::base_url"]
url = "not a url"

[at."ClientBuilder::bearer_token"]
type = "String"

[at."tasks::Tasks::get::id"]
required = false

[at."tasks::Task::id"]
type = "u32"

[at."tasks::Task::labels"]
type = "Option<String>"

[at."tasks::Task::due"]
type = "tasks::Tsk"

[at."tasks::Task::origin"]
enum = false
object = "map"

[at."tasks::Task::total"]
enum = ["1"]

[at."tasks::TaskList::total"]
enum = ["1"]
type-name = "Total"

[at."/item/0/item/0"]
rename = "all"

[at."tasks::Tasks::list"]
rename = "every"
"#
    ));
}

#[test]
fn names_that_are_none_or_taken_are_refused() {
    insta::assert_snapshot!(said(
        r#"
[at."tasks::Task"]
rename = "job"

[at."tasks::Origin"]
rename = "Option"

[at."tasks::Labels"]
rename = "TaskList"

[at."error::ErrorBody"]
rename = "Problem"

[at."tasks::Task::owner"]
rename = "Owner"

[at."tasks::Task::due"]
rename = "self"

[at."tasks::Task::note"]
rename = "id"

[at."tasks::Tasks::list"]
rename = "move"

[at."tasks::Tasks::get"]
rename = "create"

[at."tasks::Tasks::list::page"]
rename = "send"

[at."tasks::ListTasks"]
rename = "Create"

[at."tasks"]
rename = "runtime"

[at."ClientBuilder::bearer_token"]
rename = "timeout"

[at."ClientBuilder::auth_url"]
rename = "base"

[at."tasks::Task::state"]
enum = ["open"]
type-name = "GetTask"
"#
    ));
}

#[test]
fn two_things_can_change_names_with_each_other() {
    let said = said(
        "[at.\"tasks::Task::owner\"]\nrename = \"due\"\n[at.\"tasks::Task::due\"]\nrename = \"owner\"\n",
    );
    assert_eq!(said, "");
}

#[test]
fn a_call_whose_type_is_named_has_a_type_of_its_own() {
    let mut all = support::fixtures().into_iter();
    let fixture = all
        .find(|fixture| fixture.name == "one-call-with-other-parameters")
        .expect("a fixture with calls that share a type");
    let types = |overrides: Option<&str>| {
        let output = support::compile_with(&fixture.text, overrides, "photos");
        let mut files = output.files.iter();
        let file = files.find(|file| file.path == "src/remote_calls.rs");
        let lines = file.expect("the folder's file").text.lines();
        let types = lines.filter_map(|line| line.trim().strip_prefix("pub fn show_photo"));
        types.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        types(None),
        [
            "(&self) -> ShowPhoto<'c> {",
            "_as_xml(&self) -> ShowPhoto<'c> {"
        ]
    );
    assert_eq!(
        types(Some(
            "[at.\"remote_calls::ShowPhotoAsXml\"]\nrename = \"ShowXml\"\n"
        )),
        [
            "(&self) -> ShowPhoto<'c> {",
            "_as_xml(&self) -> ShowXml<'c> {"
        ]
    );
}

#[test]
fn paging_that_the_types_do_not_carry_is_refused_and_paging_that_breaks_is_told() {
    insta::assert_snapshot!(said(
        r#"
[at."tasks::Tasks::list"]
pages = { items = "taks", page = "page" }

[at."tasks::Tasks::get"]
pages = { items = "task", page = "id" }

[at."tasks::Tasks::create"]
pages = { items = "task.labels", link = "task.owner" }
"#
    ));
    insta::assert_snapshot!(said("[at.\"tasks::TaskList::tasks\"]\ntype = \"Value\"\n"));
}

#[test]
fn what_contradicts_an_example_names_it_and_is_left_out_of_the_tests() {
    let overrides = r#"
[at."tasks::Task::due"]
nullable = false

[at."tasks::Task::owner"]
type = "i64"

[at."tasks::TaskRequest::weight"]
type = "i64"

[at."tasks::Tasks::get::id"]
type = "Uuid"

[at."tasks::TaskList::total"]
required = true
"#;
    insta::assert_snapshot!(said(overrides));
    let fixture = fixture();
    let saved = |overrides| {
        let output = support::compile_with(&fixture.text, overrides, "tasks");
        let file = |file: &&letterpress::render::File| file.path == "tests/saved/tasks.json";
        let text = output.files.iter().find(file).map(|file| file.text.clone());
        text.unwrap_or_default().matches("\"status\"").count()
    };
    assert_eq!(saved(None), 4);
    // All that show a task, which has an owner.
    assert_eq!(saved(Some(overrides)), 1);
}

#[test]
fn skipping_everything_is_refused() {
    insta::assert_snapshot!(said(
        "[at.tasks]\nskip = true\n[at.old_things]\nskip = true\n[at.\"Client::log_in\"]\nskip = true\n"
    ));
}

/// Overrides that say what is so anyway.
#[test]
fn overrides_that_change_nothing_change_nothing() {
    let fixture = fixture();
    let without = support::all_text(&support::compile(&fixture.text, "tasks"));
    let same = r#"
keep-unknown = false

[at."tasks"]
rename = "tasks"
skip = false

[at."tasks::Tasks"]
rename = "Tasks"

[at."tasks::Tasks::list"]
rename = "list"

[at."tasks::Tasks::list::page"]
type = "i64"
required = false

[at."tasks::Task"]
keep-unknown = false

[at."tasks::Task::owner"]
type = "String"
required = true
nullable = false
rename = "owner"

[at."tasks::Task::due"]
nullable = true

[at."tasks::Task::sizes"]
object = "map"

[at."ClientBuilder::base_url"]
url = "https://tasks.test/v1"

[at."ClientBuilder::bearer_token"]
rename = "bearer_token"
"#;
    for overrides in ["", "# nothing\n", "[at]\n", same] {
        let output = support::compile_with(&fixture.text, Some(overrides), "tasks");
        assert!(support::all_text(&output) == without, "{overrides}");
    }
    // And in every other fixture, the empty file.
    for fixture in support::fixtures() {
        let without = support::all_text(&support::compile(&fixture.text, &fixture.name));
        let with = support::compile_with(&fixture.text, Some(""), &fixture.name);
        assert!(support::all_text(&with) == without, "{}", fixture.name);
    }
}

/// Whatever there is can be explained, and what is printed to be copied is no error: not as it is printed, and not with any one
/// of its other lines.
#[test]
fn everything_can_be_explained_and_overridden() {
    for fixture in support::fixtures() {
        let input = letterpress::Input {
            collection: &fixture.text,
            crate_name: Some(&fixture.name),
            ..letterpress::Input::default()
        };
        let Some(understood) = letterpress::understand(&input, &mut Diagnostics::default()) else {
            continue;
        };
        let letterpress::Understood { api, model, names } = &understood;
        let addresses = Addresses::of(api, model, names);
        let (mut printed, mut others) = (String::new(), Vec::new());
        for path in addresses.paths() {
            let explanation = explain(&understood, path, None)
                .unwrap_or_else(|_| panic!("{}: {path} leads nowhere", fixture.name));
            assert!(!explanation.what.is_empty(), "{}: {path}", fixture.name);
            // Names that the crate cannot do without are addressed, too.
            let is_fixed = explanation.path.ends_with("::ErrorBody");
            let lines: Vec<&str> = explanation.overrides.lines().collect();
            let Some((head, settings)) = lines.split_first() else {
                panic!("{}: nothing changes {path}", fixture.name)
            };
            for line in settings {
                if !line.starts_with('#') && !is_fixed {
                    printed += &format!("{head}\n{line}\n");
                } else if let Some(other) = line.strip_prefix("# ") {
                    others.push(format!("{head}\n{other}\n"));
                }
            }
        }
        // The crate must stay one: not every change at once.
        let step = others.len() / 3 + 1;
        let some = others.iter().step_by(step).cloned();
        for overrides in std::iter::once(printed).chain(some) {
            let output = support::compile_with(&fixture.text, Some(&overrides), &fixture.name);
            let errors = output.diagnostics.list().iter().filter(|it| {
                it.severity == letterpress::diagnostic::Severity::Error
                    && !it.message.contains("no call at all")
            });
            let errors: Vec<&str> = errors.map(|it| it.message.as_str()).collect();
            assert!(
                errors.is_empty(),
                "{}: {errors:?}\n{overrides}",
                fixture.name
            );
            for file in output
                .files
                .iter()
                .filter(|file| file.path.ends_with(".rs"))
            {
                assert!(
                    syn::parse_file(&file.text).is_ok(),
                    "{}: {} with\n{overrides}",
                    fixture.name,
                    file.path
                );
            }
        }
    }
}

/// What only looks like an id can stay as it is written, unless a method makes several requests with it.
#[test]
fn text_in_the_path_can_stay_text() {
    let all = support::fixtures();
    let fixture = (all.iter().find(|it| it.name == "ids-in-paths")).expect("the fixture about ids");
    let with = |address: &str| {
        let overrides = format!("[at.\"{address}\"]\nliteral = true\n");
        support::compile_with(&fixture.text, Some(&overrides), "todos")
    };
    let output = with("orders::Orders::get_cart::cart_id");
    let text = support::all_text(&output);
    assert!(text.contains("Request::get(\"/carts/5f3a9c1e\")"));
    assert!(text.contains("fn get_cart(&self)"));
    // Two requests have other notes there.
    let output = with("todos::Todos::get_note::note_id");
    let said: Vec<&str> = (output.diagnostics.list().iter())
        .map(|it| it.message.as_str())
        .filter(|message| message.contains("makes other requests too"))
        .collect();
    assert_eq!(said.len(), 1);
}

#[test]
fn a_default_is_sent_until_the_caller_sets_another() {
    let fixture = fixture();
    let file = |overrides| {
        let output = support::compile_with(&fixture.text, Some(overrides), "tasks");
        let mut files = output.files.into_iter();
        let file = files.find(|file| file.path == "src/tasks.rs");
        file.expect("the folder's file").text
    };
    let with = file("[at.\"tasks::Tasks::list::sort\"]\ndefault = \"due\"\n");
    assert!(with.contains(".query(\"sort\", \"due\")"), "{with}");
    assert!(with.contains("Defaults to `due`."), "{with}");
    let without = file("[at.\"tasks::Tasks::list::sort\"]\ndefault = false\n");
    assert!(!without.contains(".query(\"sort\""), "{without}");

    insta::assert_snapshot!(said(
        r#"
[at."tasks::Tasks::get::id"]
default = "7"

[at."tasks::Tasks::list::sort"]
default = 1
"#
    ));
}

/// A file of the crate that a fixture's collection and some overrides give.
fn emitted(fixture: &str, overrides: &str, path: &str) -> String {
    let mut all = support::fixtures().into_iter();
    let fixture = all.find(|it| it.name == fixture).expect("a fixture");
    let output = support::compile_with(&fixture.text, Some(overrides), "shop");
    let said: Vec<&str> = (output.diagnostics.list().iter())
        .filter(|it| it.code.starts_with("override"))
        .map(|it| it.message.as_str())
        .collect();
    assert!(said.is_empty(), "{said:?}");
    let mut files = output.files.into_iter();
    let file = files.find(|file| file.path == path);
    file.expect("the file").text
}

#[test]
fn a_setting_can_be_each_calls_own_again() {
    let shop = "what-most-calls-send-is-said-once";
    let own = "[at.\"ClientBuilder::account_id\"]\nclient = false\n";
    let builder = emitted(shop, own, "src/client.rs");
    assert!(!builder.contains("account_id"), "{builder}");
    let calls = emitted(shop, own, "src/orders.rs");
    assert!(
        calls.contains("pub fn get(&self, account_id: &str, order_id: &str)"),
        "{calls}"
    );

    let more = "[at.\"ClientBuilder::tenant\"]\nrequired = false\nrename = \"customer\"\n\
                [at.\"ClientBuilder::api_version\"]\ndefault = \"2025-01-01\"\n";
    let builder = emitted(shop, more, "src/client.rs");
    assert!(
        builder.contains("default: Some(\"2025-01-01\")"),
        "{builder}"
    );
    assert!(builder.contains("pub fn customer(mut self"), "{builder}");
}

#[test]
fn a_parameter_can_be_the_clients() {
    let shop = "what-most-calls-send-is-said-once";
    let shared = "[at.\"notes::Notes::list::request_id\"]\nclient = true\n";
    let builder = emitted(shop, shared, "src/client.rs");
    assert!(builder.contains("pub fn request_id(mut self"), "{builder}");
    let calls = emitted(shop, shared, "src/notes.rs");
    assert!(
        calls.contains(".header_setting(\"X-Request-Id\", self.http.setting(\"request_id\"))"),
        "{calls}"
    );
}

#[test]
fn what_a_bodys_type_is_made_without_stays_the_clients() {
    let fixtures = support::fixtures();
    let mut all = fixtures.iter();
    let fixture = all.find(|it| it.name == "what-most-calls-send-is-said-once");
    let overrides = "[at.\"ClientBuilder::secret\"]\nclient = false\n";
    let output = support::compile_with(&fixture.expect("it").text, Some(overrides), "shop");
    let mut list = output.diagnostics.list().iter();
    assert!(list.any(|it| it.code == "override-wrong-value"));
}
