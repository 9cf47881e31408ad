//! `/`: leads everyone to their own place.
//!
//! | file | what |
//! |---|---|
//! | `mod.rs` | the room and its one door |
//! | `rules.rs` | which place is whose |

mod rules;

use domain::circle::Circle;
use web::{Answer, Ask, Refusal, Room};

/// The room.
pub fn room() -> Room {
    Room::new("home", Circle::House).show_anyone("/", go)
}

async fn go(ask: Ask) -> Result<Answer, Refusal> {
    let place = match ask.maybe_who() {
        Some(who) => rules::place_of(who.roles),
        None if ask
            .house
            .db
            .read(|tx| Ok::<_, Refusal>(people::agency::all(tx)?.is_empty()))
            .await? =>
        {
            "/set-up"
        }
        None => "/sign-in",
    };
    Ok(Answer::Go(place.to_owned()))
}
