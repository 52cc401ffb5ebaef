//! Which type of the runtime serves which of Postman's schemes, and which of its parameters.

use super::{Kind, Signer};

pub(super) const AWS4: Signer = Signer {
    module: "aws4",
    ty: "AwsV4",
    title: "AWS Signature Version 4",
    about: "Each request is signed with an access key of AWS. Temporary credentials have a session token beside the key: set \
            `session_token`. `region`, `service` and `in_query` are fields as well.",
    arguments: &[("accessKey", "access_key"), ("secretKey", "secret_key")],
    fields: &[
        ("sessionToken", "session_token", Kind::Secret),
        ("region", "region", Kind::Word),
        ("service", "service", Kind::Word),
        ("addAuthDataToQuery", "in_query", Kind::Flag(false)),
    ],
};

pub(super) const EDGEGRID: Signer = Signer {
    module: "edgegrid",
    ty: "EdgeGrid",
    title: "Akamai EdgeGrid",
    about: "Each request is signed with three tokens of Akamai's.",
    arguments: &[
        ("clientToken", "client_token"),
        ("clientSecret", "client_secret"),
        ("accessToken", "access_token"),
    ],
    fields: &[
        ("headersToSign", "headers_to_sign", Kind::List),
        ("maxBodySize", "max_body", Kind::Number),
        ("baseURL", "host", Kind::Text),
        ("nonce", "nonce", Kind::Text),
        ("timestamp", "timestamp", Kind::Text),
    ],
};

pub(super) const HAWK: Signer = Signer {
    module: "hawk",
    ty: "Hawk",
    title: "Hawk",
    about: "Each request carries a keyed hash over itself. Replies are not checked.",
    arguments: &[("authId", "id"), ("authKey", "key")],
    fields: &[
        (
            "algorithm",
            "algorithm",
            Kind::Choice("HawkAlgorithm", &[("sha1", "Sha1"), ("sha256", "Sha256")]),
        ),
        ("includePayloadHash", "body_hash", Kind::Flag(false)),
        ("extraData", "ext", Kind::Text),
        ("app", "app", Kind::Text),
        ("delegation", "delegation", Kind::Text),
        ("nonce", "nonce", Kind::Text),
        ("timestamp", "timestamp", Kind::Text),
    ],
};

pub(super) const OAUTH1: Signer = Signer {
    module: "oauth1",
    ty: "OAuth1",
    title: "OAuth 1.0",
    about: "Each request carries a signature over its parameters (RFC 5849). The token and its secret are fields, empty where \
            there are none yet.",
    arguments: &[
        ("consumerKey", "consumer_key"),
        ("consumerSecret", "consumer_secret"),
    ],
    fields: &[
        ("token", "token", Kind::Secret),
        ("tokenSecret", "token_secret", Kind::Secret),
        (
            "signatureMethod",
            "method",
            Kind::Choice(
                "OAuth1Method",
                &[
                    ("HMAC-SHA1", "HmacSha1"),
                    ("HMAC-SHA256", "HmacSha256"),
                    ("HMAC-SHA512", "HmacSha512"),
                    ("PLAINTEXT", "PlainText"),
                ],
            ),
        ),
        ("addParamsToHeader", "in_header", Kind::Flag(true)),
        ("addEmptyParamsToSign", "sign_empty", Kind::Flag(false)),
        ("includeBodyHash", "body_hash", Kind::Flag(false)),
        ("realm", "realm", Kind::Text),
        ("version", "version", Kind::Text),
        ("callback", "callback", Kind::Text),
        ("verifier", "verifier", Kind::Text),
        ("nonce", "nonce", Kind::Text),
        ("timestamp", "timestamp", Kind::Text),
    ],
};
