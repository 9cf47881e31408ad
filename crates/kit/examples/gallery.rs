//! Writes the gallery and its assets into a folder, for a browser to open:
//! `cargo run -p kit --example gallery -- FOLDER`.

use std::{env, fs, path::PathBuf};

use kit::{Frame, Theme, Words};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "gallery".into()));
    fs::create_dir_all(&folder)?;
    let words = Words::kit()?;
    let page = kit::gallery(&words);
    for theme in Theme::ALL {
        let frame = Frame {
            theme: *theme,
            ..Frame::new(&words, ".")
        };
        fs::write(
            folder.join(format!("{}.html", theme.slug())),
            page.document(&frame),
        )?;
    }
    for asset in kit::assets() {
        fs::write(folder.join(asset.name), asset.body)?;
    }
    Ok(())
}
