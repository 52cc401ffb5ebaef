//! Requests that `src/load_balancers.rs` makes.

use crate::replay::{Made, Run, send};

/// Create a new load balancer
pub fn create(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "name": "web-lb-01",
 "algorithm": "round_robin",
 "region": "nyc3",
 "forwarding_rules": [
  {
   "entry_protocol": "http",
   "entry_port": 80,
   "target_protocol": "http",
   "target_port": 80
  },
  {
   "entry_protocol": "https",
   "entry_port": 443,
   "target_protocol": "http",
   "target_port": 8080,
   "certificate_id": "892071a0-bb95-49bc-8021-3afd67a210bf",
   "tls_passthrough": false
  }
 ],
 "health_check": {
  "protocol": "http",
  "port": 80,
  "path": "/",
  "check_interval_seconds": 10,
  "response_timeout_seconds": 5,
  "healthy_threshold": 5,
  "unhealthy_threshold": 3
 },
 "sticky_sessions": {
  "type": "cookies",
  "cookie_name": "DO-LB",
  "cookie_ttl_seconds": 300
 },
 "redirect_http_to_https": true,
 "droplet_ids": [
  3164444,
  3164450
 ]
}"#,
        )?;
    let call = run.client.load_balancers().create(&body);
    send!(run, call)
}

/// Create a new load balancer with a tag
pub fn create_with_tag(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "name": "db-lb-01",
 "algorithm": "least_connections",
 "region": "nyc3",
 "forwarding_rules": [
  {
   "entry_protocol": "tcp",
   "entry_port": 3306,
   "target_protocol": "tcp",
   "target_port": 3306
  }
 ],
 "health_check": {
  "protocol": "tcp",
  "port": 3306
 },
 "tag": "db"
}"#,
        )?;
    let call = run.client.load_balancers().create_with_tag(&body);
    send!(run, call)
}

/// List all load balancers
pub fn list(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .load_balancers()
        .list()
        .page(run.text("{{page}}").parse()?)
        .per_page(run.text("{{per_page}}").parse()?);
    send!(run, call)
}

/// Retrieve an existing load balancer
pub fn retrieve(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .load_balancers()
        .retrieve(run.text("{{load_balancer_id}}").parse()?);
    send!(run, call)
}

/// Update a load balancer
pub fn update(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "name": "web-lb-02",
 "algorithm": "least_connections",
 "region": "nyc3",
 "forwarding_rules": [
  {
   "entry_protocol": "http",
   "entry_port": 80,
   "target_protocol": "http",
   "target_port": 80
  },
  {
   "entry_protocol": "https",
   "entry_port": 443,
   "target_protocol": "http",
   "target_port": 8080,
   "certificate_id": "892071a0-bb95-49bc-8021-3afd67a210bf",
   "tls_passthrough": false
  }
 ],
 "health_check": {
  "protocol": "http",
  "port": 80,
  "path": "/",
  "check_interval_seconds": 10,
  "response_timeout_seconds": 5,
  "healthy_threshold": 5,
  "unhealthy_threshold": 3
 },
 "sticky_sessions": {
  "type": "cookies",
  "cookie_name": "DO-LB",
  "cookie_ttl_seconds": 300
 },
 "redirect_http_to_https": true,
 "droplet_ids": [
  3164444,
  3164450
 ]
}"#,
        )?;
    let call = run
        .client
        .load_balancers()
        .update(run.text("{{load_balancer_id}}").parse()?, &body);
    send!(run, call)
}

/// Delete a load balancer
pub fn delete(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .load_balancers()
        .delete(run.text("{{load_balancer_id}}").parse()?);
    send!(run, call)
}

/// Add droplets to a load balancer
pub fn add_droplets(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "droplet_ids": [
  3164444,
  3164451
 ]
}"#)?;
    let call = run
        .client
        .load_balancers()
        .add_droplets(run.text("{{load_balancer_id}}").parse()?, &body);
    send!(run, call)
}

/// Remove droplets from a load balancer
pub fn remove_droplets(run: Run<'_>) -> Made<'_> {
    let body = run.json(r#"{
 "droplet_ids": [
  3164451
 ]
}"#)?;
    let call = run
        .client
        .load_balancers()
        .remove_droplets(run.text("{{load_balancer_id}}").parse()?, &body);
    send!(run, call)
}

/// Add forwarding rules to a load balancer
pub fn add_forwarding_rules(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "forwarding_rules": [
  {
   "entry_protocol": "tcp",
   "entry_port": 3306,
   "target_protocol": "tcp",
   "target_port": 3306
  }
 ]
}"#,
        )?;
    let call = run
        .client
        .load_balancers()
        .add_forwarding_rules(run.text("{{load_balancer_id}}").parse()?, &body);
    send!(run, call)
}

/// Remove forwarding rules from a load balancer
pub fn remove_forwarding_rules(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "forwarding_rules": [
  {
   "entry_protocol": "tcp",
   "entry_port": 3306,
   "target_protocol": "tcp",
   "target_port": 3306
  }
 ]
}"#,
        )?;
    let call = run
        .client
        .load_balancers()
        .remove_forwarding_rules(run.text("{{load_balancer_id}}").parse()?, &body);
    send!(run, call)
}
