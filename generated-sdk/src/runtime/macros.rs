//! What the calls with optional parameters have in common.

/// Gives a struct with one field `call: Call<'c, Reply>` the methods of that call that are used most: `header`, `timeout`,
/// `send`, `with_response`, and awaiting; the others by `into_call`. No optional parameter can have one of these names.
///
/// The futures are the call's own: one more `async fn` here would be one more future for the compiler to lay out and to
/// check, in each of these structs.
#[allow(unused_macros, reason = "the folders that use it may be off")]
macro_rules! call_methods {
    ($name:ident => $reply:ty) => {
        impl<'c> $name<'c> {
            /// Sets a header of this call alone.
            pub fn header(mut self, name: &str, value: impl ::std::fmt::Display) -> Self {
                self.call.request_mut().set_header(name, value);
                self
            }

            /// Sets the time in which the whole reply must be there.
            pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.call.request_mut().set_timeout(timeout);
                self
            }

            /// The call itself, with all that can be set on any call.
            pub fn into_call(self) -> $crate::runtime::Call<'c, $reply> {
                self.call
            }

            /// Makes the call and gives the reply's body.
            ///
            /// # Errors
            /// See [`Error`](crate::runtime::Error).
            pub fn send(
                self,
            ) -> $crate::runtime::BoxFuture<
                'c,
                ::std::result::Result<$reply, $crate::runtime::Error>,
            > {
                ::std::future::IntoFuture::into_future(self.call)
            }

            /// Makes the call, waits for the reply and gives its body.
            ///
            /// # Errors
            /// See [`Error`](crate::runtime::Error).
            #[cfg(feature = "blocking")]
            pub fn send_blocking(self) -> ::std::result::Result<$reply, $crate::runtime::Error> {
                self.call.send_blocking()
            }

            /// Makes the call and gives the whole reply: status, headers and body.
            ///
            /// # Errors
            /// See [`Error`](crate::runtime::Error).
            pub fn with_response(
                self,
            ) -> impl ::std::future::Future<
                Output = ::std::result::Result<
                    $crate::runtime::Response<$reply>,
                    $crate::runtime::Error,
                >,
            > + 'c {
                self.call.with_response()
            }
        }

        impl<'c> ::std::future::IntoFuture for $name<'c> {
            type Output = ::std::result::Result<$reply, $crate::runtime::Error>;
            type IntoFuture = $crate::runtime::BoxFuture<'c, Self::Output>;

            fn into_future(self) -> Self::IntoFuture {
                ::std::future::IntoFuture::into_future(self.call)
            }
        }
    };
}

pub(crate) use call_methods;
