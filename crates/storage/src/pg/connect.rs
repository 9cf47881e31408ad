//! How a connection is made, and when it must be encrypted.

use std::{net::IpAddr, sync::Arc, time::Duration};

use postgres::{
    Config, NoTls,
    config::{Host, SslMode},
};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject},
};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{
    Link,
    dump::{Login, without_password},
};

/// Makes connections. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Connector {
    config: Config,
    tls: Option<MakeRustlsConnect>,
    time_limit: Duration,
    login: Login,
}

impl Connector {
    /// Reads a `postgres://` address.
    ///
    /// Away from this machine a connection is encrypted and the server's certificate checked,
    /// unless the address says `sslmode=disable` in so many words. `sslrootcert=FILE` names
    /// the authority to trust instead of the public ones.
    pub(crate) fn new(url: &str, time_limit: Duration) -> Result<Self, String> {
        let bare = without_password(url);
        let (url, wishes) = wishes(url);
        // The text of a parse error can hold the password.
        let mut config: Config = url
            .parse()
            .map_err(|_| "the address cannot be read".to_owned())?;
        let local = is_local(&config);
        if wishes.verify || (config.get_ssl_mode() == SslMode::Prefer && !local) {
            config.ssl_mode(SslMode::Require);
        }
        let tls = match config.get_ssl_mode() {
            SslMode::Require => Some(MakeRustlsConnect::new(trust(wishes.root.as_deref())?)),
            _ => None,
        };
        if tls.is_none() {
            config.ssl_mode(SslMode::Disable);
            if !local {
                tracing::warn!("the connection to PostgreSQL is not encrypted");
            }
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(3));
        }
        if config.get_application_name().is_none() {
            config.application_name("fullcup");
        }
        config.keepalives_idle(Duration::from_secs(30));
        config.tcp_user_timeout(Duration::from_secs(10));
        let password = config
            .get_password()
            .map(|password| String::from_utf8_lossy(password).into_owned());
        let login = Login {
            url: bare,
            password,
            root: tls
                .is_some()
                .then(|| wishes.root.unwrap_or_else(|| "system".to_owned())),
        };
        Ok(Self {
            config,
            tls,
            time_limit,
            login,
        })
    }

    /// How PostgreSQL's own programs log in.
    pub(super) const fn login(&self) -> &Login {
        &self.login
    }

    /// A new connection. The error is in plain words and holds no secret.
    pub(crate) fn connect(&self) -> Result<Link, String> {
        let made = match &self.tls {
            Some(tls) => self.config.connect(tls.clone()),
            None => self.config.connect(NoTls),
        };
        let mut link = Link::new(made.map_err(|error| chain(&error))?);
        // Durable even where the server's own settings are not; never waiting for ever.
        link.batch(&format!(
            "SET synchronous_commit = on;
             SET client_min_messages = warning;
             SET statement_timeout = {limit};
             SET idle_in_transaction_session_timeout = 60000",
            limit = self.time_limit.as_millis(),
        ))
        .map_err(|error| error.to_string())?;
        Ok(link)
    }
}

/// What an address asks for that the client does not know by itself.
#[derive(Default)]
struct Wishes {
    verify: bool,
    root: Option<String>,
}

fn wishes(url: &str) -> (String, Wishes) {
    let mut wishes = Wishes::default();
    let Some((head, query)) = url.split_once('?') else {
        return (url.to_owned(), wishes);
    };
    let mut kept = Vec::new();
    for part in query.split('&') {
        match part.split_once('=') {
            Some(("sslmode", "verify-full" | "verify-ca")) => wishes.verify = true,
            Some(("sslrootcert", file)) => wishes.root = Some(file.replace("%2F", "/")),
            _ => kept.push(part),
        }
    }
    (format!("{head}?{}", kept.join("&")), wishes)
}

/// Every host of the address is this machine.
fn is_local(config: &Config) -> bool {
    let named = config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    });
    named && config.get_hostaddrs().iter().all(IpAddr::is_loopback)
}

fn trust(root: Option<&str>) -> Result<ClientConfig, String> {
    let mut roots = RootCertStore::empty();
    if let Some(file) = root {
        let unread = |error: &dyn std::fmt::Display| format!("sslrootcert {file}: {error}");
        let found = CertificateDer::pem_file_iter(file).map_err(|error| unread(&error))?;
        for certificate in found {
            let certificate = certificate.map_err(|error| unread(&error))?;
            roots.add(certificate).map_err(|error| unread(&error))?;
        }
    } else {
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// An error with its causes, in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connector(url: &str) -> Connector {
        Connector::new(url, Duration::from_secs(1)).expect("an address")
    }

    #[test]
    fn a_connection_away_from_this_machine_is_encrypted() {
        assert!(
            connector("postgres://a@db.example.org/fullcup")
                .tls
                .is_some()
        );
        assert!(
            connector("postgres://a@db.example.org/f?sslmode=verify-full")
                .tls
                .is_some()
        );
        assert!(
            connector("postgres://a@127.0.0.1/f?sslmode=require")
                .tls
                .is_some()
        );
        assert!(connector("postgres://a@127.0.0.1/fullcup").tls.is_none());
        assert!(
            connector("postgres:///fullcup?host=/run/postgresql")
                .tls
                .is_none()
        );
        assert!(
            connector("postgres://a@db.example.org/f?sslmode=disable")
                .tls
                .is_none()
        );
    }

    #[test]
    fn an_address_that_cannot_be_read_does_not_show_its_password() {
        let said = Connector::new("postgres://a:secret@db:port/x", Duration::from_secs(1));
        assert!(!said.err().expect("a refusal").contains("secret"));
    }
}
