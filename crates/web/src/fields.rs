//! The fields of a form or a query: parsed once, strictly.

use sha2::{Digest, Sha256};

/// Fields with a secret, besides everything whose name has `password` in it.
const SECRETS: [&str; 5] = ["code", "half_way", "recovery", "token", "totp"];

/// More fields than any form of the house has.
const MOST_FIELDS: usize = 2_000;

/// The fields of a form or a query, in the order in which they were sent.
#[derive(Clone, Debug, Default)]
pub struct Fields(pub Vec<(String, String)>);

/// A body that is no form: broken escapes, no UTF-8, a NUL, or too many fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no form")]
pub struct NoForm;

impl Fields {
    /// Parses `application/x-www-form-urlencoded` text. Line ends become `\n`, as they were typed.
    pub fn parse(text: &[u8]) -> Result<Self, NoForm> {
        let mut fields = Vec::new();
        for pair in text
            .split(|byte| *byte == b'&')
            .filter(|pair| !pair.is_empty())
        {
            if fields.len() == MOST_FIELDS {
                return Err(NoForm);
            }
            let at = pair
                .iter()
                .position(|byte| *byte == b'=')
                .unwrap_or(pair.len());
            let value = pair.get(at + 1..).unwrap_or_default();
            fields.push((decode(&pair[..at])?, decode(value)?));
        }
        Ok(Self(fields))
    }

    /// The first value of a field, or an empty text.
    pub fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(n, _)| n == name)
            .map_or("", |(_, v)| v)
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// Whether the field was sent at all.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(n, _)| n == name)
    }

    /// Whether nothing was sent.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields as `application/x-www-form-urlencoded` text.
    pub fn encode(&self) -> String {
        let mut text = String::new();
        for (name, value) in &self.0 {
            if !text.is_empty() {
                text.push('&');
            }
            text.extend(escape(name));
            text.push('=');
            text.extend(escape(value));
        }
        text
    }

    /// Whether a field of this name holds a secret: a password, or a code or token that opens
    /// something. A secret is never shown again, never carried through a sign-in, and in no digest
    /// that is stored. A form's part with a secret must have such a name; the checks of every page
    /// hold password fields to it.
    pub fn is_secret(name: &str) -> bool {
        name.contains("password") || SECRETS.contains(&name)
    }

    /// What this form says at this path, as SHA-256 over path and fields in the order of their
    /// names, without the idempotency key: the same change has the same digest (ruling 6).
    ///
    /// **Invariant:** it is stored, so no secret is in it (`a_secret_is_in_no_stored_digest`):
    /// a fast hash of a password would give the password away to whoever gets hold of a backup.
    pub(crate) fn digest(&self, path: &str) -> [u8; 32] {
        self.digest_of(path, |name| name != "key" && !Self::is_secret(name))
    }

    /// The digest of everything that was sent, secrets and key too. For memory alone.
    pub(crate) fn whole_digest(&self, path: &str) -> [u8; 32] {
        self.digest_of(path, |_| true)
    }

    fn digest_of(&self, path: &str, counts: impl Fn(&str) -> bool) -> [u8; 32] {
        let mut fields: Vec<_> = self.0.iter().filter(|(name, _)| counts(name)).collect();
        fields.sort_by(|a, b| a.0.cmp(&b.0));
        let mut hash = Sha256::new();
        let mut add = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        };
        add(path);
        for (name, value) in fields {
            add(name);
            add(value);
        }
        hash.finalize().into()
    }
}

fn escape(text: &str) -> percent_encoding::PercentEncode<'_> {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC)
}

fn decode(part: &[u8]) -> Result<String, NoForm> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.iter().copied();
    while let Some(byte) = rest.next() {
        let real = match byte {
            b'+' => b' ',
            b'%' => {
                let (high, low) = (rest.next().and_then(digit), rest.next().and_then(digit));
                let (Some(high), Some(low)) = (high, low) else {
                    return Err(NoForm);
                };
                high << 4 | low
            }
            other => other,
        };
        match real {
            0 => return Err(NoForm),
            // A browser sends every line end of a text as CR LF.
            b'\n' if bytes.last() == Some(&b'\r') => {
                bytes.pop();
                bytes.push(b'\n');
            }
            _ => bytes.push(real),
        }
    }
    String::from_utf8(bytes).map_err(|_| NoForm)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Vec<(String, String)> {
        Fields::parse(text.as_bytes()).expect("a form").0
    }

    #[test]
    fn a_form_reads_as_it_was_typed() {
        assert_eq!(
            parse("note=a+b%26%C3%A9%0D%0Anext&empty=&bare&note=2"),
            [
                ("note", "a b&é\nnext"),
                ("empty", ""),
                ("bare", ""),
                ("note", "2")
            ]
            .map(|(n, v)| (n.to_owned(), v.to_owned()))
        );
    }

    #[test]
    fn rubbish_is_no_form() {
        for text in [
            &b"a=%zz"[..],
            b"a=%f",
            b"a=%ff",
            b"a=\xff",
            b"a=%00",
            b"\xc3=1",
        ] {
            assert_eq!(Fields::parse(text).err(), Some(NoForm), "{text:?}");
        }
        assert!(Fields::parse("a=1&".repeat(MOST_FIELDS + 1).as_bytes()).is_err());
    }

    #[test]
    fn what_is_encoded_reads_back() {
        let fields = Fields(vec![
            ("a b".into(), "1 & é\n+%".into()),
            ("c".into(), String::new()),
        ]);
        assert_eq!(parse(&fields.encode()), fields.0);
    }

    #[test]
    fn a_secret_is_in_no_stored_digest() {
        let form = |text: &str| Fields::parse(text.as_bytes()).expect("a form");
        let digest = form("name=Dee").digest("/account");
        for secret in [
            "password",
            "old_password",
            "new_password",
            "code",
            "half_way",
            "recovery",
            "token",
            "totp",
        ] {
            assert!(Fields::is_secret(secret), "{secret}");
            let sent = form(&format!("name=Dee&{secret}=seven+green+kites&key=x"));
            assert_eq!(sent.digest("/account"), digest, "{secret}");
            assert_ne!(sent.whole_digest("/account"), digest);
        }
        for open in ["name", "email", "kind", "key", "minutes", "codename"] {
            assert!(!Fields::is_secret(open), "{open}");
        }
    }

    #[test]
    fn the_same_change_has_the_same_digest() {
        let form = |text: &str| Fields::parse(text.as_bytes()).expect("a form");
        let digest = form("a=1&b=2&key=x").digest("/contacts");
        assert_eq!(form("key=y&b=2&a=1").digest("/contacts"), digest);
        assert_ne!(form("a=1&b=3&key=x").digest("/contacts"), digest);
        assert_ne!(form("a=1&b=2&key=x").digest("/people"), digest);
        assert_ne!(
            form("a=1b&=2").digest("/contacts"),
            form("a=1&b=2").digest("/contacts")
        );
    }
}
