//! What every browser is given, and its digests: so that people outside can see whether a site serves what
//! was released, and nothing else.

use std::{fmt::Write as _, sync::Arc};

use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::{BodyExt as _, Empty};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{House, Refusal, request};

/// Where the digests are published.
pub const WELL_KNOWN: &str = "/.well-known/fullcup-files.json";

/// One file that every browser gets with the same bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Its path on the site.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// How many bytes it has.
    pub size: u64,
}

impl Published {
    /// What these bytes are at this path.
    pub fn of(path: impl Into<String>, bytes: &[u8]) -> Self {
        Self {
            path: path.into(),
            sha256: hex(&Sha256::digest(bytes)),
            size: bytes.len() as u64,
        }
    }
}

/// Everything that a release gives to browsers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// The name of the release in the paths of its assets.
    pub release: String,
    /// One digest over all files: SHA-256 over a line `path sha256 size` for each of them.
    pub digest: String,
    /// The files, by path.
    pub files: Vec<Published>,
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// What this house gives to every browser: its assets, and the documents of its published doors. Worked out
/// when it is first asked for.
///
/// # Errors
/// A published door that does not answer to whoever is not signed in.
pub async fn release(house: &Arc<House>) -> Result<&Release, Refusal> {
    if let Some(known) = house.release.get() {
        return Ok(known);
    }
    let assets = house.assets.files();
    let mut files: Vec<Published> = assets
        .iter()
        .map(|(path, bytes)| Published::of(path, bytes))
        .collect();
    for path in house.router.published() {
        files.push(Published::of(path, &document(house, path).await?));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let lines: String = files.iter().fold(String::new(), |mut lines, file| {
        let _ = writeln!(lines, "{} {} {}", file.path, file.sha256, file.size);
        lines
    });
    let release = Release {
        release: house.asset_digest().to_owned(),
        digest: hex(&Sha256::digest(&lines)),
        files,
    };
    Ok(house.release.get_or_init(|| release))
}

/// What somebody gets who brings nothing.
async fn document(house: &Arc<House>, path: &str) -> Result<Bytes, Refusal> {
    let request = Request::get(path)
        .body(Empty::<Bytes>::new())
        .map_err(Refusal::broken)?;
    let answer = request::answer(house, request, None).await;
    if answer.status() != StatusCode::OK {
        return Err(Refusal::broken(format!(
            "{path} is published and not there"
        )));
    }
    let body = answer.into_body().collect().await;
    Ok(body.map_err(Refusal::broken)?.to_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_what_everybody_calls_it() {
        let file = Published::of("/a", b"abc");
        assert_eq!(
            file.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!((file.path.as_str(), file.size), ("/a", 3));
    }
}
