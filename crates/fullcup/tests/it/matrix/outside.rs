//! The same expectations, asked of the real program over the wire, with the accounts that it
//! invents: doors that name no record, for every set of roles and every standing.

use std::collections::BTreeMap;

use super::evaluate::{ROLES, STATES};
use crate::{client::Client, program::Place};

#[test]
fn the_real_program_keeps_the_same_promises() {
    let place = Place::new();
    let accounts = place.generate();
    let server = place.serve();
    let book = super::book();
    let mut asked = BTreeMap::new();
    let mut found = vec![];
    for account in &accounts {
        let roles = account.roles.join("+");
        let role = ROLES.iter().find(|role| {
            let mut known: Vec<_> = role.split('+').collect();
            let mut held: Vec<_> = roles.split('+').collect();
            known.sort_unstable();
            held.sort_unstable();
            known == held
        });
        let state = STATES.iter().find(|state| **state == account.state);
        let (Some(role), Some(state)) = (role, state) else {
            continue;
        };
        if asked
            .insert((*role, *state), account.email.clone())
            .is_some()
        {
            continue;
        }
        let mut client = Client::default();
        let fields = [
            ("email", account.email.as_str()),
            ("password", account.password.as_str()),
        ];
        let entered = client
            .post(server.address, "/sign-in", &fields)
            .expect("an answer");
        // Who left, left more than 90 days ago here: not even what is theirs alone opens.
        let promised = if *state == "active" { 303 } else { 422 };
        if entered.status != promised {
            found.push(format!("{role}, {state}: sign-in is {}", entered.status));
        }
        for cell in book.cells(role) {
            let row = &book.rows[cell.row];
            let plain = row.record == "-" && !row.path.contains('{');
            if row.method != "GET" || cell.state != *state || !plain {
                continue;
            }
            let answer = client.get(server.address, &row.path).expect("an answer");
            if answer.status != cell.status {
                let (path, status) = (&row.path, answer.status);
                found.push(format!(
                    "GET {path} by {role}, {state}: promised {}, got {status}",
                    cell.status
                ));
            }
        }
    }
    server.stop();
    assert!(found.is_empty(), "{}", found.join("\n"));
    for role in [
        "peer-worker",
        "peer-supervisor",
        "program-manager",
        "administrator",
    ] {
        assert!(
            asked.contains_key(&(role, "active")),
            "nobody was a {role}: {asked:?}"
        );
    }
    for state in ["invited", "suspended", "left"] {
        assert!(
            asked.keys().any(|(_, known)| *known == state),
            "nobody was {state}: {asked:?}"
        );
    }
}
