//! The limit that `cargo xtask bench` measures the house against: pages and writes, written by hand.
//!
//! `GET /people`, `/today` and `/people/{id}` do what the house must do for them (session, one read transaction,
//! audit leaf on disk before the answer, compression, headers) and nothing else: no router, no parts, no words.
//! `POST /contacts` saves a contact with its key and receipt; `POST /leaf` writes one leaf. With a group of 1
//! each write is a commit of its own.
//!
//! `limit DATA GROUP` prints the ready line of the house; `limit DATA GROUP straight CLIENTS` writes leaves for two
//! seconds without any HTTP and prints how many a second.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program for measuring, not a part of the house"
)]

use std::{
    convert::Infallible,
    error::Error,
    io::Write as _,
    sync::Arc,
    time::{Duration, Instant},
};

use domain::{
    id::{AgencyId, ParticipantId},
    world::Chance,
};
use flate2::{Compression, write::GzEncoder};
use http::{HeaderValue, Request, Response, header};
use http_body_util::{BodyExt as _, Full};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use jiff::Timestamp;
use people::{
    Who,
    audit::{self, Leaf},
    change::{self, Key, Receipt},
    session::{self, Seen},
};
use storage::{Db, Settings};

/// Salts of leaves need no secrecy here, only different bytes.
struct Counting(std::sync::atomic::AtomicU64);

impl Chance for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let number = self
                .0
                .fetch_add(0x9E37_79B9_7F4A_7C15, std::sync::atomic::Ordering::Relaxed);
            let mixed = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            chunk.copy_from_slice(&mixed.to_le_bytes()[..chunk.len()]);
        }
    }
}

// The same allocator as the house's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

struct Limit {
    db: Db,
    chance: Counting,
}

mod pages;
mod queries;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    let mut words = std::env::args().skip(1);
    let (data, group) = (
        words.next().ok_or("limit DATA GROUP")?,
        words.next().ok_or("limit DATA GROUP")?.parse()?,
    );
    let mut settings = Settings::new(data, Timestamp::now().as_second());
    settings.tuning.group = group;
    let db = tokio::task::spawn_blocking(move || Db::open(&settings)).await??;
    let start = u64::try_from(Timestamp::now().as_nanosecond()).unwrap_or(1);
    let limit = Arc::new(Limit {
        db,
        chance: Counting(start.into()),
    });
    if words.next().as_deref() == Some("straight") {
        let clients: usize = words
            .next()
            .ok_or("limit DATA GROUP straight CLIENTS")?
            .parse()?;
        return straight(&limit, clients).await;
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("Fullcup is ready on http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let limit = limit.clone();
        tokio::spawn(async move {
            let answers = service_fn(|request| {
                let limit = limit.clone();
                async move {
                    Ok::<_, Infallible>(
                        limit
                            .answer(request)
                            .await
                            .unwrap_or_else(|error| failed(&*error)),
                    )
                }
            });
            // A client that goes away ends its own connection.
            drop(
                http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), answers)
                    .await,
            );
        });
    }
}

/// So many writers, each waiting for its own leaf, for two seconds: writes a second.
async fn straight(limit: &Arc<Limit>, clients: usize) -> Outcome<()> {
    let start = Instant::now();
    let writers: Vec<_> = (0..clients)
        .map(|_| {
            let limit = limit.clone();
            tokio::spawn(async move {
                let mut written = 0_u32;
                while start.elapsed() < Duration::from_secs(2) {
                    let leaf = about("people.list", "page", 0);
                    limit.record(None, leaf, 0).await?;
                    written += 1;
                }
                Ok::<u32, storage::Error>(written)
            })
        })
        .collect();
    let mut all = 0;
    for writer in writers {
        all += writer.await??;
    }
    println!("{:.0}", f64::from(all) / start.elapsed().as_secs_f64());
    Ok(())
}

fn failed(error: &dyn Error) -> Response<Full<bytes::Bytes>> {
    let mut response = Response::new(Full::from(error.to_string()));
    *response.status_mut() = http::StatusCode::INTERNAL_SERVER_ERROR;
    response
}

impl Limit {
    async fn answer(
        self: &Arc<Self>,
        request: Request<Incoming>,
    ) -> Outcome<Response<Full<bytes::Bytes>>> {
        let cookie = request
            .headers()
            .get(header::COOKIE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let token = cookie
            .split("; ")
            .find_map(|pair| pair.strip_prefix("fullcup="))
            .unwrap_or_default()
            .to_owned();
        let now = Timestamp::now().as_second();
        let path = request.uri().path().to_owned();
        if request.method() == http::Method::POST {
            return self.change(request, token, &path, now).await;
        }
        let person = path
            .strip_prefix("/people/")
            .and_then(|id| id.parse::<ParticipantId>().ok());
        let read = self.db.read(move |tx| {
            let Seen::Live(who) = session::look_up(tx, &token, now)? else {
                return Err(storage::Error::NoRow);
            };
            let page = match (person, path.as_str()) {
                (Some(id), _) => pages::person(tx, &who, id.get(), now)?,
                (None, "/today") => pages::today(tx, &who, now)?,
                (None, _) => pages::people(tx, &who, now)?,
            };
            Ok((who, page))
        });
        let (who, page) = read.await?;
        let leaf = match person {
            Some(id) => about("participant.open", "participant", id.get()),
            None => about("people.list", "page", 0),
        };
        self.leaf((*who).clone(), leaf, now).await?;
        let mut gzip = GzEncoder::new(Vec::with_capacity(page.len() / 2), Compression::new(1));
        gzip.write_all(page.as_bytes())?;
        let mut response = Response::new(Full::from(gzip.finish()?));
        let headers = response.headers_mut();
        for (name, value) in [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CONTENT_ENCODING, "gzip"),
            (header::CACHE_CONTROL, "no-store"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (
                header::CONTENT_SECURITY_POLICY,
                "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'",
            ),
            (header::REFERRER_POLICY, "same-origin"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        Ok(response)
    }

    /// `POST /leaf` writes a leaf; `POST /contacts` a contact with its key, its leaf and its receipt.
    async fn change(
        self: &Arc<Self>,
        request: Request<Incoming>,
        token: String,
        path: &str,
        now: i64,
    ) -> Outcome<Response<Full<bytes::Bytes>>> {
        let body = request.into_body().collect().await?.to_bytes();
        let text = String::from_utf8(body.to_vec())?;
        let read = self
            .db
            .read(move |tx| session::look_up(tx, &token, now))
            .await?;
        let Seen::Live(who) = read else {
            return Err("nobody".into());
        };
        if path == "/contacts" {
            self.log(*who, &text, now).await?;
        } else {
            let leaf = about("people.list", "page", 0);
            self.leaf(*who, leaf, now).await?;
        }
        let mut response = Response::new(Full::default());
        *response.status_mut() = http::StatusCode::SEE_OTHER;
        Ok(response)
    }

    async fn log(self: &Arc<Self>, who: Who, text: &str, now: i64) -> Outcome<()> {
        let field = |name: &str| {
            text.split('&')
                .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
                .unwrap_or_default()
                .to_owned()
        };
        let (key, kind) = (field("key"), field("kind"));
        let with: ParticipantId = field("with").parse().map_err(|_| "with")?;
        let minutes: i64 = field("minutes").parse()?;
        let mut id = [0; 8];
        self.chance.fill(&mut id);
        let id = i64::from_le_bytes(id) >> 2;
        let limit = self.clone();
        let digest = [7; 32];
        let job = move |tx: &mut storage::Tx<'_>| {
            let Key::Fresh = change::begin(tx, &who, &key, &digest)? else {
                return Ok(());
            };
            let (agency, with) = (&who.agency, with.get());
            tx.run(
                &queries::LOG,
                &[
                    agency,
                    &id,
                    &who.account,
                    &who.program,
                    &now,
                    &kind,
                    &minutes,
                ],
            )?;
            tx.run(&queries::LOG_WITH, &[agency, &with, &now, &id])?;
            tx.run(&queries::MET, &[agency, &with, &now])?;
            let leaf = Leaf {
                participant: with,
                ..about("contact.log", "contact", id)
            };
            audit::record(tx, &who, &leaf, now, &limit.chance)?;
            let receipt = Receipt {
                to: format!("/contacts/{id}/saved"),
            };
            change::finish(tx, &who, &key, &digest, &receipt, now)
        };
        Ok(self.db.write(job).await?)
    }

    async fn leaf(self: &Arc<Self>, who: Who, leaf: Leaf, now: i64) -> Result<(), storage::Error> {
        self.record(Some(who), leaf, now).await
    }

    async fn record(
        self: &Arc<Self>,
        who: Option<Who>,
        leaf: Leaf,
        now: i64,
    ) -> Result<(), storage::Error> {
        let limit = self.clone();
        self.db
            .write(move |tx| {
                let agency = who.as_ref().map_or(AgencyId::from_i64(0), |who| who.agency);
                let account = who.as_ref().map(|who| who.account);
                audit::record_for(tx, agency, account, &leaf, now, &limit.chance)
            })
            .await
    }
}

fn about(action: &'static str, subject: &'static str, id: i64) -> Leaf {
    Leaf {
        action,
        subject,
        subject_id: id,
        participant: if subject == "participant" { id } else { 0 },
    }
}
