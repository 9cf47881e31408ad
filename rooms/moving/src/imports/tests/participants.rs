//! Participants come in.

use super::*;

const SHEET: &str = "Name,Phone,Peer,Since,Notes\n\
    Wren Abara,413-555-0101,Dee Alvarez,1/5/2026,Likes mornings\n\
    Sol Vega,413-555-0102,Dee Alvarez,1/6/2026,\n\
    Ash Lind,not a phone,Marcus Bell,1/7/2026,\n\
    Teo Park,,,1/8/2026,\n";

#[tokio::test]
async fn refused_rows_are_named_and_nothing_comes_in_before_they_are_left_out() {
    let house = house().await;
    let mut priya = house.priya().await;
    let page = read(&mut priya, "participants", "people.csv", SHEET).await;
    assert!(
        page.says("3 rows come in") && page.says("1 row is refused"),
        "{}",
        page.text()
    );
    assert!(page.says("B: Phone") && page.says("not a phone"));
    assert!(page.says("Write it like 413-555-0142."));
    let refused = bring_in(&mut priya, &page, &[]).await;
    assert_eq!(refused.status, 422);
    assert_eq!(count(&house, &IMPORTED).await, 0);
    assert_eq!(count(&house, &PARTS).await, 0);
    let file = priya.get(&format!("{}/refused", page.path)).await;
    assert!(file.body.contains("not a phone"), "{}", file.body);
}

#[tokio::test]
async fn people_come_in_with_their_worker_and_their_note() {
    let house = house().await;
    let mut priya = house.priya().await;
    let page = read(&mut priya, "participants", "people.csv", SHEET).await;
    let done = bring_in(&mut priya, &page, &[("leave_out", "yes")]).await;
    assert!(done.says("3 people came in"), "{}", done.text());
    assert!(done.says("1 refused row was left out."));
    let mut dee = house.dee().await;
    let people = dee.get("/people").await;
    assert!(people.says("Wren Abara") && people.says("Sol Vega") && !people.says("Teo Park"));
    assert_eq!(count(&house, &PARTS).await, 0);
    assert_eq!(count(&house, &PIECES).await, 0);
    // The manager has no record all the same.
    assert_eq!(priya.get("/people").await.status, 404);
}

#[tokio::test]
async fn the_same_file_twice_adds_nothing() {
    let house = house().await;
    let mut priya = house.priya().await;
    let page = read(&mut priya, "participants", "people.csv", SHEET).await;
    bring_in(&mut priya, &page, &[("leave_out", "yes")]).await;
    let rows = count(&house, &IMPORTED).await;
    // The same rows in another file, with another order of columns.
    let other = "Peer worker;Name;Since;Notes;Phone\n\
        Dee Alvarez;Wren Abara;1/5/2026;Likes mornings;413-555-0101\n";
    let again = read(&mut priya, "participants", "other.csv", other).await;
    assert!(again.says("No row comes in"), "{}", again.text());
    assert!(again.says("1 row came in before"), "{}", again.text());
    assert_eq!(count(&house, &IMPORTED).await, rows);
}

#[tokio::test]
async fn a_whole_import_is_taken_back_while_nobody_worked_with_it() {
    let house = house().await;
    let mut priya = house.priya().await;
    let page = read(&mut priya, "participants", "people.csv", SHEET).await;
    bring_in(&mut priya, &page, &[("leave_out", "yes")]).await;
    let back = priya.submit(&format!("{}/take-back", page.path), &[]).await;
    assert!(back.says("Taken back"), "{}", back.text());
    assert_eq!(count(&house, &IMPORTED).await, 0);
    let mut dee = house.dee().await;
    assert!(!dee.get("/people").await.says("Wren Abara"));
    // It can come in once more.
    let page = read(&mut priya, "participants", "people.csv", SHEET).await;
    assert!(page.says("3 rows come in"), "{}", page.text());
}

#[tokio::test]
async fn an_import_that_somebody_worked_with_stays() {
    let house = house().await;
    let mut priya = house.priya().await;
    let page = read(&mut priya, "participants", "people.csv", SHEET).await;
    bring_in(&mut priya, &page, &[("leave_out", "yes")]).await;
    let mut dee = house.dee().await;
    let people = dee.get("/people").await;
    let href = link_to(&people.body, "Wren Abara");
    dee.get(&format!("{href}/next-step")).await;
    dee.submit(
        &format!("{href}/next-step"),
        &[("next_step", "Call on Monday")],
    )
    .await;
    let done = priya.get(&page.path).await;
    assert!(
        done.says("Somebody has worked with 1 of them"),
        "{}",
        done.text()
    );
    assert!(!done.body.contains("/take-back\""));
}

/// Where the link with these words leads.
pub fn link_to(body: &str, words: &str) -> String {
    let at = body.find(words).expect("the words");
    let before = &body[..at];
    let href = before.rfind("href=\"").expect("a link") + 6;
    before[href..]
        .split('"')
        .next()
        .expect("an address")
        .to_owned()
}
