//! A person's side of the private circle, as far as a server sees it: sealed things with true headers and
//! true signatures, and nothing inside. What is inside is proven where it is sealed, in `client/vault`.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::world::bytes;
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use serde_json::{Value, json};

use crate::world::Dice;

/// The owner of a box: what a browser of theirs knows of it.
#[derive(Clone, Debug)]
pub struct Owner {
    /// The box.
    pub vid: String,
    /// The last control write.
    pub n: u32,
    /// The age of its key.
    pub epoch: u32,
    /// The statement in force.
    pub statement: String,
    key: SigningKey,
    receive: SigningKey,
}

fn text(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn point(key: &SigningKey) -> String {
    let point = key.verifying_key().to_sec1_point(false);
    let point = point.as_bytes();
    let (x, y) = (text(&point[1..33]), text(&point[33..65]));
    format!(r#""x":"{x}","y":"{y}""#)
}

/// A JWE with this header, and so many bytes of nothing under it.
fn jwe(header: &str, size: usize, seed: u8) -> String {
    let parts = [
        text(header),
        text([seed; 40]),
        text([seed; 12]),
        text(vec![seed; size]),
        text([seed; 16]),
    ];
    parts.join(".")
}

/// The name of a record.
pub fn rid(number: u64) -> String {
    let mut name = [7; 16];
    name[8..].copy_from_slice(&number.to_be_bytes());
    text(name)
}

/// The name of a slot.
fn sid(number: usize) -> String {
    let mut name = [3; 8];
    name[7] = u8::try_from(number).unwrap_or(u8::MAX);
    text(name)
}

/// One version of a record.
#[derive(Clone, Debug)]
pub struct Version<'a> {
    /// The record.
    pub rid: &'a str,
    /// The version.
    pub ver: u32,
    /// The version before, or an empty text.
    pub before: &'a str,
    /// How many bytes are sealed.
    pub size: usize,
    /// Makes two versions of the same place differ.
    pub seed: u8,
}

impl Owner {
    /// An owner whose keys fall from these dice, before the box is made.
    ///
    /// # Panics
    /// Never: the dice do not fall on a number that is no key.
    pub fn new(seed: u64) -> Self {
        let dice = Dice::new(seed);
        let key = || SigningKey::from_slice(&bytes::<32>(&dice)).expect("a key");
        let mut owner = Self {
            vid: text(bytes::<16>(&dice)),
            n: 0,
            epoch: 1,
            statement: String::new(),
            key: key(),
            receive: key(),
        };
        owner.statement = owner.stated(0, 1, "", &["code"]);
        owner
    }

    fn signed(&self, kind: &str, payload: &str) -> String {
        let header = format!(r#"{{"alg":"ES256","typ":"{kind}","vid":"{}"}}"#, self.vid);
        let over = format!("{}.{}", text(header), text(payload));
        let signature: Signature = self.key.sign(over.as_bytes());
        format!("{over}.{}", text(signature.to_bytes()))
    }

    fn head(&self, kind: &str, epoch: u32) -> String {
        let header = format!(
            r#"{{"alg":"A256KW","enc":"A256GCM","typ":"{kind}","kid":"{epoch}","vid":"{}"}}"#,
            self.vid
        );
        jwe(&header, 200, 9)
    }

    fn list(&self, epoch: u32) -> String {
        self.head("fullcup-slots+jwe", epoch)
    }

    fn stated(&self, n: u32, epoch: u32, prev: &str, kinds: &[&str]) -> String {
        let (sign, receive, vid) = (point(&self.key), point(&self.receive), &self.vid);
        let slots: Vec<String> = kinds
            .iter()
            .enumerate()
            .map(|(at, kind)| {
                let sid = sid(at);
                let wrap = format!(
                    r#"{{"alg":"ECDH-ES+A256KW","enc":"A256GCM","typ":"fullcup-vk+jwe","kid":"{epoch}","vid":"{vid}","sid":"{sid}","epk":{{"kty":"EC","crv":"P-256",{receive}}}}}"#
                );
                let wrap = jwe(&wrap, 120, 5);
                format!(r#"{{"sid":"{sid}","kind":"{kind}","key":{{{sign}}},"wrap":"{wrap}"}}"#)
            })
            .collect();
        let list = vault::hash(&self.list(epoch));
        let keys = self.head("fullcup-keys+jwe", epoch);
        let old = if epoch == 1 {
            String::new()
        } else {
            self.head("fullcup-old+jwe", epoch)
        };
        let payload = format!(
            r#"{{"v":1,"vid":"{vid}","epoch":{epoch},"n":{n},"prev":"{prev}","sign":{{{sign}}},"receive":{{{receive}}},"slots":[{}],"list":"{list}","keys":"{keys}","old":"{old}"}}"#,
            slots.join(",")
        );
        self.signed("fullcup-epoch+jws", &payload)
    }

    fn slots(&self, kinds: &[&str]) -> Vec<Value> {
        let vid = &self.vid;
        let slot = |(at, kind): (usize, &&str)| {
            let (sid, salt) = (sid(at), text([at.to_be_bytes()[7]; 16]));
            let header = match *kind {
                "words" => format!(
                    r#"{{"alg":"PBES2-HS512+A256KW","enc":"A256GCM","typ":"fullcup-slot+jwe","vid":"{vid}","sid":"{sid}","p2s":"{salt}","p2c":600000}}"#
                ),
                _ => format!(
                    r#"{{"alg":"A256KW","enc":"A256GCM","typ":"fullcup-slot+jwe","vid":"{vid}","sid":"{sid}","salt":"{salt}"}}"#
                ),
            };
            json!({ "sid": sid, "kind": kind, "jwe": jwe(&header, 300, 4) })
        };
        kinds.iter().enumerate().map(slot).collect()
    }

    /// What is sent to make the box.
    pub fn bundle(&self) -> Value {
        json!({
            "vid": self.vid,
            "statement": self.statement,
            "list": self.list(1),
            "slots": self.slots(&["code"]),
        })
    }

    /// One version of a record, sealed with the key in force.
    pub fn record(&self, version: &Version<'_>) -> String {
        self.record_of(self.epoch, version)
    }

    /// One version of a record, sealed with the key of an epoch.
    pub fn record_of(&self, epoch: u32, version: &Version<'_>) -> String {
        let Version { rid, ver, .. } = version;
        let prev = if version.before.is_empty() {
            String::new()
        } else {
            vault::hash(version.before)
        };
        let header = format!(
            r#"{{"alg":"A256KW","enc":"A256GCM","typ":"fullcup-rec+jwe","kid":"{epoch}","vid":"{}","rid":"{rid}","ver":{ver},"prev":"{prev}","kc":"{}"}}"#,
            self.vid,
            text([version.seed; 16])
        );
        jwe(&header, version.size, version.seed)
    }

    /// The first version of a record of the smallest class, as an item of a sync.
    pub fn first(&self, number: u64) -> Value {
        let rid = rid(number);
        let version = Version {
            rid: &rid,
            ver: 1,
            before: "",
            size: 1024,
            seed: 1,
        };
        json!({ "rid": rid, "jwe": self.record(&version) })
    }

    /// A control statement for the next number. What it asks for is remembered by [`Owner::took`].
    pub fn control(&self, op: &str, body: &Value) -> String {
        let payload = format!(
            r#"{{"v":1,"vid":"{}","op":"{op}","n":{},"epoch":{},"body":{body}}}"#,
            self.vid,
            self.n + 1,
            self.epoch
        );
        self.signed("fullcup-control+jws", &payload)
    }

    /// A control write that brings a new statement: with `op` `slots` of the same epoch, with `turn` of the
    /// next.
    pub fn restated(&self, op: &str, body: &Value, kinds: &[&str]) -> Value {
        let epoch = self.epoch + u32::from(op == "turn");
        let prev = vault::hash(&self.statement);
        let stated = self.stated(self.n + 1, epoch, &prev, kinds);
        let mut body = body.clone();
        if op == "slots" && body.get("statement").is_none() {
            body["statement"] = json!(vault::hash(&stated));
        }
        json!({
            "statement": self.control(op, &body),
            "epoch_statement": stated,
            "list": self.list(epoch),
            "slots": self.slots(kinds),
        })
    }

    /// The server took a control write: what it brought holds from now on.
    pub fn took(&mut self, sent: &Value) {
        self.n += 1;
        if let Some(statement) = sent["epoch_statement"].as_str() {
            statement.clone_into(&mut self.statement);
            let turned = sent["list"] != self.list(self.epoch);
            self.epoch += u32::from(turned);
        }
    }

    /// The same box in the hands of somebody who does not have its key: another key signs.
    ///
    /// # Panics
    /// Never, as above.
    #[must_use]
    pub fn forged(&self) -> Self {
        let dice = Dice::new(99);
        Self {
            key: SigningKey::from_slice(&bytes::<32>(&dice)).expect("a key"),
            ..self.clone()
        }
    }
}
