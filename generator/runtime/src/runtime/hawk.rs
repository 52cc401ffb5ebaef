//! Hawk: each request carries a keyed hash over itself.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::credential::base64;
use super::mac::hmac;
use super::signing::{authorize, nonce, path_and_query, unix_time};
use super::{Credential, Secret, Sign};

/// Hawk (`Authorization: Hawk …`), which signs each request. Replies are not checked.
///
/// As in Postman, a request goes out unsigned where the key or its identifier is empty.
#[derive(Debug, Clone)]
pub struct Hawk {
    /// The key's identifier.
    pub id: Secret,
    /// The key, which is never sent.
    pub key: Secret,
    /// The hash: SHA-256 unless set.
    pub algorithm: HawkAlgorithm,
    /// Whether the body is signed too.
    pub body_hash: bool,
    /// Data that the application has signed along.
    pub ext: Option<String>,
    /// The application's identifier, for Oz.
    pub app: Option<String>,
    /// The application that `app` acts for, for Oz.
    pub delegation: Option<String>,
    /// A fixed nonce, for tests; a new one for each request unless set.
    pub nonce: Option<String>,
    /// A fixed time in seconds since 1970, for tests; the clock's unless set.
    pub timestamp: Option<String>,
}

/// The hash that [`Hawk`] signs by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum HawkAlgorithm {
    /// `sha1`.
    Sha1,
    /// `sha256`.
    Sha256,
}

impl Hawk {
    /// A key and its identifier, and nothing else set.
    pub fn new(id: impl Into<Secret>, key: impl Into<Secret>) -> Self {
        Self {
            id: id.into(),
            key: key.into(),
            algorithm: HawkAlgorithm::Sha256,
            body_hash: false,
            ext: None,
            app: None,
            delegation: None,
            nonce: None,
            timestamp: None,
        }
    }

    /// The hash of a body and its media type.
    fn payload(&self, message: &http::Request<Bytes>) -> String {
        if !self.body_hash || message.body().is_empty() {
            return String::new();
        }
        let media_type = message.headers().get(CONTENT_TYPE);
        let media_type = media_type.and_then(|value| value.to_str().ok());
        let media_type = media_type.and_then(|value| value.split(';').next());
        let media_type = media_type.unwrap_or_default().trim().to_ascii_lowercase();
        let mut text = format!("hawk.1.payload\n{media_type}\n").into_bytes();
        text.extend_from_slice(message.body());
        text.push(b'\n');
        match self.algorithm {
            HawkAlgorithm::Sha1 => base64(&Sha1::digest(text)),
            HawkAlgorithm::Sha256 => base64(&Sha256::digest(text)),
        }
    }
}

impl Sign for Hawk {
    fn scheme(&self) -> &'static str {
        "Hawk"
    }

    fn sign(&self, message: &mut http::Request<Bytes>) -> Result<(), String> {
        let (id, key) = (self.id.expose(), self.key.expose());
        if id.is_empty() || key.is_empty() {
            return Ok(());
        }
        let timestamp = match &self.timestamp {
            // As Postman has it, what is not a number is the clock's time.
            Some(fixed) if fixed.bytes().all(|digit| digit.is_ascii_digit()) => fixed.clone(),
            _ => unix_time().to_string(),
        };
        let nonce = self.nonce.clone().unwrap_or_else(|| nonce(6));
        let hash = self.payload(message);
        let ext = self.ext.as_deref().unwrap_or_default();
        let uri = message.uri();
        let usual = match uri.scheme_str() {
            Some("http") => 80,
            _ => 443,
        };
        let mut text = format!(
            "hawk.1.header\n{timestamp}\n{nonce}\n{method}\n{target}\n{host}\n{port}\n{hash}\n{ext}\n",
            method = message.method().as_str().to_ascii_uppercase(),
            target = path_and_query(uri),
            host = uri.host().unwrap_or_default().to_ascii_lowercase(),
            port = uri.port_u16().unwrap_or(usual),
            ext = ext.replace('\\', "\\\\").replace('\n', "\\n"),
        );
        let app = self.app.as_deref().filter(|app| !app.is_empty());
        let delegation = self.delegation.as_deref().unwrap_or_default();
        if let Some(app) = app {
            text.push_str(&format!("{app}\n{delegation}\n"));
        }
        let mac = base64(&match self.algorithm {
            HawkAlgorithm::Sha1 => hmac::<Sha1>(key.as_bytes(), text.as_bytes()),
            HawkAlgorithm::Sha256 => hmac::<Sha256>(key.as_bytes(), text.as_bytes()),
        });
        let mut header = format!("Hawk id=\"{id}\", ts=\"{timestamp}\", nonce=\"{nonce}\"");
        let ext = ext.replace('\\', "\\\\").replace('"', "\\\"");
        for (name, value) in [("hash", &hash), ("ext", &ext), ("mac", &mac)] {
            if !value.is_empty() {
                header.push_str(&format!(", {name}=\"{value}\""));
            }
        }
        if let Some(app) = app {
            header.push_str(&format!(", app=\"{app}\""));
            if !delegation.is_empty() {
                header.push_str(&format!(", dlg=\"{delegation}\""));
            }
        }
        authorize(message, &header)
    }

    fn secrets(&self) -> Vec<Secret> {
        vec![self.id.clone(), self.key.clone()]
    }
}

impl From<Hawk> for Credential {
    fn from(scheme: Hawk) -> Self {
        Self::signer(scheme)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme() -> Hawk {
        Hawk {
            ext: Some("some-app-ext-data".to_owned()),
            nonce: Some("j4h3g2".to_owned()),
            timestamp: Some("1353832234".to_owned()),
            ..Hawk::new(
                "dh37fgj492je",
                "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn",
            )
        }
    }

    /// The examples of Hawk's specification.
    #[test]
    fn signatures_are_those_of_the_specification() {
        let url = "http://example.com:8000/resource/1?b=1&a=2";
        let mut message = http::Request::get(url).body(Bytes::new()).unwrap();
        scheme().sign(&mut message).unwrap();
        assert_eq!(
            message.headers()["authorization"],
            "Hawk id=\"dh37fgj492je\", ts=\"1353832234\", nonce=\"j4h3g2\", ext=\"some-app-ext-data\", \
             mac=\"6R4rV5iE+NPoym+WwjeHzjAGXUtLNIxmo1vpMofpLAE=\""
        );

        let mut message = http::Request::post(url)
            .header("content-type", "text/plain; charset=utf-8")
            .body(Bytes::from("Thank you for flying Hawk"))
            .unwrap();
        let hashed = Hawk {
            body_hash: true,
            ..scheme()
        };
        hashed.sign(&mut message).unwrap();
        let value = message.headers()["authorization"].to_str().unwrap();
        assert!(value.contains("hash=\"Yi9LfIIFRtBEPt74PVmbTF/xVAwPn7ub15ePICfgnuY=\""));
        assert!(value.ends_with("mac=\"aSe1DERmZuRl3pI36/9BdZmnErTw3sNzOOAUlfeKjVw=\""));
    }
}
