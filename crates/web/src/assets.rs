//! Files that pages refer to, under one digest for the release: kept for ever by browsers,
//! compressed once at the start.

use std::{collections::HashMap, fmt::Write as _, sync::LazyLock};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use http_body_util::Full;
use sha2::{Digest, Sha256};

use crate::{bare::bare, offline, squeeze};

const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The client's modules, as they are written.
pub(crate) const MODULES: &[(&str, &str)] = &[
    ("start.js", include_str!("../../../client/start.js")),
    (
        "parts/apart.js",
        include_str!("../../../client/parts/apart.js"),
    ),
    (
        "parts/autosave.js",
        include_str!("../../../client/parts/autosave.js"),
    ),
    (
        "parts/fill.js",
        include_str!("../../../client/parts/fill.js"),
    ),
    (
        "parts/guard.js",
        include_str!("../../../client/parts/guard.js"),
    ),
    (
        "parts/hints.js",
        include_str!("../../../client/parts/hints.js"),
    ),
    (
        "rooms/hints.js",
        include_str!("../../../client/rooms/hints.js"),
    ),
    (
        "parts/leaving.js",
        include_str!("../../../client/parts/leaving.js"),
    ),
    (
        "parts/lock.js",
        include_str!("../../../client/parts/lock.js"),
    ),
    (
        "parts/offline.js",
        include_str!("../../../client/parts/offline.js"),
    ),
    (
        "parts/outbox.js",
        include_str!("../../../client/parts/outbox.js"),
    ),
    ("own/cup.js", include_str!("../../../client/own/cup.js")),
    ("own/draw.js", include_str!("../../../client/own/draw.js")),
    ("own/first.js", include_str!("../../../client/own/first.js")),
    ("own/keys.js", include_str!("../../../client/own/keys.js")),
    ("own/lines.js", include_str!("../../../client/own/lines.js")),
    ("own/me.js", include_str!("../../../client/own/me.js")),
    ("own/now.js", include_str!("../../../client/own/now.js")),
    (
        "own/pattern.js",
        include_str!("../../../client/own/pattern.js"),
    ),
    (
        "own/pattern/findings.js",
        include_str!("../../../client/own/pattern/findings.js"),
    ),
    (
        "own/pattern/life.js",
        include_str!("../../../client/own/pattern/life.js"),
    ),
    (
        "own/pattern/picture.js",
        include_str!("../../../client/own/pattern/picture.js"),
    ),
    (
        "own/pattern/stats.js",
        include_str!("../../../client/own/pattern/stats.js"),
    ),
    ("own/photo.js", include_str!("../../../client/own/photo.js")),
    ("own/plan.js", include_str!("../../../client/own/plan.js")),
    (
        "own/remind.js",
        include_str!("../../../client/own/remind.js"),
    ),
    (
        "own/secret.js",
        include_str!("../../../client/own/secret.js"),
    ),
    ("own/shelf.js", include_str!("../../../client/own/shelf.js")),
    ("own/tired.js", include_str!("../../../client/own/tired.js")),
    ("own/year.js", include_str!("../../../client/own/year.js")),
    ("parts/me.js", include_str!("../../../client/parts/me.js")),
    (
        "parts/private.js",
        include_str!("../../../client/parts/private.js"),
    ),
    (
        "parts/quit.js",
        include_str!("../../../client/parts/quit.js"),
    ),
    (
        "parts/passkey.js",
        include_str!("../../../client/parts/passkey.js"),
    ),
    ("parts/say.js", include_str!("../../../client/parts/say.js")),
    ("sync/box.js", include_str!("../../../client/sync/box.js")),
    (
        "sync/carry.js",
        include_str!("../../../client/sync/carry.js"),
    ),
    ("sync/core.js", include_str!("../../../client/sync/core.js")),
    ("sync/desk.js", include_str!("../../../client/sync/desk.js")),
    (
        "sync/digest.js",
        include_str!("../../../client/sync/digest.js"),
    ),
    (
        "sync/flush.js",
        include_str!("../../../client/sync/flush.js"),
    ),
    (
        "sync/header.js",
        include_str!("../../../client/sync/header.js"),
    ),
    (
        "sync/heads.js",
        include_str!("../../../client/sync/heads.js"),
    ),
    ("sync/home.js", include_str!("../../../client/sync/home.js")),
    ("sync/keys.js", include_str!("../../../client/sync/keys.js")),
    (
        "sync/letters.js",
        include_str!("../../../client/sync/letters.js"),
    ),
    (
        "sync/lines.js",
        include_str!("../../../client/sync/lines.js"),
    ),
    ("sync/load.js", include_str!("../../../client/sync/load.js")),
    (
        "sync/merge.js",
        include_str!("../../../client/sync/merge.js"),
    ),
    (
        "sync/people.js",
        include_str!("../../../client/sync/people.js"),
    ),
    (
        "sync/store.js",
        include_str!("../../../client/sync/store.js"),
    ),
    ("sync/tabs.js", include_str!("../../../client/sync/tabs.js")),
    (
        "sync/takeaway.js",
        include_str!("../../../client/sync/takeaway.js"),
    ),
    ("sync/time.js", include_str!("../../../client/sync/time.js")),
    (
        "sync/unsent.js",
        include_str!("../../../client/sync/unsent.js"),
    ),
    ("sync/wire.js", include_str!("../../../client/sync/wire.js")),
    ("sync/zip.js", include_str!("../../../client/sync/zip.js")),
    (
        "vault/bytes.js",
        include_str!("../../../client/vault/bytes.js"),
    ),
    (
        "vault/change.js",
        include_str!("../../../client/vault/change.js"),
    ),
    (
        "vault/code.js",
        include_str!("../../../client/vault/code.js"),
    ),
    (
        "vault/export.js",
        include_str!("../../../client/vault/export.js"),
    ),
    (
        "vault/heads.js",
        include_str!("../../../client/vault/heads.js"),
    ),
    (
        "vault/inside.js",
        include_str!("../../../client/vault/inside.js"),
    ),
    (
        "vault/jose.js",
        include_str!("../../../client/vault/jose.js"),
    ),
    (
        "vault/keys.js",
        include_str!("../../../client/vault/keys.js"),
    ),
    ("vault/pad.js", include_str!("../../../client/vault/pad.js")),
    (
        "vault/record.js",
        include_str!("../../../client/vault/record.js"),
    ),
    (
        "vault/refused.js",
        include_str!("../../../client/vault/refused.js"),
    ),
    (
        "vault/sealed.js",
        include_str!("../../../client/vault/sealed.js"),
    ),
    (
        "vault/slots.js",
        include_str!("../../../client/vault/slots.js"),
    ),
    (
        "vault/statement.js",
        include_str!("../../../client/vault/statement.js"),
    ),
    (
        "vault/vault.js",
        include_str!("../../../client/vault/vault.js"),
    ),
    (
        "vault/words.js",
        include_str!("../../../client/vault/words.js"),
    ),
];

/// The list that `parts/hints.js` reads, the same that the server knows.
static HINTS: LazyLock<String> = LazyLock::new(domain::language::json);

/// The list that `vault/words.js` reads; `client/vault/words.LICENSE.md` says whose it is.
const WORDS: &str = include_str!("../../../client/vault/words.txt");

/// The modules as they are sent: their comments left blank.
static SENT: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
    let sent = MODULES.iter().map(|(name, text)| (*name, bare(text)));
    sent.collect()
});

struct File {
    content_type: HeaderValue,
    plain: Bytes,
    gzip: Option<Bytes>,
}

/// Every asset of this release.
pub(crate) struct Assets {
    /// `/assets/<digest>`.
    pub(crate) base: String,
    tag: HeaderValue,
    files: HashMap<&'static str, File>,
    /// Those at fixed places, which browsers ask for anew.
    fixed: HashMap<&'static str, File>,
}

impl Assets {
    pub(crate) fn new() -> Self {
        let modules = SENT
            .iter()
            .map(|(name, text)| (*name, SCRIPT, text.as_bytes()));
        let mut all: Vec<(&'static str, &'static str, &'static [u8])> = kit::assets()
            .iter()
            .map(|asset| (asset.name, asset.content_type, asset.body))
            .chain(modules)
            .chain([
                ("rooms/hints.json", "application/json", HINTS.as_bytes()),
                ("plain.svg", "image/svg+xml", offline::PLAIN_ICON.as_bytes()),
                (
                    "vault/words.txt",
                    "text/plain; charset=utf-8",
                    WORDS.as_bytes(),
                ),
            ])
            .collect();
        all.sort_by_key(|(name, ..)| *name);
        let mut hash = Sha256::new();
        let mut files = HashMap::new();
        for (name, content_type, body) in all {
            for part in [name.as_bytes(), content_type.as_bytes(), body] {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part);
            }
            // Fonts are compressed already.
            let text = !content_type.starts_with("font/");
            let file = File {
                content_type: HeaderValue::from_static(content_type),
                plain: Bytes::from_static(body),
                gzip: text
                    .then(|| squeeze::asset(body))
                    .flatten()
                    .map(Bytes::from),
            };
            files.insert(name, file);
        }
        hash.update(offline::SOURCE);
        let mut digest = String::with_capacity(16);
        for byte in hash.finalize().iter().take(8) {
            let _ = write!(digest, "{byte:02x}");
        }
        let tag = HeaderValue::try_from(format!("\"{digest}\""));
        let base = format!("/assets/{digest}");
        let mut paths: Vec<String> = files.keys().map(|name| format!("{base}/{name}")).collect();
        paths.sort();
        let fixed = offline::files(&base, &paths).map(|(path, content_type, body)| {
            let file = File {
                content_type: HeaderValue::from_static(content_type),
                gzip: squeeze::asset(&body).map(Bytes::from),
                plain: body,
            };
            (path, file)
        });
        Self {
            base,
            tag: tag.unwrap_or_else(|_| HeaderValue::from_static("\"\"")),
            files,
            fixed: HashMap::from(fixed),
        }
    }

    /// Whether something of the release lies at this path, or could.
    pub(crate) fn holds(&self, path: &str) -> bool {
        path.starts_with("/assets/") || self.fixed.contains_key(path)
    }

    /// The path of each file, and its bytes as they are sent, in the order of their paths.
    pub(crate) fn files(&self) -> Vec<(String, Bytes)> {
        let mut files: Vec<_> = self
            .files
            .iter()
            .map(|(name, file)| (format!("{}/{name}", self.base), file.plain.clone()))
            .chain(
                self.fixed
                    .iter()
                    .map(|(path, file)| ((*path).to_owned(), file.plain.clone())),
            )
            .collect();
        files.sort();
        files
    }

    /// Answers for a path below `/assets/` or a fixed one. None when there is no such file.
    ///
    /// A digest of another release gets the file of this one, but may not keep it: a page that
    /// was opened before an update goes on working.
    pub(crate) fn answer(&self, path: &str, headers: &HeaderMap) -> Option<Response<Full<Bytes>>> {
        let fixed = self.fixed.get(path);
        let (file, current) = if let Some(file) = fixed {
            (file, false)
        } else {
            let (digest, name) = path.strip_prefix("/assets/")?.split_once('/')?;
            let current = self.base.strip_prefix("/assets/") == Some(digest);
            (self.files.get(name)?, current)
        };
        let mut answer = Response::new(Full::default());
        let keep = if current {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        let head = answer.headers_mut();
        head.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
        head.insert(header::ETAG, self.tag.clone());
        head.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        let tag = self.tag.as_bytes();
        let same = |sent: &HeaderValue| sent.as_bytes().windows(tag.len()).any(|part| part == tag);
        if headers.get_all(header::IF_NONE_MATCH).iter().any(same) {
            *answer.status_mut() = StatusCode::NOT_MODIFIED;
            return Some(answer);
        }
        head.insert(header::CONTENT_TYPE, file.content_type.clone());
        let packed = file
            .gzip
            .as_ref()
            .filter(|_| squeeze::takes(headers, "gzip"));
        if packed.is_some() {
            head.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        *answer.body_mut() = Full::new(packed.unwrap_or(&file.plain).clone());
        Some(answer)
    }
}

/// The modules that a page's content asks for: `data-part="…"` on its elements, and the guard
/// for every form that saves.
pub(crate) fn parts_in(content: &str) -> Vec<&'static str> {
    let mut found = vec![];
    let mut add = |name: &str| {
        let module = MODULES.iter().find_map(|(path, _)| {
            path.strip_prefix("parts/")
                .and_then(|path| path.strip_suffix(".js"))
                .filter(|part| *part == name)
        });
        if let Some(module) = module.filter(|module| !found.contains(module)) {
            found.push(module);
        }
    };
    if content.contains("method=\"post\"") {
        add("guard");
    }
    for (at, mark) in content.match_indices("data-part=\"") {
        let names = content[at + mark.len()..].split('"').next().unwrap_or("");
        names.split(' ').for_each(&mut add);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_of_this_release_is_kept_and_of_another_is_asked_for_again() {
        let assets = Assets::new();
        let none = HeaderMap::new();
        let cache = |path: &str| {
            let answer = assets.answer(path, &none).expect("there");
            answer.headers()[header::CACHE_CONTROL]
                .to_str()
                .expect("text")
                .to_owned()
        };
        assert!(cache(&format!("{}/sheet.css", assets.base)).contains("immutable"));
        assert_eq!(cache("/assets/0123456789abcdef/parts/guard.js"), "no-cache");
        assert!(
            assets
                .answer(&format!("{}/none.css", assets.base), &none)
                .is_none()
        );
        assert!(assets.answer("/assets/sheet.css", &none).is_none());
    }

    #[test]
    fn a_browser_that_has_it_gets_304() {
        let assets = Assets::new();
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_NONE_MATCH, assets.tag.clone());
        let answer = assets
            .answer(&format!("{}/sheet.css", assets.base), &headers)
            .expect("there");
        assert_eq!(answer.status(), StatusCode::NOT_MODIFIED);
    }

    #[test]
    fn every_module_of_the_client_is_served() {
        let client = concat!(env!("CARGO_MANIFEST_DIR"), "/../../client");
        for folder in ["parts", "rooms", "sync", "vault"] {
            for file in std::fs::read_dir(format!("{client}/{folder}")).expect("a folder") {
                let file = file
                    .expect("a file")
                    .file_name()
                    .into_string()
                    .expect("a name");
                let served = MODULES
                    .iter()
                    .any(|(name, _)| *name == format!("{folder}/{file}"));
                let script = std::path::Path::new(&file)
                    .extension()
                    .is_some_and(|end| end == "js");
                let module = script && !file.ends_with(".test.js");
                assert!(served || !module, "{folder}/{file}");
            }
        }
    }

    #[test]
    fn every_module_that_a_module_imports_is_served() {
        for (name, text) in MODULES {
            for line in text.lines().filter(|line| line.starts_with("import ")) {
                let from = line.rsplit('\'').nth(1).unwrap_or_default();
                let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
                let path = match from.strip_prefix("../") {
                    Some(rest) => rest.to_owned(),
                    None if folder.is_empty() => from.trim_start_matches("./").to_owned(),
                    None => format!("{folder}/{}", from.trim_start_matches("./")),
                };
                assert!(
                    MODULES.iter().any(|(known, _)| *known == path),
                    "{name} imports {from}"
                );
            }
        }
    }
}
