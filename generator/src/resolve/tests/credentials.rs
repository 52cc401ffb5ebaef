//! Which credentials are one, what tells the others apart, and what saved examples say.

use serde_json::{Value, json};

use super::{lines, one, whole};

/// A request with these headers.
fn with_header(name: &str, path: &str, key: &str, value: &str) -> Value {
    json!({ "name": name, "request": { "url": format!("https://a.test/{path}"),
        "header": [{ "key": key, "value": value }] } })
}

fn bearer(token: &str) -> Value {
    json!({ "type": "bearer", "bearer": [{ "key": "token", "value": token }] })
}

/// The credentials of a collection of these items, and those that its requests send.
fn of(items: Value) -> Vec<String> {
    lines(&whole(json!({ "item": items }), None).0, "credential")
}

#[test]
fn names_of_headers_that_differ_in_case_are_one() {
    assert_eq!(
        of(json!([
            with_header("A", "a", "X-Api-Key", "{{key}}"),
            with_header("B", "b", "x-api-key", "{{key}}"),
        ])),
        ["0 \"key\" header X-Api-Key: {{key}}", "0", "0"]
    );
}

#[test]
fn a_token_by_hand_and_one_in_a_block_are_one() {
    assert_eq!(
        of(json!([
            with_header("A", "a", "Authorization", "Bearer {{token}}"),
            { "name": "B", "request": { "url": "https://a.test/b", "auth": bearer("{{token}}") } },
        ])),
        ["0 \"token\" bearer {{token}}", "0", "0"]
    );
}

#[test]
fn variables_that_say_the_same_are_one_and_each_request_keeps_its_own() {
    assert_eq!(
        of(json!([
            with_header("A", "a", "Authorization", "Bearer {{token}}"),
            with_header("B", "b", "Authorization", "Bearer {{access_token}}"),
            with_header("C", "c", "X-Api-Key", "{{shop_token}}"),
            with_header("D", "d", "X-Api-Key", "{{shopToken}}"),
        ])),
        [
            "0 \"token\" bearer {{token}}",
            "1 \"shop_token\" header X-Api-Key: {{shop_token}}",
            "0",
            "0 (here bearer {{access_token}})",
            "1",
            "1 (here header X-Api-Key: {{shopToken}})",
        ]
    );
}

#[test]
fn what_was_pasted_or_left_open_is_the_only_credential_that_has_a_name() {
    assert_eq!(
        of(json!([
            with_header("A", "a", "Authorization", "Bearer abc"),
            { "name": "B", "request": { "url": "https://a.test/b", "auth": bearer("") } },
            with_header("C", "c", "Authorization", "Bearer {{admin_token}}"),
            with_header("D", "d", "Authorization", "Bearer {{admin_token}}"),
        ])),
        [
            "0 \"admin_token\" bearer {{admin_token}}",
            "0 (here bearer abc)",
            "0 (here bearer )",
            "0",
            "0",
        ]
    );
    // A name that few requests have is that of something else.
    let all = of(json!([
        with_header("A", "a", "Authorization", "Bearer abc"),
        { "name": "B", "request": { "url": "https://a.test/b", "auth": bearer("") } },
        with_header("C", "c", "Authorization", "Bearer {{admin_token}}"),
    ]));
    assert_eq!(
        all[..2],
        [
            "0 \"bearer_token\" bearer abc",
            "1 \"admin_token\" bearer {{admin_token}}",
        ]
    );
    // With two that have names nobody knows which one is meant.
    let all = of(json!([
        with_header("A", "a", "Authorization", "Bearer abc"),
        with_header("B", "b", "Authorization", "Bearer {{admin_token}}"),
        with_header("C", "c", "Authorization", "Bearer {{user_token}}"),
    ]));
    assert_eq!(
        all[..3],
        [
            "0 \"bearer_token\" bearer abc",
            "1 \"admin_token\" bearer {{admin_token}}",
            "2 \"user_token\" bearer {{user_token}}",
        ]
    );
}

#[test]
fn what_a_variable_does_not_tell_apart_a_server_or_a_folder_does() {
    let folder = |name: &str, item: Value| json!({ "name": name, "item": [item] });
    let other = |name: &str, value: &str| {
        json!({ "name": name, "request": { "url": "https://b.test/x",
            "header": [{ "key": "Authorization", "value": value }] } })
    };
    let all = of(json!([
        with_header("A", "a", "Authorization", "Bearer abc"),
        with_header("B", "b", "Authorization", "Bearer def"),
        other("C", "Bearer ghi"),
    ]));
    assert_eq!(
        all[..2],
        [
            "0 \"bearer_token\" bearer abc",
            "1 \"b.test bearer token\" bearer ghi"
        ]
    );
    let all = of(json!([
        with_header("A", "a", "Authorization", "Bearer abc"),
        folder("Reports", other("C", "Bearer ghi")),
    ]));
    assert_eq!(all[1], "1 \"Reports bearer token\" bearer ghi");
}

#[test]
fn accounts_are_called_by_whose_they_are() {
    let basic = |name: &str, user: &str, password: &str| {
        let auth = json!({ "type": "basic", "basic": [
            { "key": "username", "value": user }, { "key": "password", "value": password }] });
        json!({ "name": name, "request": { "url": "https://a.test/x", "auth": auth } })
    };
    let all = of(json!([
        basic("A", "{{username}}", "{{password}}"),
        basic("B", "{{client_id}}", "{{client_secret}}"),
        with_header("C", "c", "Authorization", "Basic dTpw"),
    ]));
    assert_eq!(
        all[..3],
        [
            "0 \"basic_auth\" basic {{username}} : {{password}}",
            "1 \"client basic auth\" basic {{client_id}} : {{client_secret}}",
            "2 \"C basic auth\" basic u : p",
        ]
    );
}

#[test]
fn a_key_in_a_header_and_in_a_query_have_names_of_their_own() {
    let all = of(json!([
        with_header("A", "a", "X-Api-Key", "{{api_key}}"),
        { "name": "B", "request": "https://a.test/b?api_key={{api_key}}" },
    ]));
    assert_eq!(
        all[..2],
        [
            "0 \"X-Api-Key\" header X-Api-Key: {{api_key}}",
            "1 \"api_key in query\" query api_key={{api_key}}",
        ]
    );
}

#[test]
fn a_saved_signature_is_no_credential_beside_the_one_that_signs() {
    let auth = json!({ "type": "oauth1", "oauth1": [
        { "key": "consumerKey", "value": "{{key}}" }, { "key": "consumerSecret", "value": "{{secret}}" }] });
    let (dump, codes) = one(json!({ "url": "https://a.test/x", "auth": auth, "header": [
        { "key": "Authorization", "value": "OAuth oauth_consumer_key=\"k\", oauth_signature=\"s\"" }] }));
    assert_eq!(lines(&dump, "credential").len(), 2, "{dump}");
    assert_eq!(codes, ["header-replaced-by-auth"]);
}

#[test]
fn parameters_of_a_scheme_that_were_pasted_are_no_part_of_its_name() {
    let header =
        json!([{ "key": "Authorization", "value": "Digest username=\"u\", response=\"5f3a\"" }]);
    let (dump, _) = one(json!({ "url": "https://a.test/x", "header": header }));
    assert_eq!(
        lines(&dump, "credential")[0],
        "0 \"Authorization\" header Authorization: Digest username=\"u\", response=\"5f3a\""
    );
}

#[test]
fn a_credential_of_saved_examples_alone_is_one_that_postman_does_not_send() {
    let call = |auth: Value, original: Value| {
        whole(
            json!({ "item": [{ "name": "A", "request": { "url": "https://a.test/a", "auth": auth },
                "response": [
                    { "code": 401, "originalRequest": { "url": "https://a.test/a" } },
                    { "code": 200, "originalRequest": original },
                ] }] }),
            None,
        )
    };
    let header = json!({ "url": "https://a.test/a", "header": [
        { "key": "Authorization", "value": "Bearer {{token}}" }, { "key": "Accept", "value": "*/*" }] });
    let (dump, codes) = call(Value::Null, header.clone());
    assert_eq!(
        lines(&dump, "credential"),
        ["0 \"token\" bearer {{token}}", "0 (Postman sends none)"]
    );
    assert_eq!(codes, ["credential-of-an-example"]);
    // A request that says it has none is believed.
    let (dump, _) = call(json!({ "type": "noauth" }), header);
    assert_eq!(lines(&dump, "credential"), Vec::<String>::new());
    for (original, expected) in [
        (
            json!({ "url": "https://a.test/a", "auth": bearer("{{t}}") }),
            "0 \"t\" bearer {{t}}",
        ),
        (
            json!({ "url": "https://a.test/a", "header": [{ "key": "X-Api-Key", "value": "<API Key>" }] }),
            "0 \"X-Api-Key\" header X-Api-Key: <API Key>",
        ),
        (
            json!({ "url": { "raw": "https://a.test/a?api_key={{k}}", "host": ["a", "test"], "path": ["a"],
                "query": [{ "key": "api_key", "value": "{{k}}" }] } }),
            "0 \"k\" query api_key={{k}}",
        ),
    ] {
        let (dump, _) = call(Value::Null, original);
        assert_eq!(lines(&dump, "credential")[0], expected);
    }
}

#[test]
fn headers_of_saved_examples_are_optional() {
    let (dump, codes) = whole(
        json!({ "item": [{ "name": "A", "request": { "url": "https://a.test/a", "header": [
            { "key": "X-Known", "value": "{{known}}" }] },
            "response": [{ "code": 200, "originalRequest": { "url": "https://a.test/a", "header": [
                { "key": "x-known", "value": "1" }, { "key": "X-Trace", "value": "on" },
                { "key": "User-Agent", "value": "Postman" }, { "key": "Content-Type", "value": "text/plain" },
            ] } }] }] }),
        None,
    );
    assert_eq!(codes, ["parameter-of-an-example"]);
    assert!(dump.contains("X-Trace"), "{dump}");
    assert!(!dump.contains("User-Agent"), "{dump}");
}

#[test]
fn scopes_of_one_grant_are_asked_for_together_and_other_grants_are_other_tokens() {
    let oauth = |name: &str, path: &str, scope: &str, audience: &str| {
        json!({ "name": name, "request": { "url": format!("https://a.test/{path}"), "auth": { "type": "oauth2",
            "oauth2": [{ "key": "grant_type", "value": "client_credentials" }, { "key": "scope", "value": scope },
                { "key": "audience", "value": audience },
                { "key": "accessTokenUrl", "value": "https://a.test/token" }] } } })
    };
    let all = of(json!([
        oauth("A", "a", "read", "one"),
        oauth("B", "b", "read write", "one")
    ]));
    assert_eq!(all.len(), 3, "{all:?}");
    let all = of(json!([
        oauth("A", "a", "read", "one"),
        oauth("B", "b", "read", "two")
    ]));
    assert_eq!(
        all[..2],
        ["0 \"bearer_token\" bearer", "1 \"B bearer token\" bearer"]
    );
}

#[test]
fn a_header_is_judged_by_its_text_and_not_by_the_name_of_its_variable() {
    let header = json!([{ "key": "X-Price", "value": "{{値段}}" }, { "key": "X-Size", "value": "größe" },
        { "key": "X-Word", "value": "値段" }, { "key": "X-Line", "value": "abc\n" }]);
    let (dump, codes) = one(json!({ "url": "https://a.test/x", "header": header }));
    assert!(dump.contains("X-Price"), "{dump}");
    assert!(dump.contains("\"X-Size\" = \"größe\""), "{dump}");
    assert!(dump.contains("\"X-Line\" = \"abc\""), "{dump}");
    assert!(!dump.contains("X-Word"), "{dump}");
    let own = ["invalid-header-value", "line-break-around-a-value"];
    assert!(own.iter().all(|code| codes.contains(code)), "{codes:?}");
}
