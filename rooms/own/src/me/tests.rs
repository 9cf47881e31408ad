//! Me is the same for everybody, and complete.

use testkit::house;

#[tokio::test]
async fn me_is_the_same_bytes_for_everybody() {
    let house = house().await;
    let mut stranger = house.stranger();
    let first = stranger.get("/me").await;
    let (mut dee, mut sam) = (house.dee().await, house.sam().await);
    let of_dee = dee.get("/me").await;
    let of_sam = sam.get("/me").await;
    assert_eq!(first.text(), of_dee.text());
    assert_eq!(first.text(), of_sam.text());
}
