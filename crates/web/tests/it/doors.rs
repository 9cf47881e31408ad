//! The list of doors, and what a house refuses to be put together from.

use std::sync::Arc;

use domain::{circle::Circle, role::Role};
use web::{Answer, Ask, HouseError, Room, Settings};

use crate::house::{Hand, house};

async fn nothing(_: Ask) -> Result<Answer, web::Refusal> {
    Ok(Answer::Nothing)
}

#[test]
fn every_door_is_listed_with_who_may_open_it() {
    let room = Room::new("teams", Circle::Work)
        .show("/teams", &[Role::PeerWorker, Role::PeerSupervisor], nothing)
        .act_anyone("/teams", nothing);
    let list = serde_json::to_value(web::doors(&[room])).expect("JSON");
    let teams: Vec<_> = list
        .as_array()
        .expect("a list")
        .iter()
        .filter(|door| door["room"] == "teams")
        .collect();
    assert_eq!(
        teams[0]["roles"],
        serde_json::json!(["peer-worker", "peer-supervisor"])
    );
    assert_eq!(
        (&teams[0]["method"], &teams[0]["circle"]),
        (&"GET".into(), &"work".into())
    );
    assert_eq!(teams[1]["roles"], serde_json::json!(["anyone"]));
    assert!(
        list.as_array()
            .expect("a list")
            .iter()
            .any(|door| door["path"] == "/health")
    );
}

#[tokio::test]
async fn a_house_with_two_doors_at_one_place_is_not_put_together() {
    let test = house().await;
    let twice = Room::new("a", Circle::House).show_anyone("/health", nothing);
    let clock: Arc<Hand> = test.clock.clone();
    let made = web::House::new(
        test.house.db.clone(),
        clock,
        test.house.chance.clone(),
        Settings::default(),
        vec![twice],
    );
    assert!(matches!(made.err(), Some(HouseError::TwoDoors(_))));
}
