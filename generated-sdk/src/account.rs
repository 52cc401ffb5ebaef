//! Account.

use serde::{Deserialize, Serialize};

use crate::Client;
use crate::runtime::{Call, Http, Request, open_enum};

impl Client {
    /// The Account endpoints.
    pub fn account(&self) -> Account<'_> {
        Account::new(self.http())
    }
}

/// The Account endpoints.
///
/// Returned by [`Client::account`](crate::Client::account).
#[derive(Debug, Clone, Copy)]
pub struct Account<'c> {
    http: &'c Http,
}

impl<'c> Account<'c> {
    pub(crate) fn new(http: &'c Http) -> Self {
        Self { http }
    }

    /// Get user information.
    ///
    /// `GET /account`
    ///
    /// Get [DigitalOcean](https://www.digitalocean.com/) account
    ///
    /// # Errors
    ///
    /// [`Error::Api`](crate::Error::Api) with an [`ErrorBody`](crate::ErrorBody); known statuses:
    /// `401`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(client: digitalocean::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let reply = client.account().get_user().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn get_user(&self) -> Call<'c, AccountReply> {
        Call::json(self.http, Request::get("/account"))
    }
}

/// The reply to [`Account::get_user`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct AccountReply {
    pub account: GetUserInformationAccount,
}

/// The `account` of [`AccountReply`].
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct GetUserInformationAccount {
    /// The total number of droplets the user may have
    pub droplet_limit: i64,
    /// The total number of floating IPs the user may have
    pub floating_ip_limit: i64,
    /// The email the user has registered for Digital Ocean with
    pub email: String,
    /// The universal identifier for this user
    pub uuid: String,
    /// If true, the user has verified their account via email. False otherwise.
    pub email_verified: bool,
    /// This value is one of "active", "warning" or "locked".
    pub status: AccountStatus,
    /// A human-readable message giving more details about the status of the account.
    pub status_message: String,
}

open_enum! {
    /// An account status: one of the known values, or any other.
    pub enum AccountStatus {
        Active = "active",
        Warning = "warning",
        Locked = "locked",
    }
}
