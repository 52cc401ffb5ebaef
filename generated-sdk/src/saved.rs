//! The examples that the collection saves, which [`Mock`](crate::Mock) answers with.

/// The files that hold them.
pub(crate) const FILES: &[&str] = &[
    include_str!("../tests/saved/account.json"),
    include_str!("../tests/saved/actions.json"),
    include_str!("../tests/saved/certificates.json"),
    include_str!("../tests/saved/ssh_keys.json"),
    include_str!("../tests/saved/domains.json"),
    include_str!("../tests/saved/domain_records.json"),
    include_str!("../tests/saved/regions.json"),
    include_str!("../tests/saved/sizes.json"),
    include_str!("../tests/saved/images.json"),
    include_str!("../tests/saved/image_actions.json"),
    include_str!("../tests/saved/snapshots.json"),
    include_str!("../tests/saved/droplets.json"),
    include_str!("../tests/saved/droplet_actions.json"),
    include_str!("../tests/saved/floating_ips.json"),
    include_str!("../tests/saved/floating_ip_actions.json"),
    include_str!("../tests/saved/load_balancers.json"),
    include_str!("../tests/saved/firewalls.json"),
    include_str!("../tests/saved/block_storage.json"),
    include_str!("../tests/saved/block_storage_actions.json"),
    include_str!("../tests/saved/tags.json"),
];
