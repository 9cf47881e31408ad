//! No canary in the log: what people write, who they are and where they are stands in no line of
//! it, at whatever level.

use crate::{
    client::{Answer, Client},
    program::{Account, Place, Server},
};

/// Words that nothing else could have put there.
const CANARIES: &[&str] = &[
    "Zyzzyva",
    "Quokkalane",
    "Xylopunk",
    "Brontosmith",
    "Wobblegong",
    "Fnordlake",
    "Krakenby",
    "Jabberflint",
    "Plinthopus",
    "Snorkelwick",
    "Murgatroyd",
    "Vexillum",
];

/// One browser that fills everything in.
struct Writer<'a> {
    client: Client,
    house: &'a Server,
    keys: u32,
    sent: usize,
}

impl Writer<'_> {
    fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.keys += 1;
        let key = format!("canary-key-{:0>10}", self.keys);
        let mut fields = fields.to_vec();
        fields.push(("key", &key));
        self.sent += 1;
        self.client
            .post(self.house.address, path, &fields)
            .expect("an answer")
    }

    fn get(&mut self, path: &str) -> Answer {
        self.client
            .get(self.house.address, path)
            .expect("an answer")
    }

    /// Posts what must be taken, and says where the receipt is.
    fn save(&mut self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(path, fields);
        assert_eq!(answer.status, 303, "{path}: {}", answer.text());
        answer
            .header("location")
            .expect("a place")
            .split('?')
            .next()
            .unwrap_or_default()
            .to_owned()
    }
}

fn somebody<'a>(accounts: &'a [Account], role: &str) -> &'a Account {
    let found = accounts
        .iter()
        .find(|one| one.state == "active" && one.roles == [role]);
    found.unwrap_or_else(|| panic!("no {role}"))
}

fn fill_everything(house: &Server, accounts: &[Account]) -> usize {
    let [
        name,
        pronoun,
        by,
        step,
        note,
        title,
        place,
        words,
        why,
        unknown,
        over,
        label,
    ] = CANARIES
    else {
        panic!("twelve words")
    };
    let worker = somebody(accounts, "peer-worker");
    let mut writer = Writer {
        client: Client::default(),
        house,
        keys: 0,
        sent: 0,
    };
    writer.post(
        "/sign-in",
        &[
            ("email", &format!("{name}@{place}.example")),
            ("password", &format!("{words} {why} {over}")),
        ],
    );
    writer
        .client
        .sign_in(house.address, &worker.email, &worker.password);
    let person = writer.save(
        "/people",
        &[
            ("name", name),
            ("pronouns", pronoun),
            ("phone", "(212) 555-0142"),
            ("reach_by", by),
            ("step", step),
            ("sure", "yes"),
        ],
    );
    writer.save(
        &person,
        &[
            ("name", &format!("{name} {label}")),
            ("pronouns", pronoun),
            ("reach_by", by),
            ("version", "1"),
        ],
    );
    writer.post(
        &format!("{person}/next-step"),
        &[("step", step), ("version", "2")],
    );
    let id = person.rsplit('/').next().expect("an id").to_owned();
    let everything = [
        ("with", id.as_str()),
        ("kind", "call"),
        ("minutes", "15"),
        ("note", note),
        ("spent", "$4.50"),
        ("miles", "2"),
    ];
    let saved = writer.save("/contacts", &everything);
    let contact = saved.trim_end_matches("/saved").to_owned();
    writer.post(
        &format!("{contact}/correct"),
        &[
            ("with", &id),
            ("kind", "call"),
            ("minutes", "30"),
            ("note", &format!("{note} {words}")),
            ("version", "1"),
            ("why", why),
        ],
    );
    writer.post(
        "/contacts",
        &[
            ("unknown", unknown),
            ("kind", "call"),
            ("minutes", "15"),
            ("note", note),
        ],
    );
    writer.post(
        "/contacts",
        &[("note", note), ("kind", "nothing"), ("minutes", title)],
    );
    writer.post("/contacts/draft", &[("note", words)]);
    writer.post("/contacts/find", &[("find", name), ("note", words)]);
    let planned = writer.save(
        "/appointments",
        &[
            ("with", &id),
            ("title", title),
            ("day", "2031-03-05"),
            ("time", "13:00"),
            ("minutes", "45"),
            ("place", place),
            ("note", note),
        ],
    );
    writer.post(
        &planned,
        &[
            ("with", &id),
            ("title", title),
            ("day", "soon"),
            ("time", title),
            ("place", place),
        ],
    );
    writer.post(
        &format!("{person}/hand-over"),
        &[("to", "nobody"), ("note", over)],
    );
    writer.post(
        &format!("{person}/end"),
        &[("how", "moved"), ("words", words)],
    );
    let hours = writer.get("/hours").text();
    let own = hours.split("/hours/").nth(1).map_or(String::new(), |rest| {
        rest.chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect()
    });
    writer.post(
        &format!("/hours/{own}/week"),
        &[
            ("mon", "9-5"),
            ("tue", over),
            ("takes_over", over),
            ("seen", "0"),
        ],
    );
    writer.post(
        &format!("/hours/{own}/days"),
        &[("first", title), ("spans", over)],
    );
    writer.post("/account/name", &[("name", label)]);
    writer.post(
        "/account/password",
        &[
            ("old_password", words),
            ("new_password", &format!("{over} {why} {title}")),
        ],
    );
    writer.post("/account/codes/confirm", &[("code", label)]);
    // Addresses that people may type or paste.
    for path in [
        format!("/people?find={name}"),
        format!("/contacts/new?find={name}"),
        format!("/people/{name}"),
        format!("/{note}/{title}?{place}={words}"),
        format!("/sign-in?next=/people/{name}"),
        format!("/invitations/{label}"),
    ] {
        writer.get(&path);
    }
    writer.post(&format!("/{note}"), &[("note", note)]);
    writer.post("/contacts", &[("note", &format!("{note} ").repeat(9_000))]);
    let mut sent = writer.sent;
    let manager = somebody(accounts, "program-manager");
    let mut writer = Writer {
        client: Client::default(),
        house,
        keys: 1_000,
        sent: 0,
    };
    writer
        .client
        .sign_in(house.address, &manager.email, &manager.password);
    writer.save(
        "/program/kinds/kinds/new",
        &[("label", label), ("offered", "yes"), ("kind_of", "walk")],
    );
    sent += writer.sent;
    let administrator = somebody(accounts, "administrator");
    let mut writer = Writer {
        client: Client::default(),
        house,
        keys: 2_000,
        sent: 0,
    };
    writer
        .client
        .sign_in(house.address, &administrator.email, &administrator.password);
    writer.post(
        "/accounts",
        &[
            ("name", name),
            ("email", &format!("{by}@{place}.example")),
            ("place", title),
        ],
    );
    writer.get(&format!("/accounts?q={name}"));
    writer.post("/teams", &[("name", place), ("program", title)]);
    sent + writer.sent
}

#[test]
fn nothing_that_people_write_or_are_stands_in_the_log() {
    let place = Place::new();
    let accounts = place.generate();
    for form in ["text", "json"] {
        let told = [("FULLCUP_LOG_LEVEL", "trace"), ("FULLCUP_LOG", form)];
        let house = Server::start(&place.flags(&[]), &told);
        let sent = fill_everything(&house, &accounts);
        let (_, text) = house.stop();
        // It is a log, and of these requests: otherwise there is nothing to find in it.
        assert!(
            text.lines()
                .filter(|line| line.contains("answered"))
                .count()
                > sent,
            "{text}"
        );
        let lower = text.to_lowercase();
        let mut found: Vec<String> = vec![];
        let mut look = |what: &str| {
            if lower.contains(&what.to_lowercase()) {
                let line = lower
                    .lines()
                    .find(|line| line.contains(&what.to_lowercase()));
                found.push(format!("{what}: {}", line.unwrap_or_default()));
            }
        };
        for word in CANARIES {
            look(word);
        }
        look("555-0142");
        look("2125550142");
        for account in &accounts {
            look(&account.email);
            look(&account.password);
            look(&account.name);
        }
        look("cookie:");
        look("peer 127.0.0.1");
        look("peer=127.0.0.1");
        look("addr=127.0.0.1");
        assert!(found.is_empty(), "{form}:\n{}", found.join("\n"));
    }
}

#[test]
fn which_private_door_was_opened_stands_in_no_log() {
    let place = Place::new();
    let accounts = place.generate();
    let house = Server::start(&place.flags(&[]), &[("FULLCUP_LOG_LEVEL", "trace")]);
    let mut client = Client::default();
    let worker = somebody(&accounts, "peer-worker");
    client.sign_in(house.address, &worker.email, &worker.password);
    for path in ["/vault", "/vault/statements", "/vault/history/Zyzzyva"] {
        let answer = client.get(house.address, path).expect("an answer");
        assert!([200, 404].contains(&answer.status), "{path}");
    }
    let answer = client
        .post(house.address, "/vault/control", &[("statement", "Zyzzyva")])
        .expect("an answer");
    assert_eq!(answer.status, 422);
    let (_, text) = house.stop();
    assert!(
        text.contains("room=\"private\"") || text.contains("room=private"),
        "{text}"
    );
    for word in ["vault", "keeping", "history", "zyzzyva"] {
        let line = text.lines().find(|line| line.to_lowercase().contains(word));
        assert!(line.is_none(), "{word}: {line:?}");
    }
}
