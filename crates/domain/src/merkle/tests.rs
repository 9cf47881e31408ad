//! The published vectors of the Certificate Transparency reference tree, and
//! tampering.

use proptest::prelude::*;

use super::*;

/// The eight entries of the reference tree.
const ENTRIES: [&str; 8] = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
];

/// Its roots, by size.
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const N01: &str = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
const N47: &str = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
const L1: &str = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
const L4: &str = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
const N45: &str = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
const N67: &str = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex"))
        .collect()
}

fn hash(hex: &str) -> Hash {
    bytes(hex).try_into().expect("32 bytes")
}

fn reference() -> Vec<Hash> {
    ENTRIES
        .iter()
        .map(|entry| leaf_hash(&bytes(entry)))
        .collect()
}

fn leaves(count: u64) -> Vec<Hash> {
    (0..count)
        .map(|number| leaf_hash(&number.to_be_bytes()))
        .collect()
}

/// The definition of RFC 9162 section 2.1.1, written as it stands there.
fn by_definition(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [one] => *one,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            node_hash(&by_definition(left), &by_definition(right))
        }
    }
}

#[test]
fn the_roots_are_the_published_ones() {
    let mut tree = Tree::new();
    assert_eq!(tree.root(), hash(ROOTS[0]));
    for (leaf, expected) in reference().into_iter().zip(&ROOTS[1..]) {
        tree.append(leaf);
        assert_eq!(tree.root(), hash(expected), "size {}", tree.size());
    }
}

#[test]
fn the_inclusion_proofs_are_the_published_ones() {
    let all = reference();
    let cases: [(u64, usize, &[&str]); 4] = [
        (0, 1, &[]),
        (0, 8, &[L1, N01, N47]),
        (5, 8, &[L4, N67, ROOTS[4]]),
        (2, 3, &[ROOTS[2]]),
    ];
    for (index, size, expected) in cases {
        let expected: Vec<Hash> = expected.iter().map(|step| hash(step)).collect();
        assert_eq!(
            inclusion_proof(&all[..size], index),
            Some(expected),
            "{index} of {size}"
        );
    }
}

#[test]
fn the_consistency_proofs_are_the_published_ones() {
    let all = reference();
    let cases: [(u64, usize, &[&str]); 4] = [
        (1, 1, &[]),
        (1, 8, &[L1, N01, N47]),
        (6, 8, &[N45, N67, ROOTS[4]]),
        (2, 5, &[N01, L4]),
    ];
    for (old, size, expected) in cases {
        let expected: Vec<Hash> = expected.iter().map(|step| hash(step)).collect();
        assert_eq!(
            consistency_proof(&all[..size], old),
            Some(expected),
            "{old} of {size}"
        );
    }
}

#[test]
fn every_entry_and_every_beginning_of_small_trees_is_proved() {
    for size in 0..70_u64 {
        let all = leaves(size);
        let whole = root(&all);
        assert_eq!(whole, by_definition(&all), "size {size}");
        for (index, leaf) in (0..).zip(&all) {
            let proof = inclusion_proof(&all, index).expect("it is there");
            assert!(
                verify_inclusion(leaf, index, size, &proof, &whole),
                "{index} of {size}"
            );
            assert!((0..size).all(|other| {
                other == index || !verify_inclusion(leaf, other, size, &proof, &whole)
            }));
        }
        for (old, beginning) in (0..).zip((0..=all.len()).map(|old| &all[..old])) {
            let proof = consistency_proof(&all, old).expect("it was there");
            let old_root = root(beginning);
            assert!(
                verify_consistency(old, &old_root, size, &whole, &proof),
                "{old} of {size}"
            );
        }
        assert_eq!(inclusion_proof(&all, size), None);
        assert_eq!(consistency_proof(&all, size + 1), None);
    }
}

#[test]
fn an_entry_cannot_pass_for_a_node() {
    let two = leaves(2);
    let joined: Vec<u8> = two.concat();
    assert_ne!(leaf_hash(&joined), root(&two));
}

#[test]
fn a_stored_edge_is_carried_on() {
    let all = leaves(300);
    let mut tree = Tree::new();
    for (count, leaf) in (1_usize..).zip(&all) {
        tree = Tree::from_bytes(&tree.to_bytes()).expect("just stored");
        tree.append(*leaf);
        assert_eq!(
            (tree.size(), tree.root()),
            (count as u64, root(&all[..count]))
        );
    }
    let bytes = tree.to_bytes();
    assert_eq!(Tree::from_bytes(&bytes[..bytes.len() - 1]), None);
    assert_eq!(
        Tree::from_bytes(&[bytes.clone(), vec![0; 32]].concat()),
        None
    );
    assert_eq!(Tree::from_bytes(&[]), None);
}

#[test]
fn the_largest_numbers_are_refused_and_never_panic() {
    let (zero, proof) = ([0; 32], vec![[0; 32]; 70]);
    for index in [0, 1, u64::MAX - 1, u64::MAX] {
        for size in [0, 1, 1 << 63, u64::MAX] {
            for steps in [0, 1, 63, 64, 70] {
                assert!(!verify_inclusion(
                    &zero,
                    index,
                    size,
                    &proof[..steps],
                    &[1; 32]
                ));
                assert!(!verify_consistency(
                    index,
                    &zero,
                    size,
                    &[1; 32],
                    &proof[..steps]
                ));
            }
        }
    }
    assert_eq!(
        inclusion_ranges(u64::MAX - 1, u64::MAX).map(|ranges| ranges.len()),
        Some(63)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn a_tampered_proof_is_refused(
        size in 2_u64..70, place in any::<prop::sample::Index>(), old in any::<prop::sample::Index>(),
        how in 0_u8..8, step in any::<prop::sample::Index>(), bit in 0_usize..256,
    ) {
        let all = leaves(size);
        let index = place.index(all.len());
        let old = 1 + old.index(all.len() - 1);
        let (whole, old_root) = (root(&all), root(&all[..old]));
        let (index, old) = (index as u64, old as u64);
        let flip = |hash: &Hash| {
            let mut other = *hash;
            other[bit / 8] ^= 1 << (bit % 8);
            other
        };
        let change = |proof: &[Hash]| {
            let mut changed = proof.to_vec();
            let at = step.index(changed.len().max(1));
            match how {
                0 => changed.push(flip(&whole)),
                1 => { changed.pop(); }
                2 => changed.insert(0, flip(&whole)),
                3 if changed.len() > 1 => changed.swap(at, (at + 1) % proof.len()),
                _ => if let Some(hash) = changed.get_mut(at) { *hash = flip(hash); },
            }
            changed
        };
        let leaf = all[place.index(all.len())];
        let proof = inclusion_proof(&all, index).expect("a proof");
        let changed = change(&proof);
        prop_assert_eq!(verify_inclusion(&leaf, index, size, &changed, &whole), changed == proof);
        prop_assert!(!verify_inclusion(&flip(&leaf), index, size, &proof, &whole));
        prop_assert!(!verify_inclusion(&leaf, index, size, &proof, &flip(&whole)));
        let proof = consistency_proof(&all, old).expect("a proof");
        let changed = change(&proof);
        prop_assert_eq!(verify_consistency(old, &old_root, size, &whole, &changed), changed == proof);
        prop_assert!(!verify_consistency(old, &flip(&old_root), size, &whole, &proof));
        prop_assert!(!verify_consistency(old, &old_root, size, &flip(&whole), &proof));
    }

    #[test]
    fn a_changed_past_has_another_root(size in 1_u64..100, place in any::<prop::sample::Index>()) {
        let mut all = leaves(size);
        let before = root(&all);
        let at = place.index(all.len());
        all[at] = leaf_hash(b"something else");
        prop_assert_ne!(root(&all), before);
        let taken_out: Vec<Hash> = [&all[..at], &all[at + 1..]].concat();
        prop_assert_ne!(root(&taken_out), before);
    }
}
