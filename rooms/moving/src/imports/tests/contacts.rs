//! Contacts come in.

use super::*;

const SHEET: &str = "Date,Start,Minutes,Type,Who,Peer,Notes\n\
    2/2/2026,10:00 AM,45,Visit,Andre M.,Dee Alvarez,\"Coffee, and a form\"\n\
    2/3/2026,,20,Call,Andre M.,Dee Alvarez,\n\
    2/3/2026,,30,Call,Nobody Known,Dee Alvarez,\n";

const NOTHING: &str = "Differs { days: 0, months: 0, presence: 0, people: 0 }";

/// The name that the program uses for somebody of the cast.
fn sheet() -> String {
    SHEET.replace("Andre M.", cast::ANDRE.name)
}

#[tokio::test]
async fn contacts_come_in_with_the_people_they_were_with() {
    let house = house().await;
    let mut priya = house.priya().await;
    let page = read(&mut priya, "contacts", "log.csv", &sheet()).await;
    assert!(page.says("2 rows come in"), "{}", page.text());
    assert!(page.says("Nobody of the program has this name"));
    let done = bring_in(&mut priya, &page, &[("leave_out", "yes")]).await;
    assert!(done.says("2 contacts came in"), "{}", done.text());
    let mut dee = house.dee().await;
    let andre = dee.get(&format!("/people/{}", cast::ANDRE.id)).await;
    assert!(andre.says("Coffee, and a form"), "{}", andre.text());
}

#[tokio::test]
async fn names_that_nobody_has_may_come_in_too() {
    let house = house().await;
    let mut priya = house.priya().await;
    let page = read(&mut priya, "contacts", "log.csv", &sheet()).await;
    let page = priya.submit(&page.path, &[("absent", "add")]).await;
    assert!(page.says("3 rows come in"), "{}", page.text());
    assert!(page.says("1 person comes in with the contacts"));
    let done = bring_in(&mut priya, &page, &[]).await;
    assert!(done.says("3 contacts came in"), "{}", done.text());
    let mut dee = house.dee().await;
    assert!(dee.get("/people").await.says("Nobody Known"));
    let back = priya.submit(&format!("{}/take-back", page.path), &[]).await;
    assert!(back.says("Taken back"), "{}", back.text());
    assert!(!dee.get("/people").await.says("Nobody Known"));
}

#[tokio::test]
async fn words_and_workers_nobody_knows_are_asked_once() {
    let house = house().await;
    let mut priya = house.priya().await;
    let text = sheet()
        .replace("Call", "Wobble")
        .replace("Dee Alvarez", "D. A.")
        .replace("Nobody Known", cast::ANDRE.name);
    let page = read(&mut priya, "contacts", "log.csv", &text).await;
    assert!(page.says("what does “Wobble” mean?"), "{}", page.text());
    assert!(page.says("Who is “D. A.”?"));
    let dee = cast::DEE.account.to_string();
    let page = priya
        .submit(&page.path, &[("means-0", "call"), ("is-0", &dee)])
        .await;
    assert!(page.says("3 rows come in"), "{}", page.text());
    let done = bring_in(&mut priya, &page, &[]).await;
    assert!(done.says("3 contacts came in"), "{}", done.text());
}

#[tokio::test]
async fn what_comes_in_and_goes_out_again_is_counted() {
    let house = house().await;
    let mut priya = house.priya().await;
    let page = read(&mut priya, "contacts", "log.csv", &sheet()).await;
    bring_in(&mut priya, &page, &[("leave_out", "yes")]).await;
    let wrong = || async {
        house
            .read(|tx| alongside::counts::differs(tx, cast::HARBOR))
            .await
    };
    assert_eq!(format!("{:?}", wrong().await), NOTHING);
    priya.submit(&format!("{}/take-back", page.path), &[]).await;
    assert_eq!(format!("{:?}", wrong().await), NOTHING);
}

#[tokio::test]
async fn a_row_that_says_the_same_is_left_out_or_brought_in_as_was_said() {
    let house = house().await;
    let mut priya = house.priya().await;
    let line = format!("2/2/2026,,45,Visit,{},Dee Alvarez,\n", cast::ANDRE.name);
    let text = format!("Date,Start,Minutes,Type,Who,Peer,Notes\n{line}{line}");
    let page = read(&mut priya, "contacts", "log.csv", &text).await;
    assert!(
        page.says("1 row comes in") && page.says("1 row says the same"),
        "{}",
        page.text()
    );
    let page = priya.submit(&page.path, &[("same", "take")]).await;
    assert!(page.says("2 rows come in"), "{}", page.text());
}

#[tokio::test]
async fn an_import_that_was_cut_goes_on_where_it_was() {
    use crate::imports::{mover::Hands, parts, plan, queries};
    let house = house().await;
    let mut priya = house.priya().await;
    let page = read(&mut priya, "contacts", "log.csv", &sheet()).await;
    let id: domain::id::Id<()> = page.path.rsplit('/').next().unwrap().parse().unwrap();
    let id = id.get();
    // Staged and decided, and then the program ended.
    let now = house.clock.seconds();
    let moment = jiff::Timestamp::from_second(now).unwrap();
    let import = house
        .read(move |tx| queries::find(tx, cast::HARBOR, id))
        .await
        .unwrap();
    let (bytes, ground) = house
        .read(move |tx| {
            let place = (cast::HARBOR, cast::PEER_PROGRAM);
            let target = sheets::Target::Contacts;
            Ok((
                queries::file(tx, cast::HARBOR, id)?,
                crate::imports::desk::ground(tx, place, target, moment, &[])?,
            ))
        })
        .await;
    let book = crate::imports::desk::read(&bytes, "log.csv").unwrap();
    let mapping = serde_json::from_str(&import.mapping).unwrap();
    let words = crate::imports::desk::words(&ground.lists, &kit::words::Words::kit().unwrap());
    let answers = serde_json::from_str(&import.answers).unwrap();
    let plan = plan::plan(&book, &mapping, &answers, &ground, &words);
    let staging = parts::Staging {
        now: moment,
        chance: &*house.chance,
    };
    let parts = parts::cut(&plan, &ground, &staging);
    let db = house.db().db.clone();
    crate::imports::mover::stage(&db, cast::HARBOR, (id, 7), &parts)
        .await
        .unwrap();
    let decision = queries::Decision {
        version: 1,
        attempt: 7,
        planned: 2,
        left_out: 1,
    };
    house
        .write(move |tx| queries::decide(tx, cast::HARBOR, id, decision, now))
        .await;
    assert!(priya.get(&page.path).await.says("0 of 2 are in"));
    let hands = Hands {
        db,
        clock: house.clock.clone(),
        chance: house.chance.clone(),
    };
    // Two that start at once do not bring anything in twice.
    let (one, other) = tokio::join!(
        hands.finish_what_was_decided(),
        hands.go_on(cast::HARBOR, id)
    );
    one.unwrap();
    other.unwrap();
    assert!(priya.get(&page.path).await.says("2 contacts came in"));
    assert_eq!(count(&house, &PARTS).await, 0);
}
