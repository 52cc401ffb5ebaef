//! Requests that `src/firewalls.rs` makes.

use crate::replay::{Made, Run, send};

/// List all firewalls
pub fn list(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .firewalls()
        .list()
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// Create a new firewall
pub fn create(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "name": "firewall-web",
 "inbound_rules": [
  {
   "protocol": "tcp",
   "ports": "80",
   "sources": {
    "load_balancer_uids": [
     "c21f7b90-5e48-4d3a-9b07-6a8e2f41d0c5"
    ]
   }
  },
  {
   "protocol": "tcp",
   "ports": "22",
   "sources": {
    "tags": [
     "gateway"
    ],
    "addresses": [
     "192.0.2.0/24",
     "198.51.100.7"
    ]
   }
  }
 ],
 "outbound_rules": [
  {
   "protocol": "tcp",
   "ports": "all",
   "destinations": {
    "addresses": [
     "0.0.0.0/0",
     "::/0"
    ]
   }
  }
 ],
 "droplet_ids": [
  3164444
 ],
 "tags": [
  "web"
 ]
}"#,
        )?;
    let call = run.client.firewalls().create(&body);
    send!(run, call)
}

/// Retrieve an existing firewall
pub fn retrieve(run: Run<'_>) -> Made<'_> {
    let call = run.client.firewalls().retrieve(run.text("{{firewall_id}}").parse()?);
    send!(run, call)
}

/// Update a firewall
pub fn update(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "name": "firewall-web-2",
 "inbound_rules": [
  {
   "protocol": "tcp",
   "ports": "80",
   "sources": {
    "load_balancer_uids": [
     "c21f7b90-5e48-4d3a-9b07-6a8e2f41d0c5"
    ]
   }
  },
  {
   "protocol": "tcp",
   "ports": "22",
   "sources": {
    "tags": [
     "gateway"
    ],
    "addresses": [
     "192.0.2.0/24",
     "198.51.100.7"
    ]
   }
  }
 ],
 "outbound_rules": [
  {
   "protocol": "tcp",
   "ports": "all",
   "destinations": {
    "addresses": [
     "0.0.0.0/0",
     "::/0"
    ]
   }
  }
 ],
 "droplet_ids": [
  3164444
 ],
 "tags": []
}"#,
        )?;
    let call = run
        .client
        .firewalls()
        .update(run.text("{{firewall_id}}").parse()?, &body);
    send!(run, call)
}

/// Delete a firewall
pub fn delete(run: Run<'_>) -> Made<'_> {
    let call = run.client.firewalls().delete(run.text("{{firewall_id}}").parse()?);
    send!(run, call)
}

/// Add droplets to a firewall
pub fn add_droplets(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "droplet_ids": [
  3164494
 ]
}"#)?;
    let call = run
        .client
        .firewalls()
        .add_droplets(run.text("{{firewall_id}}").parse()?, &body);
    send!(run, call)
}

/// Remove droplets from a firewall
pub fn remove_droplets(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "droplet_ids": [
  3164494
 ]
}"#)?;
    let call = run
        .client
        .firewalls()
        .remove_droplets(run.text("{{firewall_id}}").parse()?, &body);
    send!(run, call)
}

/// Add tags to a firewall
pub fn add_tags(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "tags": [
  "frontend"
 ]
}"#)?;
    let call = run
        .client
        .firewalls()
        .add_tags(run.text("{{firewall_id}}").parse()?, &body);
    send!(run, call)
}

/// Remove tags from a firewall
pub fn remove_tags(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "tags": [
  "frontend"
 ]
}"#)?;
    let call = run
        .client
        .firewalls()
        .remove_tags(run.text("{{firewall_id}}").parse()?, &body);
    send!(run, call)
}

/// Add rules to a firewall
pub fn add_rules(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "inbound_rules": [
  {
   "protocol": "tcp",
   "ports": "443",
   "sources": {
    "addresses": [
     "0.0.0.0/0",
     "::/0"
    ]
   }
  }
 ],
 "outbound_rules": [
  {
   "protocol": "tcp",
   "ports": "443",
   "destinations": {
    "addresses": [
     "203.0.113.0/24"
    ]
   }
  }
 ]
}"#,
        )?;
    let call = run
        .client
        .firewalls()
        .add_rules(run.text("{{firewall_id}}").parse()?, &body);
    send!(run, call)
}

/// Remove rules from a firewall
pub fn remove_rules(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "inbound_rules": [
  {
   "protocol": "tcp",
   "ports": "443",
   "sources": {
    "addresses": [
     "0.0.0.0/0",
     "::/0"
    ]
   }
  }
 ],
 "outbound_rules": [
  {
   "protocol": "tcp",
   "ports": "443",
   "destinations": {
    "addresses": [
     "203.0.113.0/24"
    ]
   }
  }
 ]
}"#,
        )?;
    let call = run
        .client
        .firewalls()
        .remove_rules(run.text("{{firewall_id}}").parse()?, &body);
    send!(run, call)
}
