//! The headers of ruling 1, on every door, method, refusal and asset.

use std::{collections::BTreeSet, path::Path};

use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use http_body_util::BodyExt as _;
use testkit::Person;

use crate::{client::Client, matrix::doors, program::Place};

/// Ruling 1, word for word.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types fullcup";

/// Ruling 1 for the one document that shows pictures made on the device, and from which no form is sent.
const ALONE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; \
    media-src blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
    form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
    trusted-types fullcup";
/// Where it lies.
const PRIVATE: &str = "/me";

const METHODS: &[Method] = &[
    Method::GET,
    Method::HEAD,
    Method::POST,
    Method::PUT,
    Method::PATCH,
    Method::DELETE,
    Method::OPTIONS,
    Method::TRACE,
];

/// What is wrong with the headers of an answer.
fn wrong(get: impl Fn(&str) -> String, kept: bool) -> Vec<String> {
    wrong_but(get, kept, POLICY)
}

/// The same with another content policy.
fn wrong_but(get: impl Fn(&str) -> String, kept: bool, policy: &str) -> Vec<String> {
    let mut wrong = vec![];
    for (name, value) in [
        ("content-security-policy", policy),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        if get(name) != value {
            wrong.push(format!("{name}: {:?}", get(name)));
        }
    }
    for never in ["camera=()", "microphone=()", "geolocation=()"] {
        if !get("permissions-policy").contains(never) {
            wrong.push(format!("permissions-policy without {never}"));
        }
    }
    let cached = get("cache-control");
    if kept != cached.contains("immutable") || (!kept && cached != "no-store") {
        wrong.push(format!("cache-control: {cached:?}"));
    }
    for told in ["server", "x-powered-by", "access-control-allow-origin"] {
        if !get(told).is_empty() {
            wrong.push(format!("{told} is told"));
        }
    }
    wrong
}

async fn ask(
    house: &testkit::House,
    person: &Person,
    method: &Method,
    path: &str,
    body: Option<String>,
) -> (StatusCode, HeaderMap, Vec<u8>) {
    let request = person.request(method.clone(), path, body);
    let (head, body) = web::answer(&house.web, request, None).await.into_parts();
    let body = body.collect().await.expect("a body").to_bytes();
    (head.status, head.headers, body.to_vec())
}

fn text(headers: &HeaderMap, name: &str) -> String {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned()
}

#[tokio::test]
async fn every_door_answers_every_method_with_every_header() {
    let house = testkit::house().await;
    let people = [house.stranger(), house.rosa().await, house.sam().await];
    let mut found = BTreeSet::new();
    let mut statuses = BTreeSet::new();
    let mut paths: BTreeSet<String> = doors().into_iter().map(|(_, path)| path).collect();
    paths.extend([
        "/no-such-door".into(),
        "/people/%ff".into(),
        "/people/?x=%ff".into(),
    ]);
    for path in &paths {
        let path = path
            .split('/')
            .map(|part| {
                if part.starts_with('{') {
                    "00000007g00x0"
                } else {
                    part
                }
            })
            .collect::<Vec<_>>()
            .join("/");
        for method in METHODS {
            for person in &people {
                let body = (*method == Method::POST).then(|| "none=".to_owned());
                let (status, headers, _) = ask(&house, person, method, &path, body).await;
                statuses.insert(status.as_u16());
                let shown = path == PRIVATE && status == StatusCode::OK;
                let policy = if shown { ALONE } else { POLICY };
                for wrong in wrong_but(|name| text(&headers, name), false, policy) {
                    found.insert(format!("{method} {path} ({status}): {wrong}"));
                }
                if headers.contains_key(header::STRICT_TRANSPORT_SECURITY) {
                    found.insert(format!("{method} {path}: plain http promises https"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    for seen in [200, 303, 401, 404, 422] {
        assert!(
            statuses.contains(&seen),
            "no answer was {seen}: {statuses:?}"
        );
    }
}

#[tokio::test]
async fn every_refusal_has_every_header() {
    let house = testkit::house().await;
    let dee = house.dee().await;
    let long = format!("note={}", "x".repeat(70_000));
    // A contact may bring the longest note in any script.
    let longer = format!("note={}", "x".repeat(300_000));
    for (what, path, body, site, promised) in [
        (
            "too large",
            "/appointments",
            long.as_str(),
            "same-origin",
            413,
        ),
        (
            "a contact too large",
            "/contacts",
            &longer,
            "same-origin",
            413,
        ),
        (
            "without its key",
            "/contacts",
            "kind=call&minutes=15&unknown=A+man",
            "same-origin",
            422,
        ),
        ("unreadable", "/contacts", "note=%ff", "same-origin", 422),
        (
            "from another site",
            "/contacts",
            "note=x",
            "cross-site",
            403,
        ),
    ] {
        let mut request = dee.request(Method::POST, path, Some(body.to_owned()));
        request
            .headers_mut()
            .insert("sec-fetch-site", HeaderValue::from_static(site));
        let (head, _) = web::answer(&house.web, request, None).await.into_parts();
        assert_eq!(head.status.as_u16(), promised, "{what}");
        let found = wrong(|name| text(&head.headers, name), false);
        assert!(found.is_empty(), "{what}: {found:?}");
    }
}

#[tokio::test]
async fn every_asset_that_a_page_names_is_there_and_kept() {
    let house = testkit::house().await;
    let mut names = BTreeSet::new();
    let rosa = house.rosa().await;
    for path in [
        "/today",
        "/people",
        "/contacts/new",
        "/account",
        "/sign-in/help",
    ] {
        let (status, _, body) = ask(&house, &rosa, &Method::GET, path, None).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        names.extend(assets(&String::from_utf8_lossy(&body)));
    }
    let base = names
        .iter()
        .find_map(|name| name.strip_suffix("sheet.css"))
        .expect("a style sheet");
    let base = base.to_owned();
    // Modules ask for one another when they are needed.
    names.extend(
        modules()
            .into_iter()
            .map(|module| format!("{base}{module}")),
    );
    assert!(names.len() > 8, "{names:?}");
    let mut seen = BTreeSet::new();
    while let Some(name) = names.difference(&seen).next().cloned() {
        for method in [Method::GET, Method::HEAD] {
            let (status, headers, body) = ask(&house, &rosa, &method, &name, None).await;
            assert_eq!(status, StatusCode::OK, "{name}");
            let found = wrong(|header| text(&headers, header), true);
            assert!(found.is_empty(), "{name}: {found:?}");
            let kind = text(&headers, "content-type");
            let fits = match name.rsplit('.').next().unwrap_or_default() {
                "css" => kind.starts_with("text/css"),
                "js" => kind.starts_with("text/javascript"),
                "svg" => kind == "image/svg+xml",
                "woff2" => kind == "font/woff2",
                _ => !kind.is_empty(),
            };
            assert!(fits, "{name}: {kind}");
            let text = String::from_utf8_lossy(&body);
            names.extend(loads(&name, &text));
        }
        seen.insert(name);
    }
    let (status, headers, _) = ask(&house, &rosa, &Method::GET, "/assets/none", None).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(wrong(|name| text(&headers, name), false).is_empty());
}

/// Addresses of assets in a page.
fn assets(page: &str) -> Vec<String> {
    let document = scraper::Html::parse_document(page);
    let every = scraper::Selector::parse("[href], [src]").expect("a selector");
    let named = document
        .select(&every)
        .filter_map(|one| one.attr("href").or(one.attr("src")));
    named
        .filter(|name| name.starts_with("/assets/"))
        .map(|name| name.split('#').next().unwrap_or(name).to_owned())
        .collect()
}

fn is(name: &str, kind: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|extension| extension == kind)
}

/// What a style sheet loads.
fn loads(name: &str, text: &str) -> Vec<String> {
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let parts = if is(name, "css") {
        text.split("url(").skip(1).collect()
    } else {
        vec![]
    };
    parts
        .into_iter()
        .filter_map(|part| part.split(')').next())
        .map(|to| to.trim_matches(['"', '\'']))
        .map(|to| {
            if to.starts_with('/') {
                to.to_owned()
            } else {
                format!("{folder}/{}", to.trim_start_matches("./"))
            }
        })
        .collect()
}

/// Every module of the browser's side, by its path in its folder.
fn modules() -> Vec<String> {
    let client = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../client");
    let mut folders = vec![client.clone()];
    let mut modules = vec![];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.to_string_lossy().into_owned();
            if path.is_dir() {
                // What only tests run is not served.
                if !path.ends_with("testing") {
                    folders.push(path);
                }
            } else if is(&name, "js")
                && !name.ends_with(".test.js")
                // The service worker lies at the root of the site.
                && path != client.join("worker.js")
            {
                modules.push(
                    path.strip_prefix(&client)
                        .expect("inside")
                        .to_string_lossy()
                        .into_owned(),
                );
            }
        }
    }
    modules
}

#[tokio::test]
async fn no_cookie_is_read_by_script_or_sent_by_another_site() {
    let house = testkit::house().await;
    let entered = house.dee().await;
    assert!(!entered.cookies().is_empty());
    let token = people::session::Token("a token".into());
    let cookies = [
        web::cookie::session(&house.web, &token, true),
        web::cookie::session(&house.web, &token, false),
        web::cookie::known(&house.web, "a token"),
        web::cookie::no_session(&house.web),
    ];
    for cookie in cookies {
        for part in ["HttpOnly", "SameSite=", "Path=/"] {
            assert!(cookie.contains(part), "{cookie} without {part}");
        }
        assert!(!cookie.contains("Domain="), "{cookie}");
    }
}

#[test]
fn the_real_program_sends_the_same_headers_over_the_wire() {
    let place = Place::new();
    let server = place.serve();
    let mut client = Client::default();
    for path in [
        "/",
        "/health",
        "/sign-in",
        "/set-up",
        "/no-such-door",
        "/contacts/new",
    ] {
        let answer = client.get(server.address, path).expect("an answer");
        let found = wrong(
            |name| answer.header(name).unwrap_or_default().to_owned(),
            false,
        );
        assert!(found.is_empty(), "{path} ({}): {found:?}", answer.status);
    }
    let answer = client
        .post(server.address, "/set-up", &[("code", "wrong")])
        .expect("an answer");
    assert!(
        wrong(
            |name| answer.header(name).unwrap_or_default().to_owned(),
            false
        )
        .is_empty()
    );
    server.stop();
}
