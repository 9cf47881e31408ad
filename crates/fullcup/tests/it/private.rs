//! The private circle as the whole program keeps it: what its tables can hold, what outlives a kill, what
//! is in a backup, and what is nowhere.

use std::{collections::BTreeMap, path::Path};

use serde_json::{Value, json};
use storage::testing;
use testkit::sealed::{Owner, Version, rid};

use crate::{
    client::Client,
    program::{Account, Place, Server, complaint, text},
};

/// How often the program is killed in the middle of a change of the key.
const ROUNDS: usize = 12;
/// How many records are in the box.
const RECORDS: u64 = 40;

/// Everything that may stand in a table about a box. docs/privacy.md says what each of these tells.
const COLUMNS: &[(&str, &[&str])] = &[
    (
        "vault",
        &[
            "agency_id",
            "vid",
            "person_id",
            "place",
            "sign_x",
            "sign_y",
            "epoch",
            "n",
            "said",
            "stated",
            "seq",
            "records",
            "refused",
            "refused_on",
            "turned_on",
            "erase_on",
            "until_on",
        ],
    ),
    (
        "vault_statement",
        &["agency_id", "vid", "n", "epoch", "statement", "list"],
    ),
    ("vault_slot", &["agency_id", "vid", "sid", "kind", "jwe"]),
    (
        "vault_record",
        &[
            "agency_id",
            "vid",
            "rid",
            "ver",
            "seq",
            "epoch",
            "size",
            "day",
            "hash",
            "jwe",
        ],
    ),
    (
        "vault_history",
        &[
            "agency_id",
            "vid",
            "rid",
            "ver",
            "seq",
            "epoch",
            "size",
            "day",
            "hash",
            "jwe",
        ],
    ),
    (
        "vault_turn",
        &[
            "agency_id",
            "vid",
            "turn",
            "rid",
            "ver",
            "epoch",
            "size",
            "day",
            "prev",
            "hash",
            "jwe",
        ],
    ),
    ("vault_house", &["agency_id", "restored"]),
];

#[test]
fn nothing_more_can_be_kept_of_a_box_than_the_page_about_it_says() {
    let tables = crate::schema::tables();
    let there: BTreeMap<&str, Vec<&str>> = tables
        .iter()
        .filter(|(name, _)| name.starts_with("vault"))
        .map(|(name, columns)| (name.as_str(), columns.iter().map(String::as_str).collect()))
        .collect();
    let known: BTreeMap<&str, Vec<&str>> = COLUMNS
        .iter()
        .map(|(name, columns)| (*name, columns.to_vec()))
        .collect();
    assert_eq!(
        there, known,
        "say in docs/privacy.md what a new column tells"
    );
    // A day is ten letters; an hour has no place to stand.
    for (_, columns) in COLUMNS {
        assert!(
            columns
                .iter()
                .all(|column| !column.ends_with("_at") && *column != "at")
        );
    }
}

/// Somebody with a box in the real program.
struct Somebody {
    client: Client,
    owner: Owner,
    /// The newest version of each record, with its number.
    records: BTreeMap<String, (u32, String)>,
}

impl Somebody {
    /// Makes the box and fills it.
    fn new(server: &Server, accounts: &[Account]) -> Self {
        let worker = accounts.iter().find(|one| one.walks()).expect("a worker");
        let mut client = Client::default();
        client.sign_in(server.address, &worker.email, &worker.password);
        let owner = Owner::new(1);
        let mut one = Self {
            client,
            owner,
            records: BTreeMap::new(),
        };
        let bundle = one.owner.bundle();
        assert_eq!(one.ask(server, "/vault/new", &bundle).0, 200);
        let items: Vec<Value> = (0..RECORDS).map(|number| one.owner.first(number)).collect();
        let body = json!({ "vid": one.owner.vid, "since": 0, "items": items });
        assert_eq!(one.ask(server, "/vault/sync", &body).0, 200);
        for item in &items {
            one.records
                .insert(letters(&item["rid"]), (1, letters(&item["jwe"])));
        }
        one
    }

    fn ask(&mut self, server: &Server, path: &str, body: &Value) -> (u16, Value) {
        self.client
            .json(server.address, path, body)
            .expect("an answer")
    }

    fn state(&mut self, server: &Server) -> Value {
        let answer = self
            .client
            .get(server.address, "/vault")
            .expect("an answer");
        serde_json::from_slice(&answer.body).expect("JSON")
    }

    /// Everything in the box, as a phone without memory gets it.
    fn all(&mut self, server: &Server) -> BTreeMap<String, String> {
        let body = json!({ "vid": self.owner.vid, "since": 0 });
        let (status, told) = self.ask(server, "/vault/sync", &body);
        assert_eq!((status, &told["more"]), (200, &json!(false)));
        let changes = told["changes"].as_array().expect("a list").iter();
        changes
            .map(|one| (letters(&one["rid"]), letters(&one["jwe"])))
            .collect()
    }

    /// Each record sealed anew under the next key.
    fn anew(&self) -> BTreeMap<String, (u32, String)> {
        let epoch = self.owner.epoch + 1;
        let anew = |(rid, (ver, before)): (&String, &(u32, String))| {
            let version = Version {
                rid,
                ver: ver + 1,
                before,
                size: 1024,
                seed: 2,
            };
            (
                rid.clone(),
                (ver + 1, self.owner.record_of(epoch, &version)),
            )
        };
        self.records.iter().map(anew).collect()
    }
}

fn letters(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

// Test 9, the server’s part.
#[test]
fn a_kill_in_the_middle_of_a_change_of_the_key_leaves_the_old_box_or_the_new_one() {
    let place = Place::new();
    let accounts = place.generate();
    let mut server = place.serve();
    let mut one = Somebody::new(&server, &accounts);
    for round in 0..ROUNDS {
        let anew = one.anew();
        let items: Vec<Value> = anew
            .iter()
            .map(|(rid, (_, jwe))| json!({ "rid": rid, "jwe": jwe }))
            .collect();
        let body = json!({ "vid": one.owner.vid, "turn": "t", "items": items });
        assert_eq!(one.ask(&server, "/vault/turn", &body).0, 200);
        let next = one.owner.epoch + 1;
        let body = json!({ "turn": "t", "count": RECORDS, "epoch": next });
        let sent = one.owner.restated("turn", &body, &["code"]);
        let (address, mut client, statement) = (server.address, one.client.clone(), sent.clone());
        let asking = std::thread::spawn(move || client.json(address, "/vault/control", &statement));
        // Another instant in each round, before, in and after the write; nobody chooses it.
        let mut turns = round * 400;
        while turns > 0 && !asking.is_finished() {
            std::thread::yield_now();
            turns -= 1;
        }
        server.kill();
        let told = asking.join().expect("it ends");
        server = place.serve();
        let state = one.state(&server);
        let committed = state["epoch"] == next;
        assert!(committed || state["epoch"] == one.owner.epoch, "{state}");
        let acknowledged = told.is_ok_and(|(status, _)| status == 200);
        assert!(
            committed || !acknowledged,
            "round {round}: what was acknowledged is gone"
        );
        if committed {
            one.owner.took(&sent);
            one.records = anew;
        }
        assert_eq!(state["statement"], one.owner.statement.as_str());
        assert_eq!(state["total"], RECORDS);
        let expected: BTreeMap<String, String> = one
            .records
            .iter()
            .map(|(rid, (_, jwe))| (rid.clone(), jwe.clone()))
            .collect();
        assert_eq!(
            one.all(&server),
            expected,
            "round {round}: the box is half turned"
        );
    }
    server.stop();
}

/// Whether these letters stand in any file of a folder.
fn stands_in(folder: &Path, word: &str) -> Vec<String> {
    let mut found = vec![];
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(stands_in(&path, word));
        } else {
            let bytes = std::fs::read(&path).expect("a file");
            if bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes())
            {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

// Test 16, the server’s part.
#[test]
fn a_secret_that_a_client_sends_by_mistake_is_refused_and_kept_nowhere() {
    const SECRET: &str = "Zyzzyvaprfoutput";
    let place = Place::new();
    let accounts = place.generate();
    let server = Server::start(&place.flags(&[]), &[("FULLCUP_LOG_LEVEL", "trace")]);
    let mut one = Somebody::new(&server, &accounts);
    let result = json!({ "prf": { "results": { "first": SECRET, "second": SECRET } } });
    let mut slots = one
        .owner
        .restated("slots", &json!({}), &["code", "passkey"]);
    slots["clientExtensionResults"] = result.clone();
    let mut inside = one
        .owner
        .restated("slots", &json!({}), &["code", "passkey"]);
    inside["slots"][1]["prf"] = json!(SECRET);
    let sync = json!({ "vid": one.owner.vid, "since": 0, "items": [], "prf": SECRET });
    let bodies = [
        ("/vault/control", slots),
        ("/vault/control", inside),
        ("/vault/sync", sync),
    ];
    for (path, body) in &bodies {
        assert_eq!(one.ask(&server, path, body).0, 422, "{path}");
    }
    assert_eq!(
        one.state(&server)["slots"].as_array().map(Vec::len),
        Some(1)
    );
    // A passkey’s answer with its secret is refused at sign-in too.
    let body = json!({ "ticket": "x", "credential": { "clientExtensionResults": result } });
    let (status, _) = one.ask(&server, "/sign-in/passkey/finish", &body);
    assert!((400..500).contains(&status), "{status}");
    let (_, log) = server.stop();
    assert!(!log.contains(SECRET));
    assert_eq!(
        stands_in(&place.settings().data, SECRET),
        Vec::<String>::new()
    );
}

// Test 32, with the real commands.
#[test]
fn a_backup_holds_the_boxes_and_a_restore_tells_every_phone() {
    if testing::on_postgres() {
        // Putting a copy back is the work of pg_restore there.
        return;
    }
    let place = Place::new();
    let accounts = place.generate();
    let server = place.serve();
    let mut one = Somebody::new(&server, &accounts);
    let file = place.file("copy.db");
    let saved = place.run(&["backup", text(&file)]);
    assert!(saved.status.success(), "{}", complaint(&saved));
    // After the backup: a new record, and a new version of an old one.
    let name = rid(3);
    let (_, before) = one.records[&name].clone();
    let two = one.owner.record(&Version {
        rid: &name,
        ver: 2,
        before: &before,
        size: 1024,
        seed: 5,
    });
    let three = one.owner.record(&Version {
        rid: &name,
        ver: 3,
        before: &two,
        size: 1024,
        seed: 6,
    });
    let items =
        json!([{ "rid": name, "jwe": two }, { "rid": name, "jwe": three }, one.owner.first(900)]);
    let mut body = json!({ "vid": one.owner.vid, "since": 0, "items": items });
    assert_eq!(
        one.ask(&server, "/vault/sync", &body).1["total"],
        RECORDS + 1
    );
    assert_eq!(one.state(&server)["restored"], "");
    server.stop();
    let restored = place.run(&["restore", text(&file)]);
    assert!(restored.status.success(), "{}", complaint(&restored));
    let server = place.serve();
    let word = one.state(&server)["restored"].clone();
    assert_ne!(word, "", "phones are told");
    assert_eq!(one.all(&server).len(), 40);
    // A phone brings back the newest version that it has, without what lay between.
    body["items"] = json!([{ "rid": name, "jwe": three }, one.owner.first(900)]);
    body["restored"] = word;
    let (_, told) = one.ask(&server, "/vault/sync", &body);
    assert!(
        told["results"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|one| one["ok"] == true)
    );
    assert_eq!(one.all(&server)[&name], three);
    server.stop();
}
