//! Stories of moving in.

use people::account::{self, Listing};
use testkit::{House, Person, Shown, cast, house};

mod contacts;
mod files;
mod participants;

/// Sends a file to be read as rows of this kind.
async fn read(person: &mut Person, what: &str, name: &str, text: &str) -> Shown {
    let place = match what {
        "people" => "/accounts/imports",
        _ => "/imports",
    };
    person.get(place).await;
    person
        .bring(place, &[("what", what)], (name, text.as_bytes()))
        .await
}

/// Brings in what the page shows.
async fn bring_in(person: &mut Person, page: &Shown, more: &[(&str, &str)]) -> Shown {
    person
        .submit(&format!("{}/bring-in", page.path), more)
        .await
}

async fn count(house: &House, sql: &'static storage::Sql) -> i64 {
    house.read(|tx| tx.one(sql, &[])).await
}

const IMPORTED: storage::Sql = storage::Sql::new("test.rows", "SELECT COUNT(*) FROM import_row");
const PARTS: storage::Sql = storage::Sql::new("test.parts", "SELECT COUNT(*) FROM import_part");
const PIECES: storage::Sql = storage::Sql::new("test.pieces", "SELECT COUNT(*) FROM import_file");

#[tokio::test]
async fn an_administrator_brings_in_the_people_who_work_here() {
    let house = house().await;
    let mut sam = house.sam().await;
    let page = read(
        &mut sam,
        "people",
        "people.csv",
        "Name,E-mail,Role,Active\nWren Abara,wren@example.org,Peer worker,yes\n\
         Noor Haddad,noor@example.org,Peer supervisor,yes\nOld Hand,old@example.org,Peer worker,no\n",
    )
    .await;
    assert!(page.says("3 rows come in"), "{}", page.text());
    assert!(page.says("Wren Abara") && page.says("Peer supervisor"));
    let page = bring_in(&mut sam, &page, &[]).await;
    assert!(page.says("3 accounts came in"), "{}", page.text());
    let accounts = house
        .read(|tx| account::list(tx, cast::HARBOR, &Listing::default(), 100))
        .await;
    let standing = |name: &str| {
        let found = accounts.iter().find(|account| account.name == name);
        found.expect("an account").standing
    };
    assert_eq!(standing("Wren Abara"), account::Standing::Invited);
    assert_eq!(standing("Old Hand"), account::Standing::Left);
}

#[tokio::test]
async fn a_manager_brings_in_no_accounts_and_an_administrator_no_records() {
    let house = house().await;
    let (mut priya, mut sam) = (house.priya().await, house.sam().await);
    assert!(!priya.get("/imports").await.says("People who work here"));
    assert!(!sam.get("/accounts/imports").await.says("Contacts"));
    assert_eq!(sam.get("/imports").await.status, 404);
    assert_eq!(priya.get("/accounts/imports").await.status, 404);
    let people = "Name,E-mail\nWren Abara,wren@example.org\n";
    assert_eq!(
        read(&mut priya, "people", "a.csv", people).await.status,
        404
    );
    let names = "Name\nWren Abara\n";
    assert_eq!(
        read(&mut sam, "participants", "a.csv", names).await.status,
        404
    );
}

#[tokio::test]
async fn an_open_file_is_seen_by_whoever_brought_it_alone() {
    let house = house().await;
    let mut priya = house.priya().await;
    let page = read(&mut priya, "participants", "a.csv", "Name\nWren Abara\n").await;
    assert!(page.says("Wren Abara"));
    for mut other in [house.sam().await, house.dee().await, house.oliver().await] {
        assert_eq!(other.get(&page.path).await.status, 404);
    }
}
