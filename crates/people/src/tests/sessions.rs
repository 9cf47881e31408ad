//! Sessions cannot be fixed, shared or revived (promises P11 and P19).

use domain::role::Role;
use storage::Error;

use super::{HOUR, House, NOW};
use crate::{
    account::{self, Standing},
    session::{self, Seen},
};

#[test]
fn a_token_opens_the_session_with_all_that_a_page_needs() {
    let house = House::new();
    let dee = house.person("Dee Alvarez", &[Role::PeerWorker]);
    let token = house.session(dee, NOW);
    let who = house.who(&token, NOW + 60);
    assert_eq!(
        (who.account, who.agency, who.program),
        (dee, house.agency, house.program)
    );
    assert_eq!(
        (who.first_name(), who.zone.as_str()),
        ("Dee", "America/New_York")
    );
    assert_eq!(
        (who.language.as_str(), who.theme.as_str(), who.team),
        ("en", "auto", None)
    );
    assert!(who.is(Role::PeerWorker) && !who.is(Role::PeerSupervisor));
    assert!(session::is_touch_due(&who, NOW + 60) && !session::is_touch_due(&who, NOW + 59));
}

#[test]
fn a_token_that_nobody_was_given_opens_nothing() {
    let house = House::new();
    let dee = house.person("Dee", &[Role::PeerWorker]);
    let token = house.session(dee, NOW);
    let mut wrong = token.0.clone();
    wrong.replace_range(0..1, if wrong.starts_with('A') { "B" } else { "A" });
    for guess in [
        wrong,
        String::new(),
        format!("{} ", token.0),
        token.0.to_lowercase(),
    ] {
        assert!(matches!(
            house.look_up(&session::Token(guess), NOW),
            Seen::Nobody
        ));
    }
}

#[test]
fn the_database_does_not_hold_the_token() {
    let house = House::new();
    let dee = house.person("Dee", &[Role::PeerWorker]);
    let token = house.session(dee, NOW);
    let stored: Vec<Vec<u8>> = house.read(|tx| {
        tx.all(
            &storage::Sql::new("test.tokens", "SELECT token_hash FROM session"),
            &[],
        )
    });
    assert_eq!(stored.len(), 1);
    assert_ne!(stored[0], token.0.as_bytes());
    assert_eq!(stored[0], crate::token::hash(&token.0));
}

#[test]
fn an_hour_without_a_request_ends_a_session() {
    let house = House::new();
    let dee = house.person("Dee", &[Role::PeerWorker]);
    let token = house.session(dee, NOW);
    let who = house.who(&token, NOW + HOUR - 1);
    let Seen::Ended { account } = house.look_up(&token, NOW + HOUR) else {
        panic!("the session is still open after an hour")
    };
    assert_eq!(account, dee);
    house.write(move |tx| session::touch(tx, &who, NOW + HOUR - 1));
    assert!(matches!(
        house.look_up(&token, NOW + 2 * HOUR - 2),
        Seen::Live(_)
    ));
}

#[test]
fn a_day_ends_a_session_however_busy_it_is() {
    let house = House::new();
    let dee = house.person("Dee", &[Role::PeerWorker]);
    let token = house.session(dee, NOW);
    let mut now = NOW;
    while now + HOUR / 2 < NOW + 24 * HOUR {
        now += HOUR / 2;
        let who = house.who(&token, now);
        house.write(move |tx| session::touch(tx, &who, now));
    }
    assert!(matches!(
        house.look_up(&token, NOW + 24 * HOUR - 1),
        Seen::Live(_)
    ));
    assert!(matches!(
        house.look_up(&token, NOW + 24 * HOUR),
        Seen::Ended { .. }
    ));
}

#[test]
fn an_ended_session_never_comes_back() {
    let house = House::new();
    let dee = house.person("Dee", &[Role::PeerWorker]);
    // Idle: a late touch, with the person read while it was open, changes nothing.
    let idle = house.session(dee, NOW);
    let who = house.who(&idle, NOW);
    let late = who.clone();
    house.write(move |tx| session::touch(tx, &late, NOW + HOUR));
    assert!(matches!(
        house.look_up(&idle, NOW + HOUR + 1),
        Seen::Ended { .. }
    ));
    // Signed out elsewhere: neither touch nor a new token.
    let (here, there) = (house.session(dee, NOW), house.session(dee, NOW));
    let (asking, other) = (house.who(&here, NOW), house.who(&there, NOW));
    assert_eq!(
        house.write(move |tx| session::end_elsewhere(tx, &asking, NOW + 1)),
        2
    );
    let gone = other.clone();
    house.write(move |tx| session::touch(tx, &gone, NOW + 90));
    assert!(matches!(
        house.look_up(&there, NOW + 90),
        Seen::Ended { .. }
    ));
    let dice = house.dice;
    assert!(matches!(
        house.tries(move |tx| session::renew(tx, &other, dice)),
        Err(Error::NoRow)
    ));
    assert!(matches!(house.look_up(&here, NOW + 90), Seen::Live(_)));
}

#[test]
fn signing_out_leaves_a_token_that_opens_nothing() {
    let house = House::new();
    let dee = house.person("Dee", &[Role::PeerWorker]);
    let token = house.session(dee, NOW);
    let who = house.who(&token, NOW);
    house.write(move |tx| session::sign_out(tx, &who));
    assert!(matches!(house.look_up(&token, NOW), Seen::Nobody));
}

#[test]
fn a_renewed_session_has_left_its_old_token_behind() {
    let house = House::new();
    let dee = house.person("Dee", &[Role::PeerWorker]);
    let old = house.session(dee, NOW);
    let (who, dice) = (house.who(&old, NOW), house.dice);
    let id = who.session;
    let new = house.write(move |tx| session::renew(tx, &who, dice));
    assert!(matches!(house.look_up(&old, NOW), Seen::Nobody));
    assert_eq!(house.who(&new, NOW).session, id);
}

#[test]
fn a_suspended_person_is_out_at_the_next_request_and_stays_out() {
    for standing in [Standing::Suspended, Standing::Left] {
        let house = House::new();
        let dee = house.person("Dee", &[Role::PeerWorker]);
        let token = house.session(dee, NOW);
        let (by, dice) = (house.by(), house.dice);
        house
            .tries(move |tx| account::change_standing(tx, &by, dee, standing, NOW + 1, dice))
            .expect("a change of standing");
        assert!(matches!(house.look_up(&token, NOW + 1), Seen::Nobody));
        // Active again: the old session is not revived.
        let by = house.by();
        house
            .tries(move |tx| {
                account::change_standing(tx, &by, dee, Standing::Active, NOW + 2, dice)
            })
            .or_else(|refused| match refused {
                // Someone who never came in is invited again instead.
                account::Refused::NotFromHere if standing == Standing::Left => Ok(()),
                other => Err(other),
            })
            .expect("active again");
        assert!(!matches!(house.look_up(&token, NOW + 2), Seen::Live(_)));
    }
}

#[test]
fn other_roles_end_the_sessions_that_had_the_old_ones() {
    let house = House::new();
    let dee = house.person("Dee", &[Role::PeerWorker, Role::PeerSupervisor]);
    let token = house.session(dee, NOW);
    let (by, dice) = (house.by(), house.dice);
    let roles = domain::role::Roles::of(&[Role::PeerWorker]);
    house
        .tries(move |tx| account::change_roles(tx, &by, dee, roles, NOW + 1, dice))
        .expect("other roles");
    assert!(matches!(house.look_up(&token, NOW + 1), Seen::Ended { .. }));
    let again = house.session(dee, NOW + 2);
    assert!(!house.who(&again, NOW + 2).is(Role::PeerSupervisor));
}

#[test]
fn a_person_sees_their_own_devices_and_ends_no_one_elses() {
    let house = House::new();
    let (dee, sam) = (
        house.person("Dee", &[Role::PeerWorker]),
        house.person("Sam", &[Role::PeerWorker]),
    );
    let first = house.session(dee, NOW);
    house.session(dee, NOW + 5);
    house.session(dee, NOW - 2 * HOUR);
    let theirs = house.session(sam, NOW);
    let (who, sams) = (house.who(&first, NOW), house.who(&theirs, NOW).session);
    let asking = who.clone();
    let devices = house.read(move |tx| session::devices(tx, &asking, NOW + 10));
    assert_eq!(devices.len(), 2, "the idle one is over");
    assert!(devices[0].this && devices[0].session == who.session);
    assert_eq!(devices[1].label, "Firefox/Android");
    let ending = who.clone();
    let refused = house.tries(move |tx| session::end(tx, &ending, sams, NOW));
    assert!(matches!(refused, Err(Error::NoRow)));
    assert!(matches!(house.look_up(&theirs, NOW), Seen::Live(_)));
    let other = devices[1].session;
    house.write(move |tx| session::end(tx, &who, other, NOW));
    assert!(matches!(house.look_up(&first, NOW), Seen::Live(_)));
}

#[test]
fn rows_of_sessions_go_a_week_after_their_end() {
    let house = House::new();
    let dee = house.person("Dee", &[Role::PeerWorker]);
    let token = house.session(dee, NOW);
    let day = 24 * HOUR;
    assert_eq!(house.write(move |tx| session::purge(tx, NOW + 8 * day)), 0);
    assert!(matches!(
        house.look_up(&token, NOW + 8 * day),
        Seen::Ended { .. }
    ));
    assert_eq!(
        house.write(move |tx| session::purge(tx, NOW + 8 * day + 1)),
        1
    );
    assert!(matches!(house.look_up(&token, NOW + 8 * day), Seen::Nobody));
}
