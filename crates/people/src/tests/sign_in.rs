//! Signing in with a password: limits, sameness, codes.

use std::sync::LazyLock;

use domain::id::AccountId;
use domain::role::Role;
use storage::{Error, Sql};

use super::{Dice, HOUR, House, NOW, known, stranger};
use crate::{
    account::{self, Standing},
    guess, notice,
    password::{self, Hasher},
    session::Token,
    sign_in::{self, Begun, Client, CodeEnd, Entered, Finished},
    totp,
};

const PASSWORD: &str = "nine quiet herons by the river";

/// One hash of [`PASSWORD`] for all tests: it is slow on purpose.
pub(super) static HASH: LazyLock<String> =
    LazyLock::new(|| Hasher::new().hash(PASSWORD, &Dice::new(9)).expect("a turn"));

fn with_password(house: &House, name: &str) -> AccountId {
    let account = house.person(name, &[Role::PeerWorker]);
    let agency = house.agency;
    house.write(move |tx| password::set(tx, agency, account, &HASH, NOW));
    account
}

fn begin(house: &House, email: &str, client: &Client, now: i64) -> Begun {
    let (email, client, dice) = (email.to_owned(), client.clone(), house.dice);
    house.write(move |tx| sign_in::begin(tx, &email, &client, now, dice))
}

/// A whole try; whether the password is right is told, not computed.
fn tried(house: &House, email: &str, right: bool, client: &Client, now: i64) -> Option<Finished> {
    let Begun::Try(attempt) = begin(house, email, client, now) else {
        return None;
    };
    let (client, dice) = (client.clone(), house.dice);
    Some(house.write(move |tx| sign_in::finish(tx, &attempt, right, &client, now, dice)))
}

fn entered(finished: Option<Finished>) -> Entered {
    match finished {
        Some(Finished::In(entered)) => entered,
        other => panic!("not in: {other:?}"),
    }
}

#[test]
fn the_right_password_opens_a_session_and_makes_the_browser_known() {
    let house = House::new();
    let dee = with_password(&house, "Dee");
    let Begun::Try(attempt) = begin(&house, " DEE@harbor.example ", &stranger(), NOW) else {
        panic!("no try")
    };
    let hasher = Hasher::new();
    assert_eq!(hasher.check(PASSWORD, attempt.stored()), Ok(true));
    assert_eq!(
        hasher.check("nine quiet herons by the lake", attempt.stored()),
        Ok(false)
    );
    let first = entered(tried(&house, "dee@harbor.example", true, &stranger(), NOW));
    assert!(first.first && first.account == dee);
    let who = house.who(&first.token, NOW);
    assert_eq!(who.account, dee);
    // The same browser again: known, so the cookie stays and nobody is told.
    let again = entered(tried(
        &house,
        "dee@harbor.example",
        true,
        &known(&first.client),
        NOW,
    ));
    assert!(!again.first && again.client == first.client);
    assert_ne!(again.token.0, first.token.0);
    let asking = who.clone();
    assert!(
        house
            .read(move |tx| notice::list(tx, &asking, 9))
            .is_empty()
    );
    // Another browser: the owner is told.
    entered(tried(&house, "dee@harbor.example", true, &stranger(), NOW));
    let told = house.read(move |tx| notice::list(tx, &who, 9));
    assert_eq!(
        (told[0].kind, told[0].detail.as_str()),
        (notice::Kind::NewDevice, "Firefox/Android")
    );
}

#[test]
fn two_people_on_one_phone_are_both_known_there() {
    let house = House::new();
    with_password(&house, "Dee");
    with_password(&house, "Sam");
    let dee = entered(tried(&house, "dee@harbor.example", true, &stranger(), NOW));
    let sam = entered(tried(
        &house,
        "sam@harbor.example",
        true,
        &known(&dee.client),
        NOW,
    ));
    for email in ["dee@harbor.example", "sam@harbor.example"] {
        let again = entered(tried(&house, email, true, &known(&sam.client), NOW));
        assert_eq!(again.client, sam.client);
    }
    assert_eq!(sam.client.split('.').count(), 2);
}

#[test]
fn a_planted_cookie_makes_no_browser_known() {
    let house = House::new();
    with_password(&house, "Dee");
    let planted = "A".repeat(43);
    let dee = entered(tried(
        &house,
        "dee@harbor.example",
        true,
        &known(&planted),
        NOW,
    ));
    assert!(!dee.client.starts_with(&planted));
    // Only the new token counts: with the planted one the try is a stranger's.
    for _ in 0..guess::UNKNOWN {
        assert!(tried(&house, "dee@harbor.example", false, &known(&planted), NOW).is_some());
    }
    assert!(tried(&house, "dee@harbor.example", false, &known(&planted), NOW).is_none());
    assert!(
        tried(
            &house,
            "dee@harbor.example",
            false,
            &known(&dee.client),
            NOW
        )
        .is_some()
    );
}

#[test]
fn ten_guesses_an_hour_reach_the_hash_and_the_owner_is_never_locked_out() {
    let house = House::new();
    with_password(&house, "Dee");
    let email = "dee@harbor.example";
    let home = entered(tried(&house, email, true, &stranger(), NOW));
    let mut reached = 0;
    for second in 0..600 {
        let at = NOW + second * 6;
        reached += i64::from(tried(&house, email, false, &stranger(), at).is_some());
        if second % 20 == 0 {
            // The owner signs in from the browser they always use.
            entered(tried(&house, email, true, &known(&home.client), at));
        }
    }
    assert_eq!(reached, guess::UNKNOWN);
    // An hour after the first guess, one more.
    assert!(tried(&house, email, false, &stranger(), NOW + HOUR).is_some());
    assert!(tried(&house, email, false, &stranger(), NOW + HOUR).is_none());
}

#[test]
fn a_stranger_learns_nothing_about_who_has_an_account() {
    let house = House::new();
    with_password(&house, "Dee");
    let suspended = with_password(&house, "Sue");
    let (by, dice) = (house.by(), house.dice);
    house
        .tries(move |tx| {
            account::change_standing(tx, &by, suspended, Standing::Suspended, NOW, dice)
        })
        .expect("suspended");
    house.person("Keyless", &[Role::PeerWorker]);
    let names = ["dee", "sue", "keyless", "nobody"].map(|name| format!("{name}@harbor.example"));
    for round in 0..12 {
        let answers: Vec<&str> = names
            .iter()
            .map(
                |email| match tried(&house, email, false, &stranger(), NOW) {
                    None => "wait",
                    Some(Finished::Wrong) => "wrong",
                    Some(other) => panic!("{other:?}"),
                },
            )
            .collect();
        let expected = if round < guess::UNKNOWN {
            "wrong"
        } else {
            "wait"
        };
        assert_eq!(answers, [expected; 4], "round {round}");
    }
    // The right password of a suspended account is wrong too.
    let answer = tried(&house, &names[1], true, &stranger(), NOW + HOUR);
    assert!(matches!(answer, Some(Finished::Wrong)));
}

#[test]
fn a_refused_try_leaves_a_leaf_for_the_agency() {
    let house = House::new();
    let dee = with_password(&house, "Dee");
    tried(&house, "dee@harbor.example", false, &stranger(), NOW);
    tried(&house, "nobody@harbor.example", false, &stranger(), NOW);
    let leaves: Vec<i64> = house.read(|tx| {
        tx.all(
            &Sql::new(
                "test.leaves",
                "SELECT account_id FROM audit_leaf WHERE action = 'session.refuse'",
            ),
            &[],
        )
    });
    assert_eq!(leaves, [dee.get()]);
}

#[test]
fn guesses_are_forgotten_when_they_no_longer_count() {
    let house = House::new();
    tried(&house, "nobody@harbor.example", false, &stranger(), NOW);
    assert_eq!(house.write(move |tx| crate::purge(tx, NOW + HOUR - 1)), 0);
    assert_eq!(house.write(move |tx| crate::purge(tx, NOW + HOUR)), 1);
}

/// Turns codes on for the account; the secret.
fn with_codes(house: &House, account: AccountId) -> totp_rs::Totp {
    let who = house.who(&house.session(account, NOW), NOW);
    let (asking, dice) = (who.clone(), house.dice);
    let enrollment = house
        .write(move |tx| totp::enroll(tx, &asking, "Fullcup: Harbor", dice))
        .expect("codes are off");
    let app = totp_rs::Totp::from_url(&enrollment.url).expect("an app can read the address");
    assert_eq!(app.secret().to_base32(), enrollment.secret);
    let code = app.generate(NOW.cast_unsigned()).to_string();
    let asking = who.clone();
    let wrong = house.write(move |tx| totp::confirm(tx, &asking, "000000", NOW, dice));
    assert!(wrong.is_none());
    let asking = who.clone();
    let token = house.write(move |tx| totp::confirm(tx, &asking, &code, NOW, dice));
    house.who(&token.expect("codes are on"), NOW);
    let again = house.write(move |tx| totp::enroll(tx, &who, "Fullcup", dice));
    assert!(again.is_none(), "codes in use are not replaced");
    app
}

fn half_way(house: &House, email: &str, client: &Client, now: i64) -> Token {
    match tried(house, email, true, client, now) {
        Some(Finished::Code(token)) => token,
        other => panic!("no code was asked: {other:?}"),
    }
}

fn code(house: &House, half_way: &Token, typed: &str, client: &Client, now: i64) -> CodeEnd {
    let (token, typed, client) = (half_way.0.clone(), typed.to_owned(), client.clone());
    let dice = house.dice;
    house.write(move |tx| sign_in::code(tx, &token, &typed, &client, now, dice))
}

#[test]
fn a_six_digit_code_works_once() {
    let house = House::new();
    let dee = with_password(&house, "Dee");
    let app = with_codes(&house, dee);
    let email = "dee@harbor.example";
    let at = NOW + 90;
    let typed = app.generate(at.cast_unsigned()).to_string();
    let half = half_way(&house, email, &stranger(), at);
    assert!(
        matches!(house.look_up(&half, at), crate::session::Seen::Nobody),
        "half way is not in"
    );
    let CodeEnd::In(dee) = code(&house, &half, &typed, &stranger(), at) else {
        panic!("the code was not taken")
    };
    house.who(&dee.token, at);
    assert!(matches!(
        code(&house, &half, &typed, &stranger(), at),
        CodeEnd::Over
    ));
    let half = half_way(&house, email, &stranger(), at);
    assert!(matches!(
        code(&house, &half, &typed, &stranger(), at),
        CodeEnd::Wrong
    ));
    // The code that turned them on is used as well.
    let first = app.generate(NOW.cast_unsigned()).to_string();
    assert!(matches!(
        code(&house, &half, &first, &stranger(), NOW + 29),
        CodeEnd::Wrong
    ));
}

#[test]
fn half_a_sign_in_ends_after_five_minutes_or_five_wrong_codes() {
    let house = House::new();
    let dee = with_password(&house, "Dee");
    let app = with_codes(&house, dee);
    let email = "dee@harbor.example";
    let late = NOW + 90 + sign_in::HALF_WAY;
    let half = half_way(&house, email, &stranger(), NOW + 90);
    let typed = app.generate(late.cast_unsigned()).to_string();
    assert!(matches!(
        code(&house, &half, &typed, &stranger(), late),
        CodeEnd::Over
    ));
    let half = half_way(&house, email, &stranger(), late);
    for _ in 0..5 {
        assert!(matches!(
            code(&house, &half, "000000", &stranger(), late),
            CodeEnd::Wrong
        ));
    }
    assert!(matches!(
        code(&house, &half, &typed, &stranger(), late),
        CodeEnd::Over
    ));
}

#[test]
fn someone_who_has_the_password_guesses_ten_codes_an_hour_and_the_owner_still_comes_in() {
    let house = House::new();
    let dee = with_password(&house, "Dee");
    let email = "dee@harbor.example";
    let home = entered(tried(&house, email, true, &stranger(), NOW));
    let app = with_codes(&house, dee);
    let at = NOW + 90;
    let mut reached = 0;
    for _ in 0..40 {
        let half = half_way(&house, email, &stranger(), at);
        while matches!(
            code(&house, &half, "000000", &stranger(), at),
            CodeEnd::Wrong
        ) {
            reached += 1;
        }
    }
    assert_eq!(reached, guess::UNKNOWN);
    let mine = known(&home.client);
    let half = half_way(&house, email, &mine, at);
    let typed = app.generate(at.cast_unsigned()).to_string();
    assert!(matches!(
        code(&house, &half, &typed, &mine, at),
        CodeEnd::In(_)
    ));
}

#[test]
fn turning_codes_off_asks_for_none_again() {
    let house = House::new();
    let dee = with_password(&house, "Dee");
    with_codes(&house, dee);
    let token = house.session(dee, NOW);
    let (who, dice) = (house.who(&token, NOW), house.dice);
    let renewed = house.write(move |tx| totp::remove(tx, &who, NOW, dice));
    assert_ne!(renewed.0, token.0);
    entered(tried(&house, "dee@harbor.example", true, &stranger(), NOW));
}

#[test]
fn a_new_password_signs_every_other_device_out() {
    let house = House::new();
    let dee = with_password(&house, "Dee");
    let (here, there) = (house.session(dee, NOW), house.session(dee, NOW));
    let who = house.who(&here, NOW);
    let asking = who.clone();
    assert_eq!(
        house.read(move |tx| password::stored(tx, &asking)),
        Some(HASH.clone())
    );
    let dice = house.dice;
    let asking = who.clone();
    let new = house.write(move |tx| password::change(tx, &asking, "another hash", NOW + 1, dice));
    for old in [&here, &there] {
        assert!(!matches!(
            house.look_up(old, NOW + 1),
            crate::session::Seen::Live(_)
        ));
    }
    assert_eq!(house.who(&new, NOW + 1).account, dee);
    let agency = house.agency;
    let words = house.read(move |tx| password::own_words(tx, agency, dee));
    assert_eq!(
        words,
        ["Dee", "dee@harbor.example", "Harbor Peer Support", "Harbor"]
    );
}

#[test]
fn an_error_in_the_middle_lets_nobody_in() {
    let house = House::new();
    with_password(&house, "Dee");
    let Begun::Try(attempt) = begin(&house, "dee@harbor.example", &stranger(), NOW) else {
        panic!("no try")
    };
    let dice = house.dice;
    let failed: Result<Finished, Error> = house.tries(move |tx| {
        sign_in::finish(tx, &attempt, true, &stranger(), NOW, dice)?;
        Err(Error::Full)
    });
    assert!(matches!(failed, Err(Error::Full)));
    let sessions: i64 = house.read(|tx| {
        tx.one(
            &Sql::new("test.sessions", "SELECT COUNT(*) FROM session"),
            &[],
        )
    });
    assert_eq!(sessions, 0);
}
