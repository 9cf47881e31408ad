//! Stories of the page without a line.

use testkit::house;

#[tokio::test]
async fn the_page_without_a_line_knows_nobody() {
    let house = house().await;
    let mut stranger = house.stranger();
    let page = stranger.get("/offline").await;
    assert_eq!(page.status, 200);
    assert!(page.says("This page works without one."));
    // As the service worker asks: without a cookie. Nothing of anybody is in it.
    assert!(!page.body.contains("data-account"));
    let again = stranger.get("/offline").await;
    assert_eq!(page.body, again.body);
}
