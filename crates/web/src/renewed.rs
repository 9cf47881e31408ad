//! The second press of a form whose first press gave the session a new token.
//!
//! The second one comes with the old token, which opens nothing any more, and would end at the sign-in
//! page although everything went well. So for half a minute the house remembers, in memory alone,
//! which form came with which old token, and answers the very same form as it answered the first.
//!
//! **Invariant:** an old token alone opens nothing
//! (`an_old_token_opens_nothing_but_the_same_form_again`): whoever has the whole form with its
//! idempotency key or its passwords is who sent it. See `docs/decisions/0005`.

use std::sync::{Arc, Mutex, PoisonError};

use domain::circle::Circle;
use people::session::Token;
use sha2::{Digest, Sha256};

use crate::{
    Answer, Ask, House, Refusal, cookie,
    session::{self, Person},
};

/// How long, in seconds.
const KEPT: i64 = 30;
/// Forms remembered at most; the oldest go first.
const MOST: usize = 1_000;

/// The forms of the last half minute that renewed a session.
#[derive(Default)]
pub(crate) struct Renewed(Mutex<Vec<Press>>);

struct Press {
    /// Old token, path and whole form, hashed together: the token makes it unguessable.
    form: [u8; 32],
    to: String,
    token: Token,
    until: i64,
}

impl Renewed {
    fn put(&self, press: Press, now: i64) {
        let mut presses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        presses.retain(|one| one.until > now);
        if presses.len() >= MOST {
            presses.remove(0);
        }
        presses.push(press);
    }

    fn find(&self, form: &[u8; 32], now: i64) -> Option<(String, Token)> {
        let mut presses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        presses.retain(|one| one.until > now);
        let found = presses.iter().rfind(|one| one.form == *form)?;
        Some((found.to.clone(), found.token.clone()))
    }
}

/// What was sent, with the token that it came with; none without a token.
fn form(ask: &Ask) -> Option<[u8; 32]> {
    let mut hash = Sha256::new();
    hash.update(Sha256::digest(ask.session_token()?));
    hash.update(ask.form.whole_digest(&ask.path));
    hash.update(Sha256::digest(&ask.sent.body));
    Some(hash.finalize().into())
}

/// Remembers where this form will lead and with which token. Called before the token is on disk: the
/// moment the old one opens nothing, the same form once more finds what it needs. A token that never
/// came to be opens nothing, so a change that fails leaves nothing behind.
pub(crate) fn remember(ask: &Ask, token: &Token, to: &str) {
    let now = ask.now_s();
    if let Some(form) = form(ask) {
        ask.house.renewed.put(
            Press {
                form,
                to: to.to_owned(),
                token: token.clone(),
                until: now + KEPT,
            },
            now,
        );
    }
}

/// Goes there with the session's new token.
pub(crate) fn go(ask: &Ask, token: &Token, to: String) -> Answer {
    Answer::GoWith(to, vec![cookie::session(&ask.house, token, false)])
}

/// The answer of the first press, if this is the second, and its session is still open.
pub(crate) async fn again(ask: &Ask) -> Result<Option<Answer>, Refusal> {
    if ask.sent.reads {
        return Ok(None);
    }
    let found = form(ask).and_then(|form| ask.house.renewed.find(&form, ask.now_s()));
    let Some((to, token)) = found else {
        return Ok(None);
    };
    let house: &Arc<House> = &ask.house;
    match session::look_up(house, Some(&token.0), ask.now, Circle::House).await? {
        Person::Here(_) => {
            let cookies = vec![cookie::session(house, &token, false)];
            Ok(Some(Answer::GoWith(to, cookies)))
        }
        Person::Ended(_) | Person::Nobody => Ok(None),
    }
}

/// What is answered instead of a refusal to whoever is nobody: the first press's answer, if
/// there was one.
pub(crate) async fn or(ask: &Ask, refusal: Refusal) -> Result<Answer, Refusal> {
    if matches!(refusal, Refusal::SignIn)
        && let Some(answer) = again(ask).await?
    {
        return Ok(answer);
    }
    Err(refusal)
}
