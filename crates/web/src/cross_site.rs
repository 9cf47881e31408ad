//! Requests from another site do nothing.
//!
//! The verdict is tower-http's (`Sec-Fetch-Site`, then `Origin` against `Host`), asked with the
//! headers alone so that the refusal can be a page of the house. One thing is added: a browser
//! too old for both headers still says in `Referer` where it comes from.

use std::{
    convert::Infallible,
    future::{Ready, ready},
    pin::pin,
    task::{Context, Poll, Waker},
};

use http::{HeaderMap, Method, Request, Response, StatusCode, Uri, header};
use tower::{Layer, Service};
use tower_http::csrf::{Csrf, CsrfLayer};

/// Says yes to whatever reaches it.
#[derive(Clone)]
struct Inside;

impl Service<Request<()>> for Inside {
    type Response = Response<()>;
    type Error = Infallible;
    type Future = Ready<Result<Response<()>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<()>) -> Self::Future {
        ready(Ok(Response::new(())))
    }
}

/// Judges whether a request that acts comes from the house's own pages.
#[derive(Clone)]
pub(crate) struct Judge {
    gate: Csrf<Inside>,
    own: String,
}

impl Judge {
    /// A judge who knows the address that people use, for proxies that change `Host`.
    pub(crate) fn new(public_url: &str) -> Result<Self, tower_http::csrf::ConfigError> {
        let gate = CsrfLayer::new()
            .add_trusted_origin(public_url)?
            .layer(Inside);
        Ok(Self {
            gate,
            own: public_url.to_owned(),
        })
    }

    /// Whether this request may act.
    pub(crate) fn allows(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> bool {
        if matches!(*method, Method::GET | Method::HEAD) {
            return true;
        }
        let mut request = Request::new(());
        *request.method_mut() = method.clone();
        *request.uri_mut() = uri.clone();
        for name in [header::HOST, header::ORIGIN, SEC_FETCH_SITE] {
            // Two of a kind: somebody in between has played with them.
            if headers.get_all(&name).iter().count() > 1 {
                return false;
            }
            if let Some(value) = headers.get(&name) {
                request.headers_mut().insert(name, value.clone());
            }
        }
        let silent = !headers.contains_key(SEC_FETCH_SITE) && !headers.contains_key(header::ORIGIN);
        if silent && !self.came_from_here(headers) {
            return false;
        }
        let mut gate = self.gate.clone();
        let verdict = pin!(gate.call(request)).poll(&mut Context::from_waker(Waker::noop()));
        matches!(verdict, Poll::Ready(Ok(answer)) if answer.status() == StatusCode::OK)
    }

    fn came_from_here(&self, headers: &HeaderMap) -> bool {
        let Some(referer) = headers.get(header::REFERER) else {
            return true;
        };
        let Ok(from) = Uri::try_from(referer.as_bytes()) else {
            return false;
        };
        let Some(place) = from.authority().map(http::uri::Authority::as_str) else {
            return false;
        };
        let host = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        host == Some(place)
            || self
                .own
                .split_once("://")
                .is_some_and(|(_, own)| own == place)
    }
}

/// Where the page is from that asks, in the words of the browser.
pub(crate) const SEC_FETCH_SITE: http::HeaderName = http::HeaderName::from_static("sec-fetch-site");

use std::future::Future as _;

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(sent: &[(&'static str, &str)]) -> bool {
        let judge = Judge::new("https://cup.example.org").expect("an address");
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "127.0.0.1:8420".parse().expect("a host"));
        for (name, value) in sent {
            headers.append(*name, value.parse().expect("a header"));
        }
        judge.allows(&Method::POST, &Uri::from_static("/contacts"), &headers)
    }

    #[test]
    fn pages_of_the_house_and_scripts_may_act() {
        for sent in [
            &[
                ("sec-fetch-site", "same-origin"),
                ("origin", "https://cup.example.org"),
            ][..],
            &[("sec-fetch-site", "none")],
            &[("origin", "http://127.0.0.1:8420")],
            &[("origin", "https://cup.example.org")],
            &[("referer", "https://cup.example.org/contacts/new")],
            &[],
        ] {
            assert!(verdict(sent), "{sent:?}");
        }
    }

    #[test]
    fn fourteen_shapes_of_another_site_do_nothing() {
        for sent in [
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "https://evil.example"),
            ][..],
            &[("sec-fetch-site", "cross-site")],
            &[
                ("sec-fetch-site", "same-site"),
                ("origin", "https://other.example.org"),
            ],
            &[("sec-fetch-site", "cross-site"), ("origin", "null")],
            &[
                ("sec-fetch-site", "same-origin"),
                ("sec-fetch-site", "cross-site"),
            ],
            &[("sec-fetch-site", "Same-Origin")],
            &[("origin", "null")],
            &[("origin", "https://evil.example")],
            &[("origin", "https://cup.example.org.evil.example")],
            &[("origin", "https://cup.example.org:444")],
            &[("origin", "http://cup.example.org")],
            &[
                ("origin", "https://cup.example.org"),
                ("origin", "https://evil.example"),
            ],
            &[("referer", "https://evil.example/page")],
            &[("referer", "https://evil.example/https://cup.example.org/")],
        ] {
            assert!(!verdict(sent), "{sent:?}");
        }
    }
}
