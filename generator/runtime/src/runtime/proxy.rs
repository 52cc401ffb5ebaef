//! The proxies that the environment names, as far as the default transport asks them.

use ::reqwest::{ClientBuilder, NoProxy, Proxy};

/// This machine: `localhost` and what is below it, and its own addresses.
const OWN: &str = "localhost,127.0.0.0/8,::1";

/// A client that asks the environment's proxy for tunnels to `https` servers of other machines, and for nothing else.
pub(super) fn of_environment(builder: ClientBuilder) -> ClientBuilder {
    let first = |names: &[&str]| {
        let mut values = names.iter().filter_map(|name| std::env::var(name).ok());
        values.find(|value| !value.trim().is_empty())
    };
    let builder = builder.no_proxy();
    let Some(proxy) = first(&["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]) else {
        return builder;
    };
    let own = match first(&["NO_PROXY", "no_proxy"]) {
        Some(others) => format!("{OWN},{others}"),
        None => String::from(OWN),
    };
    // What is no URL is ignored, as other programs do.
    match Proxy::https(proxy.trim()) {
        Ok(proxy) => builder.proxy(proxy.no_proxy(NoProxy::from_string(&own))),
        Err(_) => builder,
    }
}
