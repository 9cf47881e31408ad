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

#[tokio::test]
async fn files_as_they_really_are_come_in_through_the_page() {
    let house = house().await;
    let mut priya = house.priya().await;
    // What is troublesome, the bytes, and how many rows come in and are refused.
    let andre = cast::ANDRE.name;
    let marked = format!(
        "\u{feff}Date;Minutes;Type;Who;Peer worker\r\n2/1/2026;45 min;Visit;{andre};Dee Alvarez\r\n"
    );
    let quoted = format!(
        "Date,Minutes,Type,Who,Peer worker,Notes\n2/2/2026,1:15,Call,{andre},Dee Alvarez,\"two\nlines, \"\"quoted\"\"\"\n"
    );
    let western = format!(
        "Date,Minutes,Type,Who,Peer worker,Notes\n2/3/2026,30,Call,{andre},Dee Alvarez,caf\u{e9}\n"
    );
    let western: Vec<u8> = western
        .chars()
        .map(|sign| u8::try_from(u32::from(sign)).unwrap_or(b'?'))
        .collect();
    let titled = format!(
        "Contact log,,,,\n,,,,\nDate,Minutes,Type,Who,Peer worker\n2/4/2026,20,Call,{andre},Dee Alvarez\nTotal,20,,,\n"
    );
    let tabbed =
        format!("Date\tHours\tType\tWho\tPeer worker\n2/5/2026\t0.5\tCall\t{andre}\tDee Alvarez\n");
    let wrong = format!(
        "Date,Minutes,Type,Who,Peer worker\n2/30/2026,20,Call,{andre},Dee Alvarez\n2/6/2026,forever,Call,{andre},Dee Alvarez\n"
    );
    let formula = format!(
        "Date,Minutes,Type,Who,Peer worker,Notes\n2/7/2026,20,Call,{andre},Dee Alvarez,'=1+1\n"
    );
    let tried: [(&str, &[u8], &str); 7] = [
        ("a mark and semicolons", marked.as_bytes(), "1 row comes in"),
        ("quoted lines", quoted.as_bytes(), "1 row comes in"),
        ("Windows-1252", &western, "1 row comes in"),
        ("a title and a total", titled.as_bytes(), "1 row comes in"),
        ("tabs and hours", tabbed.as_bytes(), "1 row comes in"),
        (
            "no such day, no length",
            wrong.as_bytes(),
            "2 rows are refused",
        ),
        ("a guarded formula", formula.as_bytes(), "1 row comes in"),
    ];
    for (name, bytes, says) in tried {
        priya.get("/imports").await;
        let what = [("what", "contacts")];
        let page = priya.bring("/imports", &what, ("log.csv", bytes)).await;
        assert!(page.says(says), "{name}: {}", page.text());
        if says == "1 row comes in" {
            let done = bring_in(&mut priya, &page, &[]).await;
            assert!(done.says("1 contact came in"), "{name}: {}", done.text());
        }
    }
    let mut dee = house.dee().await;
    let andre = dee.get(&format!("/people/{}", cast::ANDRE.id)).await;
    assert!(
        andre.says("caf\u{e9}") && andre.says("=1+1"),
        "{}",
        andre.text()
    );
}
