//! Accounts, agencies and their walls.

use domain::id::AccountId;
use domain::role::{Role, Roles};
use storage::Error;

use super::{House, NOW};
use crate::{
    Reach,
    account::{self, By, Listing, NewAccount, Place, Refused, Standing},
    agency::{self, Team},
    notice,
};

fn refused<T: std::fmt::Debug>(done: Result<T, Refused>) -> &'static str {
    match done.expect_err("a refusal") {
        Refused::NotHere => "not-here",
        Refused::Database(error) => panic!("{error}"),
        other => other.slug().expect("a slug"),
    }
}

#[test]
fn one_e_mail_address_is_one_account_in_the_whole_house() {
    let house = House::new();
    house.person("Dee", &[Role::PeerWorker]);
    let (other, program) = house.another_agency("Lakeside");
    for email in ["dee@harbor.example", " DEE@Harbor.Example "] {
        let new = NewAccount {
            program,
            email: email.to_owned(),
            ..house.new_account("Delia", &[Role::PeerWorker])
        };
        let (by, dice) = (By::house(other), house.dice);
        let done =
            house.tries(move |tx| account::create(tx, &by, &new, Standing::Active, NOW, dice));
        assert_eq!(refused(done), "email-taken");
    }
}

#[test]
fn an_address_that_was_given_up_can_be_taken_by_another() {
    let house = House::new();
    let dee = house.person("Dee", &[Role::PeerWorker]);
    let (by, dice) = (house.by(), house.dice);
    house
        .tries(move |tx| account::change_email(tx, &by, dee, "Dee@new.example ", NOW, dice))
        .expect("a new address");
    let found = house.read(|tx| {
        Ok((
            account::with_email(tx, "dee@new.example")?,
            account::with_email(tx, "dee@harbor.example")?,
        ))
    });
    assert_eq!(found, (Some((house.agency, dee)), None));
    house.person("Dee", &[Role::PeerWorker]);
}

#[test]
fn another_agency_finds_nobody_and_changes_nothing() {
    let house = House::new();
    let dee = house.person("Dee", &[Role::PeerWorker]);
    let (other, program) = house.another_agency("Lakeside");
    let (by, dice) = (By::house(other), house.dice);
    let place = Place {
        program,
        team: None,
    };
    let tries: Vec<Result<(), Refused>> = vec![
        house.tries({
            let by = by.clone();
            move |tx| account::change_roles(tx, &by, dee, Roles::of(Role::ALL), NOW, dice)
        }),
        house.tries({
            let by = by.clone();
            move |tx| account::change_standing(tx, &by, dee, Standing::Left, NOW, dice)
        }),
        house.tries({
            let by = by.clone();
            move |tx| account::change_place(tx, &by, dee, place, NOW, dice)
        }),
        house.tries({
            let by = by.clone();
            move |tx| account::rename(tx, &by, dee, "Nobody", NOW, dice)
        }),
        house.tries({
            let by = by.clone();
            move |tx| account::change_email(tx, &by, dee, "x@example.org", NOW, dice)
        }),
        house.tries({
            let by = by.clone();
            move |tx| account::set_supervisor(tx, &by, dee, 1, None, NOW, dice)
        }),
    ];
    for done in tries {
        assert_eq!(refused(done), "not-here");
    }
    let agency = house.agency;
    let (theirs, ours) = house.read(move |tx| {
        Ok((
            account::list(tx, other, &Listing::default(), 10)?,
            account::find(tx, agency, dee)?,
        ))
    });
    assert!(theirs.is_empty());
    assert_eq!(ours.expect("Dee").name, "Dee");
}

#[test]
fn the_last_administrator_cannot_be_taken_away() {
    let house = House::new();
    let ada = house.person("Ada", &[Role::Administrator]);
    let (by, dice) = (house.by(), house.dice);
    let demote = {
        let by = by.clone();
        move |tx: &mut storage::Tx<'_>| {
            account::change_roles(tx, &by, ada, Roles::of(&[Role::PeerWorker]), NOW, dice)
        }
    };
    assert_eq!(refused(house.tries(demote.clone())), "last-administrator");
    for standing in [Standing::Suspended, Standing::Left] {
        let by = by.clone();
        let done =
            house.tries(move |tx| account::change_standing(tx, &by, ada, standing, NOW, dice));
        assert_eq!(refused(done), "last-administrator");
    }
    // A suspended administrator looks after nobody, an active one does.
    let ben = house.person("Ben", &[Role::Administrator]);
    let suspend = {
        let by = by.clone();
        move |tx: &mut storage::Tx<'_>| {
            account::change_standing(tx, &by, ben, Standing::Suspended, NOW, dice)
        }
    };
    house.tries(suspend).expect("Ada is left");
    assert_eq!(refused(house.tries(demote.clone())), "last-administrator");
    house
        .tries(move |tx| account::change_standing(tx, &by, ben, Standing::Active, NOW, dice))
        .expect("active again");
    house.tries(demote).expect("Ben is left");
}

#[test]
fn an_account_has_a_role_and_a_place_in_its_own_agency() {
    let house = House::new();
    let dee = house.person("Dee", &[Role::PeerWorker]);
    let (_, elsewhere) = house.another_agency("Lakeside");
    let (by, dice, program) = (house.by(), house.dice, house.program);
    let none = {
        let by = by.clone();
        move |tx: &mut storage::Tx<'_>| account::change_roles(tx, &by, dee, Roles::NONE, NOW, dice)
    };
    assert_eq!(refused(house.tries(none)), "no-role");
    let team = Team {
        id: house.id(),
        program,
        name: "Street".to_owned(),
    };
    let (agency, id) = (house.agency, team.id);
    house.write(move |tx| agency::create_team(tx, agency, &team, NOW));
    for (program, team) in [
        (elsewhere, None),
        (program, Some(house.id())),
        (elsewhere, Some(id)),
    ] {
        let by = by.clone();
        let place = Place { program, team };
        let done = house.tries(move |tx| account::change_place(tx, &by, dee, place, NOW, dice));
        assert_eq!(refused(done), "not-here");
    }
    let place = Place {
        program,
        team: Some(id),
    };
    house
        .tries(move |tx| account::change_place(tx, &by, dee, place, NOW, dice))
        .expect("a team of the program");
    let token = house.session(dee, NOW);
    assert_eq!(house.who(&token, NOW).team, Some(id));
    let lost = Team {
        id: house.id(),
        program: elsewhere,
        name: "Lost".to_owned(),
    };
    let done = house.tries(move |tx| agency::create_team(tx, agency, &lost, NOW));
    assert!(matches!(done, Err(Error::NoRow)));
}

#[test]
fn two_slots_hold_two_supervisors_and_never_the_worker() {
    let house = House::new();
    let dee = house.person("Dee", &[Role::PeerWorker, Role::PeerSupervisor]);
    let loretta = house.person("Loretta", &[Role::PeerSupervisor]);
    let sam = house.person("Sam", &[Role::PeerWorker]);
    let set = |slot: i64, supervisor: Option<(AccountId, &'static str)>| {
        let (by, dice) = (house.by(), house.dice);
        house.tries(move |tx| account::set_supervisor(tx, &by, dee, slot, supervisor, NOW, dice))
    };
    assert_eq!(refused(set(0, Some((loretta, "")))), "not-here");
    assert_eq!(refused(set(3, Some((loretta, "")))), "not-here");
    assert_eq!(refused(set(1, Some((dee, "")))), "same-supervisor");
    assert_eq!(refused(set(1, Some((sam, "")))), "not-a-supervisor");
    set(1, Some((loretta, "day to day"))).expect("slot 1");
    assert_eq!(
        refused(set(2, Some((loretta, "sign-off")))),
        "same-supervisor"
    );
    set(1, Some((loretta, "every week"))).expect("another purpose");
    let agency = house.agency;
    let slots = house.read(move |tx| account::supervisors_of(tx, agency, dee));
    assert_eq!(slots.len(), 1);
    assert_eq!(
        (slots[0].slot, slots[0].purpose.as_str()),
        (1, "every week")
    );
    set(1, None).expect("an empty slot");
    let left = house.read(move |tx| account::supervised_by(tx, agency, loretta));
    assert!(left.is_empty());
}

#[test]
fn a_list_of_accounts_goes_on_where_the_page_before_ended() {
    let house = House::new();
    for name in ["Zoë Day", "ana lee", "Ana Lee", "Björn Ek", "Cy"] {
        let mut new = house.new_account(name, &[Role::PeerWorker]);
        new.email = format!("{}@harbor.example", new.id);
        let (by, dice) = (house.by(), house.dice);
        house
            .tries(move |tx| account::create(tx, &by, &new, Standing::Active, NOW, dice))
            .expect("an account");
    }
    let agency = house.agency;
    let names = house.read(move |tx| {
        let mut names = Vec::new();
        let mut listing = Listing::default();
        loop {
            let page = account::list(tx, agency, &listing, 2)?;
            let Some(last) = page.last() else {
                return Ok(names);
            };
            listing.after = Some((last.name_folded.clone(), last.id));
            names.extend(page.into_iter().map(|account| account.name));
        }
    });
    assert_eq!(names.len(), 5);
    assert_eq!(names[2..], ["Björn Ek", "Cy", "Zoë Day"]);
    let found = house.read(move |tx| {
        let listing = Listing {
            name: "ZOE".to_owned(),
            ..Listing::default()
        };
        account::list(tx, agency, &listing, 10)
    });
    assert_eq!(found.len(), 1);
}

#[test]
fn colleagues_are_the_active_peer_workers_of_the_same_program() {
    let house = House::new();
    let dee = house.person("Dee", &[Role::PeerWorker]);
    let sam = house.person("Sam", &[Role::PeerWorker, Role::PeerSupervisor]);
    house.person("Loretta", &[Role::PeerSupervisor]);
    let (agency, other) = (house.agency, house.id());
    let program = agency::Program {
        id: other,
        name: "Night".to_owned(),
        sign_in_name: String::new(),
        zone: "America/Denver".to_owned(),
    };
    house.write(move |tx| agency::create_program(tx, agency, &program, NOW));
    let (by, dice) = (house.by(), house.dice);
    let far = NewAccount {
        program: other,
        ..house.new_account("Far", &[Role::PeerWorker])
    };
    let gone = house.new_account("Gone", &[Role::PeerWorker]);
    house
        .tries(move |tx| {
            account::create(tx, &by, &far, Standing::Active, NOW, dice)?;
            account::create(tx, &by, &gone, Standing::Suspended, NOW, dice)
        })
        .expect("two more");
    let reach = Reach {
        agency,
        viewer: dee,
    };
    let colleagues = house.read(move |tx| account::colleagues(tx, reach));
    assert_eq!(
        colleagues.iter().map(|c| c.account).collect::<Vec<_>>(),
        [sam]
    );
    let names = house.read(move |tx| account::names(tx, agency, &[dee, sam, dee, house_id()]));
    assert_eq!(names.into_values().collect::<Vec<_>>(), ["Dee", "Sam"]);
}

/// An id that nobody has.
const fn house_id() -> AccountId {
    AccountId::from_i64(5)
}

#[test]
fn the_sign_in_page_names_the_program_only_while_there_is_one() {
    let house = House::new();
    assert_eq!(house.read(agency::sign_in_name), Some("Harbor".to_owned()));
    house.another_agency("Lakeside");
    assert_eq!(house.read(agency::sign_in_name), None);
}

#[test]
fn notices_belong_to_their_owner_alone() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    let sam = house.signed_in("Sam", &[Role::PeerWorker]);
    let (agency, account, dice) = (house.agency, dee.account, house.dice);
    house.write(move |tx| {
        let kind = notice::Kind::WayBackMade;
        notice::tell(tx, agency, account, kind, "Loretta", NOW, dice)
    });
    let (who, other) = (dee.clone(), sam.clone());
    let (mine, theirs) =
        house.read(move |tx| Ok((notice::list(tx, &who, 9)?, notice::list(tx, &other, 9)?)));
    assert!(theirs.is_empty());
    assert_eq!(
        (mine[0].kind, mine[0].detail.as_str()),
        (notice::Kind::WayBackMade, "Loretta")
    );
    let id = mine[0].id;
    let meddled = house.tries(move |tx| notice::seen(tx, &sam, id, NOW));
    assert!(matches!(meddled, Err(Error::NoRow)));
    let who = dee.clone();
    assert_eq!(house.read(move |tx| notice::waiting(tx, &who)), 1);
    let who = dee.clone();
    house.write(move |tx| notice::seen(tx, &who, id, NOW));
    assert_eq!(house.read(move |tx| notice::waiting(tx, &dee)), 0);
}
