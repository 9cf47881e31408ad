//! What is answered to what is no HTTP: hyper writes an empty 400, 414 or 431 of its own, without our
//! headers and without a word. It cannot be told what to say, so the wire says it in its place.
//!
//! **Invariant:** whatever leaves the house has the headers of ruling 1
//! (`a_malformed_head_is_answered_with_our_headers_and_our_page`).

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use kit::{
    page::{Frame, Page},
    t,
    who::WhoLine,
};
use maud::html;

use crate::{House, headers};

/// One whole answer for each way in which a head can be wrong, made once.
#[derive(Clone)]
pub(crate) struct Malformed([(StatusCode, Bytes); 3]);

impl Malformed {
    /// In English: who cannot be read has not said a language.
    pub(crate) fn new(house: &House) -> Self {
        let statuses = [
            StatusCode::BAD_REQUEST,
            StatusCode::URI_TOO_LONG,
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
        ];
        let page = page(house);
        Self(statuses.map(|status| (status, whole(house, status, &page))))
    }

    /// Nothing is said in place of anything.
    #[cfg(test)]
    pub(crate) fn silent() -> Self {
        let none = (StatusCode::BAD_REQUEST, Bytes::new());
        Self([none.clone(), none.clone(), none])
    }

    /// What to say in place of these bytes, if they are hyper's own answer to a head that it
    /// could not read. Every answer of ours has a policy; hyper's has none.
    pub(crate) fn instead_of(&self, bytes: &[u8]) -> Option<Bytes> {
        let status = bytes.strip_prefix(b"HTTP/1.")?.get(2..5)?;
        let (_, answer) = self
            .0
            .iter()
            .find(|(own, _)| own.as_str().as_bytes() == status)?;
        let policy = header::CONTENT_SECURITY_POLICY.as_str().as_bytes();
        let ours = bytes.windows(policy.len()).any(|part| part == policy);
        (!ours).then(|| answer.clone())
    }
}

fn page(house: &House) -> String {
    let w = house.words("en");
    let title = t!(w, "web-unreadable");
    let body = html! {
        h1 { (title) }
        p { (t!(w, "web-malformed-safe")) }
        p { (t!(w, "web-malformed-do")) }
        p { a class="btn btn--2" href="/" { (t!(w, "web-home")) } }
    };
    let frame = Frame {
        demo: house.settings.demo,
        ..Frame::new(w, house.asset_base())
    };
    Page::new(title.clone(), WhoLine::house(w), body).document(&frame)
}

fn whole(house: &House, status: StatusCode, page: &str) -> Bytes {
    let mut response = Response::new(());
    *response.status_mut() = status;
    let head = response.headers_mut();
    headers::add(head, house.https());
    head.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    head.insert(header::CONTENT_LENGTH, page.len().into());
    let mut text = head_text(&response);
    text.push_str(page);
    text.into()
}

/// A head as it goes over the wire, for a connection that ends with this answer.
pub(crate) fn head_text<T>(response: &Response<T>) -> String {
    let mut text = format!("HTTP/1.1 {}\r\nconnection: close\r\n", response.status());
    for (name, value) in response.headers() {
        text.extend([name.as_str(), ": ", value.to_str().unwrap_or(""), "\r\n"]);
    }
    text.push_str("\r\n");
    text
}
