//! The binary: settings, command line, opens every room.

mod commands;
mod invent;
mod rooms;
mod serve;
mod settings;
mod world;

use clap::Parser;
use settings::{Arguments, Command};

// Pages are many short texts. The system's allocator takes a tenth of their time on some systems.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    let arguments = Arguments::parse();
    let _written_at_the_end = serve::start_logging();
    match run(arguments) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fullcup: {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    let house = arguments.house;
    match arguments.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::serve(&house),
        Command::Demo(how) => commands::demo::run(&house, &how),
        Command::Generate(how) => commands::generate::run(&house, &how),
        Command::Doors { json } => commands::doors::run(json),
        Command::Backup { file } => commands::backup::backup(&house, &file),
        Command::Restore { file } => commands::backup::restore(&house, &file),
        Command::WentBack => commands::backup::went_back(&house),
        Command::Doctor => commands::doctor::run(&house),
        Command::Recount => commands::recount::run(&house),
        Command::Settings => commands::settings::run(&house),
        Command::VerifySite { url } => commands::verify_site::run(&url),
        Command::Audit { what } => commands::audit::run(&house, &what),
        Command::Import(how) => commands::import::run(&house, &how),
        Command::Export(how) => commands::export::run(&house, &how),
        Command::Invite(who) => commands::invite::run(&house, &who),
        Command::Vault { what } => commands::vault::run(&what),
    }
}
