//! How a room is served: [`Room`], doors, [`Ask`], [`Refusal`], headers, assets, the accept loop.

mod answer;
mod ask;
mod house;
mod room;

pub use answer::{Answer, Refusal};
pub use ask::{Ask, Fields};
pub use house::House;
pub use room::{Door, Handler, Method, Opens, Place, Room};
