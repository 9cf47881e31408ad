//! `fullcup vault open`: a sealed export, opened without a server, for whoever has its six words.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::{IsTerminal, Write},
    path::Path,
};

use ::vault::{ReadableFile, Refused, open_export, readable, unknown_word};
use anyhow::{Context, Result, anyhow, bail};

use crate::{
    serve::say,
    settings::{VaultCommand, VaultOpenArguments},
};

/// Opens it and writes what was in it.
pub fn run(what: &VaultCommand) -> Result<()> {
    let VaultCommand::Open(how) = what;
    if let Some(folder) = &how.out {
        check_empty(folder)?;
    }
    let jwe = fs::read_to_string(&how.file)
        .with_context(|| format!("{} could not be read", how.file.display()))?;
    let words = words(how)?;
    let json = open_export(jwe.trim(), &words).map_err(|why| told(why, &words, &how.file))?;
    let Some(folder) = &how.out else {
        return say(&json);
    };
    let files = readable(&json).map_err(|_| {
        anyhow!("it opened, but is in a form that this Fullcup cannot read. Leave out --out to get it as it is")
    })?;
    for file in &files {
        write(folder, file)?;
    }
    say(&folder.display().to_string())?;
    eprintln!(
        "{} files. They are not locked: whoever opens the folder can read them.",
        files.len()
    );
    Ok(())
}

/// The words, from a file or as they are typed; never from the command line, which other programs
/// can see.
fn words(how: &VaultOpenArguments) -> Result<String> {
    if let Some(file) = &how.words_file {
        return fs::read_to_string(file)
            .with_context(|| format!("{} could not be read", file.display()));
    }
    if std::io::stdin().is_terminal() {
        eprint!("The six words: ");
        std::io::stderr().flush()?;
    }
    let mut words = String::new();
    std::io::stdin().read_line(&mut words)?;
    Ok(words)
}

fn told(why: Refused, words: &str, file: &Path) -> anyhow::Error {
    let file = file.display();
    match why {
        Refused::WrongSecret => match unknown_word(words) {
            Some(word) => anyhow!(
                "these words do not open {file}: word {word} is not on the list that Fullcup takes them from"
            ),
            None => anyhow!("these words do not open {file}. Was it sealed with others?"),
        },
        Refused::Mistyped { group: Some(word) } => {
            anyhow!("word {word} has a letter that is in none of the words")
        }
        Refused::Mistyped { group: None } => {
            anyhow!("it needs six words, with a space between them")
        }
        Refused::Header => anyhow!("{file} is no sealed export of Fullcup, or was cut"),
        Refused::Rounds => anyhow!(
            "{file} asks for a number of rounds that Fullcup never writes. Somebody changed it"
        ),
        _ => anyhow!("{file} is damaged. Nothing of it was opened"),
    }
}

/// Nothing is ever written over.
fn check_empty(folder: &Path) -> Result<()> {
    let mut inside = match fs::read_dir(folder) {
        Ok(inside) => inside,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            return Err(error).with_context(|| format!("{} is no folder", folder.display()));
        }
    };
    if inside.next().is_some() {
        bail!("{} is not empty. Choose another folder", folder.display());
    }
    Ok(())
}

/// Writes one file that only its owner can read.
fn write(folder: &Path, file: &ReadableFile) -> Result<()> {
    let path = folder.join(&file.name);
    let (mut build, mut options) = (DirBuilder::new(), OpenOptions::new());
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        build.mode(0o700);
        options.mode(0o600);
    }
    let written = path
        .parent()
        .map_or(Ok(()), |above| build.recursive(true).create(above))
        .and_then(|()| options.write(true).create_new(true).open(&path))
        .and_then(|mut out| out.write_all(&file.body));
    written.with_context(|| format!("{} could not be written", path.display()))
}
