//! What a person types: the recovery code, and six words.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::Refused;

/// The words that phrases are made of; `client/vault/words.LICENSE.md` says whose list it is.
pub(crate) const WORDS: &str = include_str!("../../../client/vault/words.txt");

/// Crockford's base32: no I, L, O and no U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SECRET: usize = 26;
const ALL: usize = 28;

/// Reads a recovery code as people type it, and gives its 26 letters, which are the secret.
///
/// Refuses with [`Refused::Mistyped`], which names the group of four where only one group can hold
/// the mistake.
pub fn check_code(typed: &str) -> Result<Zeroizing<String>, Refused> {
    let mut letters = Zeroizing::new(String::with_capacity(ALL));
    for letter in typed.chars().filter(|letter| !is_gap(*letter)) {
        letters.push(match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        });
    }
    if letters.chars().count() != ALL {
        return Err(Refused::Mistyped { group: None });
    }
    let strange = letters.chars().enumerate();
    let strange: BTreeSet<usize> = strange
        .filter(|(_, letter)| !u8::try_from(*letter).is_ok_and(|byte| LETTERS.contains(&byte)))
        .map(|(at, _)| group(at))
        .collect();
    if !strange.is_empty() {
        return Err(mistyped(&strange));
    }
    let (secret, sum) = letters.as_bytes().split_at(SECRET);
    if checksum(secret) == sum {
        letters.truncate(SECRET);
        Ok(letters)
    } else {
        Err(mistyped(&suspects(secret, sum)))
    }
}

fn is_gap(letter: char) -> bool {
    letter.is_whitespace() || letter == '-' || ('\u{2010}'..='\u{2015}').contains(&letter)
}

fn group(at: usize) -> usize {
    at / 4 + 1
}

fn mistyped(groups: &BTreeSet<usize>) -> Refused {
    let one = groups.first().copied().filter(|_| groups.len() == 1);
    Refused::Mistyped { group: one }
}

/// The first 10 bits of SHA-256 over the letters, as two letters.
fn checksum(secret: &[u8]) -> [u8; 2] {
    let hash = Sha256::digest(secret);
    let bits = (usize::from(hash[0]) << 2) | (usize::from(hash[1]) >> 6);
    [LETTERS[(bits >> 5) & 31], LETTERS[bits & 31]]
}

/// The groups in which one change of one letter would mend the code.
fn suspects(secret: &[u8], sum: &[u8]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for at in 0..secret.len() {
        let mut mended = Zeroizing::new(secret.to_vec());
        let mends = LETTERS.iter().any(|other| {
            mended[at] = *other;
            *other != secret[at] && checksum(&mended) == sum
        });
        if mends {
            found.insert(group(at));
        }
    }
    let right = checksum(secret);
    if right.iter().zip(sum).any(|(its, typed)| its == typed) {
        found.insert(group(ALL - 1));
    }
    found
}

/// Six words in the one form that opens: lower case, one space between them. Other letters than
/// those of the list are refused; a browser would first try to read them as such (NFKC).
pub fn plain_words(typed: &str) -> Result<Zeroizing<String>, Refused> {
    let lower = Zeroizing::new(typed.to_lowercase());
    let words: Vec<&str> = lower.split_whitespace().collect();
    let of_the_list = |word: &&str| {
        word.bytes()
            .all(|letter| letter == b'-' || letter.is_ascii_lowercase())
    };
    if words.len() != 6 {
        return Err(Refused::Mistyped { group: None });
    }
    if let Some(at) = words.iter().position(|word| !of_the_list(word)) {
        return Err(Refused::Mistyped {
            group: Some(at + 1),
        });
    }
    Ok(Zeroizing::new(words.join(" ")))
}

/// The first word, from 1, that is not on the list that phrases are made of: where a phrase that does
/// not open was most likely typed wrong.
pub fn unknown_word(typed: &str) -> Option<usize> {
    let words = typed.to_lowercase();
    let known = |word: &str| WORDS.lines().any(|one| one == word);
    let at = words.split_whitespace().position(|word| !known(word));
    at.map(|at| at + 1)
}
