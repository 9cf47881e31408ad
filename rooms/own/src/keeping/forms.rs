//! What client code sends, checked as far as it can be without a key.
//!
//! Every body names its fields and takes no others. A passkey’s secret result, or anything else that does
//! not belong here, makes the whole body unreadable, and nothing of it is kept
//! (`a_body_with_a_passkeys_secret_is_refused_whole`).

use serde::Deserialize;
use serde_json::Value;
use vault::{Control, EpochStatement, Op, Point, RecordHeader, Refused, SlotKind};

/// A slot on its way in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlotIn {
    /// Its name.
    pub sid: String,
    /// What opens it.
    pub kind: SlotKind,
    /// The sealed slot.
    pub jwe: String,
}

/// `POST /vault/new` and `POST /vault/again`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewBox {
    /// Its name.
    pub vid: String,
    /// Its first epoch statement.
    pub statement: String,
    /// The sealed list of its slots.
    pub list: String,
    /// Its slots.
    pub slots: Vec<SlotIn>,
}

/// A record on its way in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The record.
    pub rid: String,
    /// The version.
    pub jwe: String,
}

/// `POST /vault/sync`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sync {
    /// The box.
    pub vid: String,
    /// The last number that this device has seen.
    pub since: i64,
    /// What it brings.
    #[serde(default)]
    pub items: Vec<Item>,
    /// The word of `restored`, when this device knows that the server was put back: then its later
    /// versions come in without what lay between.
    #[serde(default)]
    pub restored: Option<String>,
}

/// `POST /vault/turn`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TurnIn {
    /// The box.
    pub vid: String,
    /// The name of this change of the key.
    #[serde(rename = "turn")]
    pub name: String,
    /// Records, sealed anew.
    pub items: Vec<Item>,
}

/// `POST /vault/control`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlIn {
    /// What is asked for, signed.
    pub statement: String,
    /// The new epoch statement, if there is one.
    #[serde(default)]
    pub epoch_statement: Option<String>,
    /// Its sealed list of slots.
    #[serde(default)]
    pub list: Option<String>,
    /// Its slots.
    #[serde(default)]
    pub slots: Option<Vec<SlotIn>>,
}

/// `POST /vault/sealed/{vid}/changes`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Since {
    /// The last number that this device has seen.
    pub since: i64,
}

/// What belongs to the op `turn`.
#[derive(Clone, Debug, Deserialize)]
pub struct TurnBody {
    /// The name of this change of the key.
    #[serde(rename = "turn")]
    pub name: String,
    /// How many records it holds.
    pub count: i64,
    /// The new epoch.
    pub epoch: i64,
}

/// What belongs to the op `purge`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PurgeBody {
    /// The records whose earlier versions go.
    pub rids: Vec<String>,
}

/// What the body of an op says, or that it makes no sense.
pub fn body<T: serde::de::DeserializeOwned>(control: &Control) -> Result<T, Refused> {
    serde_json::from_value(control.body.clone()).map_err(|_| Refused::Header)
}

/// Whether the body of an op names this statement. `turn` names its records instead, and may name it too.
pub fn names_statement(control: &Control, hash: &str) -> bool {
    match control.body.get("statement") {
        None | Some(Value::Null) => control.op == Op::Turn,
        Some(named) => named.as_str() == Some(hash),
    }
}

/// The first statement of a new box with all that belongs to it.
pub fn new_box(sent: &NewBox) -> Result<EpochStatement, Refused> {
    let statement = EpochStatement::first(&sent.statement, &sent.vid)?;
    if statement.n != 0 {
        return Err(Refused::Header);
    }
    statement.fits(&sent.list, given(&sent.slots))?;
    Ok(statement)
}

/// A later statement with all that belongs to it.
pub fn later<'a>(
    sent: &'a ControlIn,
    vid: &str,
    sign: &Point,
) -> Result<(EpochStatement, &'a str, &'a str, &'a [SlotIn]), Refused> {
    let (Some(jws), Some(list), Some(slots)) = (&sent.epoch_statement, &sent.list, &sent.slots)
    else {
        return Err(Refused::Header);
    };
    let statement = EpochStatement::verify(jws, vid, sign)?;
    statement.fits(list, given(slots))?;
    Ok((statement, jws, list, slots))
}

fn given(slots: &[SlotIn]) -> impl Iterator<Item = (&str, SlotKind, &str)> {
    slots
        .iter()
        .map(|slot| (slot.sid.as_str(), slot.kind, slot.jwe.as_str()))
}

/// A record whose header makes sense and says what its sender says.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Its version.
    pub ver: i64,
    /// The hash of the version before.
    pub prev: String,
    /// The epoch of its key.
    pub epoch: i64,
    /// Its own hash.
    pub hash: String,
}

/// Checks the header of a record. The word is what its sender is told.
pub fn item(item: &Item, vid: &str) -> Result<Checked, &'static str> {
    let header = RecordHeader::parse(&item.jwe).map_err(|refused| match refused {
        Refused::Size => "size",
        _ => "header",
    })?;
    if header.vid != vid || header.rid != item.rid {
        return Err("header");
    }
    Ok(Checked {
        ver: header.ver.into(),
        prev: header.prev,
        epoch: header.epoch.into(),
        hash: vault::hash(&item.jwe),
    })
}
