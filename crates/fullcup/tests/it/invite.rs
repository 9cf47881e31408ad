//! `fullcup invite`.

use std::thread;

use crate::{
    client::Client,
    program::{Place, answer, complaint},
};

#[test]
fn an_invitation_from_the_command_line_opens() {
    let place = Place::new();
    place.generate();
    let words = ["invite", "ada@example.org", "--name", "Ada Winter"];
    let unclear = place.run(&words);
    assert!(!unclear.status.success());
    assert!(
        complaint(&unclear).contains("Harbor Street Recovery Center"),
        "{}",
        complaint(&unclear)
    );
    let words = [&words[..], &["--agency", "Harbor Street Recovery Center"]].concat();
    let first = answer(&place.run(&words));
    let second = answer(&place.run(&words));
    let path = |link: &str| link.trim().replace("http://localhost:8420", "");
    assert!(path(&first).starts_with("/invitations/"), "{first}");
    let server = place.serve();
    let mut client = Client::default();
    let page = client.get(server.address, &path(&second)).expect("a page");
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Ada"), "{}", page.text());
    let closed = client.get(server.address, &path(&first)).expect("a page");
    assert!(
        !closed.text().contains("Ada"),
        "a new link closes the one before"
    );
    server.stop();
}

#[test]
fn nobody_is_invited_twice_nor_into_an_empty_house() {
    let place = Place::new();
    let said = place.run(&["invite", "ada@example.org", "--name", "Ada Winter"]);
    assert!(!said.status.success());
    assert!(
        complaint(&said).contains("nobody has set this Fullcup up"),
        "{}",
        complaint(&said)
    );
    let accounts = place.generate();
    let active = accounts
        .iter()
        .find(|account| account.state == "active")
        .expect("an account");
    let said = place.run(&["invite", &active.email, "--name", &active.name]);
    assert!(!said.status.success());
    assert!(
        complaint(&said).contains("has an account already"),
        "{}",
        complaint(&said)
    );
}

#[test]
fn invitations_beside_a_serving_house_leave_the_tree_whole() {
    let place = Place::new();
    let accounts = place.generate();
    let worker = accounts
        .iter()
        .find(|account| account.walks())
        .expect("a worker");
    let server = place.serve();
    let at = server.address;
    let links: Vec<String> = thread::scope(|scope| {
        // The house writes all the while: every look leaves a leaf.
        let looks = scope.spawn(|| {
            let mut client = Client::default();
            client.sign_in(at, &worker.email, &worker.password);
            for _ in 0..60 {
                assert_eq!(client.get(at, "/people").expect("a page").status, 200);
            }
        });
        let invites: Vec<_> = (0..4)
            .map(|number| {
                let place = &place;
                scope.spawn(move || {
                    let email = format!("ada{number}@example.org");
                    let agency = "Harbor Street Recovery Center";
                    let words = ["invite", &email, "--name", "Ada Winter", "--agency", agency];
                    answer(&place.run(&words))
                })
            })
            .collect();
        looks.join().expect("the house went on");
        invites
            .into_iter()
            .map(|invite| invite.join().expect("a link"))
            .collect()
    });
    for link in links {
        let path = link.trim().replace("http://localhost:8420", "");
        let page = Client::default().get(at, &path).expect("a page");
        assert!(page.text().contains("Ada"), "{}", page.text());
    }
    let heads = answer(&place.run(&["audit", "head"]));
    server.stop();
    let whole = answer(&place.run(&["audit", "verify"]));
    assert_eq!(whole.matches(": whole.").count(), 2, "{whole}");
    for head in heads.lines() {
        answer(&place.run(&["audit", "verify", "--head", head]));
    }
}
