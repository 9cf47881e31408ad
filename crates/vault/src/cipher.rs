//! What every browser has, and nothing more: HKDF, PBKDF2, ECDH on P-256, AES-KW, AES-256-GCM.

use aes_gcm::{
    Aes256Gcm, KeyInit as _, Nonce,
    aead::{Aead as _, Payload},
};
use aes_kw::KwAes256;
use hkdf::Hkdf;
use p256::{PublicKey, SecretKey};
use sha2::{Digest, Sha256, Sha512};
use zeroize::Zeroizing;

use crate::{Refused, jose::Sealed};

/// A key, wiped when it is let go.
pub(crate) type Key = Zeroizing<[u8; 32]>;

/// HKDF with SHA-256. `N` is at most 32 here, far below what HKDF can give.
pub(crate) fn hkdf<const N: usize>(
    secret: &[u8],
    salt: &[u8],
    info: &str,
) -> Result<Zeroizing<[u8; N]>, Refused> {
    let mut made = Zeroizing::new([0; N]);
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand(info.as_bytes(), made.as_mut_slice())
        .map_err(|_| Refused::Damaged)?;
    Ok(made)
}

/// The key that PBES2-HS512+A256KW makes of words (RFC 7518 section 4.8).
pub(crate) fn pbes2(words: &str, p2s: &[u8], p2c: u32) -> Key {
    let salt = [b"PBES2-HS512+A256KW\0".as_slice(), p2s].concat();
    let mut made = Zeroizing::new([0; 32]);
    pbkdf2::pbkdf2_hmac::<Sha512>(words.as_bytes(), &salt, p2c, made.as_mut_slice());
    made
}

/// The key that ECDH-ES+A256KW makes of two keys.
pub(crate) fn agree(mine: &SecretKey, theirs: &PublicKey) -> Key {
    let shared = mine.diffie_hellman(theirs);
    concat_kdf(shared.raw_secret_bytes(), "ECDH-ES+A256KW", b"", b"", 256)
}

/// One round of the Concat KDF (RFC 7518 section 4.6), which gives 256 bits; `bits` of them are
/// asked for.
pub(crate) fn concat_kdf(shared: &[u8], alg: &str, apu: &[u8], apv: &[u8], bits: u32) -> Key {
    let mut all = Sha256::new();
    all.update(1_u32.to_be_bytes());
    all.update(shared);
    for part in [alg.as_bytes(), apu, apv] {
        let size = u32::try_from(part.len()).unwrap_or(u32::MAX);
        all.update(size.to_be_bytes());
        all.update(part);
    }
    all.update(bits.to_be_bytes());
    Zeroizing::new(all.finalize().into())
}

/// Takes a wrapped key out. `otherwise` says what it means that `kek` does not fit.
pub(crate) fn unwrap(kek: &Key, wrapped: &[u8; 40], otherwise: Refused) -> Result<Key, Refused> {
    let cipher = KwAes256::new_from_slice(kek.as_slice()).map_err(|_| otherwise)?;
    let mut key = Zeroizing::new([0; 32]);
    let taken = cipher.unwrap_key(wrapped, key.as_mut_slice());
    taken.map_err(|_| otherwise)?;
    Ok(key)
}

/// Opens the text, which the header is bound to.
pub(crate) fn decrypt<H>(sealed: &Sealed<'_, H>, cek: &Key) -> Result<Zeroizing<Vec<u8>>, Refused> {
    let cipher = Aes256Gcm::new_from_slice(cek.as_slice()).map_err(|_| Refused::Damaged)?;
    let payload = Payload {
        msg: &sealed.text,
        aad: sealed.bound.as_bytes(),
    };
    let opened = cipher.decrypt(&Nonce::from(sealed.iv), payload);
    opened.map(Zeroizing::new).map_err(|_| Refused::Damaged)
}

/// Both steps.
pub(crate) fn open<H>(
    sealed: &Sealed<'_, H>,
    kek: &Key,
    otherwise: Refused,
) -> Result<Zeroizing<Vec<u8>>, Refused> {
    decrypt(sealed, &unwrap(kek, &sealed.key, otherwise)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_concat_kdf_gives_what_appendix_c_of_rfc_7518_says() {
        let shared = [
            158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156, 251, 49,
            110, 163, 218, 128, 106, 72, 246, 218, 167, 121, 140, 254, 144, 196,
        ];
        let made = concat_kdf(&shared, "A128GCM", b"Alice", b"Bob", 128);
        let said = [
            86, 170, 141, 234, 248, 35, 109, 32, 92, 34, 40, 205, 113, 167, 16, 26,
        ];
        assert_eq!(made[..16], said);
    }

    #[test]
    fn the_words_of_section_5_3_of_rfc_7520_open_its_key() {
        let p2s = crate::names::exactly::<16>("8Q1SzinasR3xchYz6ZZcHA").expect("16 bytes");
        let wrapped = "d3qNhUWfqheyPp4H8sjOWsDYajoej4c5Je6rlUtFPWdgtURtmeDV1g";
        let wrapped = crate::names::exactly(wrapped).expect("40 bytes");
        let key = |words| unwrap(&pbes2(words, &p2s, 8_192), &wrapped, Refused::WrongSecret);
        assert!(key("entrap_o\u{2013}peter_long\u{2013}credit_tun").is_ok());
        assert!(key("entrap_o-peter_long-credit_tun").is_err());
    }
}
