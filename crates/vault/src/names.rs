//! Names of things: random bytes and hashes in base64url, each with one spelling.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::Refused;

/// The hash of a JWE or JWS: base64url of SHA-256 over its letters.
pub fn hash(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()))
}

/// Whether this names a vault or a record: 16 bytes.
pub fn is_id(text: &str) -> bool {
    text.len() == 22 && bytes(text).is_ok()
}

/// Whether this names a slot or a device: 8 bytes.
pub fn is_short_id(text: &str) -> bool {
    text.len() == 11 && bytes(text).is_ok()
}

/// Whether this is a hash: 32 bytes.
pub fn is_hash(text: &str) -> bool {
    text.len() == 43 && bytes(text).is_ok()
}

/// The bytes of base64url without padding. A second spelling of the same bytes is refused.
pub(crate) fn bytes(text: &str) -> Result<Vec<u8>, Refused> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| Refused::Header)
}

/// Exactly so many bytes.
pub(crate) fn exactly<const N: usize>(text: &str) -> Result<[u8; N], Refused> {
    bytes(text)?.try_into().map_err(|_| Refused::Header)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_spelling() {
        assert!(is_id("AAAAAAAAAAAAAAAAAAAAAA"));
        assert!(!is_id("AAAAAAAAAAAAAAAAAAAAAB"), "bits that mean nothing");
        assert!(!is_id("AAAAAAAAAAAAAAAAAAAAAA=="), "padding");
        assert!(!is_id("AAAAAAAAAAAAAAAAAAAAA+"), "the other alphabet");
        assert!(is_short_id("AAAAAAAAAAA"));
        assert!(is_hash(&hash("")));
    }
}
