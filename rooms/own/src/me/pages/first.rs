//! The first minute: a tap, a key, two groups typed back. And the lock.

use kit::{Button, Icon, More, Note, NoteKind, Title, icon, or_line, t, words::Words};
use maud::{Markup, html};

use super::{act, mugs, said, view};

pub fn views(w: &Words) -> Markup {
    html! {
        (view("first", &first(w)))
        (view("tapped", &tapped(w)))
        (view("signin", &html! {
            (Title::new(t!(w, "own-signin-title")).line(t!(w, "own-signin-line")))
            (Button::main(t!(w, "own-signin")).link("/sign-in?next=/me").big())
            (about(w))
        }))
        (view("kit", &kit(w)))
        (view("check", &check(w)))
        (view("made", &made(w)))
        (view("words", &words(w)))
        (view("locked", &locked(w)))
        (view("again", &html! {
            (Title::new(t!(w, "own-again-title")).line(t!(w, "own-again-line")))
            (Note::new(&t!(w, "own-again-first")))
            (said())
            div class="stack" {
                (act("btn btn--alert btn--big", "again", &t!(w, "own-again-do"), None))
                (act("btn btn--2 btn--big", "home", &t!(w, "own-again-back"), None))
            }
        }))
    }
}

/// What this place is, behind a line.
fn about(w: &Words) -> Markup {
    html! {
        (More::new(t!(w, "own-what"), html! {
            p { (t!(w, "own-what-1")) }
            p { (t!(w, "own-what-2")) }
            p { (t!(w, "own-what-3")) }
            p { (t!(w, "own-what-4")) }
        }))
        p { a class="lk" href="/safety" { (t!(w, "own-now-safety")) } }
    }
}

fn first(w: &Words) -> Markup {
    html! {
        (Title::new(t!(w, "own-first-title")).line(t!(w, "own-first-line")))
        section class="sheet" aria-label=(t!(w, "own-first-cup")) {
            (mugs(w))
            p class="small quiet" { (t!(w, "own-first-where")) }
        }
        (said())
        (about(w))
    }
}

fn tapped(w: &Words) -> Markup {
    html! {
        div class="cup-said" {
            span data-put="mug" {}
            div {
                h1 { (t!(w, "own-tapped")) }
                p class="quiet" data-put="level" {}
            }
        }
        (Note::of(NoteKind::Sun, html! {
            p class="strong" { (t!(w, "own-tapped-line")) }
            p { (t!(w, "own-tapped-next")) }
        }))
        (said())
        div class="stack" {
            (act("btn btn--big", "make", &t!(w, "own-tapped-make"), Some(Icon::Key)))
            a class="btn btn--3" href="/today" { (t!(w, "own-tapped-later")) }
        }
        section class="sheet sheet--flat" aria-label=(t!(w, "own-first-cup")) {
            h2 class="small quiet" { (t!(w, "own-tapped-more")) }
            (mugs(w))
        }
        (about(w))
    }
}

fn kit(w: &Words) -> Markup {
    html! {
        div class="screen" {
            (Title::new(t!(w, "own-kit-title")).step(t!(w, "own-kit-step")).line(t!(w, "own-kit-line")))
            ol class="code" aria-label=(t!(w, "own-kit-code")) data-each="groups" {
                template { li { span data-put="text" {} } }
            }
            p class="quiet" { (t!(w, "own-kit-how")) }
            div class="acts acts--even" {
                (act("btn btn--2", "print", &t!(w, "own-kit-print"), Some(Icon::Print)))
                (act("btn btn--2", "hide", &t!(w, "own-kit-hide"), Some(Icon::EyeOff)))
            }
            (Note::of(NoteKind::Plain, html! {
                p class="strong" { (t!(w, "own-kit-warn")) }
                p { (t!(w, "own-kit-warn-work")) }
            }))
            div class="savebar" {
                (act("btn btn--big", "have", &t!(w, "own-kit-have"), None))
                p class="small quiet center" { (t!(w, "own-kit-next")) }
            }
        }
        div class="on-paper" aria-hidden="true" {
            h2 { (t!(w, "own-kit-paper")) }
            p { (t!(w, "own-kit-paper-found")) }
            ol class="code" data-each="groups" { template { li { span data-put="text" {} } } }
            p { (t!(w, "own-kit-paper-where")) }
            p { (t!(w, "own-kit-paper-at")) ": " span data-put="where" {} }
            p { (t!(w, "own-kit-warn")) }
        }
    }
}

fn check(w: &Words) -> Markup {
    html! {
        (Title::new(t!(w, "own-check-title")).step(t!(w, "own-check-step")).line(t!(w, "own-check-line")))
        form class="stack stack--5" data-form="check" novalidate {
            div class="code-two" {
                @for at in ["a", "b"] {
                    div class="field" {
                        label class="label" for={ "group-" (at) } data-put={ "group-" (at) } {}
                        input class="input code-in" id={ "group-" (at) } autocomplete="off"
                            autocapitalize="characters" spellcheck="false" maxlength="6";
                    }
                }
            }
            (said())
            div class="savebar" {
                button class="btn btn--big" type="submit" { (t!(w, "own-check-do")) }
                (act("btn btn--3", "kit", &t!(w, "own-check-back"), None))
            }
        }
    }
}

fn made(w: &Words) -> Markup {
    html! {
        (Title::new(t!(w, "own-made-title")).line(t!(w, "own-made-line")))
        (said())
        section class="sheet" aria-labelledby="easier-h" {
            h2 id="easier-h" { (t!(w, "own-made-easier")) }
            div class="stack" {
                (act("btn btn--2 btn--big", "passkey", &t!(w, "own-made-phone"), Some(Icon::Key)))
                p class="small quiet" { (t!(w, "own-made-phone-line")) }
            }
            div class="stack" {
                (act("btn btn--2 btn--big", "six", &t!(w, "own-made-words"), Some(Icon::Edit)))
                p class="small quiet" { (t!(w, "own-made-words-line")) }
            }
        }
        a class="btn btn--big" href="#now" { (t!(w, "own-made-on")) }
    }
}

fn words(w: &Words) -> Markup {
    html! {
        (Title::new(t!(w, "own-words-title")).line(t!(w, "own-words-line")))
        ol class="words words--own" data-each="words" {
            template { li { span class="num quiet" aria-hidden="true" data-put="number" {} span data-put="text" {} } }
        }
        (Note::new(&t!(w, "own-kit-how")))
        (act("btn btn--big", "home", &t!(w, "own-words-done"), None))
    }
}

fn locked(w: &Words) -> Markup {
    html! {
        div class="lockhead" {
            (icon(Icon::Private))
            h1 { (t!(w, "own-locked-title")) }
            p class="quiet" { (t!(w, "own-locked-line")) }
        }
        div class="stack" data-if="passkey" hidden {
            (act("btn btn--big", "touch", &t!(w, "own-locked-phone"), Some(Icon::Key)))
            (or_line(&t!(w, "own-locked-or")))
        }
        form class="stack" data-form="unlock" novalidate {
            div class="field" {
                label class="label" for="secret" { (t!(w, "own-locked-secret")) }
                p class="hint" id="secret-hint" { (t!(w, "own-locked-secret-hint")) }
                // No name and no sign-in form: what opens the space is sent nowhere.
                input class="input" id="secret" aria-describedby="secret-hint" autocomplete="off"
                    autocapitalize="none" spellcheck="false";
            }
            (said())
            button class="btn btn--big" type="submit" { (icon(Icon::Unlock)) (t!(w, "own-locked-open")) }
        }
        section class="sheet" aria-labelledby="tap-h" {
            div class="sheet-head" { h2 id="tap-h" { (t!(w, "own-locked-cup")) } }
            (mugs(w))
            p class="small quiet" data-put="tapped" { (t!(w, "own-locked-cup-line")) }
        }
        p { a class="lk" href="#again" { (t!(w, "own-locked-lost")) } }
        p { a class="lk" href="/safety" { (t!(w, "own-now-safety")) } }
    }
}
