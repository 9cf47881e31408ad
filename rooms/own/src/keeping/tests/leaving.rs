//! Somebody who left the agency: 90 days for what is theirs alone, and for nothing else.

use people::account::{By, Standing, change_standing};
use serde_json::json;
use storage::Sql;
use testkit::{
    House,
    cast::{DEE, HARBOR, Member},
    world::MORNING,
};

use super::{Somebody, dee, read};

const DAY: i64 = 86_400;

async fn stands(house: &House, member: Member, standing: Standing, at: i64) {
    let dice = house.chance.clone();
    house
        .write(move |tx| {
            change_standing(tx, &By::house(HARBOR), member.account, standing, at, &*dice)
                .map_err(|refused| storage::Error::Broken(format!("{refused:?}")))
        })
        .await;
}

async fn comes_in(house: &House, member: Member, now: i64) -> bool {
    let dice = house.chance.clone();
    house
        .write(move |tx| {
            use people::sign_in::{Begun, Client, Finished, begin, finish};
            let client = Client::new(None, "");
            let Begun::Try(attempt) = begin(tx, member.email, &client, now, &*dice)? else {
                return Ok(false);
            };
            let end = finish(tx, &attempt, true, &client, now, &*dice)?;
            Ok(matches!(end, Finished::In(_)))
        })
        .await
}

const LEAVES: Sql = Sql::new(
    "it.keeping.begun",
    "SELECT COUNT(*) FROM audit_leaf WHERE action = 'session.begin'",
);

#[tokio::test]
async fn somebody_who_left_opens_what_is_theirs_alone() {
    let house = testkit::house().await;
    let mut before = dee(&house).await;
    before.sync(0, vec![before.owner.first(1)]).await;
    stands(&house, DEE, Standing::Left, MORNING).await;
    // The sessions of work are over.
    let shown = before.person.get("/vault").await;
    assert_eq!(shown.path, "/sign-in?next=%2Fvault");
    let begun = || house.read(|tx| tx.one::<i64>(&LEAVES, &[]));
    let leaves = begun().await;
    let mut after = Somebody {
        person: house.sign_in(DEE).await,
        owner: before.owner,
    };
    assert_eq!(begun().await, leaves, "no event of the agency any more");
    let state = after.state().await;
    assert_eq!(
        (&state["total"], &state["leaving"], &state["roles"]),
        (&json!(1), &json!("2026-05-31"), &json!([]))
    );
    assert_eq!(after.sync(0, vec![after.owner.first(2)]).await.0, 200);
    read(&mut after.person, "/session").await;
    for path in [
        "/today",
        "/people",
        "/contacts/new",
        "/appointments",
        "/hours",
        "/account",
        "/account/passkeys",
        "/team",
        "/program",
        "/looks",
        "/accounts",
    ] {
        assert_eq!(after.person.get(path).await.status, 404, "{path}");
    }
    let shown = after.person.post("/contacts", &[("note", "x")]).await;
    assert_eq!(shown.status, 404);
    let shown = after.person.post("/sign-out", &[]).await;
    assert_eq!(
        (shown.status.as_u16(), shown.path.as_str()),
        (200, "/sign-in")
    );
}

#[tokio::test]
async fn after_ninety_days_nothing_opens() {
    let house = testkit::house().await;
    stands(&house, DEE, Standing::Left, MORNING).await;
    assert!(comes_in(&house, DEE, MORNING + 90 * DAY - 1).await);
    assert!(!comes_in(&house, DEE, MORNING + 90 * DAY).await);
    house.clock.forward(90 * DAY - 60);
    let mut dee = house.sign_in(DEE).await;
    assert_eq!(dee.get("/vault").await.path, "/vault");
    house.clock.forward(120);
    assert_ne!(dee.get("/vault").await.path, "/vault");
}

#[tokio::test]
async fn somebody_suspended_opens_nothing_and_somebody_back_opens_everything() {
    let house = testkit::house().await;
    stands(&house, DEE, Standing::Suspended, MORNING).await;
    assert!(!comes_in(&house, DEE, MORNING).await);
    stands(&house, DEE, Standing::Left, MORNING).await;
    let mut dee = house.sign_in(DEE).await;
    assert_eq!(dee.get("/today").await.status, 404);
    stands(&house, DEE, Standing::Active, MORNING).await;
    assert_eq!(dee.get("/today").await.status, 200);
    let state = read(&mut dee, "/vault").await;
    assert_eq!(state["leaving"], serde_json::Value::Null);
}
