//! JWE and JWS in compact form, read strictly (RFC 7515, RFC 7516).

use serde::{Serialize, de::DeserializeOwned};

use crate::{Refused, names};

/// The longest protected header, in letters: ours have at most some 500.
const LONGEST_HEADER: usize = 2_048;

/// The five parts of a JWE, of which no key has touched any.
pub(crate) struct Sealed<'a, H> {
    pub(crate) header: H,
    /// The letters of the protected header: what AES-GCM binds.
    pub(crate) bound: &'a str,
    pub(crate) key: [u8; 40],
    pub(crate) iv: [u8; 12],
    /// The sealed text and, after it, the tag.
    pub(crate) text: Vec<u8>,
}

/// Takes a JWE apart. Every key that we wrap has 32 bytes, so a wrapped one has 40.
pub(crate) fn sealed<H>(jwe: &str) -> Result<Sealed<'_, H>, Refused>
where
    H: DeserializeOwned + Serialize,
{
    let parts: Vec<&str> = jwe.splitn(6, '.').collect();
    let [bound, key, iv, text, tag] = parts[..] else {
        return Err(Refused::Header);
    };
    let header = header(bound)?;
    let tag: [u8; 16] = names::exactly(tag)?;
    let mut text = names::bytes(text)?;
    text.extend(tag);
    let (key, iv) = (names::exactly(key)?, names::exactly(iv)?);
    Ok(Sealed {
        header,
        bound,
        key,
        iv,
        text,
    })
}

/// The three parts of a JWS: header, payload as text, and what the signature is over.
pub(crate) struct Signed<'a, H> {
    pub(crate) header: H,
    pub(crate) payload: Vec<u8>,
    pub(crate) over: &'a str,
    pub(crate) signature: [u8; 64],
}

pub(crate) fn signed<H>(jws: &str) -> Result<Signed<'_, H>, Refused>
where
    H: DeserializeOwned + Serialize,
{
    let (over, signature) = jws.rsplit_once('.').ok_or(Refused::Header)?;
    let (head, payload) = over.split_once('.').ok_or(Refused::Header)?;
    Ok(Signed {
        header: header(head)?,
        payload: names::bytes(payload)?,
        over,
        signature: names::exactly(signature)?,
    })
}

fn header<H: DeserializeOwned + Serialize>(letters: &str) -> Result<H, Refused> {
    if letters.len() > LONGEST_HEADER {
        return Err(Refused::Header);
    }
    canonical(&names::bytes(letters)?)
}

/// JSON with exactly these keys, each once, in this order, without a space: what a key twice, one
/// that is not listed, or another spelling cannot pass.
pub(crate) fn canonical<T: DeserializeOwned + Serialize>(text: &[u8]) -> Result<T, Refused> {
    let value: T = serde_json::from_slice(text).map_err(|_| Refused::Header)?;
    let again = serde_json::to_vec(&value).map_err(|_| Refused::Header)?;
    if again == text {
        Ok(value)
    } else {
        Err(Refused::Header)
    }
}
