//! Passkeys, answered by a small authenticator made of a P-256 key.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::role::Role;
use domain::world::bytes;
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use storage::Sql;

use super::{Dice, House, NOW, stranger};
use crate::{
    Who,
    account::{self, Standing},
    notice,
    passkey::{self, Passkeys, Refused, Started},
    session::{self, How, Seen, Token},
    sign_in::Entered,
};

const ORIGIN: &str = "https://cup.example.org";

/// A phone with one passkey.
struct Phone {
    key: SigningKey,
    credential: Vec<u8>,
    handle: Vec<u8>,
    counter: u32,
    /// Who it was that touched it: 0x04 = the person was verified.
    flags: u8,
}

fn text(value: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD
        .decode(value.as_str().expect("a text"))
        .expect("base64url")
}

fn base64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn client_data(kind: &str, challenge: &Value, origin: &str) -> Vec<u8> {
    json!({ "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false })
        .to_string()
        .into_bytes()
}

/// A byte string as CBOR.
fn cbor(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).expect("short").to_be_bytes();
    [&[0x59, length[0], length[1]][..], bytes].concat()
}

impl Phone {
    fn new(seed: u64) -> Self {
        let dice = Dice::new(seed);
        Self {
            key: SigningKey::from_slice(&bytes::<32>(&dice)).expect("a key"),
            credential: bytes::<32>(&dice).to_vec(),
            handle: Vec::new(),
            counter: 0,
            flags: 0x05,
        }
    }

    fn data(&self, host: &str, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(host).to_vec();
        data.push(self.flags | flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// `navigator.credentials.create`.
    fn create(&mut self, options: &Value) -> Value {
        let options = &options["publicKey"];
        self.handle = text(&options["user"]["id"]);
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(
            options["authenticatorSelection"]["userVerification"],
            "required"
        );
        let point = self.key.verifying_key().to_sec1_point(false);
        let point = point.as_bytes();
        let mut data = self.data("cup.example.org", 0x40);
        data.extend([0; 16]);
        data.extend(
            u16::try_from(self.credential.len())
                .expect("short")
                .to_be_bytes(),
        );
        data.extend(&self.credential);
        // A COSE key: EC2, ES256, P-256, x, y.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]);
        data.extend(cbor(&point[1..33]));
        data.push(0x22);
        data.extend(cbor(&point[33..65]));
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt\x64none\x67attStmt\xa0\x68authData");
        object.extend(cbor(&data));
        json!({
            "id": base64(&self.credential),
            "rawId": base64(&self.credential),
            "type": "public-key",
            "response": {
                "attestationObject": base64(&object),
                "clientDataJSON": base64(client_data("webauthn.create", &options["challenge"], ORIGIN)),
            },
            "clientExtensionResults": {},
        })
    }

    /// `navigator.credentials.get`, on a page of `origin`.
    fn get_at(&mut self, options: &Value, origin: &str) -> Value {
        let options = &options["publicKey"];
        assert!(
            options["allowCredentials"]
                .as_array()
                .is_none_or(Vec::is_empty)
        );
        let data = self.data("cup.example.org", 0);
        let client = client_data("webauthn.get", &options["challenge"], origin);
        let signed = [&data[..], &Sha256::digest(&client)[..]].concat();
        let signature: Signature = self.key.sign(&signed);
        json!({
            "id": base64(&self.credential),
            "rawId": base64(&self.credential),
            "type": "public-key",
            "response": {
                "authenticatorData": base64(data),
                "clientDataJSON": base64(client),
                "signature": base64(signature.to_der()),
                "userHandle": base64(&self.handle),
            },
            "clientExtensionResults": {},
        })
    }

    fn get(&mut self, options: &Value) -> Value {
        self.get_at(options, ORIGIN)
    }
}

struct Story {
    house: House,
    passkeys: &'static Passkeys,
}

impl Story {
    fn new() -> Self {
        let passkeys = Passkeys::new(ORIGIN, "Harbor").expect("a name, not a number");
        Self {
            house: House::new(),
            passkeys: Box::leak(Box::new(passkeys)),
        }
    }

    fn start_registration(&self, who: &Who) -> Result<Started, Refused> {
        let (passkeys, who, dice) = (self.passkeys, who.clone(), self.house.dice);
        self.house
            .db
            .db
            .read_now(move |tx| passkeys.start_registration(tx, &who, NOW, dice))
    }

    fn register(&self, who: &Who, ceremony: &str, body: Value) -> Result<Token, Refused> {
        let answer = self
            .passkeys
            .take(ceremony, body, NOW)
            .ok_or(Refused::NotAccepted)?;
        let (passkeys, who, dice) = (self.passkeys, who.clone(), self.house.dice);
        self.house
            .tries(move |tx| passkeys.register(tx, &who, &answer, "My phone", NOW, dice))
    }

    /// A person with this phone's passkey; asking with the new token.
    fn with_passkey(&self, name: &str, phone: &mut Phone) -> Who {
        let who = self.house.signed_in(name, &[Role::PeerWorker]);
        let started = self.start_registration(&who).expect("options");
        let body = phone.create(&started.options);
        let token = self.register(&who, &started.ceremony, body).expect("added");
        self.house.who(&token, NOW)
    }

    fn start(&self) -> Started {
        self.passkeys
            .start_sign_in(NOW, self.house.dice)
            .expect("options")
    }

    fn sign_in(&self, ceremony: &str, body: Value, now: i64) -> Result<Entered, Refused> {
        let answer = self
            .passkeys
            .take(ceremony, body, now)
            .ok_or(Refused::NotAccepted)?;
        let (passkeys, dice) = (self.passkeys, self.house.dice);
        self.house
            .tries(move |tx| passkeys.sign_in(tx, &answer, &stranger(), now, dice))
    }

    fn touch(&self, phone: &mut Phone) -> Result<Entered, Refused> {
        let started = self.start();
        let body = phone.get(&started.options);
        self.sign_in(&started.ceremony, body, NOW)
    }
}

#[test]
fn one_touch_signs_in_without_an_e_mail_address() {
    let story = Story::new();
    let mut phone = Phone::new(5);
    let dee = story.with_passkey("Dee", &mut phone);
    let entered = story.touch(&mut phone).expect("in");
    assert_eq!(entered.account, dee.account);
    let who = story.house.who(&entered.token, NOW);
    let asking = who.clone();
    let (how, keys, told) = story.house.read(move |tx| {
        Ok((
            session::how(tx, &asking)?,
            passkey::list(tx, &asking)?,
            notice::list(tx, &asking, 9)?,
        ))
    });
    assert_eq!(how, How::Passkey);
    assert_eq!(
        (keys.len(), keys[0].name.as_str(), keys[0].used_at),
        (1, "My phone", NOW)
    );
    assert!(
        told.iter()
            .any(|n| n.kind == notice::Kind::PasskeyAdded && n.detail == "My phone")
    );
}

#[test]
fn a_body_with_prf_results_is_refused() {
    let story = Story::new();
    let mut phone = Phone::new(5);
    let dee = story.house.signed_in("Dee", &[Role::PeerWorker]);
    let secrets = [
        json!({ "prf": { "results": { "first": "c2VjcmV0" } } }),
        json!({ "prf": { "enabled": true } }),
        json!({ "PRF": null }),
        json!({ "inner": [{ "prf": {} }] }),
        json!({ "hmacGetSecret": { "output1": "c2VjcmV0" } }),
        json!({ "hmac_get_secret": { "output1": "c2VjcmV0" } }),
        json!({ "hmac-secret": "c2VjcmV0" }),
    ];
    for secret in &secrets {
        let started = story.start_registration(&dee).expect("options");
        let mut body = phone.create(&started.options);
        body["clientExtensionResults"] = secret.clone();
        let done = story.register(&dee, &started.ceremony, body);
        assert!(matches!(done, Err(Refused::VaultSecret)), "{secret}");
    }
    let dee = story.with_passkey("Sam", &mut phone);
    for secret in &secrets {
        let started = story.start();
        let mut body = phone.get(&started.options);
        body["clientExtensionResults"] = secret.clone();
        let done = story.sign_in(&started.ceremony, body, NOW);
        assert!(matches!(done, Err(Refused::VaultSecret)), "{secret}");
    }
    // What says nothing of a secret may come along.
    let started = story.start_registration(&dee).expect("options");
    let mut body = Phone::new(6).create(&started.options);
    body["clientExtensionResults"] = json!({ "credProps": { "rk": true }, "hmacSecret": true });
    story
        .register(&dee, &started.ceremony, body)
        .expect("added");
}

#[test]
fn an_answer_counts_once_and_for_five_minutes() {
    let story = Story::new();
    let mut phone = Phone::new(5);
    story.with_passkey("Dee", &mut phone);
    let started = story.start();
    let body = phone.get(&started.options);
    story
        .sign_in(&started.ceremony, body.clone(), NOW)
        .expect("in");
    assert!(
        story.sign_in(&started.ceremony, body.clone(), NOW).is_err(),
        "the same answer again"
    );
    let fresh = story.start();
    assert!(
        story.sign_in(&fresh.ceremony, body, NOW).is_err(),
        "an old answer to a new challenge"
    );
    let late = story.start();
    let body = phone.get(&late.options);
    assert!(
        story
            .sign_in(&late.ceremony, body, NOW + passkey::PATIENCE)
            .is_err()
    );
    assert!(story.sign_in("no such ceremony", json!({}), NOW).is_err());
}

#[test]
fn only_a_proof_of_this_house_and_this_key_opens() {
    let story = Story::new();
    let mut phone = Phone::new(5);
    let dee = story.with_passkey("Dee", &mut phone);
    // Another site's page.
    let started = story.start();
    let body = phone.get_at(&started.options, "https://cup.example.org.evil.example");
    assert!(matches!(
        story.sign_in(&started.ceremony, body, NOW),
        Err(Refused::NotAccepted)
    ));
    // Another key with the same name.
    let mut copy = Phone {
        handle: phone.handle.clone(),
        ..Phone::new(6)
    };
    copy.credential.clone_from(&phone.credential);
    assert!(matches!(story.touch(&mut copy), Err(Refused::NotAccepted)));
    // Somebody else's handle.
    let mut other = Phone::new(7);
    story.with_passkey("Sam", &mut other);
    let mut mixed = Phone {
        handle: other.handle.clone(),
        ..Phone::new(5)
    };
    assert!(matches!(story.touch(&mut mixed), Err(Refused::NotAccepted)));
    // The phone lay open: touched, but nobody verified.
    phone.flags = 0x01;
    assert!(matches!(story.touch(&mut phone), Err(Refused::NotAccepted)));
    phone.flags = 0x05;
    assert_eq!(story.touch(&mut phone).expect("in").account, dee.account);
}

#[test]
fn a_counter_that_goes_back_is_a_copied_passkey() {
    let story = Story::new();
    let mut phone = Phone::new(5);
    phone.counter = 10;
    story.with_passkey("Dee", &mut phone);
    phone.counter = 12;
    story.touch(&mut phone).expect("in");
    phone.counter = 12;
    assert!(story.touch(&mut phone).is_err());
    phone.counter = 11;
    assert!(story.touch(&mut phone).is_err());
    phone.counter = 13;
    story.touch(&mut phone).expect("in");
}

#[test]
fn a_passkey_belongs_to_one_account() {
    let story = Story::new();
    let mut phone = Phone::new(5);
    story.with_passkey("Dee", &mut phone);
    let sam = story.house.signed_in("Sam", &[Role::PeerWorker]);
    let started = story.start_registration(&sam).expect("options");
    let body = phone.create(&started.options);
    let done = story.register(&sam, &started.ceremony, body);
    assert!(matches!(done, Err(Refused::CannotAdd)));
    // A ceremony that one person began is not another's to end.
    let dee = story.house.signed_in("Ines", &[Role::PeerWorker]);
    let started = story.start_registration(&dee).expect("options");
    let body = Phone::new(8).create(&started.options);
    let done = story.register(&sam, &started.ceremony, body);
    assert!(matches!(done, Err(Refused::NotAccepted)));
}

#[test]
fn a_person_in_no_standing_has_no_use_of_a_passkey() {
    let story = Story::new();
    let mut phone = Phone::new(5);
    let dee = story.with_passkey("Dee", &mut phone);
    let (by, dice, account) = (story.house.by(), story.house.dice, dee.account);
    story
        .house
        .tries(move |tx| account::change_standing(tx, &by, account, Standing::Suspended, NOW, dice))
        .expect("suspended");
    assert!(matches!(story.touch(&mut phone), Err(Refused::NotAccepted)));
}

#[test]
fn a_removed_passkey_opens_nothing_and_the_session_gets_a_new_token() {
    let story = Story::new();
    let mut phone = Phone::new(5);
    let dee = story.with_passkey("Dee", &mut phone);
    let entered = story.touch(&mut phone).expect("in");
    let who = story.house.who(&entered.token, NOW);
    let asking = dee.clone();
    let id = story.house.read(move |tx| passkey::list(tx, &asking))[0].id;
    let sam = story.house.signed_in("Sam", &[Role::PeerWorker]);
    let dice = story.house.dice;
    let meddled = story
        .house
        .tries(move |tx| passkey::remove(tx, &sam, id, NOW, dice));
    assert!(matches!(meddled, Err(storage::Error::NoRow)));
    let asking = who.clone();
    story
        .house
        .write(move |tx| passkey::rename(tx, &asking, id, "Old phone"));
    let asking = who.clone();
    let token = story
        .house
        .write(move |tx| passkey::remove(tx, &asking, id, NOW, dice));
    assert!(matches!(
        story.house.look_up(&entered.token, NOW),
        Seen::Nobody
    ));
    story.house.who(&token, NOW);
    assert!(story.touch(&mut phone).is_err());
}

#[test]
fn the_options_of_a_sign_in_are_the_same_for_everyone() {
    let story = Story::new();
    let plain = |mut options: Value| {
        options["publicKey"]["challenge"] = Value::Null;
        options
    };
    let before = plain(story.start().options);
    story.with_passkey("Dee", &mut Phone::new(5));
    assert_eq!(plain(story.start().options), before);
    let rows: i64 = story.house.read(|tx| {
        tx.one(
            &Sql::new("test.kept", "SELECT COUNT(*) FROM half_way_in"),
            &[],
        )
    });
    assert_eq!(rows, 0, "nothing is written for a stranger");
}

#[test]
fn strangers_cannot_fill_the_memory_with_ceremonies() {
    let story = Story::new();
    let first = story.start();
    for _ in 0..10_000 {
        story.start();
    }
    assert!(
        story
            .passkeys
            .take(&first.ceremony, json!({}), NOW)
            .is_none(),
        "the oldest went"
    );
    let last = story.start();
    assert!(
        story
            .passkeys
            .take(&last.ceremony, json!({}), NOW)
            .is_some()
    );
}

#[test]
fn addresses_that_are_numbers_have_no_passkeys() {
    for address in ["http://127.0.0.1:8080", "http://[::1]:8080", "nonsense", ""] {
        assert!(Passkeys::new(address, "Harbor").is_none(), "{address}");
    }
    assert!(Passkeys::new("http://localhost:8080", "Harbor").is_some());
}
