//! `fullcup verify-site`: whether a site gives browsers what this release gives them.
//!
//! Anybody may run it, from anywhere, at random times: a union, a network of peer workers, the state. It
//! catches a site that was changed. It does not catch one that gives somebody else other files than it
//! gave to this program; `SECURITY.md` says so.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use anyhow::{Context, Result, anyhow, bail};
use storage::Db;
use ureq::{Agent, http::StatusCode};
use web::{Published, Release, WELL_KNOWN};

use crate::{
    rooms,
    serve::say,
    world::{SystemChance, SystemClock},
};

/// How long one file may take.
const PATIENCE: Duration = Duration::from_mins(1);
/// No file of ours is longer.
const LONGEST: u64 = 16 * 1024 * 1024;

/// Fetches everything that this release publishes, and compares.
pub fn run(url: &str) -> Result<()> {
    let url = url.trim_end_matches('/');
    web::check_address(url)?;
    let own = own_release(url)?;
    let agent: Agent = Agent::config_builder()
        .max_redirects(0)
        .http_status_as_error(false)
        .timeout_global(Some(PATIENCE))
        .build()
        .into();
    let found = compare(&own, |path| fetch(&agent, url, path))?;
    if found.is_empty() {
        let (files, release) = (own.files.len(), &own.release);
        say(&format!(
            "OK: {url} gives browsers the {files} files of release {release}."
        ))?;
        return say(&format!("The digest of them all is {}", own.digest));
    }
    for line in &found {
        say(line)?;
    }
    bail!(
        "{url} is not what this program would serve: {} differ. If the site runs another release, use the \
         program of that release; this one is {} ({})",
        found.len(),
        env!("CARGO_PKG_VERSION"),
        own.release
    )
}

/// What this program would give, worked out by a house of its own that nobody enters.
fn own_release(url: &str) -> Result<Release> {
    let folder = tempfile::Builder::new()
        .prefix("fullcup-verify-")
        .tempdir()?;
    let db = Db::open(&storage::Settings::new(folder.path(), 0))?;
    let house = web::House::new(
        db.clone(),
        Arc::new(SystemClock),
        Arc::new(SystemChance),
        web::Settings::at(url),
        rooms::all(),
    )?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let release = runtime.block_on(async { web::release(&house).await.cloned() });
    drop((house, runtime));
    db.close();
    folder.close()?;
    release.map_err(|_| anyhow!("this program cannot say what it publishes"))
}

/// What a site gave: the bytes, or why there are none.
type Given = Result<Vec<u8>, String>;

fn fetch(agent: &Agent, url: &str, path: &str) -> Given {
    let answer = agent
        .get(format!("{url}{path}"))
        .header("accept", "*/*")
        .header("accept-encoding", "identity")
        .call();
    let mut answer = answer.map_err(|error| format!("could not be fetched: {error}"))?;
    if answer.status() != StatusCode::OK {
        return Err(format!("is answered with {}", answer.status().as_u16()));
    }
    let body = answer.body_mut().with_config().limit(LONGEST).read_to_vec();
    body.map_err(|error| format!("breaks off: {error}"))
}

/// A line for each thing that is not as it should be.
fn compare(own: &Release, fetch: impl Fn(&str) -> Given) -> Result<Vec<String>> {
    let mut found = vec![];
    let told = fetch(WELL_KNOWN).map_err(|why| anyhow!("{WELL_KNOWN} {why}"))?;
    let told: Release = serde_json::from_slice(&told)
        .with_context(|| format!("{WELL_KNOWN} is no list of files"))?;
    let told: BTreeMap<&str, &Published> = told
        .files
        .iter()
        .map(|file| (file.path.as_str(), file))
        .collect();
    for file in &own.files {
        match told.get(file.path.as_str()) {
            None => found.push(format!("{}: the site does not list it", file.path)),
            Some(listed) if *listed != file => {
                found.push(format!("{}: the site lists another one", file.path));
            }
            Some(_) => {}
        }
        match fetch(&file.path) {
            Err(why) => found.push(format!("{} {why}", file.path)),
            Ok(bytes) if Published::of(&*file.path, &bytes) != *file => {
                found.push(format!("{} is another file", file.path));
            }
            Ok(_) => {}
        }
    }
    let ours = |path: &str| own.files.iter().any(|file| file.path == path);
    let more = told.keys().filter(|path| !ours(path));
    found.extend(more.map(|path| format!("{path}: this program knows no such file")));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(files: &[(&str, &str)]) -> Release {
        let files = files.iter();
        Release {
            release: "r".into(),
            digest: "d".into(),
            files: files
                .map(|(path, text)| Published::of(*path, text.as_bytes()))
                .collect(),
        }
    }

    fn found(listed: &Release, files: &[(&str, &str)]) -> Vec<String> {
        let own = release(&[("/a", "one"), ("/b", "two")]);
        let give = |path: &str| -> Given {
            if path == WELL_KNOWN {
                return Ok(serde_json::to_vec(listed).expect("JSON"));
            }
            let file = files.iter().find(|(known, _)| *known == path);
            file.map(|(_, text)| text.as_bytes().to_vec())
                .ok_or_else(|| "is answered with 404".into())
        };
        compare(&own, give).expect("a comparison")
    }

    #[test]
    fn what_is_listed_and_what_is_given_must_both_be_ours() {
        let true_list = release(&[("/a", "one"), ("/b", "two")]);
        let files = [("/a", "one"), ("/b", "two")];
        assert!(found(&true_list, &files).is_empty());
        assert_eq!(
            found(&true_list, &[("/a", "one"), ("/b", "tWo")]),
            ["/b is another file"]
        );
        assert_eq!(found(&true_list, &files[..1]), ["/b is answered with 404"]);
        let false_list = release(&[("/a", "One"), ("/c", "three")]);
        assert_eq!(
            found(&false_list, &files),
            [
                "/a: the site lists another one",
                "/b: the site does not list it",
                "/c: this program knows no such file"
            ]
        );
    }
}
