//! `fullcup doors`: every door, who may open it, and in which circle it stands.

use crate::{rooms, serve::say};

/// Prints the doors, as a table or as JSON.
pub fn run(json: bool) -> anyhow::Result<()> {
    let doors = web::doors(&rooms::all());
    if json {
        return say(&serde_json::to_string_pretty(&doors)?);
    }
    for door in doors {
        say(&format!(
            "{:5} {:36} {:8} {}",
            door.method,
            door.path,
            door.circle,
            door.roles.join(", ")
        ))?;
    }
    Ok(())
}
