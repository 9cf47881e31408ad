//! Secrets that open something: made from chance, handed out once, stored hashed.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::world::{Chance, bytes};
use sha2::{Digest, Sha256};

/// Letters of Crockford's base 32, without those that are read wrongly from paper.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// 256 unpredictable bits as 43 characters of base64url.
pub(crate) fn new(chance: &dyn Chance) -> String {
    URL_SAFE_NO_PAD.encode(bytes::<32>(chance))
}

/// What is stored of a secret: its SHA-256. A secret of 80 bits and more needs no slow hash.
pub(crate) fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// A row's own number: positive, 62 unpredictable bits. Rows made in the same second never meet.
pub(crate) fn number(chance: &dyn Chance) -> i64 {
    (i64::from_be_bytes(bytes(chance)) & (i64::MAX >> 1)) | 1
}

/// A code to be read from a screen or from paper: 80 bits in four groups, `7K2M-…`.
pub(crate) fn code(chance: &dyn Chance) -> String {
    let random: [u8; 16] = bytes(chance);
    let letters: String = random
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(byte & 31)]))
        .collect();
    [
        &letters[..4],
        &letters[4..8],
        &letters[8..12],
        &letters[12..],
    ]
    .join("-")
}

/// A typed code as it was shown: capitals, no spaces or hyphens, and the letters that
/// Crockford reads as digits.
pub(crate) fn read_code(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

/// What is stored of a code.
pub(crate) fn hash_code(typed: &str) -> [u8; 32] {
    hash(&read_code(typed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::Dice;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = code(&Dice::new(7));
        assert_eq!(code.len(), 19);
        let sloppy = code
            .to_lowercase()
            .replace('-', " ")
            .replace('0', "o")
            .replace('1', "l");
        assert_eq!(hash_code(&sloppy), hash_code(&code));
    }

    #[test]
    fn tokens_are_256_bits_and_differ() {
        let dice = Dice::new(1);
        let (one, two) = (new(&dice), new(&dice));
        assert_ne!(one, two);
        assert_eq!(URL_SAFE_NO_PAD.decode(one).expect("base64url").len(), 32);
    }
}
