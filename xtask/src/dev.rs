//! `cargo xtask dev`: the demo, built again and started again when a file changes.

use std::{
    collections::BTreeMap,
    fs,
    path::PathBuf,
    process::Child,
    sync::mpsc,
    time::{Duration, SystemTime},
};

use anyhow::Result;

use crate::{House, e2e, process::Call, walls::tree};

/// How often the files are looked at.
const LOOK: Duration = Duration::from_millis(700);

type Seen = BTreeMap<PathBuf, SystemTime>;

/// Goes on until it is interrupted; `rest` goes to `fullcup demo`.
pub fn run(house: &House, rest: &[String]) -> Result<()> {
    let binary = e2e::binary(house)?;
    let mut words = vec!["demo".to_owned()];
    words.extend_from_slice(rest);
    // Nothing ever comes through; waiting on it is the pause between two looks.
    let (_keep, silence) = mpsc::channel::<()>();
    loop {
        let seen = look(house)?;
        let built = Call::cargo(house, &["build", "--quiet", "--package", "fullcup"]).pass();
        let running: Option<Child> = match built {
            Ok(()) => Some(Call::new(&house.root, &binary, &words).start()?),
            Err(error) => {
                eprintln!("{error:#}");
                None
            }
        };
        while look(house)? == seen {
            let _ = silence.recv_timeout(LOOK);
        }
        if let Some(mut child) = running {
            child.kill()?;
            child.wait()?;
        }
        println!("changed: building again");
    }
}

/// When each file that the binary is made of was last written.
fn look(house: &House) -> Result<Seen> {
    let ends = ["rs", "ftl", "css", "js", "sql", "svg", "toml"];
    let files = tree::files(&house.root)?.into_iter();
    let files = files.filter(|file| {
        let end = file
            .extension()
            .map(|end| end.to_string_lossy().into_owned());
        end.is_some_and(|end| ends.contains(&end.as_str())) && !file.starts_with("xtask")
    });
    Ok(files
        .filter_map(|file| {
            let written = fs::metadata(house.root.join(&file)).ok()?.modified().ok()?;
            Some((file, written))
        })
        .collect())
}
