//! From what a door answers to bytes.

use bytes::Bytes;
use domain::id::AccountId;
use http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use http_body_util::Full;
use kit::{
    page::{Frame, Nav, NavItem, Page, Theme},
    t,
};
use maud::html;

use crate::{Answer, Ask, Refusal, Sending, assets, client_words, headers, refused, squeeze};

/// What is sent back, before it is bytes.
pub(crate) struct Told {
    status: StatusCode,
    content: Content,
    cookies: Vec<String>,
    /// Seconds for `Retry-After`.
    wait: Option<u32>,
}

enum Content {
    Page(Box<Page>),
    Alike(Box<Page>),
    Go(String),
    Json(serde_json::Value),
    Plain(&'static str),
    File(String, &'static str, Vec<u8>),
    Parts(String, &'static str, Parts),
    Nothing,
}

type Parts = tokio::sync::mpsc::Receiver<std::io::Result<Bytes>>;

impl Told {
    fn new(status: StatusCode, content: Content) -> Self {
        Self {
            status,
            content,
            cookies: vec![],
            wait: None,
        }
    }

    pub(crate) fn page(status: StatusCode, page: Box<Page>) -> Self {
        Self::new(status, Content::Page(page))
    }

    pub(crate) fn json(status: StatusCode, value: serde_json::Value) -> Self {
        Self::new(status, Content::Json(value))
    }

    pub(crate) fn go(to: String) -> Self {
        Self::new(StatusCode::SEE_OTHER, Content::Go(to))
    }

    /// Come again after so many seconds.
    pub(crate) fn after(self, wait: Option<u32>) -> Self {
        Self { wait, ..self }
    }
}

/// The answer of a door as a response.
pub(crate) fn respond(
    ask: &Ask,
    answer: Result<Answer, Refusal>,
    ended: Option<AccountId>,
) -> Response<Sending> {
    let told = match answer {
        Ok(answer) => answered(answer),
        Err(refusal) => refused::told(ask, refusal, ended),
    };
    send(ask, told)
}

fn answered(answer: Answer) -> Told {
    let (content, cookies) = match answer {
        Answer::Page(page) => (Content::Page(page), vec![]),
        Answer::Alike(page) => (Content::Alike(page), vec![]),
        Answer::PageWith(page, cookies) => (Content::Page(page), cookies),
        Answer::Go(to) => return Told::go(to),
        Answer::GoWith(to, cookies) => {
            return Told {
                cookies,
                ..Told::go(to)
            };
        }
        Answer::Json(value) => (Content::Json(value), vec![]),
        Answer::JsonWith(value, cookies) => (Content::Json(value), cookies),
        Answer::JsonAs(status, value) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            return Told::json(status, value);
        }
        Answer::Plain(text) => (Content::Plain(text), vec![]),
        Answer::File(name, kind, bytes) => (Content::File(name, kind, bytes), vec![]),
        Answer::Parts(name, kind, parts) => (Content::Parts(name, kind, parts), vec![]),
        Answer::Nothing => return Told::new(StatusCode::NO_CONTENT, Content::Nothing),
    };
    Told {
        cookies,
        ..Told::new(StatusCode::OK, content)
    }
}

fn send(ask: &Ask, told: Told) -> Response<Sending> {
    let mut response = Response::new(Sending::default());
    let leads = ask.sent.wants_json && matches!(told.content, Content::Go(_));
    *response.status_mut() = if leads { StatusCode::OK } else { told.status };
    let head = response.headers_mut();
    for cookie in &told.cookies {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            head.append(header::SET_COOKIE, value);
        }
    }
    if let Some(seconds) = told.wait {
        head.insert(header::RETRY_AFTER, seconds.into());
    }
    let (kind, body) = match told.content {
        // Client code sends a form and reads where it leads; a page it fetches again as a page.
        Content::Page(_) if ask.sent.wants_json => {
            let refused = serde_json::json!({ "page": told.status.as_u16() });
            ("application/json", Bytes::from(refused.to_string()))
        }
        Content::Go(to) if leads => {
            let go = serde_json::json!({ "to": to });
            ("application/json", Bytes::from(go.to_string()))
        }
        Content::Page(_) | Content::Alike(_) => {
            let text = match told.content {
                Content::Alike(page) => {
                    if page.own {
                        headers::alone(head);
                    }
                    alike(ask, *page)
                }
                Content::Page(page) => document(ask, *page),
                _ => String::new(),
            };
            ("text/html; charset=utf-8", packed(ask, head, text))
        }
        Content::Go(to) => {
            // A path with letters that no header may hold is ours to mend; home is safe.
            let to = HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static("/"));
            head.insert(header::LOCATION, to);
            return response;
        }
        // Sealed things shrink by a quarter, which is what base64 adds; how far says nothing of what is inside.
        Content::Json(value) => ("application/json", packed(ask, head, value.to_string())),
        Content::Plain(text) => (
            "text/plain; charset=utf-8",
            Bytes::from_static(text.as_bytes()),
        ),
        Content::File(name, kind, bytes) => {
            head.insert(header::CONTENT_DISPOSITION, attachment(&name));
            (kind, Bytes::from(bytes))
        }
        Content::Parts(name, kind, parts) => {
            head.insert(header::CONTENT_DISPOSITION, attachment(&name));
            head.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
            *response.body_mut() = Sending::Parts(parts);
            return response;
        }
        Content::Nothing => return response,
    };
    head.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    *response.body_mut() = Full::new(body).into();
    response
}

/// The bytes of a text, compressed when the browser takes that and it brings something.
fn packed(ask: &Ask, head: &mut HeaderMap, text: String) -> Bytes {
    if !squeeze::takes(&ask.sent.headers, "gzip") {
        return Bytes::from(text);
    }
    let Some(packed) = squeeze::page(text.as_bytes()) else {
        return Bytes::from(text);
    };
    head.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Bytes::from(packed)
}

fn attachment(name: &str) -> HeaderValue {
    let plain: String = name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        .collect();
    HeaderValue::try_from(format!("attachment; filename=\"{plain}\""))
        .unwrap_or(HeaderValue::from_static("attachment"))
}

/// The whole document: navigation by role and path, the lock for whoever is signed in, the
/// modules that the page's parts want.
fn document(ask: &Ask, mut page: Page) -> String {
    let who = ask.maybe_who();
    let w = ask.words();
    if page.nav.is_none() {
        page.nav = nav(ask);
    }
    page.lock = who.is_some();
    for part in assets::parts_in(&page.body.0) {
        if !page.parts.contains(&part) {
            page.parts.push(part);
        }
    }
    let mut said = page.parts.clone();
    if page.lock {
        said.extend(["lock", "passkey"]);
    }
    page.body = html! { (page.body) (client_words::template(w, &said, who)) };
    let theme = who
        .and_then(|who| Theme::from_slug(&who.theme))
        .unwrap_or_default();
    let account = ("/account".to_owned(), t!(w, "web-foot-account"));
    let frame = Frame {
        theme,
        foot: who.map(|_| account).into_iter().collect(),
        signed_in: who.map(|who| who.name.as_str()),
        demo: ask.house.settings.demo,
        ..Frame::new(w, ask.house.asset_base())
    };
    page.document(&frame)
}

/// The document that is the same for everybody: every place of the house waits in a template with the
/// roles it is for, and client code takes those of whoever holds the phone.
fn alike(ask: &Ask, mut page: Page) -> String {
    let w = ask.words_of_browser();
    let items = ask.house.places.iter().map(|place| {
        let roles: Vec<_> = place.roles.iter().map(|role| role.slug()).collect();
        let item = NavItem::new(place.path, place.icon, w.say(place.word))
            .roles(roles.join(" "))
            .current(place.path == ask.path);
        if place.icon == kit::Icon::Plus {
            item.main()
        } else {
            item
        }
    });
    let nav = Nav {
        items: items.collect(),
    };
    page.body = html! { (page.body) template id="places" { (nav.bar(w)) } };
    let frame = Frame {
        demo: ask.house.settings.demo,
        ..Frame::new(w, ask.house.asset_base())
    };
    page.document(&frame)
}

fn nav(ask: &Ask) -> Option<Nav> {
    let who = ask.maybe_who()?;
    let w = ask.words();
    let seen = || {
        ask.house
            .places
            .iter()
            .filter(|place| who.roles.has_any(place.roles))
    };
    // `/people/new` belongs to the longest place that it begins with.
    let under = |place: &str| {
        ask.path
            .strip_prefix(place)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let current = seen()
        .filter(|place| under(place.path))
        .map(|place| place.path.len())
        .max();
    let items = seen()
        .map(|place| {
            let item = NavItem::new(place.path, place.icon, w.say(place.word))
                .current(under(place.path) && Some(place.path.len()) == current);
            if place.icon == kit::Icon::Plus {
                item.main()
            } else {
                item
            }
        })
        .collect();
    Some(Nav { items })
}
