//! The values that calls are made with.

use digitalocean::ClientBuilder;

/// What each `{{variable}}` of the collection stands for, by name.
pub const VARIABLES: &[(&str, &str)] = &[
    ("action_id", "1"),
    ("base_url", "https://api.digitalocean.com/v2"),
    ("bearer_token", "bearer_token"),
    ("certificate_id", "892071a0-bb95-49bc-8021-3afd67a210bf"),
    ("domain_name", "example.com"),
    ("domain_record_id", "1"),
    ("droplet_id", "1"),
    ("firewall_id", "00000000-0000-4000-8000-000000000000"),
    ("floating_ip", "203.0.113.200"),
    ("image_id", "1"),
    ("image_slug", "ubuntu-4-10-x64"),
    ("load_balancer_id", "00000000-0000-4000-8000-000000000000"),
    ("page", "1"),
    ("per_page", "1"),
    ("region_slug", "fra1"),
    ("snapshot_id", "1"),
    ("ssh_key_fingerprint", "0f:b8:62:d5:1c:39:a4:7e:80:93:e7:2b:5a:c6:14:fd"),
    ("ssh_key_id", "498077"),
    ("tag_name", "ci"),
    ("volume_id", "00000000-0000-4000-8000-000000000000"),
    ("volume_name", "db-data"),
];

/// What each `:key` of a path stands for, by the request's JSON pointer and the key.
pub const PATH_VARIABLES: &[(&str, &str)] = &[];

/// Gives a client the collection's servers and credentials.
pub fn client(builder: ClientBuilder) -> ClientBuilder {
    builder.bearer_token(super::fill("{{bearer_token}}"))
}
