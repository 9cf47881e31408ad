//! The front door: first run, sign-in and ways back in, accounts, who looked, help and display.
//! Circle: House. No participant's record is on these pages.

mod arrive;
pub mod help;
pub mod home;
pub mod invitations;
pub mod set_up;
pub mod sign_in;
pub mod way_back;

/// Every room of this crate.
pub fn rooms() -> Vec<web::Room> {
    vec![
        home::room(),
        help::room(),
        sign_in::room(),
        way_back::room(),
        invitations::room(),
        set_up::room(),
    ]
}
