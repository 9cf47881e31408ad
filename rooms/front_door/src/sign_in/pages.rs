//! Sign-in, the six-digit code, and the ways back in.

use kit::{
    Button, ErrorSummary, Form, Icon, Note, Page, Sheet, TextField, Tick, Title, WhoLine, hello,
    hidden, or_line, t, words::Words,
};
use maud::{Markup, html};
use web::parked::Parked;

/// What the page has to say about the last try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// There was none.
    Nothing,
    /// Something was left out.
    Missing,
    /// E-mail and password do not belong together.
    Wrong,
    /// E-mail and recovery code do not belong together.
    WrongCode,
    /// Too many tries from a browser that is not known.
    Wait,
    /// The six-digit code took too long.
    Over,
}

impl Said {
    fn words(self, w: &Words) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Missing => Some(t!(w, "sign_in-missing")),
            Self::Wrong => Some(t!(w, "sign_in-wrong")),
            Self::WrongCode => Some(t!(w, "sign_in-wrong-recovery")),
            Self::Wait => Some(t!(w, "sign_in-wait")),
            Self::Over => Some(t!(w, "sign_in-over")),
        }
    }
}

/// What the sign-in page shows.
pub struct SignIn<'a> {
    /// What the program wants to be called here, if anything.
    pub place: Option<&'a str>,
    /// Where to go afterwards.
    pub next: &'a str,
    /// What was typed.
    pub email: &'a str,
    /// What to say about the last try.
    pub said: Said,
    /// Text that waits for its writer.
    pub parked: Option<&'a Parked>,
    /// Whether browsers can use passkeys at this address.
    pub touch: bool,
    /// Whether somebody else uses this phone.
    pub shared: bool,
}

/// One touch first, or e-mail and password.
pub fn sign_in(w: &Words, view: &SignIn<'_>) -> Page {
    let said = view.said.words(w);
    let body = html! {
        (ErrorSummary::new(w, said.iter().map(|said| ("email", said.as_str()))))
        (hello(&t!(w, "sign_in-hello"), view.place.unwrap_or_default()))
        (Form::post("/sign-in", "", html! {
            div class="stack stack--3" {
                @if view.touch {
                    (Button::main(t!(w, "sign_in-touch")).icon(Icon::Key).big().passkey("sign-in"))
                    p class="small quiet center" { (t!(w, "sign_in-touch-line")) }
                    (or_line(&t!(w, "sign_in-or")))
                }
                (TextField::email("email", t!(w, "sign_in-email")).value(view.email).error(said.as_deref())
                    .autocomplete("username webauthn"))
                (TextField::password("password", t!(w, "sign_in-password")).autocomplete("current-password"))
                (hidden("next", view.next))
                (carried(view.parked))
                (Button::second(t!(w, "sign_in-go")).big())
                (Tick::new("shared", t!(w, "sign_in-shared")).on(view.shared).help(t!(w, "sign_in-shared-line")))
            }
        }))
        p class="center" { a class="lk" href="/sign-in/help" { (t!(w, "sign_in-cannot")) } }
    };
    Page::new(t!(w, "sign_in-title"), WhoLine::signing_in(w), body)
        .error(said.is_some())
        .task()
        .part("passkey")
        .part("guard")
        .part("apart")
}

fn carried(parked: Option<&Parked>) -> Markup {
    html! { @if let Some(parked) = parked { (parked.fields()) } }
}

/// The six-digit code of the second step.
pub fn code(
    w: &Words,
    token: &str,
    next: &str,
    shared: bool,
    parked: Option<&Parked>,
    wrong: bool,
) -> Page {
    let said = wrong.then(|| t!(w, "sign_in-code-wrong"));
    let title = t!(w, "sign_in-code-title");
    let body = html! {
        (ErrorSummary::new(w, said.iter().map(|said| ("code", said.as_str()))))
        (Title::new(title.as_str()))
        (Form::post("/sign-in/code", "", html! {
            div class="stack stack--3" {
                (TextField::new("code", t!(w, "sign_in-code")).hint(t!(w, "sign_in-code-hint")).short()
                    .autocomplete("one-time-code").error(said.as_deref()))
                (hidden("half_way", token))
                (hidden("next", next))
                @if shared { (hidden("shared", "yes")) }
                (carried(parked))
                (Button::main(t!(w, "sign_in-go")).big())
            }
        }))
        p { a class="lk" href="/sign-in/help" { (t!(w, "sign_in-cannot")) } }
    };
    Page::new(title, WhoLine::signing_in(w), body)
        .error(wrong)
        .task()
        .back("/sign-in", t!(w, "sign_in-title"))
}

/// The ways back in, in plain words.
pub fn help(w: &Words) -> Page {
    let title = t!(w, "sign_in-cannot");
    let body = html! {
        (Title::new(title.as_str()))
        (Sheet::new("code", t!(w, "sign_in-help-code"), html! {
            p { (t!(w, "sign_in-help-code-line")) }
            (Button::second(t!(w, "sign_in-help-code-go")).link("/sign-in/recovery"))
        }))
        (Sheet::new("person", t!(w, "sign_in-help-person"), html! { p { (t!(w, "sign_in-help-person-line")) } }))
        (Sheet::new("phone", t!(w, "sign_in-help-phone"), html! { p { (t!(w, "sign_in-help-phone-line")) } }))
    };
    Page::new(title, WhoLine::house(w), body)
        .task()
        .back("/sign-in", t!(w, "sign_in-title"))
}

/// The form for a recovery code.
pub fn recovery(w: &Words, email: &str, said: Said) -> Page {
    let words = said.words(w);
    let title = t!(w, "sign_in-help-code-go");
    let body = html! {
        (ErrorSummary::new(w, words.iter().map(|said| ("email", said.as_str()))))
        (Title::new(title.as_str()).line(t!(w, "sign_in-recovery-line")))
        (Form::post("/sign-in/recovery", "", html! {
            div class="stack stack--3" {
                (TextField::email("email", t!(w, "sign_in-email")).value(email).error(words.as_deref()).autocomplete("username"))
                (TextField::new("code", t!(w, "sign_in-recovery-code")).autocomplete("off"))
                (Button::main(t!(w, "sign_in-go")).big())
            }
        }))
        (Note::new(&t!(w, "sign_in-recovery-told")))
    };
    Page::new(title, WhoLine::signing_in(w), body)
        .error(words.is_some())
        .task()
        .back("/sign-in/help", t!(w, "sign_in-cannot"))
}
