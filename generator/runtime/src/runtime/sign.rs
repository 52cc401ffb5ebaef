//! Schemes of authentication that make something of each request.

use bytes::Bytes;
use http::HeaderMap;

use super::Secret;
use super::path::{push_query, query_key};

/// A scheme of authentication that is different for each request, such as a signature over it.
///
/// [`Credential::signer`](super::Credential::signer) makes a credential of one. A closure that takes the request is one, too.
pub trait Sign: Send + Sync + 'static {
    /// The name of the scheme, for `Debug`.
    fn scheme(&self) -> &'static str;

    /// Puts what authenticates it into a request that is complete otherwise: method, URL, headers and body are those that
    /// are sent. It is called for each attempt. It is not called for a call that sets the header `Authorization` itself,
    /// unless it is a [hook](super::Credential::hook).
    ///
    /// # Errors
    /// Why it cannot be done, to stand in the call's error. The text must not show a secret.
    fn sign(&self, message: &mut http::Request<Bytes>) -> Result<(), String>;

    /// Whether the body is part of what is signed. If so, a body that is sent piece by piece cannot be.
    fn covers_body(&self) -> bool {
        true
    }

    /// Hears that the server refused a request (401 or 403), and with which headers. If it learnt from them how to sign, it
    /// says `true`: the request is then signed anew and sent once more.
    fn refused(&self, _sent: &http::Request<()>, _headers: &HeaderMap) -> bool {
        false
    }

    /// The secrets that it uses. Where a server repeats one of them, errors do not show it.
    fn secrets(&self) -> Vec<Secret> {
        Vec::new()
    }
}

impl<F> Sign for F
where
    F: Fn(&mut http::Request<Bytes>) -> Result<(), String> + Send + Sync + 'static,
{
    fn scheme(&self) -> &'static str {
        "signer"
    }

    fn sign(&self, message: &mut http::Request<Bytes>) -> Result<(), String> {
        self(message)
    }
}

/// Sets a query parameter of a request that is being signed, instead of any values that it has.
///
/// # Errors
/// If the URL cannot hold it, because it would be too long.
pub fn set_query(message: &mut http::Request<Bytes>, key: &str, value: &str) -> Result<(), String> {
    let url = message.uri().to_string();
    let (path, query) = url.split_once('?').unwrap_or((&url, ""));
    let own = query_key(key);
    let is_other = |pair: &&str| !pair.is_empty() && pair.split('=').next() != Some(&*own);
    let others: Vec<&str> = query.split('&').filter(is_other).collect();
    let mut url = path.to_owned();
    if !others.is_empty() {
        url.push('?');
        url.push_str(&others.join("&"));
    }
    push_query(&mut url, key, Some(value));
    *message.uri_mut() = url
        .parse()
        .map_err(|_| String::from("its URL cannot hold what signs it"))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_parameter_is_set_once() {
        let mut message = http::Request::new(Bytes::new());
        *message.uri_mut() = "https://a.test/x?b=1&sign=old&c=2".parse().unwrap();
        set_query(&mut message, "sign", "a+b").unwrap();
        assert_eq!(message.uri(), "https://a.test/x?b=1&c=2&sign=a%2Bb");
        *message.uri_mut() = "https://a.test/x".parse().unwrap();
        set_query(&mut message, "sign", "1").unwrap();
        assert_eq!(message.uri(), "https://a.test/x?sign=1");
    }
}
