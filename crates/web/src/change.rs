//! A change with its idempotency key (ruling 6): pressing twice never makes two.

use std::fmt::Write as _;

use domain::world::{Chance, bytes};
use people::{
    Who,
    change::{Key, Receipt, begin, finish},
};
use storage::Tx;

use crate::{Answer, Ask, Refusal};

/// A key of 128 bits, as 32 hexadecimal digits.
pub(crate) fn new_key(chance: &dyn Chance) -> String {
    let key: [u8; 16] = bytes(chance);
    key.iter()
        .fold(String::with_capacity(32), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Whether a text can be a key: ours, or one that client code made (a UUID).
pub(crate) fn is_key(text: &str) -> bool {
    (16..=64).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Does the change once. See [`Ask::change`].
pub(crate) async fn run<F>(ask: &Ask, mut job: F) -> Result<Answer, Refusal>
where
    F: FnMut(&mut Tx<'_>, &Who) -> Result<Receipt, Refusal> + Send + 'static,
{
    let who = ask.who.clone().ok_or(Refusal::SignIn)?;
    let key = ask.form.get("key").to_owned();
    if !is_key(&key) {
        return Err(Refusal::NoKey);
    }
    let (body, now) = (ask.form.digest(&ask.path), ask.now_s());
    let again = (who.clone(), key.clone());
    let done = ask
        .house
        .db
        .write(move |tx| match begin(tx, &who, &key, &body)? {
            Key::Fresh => {
                let receipt = job(tx, &who)?;
                finish(tx, &who, &key, &body, &receipt, now)?;
                Ok(receipt)
            }
            known => settle(known),
        })
        .await;
    let receipt = match done {
        // On PostgreSQL the second of two presses at once learns of the first one by the unique
        // key: then it is there to be read.
        Err(Refusal::Broken(error)) if is_taken(&*error) => {
            let (who, key) = again;
            ask.house
                .db
                .read(move |tx| settle(begin(tx, &who, &key, &body)?))
                .await?
        }
        other => other?,
    };
    Ok(Answer::Go(receipt.to))
}

fn settle(known: Key) -> Result<Receipt, Refusal> {
    match known {
        Key::Done(receipt) => Ok(receipt),
        Key::Differs(receipt) => Err(Refusal::AlreadySaved(receipt.to)),
        // Undone in between: nothing was saved, and the form may be sent again.
        Key::Fresh => Err(Refusal::Later),
    }
}

fn is_taken(error: &(dyn std::error::Error + 'static)) -> bool {
    matches!(
        error.downcast_ref::<storage::Error>(),
        Some(storage::Error::Exists(name)) if name.starts_with("change_key")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Zero;
    impl Chance for Zero {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0xa7);
        }
    }

    #[test]
    fn a_key_that_we_made_is_a_key() {
        assert_eq!(new_key(&Zero).len(), 32);
        assert!(is_key(&new_key(&Zero)));
        assert!(is_key("6ba7b810-9dad-11d1-80b4-00c04fd430c8"));
        for text in [
            "",
            "short",
            "with spaces in it, though",
            &"a".repeat(65),
            "ключключключключ",
        ] {
            assert!(!is_key(text), "{text}");
        }
    }
}
