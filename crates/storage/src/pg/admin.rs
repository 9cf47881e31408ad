//! Making and dropping databases on a test server.

use std::thread;

use postgres::{Client, NoTls};

/// A test server.
pub(crate) struct Admin {
    server: String,
}

impl Admin {
    pub(crate) fn new(server: &str) -> Self {
        Self {
            server: server.to_owned(),
        }
    }

    /// The address of another database on the same server.
    pub(crate) fn url(&self, database: &str) -> String {
        let (head, query) = match self.server.split_once('?') {
            Some((head, query)) => (head, format!("?{query}")),
            None => (self.server.as_str(), String::new()),
        };
        let host = match head
            .strip_prefix("postgres://")
            .unwrap_or(head)
            .split_once('/')
        {
            Some((host, _)) => host,
            None => head.strip_prefix("postgres://").unwrap_or(head),
        };
        format!("postgres://{host}/{database}{query}")
    }

    /// Whether the server has a database of this name.
    pub(crate) fn knows(&self, database: &str) -> bool {
        let name = database.to_owned();
        self.with(move |client| {
            client.query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name])
        })
        .is_ok_and(|row| row.is_some())
    }

    /// Runs one statement; whether it worked.
    pub(crate) fn tried(&self, text: &str) -> bool {
        let text = text.to_owned();
        self.with(move |client| client.batch_execute(&text)).is_ok()
    }

    /// Runs one statement and says so when it fails.
    pub(crate) fn run(&self, text: &str) {
        let statement = text.to_owned();
        let done = self.with(move |client| client.batch_execute(&statement));
        if let Err(error) = done {
            tracing::error!(error, text, "the test server refused");
        }
    }

    // On its own thread: the client would panic on one that belongs to a runtime.
    fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Client) -> Result<T, postgres::Error> + Send + 'static,
    ) -> Result<T, String> {
        let server = self.server.clone();
        let done = thread::spawn(move || {
            let mut client = Client::connect(&server, NoTls)?;
            work(&mut client)
        });
        match done.join() {
            Ok(done) => done.map_err(|error| format!("{error:?}")),
            Err(_) => Err("it panicked".into()),
        }
    }
}
