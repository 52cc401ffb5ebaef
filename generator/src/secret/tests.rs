use std::borrow::Cow;

use super::personal::People;
use super::replace::replace;
use super::scan::secrets;
use super::*;
use crate::diagnostic::Diagnostics;
use crate::json::Json;

/// A text without its secrets.
fn redacted(text: &str) -> Cow<'_, str> {
    let hits = secrets(text);
    if hits.is_empty() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(replace(text, &hits, &mut People::default()))
}

/// The text of a document without its secrets.
fn cleaned(text: &str) -> String {
    let tree = Json::parse(text).expect("JSON");
    clean(tree, "", &mut Diagnostics::default())
        .into_inner()
        .to_string()
}

#[test]
fn keys_of_vendors_are_seen_anywhere() {
    for key in [
        "ghp_Qk9aB3dE5fG7hJ2kL4mN6pQ8rS0tU1vW3x",
        "github_pat_11ABCDEFG0aBcD3fGh1jKl_mN0pQr5tUvWx7zAb",
        "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",
        "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",
        "sk-ant-api03-qB3dE5fG7hJ9kL1mN3pQ5rS7tU9v",
        "hvs.CAESIqB3dE5fG7hJ9kL1mN3pQ5rS7",
        "glsa_qB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY_0a1b2c3d",
        "ATATT3xFfGF0qB3dE5fG7hJ9kL1mN3pQ5rS7",
        "xoxe.xoxp-1-qB3dE5fG7hJ9kL1mN3pQ5rS7",
        "xoxb-2048101752-qB3dE5fG7hJ9kL1mN3",
        "dapi0f23456789abcdef0123456789abcdef",
        "AKIA3F7KQ2ZX5LMN6VWT",
        "AIzaSyB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z",
        "SG.qB3dE5fG7hJ9kL1mN3pQ5r.S7tU9vW1xY3zqB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1x",
        "dop_v1_f3a9c17be02d4865a1b2c3d4e5f60718f3a9c17be02d4865a1b2c3d4e5f60718",
        "rk_live_qB3dE5fG7hJ9kL1mN3pQ5rS7",
        "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",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlUEFUSA",
        "eyJhbGciOiJSU0EtT0FFUCJ9.aB3dE5fG7hJ9k.L1mN3pQ5rS7tU.9vW1xY3zaB3d.E5fG7hJ9kL1m",
    ] {
        for text in [
            key.to_owned(),
            format!("Use `{key}`, please."),
            format!("Use {key}."),
            format!("{{\"a\": \"{key}\"}}"),
            format!("{{\"{key}\": 1}}"),
            format!("{{\\\"a\\\": \\\"{key}\\\"}}"),
            format!("https://a.test/x/{key}/y?a=b"),
            format!("a%3D{key}%26b"),
            format!("a\\n{key}\\nb"),
            format!("<a>{key}</a>"),
            format!("a={key}&b=c"),
            format!("Überschrift: {key} – é"),
        ] {
            let clean = redacted(&text);
            assert!(!clean.contains(key), "{text}");
            assert!(is_clean(&clean), "{clean}: {:?}", leaks(&clean));
        }
    }
}

#[test]
fn values_of_names_are_seen_in_any_text() {
    for (text, expected) in [
        (
            "password: wT6!pRz9&Kd3, and more",
            "password: made-up-password, and more",
        ),
        (
            "<Password>Tr0ub4dor&amp;3</Password>",
            "<Password>made-up-password</Password>",
        ),
        ("API key: hQ7tR2vLm9Xw4KpZs8Nd", "API key: made-up-api-key"),
        (
            "Your API key is hQ7tR2vLm9Xw4KpZs8Nd.",
            "Your API key is made-up-api-key.",
        ),
        (
            "Credentials: maria / wT6!pRz9&Kd3",
            "Credentials: maria / made-up-credentials",
        ),
        (
            "Set-Cookie: sid=s%3AxRBxgrc9MjKKl1mX3y3rMry8wYLz4; Path=/",
            "Set-Cookie: sid=made-up-cookie; Path=/",
        ),
        (
            "curl -uadmin:Tr0ub4dor3 https://a.test",
            "curl -uadmin:made-up-password https://a.test",
        ),
        (
            "{\"password\": \"wT6!pRz9&Kd3\"}",
            "{\"password\": \"made-up-password\"}",
        ),
        (
            "{\"password\":\"hunter2\"}",
            "{\"password\":\"made-up-password\"}",
        ),
        (
            r#"{"a": "{\"password\":\"wT6!pRz9&Kd3\"}"}"#,
            r#"{"a": "{\"password\":\"made-up-password\"}"}"#,
        ),
        (
            "{\"tokens\": [\"8f3b1c2d\", \"<token>\"]}",
            "{\"tokens\": [\"made-up-tokens\", \"<token>\"]}",
        ),
        (
            "[{\"key\": \"Authorization\", \"value\": \"Bearer 99aa88bb77cc\"}, {\"key\": \"page\", \"value\": \"8f3b1c2d\"}]",
            "[{\"key\": \"Authorization\", \"value\": \"Bearer made-up-authorization\"}, {\"key\": \"page\", \"value\": \"8f3b1c2d\"}]",
        ),
        (
            "{\"secret\": {\"id\": \"a1\", \"value\": \"8f3b1c2d9e\"}}",
            "{\"secret\": {\"id\": \"a1\", \"value\": \"made-up-secret\"}}",
        ),
        ("{\"password\": 839205}", "{\"password\": 111111}"),
        (
            "<a><token>8f3b1c2d</token><id>8f3b1c2d</id></a>",
            "<a><token>made-up-token</token><id>8f3b1c2d</id></a>",
        ),
        ("token=8f3b1c2d&page=2", "token=made-up-token&page=2"),
        ("sr=b&sig=Z%2F8f3b1c2d9eQ", "sr=b&sig=made-up-sig"),
        ("API_KEY: 8f3b1c2d9e0a1b2c", "API_KEY: made-up-api-key"),
        (
            "%7B%22password%22%3A%22wT6!pRz9Kd3%22%7D",
            "%7B%22password%22%3A%22made-up-password%22%7D",
        ),
        (
            "mutation { login(user: \"a\", password: \"wT6!pRz9Kd3\") { id } }",
            "mutation { login(user: \"a\", password: \"made-up-password\") { id } }",
        ),
        (
            "> Authorization: Bearer f3a9c17be02d4865a1b2c3d4e5f60718\n",
            "> Authorization: Bearer made-up-authorization\n",
        ),
        (
            "curl -u maria:wT6!pRz9Kd3 https://a.test",
            "curl -u maria:made-up-password https://a.test",
        ),
        (
            "curl -H 'X-Api-Key: hQ7tR2vLm9Xw4KpZs8Nd' https://a.test",
            "curl -H 'X-Api-Key: made-up-api-key' https://a.test",
        ),
        (
            "curl -H \"Authorization: Basic bWFyaWE6d1Q2IXBSejkmS2Qz\"",
            "curl -H \"Authorization: Basic made-up-authorization\"",
        ),
        (
            "postgres://bob:s3cr3tP4ss@db.test/main",
            "postgres://bob:made-up-password@db.test/main",
        ),
        (
            "The password of the sandbox is wT6!pRz9Kd3.",
            "The password of the sandbox is made-up-password.",
        ),
        (
            "your token is hQ7tR2vLm9Xw4KpZs8Nd now",
            "your token is made-up-token now",
        ),
        (
            r#"{"message": "Your token is hQ7tR2vLm9Xw4KpZs8Nd."}"#,
            r#"{"message": "Your token is made-up-token."}"#,
        ),
        (
            "AccountName=a;AccountKey=abcDEF123ghiJKL456mnoPQR789stuVWX012yzABCD==;E=b",
            "AccountName=a;AccountKey=made-up-account-key;E=b",
        ),
        (
            "x -----BEGIN RSA PRIVATE KEY-----\\nMIIEpDESCkey99xyzABCDEFGH12345\\n-----END RSA PRIVATE KEY----- y",
            "x made-up-private-key y",
        ),
        (
            "https://hooks.slack.com/services/T0ABCDEF1/B0ABCDEF2/qB3dE5fG7hJ9kL1mN3pQ5rS7",
            "https://hooks.slack.com/services/T0ABCDEF1/B0ABCDEF2/made-up-webhook-secret",
        ),
        (
            "/bot123456789:AAHdE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z/sendMessage",
            "/bot123456789:made-up-bot-token/sendMessage",
        ),
        (
            "pm.environment.set(\"token\", \"hQ7tR2vLm9Xw4KpZs8Nd\");",
            "pm.environment.set(\"token\", \"made-up-token\");",
        ),
    ] {
        assert_eq!(redacted(text), expected);
        assert_eq!(redacted(expected), expected, "what is made up stays");
    }
}

/// Values that look like secrets to whoever only reads names.
const HARMLESS: &[(&str, &str)] = &[
    ("token", "0x6B175474E89094C44Da98b954EedeAC495271d0F"),
    ("token", "WBTC-USDT-perp"),
    (
        "token_address",
        "0x6B175474E89094C44Da98b954EedeAC495271d0F",
    ),
    ("token", "ERC20"),
    ("access_token", "<access token>"),
    ("access_token", "{{accessToken}}"),
    ("auth", "oidc-redirect"),
    ("auth", "api_key_in_header"),
    ("authorization", "NOT_REQUIRED"),
    ("authorization", "PENDING_REVIEW_2"),
    ("authorization_code", "B7-DECLINED-12"),
    ("verification_code", "AVS_MATCHED_3"),
    ("security_code", "123"),
    ("cvv", "7371"),
    ("otp", "482913"),
    ("security_code", "XNAS-US5949181045"),
    ("session", "evening-block-3"),
    ("session_id", "pycon-2025-tutorial"),
    ("session_id", "48213"),
    ("cookie", "oatmeal-raisin-6"),
    ("secret", "bonus-level-9x"),
    ("password", "12-characters-min"),
    ("password", "REQUIRED"),
    ("pwd", "/srv/app/current2"),
    ("account_key", "GLOBEX-HOLDINGS-02"),
    ("app_key", "org.globex.store3"),
    ("license_key", "mit-or-apache-2.0"),
    ("storage_key", "uploads/2024/3f9a8c7b6d5e4f3a2b1c.png"),
    ("master_key", "KEY_OF_G_MINOR7"),
    ("access_code", "STEP-FREE-4"),
    ("private_key", "row-17-col-3"),
    ("subscription_key", "plan_silver_2025"),
    ("signing_key", "rs256-rotated3"),
    ("consumer_key", "cust-segment-c9"),
    ("token_type", "Bearer"),
    ("token", "Goodbye"),
    ("token", "worlds77"),
    ("message", "Bearer shares vest2031"),
    ("note", "Token ring-networks are old"),
    ("text", "Basic introduction-to-chemistry"),
    (
        "url",
        "https://shop.test/p?code=SAVE-30-NOW&key=red-shirt-9",
    ),
    ("url", "ftp://user:anonymous@ftp.gnu.org/x"),
    ("id", "AKIAtakeaway-menu-codes"),
    ("ref", "SG.Singapore-branch-2025"),
    ("slug", "hf_datasets-tutorial-02"),
    ("pkg", "npm_outdated-fix-2025-01-guide"),
    ("sku", "sk_test_strip-box-100ct-green"),
    ("sha", "6f1ed002ab5595859014ebf0951522d9aa01bc45"),
    ("etag", "\\\"33a64df551425fcc55e4d42a148795d9f25f89d4\\\""),
    ("uuid", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
    ("next_page_token", "CAUQAA8f3b1c2d9e0a"),
    (
        "public_key",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl",
    ),
    ("image", "https://cdn.test/3f9a8c7b6d5e4f3a/large@2x.png"),
    ("node_id", "MDQ6VXNlcjU4MzIzMQ=="),
    ("time", "2024-06-01T12:00:00+02:00"),
    ("api_key", "YOUR_API_KEY"),
    ("api_key", "your-api-key-here"),
    ("password", "********"),
    ("token_expires", "2031-02-03"),
    ("credentials", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
    ("authorization", "Basic dXNlcjpwYXNz"),
    ("api_key", "****************61m1J"),
    ("status", "PASS, comment: done2"),
    ("text", "set it via the <password> element.x1"),
    ("text", "The password of Office365 is kept there"),
    ("text", "Log in: login with Windows11Pro or Office365"),
    ("email", "support@globex.com"),
    ("email", "jane.doe@example.com"),
];

#[test]
fn harmless_values_stay() {
    assert!(HARMLESS.len() > 40);
    for (name, value) in HARMLESS {
        let body = format!("{{\"{name}\": \"{value}\"}}");
        assert_eq!(hide(&body), body);
        let document = format!(
            "{{\"item\":[{{\"body\":{},\"header\":[{{\"key\":\"x-{name}\",\"value\":\"{value}\"}}]}}]}}",
            serde_json::to_string(&body).unwrap()
        );
        assert_eq!(cleaned(&document), document);
    }
}

#[test]
fn credentials_go_whatever_they_look_like() {
    for (document, expected) in [
        (
            r#"{"auth":{"type":"bearer","bearer":[{"key":"token","value":"abcde fghij","type":"string"}]}}"#,
            r#"{"auth":{"type":"bearer","bearer":[{"key":"token","value":"made-up-token","type":"string"}]}}"#,
        ),
        (
            r#"{"auth":{"type":"apikey","apikey":[{"key":"value","value":"sunny-day"},{"key":"key","value":"X-Api-Key"}]}}"#,
            r#"{"auth":{"type":"apikey","apikey":[{"key":"value","value":"made-up-value"},{"key":"key","value":"X-Api-Key"}]}}"#,
        ),
        (
            r#"{"auth":{"type":"basic","basic":{"username":"maria","password":"sunny-day"}}}"#,
            r#"{"auth":{"type":"basic","basic":{"username":"maria","password":"made-up-password"}}}"#,
        ),
        (
            r#"{"header":[{"key":"Authorization","value":"Token sunny-day"}]}"#,
            r#"{"header":[{"key":"Authorization","value":"Token made-up-authorization"}]}"#,
        ),
        (
            r#"{"variable":[{"key":"door","value":"sunny-day","type":"secret"}]}"#,
            r#"{"variable":[{"key":"door","value":"made-up-door","type":"secret"}]}"#,
        ),
        (
            r#"{"url":{"host":["hooks","slack","com"],"path":["services","T0ABCDEF1","B0ABCDEF2","qB3dE5fG7hJ9kL1mN3pQ5rS7"]}}"#,
            r#"{"url":{"host":["hooks","slack","com"],"path":["services","T0ABCDEF1","B0ABCDEF2","made-up-webhook-secret"]}}"#,
        ),
        (
            r#"{"header":[{"key":"Authorization","value":"Digest username=\"u\", response=\"6629fae49393a05397450978507c4ef1\", qop=auth"}]}"#,
            r#"{"header":[{"key":"Authorization","value":"Digest username=\"u\", response=\"made-up-response\", qop=auth"}]}"#,
        ),
        (
            r#"{"auth":{"type":"bearer","bearer":[{"key":"token","value":"{{token}}"}]}}"#,
            r#"{"auth":{"type":"bearer","bearer":[{"key":"token","value":"{{token}}"}]}}"#,
        ),
    ] {
        assert_eq!(cleaned(document), expected);
    }
}

#[test]
fn people_become_others_the_same_each_time() {
    let document = r#"{"a":"Ask Maria.Kovacs@globex.com or +49 (30) 901-82-0 7","b":"{\"mail\":\"maria.kovacs@globex.com\",\"cc\":\"li@globex.com\",\"phone\":\"415-867-5309\",\"mobile\":4158675309}"}"#;
    let expected = r#"{"a":"Ask user@example.com or +12 (02) 555-01-0 0","b":"{\"mail\":\"user@example.com\",\"cc\":\"user2@example.com\",\"phone\":\"202-555-0101\",\"mobile\":2025550101}"}"#;
    let mut diagnostics = Diagnostics::default();
    let tree = Json::parse(document).unwrap();
    let clean = clean(tree, "", &mut diagnostics).into_inner().to_string();
    assert_eq!(clean, expected);
    let [note] = diagnostics.list() else {
        panic!("{:?}", diagnostics.list())
    };
    assert!(
        note.message
            .starts_with("2 e-mail addresses and 2 telephone numbers"),
        "{}",
        note.message
    );
}

#[test]
fn each_secret_is_told_where_it_stands_and_never_shown() {
    let document = r#"{"item":[{"name":"a","event":[{"script":{"exec":["x","pm.set('token', 'hQ7tR2vLm9Xw4KpZs8Nd')"]}}],"ghp_Qk9aB3dE5fG7hJ2kL4mN6pQ8rS0tU1vW3x":"x"}]}"#;
    let mut diagnostics = Diagnostics::default();
    clean(Json::parse(document).unwrap(), "", &mut diagnostics);
    let places: Vec<(&str, &str)> = diagnostics
        .list()
        .iter()
        .map(|note| (note.code, &*note.pointer))
        .collect();
    assert_eq!(
        places,
        [
            (SECRET_REPLACED, "/item/0/event/0/script/exec/1"),
            (SECRET_REPLACED, "/item/0")
        ]
    );
    assert!(is_clean(&format!("{:?}", diagnostics.list())));
}

#[test]
fn a_credential_after_a_variable_and_one_in_a_bracket_are_none_the_less_secret() {
    let header =
        |value: &str| format!(r#"{{"header": [{{"key": "X-Api-Key", "value": "{value}"}}]}}"#);
    for value in [
        "{{pre}}hQ7tR2vLm9Xw4KpZs8Nd",
        "[hQ7tR2vLm9Xw4KpZs8Nd",
        "f9721e31-d692-4699-875f-2584bfea9108",
    ] {
        let text = header(value);
        let cleaned = cleaned(&text);
        assert!(!cleaned.contains(value), "{cleaned}");
    }
    for value in [
        "{{api_key}}",
        "<api-key>",
        "your-api-key-12345",
        "YOUR_API_KEY",
    ] {
        let text = header(value);
        let cleaned = cleaned(&text);
        assert!(cleaned.contains(value), "{cleaned}");
    }
}
