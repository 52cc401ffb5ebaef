//! The kinds of objects in a collection, with the members that are left unread on purpose.

/// A kind of object.
pub(super) struct Kind {
    /// What one is called in a message.
    pub(super) name: &'static str,
    /// Members that say nothing about the API (ids, editor state, measurements). Others that are unknown are reported.
    pub(super) unread: &'static [&'static str],
}

pub(super) const COLLECTION: Kind = Kind {
    name: "the collection",
    unread: &[
        "_",
        "_postman_id",
        "id",
        "uid",
        "order",
        "owner",
        "fork",
        "createdAt",
        "updatedAt",
    ],
};

pub(super) const INFO: Kind = Kind {
    name: "the collection's info",
    unread: &[
        "_collection_link",
        "_exporter_id",
        "_postman_compat_id",
        "_postman_id",
        "createdAt",
        "id",
        "lastUpdatedBy",
        "uid",
        "updatedAt",
        "version",
    ],
};

pub(super) const FOLDER: Kind = Kind {
    name: "a folder",
    unread: &["_", "_postman_id", "_postman_isSubFolder", "id", "uid"],
};

pub(super) const ITEM: Kind = Kind {
    name: "an item",
    unread: &["_", "_postman_id", "id", "uid"],
};

pub(super) const REQUEST: Kind = Kind {
    name: "a request",
    unread: &["_", "_postman_id", "id", "name", "uid"],
};

pub(super) const URL: Kind = Kind {
    name: "a url",
    unread: &["id"],
};

pub(super) const URL_AUTH: Kind = Kind {
    name: "the credentials of a url",
    unread: &[],
};

pub(super) const HEADER: Kind = Kind {
    name: "a header",
    unread: ENTRY,
};

pub(super) const QUERY: Kind = Kind {
    name: "a query parameter",
    unread: ENTRY,
};

pub(super) const FIELD: Kind = Kind {
    name: "a form field",
    unread: ENTRY,
};

/// `enabled` is a word of format 1 that Postman itself no longer reads.
const ENTRY: &[&str] = &[
    "_", "enabled", "equals", "id", "name", "system", "type", "uuid", "warning",
];

pub(super) const FORM_PART: Kind = Kind {
    name: "a form part",
    unread: &["_", "enabled", "id", "name", "system", "uuid", "warning"],
};

pub(super) const VARIABLE: Kind = Kind {
    name: "a variable",
    unread: &[
        "_",
        "enabled",
        "name",
        "system",
        "uuid",
        "lastUpdatedAt",
        "initialValue",
    ],
};

pub(super) const BODY: Kind = Kind {
    name: "a body",
    unread: &["id"],
};

pub(super) const GRAPHQL: Kind = Kind {
    name: "a GraphQL body",
    unread: &[],
};

pub(super) const FILE: Kind = Kind {
    name: "a file body",
    unread: &[],
};

pub(super) const AUTH: Kind = Kind {
    name: "an auth",
    unread: &["id"],
};

pub(super) const AUTH_PARAMETER: Kind = Kind {
    name: "a parameter of an auth",
    unread: &["id", "name", "system", "type"],
};

pub(super) const BEHAVIOR: Kind = Kind {
    name: "a protocolProfileBehavior",
    unread: &[],
};

pub(super) const RESPONSE: Kind = Kind {
    name: "an example",
    unread: &[
        "_",
        "_postman_id",
        "_postman_previewtype",
        "cookie",
        "createdAt",
        "id",
        "responseTime",
        "timings",
        "uid",
        "updatedAt",
    ],
};
