//! Files as they are.

use super::*;

#[tokio::test]
async fn what_cannot_be_read_is_refused_in_plain_words() {
    let house = house().await;
    let mut priya = house.priya().await;
    let compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0];
    let tried: [(&str, &[u8], &str); 5] = [
        ("empty.csv", b"", "The file is empty."),
        ("blank.csv", b"  \n \n", "The file is empty."),
        ("old.xls", &compound, "old Excel file or has a password"),
        ("plan.pdf", b"%PDF-1.7 ...", "This is a PDF."),
        (
            "picture.csv",
            b"\x89PNG\r\n\x1a\n....",
            "This is not a spreadsheet.",
        ),
    ];
    for (name, bytes, says) in tried {
        priya.get("/imports").await;
        let page = priya
            .bring("/imports", &[("what", "contacts")], (name, bytes))
            .await;
        assert_eq!(page.status, 422, "{name}");
        assert!(page.says(says), "{name}: {}", page.text());
    }
    assert_eq!(count(&house, &PIECES).await, 0);
}

#[tokio::test]
async fn a_file_over_the_limit_is_too_large_and_a_strangers_file_is_not_read() {
    let house = house().await;
    let large = vec![b'a'; crate::imports::MOST + 1];
    let mut priya = house.priya().await;
    priya.get("/imports").await;
    let what = [("what", "contacts")];
    let page = priya.bring("/imports", &what, ("a.csv", &large)).await;
    assert_eq!(page.status, 413);
    let mut dee = house.dee().await;
    let page = dee
        .bring("/imports", &what, ("a.csv", &large[..100_000]))
        .await;
    assert_eq!(page.status, 404);
}

#[tokio::test]
async fn a_file_that_is_put_aside_is_gone() {
    let house = house().await;
    let mut priya = house.priya().await;
    let page = read(&mut priya, "participants", "a.csv", "Name\nWren Abara\n").await;
    let aside = priya.submit(&format!("{}/away", page.path), &[]).await;
    assert!(aside.says("Put aside."), "{}", aside.text());
    assert_eq!(priya.get(&page.path).await.status, 404);
    assert_eq!(count(&house, &PIECES).await, 0);
}
