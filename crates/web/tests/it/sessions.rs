//! Sessions end, and what was being typed does not.

use http::{Method, StatusCode};

use crate::house::{DEE, SAM, house, request};

const HOUR: i64 = 3_600;

#[tokio::test]
async fn a_form_sent_after_the_end_comes_back_to_its_writer() {
    let test = house().await;
    let dee = test.sign_in(DEE).await;
    test.clock.forward(HOUR);
    let body = "name=What+Dee+wrote&key=0123456789abcdef0123456789abcdef&password=x";
    let sent = test.post("/teams", &dee, body).await;
    assert_eq!(sent.status, StatusCode::UNAUTHORIZED);
    assert!(sent.text.contains(r#"action="/sign-in""#) && sent.text.contains(r#"type="password""#));
    let parked = format!(
        "parked_to={}&parked_for={}&parked={}",
        sent.hidden("parked_to").replace('/', "%2F"),
        sent.hidden("parked_for"),
        sent.hidden("parked")
            .replace("&amp;", "&")
            .replace('%', "%25")
            .replace('&', "%26"),
    );
    assert!(!parked.contains("password"), "a secret is not carried");

    let again = test.sign_in(DEE).await;
    let back = test.post("/parked", &again, &parked).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.text);
    assert!(back.text.contains("What Dee wrote") && back.text.contains(r#"action="/teams""#));
    assert_eq!(
        back.hidden("key"),
        "0123456789abcdef0123456789abcdef",
        "still the same change"
    );

    let sam = test.sign_in(SAM).await;
    let other = test.post("/parked", &sam, &parked).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND, "somebody else's text");
}

#[tokio::test]
async fn parked_text_goes_only_where_a_door_acts() {
    let test = house().await;
    let dee = test.sign_in(DEE).await;
    for to in [
        "https%3A%2F%2Fevil.example",
        "%2F%2Fevil.example",
        "%2Fnowhere",
        "%2Fopen",
    ] {
        let body = format!("parked_to={to}&parked_for={DEE}&parked=name%3Dx+y");
        assert_eq!(
            test.post("/parked", &dee, &body).await.status,
            StatusCode::NOT_FOUND,
            "{to}"
        );
    }
}

#[tokio::test]
async fn a_session_in_use_lasts_and_an_idle_one_ends() {
    let test = house().await;
    let dee = test.sign_in(DEE).await;
    for _ in 0..4 {
        test.clock.forward(HOUR - 60);
        assert_eq!(test.get("/teams/new", &dee).await.status, StatusCode::OK);
        // The use is noted beside the answer: wait for it by asking the database itself.
        while !noted(&test, &dee).await {
            tokio::task::yield_now().await;
        }
    }
    test.clock.forward(HOUR);
    assert_eq!(
        test.get("/teams/new", &dee).await.status,
        StatusCode::SEE_OTHER
    );
}

async fn noted(test: &crate::house::Test, cookie: &str) -> bool {
    let now = domain::world::Clock::now(&*test.clock).as_second();
    let token = cookie.split_once('=').expect("a cookie").1.to_owned();
    let job = move |tx: &mut storage::Tx<'_>| people::session::look_up(tx, &token, now);
    let seen = test.house.db.read::<_, storage::Error, _>(job).await;
    matches!(seen, Ok(people::session::Seen::Live(who)) if who.seen_at == now)
}

#[tokio::test]
async fn a_planted_second_cookie_signs_nobody_in() {
    let test = house().await;
    let dee = test.sign_in(DEE).await;
    let both = format!("{dee}; fullcup=planted");
    assert_eq!(
        test.get("/teams/new", &both).await.status,
        StatusCode::SEE_OTHER
    );
    let asked = request(Method::GET, "/teams/new", &dee, "");
    assert_eq!(test.send(asked).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_page_for_somebody_signed_in_can_lock_in_place() {
    let test = house().await;
    let dee = test.sign_in(DEE).await;
    let page = test.get("/teams/new", &dee).await.text;
    assert!(page.contains(r#"data-parts="lock""#), "{page}");
    assert!(page.contains(&format!(r#"<template id="say" data-account="{DEE}">"#)));
    assert!(!test.get("/open", "").await.text.contains("<script"));
}
