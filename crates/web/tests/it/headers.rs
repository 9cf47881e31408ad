//! Strict headers on every answer.

use http::{Method, StatusCode};

use crate::house::{DEE, Sent, house, house_at, request};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types fullcup";

fn strict(what: &str, sent: &Sent) {
    assert_eq!(sent.header("content-security-policy"), POLICY, "{what}");
    assert_eq!(sent.header("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(sent.header("referrer-policy"), "same-origin", "{what}");
    assert_eq!(
        sent.header("cross-origin-opener-policy"),
        "same-origin",
        "{what}"
    );
    assert_eq!(
        sent.header("cross-origin-resource-policy"),
        "same-origin",
        "{what}"
    );
    assert!(
        sent.header("permissions-policy").contains("camera=()"),
        "{what}"
    );
    assert!(!sent.header("cache-control").is_empty(), "{what}");
}

#[tokio::test]
async fn every_answer_carries_every_header() {
    let test = house().await;
    let dee = test.sign_in(DEE).await;
    let base = test.house.asset_base().to_owned();
    let sheet = format!("{base}/sheet.css");
    for (method, path, cookie, body, status) in [
        ("GET", "/open", "", "", 200),
        ("HEAD", "/open", "", "", 200),
        ("GET", "/health", "", "", 200),
        ("GET", "/nowhere", "", "", 404),
        ("GET", "/teams/new", "", "", 303),
        ("GET", "/teams/new", &dee, "", 200),
        ("GET", "/file", &dee, "", 200),
        ("GET", "/falls", &dee, "", 500),
        ("POST", "/teams", "", "name=North", 401),
        ("POST", "/teams", &dee, "name=North", 422),
        ("POST", "/teams", &dee, "name=%ff", 422),
        ("POST", "/teams", &dee, &"name=x".repeat(1_000), 413),
        ("POST", "/full", &dee, "name=North", 507),
        ("POST", "/busy", &dee, "name=North", 503),
        ("DELETE", "/teams", &dee, "", 404),
        ("TRACE", "/open", "", "", 403),
        ("GET", &sheet, "", "", 200),
        ("GET", "/assets/none", "", "", 404),
        ("POST", &sheet, "", "", 404),
    ] {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let what = format!("{method} {path}");
        let origin = if method == Method::TRACE || method == Method::DELETE {
            "null"
        } else {
            ""
        };
        let mut asked = request(method, path, cookie, body);
        if origin == "null" && path == "/open" {
            asked
                .headers_mut()
                .insert("origin", "null".parse().expect("a header"));
        }
        let sent = test.send(asked).await;
        assert_eq!(sent.status.as_u16(), status, "{what}: {}", sent.text);
        strict(&what, &sent);
        assert!(
            sent.header("strict-transport-security").is_empty(),
            "{what}: plain http"
        );
    }
}

#[tokio::test]
async fn over_https_browsers_are_told_to_stay_there() {
    let test = house_at("https://cup.example.org").await;
    let sent = test.get("/open", "").await;
    assert!(
        sent.header("strict-transport-security")
            .contains("max-age=")
    );
    let dee = test.sign_in(DEE).await;
    assert!(dee.starts_with("__Host-fullcup="), "{dee}");
    assert_eq!(test.get("/teams/new", &dee).await.status, StatusCode::OK);
}

#[tokio::test]
async fn pages_are_never_kept_and_assets_are() {
    let test = house().await;
    assert_eq!(
        test.get("/open", "").await.header("cache-control"),
        "no-store"
    );
    let sheet = format!("{}/sheet.css", test.house.asset_base());
    assert!(
        test.get(&sheet, "")
            .await
            .header("cache-control")
            .contains("immutable")
    );
}

#[tokio::test]
async fn a_file_name_cannot_break_out_of_its_header() {
    let test = house().await;
    let dee = test.sign_in(DEE).await;
    let sent = test.get("/file", &dee).await;
    assert_eq!(
        sent.header("content-disposition"),
        "attachment; filename=\"ab.txt\""
    );
}

#[tokio::test]
async fn a_page_is_compressed_for_who_can_read_it() {
    let test = house().await;
    let mut asked = request(Method::GET, "/open", "", "");
    asked
        .headers_mut()
        .insert("accept-encoding", "gzip, br".parse().expect("a header"));
    let sent = test.send(asked).await;
    assert_eq!(sent.header("content-encoding"), "gzip");
    assert_eq!(test.get("/open", "").await.header("content-encoding"), "");
}
