//! The front door: first run, sign-in and ways back in, accounts, who looked, help and display.
//! Circle: House. No participant's record is on these pages.

pub mod account;
pub mod accounts;
mod arrive;
mod aside;
pub mod help;
pub mod home;
pub mod invitations;
pub mod looks;
mod moment;
pub mod offline;
mod qr;
pub mod set_up;
pub mod sign_in;
pub mod teams;
pub mod way_back;

/// Every room of this crate.
pub fn rooms() -> Vec<web::Room> {
    vec![
        home::room(),
        account::room(),
        accounts::room(),
        teams::room(),
        looks::room(),
        help::room(),
        offline::room(),
        sign_in::room(),
        way_back::room(),
        invitations::room(),
        set_up::room(),
    ]
}
