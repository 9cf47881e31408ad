//! What a sealed box does, seen through its doors.

mod boxes;
mod control;
mod leaving;
mod records;
mod time;

use serde_json::{Value, json};
use testkit::{House, Person, sealed::Owner};

/// Somebody with a box.
struct Somebody {
    person: Person,
    owner: Owner,
}

impl Somebody {
    async fn new(person: Person, seed: u64) -> Self {
        let mut one = Self {
            person,
            owner: Owner::new(seed),
        };
        let bundle = one.owner.bundle();
        let (status, state) = one.person.json("/vault/new", &bundle).await;
        assert_eq!(status, 200, "{state}");
        one
    }

    async fn sync(&mut self, since: i64, items: Vec<Value>) -> (u16, Value) {
        let body = json!({ "vid": self.owner.vid, "since": since, "items": items });
        let (status, told) = self.person.json("/vault/sync", &body).await;
        (status.as_u16(), told)
    }

    async fn state(&mut self) -> Value {
        read(&mut self.person, "/vault").await
    }

    async fn control(&mut self, sent: &Value) -> (u16, Value) {
        let (status, told) = self.person.json("/vault/control", sent).await;
        if status == 200 {
            self.owner.took(sent);
        }
        (status.as_u16(), told)
    }
}

async fn dee(house: &House) -> Somebody {
    Somebody::new(house.dee().await, 1).await
}

/// What a door that shows tells client code.
async fn read(person: &mut Person, path: &str) -> Value {
    let shown = person.get(path).await;
    assert_eq!(shown.status, 200, "{path}: {}", shown.body);
    serde_json::from_str(&shown.body).unwrap_or_default()
}
