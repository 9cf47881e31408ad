//! Proofs, from the leaf hashes or, for lists too long to hold, as the ranges
//! of entries whose subtree roots make up the proof (RFC 9162, 2.1.3 and 2.1.4).

use std::ops::Range;

use super::{Hash, root};

/// The path from one entry to the root, or `None` for an entry that is not there.
pub fn inclusion_proof(leaves: &[Hash], index: u64) -> Option<Vec<Hash>> {
    let ranges = inclusion_ranges(index, leaves.len() as u64)?;
    ranges
        .into_iter()
        .map(|range| root_of(leaves, range))
        .collect()
}

/// What shows that the first `old` entries are unchanged in the whole list, or
/// `None` when there never were so many.
pub fn consistency_proof(leaves: &[Hash], old: u64) -> Option<Vec<Hash>> {
    let ranges = consistency_ranges(old, leaves.len() as u64)?;
    ranges
        .into_iter()
        .map(|range| root_of(leaves, range))
        .collect()
}

/// The subtrees that make up an inclusion proof, in its order.
pub fn inclusion_ranges(index: u64, size: u64) -> Option<Vec<Range<u64>>> {
    if index >= size {
        return None;
    }
    let mut ranges = Vec::new();
    let mut whole = 0..size;
    while whole.end - whole.start > 1 {
        let middle = whole.start + split(whole.end - whole.start);
        if index < middle {
            ranges.push(middle..whole.end);
            whole.end = middle;
        } else {
            ranges.push(whole.start..middle);
            whole.start = middle;
        }
    }
    ranges.reverse();
    Some(ranges)
}

/// The subtrees that make up a consistency proof, in its order. Empty from a
/// list to itself, and from the empty list, of which everything is a continuation.
pub fn consistency_ranges(old: u64, size: u64) -> Option<Vec<Range<u64>>> {
    if old > size {
        return None;
    }
    if old == 0 || old == size {
        return Some(Vec::new());
    }
    let mut ranges = Vec::new();
    let mut whole = 0..size;
    // The old root is known to whoever asks, as long as it is a whole subtree.
    let mut old_is_known = true;
    while whole.end != old {
        let middle = whole.start + split(whole.end - whole.start);
        if old <= middle {
            ranges.push(middle..whole.end);
            whole.end = middle;
        } else {
            ranges.push(whole.start..middle);
            whole.start = middle;
            old_is_known = false;
        }
    }
    if !old_is_known {
        ranges.push(whole);
    }
    ranges.reverse();
    Some(ranges)
}

/// The largest power of two smaller than `size`, which is at least 2.
const fn split(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}

fn root_of(leaves: &[Hash], range: Range<u64>) -> Option<Hash> {
    let range = usize::try_from(range.start).ok()?..usize::try_from(range.end).ok()?;
    leaves.get(range).map(root)
}
