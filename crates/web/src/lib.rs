//! How a room is served: [`Room`], doors, [`Ask`], [`Refusal`], headers, assets, the accept loop.
//!
//! A request goes through [`fn@answer`]: find the door, see who asks, guard it, run the function behind
//! it, and answer with the headers of ruling 1. [`fn@serve`] does so for connections, tests do so in
//! process. A door cannot be declared without saying who may open it.

mod answer;
mod ask;
mod assets;
mod bare;
mod body;
mod change;
mod client_words;
pub mod cookie;
mod cross_site;
mod crowd;
mod doors;
mod fields;
mod headers;
mod house;
mod house_room;
mod limiter;
mod local_path;
mod log;
mod malformed;
mod net;
mod offline;
pub mod panic;
pub mod parked;
mod problem;
mod published;
mod refused;
mod renewed;
mod reply;
mod request;
mod room;
mod router;
mod sending;
mod serve;
mod session;
mod squeeze;
mod typed;
mod upload;
mod who_line;
mod wire;

pub use answer::{Answer, Refusal};
pub use ask::Ask;
pub use doors::{DoorInfo, doors};
pub use fields::{Fields, NoForm};
pub use house::{House, HouseError, Settings, check_address};
pub use local_path::local_path;
pub use net::{Net, NoNet};
pub use problem::Problem;
pub use published::{Published, Release, WELL_KNOWN, release};
pub use request::answer;
pub use room::{Door, Handler, Method, Opens, Place, Room};
pub use router::TwoDoors;
pub use sending::{PartsEnd, Sending, parts};
pub use serve::serve;
pub use upload::Upload;
