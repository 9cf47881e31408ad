//! One part for every place where entries are kept: a title, a form with ideas, the entries.

use kit::{Icon, Title, icon, t, words::Words};
use maud::{Markup, html};

use super::{act, back, said, savebar, view};
use crate::me::rules::{PARTS, Shelf, Take};

pub fn views(w: &Words) -> Markup {
    html! {
        @for shelf in PARTS.iter().flat_map(|part| part.shelves) { (view(shelf.slug, &place(w, shelf))) }
    }
}

fn place(w: &Words, shelf: &Shelf) -> Markup {
    let slug = shelf.slug;
    let sides = shelf.fields.iter().find_map(|(_, take)| match take {
        Take::Side(sides) => Some(*sides),
        _ => None,
    });
    html! {
        (back(w))
        (Title::new(w.say(&format!("own-shelf-{slug}"))).line(w.say(&format!("own-shelf-{slug}-line"))))
        (said())
        (act("btn btn--2 btn--big", "add", &t!(w, "own-add"), Some(Icon::Plus)))
        form class="sheet own-form" data-form="entry" data-shelf=(slug) novalidate hidden {
            @for (name, take) in shelf.fields { (field(w, slug, name, *take)) }
            @if shelf.ideas > 0 {
                fieldset class="ideas" {
                    legend class="hint" { (t!(w, "own-ideas")) }
                    div class="chips" {
                        @for at in 1..=shelf.ideas {
                            button class="idea" type="button" data-do="idea" { (w.say(&format!("own-idea-{slug}-{at}"))) }
                        }
                    }
                }
            }
            (savebar(w, &t!(w, "own-save"), &html! {
                div class="acts" {
                    (act("btn btn--3", "cancel", &t!(w, "own-cancel"), None))
                    button class="btn btn--3" type="button" data-do="away" hidden { (t!(w, "own-put-away")) }
                }
            }))
        }
        @if slug == "no" {
            section class="sheet practice" aria-labelledby="practice-h" data-if="some" hidden {
                div class="sheet-head" {
                    h2 id="practice-h" { (t!(w, "own-practice")) }
                    (act("btn btn--3", "practice", &t!(w, "own-practice-next"), None))
                }
                blockquote class="own why" data-put="practice" {}
            }
        }
        p class="quiet" data-if="none" hidden { (t!(w, "own-none")) }
        @if let Some(sides) = sides {
            div class="sides" {
                @for side in sides {
                    section class="sheet" data-side=(side) data-if="some" hidden aria-labelledby={ (slug) "-" (side) } {
                        h2 class="side-h" id={ (slug) "-" (side) } { (w.say(&format!("own-side-{slug}-{side}"))) }
                        ul class="entries" data-each=(side) { (entry(w, shelf)) }
                    }
                }
            }
        } @else {
            ul class="entries" data-each="entries" { (entry(w, shelf)) }
        }
    }
}

/// How one entry looks.
fn entry(w: &Words, shelf: &Shelf) -> Markup {
    let slug = shelf.slug;
    html! {
        template {
            li class="entry" {
                @for (name, take) in shelf.fields {
                    @match take {
                        Take::Side(_) => {}
                        Take::Photo => { img class="photo" alt=(w.say(&format!("own-label-{slug}-{name}"))) data-photo="" hidden; }
                        Take::Phone => {
                            a class="btn btn--2" data-tel="" href="#now" hidden { (icon(Icon::Phone)) (t!(w, "own-call")) }
                        }
                        Take::Line | Take::Lines => {
                            @if *name == "text" { p class="own" data-put="text" {} }
                            @else {
                                div class="entry-more" data-if=(name) hidden {
                                    p class="small quiet" { (w.say(&format!("own-label-{slug}-{name}"))) }
                                    p class="own" data-put=(name) {}
                                }
                            }
                        }
                    }
                }
                div class="two" data-if="two" hidden {
                    p class="small strong" { (t!(w, "own-two")) }
                    p class="own" data-put="other" {}
                    div class="acts" {
                        (act("btn btn--2", "keep-this", &t!(w, "own-two-mine"), None))
                        (act("btn btn--2", "keep-other", &t!(w, "own-two-other"), None))
                    }
                }
                div class="entry-foot" {
                    span class="small quiet" { span data-put="day" {} span class="entry-state" data-put="state" {} }
                    button class="btn btn--3" type="button" data-do="change" {
                        (t!(w, "own-change")) span class="vh" data-put="name" {}
                    }
                }
            }
        }
    }
}

fn field(w: &Words, slug: &str, name: &str, take: Take) -> Markup {
    let label = w.say(&format!("own-label-{slug}-{name}"));
    let id = format!("{slug}-{name}");
    html! {
        @match take {
            Take::Side(sides) => {
                fieldset class="stack" {
                    legend class="label" { (label) }
                    div class="chips" {
                        @for (at, side) in sides.iter().enumerate() {
                            label class="chip" {
                                input type="radio" name=(name) value=(side) checked[at == 0];
                                span { (w.say(&format!("own-side-{slug}-{side}"))) }
                            }
                        }
                    }
                }
            }
            Take::Photo => {
                div class="field" {
                    label class="label" for=(id) { (label) }
                    input class="input" id=(id) type="file" accept="image/*" data-take="photo";
                    div class="photo-now" data-if="photo" hidden {
                        img class="photo" alt=(t!(w, "own-photo-now")) data-photo="" hidden;
                        (act("btn btn--3", "photo-off", &t!(w, "own-photo-off"), None))
                    }
                }
            }
            Take::Lines => {
                div class="field" {
                    label class="label" for=(id) { (label) }
                    textarea class="input own" id=(id) name=(name) rows="3" {}
                }
            }
            Take::Line | Take::Phone => {
                div class="field" {
                    label class="label" for=(id) { (label) }
                    input class="input own" id=(id) name=(name) autocomplete="off"
                        type=(if take == Take::Phone { "tel" } else { "text" });
                }
            }
        }
    }
}
