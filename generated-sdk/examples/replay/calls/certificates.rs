//! Requests that `src/certificates.rs` makes.

use crate::replay::{Made, Run, send};

/// List all certificates
pub fn list(run: Run<'_>) -> Made<'_> {
    let call = run.client.certificates().list();
    send!(run, call)
}

/// Retrieve an existing certificate
pub fn retrieve(run: Run<'_>) -> Made<'_> {
    let call = run
        .client
        .certificates()
        .retrieve(run.text("{{certificate_id}}").parse()?);
    send!(run, call)
}

/// Create a new certificate
pub fn create(run: Run<'_>) -> Made<'_> {
    let body = run
        .json(
            r#"{
 "name": "web-cert-01",
 "type": "custom",
 "private_key": "(private key of the certificate, as PEM text)",
 "leaf_certificate": "(the certificate itself, as PEM text)",
 "certificate_chain": "(every certificate between the leaf and the root authority, as PEM text)"
}"#,
        )?;
    let call = run.client.certificates().create(&body);
    send!(run, call)
}

/// Delete a certificate
pub fn delete(run: Run<'_>) -> Made<'_> {
    let call = run.client.certificates().delete(run.text("{{certificate_id}}").parse()?);
    send!(run, call)
}
