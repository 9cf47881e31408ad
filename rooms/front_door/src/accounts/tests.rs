//! Stories of accounts.

use domain::role::{Role, Roles};
use people::{
    account,
    account::{By, Standing},
    notice,
};
use testkit::{House, Person, Shown, cast, cast::Member, house};

const PASSWORD: &str = "seven green kites over town";

fn path(member: Member, rest: &str) -> String {
    format!("/accounts/{}{rest}", member.account)
}

/// The path of the link that a page shows, once.
fn link(page: &Shown) -> String {
    let after = page
        .body
        .split("<code>http://localhost:8420")
        .nth(1)
        .unwrap_or_else(|| panic!("no link on this page:\n{}", page.text()));
    after.split('<').next().unwrap_or_default().to_owned()
}

async fn stored(house: &House, member: Member) -> account::Account {
    house
        .read(move |tx| Ok(account::find(tx, member.agency, member.account)?.expect("an account")))
        .await
}

#[tokio::test]
async fn only_an_administrator_looks_after_accounts() {
    let house = house().await;
    for member in [cast::DEE, cast::LORETTA, cast::PRIYA, cast::OLIVER] {
        let mut person = house.sign_in(member).await;
        for door in ["/accounts", "/accounts/new", &path(cast::DEE, "")] {
            assert_eq!(person.get(door).await.status, 404, "{} {door}", member.name);
        }
        for door in [
            "/accounts",
            &path(cast::DEE, "/roles"),
            &path(cast::DEE, "/way-back"),
        ] {
            let answer = person.post(door, &[("roles", "administrator")]).await;
            assert_eq!(answer.status, 404, "{} {door}", member.name);
        }
    }
}

#[tokio::test]
async fn an_account_of_another_agency_is_not_there() {
    let house = house().await;
    let mut sam = house.sam().await;
    let page = sam.get("/accounts").await;
    assert!(page.says("Dee Alvarez") && !page.says("Lena Fox"));
    assert_eq!(sam.get(&path(cast::LENA, "")).await.status, 404);
    for rest in [
        "/name",
        "/roles",
        "/place",
        "/supervisors",
        "/standing",
        "/way-back",
        "/invitation",
    ] {
        let place = cast::PEER_PROGRAM.to_string();
        let fields = [
            ("name", "X"),
            ("email", "x@example.org"),
            ("roles", "peer-worker"),
            ("place", place.as_str()),
            ("standing", "left"),
        ];
        let answer = sam.post(&path(cast::LENA, rest), &fields).await;
        assert_eq!(answer.status, 404, "{rest}");
    }
    assert_eq!(stored(&house, cast::LENA).await.name, "Lena Fox");
}

#[tokio::test]
async fn the_list_is_found_by_name_and_goes_on_by_key() {
    let house = house().await;
    let mut sam = house.sam().await;
    let page = sam.get("/accounts?q=alv").await;
    assert!(page.says("Dee Alvarez") && !page.says("Marcus Reed"));
    assert!(
        sam.get("/accounts?q=nobody+at+all")
            .await
            .says("Nobody here by that name")
    );
    let program = cast::SHELTER;
    let page = sam.get(&format!("/accounts?program={program}")).await;
    assert!(!page.says("Dee Alvarez"));
    let after = cast::LORETTA.account;
    let page = sam.get(&format!("/accounts?after={after}")).await;
    assert!(page.says("Marcus Reed") && !page.says("Dee Alvarez"));
}

#[tokio::test]
async fn someone_is_invited_comes_in_and_the_link_closes() {
    let house = house().await;
    let mut sam = house.sam().await;
    sam.get("/accounts/new").await;
    let place = format!("{}.{}", cast::PEER_PROGRAM, cast::TEAM);
    let loretta = cast::LORETTA.account.to_string();
    let page = sam
        .submit(
            "/accounts",
            &[
                ("name", "Ana Ruiz"),
                ("email", "ana@harbor.example.org"),
                ("roles", "peer-worker"),
                ("place", &place),
                ("supervisor_1", &loretta),
                ("purpose_1", "day to day"),
            ],
        )
        .await;
    assert!(
        page.says("Ana Ruiz") && page.says("Invited"),
        "{}",
        page.text()
    );
    let account = page
        .path
        .trim_start_matches("/accounts/")
        .split('?')
        .next()
        .unwrap_or_default()
        .to_owned();
    let page = sam
        .submit(&format!("/accounts/{account}/invitation"), &[])
        .await;
    let way_in = link(&page);
    assert!(way_in.starts_with("/invitations/"));
    assert!(
        !sam.get(&format!("/accounts/{account}"))
            .await
            .body
            .contains(&way_in)
    );

    let mut ana = house.stranger();
    assert!(ana.get(&way_in).await.says("Ana"));
    let page = ana.submit(&way_in, &[("password", PASSWORD)]).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let page = ana.get("/account").await;
    assert!(page.says("Ana Ruiz") && page.says("Harbor Peer Support"));
    let mut late = house.stranger();
    assert!(!late.get(&way_in).await.says("Ana Ruiz"), "used once");

    let found = house
        .read(|tx| {
            let (agency, ana) = account::with_email(tx, "ana@harbor.example.org")?.expect("Ana");
            Ok((
                account::find(tx, agency, ana)?.expect("Ana").standing,
                account::supervisors_of(tx, agency, ana)?,
            ))
        })
        .await;
    assert_eq!(found.0, Standing::Active);
    assert_eq!(found.1[0].name, "Loretta Hines");
}

#[tokio::test]
async fn a_link_is_shown_once() {
    let house = house().await;
    let mut sam = house.sam().await;
    sam.get(&path(cast::INES, "")).await;
    let page = sam.submit(&path(cast::INES, "/invitation"), &[]).await;
    let first = link(&page);
    sam.get(&path(cast::INES, "")).await;
    let page = sam.submit(&path(cast::INES, "/invitation"), &[]).await;
    let second = link(&page);
    assert_ne!(first, second);
    let mut ines = house.stranger();
    assert!(
        !ines.get(&first).await.says("Ines"),
        "the earlier one is closed"
    );
    assert!(ines.get(&second).await.says("Ines"));
}

#[tokio::test]
async fn an_address_that_is_taken_and_a_form_that_is_empty_come_back() {
    let house = house().await;
    let mut sam = house.sam().await;
    sam.get("/accounts/new").await;
    let page = sam.submit("/accounts", &[]).await;
    assert_eq!(page.status, 422);
    assert!(page.says("Write a name") && page.says("Choose at least one thing"));
    let place = cast::PEER_PROGRAM.to_string();
    let fields = [
        ("name", "Dee Two"),
        ("email", " DEE@harbor.example.org "),
        ("roles", "peer-worker"),
        ("place", place.as_str()),
    ];
    let page = sam.submit("/accounts", &fields).await;
    assert_eq!(page.status, 422);
    assert!(page.says("Another account has this email already"));
    assert!(page.body.contains("Dee Two"), "what was typed comes back");
}

#[tokio::test]
async fn whoever_is_suspended_loses_the_session_at_the_next_request() {
    let house = house().await;
    let (mut sam, mut dee) = (house.sam().await, house.dee().await);
    assert_eq!(dee.get("/account").await.status, 200);
    sam.get(&path(cast::DEE, "")).await;
    let page = sam
        .submit(&path(cast::DEE, "/standing"), &[("standing", "suspended")])
        .await;
    assert!(page.says("Suspended. They are signed out everywhere."));
    assert!(dee.get("/account").await.path.starts_with("/sign-in"));
    let page = sam
        .submit(&path(cast::DEE, "/standing"), &[("standing", "active")])
        .await;
    assert!(page.says("They can sign in again."));
    let mut dee = house.dee().await;
    assert_eq!(dee.get("/account").await.status, 200);
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    let house = house().await;
    let mut sam = house.sam().await;
    sam.get(&path(cast::SAM, "")).await;
    for (rest, field, value) in [
        ("/roles", "roles", "peer-worker"),
        ("/standing", "standing", "left"),
        ("/standing", "standing", "suspended"),
    ] {
        let page = sam.submit(&path(cast::SAM, rest), &[(field, value)]).await;
        assert_eq!(page.status, 422, "{rest}");
        assert!(page.says("Make another administrator first."));
    }
    let sam = stored(&house, cast::SAM).await;
    assert!(sam.roles.has(Role::Administrator) && sam.standing == Standing::Active);
}

#[tokio::test]
async fn other_roles_open_other_doors_after_signing_in_again() {
    let house = house().await;
    let (mut sam, mut dee) = (house.sam().await, house.dee().await);
    sam.get(&path(cast::DEE, "")).await;
    let fields = [("roles", "privacy-officer")];
    let page = sam.submit(&path(cast::DEE, "/roles"), &fields).await;
    assert!(page.says("Saved. They sign in again"), "{}", page.text());
    assert!(dee.get("/today").await.path.starts_with("/sign-in"));
    let mut dee = house.dee().await;
    assert_eq!(dee.get("/looks").await.status, 200);
    assert_eq!(dee.get("/today").await.status, 404);
    assert!(
        dee.get("/account")
            .await
            .says("Sam Boyd changed what you do here")
    );
}

async fn supervisors_of_marcus(house: &House) -> Vec<account::Supervisor> {
    house
        .read(|tx| account::supervisors_of(tx, cast::HARBOR, cast::MARCUS.account))
        .await
}

#[tokio::test]
async fn two_supervisors_change_places_and_nobody_supervises_themself() {
    let house = house().await;
    let mut sam = house.sam().await;
    sam.get(&path(cast::MARCUS, "")).await;
    let (loretta, rosa) = (
        cast::LORETTA.account.to_string(),
        cast::ROSA.account.to_string(),
    );
    let fields = [
        ("supervisor_1", rosa.as_str()),
        ("purpose_1", "day to day"),
        ("supervisor_2", loretta.as_str()),
        ("purpose_2", "sign-off"),
    ];
    let page = sam
        .submit(&path(cast::MARCUS, "/supervisors"), &fields)
        .await;
    assert!(page.says("Saved."), "{}", page.text());
    let now = supervisors_of_marcus(&house).await;
    assert_eq!(
        (now[0].account, now[1].account),
        (cast::ROSA.account, cast::LORETTA.account)
    );
    let fields = [
        ("supervisor_1", rosa.as_str()),
        ("supervisor_2", rosa.as_str()),
    ];
    let page = sam
        .submit(&path(cast::MARCUS, "/supervisors"), &fields)
        .await;
    assert_eq!(page.status, 422);
    assert_eq!(
        supervisors_of_marcus(&house).await,
        now,
        "a refused change changes nothing"
    );
}

#[tokio::test]
async fn a_supervisor_lets_their_own_workers_back_in_and_nobody_else() {
    let house = house().await;
    let mut loretta = house.loretta().await;
    let door = |member: Member| format!("/team/way-back/{}", member.account);
    let page = loretta.get("/team/way-back").await;
    assert!(page.says("Dee Alvarez") && !page.says("Robin Okafor"));
    for other in [cast::ROBIN, cast::SAM, cast::LENA, cast::LORETTA] {
        assert_eq!(
            loretta.get(&door(other)).await.status,
            404,
            "{}",
            other.name
        );
        assert_eq!(loretta.post(&door(other), &[]).await.status, 404);
    }
    let mut open = house.dee().await;
    loretta.get(&door(cast::DEE)).await;
    let page = loretta.submit(&door(cast::DEE), &[]).await;
    let way_back = link(&page);

    let mut dee: Person = house.stranger();
    dee.get(&way_back).await;
    let page = dee.submit(&way_back, &[("password", PASSWORD)]).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(
        open.get("/account").await.path.starts_with("/sign-in"),
        "every session ended"
    );
    let page = dee.get("/account").await;
    assert!(page.says("Loretta Hines made a link that lets you back in."));
    assert!(page.says("A link back in was used"));
    let mut marcus = house.marcus().await;
    assert_eq!(marcus.get(&door(cast::DEE)).await.status, 404);
}

#[tokio::test]
async fn a_way_back_closes_after_ten_minutes() {
    let house = house().await;
    let mut sam = house.sam().await;
    sam.get(&path(cast::DEE, "")).await;
    let page = sam.submit(&path(cast::DEE, "/way-back"), &[]).await;
    let way_back = link(&page);
    house.clock.forward(601);
    let mut dee = house.stranger();
    assert!(!dee.get(&way_back).await.says("Dee"));
    let told = house
        .read(|tx| {
            let line = people::audit::Filter {
                action: "way-back".into(),
                ..Default::default()
            };
            people::audit::list(tx, cast::HARBOR, &line, people::audit::Place::TOP, 5)
        })
        .await;
    assert_eq!(told.len(), 1);
    assert_eq!(notice::Kind::WayBackMade.slug(), "way-back-made");
}

#[tokio::test]
async fn an_administrator_sees_no_record_of_anyone() {
    let house = house().await;
    let mut sam = house.sam().await;
    let andre = cast::ANDRE.id;
    for door in [
        "/people",
        "/today",
        "/contacts/new",
        &format!("/people/{andre}"),
    ] {
        assert_eq!(sam.get(door).await.status, 404, "{door}");
    }
    for door in ["/accounts", &path(cast::DEE, ""), "/teams", "/account"] {
        let page = sam.get(door).await;
        assert!(page.says("No one’s record is on this page"), "{door}");
        assert!(!page.says("Andre"), "{door}");
    }
}

#[tokio::test]
async fn nobody_shuts_themself_out() {
    let house = house().await;
    let (id, by) = (cast::DEE.account, By::house(cast::HARBOR));
    let (now, chance) = (house.clock.seconds(), house.chance.clone());
    house
        .write(move |tx| {
            let roles = Roles::of(&[Role::Administrator]);
            let made = account::change_roles(tx, &by, id, roles, now, &*chance);
            made.map_err(|refused| storage::Error::Broken(refused.to_string()))
        })
        .await;
    let mut sam = house.sam().await;
    let page = sam.get(&path(cast::SAM, "")).await;
    assert!(
        !page.body.contains(r#"value="suspended""#),
        "no button for it"
    );
    for standing in ["suspended", "left"] {
        let page = sam
            .post(&path(cast::SAM, "/standing"), &[("standing", standing)])
            .await;
        assert_eq!(page.status, 422, "{standing}");
        assert!(page.says("Ask another administrator"), "{}", page.text());
    }
    assert_eq!(stored(&house, cast::SAM).await.standing, Standing::Active);
    let mut dee = house.dee().await;
    dee.get(&path(cast::SAM, "")).await;
    dee.submit(&path(cast::SAM, "/standing"), &[("standing", "suspended")])
        .await;
    assert_eq!(
        stored(&house, cast::SAM).await.standing,
        Standing::Suspended
    );
}
