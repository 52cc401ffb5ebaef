//! By which names a value can be the client's.

use super::literals;
use crate::api::Template;
use crate::infer::words::words;

/// Where a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Place {
    /// In the path, where no version can stand.
    Path,
    /// In the path, where `v` stands before it.
    VersionInPath,
    /// In the path, where a version can stand.
    EitherInPath,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// A member of a JSON body, or a field of a form.
    Body,
}

impl Place {
    /// Whether it is one of the places in a path.
    pub(super) fn is_in_path(self) -> bool {
        matches!(self, Self::Path | Self::VersionInPath | Self::EitherInPath)
    }
}

/// Why a value is the client's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It says for whom all calls are made.
    Caller,
    /// It says which version of the API is called.
    Version,
    /// It proves who calls.
    Secret,
    /// It proves who calls, unless something else does.
    Token,
    /// It is a header that is not about one call.
    Context,
}

/// Why a value under a name can be the client's; `None` where it cannot.
pub(super) fn kind(place: Place, name: &str, value: &Template) -> Option<Kind> {
    let said = words(name);
    let said: Vec<&str> = said.split(' ').collect();
    let variable = value.as_variable().map(words).unwrap_or_default();
    let variable: Vec<&str> = variable.split(' ').filter(|it| !it.is_empty()).collect();
    // A text is a version only where it looks like one.
    let may_be_version = value
        .as_constant()
        .is_none_or(|text| literals::is_version(text) || literals::is_placeholder(text));
    let is_version = may_be_version && (names_version(&said) || names_version(&variable));
    let is_caller = |words: &[&str]| names_caller(words, place);
    match place {
        Place::VersionInPath => Some(Kind::Version),
        Place::EitherInPath if is_version => Some(Kind::Version),
        Place::Path | Place::EitherInPath => is_caller(&said).then_some(Kind::Caller),
        Place::Header => {
            let is_calls = is_of_call(&said) || is_of_call(&variable);
            match () {
                () if is_calls => None,
                () if is_version => Some(Kind::Version),
                () if is_caller(&said) || is_caller(&variable) => Some(Kind::Caller),
                () => Some(Kind::Context),
            }
        }
        Place::Query if is_version => Some(Kind::Version),
        Place::Query => is_caller(&said).then_some(Kind::Caller),
        // Much in a body has a version.
        Place::Body if is_version && matches!(*said, ["version"] | ["api", "version"]) => {
            Some(Kind::Version)
        }
        Place::Body if names_secret(&said) => Some(Kind::Secret),
        Place::Body if matches!(said.last(), Some(&"token")) && !is_of_call(&said) => {
            Some(Kind::Token)
        }
        Place::Body => is_caller(&said).then_some(Kind::Caller),
    }
}

/// `version`, `api_version`, `apiVersion`, `lpversion`.
fn names_version(words: &[&str]) -> bool {
    words
        .last()
        .is_some_and(|last| last.ends_with("version") || *last == "ver")
}

/// Whether a name says for whom calls are made. In a path, a client or an application may be what the API is about, and so may
/// be whatever has no more to its name than `id`.
fn names_caller(words: &[&str], place: Place) -> bool {
    let words: Vec<&str> = words.iter().copied().filter(|it| *it != "x").collect();
    let is_id = |word: &&str| {
        matches!(
            *word,
            "id" | "code"
                | "key"
                | "name"
                | "number"
                | "no"
                | "uuid"
                | "guid"
                | "slug"
                | "sid"
                | "sn"
                | "serial"
        )
    };
    let whole = |word: &&str| {
        matches!(
            *word,
            "account"
                | "company"
                | "consumer"
                | "merchant"
                | "org"
                | "organisation"
                | "organization"
                | "partner"
                | "realm"
                | "tenant"
                | "workspace"
        )
    };
    let joined = words.concat();
    let in_one_word = [
        "accountid",
        "companyid",
        "merchantid",
        "orgid",
        "organisationid",
        "organizationid",
        "partnerid",
        "tenantid",
        "workspaceid",
        "merchantaccount",
    ];
    if in_one_word.contains(&joined.as_str()) {
        return true;
    }
    let mut rest = words.iter().skip_while(|word| !whole(word)).skip(1);
    let is_whole = words.iter().any(whole) && rest.all(|word| is_id(word) || whole(word));
    let of_client = matches!(
        joined.as_str(),
        "clientid"
            | "clientcode"
            | "clientkey"
            | "clientname"
            | "appid"
            | "applicationid"
            | "appkey"
            | "appname"
    );
    is_whole || (of_client && !matches!(place, Place::Path | Place::EitherInPath))
}

/// Whether a name in a body is that of a secret of whoever calls.
fn names_secret(words: &[&str]) -> bool {
    matches!(
        words.concat().as_str(),
        "secret"
            | "secretkey"
            | "clientsecret"
            | "appsecret"
            | "apikey"
            | "apisecret"
            | "apitoken"
            | "authkey"
            | "password"
            | "username"
            | "login"
    )
}

/// Whether a name says that the value is about one call.
fn is_of_call(words: &[&str]) -> bool {
    words.iter().any(|word| {
        matches!(
            *word,
            "checksum"
                | "content"
                | "correlation"
                | "csrf"
                | "cursor"
                | "date"
                | "digest"
                | "etag"
                | "hash"
                | "idempotency"
                | "match"
                | "md5"
                | "modified"
                | "nonce"
                | "otp"
                | "page"
                | "range"
                | "request"
                | "sha1"
                | "sha256"
                | "signature"
                | "since"
                | "time"
                | "timestamp"
                | "trace"
                | "traceparent"
                | "transaction"
                | "xsrf"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_variable(place: Place, name: &str, variable: &str) -> Option<Kind> {
        kind(
            place,
            name,
            &Template::parse(&format!("{{{{{variable}}}}}")),
        )
    }

    #[test]
    fn whom_calls_are_made_for_is_the_clients() {
        for (place, name, variable) in [
            (Place::Path, "accountId", "accountId"),
            (Place::Path, "org", "org"),
            (Place::EitherInPath, "tenant_id", "tenant_id"),
            (Place::Header, "x-gw-ims-org-id", "IMS_ORG"),
            (Place::Query, "client_id", "client_id"),
            (Place::Body, "merchantAccount", "YOUR_MERCHANT_ACCOUNT"),
            (Place::Body, "client_id", "client_id"),
        ] {
            assert_eq!(
                of_variable(place, name, variable),
                Some(Kind::Caller),
                "{name}"
            );
        }
    }

    #[test]
    fn what_a_call_is_about_is_not() {
        for (place, name) in [
            (Place::Path, "id"),
            (Place::Path, "userId"),
            (Place::Path, "client_id"),
            (Place::EitherInPath, "service_id"),
            (Place::Path, "ownerId"),
            (Place::Path, "version"),
            (Place::Path, "account_type"),
            (Place::Query, "page"),
            (Place::Query, "limit"),
            (Place::Query, "locale"),
            (Place::Header, "X-Request-Id"),
            (Place::Header, "Idempotency-Key"),
            (Place::Header, "Content-MD5"),
            (Place::Header, "X-Signature"),
            (Place::Body, "currency"),
            (Place::Body, "account_holder"),
        ] {
            assert_eq!(of_variable(place, name, name), None, "{name}");
        }
    }

    #[test]
    fn versions_are_the_clients() {
        for (place, name, value) in [
            (Place::EitherInPath, "leversion", "{{leversion}}"),
            (Place::VersionInPath, "v", "{{v}}"),
            (Place::Query, "api-version", "2024-01-01"),
            (Place::Header, "Lob-Version", "<string>"),
        ] {
            let value = Template::parse(value);
            assert_eq!(kind(place, name, &value), Some(Kind::Version), "{name}");
        }
    }

    #[test]
    fn secrets_in_bodies_are_the_clients() {
        assert_eq!(
            of_variable(Place::Body, "secret", "secret_key"),
            Some(Kind::Secret)
        );
        assert_eq!(
            of_variable(Place::Body, "access_token", "access_token"),
            Some(Kind::Token)
        );
    }
}
