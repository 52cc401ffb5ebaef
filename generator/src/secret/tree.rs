//! Cleans a whole document, before anything else reads it.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::diagnostic::Diagnostics;
use crate::json::{Json, Members};

use super::assign;
use super::dummies::{is_dummy_credential, is_placeholder};
use super::judge::{How, is_basic, is_secret};
use super::made_up::made_up;
use super::names::{Kind, is_scheme_secret, kind_of};
use super::personal::{self, People};
use super::replace::{hide, replace};
use super::scan::{Found, Hit, in_order, secrets};

/// A document that was scanned: whatever is taken from it holds no secret. Only this module makes one, and a collection is only
/// made of one.
#[derive(Debug)]
pub(crate) struct Clean<T>(T);

impl<T> Clean<T> {
    /// A look at what is clean.
    pub(crate) fn get(&self) -> &T {
        &self.0
    }

    /// What is clean.
    pub(crate) fn into_inner(self) -> T {
        self.0
    }
}

/// Replaces every secret and what points to a person in a document, and says so. `base` is the pointer of the tree.
pub(crate) fn clean<'a>(
    mut tree: Json<'a>,
    base: &str,
    diagnostics: &mut Diagnostics,
) -> Clean<Json<'a>> {
    let mut jobs = Vec::new();
    let root = Path {
        parent: None,
        step: Step::Root(base),
    };
    walk(&mut tree, &root, Place::default(), &mut jobs);
    let mut people = People::default();
    let mut first_person: Option<String> = None;
    for job in jobs {
        let secrets = job.secrets();
        if !secrets.is_empty() {
            tell(diagnostics, &job.pointer, &secrets);
        }
        if job
            .hits
            .iter()
            .any(|hit| !matches!(hit.found, Found::Secret(_)))
        {
            first_person.get_or_insert_with(|| job.pointer.clone());
        }
        match job.write {
            Write::Text(slot) => *slot = Cow::Owned(replace(slot, &job.hits, &mut people)),
            Write::Value(slot, name) => {
                // What is around it (a line break at the end) is told and treated elsewhere.
                let new = slot.replace(slot.trim(), &made_up(&name, slot));
                *slot = Cow::Owned(new);
            }
            Write::Done => {}
        }
    }
    if let Some(pointer) = first_person {
        let (emails, phones) = people.counts();
        tell_people(diagnostics, pointer, emails, phones);
    }
    Clean(tree)
}

fn tell(diagnostics: &mut Diagnostics, pointer: &str, secrets: &[&str]) {
    let what = match secrets {
        [one] => format!("a secret ({}) stands here", hide(one)),
        many => {
            let mut names = many.to_vec();
            names.dedup();
            names.truncate(5);
            format!(
                "{} secrets ({}) stand here",
                many.len(),
                hide(&names.join(", "))
            )
        }
    };
    diagnostics
        .note(
            "secret-replaced",
            pointer,
            format!("{what}: the crate has made-up text in the place of it"),
        )
        .help("revoke it, for whoever has the file has it too, and write a variable in its place");
}

fn tell_people(diagnostics: &mut Diagnostics, pointer: String, emails: usize, phones: usize) {
    let count = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    };
    let what: Vec<String> = [
        count(emails, "e-mail address", "e-mail addresses"),
        count(phones, "telephone number", "telephone numbers"),
    ]
    .into_iter()
    .flatten()
    .collect();
    diagnostics
        .note(
            "personal-data-replaced",
            pointer,
            format!(
                "{} that may be somebody's, the first one here, are replaced by ones that are reserved for examples",
                what.join(" and ")
            ),
        )
        .help("examples with made-up people need no replacing");
}

/// The code of the notes about replaced secrets.
pub const SECRET_REPLACED: &str = "secret-replaced";

/// What there is to write, and where.
struct Job<'t, 'a> {
    pointer: String,
    hits: Vec<Hit>,
    write: Write<'t, 'a>,
}

enum Write<'t, 'a> {
    /// Parts of a text.
    Text(&'t mut Cow<'a, str>),
    /// A whole value of this name.
    Value(&'t mut Cow<'a, str>, String),
    /// It is written already.
    Done,
}

impl Job<'_, '_> {
    /// What its secrets are called.
    fn secrets(&self) -> Vec<&str> {
        self.hits
            .iter()
            .filter_map(|hit| match &hit.found {
                Found::Secret(name) => Some(name.as_str()),
                _ => None,
            })
            .collect()
    }
}

/// The way to a value.
struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Root(&'p str),
    Member(&'p str),
    Element(usize),
}

impl<'p> Path<'p> {
    fn below(&'p self, step: Step<'p>) -> Path<'p> {
        Path {
            parent: Some(self),
            step,
        }
    }

    fn pointer(&self) -> String {
        let mut pointer = self.parent.map(Path::pointer).unwrap_or_default();
        match self.step {
            Step::Root(base) => pointer.push_str(base),
            Step::Member(name) => {
                pointer.push('/');
                pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
            }
            Step::Element(index) => {
                pointer.push('/');
                pointer.push_str(&index.to_string());
            }
        }
        pointer
    }
}

/// What is known of a value from what is around it.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Inside of an `auth`.
    auth: bool,
    /// Inside of the entry of a list that is sent: headers, parameters, fields.
    sent: bool,
}

/// Looks through a value and what is below it.
fn walk<'t, 'a>(
    value: &'t mut Json<'a>,
    path: &Path<'_>,
    place: Place,
    jobs: &mut Vec<Job<'t, 'a>>,
) {
    match value {
        Json::String(text) => {
            let name = match path.step {
                Step::Member(name) => name,
                _ => "",
            };
            string(text, name, place, false, path, jobs);
        }
        Json::Array(values) => array(values, path, place, jobs),
        Json::Object(members) => object(members, path, place, jobs),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

fn array<'t, 'a>(
    values: &'t mut [Json<'a>],
    path: &Path<'_>,
    place: Place,
    jobs: &mut Vec<Job<'t, 'a>>,
) {
    let each = |index: usize, value: &'t mut Json<'a>, jobs: &mut Vec<Job<'t, 'a>>| {
        walk(value, &path.below(Step::Element(index)), place, jobs);
    };
    if values.len() < 4 || !matches!(path.step, Step::Member("item")) {
        for (index, value) in values.iter_mut().enumerate() {
            each(index, value, jobs);
        }
        return;
    }
    let found: Vec<Vec<Job<'t, 'a>>> = values
        .par_iter_mut()
        .enumerate()
        .map(|(index, value)| {
            let mut jobs = Vec::new();
            each(index, value, &mut jobs);
            jobs
        })
        .collect();
    jobs.extend(found.into_iter().flatten());
}

fn object<'t, 'a>(
    members: &'t mut Members<'a>,
    path: &Path<'_>,
    place: Place,
    jobs: &mut Vec<Job<'t, 'a>>,
) {
    split_path(members, path, jobs);
    let entry = Entry::of(members, path, place);
    for (name, value) in members {
        let mut hits = secrets(name);
        if !hits.is_empty() {
            *name = Cow::Owned(replace(name, &hits, &mut People::default()));
            hits.truncate(1);
            jobs.push(Job {
                pointer: path.pointer(),
                hits,
                write: Write::Done,
            });
        }
        let place = Place {
            auth: place.auth || name == "auth",
            sent: matches!(&**name, "header" | "query" | "urlencoded" | "formdata")
                || (place.sent && !matches!(&**name, "description")),
        };
        let path = path.below(Step::Member(name));
        match entry.as_ref().filter(|_| name == "value") {
            Some(entry) => value_of(entry, value, place, &path, jobs),
            None => walk(value, &path, place, jobs),
        }
    }
}

/// The value of an entry.
fn value_of<'t, 'a>(
    entry: &Entry,
    value: &'t mut Json<'a>,
    place: Place,
    path: &Path<'_>,
    jobs: &mut Vec<Job<'t, 'a>>,
) {
    match value {
        Json::String(text) => string(text, &entry.name, place, entry.always, path, jobs),
        Json::Number(number) if entry.always => {
            let digits = number.to_string();
            if !is_placeholder(&entry.name, &digits) {
                *value = Json::String(Cow::Owned(made_up(&entry.name, &digits)));
                jobs.push(Job {
                    pointer: path.pointer(),
                    hits: vec![Hit::secret(0..0, entry.name.clone())],
                    write: Write::Done,
                });
            }
        }
        other => walk(other, path, place, jobs),
    }
}

/// The `value` of an object that has a `key` as well.
struct Entry {
    name: String,
    /// Whether all but a dummy is a secret there, whatever it looks like.
    always: bool,
}

impl Entry {
    fn of(members: &Members<'_>, path: &Path<'_>, place: Place) -> Option<Self> {
        let text = |wanted: &str| {
            members.iter().rev().find_map(|(name, value)| match value {
                Json::String(text) if name == wanted => Some(&**text),
                _ => None,
            })
        };
        let name = text("key").or_else(|| text("id"))?;
        let always = text("type") == Some("secret")
            || is_header_of_credentials(name)
            || (place.auth && is_always_secret(name, path));
        Some(Self {
            name: name.to_owned(),
            always,
        })
    }
}

fn is_header_of_credentials(name: &str) -> bool {
    [
        "authorization",
        "proxy-authorization",
        "cookie",
        "set-cookie",
    ]
    .iter()
    .any(|known| name.trim().eq_ignore_ascii_case(known))
}

/// Whether a parameter of an `auth` is one that opens something.
fn is_always_secret(name: &str, path: &Path<'_>) -> bool {
    let scheme = [Some(path), path.parent]
        .into_iter()
        .flatten()
        .find_map(|path| match path.step {
            Step::Member(name) => Some(name),
            _ => None,
        });
    match scheme {
        Some("apikey") => name == "value",
        Some("oauth2") => {
            kind_of(name, false).is_some() && !name.to_ascii_lowercase().ends_with("url")
        }
        Some("noauth") => false,
        _ => {
            is_scheme_secret(name)
                && !matches!(
                    name,
                    "username"
                        | "user"
                        | "app"
                        | "ext"
                        | "dlg"
                        | "domain"
                        | "workstation"
                        | "key"
                        | "in"
                        | "claimsToken"
                        | "signature"
                        | "audience"
                        | "issuer"
                        | "subject"
                        | "serviceName"
                )
        }
    }
}

/// A string: the value of a name, or text.
fn string<'t, 'a>(
    text: &'t mut Cow<'a, str>,
    name: &str,
    place: Place,
    always: bool,
    path: &Path<'_>,
    jobs: &mut Vec<Job<'t, 'a>>,
) {
    if text.len() < 5 {
        return;
    }
    let always = always
        || is_header_of_credentials(name)
        || (place.auth && matches!(path.step, Step::Member(_)) && is_bare_parameter(name, path));
    // `{{variable}}…` is text.
    let trimmed = text.trim();
    let structured = !trimmed.starts_with("{{")
        && (trimmed.starts_with('{') && trimmed.ends_with('}')
            || trimmed.starts_with('[') && trimmed.ends_with(']'));
    let whole = if always {
        // A sentence, or the JSON of claims, is looked through.
        !is_dummy_credential(name, text) && !structured
    } else {
        // The names of Postman's own members say nothing: `body`, `raw`, `description`, `name`.
        !structured
            && kind_of(name, place.sent)
                .is_some_and(|kind| kind != Kind::Phone && is_secret(name, kind, text, How::Named))
    };
    let parameters = if always {
        assign::parameters(text)
    } else {
        None
    };
    let whole = parameters.is_none() && whole || (text.len() < 200 && is_basic(text, false));
    let hits = if whole {
        vec![Hit::secret(0..text.len(), name)]
    } else {
        let mut hits = secrets(text);
        if personal::is_phone(text) && kind_of(name, false) == Some(Kind::Phone) {
            hits = vec![Hit {
                range: 0..text.len(),
                found: Found::Phone,
            }];
        }
        hits.extend(parameters.unwrap_or_default());
        personal::find(text, &mut hits);
        in_order(&mut hits);
        hits
    };
    if hits.is_empty() {
        return;
    }
    jobs.push(Job {
        pointer: path.pointer(),
        hits,
        write: if whole {
            Write::Value(text, name.to_owned())
        } else {
            Write::Text(text)
        },
    });
}

/// Whether a member is a parameter of an `auth` that is written as an object (format 2.0), or the password of a URL.
fn is_bare_parameter(name: &str, path: &Path<'_>) -> bool {
    let Some(parent) = path.parent else {
        return false;
    };
    let in_list = matches!(parent.step, Step::Element(_));
    let in_auth = matches!(parent.step, Step::Member("auth"));
    !in_list && !in_auth && is_always_secret(name, parent)
}

/// A path in segments, with its host before it: the address of a webhook is one only as a whole.
fn split_path<'a>(members: &mut Members<'a>, path: &Path<'_>, jobs: &mut Vec<Job<'_, 'a>>) {
    let list = |wanted: &str| {
        members.iter().rev().find_map(|(name, value)| match value {
            Json::Array(values) if name == wanted => Some(values),
            _ => None,
        })
    };
    let Some(segments) = list("path").filter(|segments| segments.len() > 1) else {
        return;
    };
    // Short ones hide nothing.
    if !segments
        .iter()
        .any(|segment| segment.as_str().is_some_and(|text| text.len() >= 6))
    {
        return;
    }
    let text = |values: &[Json<'_>], between: &str| {
        let parts: Option<Vec<&str>> = values.iter().map(Json::as_str).collect();
        parts.map(|parts| parts.join(between))
    };
    let host = list("host")
        .and_then(|host| text(host, "."))
        .unwrap_or_default();
    let Some(joined) = text(segments, "/") else {
        return;
    };
    let joined = format!("{host}/{joined}");
    let hits: Vec<Hit> = secrets(&joined)
        .into_iter()
        .filter(|hit| hit.range.start > host.len() && !joined[hit.range.clone()].contains('/'))
        .collect();
    if hits.is_empty() {
        return;
    }
    let clean = replace(&joined, &hits, &mut People::default());
    let mut parts = clean[host.len() + 1..].split('/');
    let mut hits = hits.into_iter();
    for (name, value) in members.iter_mut() {
        let (true, Json::Array(values)) = (name == "path", value) else {
            continue;
        };
        for (index, (value, part)) in values.iter_mut().zip(&mut parts).enumerate() {
            if value.as_str() == Some(part) {
                continue;
            }
            *value = Json::String(Cow::Owned(part.to_owned()));
            let list = path.below(Step::Member("path"));
            jobs.push(Job {
                pointer: list.below(Step::Element(index)).pointer(),
                hits: hits.next().into_iter().collect(),
                write: Write::Done,
            });
        }
    }
}
