//! Keys, phones and copies: every way in can be tested, added, removed; and everything can leave.

use kit::{Icon, More, Title, t, words::Words};
use maud::{Markup, html};

use super::{act, back, said, view};

pub fn views(w: &Words) -> Markup {
    html! { (view("keys", &keys(w))) (view("sealed", &sealed(w))) }
}

fn sheet(id: &str, heading: &str, body: &Markup) -> Markup {
    html! {
        section class="sheet" aria-labelledby=(id) {
            div class="sheet-head" { h2 id=(id) { (heading) } }
            (body)
        }
    }
}

fn keys(w: &Words) -> Markup {
    html! {
        (back(w))
        (Title::new(t!(w, "own-keys-title")))
        (said())
        (sheet("keys-ways", &t!(w, "own-keys-ways"), &html! {
            ul class="rows" data-each="slots" {
                template {
                    li class="row-1 slot" {
                        div {
                            p class="strong" data-put="kind" {}
                            p class="small quiet" { (t!(w, "own-keys-made")) " " span data-put="made" {} }
                            p class="small quiet" data-if="tested" hidden { (t!(w, "own-keys-tested")) " " span data-put="tested" {} }
                        }
                        div class="acts" {
                            (act("btn btn--3", "test", &t!(w, "own-keys-test"), None))
                            (act("btn btn--3", "remove", &t!(w, "own-keys-remove"), None))
                        }
                    }
                }
            }
            div class="field" {
                label class="label" for="keys-secret" { (t!(w, "own-keys-secret")) }
                p class="hint" id="keys-secret-hint" { (t!(w, "own-keys-secret-hint")) }
                input class="input" id="keys-secret" aria-describedby="keys-secret-hint" autocomplete="off" autocapitalize="none" spellcheck="false";
            }
            div class="acts" {
                (act("btn btn--2", "add-words", &t!(w, "own-keys-add-words"), Some(Icon::Edit)))
                (act("btn btn--2", "add-phone", &t!(w, "own-keys-add-phone"), Some(Icon::Key)))
                (act("btn btn--2", "rotate", &t!(w, "own-keys-rotate"), Some(Icon::Refresh)))
            }
            p class="small quiet" { (t!(w, "own-keys-rotate-line")) }
            div hidden {
                span data-kind="code" { (t!(w, "own-keys-code")) }
                span data-kind="words" { (t!(w, "own-keys-words")) }
                span data-kind="passkey" { (t!(w, "own-keys-passkey")) }
            }
        }))
        (sheet("keys-second", &t!(w, "own-keys-second"), &html! {
            p { (t!(w, "own-keys-second-line")) }
            (More::new(t!(w, "own-keys-lost"), html! {
                ol class="steps" {
                    li { (t!(w, "own-keys-lost-1")) }
                    li { (t!(w, "own-keys-lost-2")) }
                    li { (t!(w, "own-keys-lost-3")) }
                }
            }))
            p data-if="stamp" hidden { b { (t!(w, "own-keys-stamp")) } ": " span class="own" data-put="stamp" {} }
            p class="small quiet" data-if="stamp" hidden { (t!(w, "own-keys-stamp-line")) }
        }))
        (sheet("keys-lock", &t!(w, "own-keys-lock"), &html! {
            fieldset {
                legend class="vh" { (t!(w, "own-keys-lock")) }
                div class="chips chips--tight" {
                    @for (minutes, label) in [("1", t!(w, "own-keys-lock-1")), ("5", t!(w, "own-keys-lock-5")), ("15", t!(w, "own-keys-lock-15"))] {
                        label class="chip" { input type="radio" name="lock" value=(minutes); span { (label) } }
                    }
                }
            }
        }))
        (sheet("keys-copies", &t!(w, "own-keys-copies"), &html! {
            div class="stack" {
                (act("btn btn--2 btn--big", "readable", &t!(w, "own-keys-readable"), Some(Icon::Save)))
                p class="small quiet" { (t!(w, "own-keys-readable-line")) }
                (act("btn btn--2 btn--big", "sealed", &t!(w, "own-keys-sealed"), Some(Icon::Private)))
                p class="small quiet" { (t!(w, "own-keys-sealed-line")) }
            }
            p { (t!(w, "own-keys-leaving")) }
        }))
        (sheet("keys-how", &t!(w, "own-keys-how"), &html! {
            p { (t!(w, "own-keys-how-1")) }
            p { (t!(w, "own-keys-how-2")) }
            p { (t!(w, "own-keys-how-3")) }
            p { (t!(w, "own-keys-how-4")) }
        }))
        (sheet("keys-erase", &t!(w, "own-keys-erase"), &html! {
            p data-if="staying" { (t!(w, "own-keys-erase-line")) }
            p class="strong" data-if="erasing" hidden { (t!(w, "own-keys-erasing")) }
            div class="acts" {
                button class="btn btn--alert" type="button" data-do="erase" data-if="staying" { (t!(w, "own-keys-erase-do")) }
                button class="btn btn--2" type="button" data-do="keep" data-if="erasing" hidden { (t!(w, "own-keys-keep")) }
            }
        }))
    }
}

fn sealed(w: &Words) -> Markup {
    html! {
        (back(w))
        (Title::new(t!(w, "own-keys-sealed-words")).line(t!(w, "own-keys-sealed-line")))
        ol class="words words--own" data-each="words" {
            template { li { span class="num quiet" aria-hidden="true" data-put="number" {} span data-put="text" {} } }
        }
        a class="btn btn--big" href="#keys" { (t!(w, "own-words-done")) }
    }
}
