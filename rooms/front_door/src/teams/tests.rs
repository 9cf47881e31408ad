//! Stories of programs and teams.

use people::agency;
use testkit::{cast, house};

#[tokio::test]
async fn an_administrator_adds_a_team_and_gives_it_another_name() {
    let house = house().await;
    let mut sam = house.sam().await;
    assert!(sam.get("/teams").await.says("Harbor Shelter"));
    let program = cast::SHELTER.to_string();
    let page = sam
        .submit(
            "/teams",
            &[("name", " Night  shift "), ("program", &program)],
        )
        .await;
    assert!(page.says("Night shift") && page.says("Saved."));
    let teams = house.read(|tx| agency::teams(tx, cast::HARBOR)).await;
    let night = teams
        .iter()
        .find(|team| team.name == "Night shift")
        .expect("the team");
    assert_eq!(night.program, cast::SHELTER);
    let door = format!("/teams/{}", night.id);
    sam.get(&door).await;
    let page = sam.submit(&door, &[("name", "Nights")]).await;
    assert!(page.says("Nights") && !page.says("Night shift"));
    let written = house
        .read(|tx| {
            let only = agency_leaves("team");
            people::audit::list(tx, cast::HARBOR, &only, people::audit::Place::TOP, 9)
        })
        .await;
    let verbs: Vec<_> = written.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(verbs.len(), 2);
    assert!(verbs.contains(&"team.add") && verbs.contains(&"team.rename"));
}

fn agency_leaves(room: &str) -> people::audit::Filter {
    people::audit::Filter {
        action: room.into(),
        ..Default::default()
    }
}

#[tokio::test]
async fn a_program_keeps_a_time_zone_that_is_one() {
    let house = house().await;
    let mut sam = house.sam().await;
    sam.get("/teams/programs/new").await;
    let page = sam
        .submit(
            "/teams/programs",
            &[("name", "Harbor Youth"), ("zone", "Mars/Olympus")],
        )
        .await;
    assert_eq!(page.status, 422);
    assert!(page.says("Write a time zone") && page.body.contains("Mars/Olympus"));
    let page = sam
        .submit("/teams/programs", &[("zone", "America/Denver")])
        .await;
    assert!(page.says("Harbor Youth") && page.says("America/Denver"));
    let door = format!("/teams/programs/{}", cast::PEER_PROGRAM);
    sam.get(&door).await;
    let page = sam.submit(&door, &[("name", "Harbor Peers")]).await;
    assert!(page.says("Harbor Peers"));
}

#[tokio::test]
async fn programs_and_teams_of_another_agency_are_not_there() {
    let house = house().await;
    let (mut sam, mut lou) = (house.sam().await, house.lou().await);
    assert!(!sam.get("/teams").await.says("Lakeside"));
    let program = format!("/teams/programs/{}", cast::LAKESIDE_PROGRAM);
    assert_eq!(sam.get(&program).await.status, 404);
    let fields = [("name", "Mine"), ("zone", "America/Denver")];
    assert_eq!(sam.post(&program, &fields).await.status, 404);
    let team = format!("/teams/{}", cast::TEAM);
    assert_eq!(lou.get(&team).await.status, 404);
    assert_eq!(lou.post(&team, &[("name", "Mine")]).await.status, 404);
    let lakeside = cast::LAKESIDE_PROGRAM.to_string();
    let answer = sam
        .post("/teams", &[("name", "Mine"), ("program", &lakeside)])
        .await;
    assert_eq!(answer.status, 404);
    let mut dee = house.dee().await;
    assert_eq!(dee.get("/teams").await.status, 404);
}
