//! `fullcup settings`: what is in force, with secrets masked.

use crate::{serve::say, settings::HouseArguments};

/// Prints one setting a line: flag, variable, value.
pub fn run(house: &HouseArguments) -> anyhow::Result<()> {
    let public = house
        .public_url
        .clone()
        .or_else(|| house.address(house.listen.port()));
    let lines = [
        (
            "--data",
            "FULLCUP_DATA",
            Some(house.data.display().to_string()),
        ),
        ("--listen", "FULLCUP_LISTEN", Some(house.listen.to_string())),
        (
            "--database",
            "FULLCUP_DATABASE",
            house.database.as_ref().map(ToString::to_string),
        ),
        (
            "--backed-up",
            "FULLCUP_BACKED_UP",
            house.backed_up.then(|| "yes".to_owned()),
        ),
        ("--public-url", "FULLCUP_PUBLIC_URL", public),
        (
            "--trusted-proxy",
            "FULLCUP_TRUSTED_PROXY",
            house.trusted_proxy.as_ref().map(ToString::to_string),
        ),
        ("", "FULLCUP_LOG", std::env::var("FULLCUP_LOG").ok()),
        (
            "",
            "FULLCUP_LOG_LEVEL",
            std::env::var("FULLCUP_LOG_LEVEL").ok(),
        ),
    ];
    for (flag, variable, value) in lines {
        let value = value.unwrap_or_else(|| "(none)".to_owned());
        say(&format!("{flag:16} {variable:22} {value}"))?;
    }
    Ok(())
}
