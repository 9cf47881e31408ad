//! A person with a browser, in process: keeps cookies, follows redirects, fills forms, and checks
//! every page it is shown.

use std::{collections::BTreeMap, net::IpAddr, sync::Arc};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use web::Fields;

use crate::{cast::Member, check, form, outline};

/// Redirects followed for one request.
const MOST_STEPS: usize = 5;

/// A person at a browser.
#[derive(Clone)]
pub struct Person {
    /// Who it is; none for a stranger.
    pub member: Option<Member>,
    /// Where they ask from.
    pub address: Option<IpAddr>,
    house: Arc<web::House>,
    cookies: BTreeMap<String, String>,
    /// The page they look at.
    page: String,
    keys: u64,
}

/// What a person was answered, after redirects.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The status of the last answer.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: String,
    /// Where it came from: the last path of the redirects.
    pub path: String,
}

impl Shown {
    /// The page as it sounds: headings, labels, links, buttons.
    pub fn outline(&self) -> String {
        outline::outline(&self.body)
    }

    /// Whether the page says this, in one element or across several.
    pub fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// All words of the page, with single spaces.
    pub fn text(&self) -> String {
        crate::html::text(scraper::Html::parse_document(&self.body).root_element())
    }

    /// A header, or an empty text.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("")
    }

    /// The value of a field of the form that acts at `path`.
    pub fn field(&self, path: &str, name: &str) -> Option<String> {
        let fields = form::fields(&self.body, path)?;
        fields
            .into_iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }
}

impl Person {
    pub(crate) fn new(house: Arc<web::House>, member: Option<Member>) -> Self {
        Self {
            member,
            address: None,
            house,
            cookies: BTreeMap::new(),
            page: String::new(),
            keys: 0,
        }
    }

    /// Takes the cookie of a `Set-Cookie` value.
    pub(crate) fn take_cookie(&mut self, set: &str) {
        let mut parts = set.split(';').map(str::trim);
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else {
            return;
        };
        if value.is_empty() || parts.any(|part| part == "Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    /// The cookies as they are sent.
    pub fn cookies(&self) -> String {
        let pairs: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Shown {
        let request = self.request(Method::GET, path, None);
        self.follow(request, path).await
    }

    /// Sends a form with these fields alone, and its key: the one that stands in the form on the
    /// page they look at, or a fresh one, as client code makes it.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Shown {
        let mut sent: Vec<(String, String)> = owned(fields);
        if !fields.iter().any(|(name, _)| *name == "key") {
            let known = form::fields(&self.page, path).unwrap_or_default();
            let key = known
                .into_iter()
                .find(|(name, _)| name == "key")
                .map(|(_, key)| key);
            let key = key.unwrap_or_else(|| self.new_key());
            sent.push(("key".to_owned(), key));
        }
        self.post_exactly(path, &sent).await
    }

    /// Sends the form of the page they look at as it stands there, with these fields changed. A
    /// field that is given replaces every one of its name.
    ///
    /// # Panics
    /// When the page has no form that acts at `path`.
    pub async fn submit(&mut self, path: &str, changes: &[(&str, &str)]) -> Shown {
        let Some(mut sent) = form::fields(&self.page, path) else {
            panic!(
                "no form acts at {path} on this page:\n{}",
                outline::outline(&self.page)
            );
        };
        sent.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        sent.extend(owned(changes));
        self.post_exactly(path, &sent).await
    }

    /// Sends a form that brings a file, as a browser does; the file goes as the field `file`.
    pub async fn bring(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        (name, bytes): (&str, &[u8]),
    ) -> Shown {
        const MARK: &str = "a-mark-that-is-in-no-file";
        let known = form::fields(&self.page, path).unwrap_or_default();
        let key = known.into_iter().find(|(name, _)| name == "key");
        let key = key.map_or_else(|| self.new_key(), |(_, key)| key);
        let mut body = Vec::new();
        for (name, value) in fields.iter().copied().chain([("key", key.as_str())]) {
            let part = format!(
                "--{MARK}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--{MARK}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{MARK}--\r\n").as_bytes());
        let mut request = self.request(Method::POST, path, Some(String::new()));
        *request.body_mut() = Full::new(Bytes::from(body));
        let kind = format!("multipart/form-data; boundary={MARK}");
        if let Ok(kind) = HeaderValue::try_from(kind) {
            request.headers_mut().insert(header::CONTENT_TYPE, kind);
        }
        self.follow(request, path).await
    }

    /// Sends exactly these fields.
    pub async fn post_exactly(&mut self, path: &str, fields: &[(String, String)]) -> Shown {
        let body = Fields(fields.to_vec()).encode();
        let request = self.request(Method::POST, path, Some(body));
        self.follow(request, path).await
    }

    /// Sends JSON as client code does; the answer is not followed.
    pub async fn json(
        &mut self,
        path: &str,
        body: &serde_json::Value,
    ) -> (StatusCode, serde_json::Value) {
        let mut request = self.request(Method::POST, path, Some(body.to_string()));
        let head = request.headers_mut();
        head.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        head.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        let shown = self.send(request, path).await;
        (
            shown.status,
            serde_json::from_str(&shown.body).unwrap_or_default(),
        )
    }

    /// A request as this person's browser makes it, to be changed before [`Person::send`].
    ///
    /// # Panics
    /// When the path is none.
    pub fn request(
        &self,
        method: Method,
        path: &str,
        body: Option<String>,
    ) -> Request<Full<Bytes>> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(
                header::HOST,
                self.house
                    .public_url
                    .rsplit('/')
                    .next()
                    .unwrap_or("localhost"),
            )
            .header(header::ACCEPT, "text/html");
        if !self.cookies.is_empty() {
            request = request.header(header::COOKIE, self.cookies());
        }
        if body.is_some() {
            request = request
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin");
        }
        request
            .body(Full::new(Bytes::from(body.unwrap_or_default())))
            .expect("a request")
    }

    /// Sends one request and follows nothing. Every page is checked.
    ///
    /// # Panics
    /// When a page breaks a rule of [`check::page`].
    pub async fn send(&mut self, request: Request<Full<Bytes>>, path: &str) -> Shown {
        let response = web::answer(&self.house, request, self.address).await;
        let (parts, body) = response.into_parts();
        let body = body
            .collect()
            .await
            .map(http_body_util::Collected::to_bytes)
            .unwrap_or_default();
        let body = String::from_utf8_lossy(&body).into_owned();
        for set in parts.headers.get_all(header::SET_COOKIE) {
            self.take_cookie(set.to_str().unwrap_or(""));
        }
        let kind = parts
            .headers
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        if kind.is_some_and(|kind| kind.starts_with("text/html")) {
            let found = check::page(&body);
            assert!(
                found.is_empty(),
                "{path} breaks the rules of pages:\n{}\n{body}",
                found.join("\n")
            );
            self.page.clone_from(&body);
        }
        Shown {
            status: parts.status,
            headers: parts.headers,
            body,
            path: path.to_owned(),
        }
    }

    async fn follow(&mut self, request: Request<Full<Bytes>>, path: &str) -> Shown {
        let mut shown = self.send(request, path).await;
        for _ in 0..MOST_STEPS {
            if shown.status != StatusCode::SEE_OTHER {
                break;
            }
            let to = shown.header("location").to_owned();
            let request = self.request(Method::GET, &to, None);
            shown = self.send(request, &to).await;
        }
        shown
    }

    fn new_key(&mut self) -> String {
        self.keys += 1;
        let who = self.member.map_or(0, |member| member.account.get());
        format!("{who:016x}{:016x}", self.keys)
    }
}

fn owned(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}
