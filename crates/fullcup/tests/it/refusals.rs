//! What cannot be done says so in plain words, with what to do next, and nothing is lost.

use std::net::TcpListener;

use storage::{Sql, testing};

use crate::program::{Place, answer, complaint, refused};

const FUTURE: Sql = Sql::new(
    "it.future",
    "INSERT INTO schema_change (number, name, applied_at, oldest_binary_that_may_run)
     VALUES ($1, 'later', 0, $1)",
);

fn told(said: &str, words: &[&str]) {
    for word in words {
        assert!(said.contains(word), "{word:?} is not said: {said}");
    }
}

#[test]
fn a_data_folder_in_use_is_refused() {
    let place = Place::new();
    let server = place.serve();
    let second = place.run(&["--listen", "127.0.0.1:0"]);
    assert!(!second.status.success());
    told(&complaint(&second), &["another Fullcup is using", "--data"]);
    server.stop();
}

#[test]
fn a_port_in_use_is_refused() {
    let other = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = other.local_addr().expect("its address").to_string();
    let place = Place::new();
    let said = place.run(&["--listen", &address]);
    assert!(!said.status.success());
    told(&complaint(&said), &["is in use", "--listen 127.0.0.1:0"]);
}

#[test]
fn a_database_from_the_future_is_refused_and_left_as_it_is() {
    let place = Place::new();
    let db = place.open();
    let later = db.schema().expect("a number") + 1;
    db.write_now(move |tx| tx.run(&FUTURE, &[&later]))
        .expect("a row");
    db.close();
    for command in [&["serve"][..], &["audit", "head"], &["generate"]] {
        let said = place.run(command);
        assert!(!said.status.success(), "{command:?}");
        told(&complaint(&said), &["later Fullcup", "restore a backup"]);
    }
}

#[test]
fn a_postgresql_that_cannot_be_reached_is_refused_without_its_password() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let data = data.to_str().expect("a path");
    let url = "postgres://robin:s3cret@127.0.0.1:1/fullcup";
    for command in [
        &["serve"][..],
        &["audit", "head"],
        &["demo", "--today", "2026-03-02"],
    ] {
        let said = refused(&[command, &["--data", data, "--database", url]].concat());
        told(&said, &["PostgreSQL does not answer", "--database"]);
        assert!(!said.contains("s3cret"), "{said}");
    }
}

#[test]
fn plain_http_is_refused_anywhere_but_on_this_machine() {
    let place = Place::new();
    let open = place.run(&["--listen", "0.0.0.0:0"]);
    assert!(!open.status.success());
    told(
        &complaint(&open),
        &["without encryption", "--public-url https://"],
    );
    let plain = [
        "--listen",
        "127.0.0.1:0",
        "--public-url",
        "http://cup.example.org",
    ];
    let plain = place.run(&plain);
    assert!(!plain.status.success());
    told(&complaint(&plain), &["http://cup.example.org", "https"]);
}

#[test]
fn a_demo_never_goes_into_a_database_with_records() {
    let place = Place::new();
    place.generate();
    for command in [&["demo", "--keep"][..], &["generate"]] {
        let said = place.run(command);
        assert!(!said.status.success(), "{command:?}");
        told(&complaint(&said), &["has records already", "--data"]);
    }
}

#[test]
fn the_first_run_shows_a_code_in_the_terminal_alone_and_stops_gracefully() {
    let place = Place::new();
    let server = place.serve();
    let port = server.address.port();
    let (out, said) = server.stop();
    assert_eq!(out, "", "standard output carries the ready line alone");
    told(
        &said,
        &[
            &format!("http://localhost:{port}/set-up"),
            "type this code, once",
        ],
    );
}

#[test]
fn the_settings_in_force_are_shown_without_the_password() {
    let url = "postgres://cup:s3cret@db.example.org/fullcup";
    let said = answer(&crate::program::run(&["settings", "--database", url]));
    told(
        &said,
        &[
            "FULLCUP_DATA",
            "127.0.0.1:8420",
            "http://localhost:8420",
            "db.example.org",
        ],
    );
    assert!(!said.contains("s3cret"), "{said}");
}

#[test]
fn a_sound_house_gets_no_word_of_warning_about_its_records() {
    let place = Place::new();
    place.generate();
    let server = place.serve();
    let said = answer(&place.run(&["doctor"]));
    told(&said, &["Database:", "Records: every page", "--public-url"]);
    if !testing::on_postgres() {
        told(&said, &["Disk:"]);
    }
    assert!(!said.contains("WRONG"), "{said}");
    server.stop();
}

#[test]
fn the_doctor_says_what_is_wrong_and_fails() {
    let place = Place::new();
    place.open().close();
    let said = place.run(&["doctor", "--public-url", "http://cup.example.org"]);
    assert!(!said.status.success());
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    told(&text, &["WRONG", "http://cup.example.org"]);
}
