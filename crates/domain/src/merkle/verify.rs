//! Checking proofs: RFC 9162, sections 2.1.3.2 and 2.1.4.2.

use super::{Hash, node_hash};

/// Whether the entry with this leaf hash is at this place of the list of this
/// size and root.
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut place, mut last) = (index, size - 1);
    let mut hash = *leaf;
    for step in proof {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            hash = node_hash(step, &hash);
            if place & 1 == 0 {
                let climb = place.trailing_zeros();
                place = place.checked_shr(climb).unwrap_or(0);
                last = last.checked_shr(climb).unwrap_or(0);
            }
        } else {
            hash = node_hash(&hash, step);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *root
}

/// Whether the list of the new size and root begins with the list of the old
/// size and root.
pub fn verify_consistency(
    old_size: u64,
    old_root: &Hash,
    new_size: u64,
    new_root: &Hash,
    proof: &[Hash],
) -> bool {
    if old_size > new_size {
        return false;
    }
    if old_size == new_size {
        return proof.is_empty() && old_root == new_root;
    }
    if old_size == 0 {
        return proof.is_empty() && *old_root == super::empty_root();
    }
    // A whole subtree is its own first step.
    let mut steps = proof.iter();
    let first = if old_size.is_power_of_two() {
        Some(old_root)
    } else {
        steps.next()
    };
    let Some(first) = first else {
        return false;
    };
    let climb = (old_size - 1).trailing_ones();
    let (mut place, mut last) = ((old_size - 1) >> climb, (new_size - 1) >> climb);
    let (mut old, mut new) = (*first, *first);
    for step in steps {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            old = node_hash(step, &old);
            new = node_hash(step, &new);
            if place & 1 == 0 {
                let climb = place.trailing_zeros();
                place = place.checked_shr(climb).unwrap_or(0);
                last = last.checked_shr(climb).unwrap_or(0);
            }
        } else {
            new = node_hash(&new, step);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && old == *old_root && new == *new_root
}
