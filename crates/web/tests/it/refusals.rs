//! Refusals: the same for what is not yours and what is not there, and nothing typed is lost.

use http::{Method, StatusCode};

use crate::house::{DEE, SAM, house, request};

#[tokio::test]
async fn what_is_not_yours_answers_like_what_is_not_there() {
    let test = house().await;
    let sam = test.sign_in(SAM).await;
    let unknown = test.get("/nothing/here", &sam).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    for path in [
        "/teams/new",
        "/teams/0000000000001",
        "/teams/rubbish",
        "/falls",
    ] {
        let refused = test.get(path, &sam).await;
        assert_eq!(refused.status, unknown.status, "{path}");
        assert_eq!(refused.text, unknown.text, "{path}");
        assert_eq!(refused.headers, unknown.headers, "{path}");
    }
    let dee = test.sign_in(DEE).await;
    let own = test.get("/teams/0000000000001", &dee).await;
    assert_eq!(own.text, test.get("/nothing/here", &dee).await.text);
}

#[tokio::test]
async fn a_stranger_is_asked_to_sign_in_and_comes_back() {
    let test = house().await;
    let sent = test.get("/teams/new?with=a%20b", "").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(
        sent.header("location"),
        "/sign-in?next=%2Fteams%2Fnew%3Fwith%3Da%2520b"
    );
}

#[tokio::test]
async fn client_code_is_told_in_json() {
    let test = house().await;
    let mut asked = request(Method::GET, "/session", "", "");
    asked
        .headers_mut()
        .insert("accept", "application/json".parse().expect("a header"));
    let sent = test.send(asked).await;
    assert_eq!(
        (sent.status.as_u16(), sent.text.as_str()),
        (401, r#"{"page":401,"refused":"sign-in"}"#)
    );
    let dee = test.sign_in(DEE).await;
    assert_eq!(
        test.get("/session", &dee).await.text,
        format!(r#"{{"account":"{DEE}"}}"#)
    );
}

#[tokio::test]
async fn a_door_that_falls_over_takes_one_answer_with_it() {
    let test = house().await;
    let dee = test.sign_in(DEE).await;
    for _ in 0..20 {
        let sent = test
            .post("/falls", &dee, "note=Talked+with+A.&key=0123456789abcdef")
            .await;
        assert_eq!(sent.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(sent.text.contains("It’s us, not you."), "{}", sent.text);
        assert!(sent.text.contains("Talked with A."));
        assert!(!sent.text.contains("Kayla"), "no word of the panic");
    }
    assert_eq!(test.get("/open", &dee).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_was_typed_comes_back_with_every_refusal() {
    let test = house().await;
    let dee = test.sign_in(DEE).await;
    let sam = test.sign_in(SAM).await;
    let typed = "name=Two+words+typed&password=horse+battery+staple";
    for (path, cookie, status) in [
        ("/full", &dee, 507),
        ("/busy", &dee, 503),
        ("/falls", &dee, 500),
        ("/teams", &sam, 404),
        ("/gone", &dee, 404),
    ] {
        let sent = test.post(path, cookie, typed).await;
        assert_eq!(sent.status.as_u16(), status, "{path}");
        assert!(sent.text.contains("Two words typed"), "{path}");
        assert!(!sent.text.contains("horse"), "{path}: a secret");
        assert!(
            sent.text.contains("Only you can see this"),
            "{path}: the who line is true"
        );
    }
    let long = format!("name={}", "many+words+".repeat(300));
    let sent = test.post("/teams", &dee, &long).await;
    assert_eq!(sent.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(sent.text.contains("many words many words"));
    assert_eq!(
        test.post("/busy", &dee, typed).await.header("retry-after"),
        "2"
    );
}

#[tokio::test]
async fn a_request_from_another_site_does_nothing() {
    let test = house().await;
    let dee = test.sign_in(DEE).await;
    let body = "name=North&key=0123456789abcdef0123456789abcdef";
    for sent in [
        &[
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://evil.example"),
        ][..],
        &[("sec-fetch-site", "cross-site")],
        &[
            ("sec-fetch-site", "same-site"),
            ("origin", "http://other.localhost:8420"),
        ],
        &[("sec-fetch-site", "cross-site"), ("origin", "null")],
        &[
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-site", "cross-site"),
        ],
        &[("origin", "null")],
        &[("origin", "https://evil.example")],
        &[("origin", "http://localhost:8420.evil.example")],
        &[("origin", "http://localhost:8421")],
        &[
            ("origin", "http://localhost:8420"),
            ("origin", "https://evil.example"),
        ],
        &[("referer", "https://evil.example/page")],
        &[
            ("origin", "https://evil.example"),
            ("content-type", "text/plain"),
        ],
        &[
            ("origin", "https://evil.example"),
            ("x-http-method-override", "GET"),
        ],
        &[
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-user", "?1"),
        ],
    ] {
        let mut asked = request(Method::POST, "/teams", &dee, body);
        for (name, value) in sent {
            asked
                .headers_mut()
                .append(*name, value.parse().expect("a header"));
        }
        assert_eq!(
            test.send(asked).await.status,
            StatusCode::FORBIDDEN,
            "{sent:?}"
        );
        assert_eq!(test.teams().await, 0, "{sent:?}");
    }
    // A GET that wants to be a POST is a GET.
    assert_eq!(
        test.get(&format!("/teams?_method=POST&{body}"), &dee)
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(test.teams().await, 0);
}
