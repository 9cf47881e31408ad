//! The limit that `cargo xtask bench` measures the house against: one page and one write, written by hand.
//!
//! `GET /people` does what the house must do for its list of 50 (session, one read transaction, audit leaf on
//! disk before the answer, compression, headers) and nothing else: no router, no parts, no words.
//! `POST /leaf` writes one leaf; with `--group 1` each write is a commit of its own.
//!
//! `limit DATA GROUP` prints the ready line of the house.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program for measuring, not a part of the house"
)]

use std::{convert::Infallible, error::Error, fmt::Write as _, io::Write as _, sync::Arc};

use domain::world::Chance;
use flate2::{Compression, write::GzEncoder};
use http::{HeaderValue, Request, Response, header};
use http_body_util::Full;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use jiff::Timestamp;
use people::{
    Who,
    audit::{self, Leaf},
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

struct Limit {
    db: Db,
    chance: Counting,
}

mod queries;

use queries::{PEOPLE, Person};

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
        if request.method() == http::Method::POST {
            let who = self
                .db
                .read(move |tx| session::look_up(tx, &token, now))
                .await?;
            let Seen::Live(who) = who else {
                return Err("nobody".into());
            };
            self.leaf(*who, now).await?;
            let mut response = Response::new(Full::default());
            *response.status_mut() = http::StatusCode::SEE_OTHER;
            return Ok(response);
        }
        let read = self.db.read(move |tx| {
            let Seen::Live(who) = session::look_up(tx, &token, now)? else {
                return Err(storage::Error::NoRow);
            };
            let people: Vec<Person> = tx.all(&PEOPLE, &[&who.agency, &who.account])?;
            Ok((who, people))
        });
        let (who, people) = read.await?;
        self.leaf((*who).clone(), now).await?;
        let page = page(&who, &people, now);
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

    async fn leaf(self: &Arc<Self>, who: Who, now: i64) -> Result<(), storage::Error> {
        let limit = self.clone();
        let leaf = Leaf {
            action: "people.list",
            subject: "page",
            subject_id: 0,
            participant: 0,
        };
        self.db
            .write(move |tx| audit::record(tx, &who, &leaf, now, &limit.chance))
            .await
    }
}

/// A page with the same facts as the house's list, and about as much markup.
fn page(who: &Who, people: &[Person], now: i64) -> String {
    let mut page = String::with_capacity(24 * 1024);
    page.push_str(concat!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>People | Fullcup</title>",
        "<link rel=\"stylesheet\" href=\"/assets/0/sheet.css\"></head><body class=\"app\"><header class=\"top\">",
        "<a class=\"brand\" href=\"/\">Fullcup</a><a class=\"top-act\" href=\"/help\">Help now</a></header><main class=\"page\" id=\"main\"><h1>",
    ));
    escape(&mut page, &who.name);
    page.push_str("</h1><ul class=\"rows\">");
    for person in people {
        let initials: String = person
            .name
            .split(' ')
            .filter_map(|word| word.chars().next())
            .collect();
        // Writing into a String cannot fail.
        let _ = write!(
            page,
            "<li><span class=\"avatar\" aria-hidden=\"true\">{initials}</span><div><a class=\"who-name\" href=\"/people/{:013x}\">",
            person.id
        );
        escape(&mut page, &person.name);
        page.push_str("</a><br><span class=\"small\">");
        let _ = write!(page, "Not seen for {} days", (now - person.seen) / 86_400);
        page.push_str("</span><br><span class=\"small quiet\">Next: ");
        escape(&mut page, &person.step);
        let _ = write!(
            page,
            "</span></div><span class=\"small quiet\">{}</span></li>",
            person.need_at
        );
    }
    page.push_str("</ul></main></body></html>");
    page
}

fn escape(page: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '&' => page.push_str("&amp;"),
            '"' => page.push_str("&quot;"),
            c => page.push(c),
        }
    }
}
