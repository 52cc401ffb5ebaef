//! What is inferred, one idea a test, from small collections.

use letterpress::api::Api;
use letterpress::collection;
use letterpress::diagnostic::Diagnostics;
use letterpress::infer::{dump, infer};
use letterpress::model::{
    ErrorBody, Field, Model, NextPage, PageParameter, Type, TypeDef, TypeKind,
};
use letterpress::resolve::resolve;
use serde_json::{Value, json};

/// A request with examples: status and body of each.
fn request(
    name: &str,
    method: &str,
    path: &str,
    body: Option<&str>,
    examples: &[(u16, &str)],
) -> Value {
    let url = format!("https://api.example.com{path}");
    let responses: Vec<Value> = examples
        .iter()
        .map(|(code, body)| json!({"name": "x", "code": code, "header": [], "body": body}))
        .collect();
    let mut request = json!({"method": method, "url": url});
    if let Some(body) = body {
        request["body"] =
            json!({"mode": "raw", "raw": body, "options": {"raw": {"language": "json"}}});
    }
    json!({"name": name, "request": request, "response": responses})
}

fn collection_of(items: Vec<Value>) -> String {
    json!({
        "info": {"name": "Test", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
        "item": items,
    })
    .to_string()
}

fn model_of<T>(items: Vec<Value>, look: impl FnOnce(&Api<'_>, &Model) -> T) -> T {
    let text = collection_of(items);
    let mut diagnostics = Diagnostics::default();
    let collection = collection::read(&text, &mut diagnostics).expect("a collection");
    let api = resolve(&collection, None, &mut diagnostics);
    let model = infer(&api, &mut diagnostics);
    look(&api, &model)
}

fn model(items: Vec<Value>) -> Model {
    model_of(items, |_, model| model.clone())
}

fn def<'m>(model: &'m Model, name: &str) -> &'m TypeDef {
    let mut all = model
        .types
        .iter()
        .filter(|def| def.names.first().is_some_and(|first| first == name));
    let found = all
        .next()
        .unwrap_or_else(|| panic!("no type called {name}: {:#?}", model.types));
    assert!(
        all.next().is_none(),
        "two types called {name}: {:#?}",
        model.types
    );
    found
}

fn fields<'m>(model: &'m Model, name: &str) -> &'m [Field] {
    match &def(model, name).kind {
        TypeKind::Struct(fields) => fields,
        other => panic!("{name} is no struct: {other:?}"),
    }
}

fn field<'m>(model: &'m Model, name: &str, key: &str) -> &'m Field {
    let found = fields(model, name).iter().find(|field| field.wire == key);
    found.unwrap_or_else(|| panic!("{name} has no {key}"))
}

fn nullable(ty: Type) -> Type {
    Type::Nullable(Box::new(ty))
}

fn get(path: &str, body: &str) -> Value {
    request(path, "GET", path, None, &[(200, body)])
}

#[test]
fn an_object_under_one_name_is_one_type_wherever_it_stands() {
    let model = model(vec![
        get(
            "/droplets/1",
            r#"{"droplet": {"id": 1, "region": {"slug": "a", "name": "A"}}}"#,
        ),
        get(
            "/regions",
            r#"{"regions": [{"slug": "b", "name": "B", "sizes": ["x"]}]}"#,
        ),
    ]);
    let region = fields(&model, "region");
    let keys: Vec<(&str, bool)> = region
        .iter()
        .map(|field| (field.wire.as_str(), field.required))
        .collect();
    assert_eq!(keys, [("slug", true), ("name", true), ("sizes", false)]);
}

#[test]
fn envelopes_of_different_things_stay_apart() {
    let model = model(vec![
        get(
            "/droplets",
            r#"{"droplets": [{"id": 1, "vcpus": 2}], "links": {}, "meta": {"total": 1}}"#,
        ),
        get(
            "/actions",
            r#"{"actions": [{"id": 1, "status": "up"}], "links": {"next": "https://a.test/"}, "meta": {"total": 1}}"#,
        ),
    ]);
    assert_eq!(fields(&model, "droplet list").len(), 3);
    assert_eq!(fields(&model, "action list").len(), 3);
    assert_eq!(fields(&model, "meta").len(), 1);
    assert_eq!(def(&model, "links").seen, 2);
}

#[test]
fn missing_and_null_are_two_things() {
    let model = model(vec![get(
        "/users",
        r#"[{"a": null, "b": 1}, {"a": 2, "b": null, "c": null}, {"a": 3, "b": 4}]"#,
    )]);
    let seen = |key| {
        let field = field(&model, "user", key);
        (field.ty.clone(), field.required, field.present, field.null)
    };
    assert_eq!(seen("a"), (nullable(Type::I64), true, 3, 1));
    assert_eq!(seen("b"), (nullable(Type::I64), true, 3, 1));
    assert_eq!(seen("c"), (nullable(Type::Any), false, 1, 1));
}

#[test]
fn null_at_one_place_says_nothing_about_another() {
    let model = model(vec![
        get("/a", r#"{"region": null, "id": 1}"#),
        get(
            "/b",
            r#"[{"region": {"slug": "a", "name": "b"}}, {"region": null}]"#,
        ),
        get("/c", r#"{"regions": [{"slug": "a", "name": "b"}]}"#),
    ]);
    let list = &field(&model, "region list", "regions").ty;
    assert!(
        matches!(list, Type::Array(items) if matches!(**items, Type::Named(_))),
        "{list:?}"
    );
}

#[test]
fn one_sighting_makes_no_field_required_but_the_subject_of_a_body() {
    let model = model(vec![get(
        "/account",
        r#"{"account": {"email": "a@example.com"}}"#,
    )]);
    assert!(field(&model, "account reply", "account").required);
    assert!(!field(&model, "account", "email").required);
}

#[test]
fn what_other_objects_leave_out_makes_fields_optional() {
    let disks = || get("/disks", r#"{"kind": "ssd", "path": "/a", "tier": 1}"#);
    let is_required = |items| field(&model(items), "disk", "path").required;
    let twice = || {
        vec![
            disks(),
            get("/disks/old", r#"{"kind": "hdd", "path": "/b", "tier": 2}"#),
        ]
    };
    assert!(
        is_required(twice()),
        "two objects that agree are enough by themselves"
    );
    let parts: Vec<Value> = (0..12_u32)
        .map(|bits| {
            let member = |at: u32| (format!("part_{at}"), json!(at));
            let has = |at: &u32| (bits * 5 + 3) >> at & 1 == 1;
            Value::Object((0..6).filter(has).map(member).collect())
        })
        .collect();
    let mut items = twice();
    items.push(get("/jobs", &json!({ "jobs": parts }).to_string()));
    assert!(
        !is_required(items),
        "where others leave out what they like they are not"
    );
}

#[test]
fn keys_that_no_two_objects_share_are_data() {
    let body = r#"{"orders": [
        {"id": 1, "labels": {"red": 1}}, {"id": 2, "labels": {"round": 2}}, {"id": 3, "labels": {"new": 3}},
        {"id": 4, "labels": {"old": 4}}
    ]}"#;
    let model = model(vec![get("/orders", body)]);
    assert_eq!(
        field(&model, "order", "labels").ty,
        Type::Map(Box::new(Type::I64))
    );
}

#[test]
fn a_format_needs_two_values_or_a_name() {
    let id = |digit: char| format!("5d2c7d5e-7a3f-4f63-8a59-3f0e9f1f2b1{digit}");
    let parcel = |a: char, b: char| json!({"carrier": id(a), "hub": id(b), "sent_at": "2024-05-01T10:00:00Z"});
    let model = model(vec![get(
        "/parcels",
        &json!({"parcels": [parcel('a', 'b'), parcel('a', 'c')]}).to_string(),
    )]);
    assert_eq!(field(&model, "parcel", "carrier").ty, Type::String);
    assert_eq!(field(&model, "parcel", "hub").ty, Type::Uuid);
    assert_eq!(field(&model, "parcel", "sent_at").ty, Type::Timestamp);
}

#[test]
fn ids_in_paths_are_what_replies_show() {
    let thing = |path: &str| request("Get one", "GET", path, None, &[]);
    let items = vec![
        get("/ships", r#"{"ships": [{"id": 4, "mast": 2}]}"#),
        get("/crews", r#"{"crews": [{"id": "red", "mast": 2}]}"#),
        thing("/ships/{{ship_id}}"),
        thing("/ships/{{id}}/decks"),
        thing("/crews/{{crew_id}}"),
        thing("/ports/{{port_id}}"),
        thing("/ships/{{ship_name}}/name"),
    ];
    let types: Vec<Type> = model(items)
        .operations
        .iter()
        .flat_map(|operation| operation.parameters.clone())
        .collect();
    assert_eq!(
        types,
        [
            Type::I64,
            Type::I64,
            Type::String,
            Type::String,
            Type::String
        ]
    );
}

#[test]
fn whole_prices_are_decimals_by_chance() {
    let model = model(vec![get(
        "/offers",
        r#"{"offers": [{"price": 5, "pieces": 5}]}"#,
    )]);
    assert_eq!(field(&model, "offer", "price").ty, Type::F64);
    assert_eq!(field(&model, "offer", "pieces").ty, Type::I64);
}

#[test]
fn a_table_documents_fields() {
    let mut folder = json!({
        "name": "Actions",
        "description": "Name\tType\tDescription\r\nid\tinteger\tThe number.\r\nslug\tnullable string\tA slug.\r\n\
                        state\tstring\tThis can be \"up\", \"down\".\r\nnote\tstring\tFree text. Optional.",
    });
    folder["item"] = json!([get(
        "/actions/1",
        r#"{"action": {"id": 1, "slug": "a", "state": "up", "note": ""}}"#
    )]);
    let model = model(vec![folder]);
    assert!(field(&model, "action", "id").required);
    assert_eq!(field(&model, "action", "id").docs, "The number.");
    assert_eq!(field(&model, "action", "slug").ty, nullable(Type::String));
    assert!(!field(&model, "action", "note").required);
    let TypeKind::Enum(variants) = &def(&model, "action state").kind else {
        panic!("no enum")
    };
    let values: Vec<&str> = variants
        .iter()
        .map(|variant| variant.wire.as_str())
        .collect();
    assert_eq!(values, ["up", "down"]);
}

#[test]
fn objects_keyed_by_data_are_maps() {
    let model = model(vec![
        get(
            "/a",
            r#"{"prices": {"1": {"usd": 1}, "22": {"usd": 2}}, "days": {"2020-01-02": 1}}"#,
        ),
        get("/b", r#"{"extra": {"key_0": "a", "key_1": "b"}, "x": 1}"#),
    ]);
    assert!(
        matches!(&field(&model, "get a reply", "prices").ty, Type::Map(values) if matches!(**values, Type::Named(_)))
    );
    assert_eq!(
        field(&model, "get a reply", "days").ty,
        Type::Map(Box::new(Type::I64))
    );
    assert_eq!(
        field(&model, "get b reply", "extra").ty,
        Type::Map(Box::new(Type::String))
    );
}

#[test]
fn several_kinds_at_one_place_are_a_union() {
    let model = model(vec![get("/a", r#"[{"v": 1}, {"v": "x"}, {"v": null}]"#)]);
    let Type::Nullable(inner) = &field(&model, "a", "v").ty else {
        panic!("not nullable")
    };
    assert!(
        matches!(**inner, Type::Named(id) if matches!(model.types[id.0].kind, TypeKind::Union(_)))
    );
}

#[test]
fn a_placeholder_is_text_and_what_it_names() {
    let model = model(vec![get(
        "/a",
        r#"[{"n": "<integer>", "s": "<string>", "o": "<object>"}]"#,
    )]);
    let TypeKind::Union(arms) = &def(&model, "integer or string").kind else {
        panic!("no union")
    };
    let types: Vec<&Type> = arms.iter().map(|arm| &arm.ty).collect();
    assert_eq!(types, [&Type::I64, &Type::String]);
    assert_eq!(field(&model, "a", "s").ty, Type::String);
    assert_eq!(field(&model, "a", "o").ty, Type::Any);
}

#[test]
fn a_thing_can_hold_itself() {
    let comment = r#"{"comment": {"id": 1, "text": "a", "replies": [{"id": 2, "text": "b", "replies": [], "comment": {"id": 3, "text": "c"}}]}}"#;
    let model = model(vec![get("/comments/1", comment)]);
    let comment = fields(&model, "comment");
    let inner = comment
        .iter()
        .find(|field| field.wire == "comment")
        .map(|field| &field.ty);
    assert!(
        matches!(inner, Some(Type::Named(id)) if model.types[id.0].names[0] == "comment"),
        "{comment:?}"
    );
}

#[test]
fn errors_are_one_type_apart_from_replies() {
    let model = model(vec![
        request(
            "a",
            "GET",
            "/a",
            None,
            &[
                (200, r#"{"id": "x", "message": "m"}"#),
                (404, r#"{"id": "not_found", "message": "m"}"#),
            ],
        ),
        request(
            "b",
            "GET",
            "/b",
            None,
            &[
                (422, r#"{"id": "bad", "message": "m", "request_id": "r"}"#),
                (500, "oops"),
            ],
        ),
    ]);
    let ErrorBody::One(Type::Named(id)) = &model.error else {
        panic!("{:?}", model.error)
    };
    assert_eq!(
        (model.types[id.0].seen, model.types[id.0].names[0].as_str()),
        (2, "error body")
    );
    assert_eq!(model.operations[1].errors.len(), 1);
}

#[test]
fn requests_and_replies_are_different_types() {
    let body = r#"{"name": "a", "size": {"disk": 1, "ram": 2}}"#;
    let model = model(vec![request(
        "Create",
        "POST",
        "/droplets",
        Some(body),
        &[(201, body)],
    )]);
    assert!(field(&model, "droplet request", "size").required);
    let sizes: Vec<_> = model
        .types
        .iter()
        .filter(|def| def.names[0] == "size")
        .map(|def| def.usage)
        .collect();
    assert_eq!(sizes.len(), 2);
    assert!(sizes.iter().all(|usage| usage.request != usage.reply));
}

#[test]
fn a_bare_variable_has_the_type_of_what_is_known_of_it() {
    let url = "https://api.example.com/a/{{id}}";
    let item = json!({
        "name": "a",
        "request": {"method": "POST", "url": url, "body": {"mode": "raw", "raw": "{\"id\": {{id}}, \"other\": {{other}}, \"text\": \"{{other}}\"}"}},
        "response": [{"originalRequest": {"method": "POST", "url": "https://api.example.com/a/42"}, "code": 204}],
    });
    let model = model(vec![item]);
    assert_eq!(field(&model, "a request", "id").ty, Type::I64);
    assert_eq!(field(&model, "a request", "other").ty, Type::Any);
    assert_eq!(model.operations[0].parameters, [Type::I64]);
    assert_eq!(
        model.values.variables.get("id").map(String::as_str),
        Some("42")
    );
    assert_eq!(
        model.values.variables.get("other").map(String::as_str),
        Some("1")
    );
}

#[test]
fn lists_are_paged_by_a_link_where_there_is_one() {
    let next = r#"{"items": [{"id": 1}], "links": {"pages": {"next": "https://api.example.com/a?page=2"}}}"#;
    let model = model(vec![
        get("/a?page=1", next),
        get("/b?page=1", r#"{"list": [{"id": 1}]}"#),
        get("/c?q=1", "[1]"),
    ]);
    let pages: Vec<_> = model
        .operations
        .iter()
        .map(|operation| {
            operation
                .pages
                .clone()
                .map(|pages| (pages.items, pages.next))
        })
        .collect();
    let link = NextPage::Link(["links", "pages", "next"].map(str::to_owned).to_vec());
    assert_eq!(pages[0], Some((vec!["items".to_owned()], link)));
    let page = NextPage::Page {
        parameter: PageParameter::Query(0),
        first: 1,
    };
    assert_eq!(pages[1], Some((vec!["list".to_owned()], page)));
    assert_eq!(pages[2], None);
}

/// How the only operation pages, in short: `list; Page 0 from 1; Total meta.total`.
fn paging(item: Value) -> String {
    let model = model(vec![item]);
    let Some(pages) = &model.operations[0].pages else {
        return "none".to_owned();
    };
    let place = |parameter: &PageParameter| match parameter {
        PageParameter::Query(index) => index.to_string(),
        PageParameter::Body(way) => format!("body.{}", way.join(".")),
    };
    let next = match &pages.next {
        NextPage::Link(way) => format!("link {}", way.join(".")),
        NextPage::LinkHeader => "header".to_owned(),
        NextPage::Page { parameter, first } => format!("page {} from {first}", place(parameter)),
        NextPage::Offset { parameter, first } => {
            format!("offset {} from {first}", place(parameter))
        }
        NextPage::Cursor { from, parameter } => {
            format!("{} in {}", from.join("."), place(parameter))
        }
        NextPage::LastItem { key, parameter } => format!("last {key} in {}", place(parameter)),
    };
    let mut said = format!("{}; {next}", pages.items.join("."));
    for (saying, way) in &pages.says {
        said += &format!("; {saying:?} {}", way.join("."));
    }
    if let Some(size) = &pages.size {
        said += &format!("; size {}", place(size));
    }
    said
}

#[test]
fn pages_are_known_in_many_spellings() {
    for (path, reply, expected) in [
        (
            "/a?page=1&per_page=2",
            r#"{"a": [1, 2], "meta": {"pagination": {"total_pages": 3, "current_page": 1}}}"#,
            "a; page 0 from 1; Pages meta.pagination.total_pages; Number meta.pagination.current_page; size 1",
        ),
        (
            "/a?page[number]=1&page[size]=2",
            r#"{"data": [{"id": 1}], "included": [{"id": 2}], "meta": {"total": 9}}"#,
            "data; page 0 from 1; Total meta.total; size 1",
        ),
        (
            "/a?pageIndex=0&pageSize=2",
            r#"{"items": [{"id": 1}], "hasNext": true, "totalCount": 9}"#,
            "items; page 0 from 0; More hasNext; Total totalCount; size 1",
        ),
        (
            "/a?$skip=0&$top=2",
            r#"{"value": [{"id": 1}], "@odata.count": 9}"#,
            "value; offset 0 from 0; Total @odata.count; size 1",
        ),
        (
            "/a?startIndex=1&count=2",
            r#"{"Resources": [{"id": "x"}], "totalResults": 9, "itemsPerPage": 2}"#,
            "Resources; offset 0 from 1; Total totalResults; Size itemsPerPage; size 1",
        ),
        (
            "/a?start=0&rows=2",
            r#"{"response": {"numFound": 9, "docs": [{"id": "x"}]}}"#,
            "response.docs; offset 0 from 0; Total response.numFound; size 1",
        ),
        (
            "/a?p=1&limit=2",
            r#"{"results": [{"id": 1}], "last": false}"#,
            "results; page 0 from 1; Last last; size 1",
        ),
        (
            "/a?cursor=x",
            r#"{"members": [{"id": 1}], "response_metadata": {"next_cursor": "y"}}"#,
            "members; response_metadata.next_cursor in 0",
        ),
        (
            "/a?after=x",
            r#"{"data": [{"id": 1}], "paging": {"cursors": {"before": "a", "after": "b"}}}"#,
            "data; paging.cursors.after in 0",
        ),
        (
            "/a?after=x&limit=2",
            r#"{"data": [{"id": "b"}], "first_id": "b", "last_id": "b", "has_more": true}"#,
            "data; last_id in 0; More has_more",
        ),
        (
            "/a?starting_after=x",
            r#"{"object": "list", "data": [{"id": "b"}], "has_more": true}"#,
            "data; last id in 0; More has_more",
        ),
        (
            "/a?pageToken=x",
            r#"{"files": [{"id": 1}], "nextPageToken": null}"#,
            "files; nextPageToken in 0",
        ),
        (
            "/a?marker=x&limit=2",
            r#"{"entries": [{"id": 1}], "next_marker": "y", "limit": 2}"#,
            "entries; next_marker in 0",
        ),
        (
            "/a?continuation=x",
            r#"{"items": [{"id": 1}], "continuationToken": "y"}"#,
            "none",
        ),
        (
            "/a?continuationToken=x",
            r#"{"items": [{"id": 1}], "continuationToken": "y"}"#,
            "items; continuationToken in 0",
        ),
        (
            "/a?page=1",
            r#"{"items": [{"id": 1}], "next_page": 2}"#,
            "items; next_page in 0",
        ),
        (
            "/a?offset=0",
            r#"{"items": [{"id": 1}], "nextOffset": 20}"#,
            "items; nextOffset in 0",
        ),
        (
            "/a",
            r#"{"items": [{"id": 1}], "next_page_url": "/a?page=2"}"#,
            "items; link next_page_url",
        ),
        (
            "/a",
            r#"{"_embedded": {"as": [{"id": 1}]}, "_links": {"next": {"href": "https://h.test/a?p=2"}}}"#,
            "_embedded.as; link _links.next.href",
        ),
        (
            "/a",
            r#"{"count": 1, "next": null, "previous": null, "results": [{"id": 1}]}"#,
            "results; link next",
        ),
        (
            "/a?page=<integer>&size=<integer>",
            r#"{"list": ["<string>"], "totalPages": "<integer>"}"#,
            "list; page 0 from 1; Pages totalPages; size 1",
        ),
    ] {
        assert_eq!(paging(get(path, reply)), expected, "{path} {reply}");
    }
}

#[test]
fn what_is_no_list_in_pages_is_taken_for_none() {
    for (path, reply) in [
        // A span of time, an object, a number of something else, a reply that only has its own size.
        ("/a?from=1&to=2", r#"{"rows": [{"id": 1}], "total": 9}"#),
        ("/a?page=1", r#"{"id": 1, "name": "n"}"#),
        ("/a?start=5", r#"{"rows": [{"id": 1}]}"#),
        (
            "/a?token=secret",
            r#"{"rows": [{"id": 1}], "token": "other"}"#,
        ),
        ("/a?after=2020-01-01", r#"{"rows": [{"id": 1}]}"#),
    ] {
        assert_eq!(paging(get(path, reply)), "none", "{path} {reply}");
    }
    // A count of the page's own items says nothing of the list, and a total below them is none.
    let own = paging(get("/a?page=1", r#"{"rows": [{"id": 1}], "count": 1}"#));
    assert_eq!(own, "rows; page 0 from 1");
    let other = paging(get(
        "/a?page=1",
        r#"{"rows": [1, 2], "total": 1, "limit": 1}"#,
    ));
    assert_eq!(other, "rows; page 0 from 1");
    let all = paging(get("/a?page=1", r#"{"rows": [1, 2], "count": 7}"#));
    assert_eq!(all, "rows; page 0 from 1; Total count");
}

#[test]
fn bodies_of_searches_ask_for_pages() {
    let search = |body: &str, reply: &str| {
        paging(request(
            "Search",
            "POST",
            "/search",
            Some(body),
            &[(200, reply)],
        ))
    };
    assert_eq!(
        search(
            r#"{"q": "x", "paging": {"offset": 0, "limit": 2}}"#,
            r#"{"hits": [{"id": 1}], "total": 9}"#
        ),
        "hits; offset body.paging.offset from 0; Total total; size body.paging.limit"
    );
    assert_eq!(
        search(
            r#"{"start_cursor": "x"}"#,
            r#"{"results": [{"id": 1}], "next_cursor": "y", "has_more": true}"#
        ),
        "results; next_cursor in body.start_cursor; More has_more"
    );
    // What is made has a page of its own.
    assert_eq!(
        search(
            r#"{"title": "t", "page": 3}"#,
            r#"{"id": 1, "authors": ["x"]}"#
        ),
        "none"
    );
}

#[test]
fn what_drives_paging_may_be_missing() {
    let list = r#"{"items": [{"id": 1}], "total": 3, "meta": {"page": 1, "total_pages": 2}}"#;
    let model = model(vec![request(
        "a",
        "GET",
        "/a?page=1",
        None,
        &[(200, list); 20],
    )]);
    let named = |wire: &str| {
        let structs = model.types.iter().filter_map(|def| match &def.kind {
            TypeKind::Struct(fields) => Some(fields),
            _ => None,
        });
        let mut fields = structs.flatten();
        fields.find(|field| field.wire == wire).expect("a field")
    };
    assert!(named("items").required && named("id").required);
    for wire in ["meta", "total", "total_pages", "page"] {
        assert!(
            !named(wire).required && named(wire).evidence.pages,
            "{wire}"
        );
    }
}

#[test]
fn secrets_give_no_examples() {
    let model = model(vec![get(
        "/a",
        r#"{"access_token": "abc", "name": "n", "private_key": "k"}"#,
    )]);
    let shown = model.types.iter().filter_map(|def| match &def.kind {
        TypeKind::Struct(fields) => Some(fields.iter().filter_map(|field| field.example.clone())),
        _ => None,
    });
    assert_eq!(shown.flatten().collect::<Vec<_>>(), ["\"n\""]);
}

fn digitalocean() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../collections/digitalocean.postman_collection.json"
    );
    let text = std::fs::read_to_string(path).expect("the repository's collection");
    serde_json::from_str(&text).expect("JSON")
}

fn dump_of(collection: &Value) -> String {
    let text = collection.to_string();
    let mut diagnostics = Diagnostics::default();
    let collection = collection::read(&text, &mut diagnostics).expect("a collection");
    let api = resolve(&collection, None, &mut diagnostics);
    dump(&api, &infer(&api, &mut diagnostics))
}

/// Turns the order of examples around, and of requests and folders if asked to.
fn reverse(node: &mut Value, requests: bool) {
    if let Some(responses) = node.get_mut("response").and_then(Value::as_array_mut) {
        responses.reverse();
    }
    if let Some(items) = node.get_mut("item").and_then(Value::as_array_mut) {
        for item in items.iter_mut() {
            reverse(item, requests);
        }
        if requests {
            items.reverse();
        }
    }
}

#[test]
fn the_order_of_examples_changes_nothing() {
    let mut collection = digitalocean();
    let before = dump_of(&collection);
    reverse(&mut collection, false);
    let after = dump_of(&collection);
    for (before, after) in before.lines().zip(after.lines()) {
        assert_eq!(before, after);
    }
    assert_eq!(before.lines().count(), after.lines().count());
}

#[test]
fn the_order_of_requests_changes_no_field() {
    let mut collection = digitalocean();
    let before = dump_of(&collection);
    reverse(&mut collection, true);
    let fields = |dump: &str| {
        let lines = dump
            .lines()
            .take_while(|line| !line.is_empty())
            .filter(|line| line.starts_with("  "));
        // `<12 region>`: the number of a type is that of its first use.
        let mut fields: Vec<String> = lines
            .map(|line| {
                line.split('<')
                    .map(|part| part.trim_start_matches(|char: char| char.is_ascii_digit()))
                    .collect()
            })
            .collect();
        fields.sort();
        fields
    };
    assert_eq!(fields(&before), fields(&dump_of(&collection)));
}

#[test]
fn the_digitalocean_collection_has_one_type_for_each_thing() {
    let collection = digitalocean();
    let text = collection.to_string();
    let mut diagnostics = Diagnostics::default();
    let collection = collection::read(&text, &mut diagnostics).expect("a collection");
    let api = resolve(&collection, None, &mut diagnostics);
    let model = infer(&api, &mut diagnostics);
    for name in [
        "region",
        "meta",
        "image",
        "size",
        "droplet",
        "error body",
        "pages",
    ] {
        def(&model, name);
    }
    assert_eq!(field(&model, "region", "available").ty, Type::Bool);
    let list = &model.types[0..];
    let action = list
        .iter()
        .find(|def| def.names[0] == "action" && def.seen > 20)
        .expect("the actions");
    let TypeKind::Struct(fields) = &action.kind else {
        panic!("no struct")
    };
    let ty = |key: &str| {
        fields
            .iter()
            .find(|field| field.wire == key)
            .map(|field| field.ty.clone())
    };
    assert_eq!(ty("started_at"), Some(Type::Timestamp));
    assert_eq!(ty("completed_at"), Some(nullable(Type::Timestamp)));
    assert_eq!(ty("region_slug"), Some(nullable(Type::String)));
    let TypeKind::Enum(variants) = &def(&model, "action status").kind else {
        panic!("no enum")
    };
    assert_eq!(variants.len(), 3);
    let retrieve = api
        .operations
        .iter()
        .position(|operation| operation.name == "Retrieve an existing certificate")
        .expect("it");
    assert_eq!(model.operations[retrieve].parameters, [Type::Uuid]);
    let actions = api
        .operations
        .iter()
        .position(|operation| operation.name == "List all actions")
        .expect("it");
    let pages = model.operations[actions].pages.clone().expect("pages");
    assert_eq!(pages.items, ["actions"]);
    assert_eq!(
        pages.next,
        NextPage::Link(["links", "pages", "next"].map(str::to_owned).to_vec())
    );
}
