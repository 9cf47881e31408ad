//! The private sheets of Today, in a template that is the same for everybody: client code draws them and
//! keeps what is said, locked, on the device. Write-only: what is there is read in Me.

use domain::circle::Circle;
use kit::{Icon, Mark, Sheet, cups, icon, t, words::Words};
use maud::{Markup, html};

/// The cup in one tap, and a little victory.
pub fn sheets(w: &Words) -> Markup {
    let mark = || Mark::new(w, Circle::Private);
    let said = html! { p class="own-said" role="status" {} };
    html! {
        template data-part="private" {
            div class="private" {
                (Sheet::new("cup", t!(w, "today-cup"), html! {
                    (cups(w, &t!(w, "today-cup")))
                    (said)
                    p class="small quiet" { (t!(w, "today-cup-line")) }
                }).mark(mark()))
            }
        }
    }
}

/// A little victory, and the way to Me: at the end of the page, when there is time.
pub fn victories(w: &Words) -> Markup {
    html! {
        template data-part="private" {
            div class="private" {
                (Sheet::new("victories", t!(w, "today-victories"), html! {
                    div class="stack" data-private="victory" {
                        label class="hint" for="victory" { (t!(w, "today-victory-hint")) }
                        textarea class="input own" id="victory" rows="2" {}
                        button class="btn btn--2" type="button" data-do="victory" { (icon(Icon::Plus)) (t!(w, "today-victory-add")) }
                    }
                    p class="own-said" role="status" {}
                    p { a class="lk" href="/me" { (t!(w, "today-me")) } }
                }).mark(Mark::new(w, Circle::Private)))
            }
        }
    }
}
