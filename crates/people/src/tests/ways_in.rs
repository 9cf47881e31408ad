//! Invitations, the first run, recovery codes and ways back in.

use domain::id::{AccountId, AgencyId};
use domain::role::{Role, Roles};

use super::{HOUR, House, NOW, sign_in::HASH, stranger};
use crate::{
    Who,
    account::{self, Refused, Standing},
    agency::Program,
    invitation, notice, password, recovery,
    session::{self, How, Seen},
    setup::{self, Founding},
    sign_in::{self, Begun, Entered, Finished},
    totp, way_back,
};

fn invite(house: &House, name: &str) -> (AccountId, String) {
    let (new, by, dice) = (
        house.new_account(name, &[Role::PeerWorker]),
        house.by(),
        house.dice,
    );
    let id = new.id;
    let token = house
        .tries(move |tx| invitation::invite(tx, &by, &new, NOW, dice))
        .expect("invited");
    (id, token)
}

fn accept(house: &House, token: &str, now: i64) -> Option<Entered> {
    let (token, dice) = (token.to_owned(), house.dice);
    house.write(move |tx| invitation::accept(tx, &token, Some(&HASH), &stranger(), now, dice))
}

#[test]
fn an_invitation_lets_one_person_in_once() {
    let house = House::new();
    let (dee, token) = invite(&house, "Dee");
    let asked = token.clone();
    let found = house
        .read(move |tx| invitation::look(tx, &asked, NOW))
        .expect("it opens");
    assert_eq!((found.account, found.name.as_str()), (dee, "Dee"));
    assert_eq!(found.program, "Harbor Peer Support");
    let entered = accept(&house, &token, NOW + 60).expect("in");
    assert!(entered.first);
    assert_eq!(house.who(&entered.token, NOW + 60).account, dee);
    assert!(accept(&house, &token, NOW + 61).is_none());
    assert!(
        house
            .read(move |tx| invitation::look(tx, &token, NOW + 61))
            .is_none()
    );
    // Nobody who is in is invited again.
    let (by, dice) = (house.by(), house.dice);
    let again = house.tries(move |tx| invitation::make(tx, &by, dee, NOW, dice));
    assert!(matches!(again, Err(Refused::NotFromHere)));
}

#[test]
fn an_invitation_closes_after_seven_days_and_when_another_is_made_or_it_is_withdrawn() {
    let house = House::new();
    let (dee, first) = invite(&house, "Dee");
    assert!(accept(&house, &first, NOW + invitation::GOOD_FOR).is_none());
    let (by, dice) = (house.by(), house.dice);
    let second = house
        .tries(move |tx| invitation::make(tx, &by, dee, NOW, dice))
        .expect("another");
    assert!(accept(&house, &first, NOW).is_none());
    let by = house.by();
    house
        .tries(move |tx| account::change_standing(tx, &by, dee, Standing::Left, NOW, dice))
        .expect("withdrawn");
    assert!(accept(&house, &second, NOW).is_none());
    // Invited anew, the withdrawn link stays closed.
    let by = house.by();
    house
        .tries(move |tx| account::change_standing(tx, &by, dee, Standing::Invited, NOW, dice))
        .expect("invited again");
    assert!(accept(&house, &second, NOW).is_none());
}

#[test]
fn only_an_invitation_makes_an_invited_person_active() {
    let house = House::new();
    let (dee, _) = invite(&house, "Dee");
    for standing in [Standing::Active, Standing::Suspended] {
        let (by, dice) = (house.by(), house.dice);
        let done =
            house.tries(move |tx| account::change_standing(tx, &by, dee, standing, NOW, dice));
        assert!(matches!(done, Err(Refused::NotFromHere)));
    }
}

fn founding(house: &House) -> Founding {
    Founding {
        agency: house.id(),
        agency_name: "First".to_owned(),
        program: Program {
            id: house.id(),
            name: "First Program".to_owned(),
            sign_in_name: "First".to_owned(),
            zone: "America/Chicago".to_owned(),
        },
        account: house.id(),
        name: "Ada Reyes".to_owned(),
        email: "ada@first.example".to_owned(),
        roles: Roles::of(&[Role::PeerWorker]),
        language: "en".to_owned(),
    }
}

/// A house before its first agency.
fn empty() -> House {
    House {
        db: storage::testing::fresh(),
        agency: AgencyId::from_i64(0),
        program: domain::id::ProgramId::from_i64(0),
        dice: Box::leak(Box::new(super::Dice::new(3))),
    }
}

#[test]
fn the_code_in_the_terminal_founds_the_first_agency_and_then_the_page_is_gone() {
    let house = empty();
    let dice = house.dice;
    assert!(house.read(setup::is_wanted));
    let old = house
        .write(move |tx| setup::code(tx, NOW, dice))
        .expect("a code");
    let code = house
        .write(move |tx| setup::code(tx, NOW, dice))
        .expect("a newer code");
    let found = |typed: &str, founding: Founding| {
        let typed = typed.to_owned();
        house
            .tries(move |tx| setup::found(tx, &typed, &founding, &HASH, &stranger(), NOW, dice))
            .expect("an answer")
    };
    for wrong in [old.as_str(), "", "0000-0000-0000-0000"] {
        assert!(found(wrong, founding(&house)).is_none());
    }
    let ada = found(&code.to_lowercase(), founding(&house)).expect("founded");
    assert!(ada.first);
    let seen = house.look_up(&ada.token, NOW);
    let Seen::Live(who) = seen else {
        panic!("{seen:?}")
    };
    assert!(who.is(Role::Administrator) && who.is(Role::PeerWorker));
    assert_eq!(
        (who.zone.as_str(), who.name.as_str()),
        ("America/Chicago", "Ada Reyes")
    );
    assert!(!house.read(setup::is_wanted));
    assert!(found(&code, founding(&house)).is_none());
    assert!(house.write(move |tx| setup::code(tx, NOW, dice)).is_none());
}

#[test]
fn ten_recovery_codes_open_once_each_and_the_owner_is_told() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    let dice = house.dice;
    let asking = dee.clone();
    let old = house.write(move |tx| recovery::make(tx, &asking, NOW, dice));
    let asking = dee.clone();
    let codes = house.write(move |tx| recovery::make(tx, &asking, NOW, dice));
    assert_eq!(codes.len(), recovery::CODES);
    let enter = |email: &str, code: &str| {
        let (email, code) = (email.to_owned(), code.to_owned());
        let Begun::Try(attempt) =
            house.write(move |tx| sign_in::begin(tx, &email, &stranger(), NOW, dice))
        else {
            return None;
        };
        Some(house.write(move |tx| recovery::finish(tx, &attempt, &code, &stranger(), NOW, dice)))
    };
    let email = "dee@harbor.example";
    let Some(Finished::In(entered)) = enter(email, &codes[3].to_lowercase()) else {
        panic!("the code was not taken")
    };
    let who = house.who(&entered.token, NOW);
    let asking = who.clone();
    assert_eq!(
        house.read(move |tx| session::how(tx, &asking)),
        How::RecoveryCode
    );
    let asking = who.clone();
    assert_eq!(house.read(move |tx| recovery::left(tx, &asking)), 9);
    let told = house.read(move |tx| notice::list(tx, &who, 9));
    assert!(
        told.iter()
            .any(|n| n.kind == notice::Kind::RecoveryCodeUsed && n.detail == "9")
    );
    for (email, code) in [
        (email, &codes[3]),
        (email, &old[0]),
        ("nobody@harbor.example", &codes[0]),
    ] {
        assert!(matches!(enter(email, code), Some(Finished::Wrong)));
    }
    // Another person's code opens nothing, and codes count as guesses.
    house.person("Sam", &[Role::PeerWorker]);
    for _ in 0..10 {
        assert!(matches!(
            enter("sam@harbor.example", &codes[0]),
            Some(Finished::Wrong)
        ));
    }
    assert!(enter("sam@harbor.example", &codes[0]).is_none());
}

fn way_back(house: &House, who: &Who, account: AccountId) -> Result<String, Refused> {
    let (who, dice) = (who.clone(), house.dice);
    house.tries(move |tx| way_back::make(tx, &who, account, NOW, dice))
}

fn come_back(house: &House, token: &str, now: i64) -> Option<Entered> {
    let (token, dice) = (token.to_owned(), house.dice);
    house.write(move |tx| way_back::enter(tx, &token, &HASH, &stranger(), now, dice))
}

#[test]
fn a_way_back_is_made_by_the_workers_supervisor_or_an_administrator_of_the_agency() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker, Role::Administrator]);
    let loretta = house.signed_in("Loretta", &[Role::PeerSupervisor]);
    let marcus = house.signed_in("Marcus", &[Role::PeerSupervisor, Role::ProgramManager]);
    let ada = house.signed_in("Ada", &[Role::Administrator]);
    let sam = house.signed_in("Sam", &[Role::PeerWorker, Role::PrivacyOfficer]);
    let (by, dice, worker) = (house.by(), house.dice, dee.account);
    let slot = Some((loretta.account, ""));
    house
        .tries(move |tx| account::set_supervisor(tx, &by, worker, 2, slot, NOW, dice))
        .expect("a supervisor");
    for who in [&marcus, &sam, &dee] {
        assert!(
            matches!(way_back(&house, who, worker), Err(Refused::NotHere)),
            "{}",
            who.name
        );
    }
    for who in [&loretta, &ada] {
        way_back(&house, who, worker).expect("a link");
    }
    let (other, _) = house.another_agency("Lakeside");
    let far = Who {
        agency: other,
        ..ada
    };
    assert!(matches!(
        way_back(&house, &far, worker),
        Err(Refused::NotHere)
    ));
}

#[test]
fn a_way_back_opens_for_ten_minutes_once_and_tells_the_owner_twice() {
    let house = House::new();
    let ada = house.signed_in("Ada", &[Role::Administrator]);
    let dee = house.person("Dee", &[Role::PeerWorker]);
    let old = house.session(dee, NOW);
    let who = house.who(&old, NOW);
    let (asking, dice) = (who.clone(), house.dice);
    house.write(move |tx| {
        let secret = totp::enroll(tx, &asking, "Fullcup", dice)?.expect("off");
        let app = totp_rs::Totp::from_url(&secret.url).expect("an address");
        let code = app.generate(NOW.cast_unsigned()).to_string();
        totp::confirm(tx, &asking, &code, NOW, dice)
    });
    let first = way_back(&house, &ada, dee).expect("a link");
    let second = way_back(&house, &ada, dee).expect("another");
    assert!(
        come_back(&house, &first, NOW).is_none(),
        "the newer link closes the older"
    );
    assert!(come_back(&house, &second, NOW + way_back::GOOD_FOR).is_none());
    let asked = second.clone();
    let shown = house
        .read(move |tx| way_back::look(tx, &asked, NOW + 599))
        .expect("it opens");
    assert_eq!((shown.account, shown.name.as_str()), (dee, "Dee"));
    let entered = come_back(&house, &second, NOW + 599).expect("in");
    assert!(come_back(&house, &second, NOW + 599).is_none());
    assert!(!matches!(house.look_up(&old, NOW + 599), Seen::Live(_)));
    let back = house.who(&entered.token, NOW + 599);
    let agency = house.agency;
    let asking = back.clone();
    let (how, codes, hash, told) = house.read(move |tx| {
        Ok((
            session::how(tx, &asking)?,
            totp::is_on(tx, agency, dee)?,
            password::stored(tx, &asking)?,
            notice::list(tx, &asking, 20)?,
        ))
    });
    assert_eq!(
        (how, codes, hash),
        (How::WayBack, false, Some(HASH.clone()))
    );
    let kinds: Vec<_> = told.iter().map(|notice| notice.kind).collect();
    assert!(kinds.contains(&notice::Kind::WayBackUsed));
    let made = told
        .iter()
        .find(|n| n.kind == notice::Kind::WayBackMade)
        .expect("told");
    assert_eq!(made.detail, "Ada");
}

#[test]
fn a_suspended_person_has_no_way_back() {
    let house = House::new();
    let ada = house.signed_in("Ada", &[Role::Administrator]);
    let dee = house.person("Dee", &[Role::PeerWorker]);
    let link = way_back(&house, &ada, dee).expect("a link");
    let (by, dice) = (house.by(), house.dice);
    house
        .tries(move |tx| account::change_standing(tx, &by, dee, Standing::Suspended, NOW, dice))
        .expect("suspended");
    assert!(come_back(&house, &link, NOW).is_none());
    assert!(matches!(
        way_back(&house, &ada, dee),
        Err(Refused::NotFromHere)
    ));
    let (by, later) = (house.by(), NOW + HOUR);
    house
        .tries(move |tx| account::change_standing(tx, &by, dee, Standing::Active, later, dice))
        .expect("active");
    assert!(
        come_back(&house, &link, NOW).is_none(),
        "a link from before stays closed"
    );
}
