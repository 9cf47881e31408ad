//! Stories of leaving with everything.

use std::io::Read as _;

use testkit::{House, Person, Shown, cast, house};

use super::{
    pack::{Label, pack},
    queries::leaves,
};

async fn asked(house: &House) -> (Person, Shown) {
    let mut priya = house.priya().await;
    priya.get("/leave-with-everything").await;
    let form = [("recipient", "State University"), ("purpose", "We move")];
    let page = priya.submit("/leave-with-everything", &form).await;
    assert!(
        page.says("A privacy officer sees it now."),
        "{}",
        page.text()
    );
    (priya, page)
}

fn path(page: &Shown) -> String {
    let at = page.body.find("departure-").expect("a departure") + 10;
    format!("/leave-with-everything/{}", &page.body[at..at + 13])
}

#[tokio::test]
async fn nobody_leaves_with_everything_alone() {
    let house = house().await;
    let (mut priya, page) = asked(&house).await;
    let path = path(&page);
    assert_eq!(priya.get(&format!("{path}/file")).await.status, 404);
    assert_eq!(
        priya
            .post(&format!("{path}/answer"), &[("answer", "agree")])
            .await
            .status,
        404
    );
    let mut oliver = house.oliver().await;
    oliver.get("/leave-with-everything").await;
    let agreed = oliver
        .submit(&format!("{path}/answer"), &[("answer", "agree")])
        .await;
    assert!(agreed.says("Agreed."), "{}", agreed.text());
    // The officer agrees and takes nothing.
    assert_eq!(oliver.get(&format!("{path}/file")).await.status, 404);
    let file = priya.get(&format!("{path}/file")).await;
    assert_eq!(file.status, 200);
    assert_eq!(file.header("content-type"), "application/zip");
    assert!(file.body.starts_with("PK"));
    // It stands in the ledger, for whoever asks what left.
    let ledger = oliver.get("/program/disclosures").await;
    for said in [
        "Everything the agency keeps",
        "State University",
        "Everybody",
    ] {
        assert!(ledger.says(said), "{}", ledger.text());
    }
    house.clock.forward(8 * 24 * 3600);
    let mut priya = house.priya().await;
    assert_eq!(
        priya.get(&format!("{path}/file")).await.status,
        404,
        "a week later"
    );
}

#[tokio::test]
async fn a_declined_file_is_not_there() {
    let house = house().await;
    let (mut priya, page) = asked(&house).await;
    let path = path(&page);
    let mut oliver = house.oliver().await;
    oliver.get("/leave-with-everything").await;
    oliver
        .submit(&format!("{path}/answer"), &[("answer", "decline")])
        .await;
    assert_eq!(priya.get(&format!("{path}/file")).await.status, 404);
}

#[tokio::test]
async fn the_file_holds_every_table_and_says_what_it_means() {
    let house = house().await;
    let db = house.db().db.clone();
    let label = Label {
        agency: "Harbor".into(),
        recipient: "State University".into(),
        purpose: "We move".into(),
        at: jiff::Timestamp::from_second(house.clock.seconds()).unwrap(),
    };
    let bytes = tokio::task::spawn_blocking(move || {
        let mut bytes = vec![];
        pack(&db, cast::HARBOR, &label, &mut bytes).map(|()| bytes)
    })
    .await
    .unwrap()
    .unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = |name: &str| {
        let mut text = String::new();
        zip.by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let readme = text("README.txt");
    assert!(readme.contains("42 CFR part 2") && readme.contains("State University"));
    for leaving in leaves() {
        assert!(readme.contains(leaving.means), "{}", leaving.table);
        let lines = text(&format!("records/{}.jsonl", leaving.table));
        let rows = text(&format!("records/{}.csv", leaving.table));
        let objects: Vec<serde_json::Value> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        for object in &objects {
            assert_eq!(object.as_object().unwrap().len(), leaving.columns.len());
        }
        assert!(rows.lines().count() > objects.len(), "{}", leaving.table);
    }
    let people = text("records/participant.jsonl");
    assert!(people.contains(cast::ANDRE.name));
    assert!(!people.contains(cast::BRIANNA.name), "another agency");
    let folder = format!("to-move-in/harbor-peer-support-{}", cast::PEER_PROGRAM);
    let again = text(&format!("{folder}/participants.csv"));
    assert!(again.contains(cast::ANDRE.name) && again.contains(cast::DEE.email));
    assert!(!text("records/account.jsonl").contains("hash"));
}

const COUNTS: storage::Sql = storage::Sql::new(
    "test.counts",
    "SELECT month, kind, setting, contacts, minutes FROM contact_count \
     ORDER BY month, kind, setting",
);

async fn comes_in(house: &House, sheet: &[u8]) -> Vec<(i64, String, String, i64, i64)> {
    let mut priya = house.priya().await;
    priya.get("/imports").await;
    let page = priya
        .bring("/imports", &[("what", "contacts")], ("log.csv", sheet))
        .await;
    let done = priya.submit(&format!("{}/bring-in", page.path), &[]).await;
    assert!(done.says("contacts came in"), "{}", done.text());
    house.read(|tx| tx.all(&COUNTS, &[])).await
}

#[tokio::test]
async fn what_leaves_comes_in_again_with_the_same_counts() {
    let (here, there) = (house().await, house().await);
    let andre = cast::ANDRE.name;
    let sheet = format!(
        "Date,Start,Minutes,Type,Location,Who,Peer worker,Notes\n\
         2/2/2026,10:00 AM,45,Visit,Cafe,{andre},Dee Alvarez,\"Coffee, and\na form\"\n\
         2/3/2026,,20,Call,,{andre},Dee Alvarez,=1+1\n\
         1/5/2026,11:30 PM,30,Call,Home,{andre},Dee Alvarez,Late\n"
    );
    let before = comes_in(&here, sheet.as_bytes()).await;
    assert_eq!(before.len(), 3);
    let label = Label {
        agency: "Harbor".into(),
        recipient: String::new(),
        purpose: String::new(),
        at: jiff::Timestamp::from_second(here.clock.seconds()).unwrap(),
    };
    let db = here.db().db.clone();
    let bytes = tokio::task::spawn_blocking(move || {
        let mut bytes = vec![];
        pack(&db, cast::HARBOR, &label, &mut bytes).map(|()| bytes)
    })
    .await
    .unwrap()
    .unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let name = format!(
        "to-move-in/harbor-peer-support-{}/contacts.csv",
        cast::PEER_PROGRAM
    );
    let mut again = vec![];
    zip.by_name(&name).unwrap().read_to_end(&mut again).unwrap();
    assert_eq!(comes_in(&there, &again).await, before);
}
