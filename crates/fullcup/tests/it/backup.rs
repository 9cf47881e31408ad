//! `fullcup backup` and `fullcup restore`.

use storage::{Sql, testing};

use crate::{
    client::Client,
    program::{Place, complaint, text},
};

const CONTACTS: Sql = Sql::new("it.contacts", "SELECT COUNT(*) FROM contact");

fn contacts(place: &Place) -> i64 {
    let db = place.open();
    let count = db.read_now(|tx| tx.one(&CONTACTS, &[])).expect("a count");
    db.close();
    count
}

#[test]
fn a_backup_taken_while_people_work_brings_everything_back() {
    let place = Place::new();
    let accounts = place.generate();
    let file = place.file("copy.db");
    let server = place.serve();
    let saved = place.run(&["backup", text(&file)]);
    assert!(saved.status.success(), "{}", complaint(&saved));
    if testing::on_postgres() {
        // What pg_restore reads; putting it back is that tool's work.
        let copy = std::fs::read(&file).expect("the copy");
        assert!(copy.starts_with(b"PGDMP"), "a copy by pg_dump");
        return;
    }
    let again = place.run(&["backup", text(&file)]);
    assert!(
        complaint(&again).contains("never replaces"),
        "{}",
        complaint(&again)
    );
    let worker = accounts
        .iter()
        .find(|account| account.walks())
        .expect("a worker");
    let mut client = Client::default();
    client.sign_in(server.address, &worker.email, &worker.password);
    let form = client
        .get(server.address, "/contacts/new")
        .expect("the form");
    let (with, key) = (
        form.value("with").expect("a person"),
        form.value("key").expect("a key"),
    );
    let fields = [
        ("key", key.as_str()),
        ("with", &with),
        ("kind", "text"),
        ("note", "After the backup."),
    ];
    let logged = client
        .post(server.address, "/contacts", &fields)
        .expect("an answer");
    assert_eq!(logged.status, 303, "{}", logged.text());
    let in_use = place.run(&["restore", text(&file)]);
    assert!(
        complaint(&in_use).contains("another Fullcup is using"),
        "{}",
        complaint(&in_use)
    );
    server.stop();
    assert_eq!(contacts(&place), 401);
    let restored = place.run(&["restore", text(&file)]);
    assert!(restored.status.success(), "{}", complaint(&restored));
    assert!(
        complaint(&restored).contains("is kept as"),
        "{}",
        complaint(&restored)
    );
    assert_eq!(contacts(&place), 400);
    let mut client = Client::default();
    let server = place.serve();
    client.sign_in(server.address, &worker.email, &worker.password);
    server.stop();
}

#[test]
fn a_backup_that_was_changed_is_not_restored() {
    if testing::on_postgres() {
        return;
    }
    let place = Place::new();
    place.generate();
    let file = place.file("copy.db");
    let saved = place.run(&["backup", text(&file)]);
    assert!(saved.status.success(), "{}", complaint(&saved));
    let mut bytes = std::fs::read(&file).expect("the copy");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).expect("a changed copy");
    let said = place.run(&["restore", text(&file)]);
    assert!(!said.status.success());
    assert!(
        complaint(&said).contains("was changed"),
        "{}",
        complaint(&said)
    );
    assert_eq!(contacts(&place), 400, "the records are as they were");
}

#[test]
fn nothing_is_saved_of_a_folder_without_a_database() {
    if testing::on_postgres() {
        return;
    }
    let place = Place::new();
    let file = place.file("copy.db");
    let said = place.run(&["backup", text(&file)]);
    assert!(!said.status.success());
    assert!(
        complaint(&said).contains("there is no database"),
        "{}",
        complaint(&said)
    );
    assert!(!file.exists());
}
