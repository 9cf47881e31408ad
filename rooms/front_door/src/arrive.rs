//! Where every way in ends: the cookies are set, text that waited comes back, and whoever
//! comes for the first time is shown their recovery codes, once.

use kit::{Button, Form, Icon, Note, NoteKind, Page, Title, WhoLine, acts, codes, t, words::Words};
use maud::html;
use people::{
    Who, recovery, session,
    session::Seen,
    sign_in::{Client, Entered},
};
use storage::{Error, Tx};
use web::{Answer, Ask, Refusal, cookie, local_path, parked, parked::Parked};

/// The browser that knocks.
pub fn client(ask: &Ask) -> Client {
    Client::new(ask.known_token(), ask.user_agent())
}

/// Somebody who is in, with the recovery codes of their first time.
pub struct Arrival {
    entered: Entered,
    who: Who,
    codes: Option<Vec<String>>,
}

/// Reads who it is, and makes recovery codes when this is the first time. In the
/// transaction that let them in.
pub fn arrive(tx: &mut Tx<'_>, ask: &Ask, entered: Entered) -> Result<Arrival, Error> {
    let Seen::Live(who) = session::look_up(tx, &entered.token.0, ask.now_s())? else {
        return Err(Error::NoRow);
    };
    let codes = if entered.first {
        Some(recovery::make(tx, &who, ask.now_s(), &*ask.house.chance)?)
    } else {
        None
    };
    Ok(Arrival {
        entered,
        who: *who,
        codes,
    })
}

impl Arrival {
    /// The cookies of this arrival. `lasting` keeps the session when the browser closes.
    fn cookies(&self, ask: &Ask, lasting: bool) -> Vec<String> {
        vec![
            cookie::session(&ask.house, &self.entered.token, lasting),
            cookie::known(&ask.house, &self.entered.client),
        ]
    }

    /// The account that came in, for client code that compares.
    pub fn account(&self) -> String {
        self.who.account.to_string()
    }

    /// What the person sees next: their codes, their waiting text, or the page they were going to.
    pub fn answer(&self, ask: &Ask, lasting: bool, waiting: Option<&Parked>, next: &str) -> Answer {
        let cookies = self.cookies(ask, lasting);
        if let Some(list) = &self.codes {
            let w = ask.house.words(&self.who.language);
            return Answer::PageWith(Box::new(codes_page(w, list, &self.place(next))), cookies);
        }
        if let Some(page) = waiting.and_then(|text| parked::page(ask, &self.who, text)) {
            return Answer::PageWith(Box::new(page), cookies);
        }
        Answer::GoWith(self.place(next), cookies)
    }

    /// The same for client code, which goes on by itself.
    pub fn json(&self, ask: &Ask, lasting: bool, next: &str) -> Answer {
        let body = serde_json::json!({ "to": self.place(next), "account": self.account() });
        Answer::JsonWith(body, self.cookies(ask, lasting))
    }

    fn place(&self, next: &str) -> String {
        // Whoever left has one place; home knows it.
        local_path(next)
            .filter(|path| *path != "/" && self.who.left_at == 0)
            .unwrap_or("/")
            .to_owned()
    }
}

/// Ten codes, shown this once, and the offer of a passkey.
fn codes_page(w: &Words, list: &[String], next: &str) -> Page {
    let title = t!(w, "sign_in-codes-title");
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "sign_in-codes-line")))
        (codes(list.iter().map(String::as_str)))
        (Note::of(NoteKind::Sun, html! { p { (t!(w, "sign_in-codes-once")) } }))
        (acts([Button::main(t!(w, "sign_in-codes-done")).link(next)]))
        (Form::get("/account", html! {
            p class="small quiet" { (t!(w, "sign_in-codes-passkey")) }
            (Button::second(t!(w, "sign_in-codes-passkey-go")).icon(Icon::Key))
        }))
    };
    Page::new(title, WhoLine::house(w), body).task()
}

/// The hash of a new password, when the rules allow it; else what to say about it.
pub async fn new_password(
    ask: &Ask,
    typed: &str,
    own: &[&str],
) -> Result<Result<String, String>, Refusal> {
    let password = domain::password::normalize(typed);
    if let Err(weak) = domain::password::check(&password, own) {
        let w = ask.words();
        let said = match weak {
            domain::password::Weak::TooShort { missing } => {
                t!(w, "sign_in-password-too-short", missing = missing)
            }
            other => w.say(&format!("sign_in-password-{}", other.slug())),
        };
        return Ok(Err(said));
    }
    let (hasher, chance) = (ask.house.hasher.clone(), ask.house.chance.clone());
    match ask
        .blocking(move || hasher.hash(&password, &*chance))
        .await?
    {
        Ok(hash) => Ok(Ok(hash)),
        Err(people::password::Busy) => Err(Refusal::Later),
    }
}
