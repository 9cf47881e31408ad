//! Text that waits for its writer: a form that was sent when the session had ended.
//!
//! The 401 page carries the form in hidden fields through the sign-in, and gives it back to the
//! account that wrote it, and to no other. The server keeps nothing of it.

use domain::id::AccountId;
use kit::{page::Page, t, who::WhoLine};
use maud::{Markup, html};
use people::Who;

use crate::{Ask, Fields, Refusal, local_path, typed};

/// A form that was sent too late.
#[derive(Clone, Debug)]
pub struct Parked {
    /// Where it was going.
    to: String,
    /// Who was writing it; none when the browser had forgotten.
    by: Option<AccountId>,
    /// What stood in it, without secrets.
    fields: Fields,
}

impl Parked {
    /// The form that this request could not carry out.
    pub(crate) fn new(to: &str, by: Option<AccountId>, sent: &Fields) -> Self {
        let fields = sent
            .0
            .iter()
            .filter(|(name, _)| !Fields::is_secret(name))
            .cloned()
            .collect();
        Self {
            to: to.to_owned(),
            by,
            fields: Fields(fields),
        }
    }

    /// What a sign-in form carries, if it carries something.
    pub fn of(form: &Fields) -> Option<Self> {
        let to = local_path(form.get("parked_to"))?.to_owned();
        let by = form.get("parked_for");
        let by = if by.is_empty() {
            None
        } else {
            Some(by.parse().ok()?)
        };
        let fields = Fields::parse(form.get("parked").as_bytes()).ok()?;
        if fields.is_empty() {
            None
        } else {
            Some(Self { to, by, fields })
        }
    }

    /// The hidden inputs that carry it on through another step of signing in.
    pub fn fields(&self) -> Markup {
        html! {
            input type="hidden" name="parked_to" value=(self.to);
            input type="hidden" name="parked_for" value=[self.by];
            input type="hidden" name="parked" value=(self.fields.encode());
        }
    }

    /// Whether it may be shown to this person.
    pub fn is_by(&self, who: &Who) -> bool {
        self.by.is_none_or(|by| by == who.account)
    }
}

/// "Your text is here": the form once more, with the same key, for the one who wrote it.
/// None for anybody else, and when there is no door where it was going.
pub fn page(ask: &Ask, who: &Who, parked: &Parked) -> Option<Page> {
    if !parked.is_by(who) || !ask.house.router.acts(&parked.to) {
        return None;
    }
    let w = ask.house.words(&who.language);
    let form = typed::again(
        w,
        &parked.to,
        &parked.fields,
        None,
        &t!(w, "web-parked-send"),
    )?;
    let body = html! {
        h1 { (t!(w, "web-parked-title")) }
        p { (t!(w, "web-parked-safe")) }
        (form)
        p { a class="lk" href="/" { (t!(w, "web-parked-leave")) } }
    };
    let alone = kit::who::Audience {
        you: true,
        ..Default::default()
    };
    Some(Page::new(
        t!(w, "web-parked-title"),
        WhoLine::work(w, &alone),
        body,
    ))
}

/// The page that a form gets whose session has ended: sign in, and go on.
pub(crate) fn sign_in_page(ask: &Ask, parked: &Parked) -> Page {
    let w = ask.words();
    let body = html! {
        h1 { (t!(w, "web-ended-title")) }
        p { (t!(w, "web-ended-safe")) }
        form class="stack stack--5" method="post" action="/sign-in" {
            // Like every form with a password, without an idempotency key.
            input type="hidden" name="key" value="";
            (parked.fields())
            div class="field" {
                label class="label" for="email" { (t!(w, "web-ended-email")) }
                input class="input" type="email" id="email" name="email" autocomplete="username webauthn" required;
            }
            div class="field" {
                label class="label" for="password" { (t!(w, "web-ended-password")) }
                input class="input" type="password" id="password" name="password"
                    autocomplete="current-password" required;
            }
            div class="acts" {
                button class="btn btn--big" type="submit" { (t!(w, "web-ended-sign-in")) }
                button class="btn btn--2 btn--big" type="button" hidden data-part="passkey" data-passkey="sign-in" {
                    (t!(w, "web-ended-passkey"))
                }
            }
        }
    };
    Page::new(t!(w, "web-ended-title"), WhoLine::signing_in(w), body)
}

/// The door `/parked`: gives the text back after a sign-in with a passkey.
pub(crate) fn door(ask: &Ask) -> Result<Page, Refusal> {
    let parked = Parked::of(&ask.form).ok_or(Refusal::NotHere)?;
    page(ask, ask.who()?, &parked).ok_or(Refusal::NotHere)
}
