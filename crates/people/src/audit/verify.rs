//! Recomputes an agency's trail from its rows, and compares it with the tree, with the heads kept here,
//! and with older heads that were kept elsewhere.

use std::collections::BTreeMap;
use std::fmt;

use domain::id::AgencyId;
use domain::merkle::{self, Hash};
use storage::{Error, FromRow, Row, Sql, Tx};

use super::{ERASED, Facts, Head, heads, is_erased, tree};

/// Rows read at once.
const BATCH: i64 = 1_024;
/// Findings after which the rest is left out.
const MOST: usize = 1_000;

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Leaves in the tree, as the newest head says.
    pub size: i64,
    /// The root that the rows make.
    pub root: Hash,
    /// Leaves that wait for their place in the tree.
    pub waiting: i64,
    /// Leaves whose subject was erased, as they may be.
    pub erased: i64,
    /// Everything that is not as it should be, in order; at most a thousand.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether nothing was found.
    pub fn is_whole(&self) -> bool {
        self.findings.is_empty()
    }
}

/// One thing that is not as it should be. The number is the leaf's place, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// No row has this number.
    Missing(i64),
    /// Two rows have this number.
    Doubled(i64),
    /// A row has a number beyond the newest head.
    Beyond(i64),
    /// The row does not say what its commitment says.
    Edited(i64),
    /// A row that waits for its place does not say what its commitment says.
    EditedWaiting,
    /// The row's commitment is not the one in the tree.
    Swapped(i64),
    /// The tree's stored hashes do not make the root.
    Tree,
    /// The rows do not make the root of the head of this size.
    Root(i64),
    /// A head was kept elsewhere, and the trail is shorter than it by now.
    Shorter {
        /// The size of the kept head.
        kept: i64,
        /// The size now.
        size: i64,
    },
    /// More leaves are erased than any erasing has named.
    Erased {
        /// Leaves that are erased.
        found: i64,
        /// Leaves that erasings have named.
        named: i64,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(seq) => write!(f, "leaf {seq} is missing"),
            Self::Doubled(seq) => write!(f, "leaf {seq} is there twice"),
            Self::Beyond(seq) => write!(f, "leaf {seq} is beyond the newest head"),
            Self::Edited(seq) => write!(f, "leaf {seq} was edited"),
            Self::EditedWaiting => write!(f, "a leaf that waits for its place was edited"),
            Self::Swapped(seq) => write!(f, "leaf {seq} is not the one in the tree"),
            Self::Tree => write!(f, "the stored tree does not make its root"),
            Self::Root(size) => write!(f, "the leaves do not make the head of size {size}"),
            Self::Shorter { kept, size } => {
                write!(f, "a kept head has {kept} leaves, and there are {size} now")
            }
            Self::Erased { found, named } => {
                write!(f, "{found} leaves are erased, and erasings name {named}")
            }
        }
    }
}

struct Stored {
    seq: i64,
    at: i64,
    leaf: i64,
    account: i64,
    action: String,
    subject: String,
    subject_id: i64,
    participant: i64,
    salt: Vec<u8>,
    commitment: Vec<u8>,
}

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            seq: row.get(0)?,
            at: row.get(1)?,
            leaf: row.get(2)?,
            account: row.get(3)?,
            action: row.get(4)?,
            subject: row.get(5)?,
            subject_id: row.get(6)?,
            participant: row.get(7)?,
            salt: row.get(8)?,
            commitment: row.get(9)?,
        })
    }
}

impl Stored {
    fn is_as_committed(&self, agency: AgencyId) -> bool {
        let facts = Facts {
            agency: agency.get(),
            at: self.at,
            leaf: self.leaf,
            account: self.account,
            action: &self.action,
            subject: &self.subject,
            subject_id: self.subject_id,
            participant: self.participant,
        };
        let cleared = !is_erased(&self.salt) || (self.subject_id == 0 && self.participant == 0);
        cleared && self.commitment == facts.commitment(&self.salt)
    }
}

/// Checks an agency's whole trail. `older` are heads that were kept elsewhere. Run it in one read
/// transaction; it holds some thousand rows at a time.
pub fn verify(tx: &mut Tx<'_>, agency: AgencyId, older: &[Head]) -> Result<Report, Error> {
    let kept = heads(tx, agency)?;
    let size = kept.last().map_or(0, |head| head.size);
    let mut check = Check::new(agency, size);
    for head in older.iter().chain(&kept) {
        if head.size > size {
            check.find(Finding::Shorter {
                kept: head.size,
                size,
            });
        } else {
            check.due.entry(head.size).or_default().push(head.root);
        }
    }
    check.compare_heads();
    check.sequenced(tx)?;
    check.waiting(tx)?;
    if check.erased > check.named {
        check.find(Finding::Erased {
            found: check.erased,
            named: check.named,
        });
    }
    let root = check.tree.root();
    if !matches!(tree::head_at(tx, agency, size), Ok(Some(stored)) if stored == root) {
        check.find(Finding::Tree);
    }
    Ok(Report {
        size,
        root,
        waiting: check.waiting,
        erased: check.erased,
        findings: check.findings,
    })
}

struct Check {
    agency: AgencyId,
    size: i64,
    tree: merkle::Tree,
    /// Roots to compare with, by size.
    due: BTreeMap<i64, Vec<Hash>>,
    tile: (i64, Vec<Hash>),
    waiting: i64,
    erased: i64,
    named: i64,
    findings: Vec<Finding>,
}

impl Check {
    fn new(agency: AgencyId, size: i64) -> Self {
        Self {
            agency,
            size,
            tree: merkle::Tree::new(),
            due: BTreeMap::new(),
            tile: (-1, Vec::new()),
            waiting: 0,
            erased: 0,
            named: 0,
            findings: Vec::new(),
        }
    }

    fn find(&mut self, finding: Finding) {
        if self.findings.len() < MOST {
            self.findings.push(finding);
        }
    }

    /// Walks the rows in the order of the tree.
    fn sequenced(&mut self, tx: &mut Tx<'_>) -> Result<(), Error> {
        // Rows may share a number when somebody tampered, so a page ends at a number, not at a row.
        let mut from = 1;
        while from <= self.size {
            let until = self.size.min(from + BATCH - 1);
            let rows: Vec<Stored> = tx.all(&SEQUENCED, &[&self.agency, &from, &until])?;
            let mut rows = rows.into_iter().peekable();
            for seq in from..=until {
                match rows.next_if(|row| row.seq == seq) {
                    Some(row) => self.row(tx, &row)?,
                    None => self.missing(tx, seq)?,
                }
                while rows.next_if(|row| row.seq == seq).is_some() {
                    self.find(Finding::Doubled(seq));
                }
                self.compare_heads();
            }
            from = until + 1;
        }
        for seq in tx.all::<i64>(&BEYOND, &[&self.agency, &self.size])? {
            self.find(Finding::Beyond(seq));
        }
        Ok(())
    }

    fn row(&mut self, tx: &mut Tx<'_>, row: &Stored) -> Result<(), Error> {
        if !row.is_as_committed(self.agency) {
            self.find(Finding::Edited(row.seq));
        }
        self.count(row);
        let hash = merkle::leaf_hash(&row.commitment);
        if self.in_tree(tx, row.seq)? != Some(hash) {
            self.find(Finding::Swapped(row.seq));
        }
        self.tree.append(hash);
        Ok(())
    }

    /// A missing leaf's hash is taken from the tree, so that the heads after it still say something.
    fn missing(&mut self, tx: &mut Tx<'_>, seq: i64) -> Result<(), Error> {
        self.find(Finding::Missing(seq));
        let hash = self.in_tree(tx, seq)?.unwrap_or_default();
        self.tree.append(hash);
        Ok(())
    }

    fn count(&mut self, row: &Stored) {
        self.erased += i64::from(is_erased(&row.salt));
        if row.action == ERASED {
            self.named = self.named.saturating_add(row.subject_id);
        }
    }

    /// The stored hash of a leaf.
    fn in_tree(&mut self, tx: &mut Tx<'_>, seq: i64) -> Result<Option<Hash>, Error> {
        let index = seq - 1;
        let (number, within) = (index / tree::WIDTH, index % tree::WIDTH);
        if self.tile.0 != number {
            self.tile = (number, tree::read_tile(tx, self.agency, 0, number, 0)?);
        }
        Ok(usize::try_from(within)
            .ok()
            .and_then(|within| self.tile.1.get(within))
            .copied())
    }

    /// Compares the root so far with every head of this size.
    fn compare_heads(&mut self) {
        let size = self.tree.size().cast_signed();
        let Some(roots) = self.due.remove(&size) else {
            return;
        };
        let root = self.tree.root();
        if roots.iter().any(|kept| *kept != root) {
            self.find(Finding::Root(size));
        }
    }

    /// Checks the rows that have no place yet.
    fn waiting(&mut self, tx: &mut Tx<'_>) -> Result<(), Error> {
        for row in tx.all::<Stored>(&WAITING, &[&self.agency])? {
            self.waiting += 1;
            self.count(&row);
            if !row.is_as_committed(self.agency) {
                self.find(Finding::EditedWaiting);
            }
        }
        Ok(())
    }
}

const SEQUENCED: Sql = Sql::new(
    "people.audit.sequenced",
    "SELECT seq, at, leaf_id, account_id, action, subject, subject_id, participant, salt, commitment
     FROM audit_leaf WHERE agency_id = $1 AND seq >= $2 AND seq <= $3
     ORDER BY seq, at, leaf_id",
);
const BEYOND: Sql = Sql::new(
    "people.audit.beyond",
    "SELECT seq FROM audit_leaf WHERE agency_id = $1 AND (seq > $2 OR seq < 0) ORDER BY seq LIMIT 100",
);
const WAITING: Sql = Sql::new(
    "people.audit.waiting",
    "SELECT seq, at, leaf_id, account_id, action, subject, subject_id, participant, salt, commitment
     FROM audit_leaf WHERE agency_id = $1 AND seq = 0 ORDER BY at, leaf_id LIMIT 100000",
);

pub(super) const STATEMENTS: &[Sql] = &[SEQUENCED, BEYOND, WAITING];
