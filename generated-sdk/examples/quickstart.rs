//! Calls the API without a network: `cargo run --example quickstart`.

use digitalocean::{Client, Error, MemoryTransport};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The client is answered from memory, in this order. Without `.transport(…)` it talks to the API.
    let transport = MemoryTransport::new();
    transport.json(200, LIST).json(200, SINGLE).json(404, ERROR);
    let client = Client::builder()
        .bearer_token("bearer_token")
        .transport(transport)
        .build()?;

    // A call is awaited, and gives a typed reply.
    let reply = client.actions().list().page(1).per_page(1).await?;
    println!("{reply:#?}");

    // A single one.
    let reply = client.actions().retrieve(1).await?;
    println!("{reply:#?}");

    // An error of the API has a status and a typed body.
    match client.actions().retrieve(1).await {
        Ok(reply) => println!("{reply:#?}"),
        Err(Error::Api(error)) => println!("{}: {:#?}", error.status(), error.body()),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

const LIST: &str = r#"{
  "actions": [
    {
      "id": 230459959,
      "status": "completed",
      "type": "destroy",
      "started_at": "2017-05-02T04:19:20Z",
      "completed_at": "2017-05-02T04:19:24Z",
      "resource_id": 31650085,
      "resource_type": "droplet",
      "region": {
        "name": "Amsterdam 2",
        "slug": "ams2",
        "sizes": [],
        "features": [
          "private_networking",
          "backups",
          "ipv6",
          "metadata",
          "install_agent",
          "image_transfer"
        ],
        "available": false
      },
      "region_slug": "ams2"
    },
    {
      "id": 219421692,
      "status": "completed",
      "type": "power_off",
      "started_at": "2017-04-06T04:39:40Z",
      "completed_at": "2017-04-06T04:40:02Z",
      "resource_id": 31650085,
      "resource_type": "droplet",
      "region": {
        "name": "Amsterdam 2",
        "slug": "ams2",
        "sizes": [],
        "features": [
          "private_networking",
          "backups",
          "ipv6",
          "metadata",
          "install_agent",
          "image_transfer"
        ],
        "available": false
      },
      "region_slug": "ams2"
    }
  ],
  "links": {
    "pages": {
      "last": "https://api.digitalocean.com/v2/actions?page=11&per_page=2",
      "next": "https://api.digitalocean.com/v2/actions?page=2&per_page=2"
    }
  },
  "meta": {
    "total": 21
  }
}"#;

const SINGLE: &str = r#"{
  "action": {
    "id": 219421692,
    "status": "completed",
    "type": "power_off",
    "started_at": "2017-04-06T04:39:40Z",
    "completed_at": "2017-04-06T04:40:02Z",
    "resource_id": 31650085,
    "resource_type": "droplet",
    "region": {
      "name": "Amsterdam 2",
      "slug": "ams2",
      "sizes": [],
      "features": [
        "private_networking",
        "backups",
        "ipv6",
        "metadata",
        "install_agent",
        "image_transfer"
      ],
      "available": false
    },
    "region_slug": "ams2"
  }
}"#;

const ERROR: &str = r#"{
  "id": "not_found",
  "message": "The resource you were accessing could not be found."
}"#;
