//! The requests, in the collection's order.

mod account;
mod actions;
mod block_storage;
mod block_storage_actions;
mod certificates;
mod domain_records;
mod domains;
mod droplet_actions;
mod droplets;
mod firewalls;
mod floating_ip_actions;
mod floating_ips;
mod image_actions;
mod images;
mod load_balancers;
mod regions;
mod sizes;
mod snapshots;
mod ssh_keys;
mod tags;

use crate::replay::Call;

/// Every request.
pub const ALL: &[Call] = &[
    Call {
        item: "/item/0/item/0",
        make: account::get_user,
    },
    Call {
        item: "/item/1/item/0",
        make: actions::list,
    },
    Call {
        item: "/item/1/item/1",
        make: actions::retrieve,
    },
    Call {
        item: "/item/2/item/0",
        make: certificates::list,
    },
    Call {
        item: "/item/2/item/1",
        make: certificates::retrieve,
    },
    Call {
        item: "/item/2/item/2",
        make: certificates::create,
    },
    Call {
        item: "/item/2/item/3",
        make: certificates::delete,
    },
    Call {
        item: "/item/3/item/0",
        make: ssh_keys::list,
    },
    Call {
        item: "/item/3/item/1",
        make: ssh_keys::create,
    },
    Call {
        item: "/item/3/item/2",
        make: ssh_keys::retrieve,
    },
    Call {
        item: "/item/3/item/3",
        make: ssh_keys::retrieve_by_fingerprint,
    },
    Call {
        item: "/item/3/item/4",
        make: ssh_keys::update,
    },
    Call {
        item: "/item/3/item/5",
        make: ssh_keys::update_by_fingerprint,
    },
    Call {
        item: "/item/3/item/6",
        make: ssh_keys::destroy,
    },
    Call {
        item: "/item/3/item/7",
        make: ssh_keys::destroy_by_fingerprint,
    },
    Call {
        item: "/item/4/item/0",
        make: domains::list,
    },
    Call {
        item: "/item/4/item/1",
        make: domains::create,
    },
    Call {
        item: "/item/4/item/2",
        make: domains::retrieve,
    },
    Call {
        item: "/item/4/item/3",
        make: domains::delete,
    },
    Call {
        item: "/item/5/item/0",
        make: domain_records::list,
    },
    Call {
        item: "/item/5/item/1",
        make: domain_records::create,
    },
    Call {
        item: "/item/5/item/2",
        make: domain_records::retrieve,
    },
    Call {
        item: "/item/5/item/3",
        make: domain_records::update,
    },
    Call {
        item: "/item/5/item/4",
        make: domain_records::delete,
    },
    Call {
        item: "/item/6/item/0",
        make: regions::list,
    },
    Call {
        item: "/item/7/item/0",
        make: sizes::list,
    },
    Call {
        item: "/item/8/item/0",
        make: images::list,
    },
    Call {
        item: "/item/8/item/1",
        make: images::list_distribution_images,
    },
    Call {
        item: "/item/8/item/2",
        make: images::list_application_images,
    },
    Call {
        item: "/item/8/item/3",
        make: images::list_user_images,
    },
    Call {
        item: "/item/8/item/4",
        make: images::list_actions,
    },
    Call {
        item: "/item/8/item/5",
        make: images::retrieve,
    },
    Call {
        item: "/item/8/item/6",
        make: images::retrieve_by_slug,
    },
    Call {
        item: "/item/8/item/7",
        make: images::update,
    },
    Call {
        item: "/item/8/item/8",
        make: images::delete,
    },
    Call {
        item: "/item/9/item/0",
        make: image_actions::transfer,
    },
    Call {
        item: "/item/9/item/1",
        make: image_actions::convert,
    },
    Call {
        item: "/item/9/item/2",
        make: image_actions::list_actions,
    },
    Call {
        item: "/item/9/item/3",
        make: image_actions::retrieve,
    },
    Call {
        item: "/item/10/item/0",
        make: snapshots::list,
    },
    Call {
        item: "/item/10/item/1",
        make: snapshots::list_droplet_snapshots,
    },
    Call {
        item: "/item/10/item/2",
        make: snapshots::list_volume_snapshots,
    },
    Call {
        item: "/item/10/item/3",
        make: snapshots::retrieve,
    },
    Call {
        item: "/item/10/item/4",
        make: snapshots::delete,
    },
    Call {
        item: "/item/11/item/0",
        make: droplets::create,
    },
    Call {
        item: "/item/11/item/1",
        make: droplets::create_multiple,
    },
    Call {
        item: "/item/11/item/2",
        make: droplets::list,
    },
    Call {
        item: "/item/11/item/3",
        make: droplets::list_by_tag,
    },
    Call {
        item: "/item/11/item/4",
        make: droplets::retrieve,
    },
    Call {
        item: "/item/11/item/5",
        make: droplets::list_available_kernels,
    },
    Call {
        item: "/item/11/item/6",
        make: droplets::list_snapshots,
    },
    Call {
        item: "/item/11/item/7",
        make: droplets::list_backups,
    },
    Call {
        item: "/item/11/item/8",
        make: droplets::list_actions,
    },
    Call {
        item: "/item/11/item/9",
        make: droplets::list_neighbors,
    },
    Call {
        item: "/item/11/item/10",
        make: droplets::list_droplet_neighbors,
    },
    Call {
        item: "/item/11/item/11",
        make: droplets::list_neighbor_ids,
    },
    Call {
        item: "/item/11/item/12",
        make: droplets::delete,
    },
    Call {
        item: "/item/11/item/13",
        make: droplets::delete_by_tag,
    },
    Call {
        item: "/item/12/item/0",
        make: droplet_actions::enable_backups,
    },
    Call {
        item: "/item/12/item/1",
        make: droplet_actions::disable_backups,
    },
    Call {
        item: "/item/12/item/2",
        make: droplet_actions::reboot,
    },
    Call {
        item: "/item/12/item/3",
        make: droplet_actions::power_cycle,
    },
    Call {
        item: "/item/12/item/4",
        make: droplet_actions::shutdown,
    },
    Call {
        item: "/item/12/item/5",
        make: droplet_actions::power_off,
    },
    Call {
        item: "/item/12/item/6",
        make: droplet_actions::power_on,
    },
    Call {
        item: "/item/12/item/7",
        make: droplet_actions::restore,
    },
    Call {
        item: "/item/12/item/8",
        make: droplet_actions::password_reset,
    },
    Call {
        item: "/item/12/item/9",
        make: droplet_actions::resize,
    },
    Call {
        item: "/item/12/item/10",
        make: droplet_actions::rebuild,
    },
    Call {
        item: "/item/12/item/11",
        make: droplet_actions::rename,
    },
    Call {
        item: "/item/12/item/12",
        make: droplet_actions::change_kernel,
    },
    Call {
        item: "/item/12/item/13",
        make: droplet_actions::enable_ipv6,
    },
    Call {
        item: "/item/12/item/14",
        make: droplet_actions::enable_private_networking,
    },
    Call {
        item: "/item/12/item/15",
        make: droplet_actions::snapshot,
    },
    Call {
        item: "/item/12/item/16",
        make: droplet_actions::power_cycle_by_tag,
    },
    Call {
        item: "/item/12/item/17",
        make: droplet_actions::power_off_by_tag,
    },
    Call {
        item: "/item/12/item/18",
        make: droplet_actions::power_on_by_tag,
    },
    Call {
        item: "/item/12/item/19",
        make: droplet_actions::shutdown_by_tag,
    },
    Call {
        item: "/item/12/item/20",
        make: droplet_actions::enable_backups_by_tag,
    },
    Call {
        item: "/item/12/item/21",
        make: droplet_actions::snapshot_by_tag,
    },
    Call {
        item: "/item/12/item/22",
        make: droplet_actions::retrieve,
    },
    Call {
        item: "/item/13/item/0",
        make: floating_ips::list,
    },
    Call {
        item: "/item/13/item/1",
        make: floating_ips::create_assigned_to_droplet,
    },
    Call {
        item: "/item/13/item/2",
        make: floating_ips::create_reserved_to_region,
    },
    Call {
        item: "/item/13/item/3",
        make: floating_ips::retrieve,
    },
    Call {
        item: "/item/13/item/4",
        make: floating_ips::delete,
    },
    Call {
        item: "/item/14/item/0",
        make: floating_ip_actions::assign_to_droplet,
    },
    Call {
        item: "/item/14/item/1",
        make: floating_ip_actions::unassign,
    },
    Call {
        item: "/item/14/item/2",
        make: floating_ip_actions::list_for_floating_ip,
    },
    Call {
        item: "/item/14/item/3",
        make: floating_ip_actions::retrieve,
    },
    Call {
        item: "/item/15/item/0",
        make: load_balancers::create,
    },
    Call {
        item: "/item/15/item/1",
        make: load_balancers::create_with_tag,
    },
    Call {
        item: "/item/15/item/2",
        make: load_balancers::list,
    },
    Call {
        item: "/item/15/item/3",
        make: load_balancers::retrieve,
    },
    Call {
        item: "/item/15/item/4",
        make: load_balancers::update,
    },
    Call {
        item: "/item/15/item/5",
        make: load_balancers::delete,
    },
    Call {
        item: "/item/15/item/6",
        make: load_balancers::add_droplets,
    },
    Call {
        item: "/item/15/item/7",
        make: load_balancers::remove_droplets,
    },
    Call {
        item: "/item/15/item/8",
        make: load_balancers::add_forwarding_rules,
    },
    Call {
        item: "/item/15/item/9",
        make: load_balancers::remove_forwarding_rules,
    },
    Call {
        item: "/item/16/item/0",
        make: firewalls::list,
    },
    Call {
        item: "/item/16/item/1",
        make: firewalls::create,
    },
    Call {
        item: "/item/16/item/2",
        make: firewalls::retrieve,
    },
    Call {
        item: "/item/16/item/3",
        make: firewalls::update,
    },
    Call {
        item: "/item/16/item/4",
        make: firewalls::delete,
    },
    Call {
        item: "/item/16/item/5",
        make: firewalls::add_droplets,
    },
    Call {
        item: "/item/16/item/6",
        make: firewalls::remove_droplets,
    },
    Call {
        item: "/item/16/item/7",
        make: firewalls::add_tags,
    },
    Call {
        item: "/item/16/item/8",
        make: firewalls::remove_tags,
    },
    Call {
        item: "/item/16/item/9",
        make: firewalls::add_rules,
    },
    Call {
        item: "/item/16/item/10",
        make: firewalls::remove_rules,
    },
    Call {
        item: "/item/17/item/0",
        make: block_storage::list_volumes,
    },
    Call {
        item: "/item/17/item/1",
        make: block_storage::list_volumes_by_name_and_region,
    },
    Call {
        item: "/item/17/item/2",
        make: block_storage::create_volume,
    },
    Call {
        item: "/item/17/item/3",
        make: block_storage::retrieve_volume,
    },
    Call {
        item: "/item/17/item/4",
        make: block_storage::list_snapshots_for_volume,
    },
    Call {
        item: "/item/17/item/5",
        make: block_storage::create_snapshot_from_volume,
    },
    Call {
        item: "/item/17/item/6",
        make: block_storage::delete_volume,
    },
    Call {
        item: "/item/17/item/7",
        make: block_storage::delete_volume_by_name,
    },
    Call {
        item: "/item/18/item/0",
        make: block_storage_actions::attach_volume_to_droplet,
    },
    Call {
        item: "/item/18/item/1",
        make: block_storage_actions::attach_volume_to_droplet_by_name,
    },
    Call {
        item: "/item/18/item/2",
        make: block_storage_actions::remove_volume_from_droplet,
    },
    Call {
        item: "/item/18/item/3",
        make: block_storage_actions::remove_volume_from_droplet_by_name,
    },
    Call {
        item: "/item/18/item/4",
        make: block_storage_actions::resize_volume,
    },
    Call {
        item: "/item/18/item/5",
        make: block_storage_actions::resize_volume_by_name,
    },
    Call {
        item: "/item/18/item/6",
        make: block_storage_actions::list_for_volume,
    },
    Call {
        item: "/item/18/item/7",
        make: block_storage_actions::retrieve_volume_action,
    },
    Call {
        item: "/item/19/item/0",
        make: tags::list,
    },
    Call {
        item: "/item/19/item/1",
        make: tags::create,
    },
    Call {
        item: "/item/19/item/2",
        make: tags::retrieve,
    },
    Call {
        item: "/item/19/item/3",
        make: tags::delete,
    },
    Call {
        item: "/item/19/item/4",
        make: tags::tag_resource,
    },
    Call {
        item: "/item/19/item/5",
        make: tags::untag_resource,
    },
];
