//! `src/client.rs`: the client and its builder.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code};
use super::paths::{Paths, ident};
use super::resource::text;
use super::{Context, client_settings, scheme};
use crate::api::Scheme;
use crate::render::File;

/// `src/client.rs`.
pub(super) fn emit(context: Context<'_>) -> Vec<File> {
    let paths = Paths::inside(context.model, context.names, vec!["client".to_owned()]);
    let client = client(context, &paths);
    let builder = builder(context, &paths);
    let imports = paths.imports();
    let docs = Docs::of("The client and its builder.").inner_tokens();
    vec![File::rust(
        "src/client.rs",
        quote!(#docs #imports #client #builder),
    )]
}

fn client(context: Context<'_>, paths: &Paths<'_>) -> TokenStream {
    let (http, server) = (paths.runtime("Http"), paths.runtime("Server"));
    let servers = context
        .api
        .servers
        .iter()
        .zip(&context.names.servers)
        .map(|(known, name)| {
            let name = text(name);
            let default = match &known.default {
                Some(url) => {
                    let url = text(url);
                    quote!(Some(#url))
                }
                None => quote!(None),
            };
            quote!(#server { name: #name, default: #default })
        });
    let default_credential = context
        .default_credential
        .and_then(|id| context.names.credentials.get(id.0))
        .map(|name| {
            let name = text(name);
            quote!(.default_credential(#name))
        });
    let headers = context.api.headers.iter().map(|header| {
        let (name, value) = (text(&header.name), text(&header.value));
        quote!(.default_header(#name, #value))
    });
    let mut starts = Docs::of("Starts building a client.");
    let told = context.api.headers.iter();
    let told = told.map(|header| (format!("{}: {}", header.name, header.value), &*header.docs));
    starts.described(
        "Calls send these headers, but for the few that must not:",
        told,
    );
    let starts = starts.tokens();
    let settings = client_settings::constant(context, paths);
    let with_settings = client_settings::on_client(context, paths);
    let agent =
        quote!(.user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"))));
    quote! {
        #[doc = " The API's client: cheap to clone, and shared between tasks without a lock."]
        #[derive(Debug, Clone)]
        pub struct Client {
            http: #http,
        }

        impl Client {
            #starts
            pub fn builder() -> ClientBuilder {
                const SERVERS: &[#server] = &[#(#servers),*];
                ClientBuilder { http: #http::builder(SERVERS) #settings #default_credential #agent #(#headers)* }
            }

            #with_settings

            #[doc = " The HTTP layer below, for calls that have no method here:"]
            #[doc = " `Call::json(client.http(), Request::get(\"/somewhere\"))`."]
            pub fn http(&self) -> &#http {
                &self.http
            }
        }
    }
}

fn builder(context: Context<'_>, paths: &Paths<'_>) -> TokenStream {
    let (http_builder, error, retry, transport) = (
        paths.runtime("HttpBuilder"),
        paths.runtime("Error"),
        paths.runtime("Retry"),
        paths.runtime("Transport"),
    );
    let duration = paths.foreign(&["std", "time"], "Duration");
    let display = paths.foreign(&["std", "fmt"], "Display");
    let base_url = context.api.servers.first().map(|server| {
        let mut docs = Docs::of("Sets the base URL that calls' paths are appended to.");
        if let Some(default) = &server.default {
            docs.paragraph(format!("Defaults to {}.", code(default)));
        } else {
            docs.paragraph("There is no default: this must be called.");
        }
        let docs = docs.tokens();
        quote! {
            #docs
            pub fn base_url(mut self, url: impl Into<String>) -> Self {
                self.http = self.http.base_url(url);
                self
            }
        }
    });
    let more_servers = context
        .api
        .servers
        .iter()
        .zip(&context.names.servers)
        .skip(1)
        .map(|(server, name)| {
            let method = ident(&format!("{name}_url"));
            let mut docs = Docs::of(format!(
                "Sets the base URL of the server {}.",
                code(&server.name)
            ));
            if let Some(default) = &server.default {
                docs.paragraph(format!("Defaults to {}.", code(default)));
            }
            let (docs, name) = (docs.tokens(), text(name));
            quote! {
                #docs
                pub fn #method(mut self, url: impl Into<String>) -> Self {
                    self.http = self.http.server_url(#name, url);
                    self
                }
            }
        });
    let credentials = context
        .api
        .credentials
        .iter()
        .zip(&context.names.credentials)
        .filter_map(|(credential, name)| {
            credential_method(paths, &credential.scheme, credential.grant.is_some(), name)
        });
    let settings = client_settings::on_builder(context, paths);
    let errors = Docs::of(if context.api.settings.is_empty() {
        "If a base URL is missing or invalid, or a default header cannot be sent."
    } else {
        "If a base URL or a setting is missing, a base URL is invalid, or a default header cannot be sent."
    })
    .tokens();
    quote! {
        #[doc = " A builder for [`Client`]."]
        #[derive(Debug)]
        #[must_use = "a builder does nothing until `build` is called"]
        pub struct ClientBuilder {
            http: #http_builder,
        }

        impl ClientBuilder {
            #(#credentials)*

            #settings

            #base_url

            #(#more_servers)*

            #[doc = " Sends every call to this scheme and authority (`http://127.0.0.1:8080`), whatever its"]
            #[doc = " server; the paths of base URLs stay. For test servers and proxies."]
            pub fn origin(mut self, origin: impl Into<String>) -> Self {
                self.http = self.http.origin(origin);
                self
            }

            #[doc = " Sets a header that every call sends, unless it sets that header itself."]
            pub fn default_header(mut self, name: &str, value: impl #display) -> Self {
                self.http = self.http.default_header(name, value);
                self
            }

            #[doc = " Sets the `User-Agent` header: defaults to the crate's name and version."]
            pub fn user_agent(mut self, value: impl #display) -> Self {
                self.http = self.http.user_agent(value);
                self
            }

            #[doc = " Sets the timeout of a call: until its whole reply is there, all attempts included."]
            #[doc = " Defaults to one minute."]
            pub fn timeout(mut self, timeout: #duration) -> Self {
                self.http = self.http.timeout(timeout);
                self
            }

            #[doc = " Sets when calls are retried; see [`Retry`] for the default."]
            pub fn retry(mut self, retry: #retry) -> Self {
                self.http = self.http.retry(retry);
                self
            }

            #[doc = " Sets the transport that carries requests; defaults to reqwest."]
            pub fn transport(mut self, transport: impl #transport) -> Self {
                self.http = self.http.transport(transport);
                self
            }

            #[doc = " Changes settings of the HTTP layer that have no method here."]
            pub fn http(mut self, change: impl FnOnce(#http_builder) -> #http_builder) -> Self {
                self.http = change(self.http);
                self
            }

            #[doc = " Builds the client."]
            #[doc = ""]
            #[doc = " # Errors"]
            #errors
            pub fn build(self) -> Result<Client, #error> {
                Ok(Client { http: self.http.build()? })
            }
        }
    }
}

/// The builder's method for a credential; one of a scheme that the runtime does not know takes any.
fn credential_method(
    paths: &Paths<'_>,
    scheme: &Scheme,
    grant: bool,
    name: &str,
) -> Option<TokenStream> {
    let conditional = scheme::signer(scheme).is_some_and(|signer| signer.condition().is_some());
    // What may be the only one to need it is not there without its feature.
    let credential = if conditional {
        quote!(crate::runtime::Credential)
    } else {
        paths.runtime("Credential")
    };
    let secret = match scheme {
        scheme if scheme.is_script() => paths.runtime("Sign"),
        Scheme::Other { .. } => TokenStream::new(),
        Scheme::Basic { .. } => paths.runtime("Secret"),
        _ => paths.runtime("SecretSource"),
    };
    let grant = grant.then(|| {
        format!(
            "[`credentials::{name}`](crate::credentials::{name}) fetches one, as the collection has it."
        )
    });
    let method = ident(name);
    let key = text(name);
    Some(match scheme {
        Scheme::Bearer { .. } => {
            let mut docs = Docs::of("Sets the token that calls send as `Authorization: Bearer …`.");
            grant.map(|grant| docs.paragraph(grant));
            let docs = docs.tokens();
            quote! {
                #docs
                pub fn #method(mut self, token: impl Into<#secret>) -> Self {
                    self.http = self.http.credential(#key, #credential::bearer(token));
                    self
                }
            }
        }
        Scheme::Basic { .. } => quote! {
            #[doc = " Sets the user name and the password that calls send as `Authorization: Basic …`."]
            pub fn #method(mut self, username: impl AsRef<str>, password: impl Into<#secret>) -> Self {
                self.http = self.http.credential(#key, #credential::basic(username, password));
                self
            }
        },
        Scheme::Header { name, prefix, .. } => {
            let mut docs = Docs::of(format!(
                "Sets the key that calls send in the header {}.",
                code(name)
            ));
            grant.map(|grant| docs.paragraph(grant));
            let docs = docs.tokens();
            let (name, prefix) = (text(name), text(prefix));
            quote! {
                #docs
                pub fn #method(mut self, key: impl Into<#secret>) -> Self {
                    self.http = self.http.credential(#key, #credential::header(#name, #prefix, key));
                    self
                }
            }
        }
        Scheme::Query { name, .. } => {
            let mut docs = Docs::of(format!(
                "Sets the key that calls send as the query parameter {}.",
                code(name)
            ));
            grant.map(|grant| docs.paragraph(grant));
            let docs = docs.tokens();
            let name = text(name);
            quote! {
                #docs
                pub fn #method(mut self, key: impl Into<#secret>) -> Self {
                    self.http = self.http.credential(#key, #credential::query(#name, key));
                    self
                }
            }
        }
        scheme if scheme.is_script() => {
            let mut docs = Docs::of(
                "Sets what signs the calls that a script of the collection signs in Postman, which the client does not run.",
            );
            docs.paragraph(
                "It is the last to see each attempt of such a call: method, URL, headers and body are those that are sent. It \
                 may set headers, and query parameters by [`set_query`](crate::runtime::set_query). Without it, such calls go \
                 out unsigned."
                    .to_owned(),
            );
            let docs = docs.tokens();
            quote! {
                #docs
                pub fn #method(mut self, signer: impl #secret) -> Self {
                    self.http = self.http.credential(#key, #credential::hook(signer));
                    self
                }
            }
        }
        Scheme::Other { kind, .. } => {
            if let Some(signer) = scheme::signer(scheme) {
                let docs = Docs::of(format!(
                    "Sets what calls are signed with: [`{ty}`](crate::runtime::{ty}), which \
                     [`credentials::{name}`](crate::credentials::{name}) makes as the collection has it.",
                    ty = signer.ty
                ))
                .tokens();
                let condition = signer.condition();
                return Some(quote! {
                    #docs
                    #condition
                    pub fn #method(mut self, credential: impl Into<#credential>) -> Self {
                        self.http = self.http.credential(#key, credential.into());
                        self
                    }
                });
            }
            let mut docs = Docs::of(format!(
                "Sets the credential of calls, where the collection says {}.",
                code(kind)
            ));
            docs.paragraph(
                "The client does not know that scheme: calls go out without it unless this is called, with \
                 `Credential::signer` and a [`Sign`](crate::runtime::Sign) of your own, for example."
                    .to_owned(),
            );
            let docs = docs.tokens();
            quote! {
                #docs
                pub fn #method(mut self, credential: #credential) -> Self {
                    self.http = self.http.credential(#key, credential);
                    self
                }
            }
        }
    })
}
