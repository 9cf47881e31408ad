//! The list of all doors, for `fullcup doors --json` and the tests that walk them.

use domain::role::Role;
use serde::Serialize;

use crate::{Opens, Room, house_room};

/// One door, as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DoorInfo {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path, with `{id}` for parts that vary.
    pub path: &'static str,
    /// The slug of the circle: `work`, `house` …
    pub circle: &'static str,
    /// The room.
    pub room: &'static str,
    /// The slugs of the roles that may open it; `anyone` alone for doors without sign-in.
    pub roles: Vec<&'static str>,
}

/// Every door of these rooms and of the house itself, by path and method.
pub fn doors(rooms: &[Room]) -> Vec<DoorInfo> {
    let own = house_room::room();
    let mut list: Vec<_> = rooms
        .iter()
        .chain([&own])
        .flat_map(|room| room.doors.iter().map(move |door| (room.name, door)))
        .map(|(room, door)| DoorInfo {
            method: door.method.name(),
            path: door.path,
            circle: door.circle.slug(),
            room,
            roles: match door.opens {
                Opens::Anyone => vec!["anyone"],
                Opens::To(roles) => roles.iter().map(|role: &Role| role.slug()).collect(),
            },
        })
        .collect();
    list.sort_by_key(|door| (door.path, door.method));
    list
}
