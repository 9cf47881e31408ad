//! What the program is told: every flag is also a `FULLCUP_…` variable, parsed once
//! into values that mean something.

use std::{fmt, net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;

/// Fullcup: the software that a peer-support program runs so that the people who help stay well.
#[derive(Debug, Parser)]
#[command(name = "fullcup", version, about, max_term_width = 100)]
pub struct Arguments {
    /// Where and how the house runs.
    #[command(flatten)]
    pub house: HouseArguments,
    /// What to do; without a command, Fullcup serves.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Settings of the house, the same for every command.
#[derive(Args, Clone, Debug)]
pub struct HouseArguments {
    /// Folder for everything that is kept: database, backups, lock.
    #[arg(
        long,
        global = true,
        env = "FULLCUP_DATA",
        default_value = "fullcup-data",
        value_name = "DIR"
    )]
    pub data: PathBuf,
    /// Address to listen on; port 0 takes a free one.
    #[arg(
        long,
        global = true,
        env = "FULLCUP_LISTEN",
        default_value = "127.0.0.1:8420",
        value_name = "ADDR"
    )]
    pub listen: SocketAddr,
    /// PostgreSQL to use in place of the file in the data folder.
    #[arg(
        long,
        global = true,
        env = "FULLCUP_DATABASE",
        value_name = "URL",
        hide_env_values = true
    )]
    pub database: Option<Database>,
    /// The PostgreSQL database was copied by hand: a new Fullcup may change its schema without
    /// `pg_dump`.
    #[arg(
        long,
        global = true,
        env = "FULLCUP_BACKED_UP",
        value_parser = clap::builder::FalseyValueParser::new()
    )]
    pub backed_up: bool,
    /// The address that people type, for example <https://cup.example.org>.
    #[arg(long, global = true, env = "FULLCUP_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Network of the proxy whose X-Forwarded-For is believed, for example 10.0.0.0/8.
    #[arg(long, global = true, env = "FULLCUP_TRUSTED_PROXY", value_name = "NET")]
    pub trusted_proxy: Option<Proxy>,
}

impl HouseArguments {
    /// The address that people open, once it is known at which port the house listens. Without
    /// `--public-url` it is this machine's own name, not its number: browsers keep passkeys for
    /// names alone. `None` when other machines could come in without encryption.
    pub fn address(&self, port: u16) -> Option<String> {
        match &self.public_url {
            Some(url) => Some(url.trim_end_matches('/').to_owned()),
            None if self.listen.ip().is_loopback() => Some(format!("http://localhost:{port}")),
            None => None,
        }
    }
}

/// The network of a proxy, as it was written and as it is meant.
#[derive(Clone, Debug)]
pub struct Proxy {
    written: String,
    /// The network.
    pub net: web::Net,
}

impl std::str::FromStr for Proxy {
    type Err = web::NoNet;

    fn from_str(text: &str) -> Result<Self, web::NoNet> {
        Ok(Self {
            net: text.parse()?,
            written: text.trim().to_owned(),
        })
    }
}

impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

/// A PostgreSQL address. Its password is never shown.
#[derive(Clone)]
pub struct Database(pub String);

impl std::str::FromStr for Database {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Ok(Self(text.to_owned()))
        } else {
            Err("write it as postgres://user:password@host/database".to_owned())
        }
    }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Everything between "://user:" and the last "@" is the secret.
        let (scheme, rest) = self.0.split_once("://").unwrap_or(("postgres", ""));
        match rest.rsplit_once('@') {
            Some((login, place)) => {
                let user = login.split(':').next().unwrap_or("");
                write!(f, "{scheme}://{user}:…@{place}")
            }
            None => write!(f, "{scheme}://{rest}"),
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What Fullcup can be told to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve (the same as no command).
    Serve,
    /// Make an invented program in a temporary folder and serve it; it is gone at the end.
    Demo(DemoArguments),
    /// Fill an empty data folder with invented records, for measuring.
    Generate(GenerateArguments),
    /// List every door: method, path, circle, roles.
    Doors {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write one consistent file that holds everything, while people keep working.
    Backup {
        /// The file to write; it must not exist.
        file: PathBuf,
    },
    /// Check a backup and put it in place. Stop Fullcup first.
    Restore {
        /// The backup.
        file: PathBuf,
    },
    /// Say that PostgreSQL was put back to an earlier day (`pg_restore`): phones then bring back what is theirs
    /// alone and missing here. `restore` says so by itself.
    WentBack,
    /// Look for trouble and say what to do about it.
    Doctor,
    /// Count every contact anew, when `doctor` says that the counts are wrong. Stop Fullcup first.
    Recount,
    /// Print the settings in force, with secrets masked.
    Settings,
    /// Look from outside whether a site gives browsers what this release gives them, and nothing else.
    VerifySite {
        /// Its address, for example <https://cup.example.org>.
        url: String,
    },
    /// The audit trail.
    Audit {
        /// What to do with it.
        #[command(subcommand)]
        what: AuditCommand,
    },
    /// Bring in a spreadsheet, also while people keep working.
    Import(ImportArguments),
    /// Write everything of an agency into one documented ZIP, also while people keep working.
    Export(ExportArguments),
    /// Make an invitation link for an administrator, also while people keep working.
    ///
    /// For when nobody can get in any more. For somebody who is invited already it makes a new
    /// link, and the one before opens nothing any more.
    Invite(InviteArguments),
    /// What a person took out of their private circle. Needs no server.
    Vault {
        /// What to do with it.
        #[command(subcommand)]
        what: VaultCommand,
    },
}

/// What can be done with a sealed export.
#[derive(Debug, Subcommand)]
pub enum VaultCommand {
    /// Open it with its six words, which are asked for.
    Open(VaultOpenArguments),
}

/// The sealed export, and where it goes.
#[derive(Args, Debug)]
pub struct VaultOpenArguments {
    /// The sealed export.
    pub file: PathBuf,
    /// Read the six words from this file.
    #[arg(long, value_name = "FILE")]
    pub words_file: Option<PathBuf>,
    /// Write JSON, Markdown and photos into this empty folder; without it, the JSON is printed.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// What is brought in, and how.
#[derive(Args, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag that somebody types or does not"
)]
pub struct ImportArguments {
    /// What the rows are.
    #[arg(value_parser = ["people", "participants", "contacts"])]
    pub what: String,
    /// The spreadsheet: CSV, TSV or XLSX.
    pub file: PathBuf,
    /// The program's name, when the agency has more than one.
    #[arg(long)]
    pub program: Option<String>,
    /// The agency's name, when there is more than one.
    #[arg(long)]
    pub agency: Option<String>,
    /// Say what would come in, print how the file is read as JSON, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// How the file is to be read: what --dry-run printed, changed by hand.
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Leave out the rows that are refused.
    #[arg(long)]
    pub leave_out: bool,
    /// Bring in too whom only the contacts name.
    #[arg(long)]
    pub add_people: bool,
    /// Bring in too what says the same as an earlier row.
    #[arg(long)]
    pub keep_same: bool,
}

/// Where everything goes.
#[derive(Args, Debug)]
pub struct ExportArguments {
    /// The folder that the file is written into.
    pub folder: PathBuf,
    /// The agency's name, when there is more than one.
    #[arg(long)]
    pub agency: Option<String>,
}

/// Who is invited.
#[derive(Args, Debug)]
pub struct InviteArguments {
    /// The person's e-mail address.
    pub email: String,
    /// The name they use.
    #[arg(long)]
    pub name: String,
    /// The agency's name, when there is more than one.
    #[arg(long)]
    pub agency: Option<String>,
}

/// What can be done with the audit trail.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Print size and root of each agency's tree. Keep it outside this machine.
    Head,
    /// Recompute every tree; with a head kept elsewhere, prove that nothing before it changed.
    Verify {
        /// A line as `fullcup audit head` printed it.
        #[arg(long, value_name = "TEXT")]
        head: Option<String>,
    },
}

/// How the demo is made.
#[derive(Args, Debug)]
pub struct DemoArguments {
    /// The day on which the invented records end; today unless told.
    #[arg(long, value_name = "DATE")]
    pub today: Option<Date>,
    /// Write the accounts with their passwords to this file, as JSON.
    #[arg(long, value_name = "FILE")]
    pub accounts: Option<PathBuf>,
    /// Keep the records, in the empty folder that --data names.
    #[arg(long)]
    pub keep: bool,
}

/// How much is generated.
#[derive(Args, Debug)]
pub struct GenerateArguments {
    /// How many peer workers.
    #[arg(long, default_value_t = 200)]
    pub workers: u32,
    /// How many participants.
    #[arg(long, default_value_t = 10_000)]
    pub participants: u32,
    /// How many contacts, over the last six months.
    #[arg(long, default_value_t = 100_000)]
    pub contacts: u32,
    /// The same seed makes the same records.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Write the accounts with their passwords to this file, as JSON.
    #[arg(long, value_name = "FILE")]
    pub accounts: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_password_is_never_shown() {
        let database: Database = "postgres://cup:s3cret@db.example/fullcup"
            .parse()
            .expect("an address");
        assert_eq!(database.to_string(), "postgres://cup:…@db.example/fullcup");
        assert!(!format!("{database:?}").contains("s3cret"));
    }

    #[test]
    fn without_a_public_url_only_this_machine_is_served_and_by_its_name() {
        let at = |words: &[&str]| {
            let words = [&["fullcup"], words].concat();
            Arguments::parse_from(words).house.address(8420)
        };
        assert_eq!(at(&[]).as_deref(), Some("http://localhost:8420"));
        assert_eq!(
            at(&["--listen", "[::1]:0"]).as_deref(),
            Some("http://localhost:8420")
        );
        assert_eq!(at(&["--listen", "0.0.0.0:80"]), None);
        let given = at(&[
            "--listen",
            "0.0.0.0:80",
            "--public-url",
            "https://cup.example.org/",
        ]);
        assert_eq!(given.as_deref(), Some("https://cup.example.org"));
    }

    #[test]
    fn a_proxy_is_a_network() {
        let words = |net| ["fullcup", "--trusted-proxy", net];
        assert!(Arguments::try_parse_from(words("10.0.0.0/8")).is_ok());
        assert!(Arguments::try_parse_from(words("the proxy")).is_err());
    }

    #[test]
    fn the_arguments_are_sound() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }
}
