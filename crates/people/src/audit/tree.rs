//! The Merkle tree of an agency (RFC 9162 hashing) and its sequencer.
//!
//! The tree's hashes are kept in tiles of 256: level 0 holds the leaves' hashes, level 1 the roots of
//! 256 leaves each, and so on. Appending rewrites the last tile of a few levels, whatever the size; a
//! proof reads two or three tiles.
//!
//! Leaves wait with `seq` 0. The sequencer gives numbers to whatever has committed by then, so a
//! transaction that commits late is never skipped: it is only later in the tree. The window is a second.

use std::collections::{HashMap, hash_map::Entry};
use std::fmt;
use std::str::FromStr;

use domain::id::AgencyId;
use domain::merkle::{self, Hash};
use storage::{Db, Error, FromRow, Row, Sql, Tx};

/// Hashes in a tile; each level up is this many times coarser.
pub(super) const WIDTH: i64 = 256;
const BITS: u32 = 8;
const MASK: i64 = WIDTH - 1;
const FULL: usize = 256;
/// Leaves that one call appends: some 20 ms of the writer.
const BATCH: i64 = 2_000;
const DAY: i64 = 24 * 3600;

/// The head of a tree: keep it elsewhere, and the trail below it cannot be changed unseen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Leaves in the tree.
    pub size: i64,
    /// The root hash.
    pub root: Hash,
    /// When it was made, in seconds since 1970.
    pub at: i64,
}

impl Head {
    /// The head of a tree without leaves.
    fn empty() -> Self {
        Self {
            size: 0,
            root: merkle::empty_root(),
            at: 0,
        }
    }
}

/// One line of text: `fullcup-head-1 <size> <time> <root in hex>`.
impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "fullcup-head-1 {} {} ", self.size, self.at)?;
        self.root
            .iter()
            .try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Text that is no head.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a head: it should read \"fullcup-head-1 SIZE TIME ROOT\"")]
pub struct NoHead;

impl FromStr for Head {
    type Err = NoHead;

    fn from_str(text: &str) -> Result<Self, NoHead> {
        let parts: Vec<&str> = text.split_whitespace().collect();
        let ["fullcup-head-1", size, at, root] = parts[..] else {
            return Err(NoHead);
        };
        if root.len() != 64 || !root.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(NoHead);
        }
        let mut bytes = [0; 32];
        for (place, byte) in bytes.iter_mut().enumerate() {
            let pair = root.get(place * 2..place * 2 + 2).ok_or(NoHead)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| NoHead)?;
        }
        let size: i64 = size.parse().map_err(|_| NoHead)?;
        let at: i64 = at.parse().map_err(|_| NoHead)?;
        if size < 0 {
            Err(NoHead)
        } else {
            Ok(Self {
                size,
                root: bytes,
                at,
            })
        }
    }
}

impl FromRow for Head {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            size: row.get(0)?,
            root: hash_of(&row.get::<Vec<u8>>(1)?)?,
            at: row.get(2)?,
        })
    }
}

pub(super) fn hash_of(bytes: &[u8]) -> Result<Hash, Error> {
    bytes.try_into().map_err(|_| damaged("a hash"))
}

/// The agencies that have leaves waiting.
pub fn pending(tx: &mut Tx<'_>) -> Result<Vec<AgencyId>, Error> {
    tx.all(&PENDING, &[])
}

/// Appends committed leaves of an agency to its tree, some thousands at once. How many were appended;
/// call again while it is not 0. Run it each second for the agencies of [`pending`].
pub fn sequence(tx: &mut Tx<'_>, agency: AgencyId, now: i64) -> Result<u64, Error> {
    // Two servers: the slower one finds the size taken and runs again.
    tx.run_again_when_taken("audit_head");
    let kept: Option<(i64, i64, Vec<u8>)> = tx.first(&PEAKS, &[&agency])?;
    let (size, made_at, peaks) = kept.unwrap_or_else(|| (0, 0, merkle::Tree::new().to_bytes()));
    let mut leaves: Vec<(i64, Vec<u8>)> = tx.all(&NUMBER, &[&agency, &size, &BATCH])?;
    if leaves.is_empty() {
        return Ok(0);
    }
    leaves.sort_unstable_by_key(|(seq, _)| *seq);
    let mut tree = merkle::Tree::from_bytes(&peaks)
        .filter(|tree| i64::try_from(tree.size()) == Ok(size))
        .ok_or_else(|| damaged("its peaks"))?;
    let mut tail = Tail::read(tx, agency, size)?;
    for (seq, commitment) in &leaves {
        let leaf = merkle::leaf_hash(commitment);
        tree.append(leaf);
        if u64::try_from(*seq) != Ok(tree.size()) {
            return Err(damaged("its numbers"));
        }
        tail.append(tx, leaf)?;
    }
    tail.write(tx)?;
    if size > 0 && made_at.div_euclid(DAY) == now.div_euclid(DAY) {
        tx.run(&DROP_HEAD, &[&agency, &size])?;
    }
    let size = tree.size().cast_signed();
    tx.run(
        &KEEP_HEAD,
        &[&agency, &size, &tree.root(), &tree.to_bytes(), &now],
    )?;
    Ok(leaves.len() as u64)
}

fn damaged(what: &str) -> Error {
    Error::Broken(format!(
        "the audit tree is damaged: {what}. Run: fullcup audit verify"
    ))
}

/// Appends everything that has committed, of every agency: the binary calls it each second. How many
/// leaves were appended. Without waiting leaves it only reads.
pub async fn sequence_all(db: &Db, now: i64) -> Result<u64, Error> {
    let mut appended = 0;
    for agency in db.read(pending).await? {
        loop {
            match db.write(move |tx| sequence(tx, agency, now)).await? {
                0 => break,
                some => appended += some,
            }
        }
    }
    Ok(appended)
}

/// [`sequence_all`] for the command line: waits on this thread.
pub fn sequence_now(db: &Db, now: i64) -> Result<u64, Error> {
    let mut appended = 0;
    for agency in db.read_now(pending)? {
        loop {
            match db.write_now(move |tx| sequence(tx, agency, now))? {
                0 => break,
                some => appended += some,
            }
        }
    }
    Ok(appended)
}

/// The newest head of an agency.
pub fn head(tx: &mut Tx<'_>, agency: AgencyId) -> Result<Head, Error> {
    Ok(tx.first(&HEAD, &[&agency])?.unwrap_or_else(Head::empty))
}

/// The kept heads, oldest first: the last of each day, and the newest.
pub fn heads(tx: &mut Tx<'_>, agency: AgencyId) -> Result<Vec<Head>, Error> {
    tx.all(&HEADS, &[&agency])
}

/// The root that the tree had at an earlier size, from its tiles; `None` when it was never so large.
pub fn head_at(tx: &mut Tx<'_>, agency: AgencyId, size: i64) -> Result<Option<Hash>, Error> {
    if size < 0 || size > head(tx, agency)?.size {
        return Ok(None);
    }
    if size == 0 {
        return Ok(Some(merkle::empty_root()));
    }
    Tiles::new(agency).root(tx, 0, size).map(Some)
}

/// The proof that a leaf is in the tree: its hash and the hashes on the way up to the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inclusion {
    /// The leaf's place, from 0.
    pub index: i64,
    /// The leaf's hash.
    pub leaf: Hash,
    /// The siblings on the way up, lowest first (RFC 9162, 2.1.3).
    pub path: Vec<Hash>,
    /// The head it is proven against.
    pub head: Head,
}

/// The proof for the leaf with number `seq` (from 1); `None` when the tree has no such leaf.
pub fn inclusion(tx: &mut Tx<'_>, agency: AgencyId, seq: i64) -> Result<Option<Inclusion>, Error> {
    let head = head(tx, agency)?;
    if seq < 1 || seq > head.size {
        return Ok(None);
    }
    let index = seq - 1;
    let ranges = merkle::inclusion_ranges(index.cast_unsigned(), head.size.cast_unsigned())
        .unwrap_or_default();
    let mut tiles = Tiles::new(agency);
    let leaf = tiles.root(tx, index, seq)?;
    let path = ranges
        .into_iter()
        .map(|range| tiles.root(tx, range.start.cast_signed(), range.end.cast_signed()))
        .collect::<Result<_, _>>()?;
    Ok(Some(Inclusion {
        index,
        leaf,
        path,
        head,
    }))
}

/// The largest power of two below `size`.
const fn split(size: i64) -> i64 {
    1 << (size - 1).ilog2()
}

/// The last tile of every level, to which leaves are appended.
struct Tail {
    agency: AgencyId,
    levels: Vec<Tile>,
}

struct Tile {
    number: i64,
    hashes: Vec<Hash>,
    changed: bool,
}

impl Tail {
    fn read(tx: &mut Tx<'_>, agency: AgencyId, size: i64) -> Result<Self, Error> {
        let mut levels = Vec::new();
        let mut count = size;
        for level in 0_i64.. {
            let number = count >> BITS;
            let hashes = match within(count) {
                0 => Vec::new(),
                most => read_tile(tx, agency, level, number, most)?,
            };
            levels.push(Tile {
                number,
                hashes,
                changed: false,
            });
            if number == 0 {
                break;
            }
            count = number;
        }
        Ok(Self { agency, levels })
    }

    fn append(&mut self, tx: &mut Tx<'_>, leaf: Hash) -> Result<(), Error> {
        let mut hash = leaf;
        for level in 0.. {
            if level == self.levels.len() {
                self.levels.push(Tile {
                    number: 0,
                    hashes: Vec::new(),
                    changed: false,
                });
            }
            let tile = &mut self.levels[level];
            tile.hashes.push(hash);
            tile.changed = true;
            if tile.hashes.len() < FULL {
                break;
            }
            hash = merkle::root(&tile.hashes);
            write_tile(tx, self.agency, level, tile)?;
            *tile = Tile {
                number: tile.number + 1,
                hashes: Vec::new(),
                changed: false,
            };
        }
        Ok(())
    }

    fn write(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        for (level, tile) in self.levels.iter().enumerate() {
            if tile.changed {
                write_tile(tx, self.agency, level, tile)?;
            }
        }
        Ok(())
    }
}

/// Reads tiles once each.
struct Tiles {
    agency: AgencyId,
    read: HashMap<(i64, i64), Vec<Hash>>,
}

impl Tiles {
    fn new(agency: AgencyId) -> Self {
        Self {
            agency,
            read: HashMap::new(),
        }
    }

    /// The root over leaves `from..to`, where `from` is a multiple of the power of two that spans it.
    fn root(&mut self, tx: &mut Tx<'_>, from: i64, to: i64) -> Result<Hash, Error> {
        let count = to - from;
        let whole = count.count_ones() == 1;
        if whole && count.trailing_zeros().is_multiple_of(BITS) {
            let level = count.trailing_zeros() / BITS;
            return self.hash(tx, i64::from(level), from >> (level * BITS));
        }
        let middle = from + split(count);
        let left = self.root(tx, from, middle)?;
        let right = self.root(tx, middle, to)?;
        Ok(merkle::node_hash(&left, &right))
    }

    fn hash(&mut self, tx: &mut Tx<'_>, level: i64, index: i64) -> Result<Hash, Error> {
        let tile = index >> BITS;
        let hashes = match self.read.entry((level, tile)) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(read_tile(tx, self.agency, level, tile, 0)?),
        };
        hashes
            .get(within(index))
            .copied()
            .ok_or_else(|| damaged("a tile is too short"))
    }
}

/// The place of an index in its tile.
fn within(index: i64) -> usize {
    usize::try_from(index & MASK).unwrap_or_default()
}

/// A tile's first `most` hashes, or all of them with 0.
pub(super) fn read_tile(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    level: i64,
    tile: i64,
    most: usize,
) -> Result<Vec<Hash>, Error> {
    let bytes: Vec<u8> = tx
        .first(&TILE, &[&agency, &level, &tile])?
        .unwrap_or_default();
    let take = if most == 0 { FULL } else { most };
    let hashes: Vec<Hash> = bytes
        .chunks_exact(32)
        .take(take)
        .map(hash_of)
        .collect::<Result<_, _>>()?;
    if hashes.len() < most {
        return Err(damaged("a tile is missing"));
    }
    Ok(hashes)
}

fn write_tile(tx: &mut Tx<'_>, agency: AgencyId, level: usize, tile: &Tile) -> Result<(), Error> {
    let level = i64::try_from(level).unwrap_or(i64::MAX);
    tx.run(
        &WRITE_TILE,
        &[&agency, &level, &tile.number, &tile.hashes.concat()],
    )?;
    Ok(())
}

const PENDING: Sql = Sql::new(
    "people.audit.pending",
    "SELECT DISTINCT agency_id FROM audit_leaf WHERE seq = 0",
);
const NUMBER: Sql = Sql::new(
    "people.audit.number",
    "UPDATE audit_leaf SET seq = n.seq
     FROM (SELECT at, leaf_id, $2 + ROW_NUMBER() OVER (ORDER BY at, leaf_id) AS seq
           FROM audit_leaf WHERE agency_id = $1 AND seq = 0
           ORDER BY at, leaf_id LIMIT $3) AS n
     WHERE audit_leaf.agency_id = $1 AND audit_leaf.at = n.at AND audit_leaf.leaf_id = n.leaf_id
     RETURNING audit_leaf.seq, audit_leaf.commitment",
);
const PEAKS: Sql = Sql::new(
    "people.audit.peaks",
    "SELECT size, at, peaks FROM audit_head WHERE agency_id = $1 ORDER BY size DESC LIMIT 1",
);
const DROP_HEAD: Sql = Sql::new(
    "people.audit.drop_head",
    "DELETE FROM audit_head WHERE agency_id = $1 AND size = $2",
);
const KEEP_HEAD: Sql = Sql::new(
    "people.audit.keep_head",
    "INSERT INTO audit_head (agency_id, size, root, peaks, at) VALUES ($1, $2, $3, $4, $5)",
);
const HEAD: Sql = Sql::new(
    "people.audit.head",
    "SELECT size, root, at FROM audit_head WHERE agency_id = $1 ORDER BY size DESC LIMIT 1",
);
const HEADS: Sql = Sql::new(
    "people.audit.heads",
    "SELECT size, root, at FROM audit_head WHERE agency_id = $1 ORDER BY size",
);
const TILE: Sql = Sql::new(
    "people.audit.tile",
    "SELECT hashes FROM audit_tile WHERE agency_id = $1 AND level = $2 AND tile = $3",
);
const WRITE_TILE: Sql = Sql::new(
    "people.audit.write_tile",
    "INSERT INTO audit_tile (agency_id, level, tile, hashes) VALUES ($1, $2, $3, $4)
     ON CONFLICT (agency_id, level, tile) DO UPDATE SET hashes = excluded.hashes",
);

pub(super) const STATEMENTS: &[Sql] = &[
    PENDING, NUMBER, PEAKS, DROP_HEAD, KEEP_HEAD, HEAD, HEADS, TILE, WRITE_TILE,
];
