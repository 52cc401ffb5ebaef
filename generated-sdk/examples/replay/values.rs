//! The values that calls are made with.

use digitalocean::ClientBuilder;

/// What each `{{variable}}` of the collection stands for, by name.
pub const VARIABLES: &[(&str, &str)] = &[
    ("action_id", "523994188"),
    ("base_url", "https://api.digitalocean.com/v2"),
    ("bearer_token", "bearer_token"),
    ("certificate_id", "892071a0-bb95-49bc-8021-3afd67a210bf"),
    ("domain_name", "example.com"),
    ("domain_record_id", "28448434"),
    ("droplet_id", "3164444"),
    ("firewall_id", "1f6c0e2b-7a94-4c58-8d13-95b0e4a7c362"),
    ("floating_ip", "203.0.113.200"),
    ("image_id", "37340155"),
    ("image_slug", "ubuntu-16-04-x64"),
    ("load_balancer_id", "c21f7b90-5e48-4d3a-9b07-6a8e2f41d0c5"),
    ("page", "1"),
    ("per_page", "20"),
    ("region_slug", "nyc3"),
    ("snapshot_id", "37340155"),
    ("ssh_key_fingerprint", "a1:77:3e:4b:90:cd:52:18:ef:06:b9:6d:24:f8:7c:03"),
    ("ssh_key_id", "512189"),
    ("tag_name", "db"),
    ("volume_id", "3a7d51c6-9f04-11e8-b2c3-0242ac110a02"),
    ("volume_name", "db-data"),
];

/// What each `:key` of a path stands for, by the request's JSON pointer and the key.
pub const PATH_VARIABLES: &[(&str, &str)] = &[];

/// Gives a client the collection's servers and credentials.
pub fn client(builder: ClientBuilder) -> ClientBuilder {
    builder.bearer_token(super::fill("{{bearer_token}}"))
}
