//! Pressing twice never makes two (ruling 6).

use std::sync::Arc;

use http::StatusCode;
use tokio::task::JoinSet;

use crate::house::{DEE, SAM, house};

const KEY: &str = "0123456789abcdef0123456789abcdef";

#[tokio::test]
async fn a_second_press_gets_the_first_receipt() {
    let test = house().await;
    let dee = test.sign_in(DEE).await;
    let body = format!("name=North&key={KEY}");
    let first = test.post("/teams", &dee, &body).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text);
    for _ in 0..10 {
        let again = test.post("/teams", &dee, &body).await;
        assert_eq!(again.header("location"), first.header("location"));
    }
    assert_eq!(test.teams().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_presses_at_once_are_one_change() {
    let test = house().await;
    let dee = test.sign_in(DEE).await;
    let body = format!("name=North&key={KEY}");
    let test = Arc::new(test);
    let mut presses = JoinSet::new();
    for _ in 0..10 {
        let (test, dee, body) = (test.clone(), dee.clone(), body.clone());
        presses.spawn(async move { test.post("/teams", &dee, &body).await });
    }
    let mut receipts = vec![];
    for sent in presses.join_all().await {
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        receipts.push(sent.header("location").to_owned());
    }
    receipts.dedup();
    assert_eq!(receipts.len(), 1);
    assert_eq!(test.teams().await, 1);
}

#[tokio::test]
async fn another_body_with_the_same_key_loses_nothing_and_saves_nothing() {
    let test = house().await;
    let dee = test.sign_in(DEE).await;
    let first = test
        .post("/teams", &dee, &format!("name=North&key={KEY}"))
        .await;
    let sent = test
        .post("/teams", &dee, &format!("name=South+of+town&key={KEY}"))
        .await;
    assert_eq!(sent.status, StatusCode::CONFLICT);
    assert!(sent.text.contains("This was already saved"));
    assert!(sent.text.contains("South of town"));
    assert!(
        sent.text
            .contains(&format!("href=\"{}\"", first.header("location")))
    );
    assert_eq!(test.teams().await, 1);
    // On purpose: the form on that page has a key of its own.
    let key = sent.hidden("key");
    assert_ne!(key, KEY);
    let anew = test
        .post("/teams", &dee, &format!("name=South+of+town&key={key}"))
        .await;
    assert_eq!(anew.status, StatusCode::SEE_OTHER);
    assert_eq!(test.teams().await, 2);
}

#[tokio::test]
async fn a_form_without_a_good_key_is_shown_again_with_one() {
    let test = house().await;
    let dee = test.sign_in(DEE).await;
    for body in [
        "name=North+side",
        "name=North+side&key=",
        "name=North+side&key=short",
    ] {
        let sent = test.post("/teams", &dee, body).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert!(sent.text.contains("North side"));
        assert_eq!(sent.hidden("key").len(), 32);
    }
    assert_eq!(test.teams().await, 0);
}

#[tokio::test]
async fn a_key_is_one_persons_own() {
    let test = house().await;
    let dee = test.sign_in(DEE).await;
    let sam = test.sign_in(SAM).await;
    let body = format!("name=North&key={KEY}");
    test.post("/teams", &dee, &body).await;
    assert_eq!(
        test.post("/teams", &sam, &body).await.status,
        StatusCode::NOT_FOUND
    );
}
