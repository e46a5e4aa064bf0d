//! Connections to PostgreSQL, encrypted as the address asks for by `sslmode`:
//!
//! | `sslmode` | what is done |
//! |---|---|
//! | `disable` | nothing is encrypted |
//! | `prefer`, or none | encrypted where that can be done, else not |
//! | `require` | encrypted, with a server whose certificate an authority vouches for that the system trusts; else there is no connection |
//!
//! That is stricter than what PostgreSQL's own programs do of `require`, which any certificate satisfies: a connection that somebody in
//! the middle can read isn't worth its name. Authorities of one's own are added with `SSL_CERT_FILE` or `SSL_CERT_DIR`.

use std::sync::Arc;

use postgres::{
    Client, Config, Error, NoTls,
    config::{Host, SslMode},
};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::StoreError;

/// Connects to a database.
pub(super) fn connect(config: &Config) -> Result<Client, StoreError> {
    // A socket on this machine is nobody else's.
    let is_local = |host: &Host| !matches!(host, Host::Tcp(_));
    let mode = config.get_ssl_mode();
    if mode == SslMode::Disable || !config.get_hosts().is_empty() && config.get_hosts().iter().all(is_local) {
        return Ok(config.connect(NoTls)?);
    }
    match (encrypted(config), mode) {
        // What the server said, it said to a connection that works.
        (Err(StoreError::Postgres(error)), SslMode::Prefer) if error.code().is_none() => plain(config, error),
        (result, _) => result,
    }
}

fn encrypted(config: &Config) -> Result<Client, StoreError> {
    let mut roots = RootCertStore::empty();
    // Some that can't be read are no reason not to trust the others; where there are none, no certificate is trusted.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let settings = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(StoreError::Encryption)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config.connect(MakeRustlsConnect::new(settings))?)
}

/// Connects without encryption; `error` is why it couldn't be encrypted, for where that fails as well.
fn plain(config: &Config, error: Error) -> Result<Client, StoreError> {
    let mut config = config.clone();
    match config.ssl_mode(SslMode::Disable).connect(NoTls) {
        Ok(client) => Ok(client),
        Err(plain) if plain.code().is_some() => Err(plain.into()),
        Err(_) => Err(error.into()),
    }
}
