//! Which type of the runtime serves which of Postman's schemes, and which of its parameters.

use super::{Kind, Signer};

/// What Postman calls the algorithms of JSON Web Tokens.
const JWT_ALGORITHM: Kind = Kind::Choice(
    "JwtAlgorithm",
    &[
        ("HS256", "Hs256"),
        ("HS384", "Hs384"),
        ("HS512", "Hs512"),
        ("RS256", "Rs256"),
        ("RS384", "Rs384"),
        ("RS512", "Rs512"),
        ("PS256", "Ps256"),
        ("PS384", "Ps384"),
        ("PS512", "Ps512"),
        ("ES256", "Es256"),
        ("ES384", "Es384"),
        ("ES512", "Es512"),
    ],
);

pub(super) const ASAP: Signer = Signer {
    modules: &["asap", "jws", "signing"],
    feature: Some("jwt"),
    ty: "Asap",
    title: "Atlassian ASAP",
    about: "Each request carries a JSON Web Token that is signed with a private key: PEM text in PKCS #8, or Atlassian's \
            `data:` URL. Key identifier, issuer and audience are fields.",
    constructor: "new",
    arguments: &[("privateKey", "private_key")],
    fields: &[
        ("alg", "algorithm", JWT_ALGORITHM),
        ("kid", "key_id", Kind::Word),
        ("iss", "issuer", Kind::Word),
        ("aud", "audience", Kind::Word),
        ("sub", "subject", Kind::Text),
        ("exp", "lifetime", Kind::Number),
        ("claims", "claims", Kind::Json),
    ],
};

pub(super) const JWT_SHARED: Signer = Signer {
    about: "Each request carries a JSON Web Token that is signed with a shared secret. `claims` is the text of a JSON object; \
            with `lifetime`, each token says when it was made and when it ends.",
    constructor: "shared",
    arguments: &[("secret", "secret")],
    ..JWT_PRIVATE
};

pub(super) const JWT_PRIVATE: Signer = Signer {
    modules: &["jws", "jwt", "signing"],
    feature: Some("jwt"),
    ty: "Jwt",
    title: "JWT bearer",
    about: "Each request carries a JSON Web Token that is signed with a private key: PEM text in PKCS #8. `claims` is the text \
            of a JSON object; with `lifetime`, each token says when it was made and when it ends.",
    constructor: "private",
    arguments: &[("privateKey", "private_key")],
    fields: &[
        ("algorithm", "algorithm", JWT_ALGORITHM),
        ("isSecretBase64Encoded", "base64_key", Kind::Flag(false)),
        ("payload", "claims", Kind::Json),
        ("header", "header", Kind::Json),
        ("headerPrefix", "prefix", Kind::Prefix),
        (
            "addTokenTo",
            "query",
            Kind::QueryKey("queryParamKey", "token"),
        ),
    ],
};

pub(super) const AWS4: Signer = Signer {
    modules: &["aws4", "mac", "signing"],
    feature: None,
    ty: "AwsV4",
    title: "AWS Signature Version 4",
    about: "Each request is signed with an access key of AWS. Temporary credentials have a session token beside the key: set \
            `session_token`. `region`, `service` and `in_query` are fields as well.",
    constructor: "new",
    arguments: &[("accessKey", "access_key"), ("secretKey", "secret_key")],
    fields: &[
        ("sessionToken", "session_token", Kind::Secret),
        ("region", "region", Kind::Word),
        ("service", "service", Kind::Word),
        ("addAuthDataToQuery", "in_query", Kind::Flag(false)),
    ],
};

pub(super) const DIGEST: Signer = Signer {
    modules: &["digest", "signing"],
    feature: None,
    ty: "Digest",
    title: "Digest authentication",
    about: "The first request to a server is refused with a challenge, and sent once more with the answer to it, in which the \
            password is hashed; later requests are answered beforehand. MD5, SHA-256 and SHA-512-256 are known, with sessions \
            and with protection of the body.",
    constructor: "new",
    arguments: &[("username", "username"), ("password", "password")],
    fields: &[
        (
            "algorithm",
            "algorithm",
            Kind::Choice(
                "DigestAlgorithm",
                &[
                    ("MD5", "Md5"),
                    ("MD5-sess", "Md5Session"),
                    ("SHA-256", "Sha256"),
                    ("SHA-256-sess", "Sha256Session"),
                    ("SHA-512-256", "Sha512"),
                    ("SHA-512-256-sess", "Sha512Session"),
                ],
            ),
        ),
        ("realm", "realm", Kind::Once),
        ("nonce", "nonce", Kind::Once),
        ("qop", "qop", Kind::Once),
        ("opaque", "opaque", Kind::Once),
        ("nonceCount", "nonce_count", Kind::Once),
        ("clientNonce", "client_nonce", Kind::Once),
    ],
};

pub(super) const EDGEGRID: Signer = Signer {
    modules: &["edgegrid", "mac", "signing"],
    feature: None,
    ty: "EdgeGrid",
    title: "Akamai EdgeGrid",
    about: "Each request is signed with three tokens of Akamai's.",
    constructor: "new",
    arguments: &[
        ("clientToken", "client_token"),
        ("clientSecret", "client_secret"),
        ("accessToken", "access_token"),
    ],
    fields: &[
        ("headersToSign", "headers_to_sign", Kind::List),
        ("maxBodySize", "max_body", Kind::Number),
        ("baseURL", "host", Kind::Text),
        ("nonce", "nonce", Kind::Once),
        ("timestamp", "timestamp", Kind::Once),
    ],
};

pub(super) const HAWK: Signer = Signer {
    modules: &["hawk", "mac", "signing"],
    feature: None,
    ty: "Hawk",
    title: "Hawk",
    about: "Each request carries a keyed hash over itself. Replies are not checked.",
    constructor: "new",
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
        ("nonce", "nonce", Kind::Once),
        ("timestamp", "timestamp", Kind::Once),
    ],
};

pub(super) const OAUTH1: Signer = Signer {
    modules: &["oauth1", "mac", "signing"],
    feature: None,
    ty: "OAuth1",
    title: "OAuth 1.0",
    about: "Each request carries a signature over its parameters (RFC 5849). The token and its secret are fields, empty where \
            there are none yet.",
    constructor: "new",
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
        ("nonce", "nonce", Kind::Once),
        ("timestamp", "timestamp", Kind::Once),
    ],
};
