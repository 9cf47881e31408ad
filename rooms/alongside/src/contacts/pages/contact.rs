//! One contact: what was saved, what it says, what it said before.

use domain::contact::{Heaviness, Item, Listed, Miles, Mode, Money, Notice, Outcome, Set, Support};
use jiff::Zoned;
use kit::{
    Button, Form, More, Note, NoteKind, Page, Row, Sheet, Title, Tone, WhoLine, acts, facts, rows,
    saved, t, tag, when, words::Words,
};
use maud::{Markup, Render as _, html};

use super::{kind_word, moment, setting_word, what, with_whom};
use crate::contacts::queries::{Contact, Lists, What};

/// What the saved page shows.
pub struct Saved<'a> {
    /// The contact.
    pub contact: &'a Contact,
    /// The program's words.
    pub lists: &'a Lists,
    /// Names of those it was with, while it can be taken back.
    pub with: &'a [String],
    /// Whether it can still be taken back, with a key for it.
    pub undo: Option<&'a str>,
    /// What is worth a second look.
    pub notices: &'a [Notice],
}

/// "Saved. You and Loretta can see it." It names whom it was with while it can be taken back: between
/// two names that look alike a wrong touch is seen at once.
pub fn saved_page(w: &Words, here: &Zoned, who: WhoLine, view: &Saved<'_>) -> Page {
    let contact = view.contact;
    let kind = kind_word(w, view.lists, &contact.what.kind);
    let line = what(w, &kind, contact.what.minutes, contact.what.outcome);
    let at = moment(here, contact.what.happened_at);
    let on = t!(
        w,
        "contacts-at",
        day = when::day(w, at.date(), here.date()),
        time = when::clock(w, at.time())
    );
    let sentence = t!(w, "contacts-saved");
    let path = format!("/contacts/{}", contact.id);
    let body = html! {
        (saved(&sentence, &who))
        (Title::new(line.as_str()).line(on))
        @if !view.with.is_empty() { p { (t!(w, "contacts-saved-with", who = with_whom(w, view.with, "", 0))) } }
        @if contact.what.out_of_hours == 1 {
            (Note::new(&t!(w, "contacts-out-of-hours-note")))
        }
        @for notice in view.notices {
            (Note::of(NoteKind::Sun, html! {
                p { (w.say(&format!("contacts-notice-{}", notice.slug()))) }
                p { a href={ (path) "/correct" } { (t!(w, "contacts-correct-it")) } }
            }))
        }
        (acts([
            Button::main(t!(w, "contacts-back-today")).link("/today"),
            Button::second(t!(w, "contacts-another")).link("/contacts/new"),
        ]))
        @if let Some(key) = view.undo {
            (Form::post(format!("{path}/undo"), key, html! {
                (Button::third(t!(w, "contacts-undo")))
                p class="small quiet" { (t!(w, "contacts-undo-line")) }
            }).inline())
        }
        p { a class="lk" href=(path) { (t!(w, "contacts-look")) } }
    };
    Page::new(sentence, who, body)
}

/// Names around a contact.
pub struct Names {
    /// The people it was with who are within reach, with their page; empty for somebody whose visit
    /// the reader only took on.
    pub with: Vec<(String, String)>,
    /// How many more people it was with.
    pub others: usize,
    /// Who did it; none when it was the reader.
    pub by: Option<String>,
}

/// What a contact said before a correction.
pub struct Before {
    /// Who corrected it.
    pub by: String,
    /// When, in seconds since 1970.
    pub at: i64,
    /// Why.
    pub why: String,
    /// What it said, drawn.
    pub said: Markup,
}

/// What was done with the contact a moment ago.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Done {
    /// Nothing.
    #[default]
    Nothing,
    /// It was corrected.
    Corrected,
    /// It was to be taken back, a minute too late.
    TooLate,
}

/// Everything that the page of a contact shows.
pub struct View<'a> {
    /// The contact.
    pub contact: &'a Contact,
    /// The program's words.
    pub lists: &'a Lists,
    /// The names around it.
    pub names: &'a Names,
    /// What it said before, newest first.
    pub earlier: &'a [Before],
    /// What was done with it a moment ago.
    pub done: Done,
}

/// The page of a contact.
pub fn contact(w: &Words, here: &Zoned, who: WhoLine, view: &View<'_>) -> Page {
    let View {
        contact,
        lists,
        names,
        earlier,
        done,
    } = view;
    let kind = kind_word(w, lists, &contact.what.kind);
    let title = what(w, &kind, contact.what.minutes, contact.what.outcome);
    let at = moment(here, contact.what.happened_at);
    let on = t!(
        w,
        "contacts-at",
        day = when::day(w, at.date(), here.date()),
        time = when::clock(w, at.time())
    );
    let recorded = moment(here, contact.recorded_at);
    let recorded = t!(
        w,
        "contacts-at",
        day = when::day(w, recorded.date(), here.date()),
        time = when::clock(w, recorded.time())
    );
    let body = html! {
        @match done {
            Done::Corrected => { (saved(&t!(w, "contacts-corrected-now"), &who)) }
            Done::TooLate => {
                (Note::of(NoteKind::Sun, html! { p { (t!(w, "contacts-undo-late")) } }).status())
            }
            Done::Nothing => {}
        }
        (Title::new(title.as_str()).line(on))
        @if !contact.what.note.is_empty() {
            (Sheet::new("note", t!(w, "contacts-note"), paragraphs(&contact.what.note)))
        }
        (Sheet::new("about", t!(w, "contacts-about"), html! {
            (rows(names.with.iter().map(|(href, name)| {
                if href.is_empty() { Row::lines(name, None) } else { Row::link(href.as_str(), name) }
            })))
            @if names.others > 0 { p class="quiet" { (t!(w, "contacts-others", count = names.others)) } }
            (said(w, here, lists, &contact.what))
            p class="small quiet" {
                @if let Some(by) = &names.by { (t!(w, "contacts-logged-by", name = by, when = recorded)) }
                @else { (t!(w, "contacts-logged-you", when = recorded)) }
            }
        }))
        @if !earlier.is_empty() { (before(w, here, earlier)) }
        (acts([
            Button::second(t!(w, "contacts-correct-it")).link(format!("/contacts/{}/correct", contact.id)),
        ]))
    };
    let page = names.with.iter().find(|(href, _)| !href.is_empty());
    let (back, word) = match page {
        Some((href, name)) => (href.clone(), name.clone()),
        None => ("/today".to_owned(), t!(w, "contacts-today")),
    };
    Page::new(title, who, body).back(back, word)
}

fn paragraphs(text: &str) -> Markup {
    html! {
        div class="own stack" {
            @for part in text.split("\n\n").filter(|part| !part.trim().is_empty()) {
                p {
                    @for (at, line) in part.lines().enumerate() {
                        @if at > 0 { br; }
                        (line)
                    }
                }
            }
        }
    }
}

fn before(w: &Words, here: &Zoned, earlier: &[Before]) -> Markup {
    Sheet::new(
        "earlier",
        t!(w, "contacts-earlier"),
        html! {
            p class="small quiet" { (t!(w, "contacts-earlier-line")) }
            @for one in earlier {
                @let at = moment(here, one.at);
                @let on = t!(w, "contacts-at",
                    day = when::day(w, at.date(), here.date()), time = when::clock(w, at.time()));
                p { (t!(w, "contacts-corrected-by", name = &one.by, when = on)) }
                p class="own" { (one.why) }
                (More::new(t!(w, "contacts-said-before"), &one.said))
            }
        },
    )
    .render()
}

/// What a text of a contact says, each thing that is said in a row; without title and people.
pub fn said(w: &Words, here: &Zoned, lists: &Lists, what: &What) -> Markup {
    let mut list: Vec<(String, Markup)> = vec![];
    let mut add = |term: String, fact: String| {
        if !fact.is_empty() {
            list.push((term, html! { (fact) }));
        }
    };
    let at = moment(here, what.happened_at);
    add(t!(w, "contacts-fact-kind"), kind_word(w, lists, &what.kind));
    if what.minutes > 0 {
        add(
            t!(w, "contacts-fact-minutes"),
            when::minutes(w, what.minutes),
        );
    }
    add(
        t!(w, "contacts-fact-when"),
        t!(
            w,
            "contacts-at",
            day = when::date(w, at.date(), here.date()),
            time = when::clock(w, at.time())
        ),
    );
    if !what.unknown_person.is_empty() || what.people_reached > 0 {
        add(
            t!(w, "contacts-fact-with"),
            with_whom(w, &[], &what.unknown_person, what.people_reached),
        );
    }
    if let Some(outcome) = Outcome::from_code(what.outcome) {
        add(
            t!(w, "contacts-fact-outcome"),
            w.say(&format!("contacts-outcome-{}", outcome.slug())),
        );
    }
    if !what.setting.is_empty() {
        add(
            t!(w, "contacts-fact-setting"),
            setting_word(w, lists, &what.setting),
        );
    }
    if let Some(mode) = Mode::from_code(what.mode) {
        add(
            t!(w, "contacts-fact-mode"),
            w.say(&format!("contacts-mode-{}", mode.slug())),
        );
    }
    add(
        t!(w, "contacts-fact-support"),
        set::<Support>(w, "contacts-support-", Set::from_bits(what.support)),
    );
    let (shared, offered) = what.items();
    add(
        t!(w, "contacts-fact-shared"),
        set::<Item>(w, "contacts-item-", shared),
    );
    add(
        t!(w, "contacts-fact-offered"),
        set::<Item>(w, "contacts-item-", offered),
    );
    if what.cents > 0 {
        add(
            t!(w, "contacts-fact-spent"),
            Money::cents(what.cents)
                .map(|it| it.to_string())
                .unwrap_or_default(),
        );
    }
    if what.miles_tenths > 0 {
        add(
            t!(w, "contacts-fact-miles"),
            Miles::tenths(what.miles_tenths)
                .map(|it| it.to_string())
                .unwrap_or_default(),
        );
    }
    if let Some(heavy) = Heaviness::from_code(what.heaviness) {
        add(
            t!(w, "contacts-fact-heaviness"),
            w.say(&format!("contacts-heaviness-{}", heavy.slug())),
        );
    }
    html! {
        (facts(list.iter().map(|(term, fact)| (term.as_str(), fact))))
        @if what.out_of_hours == 1 { p { (tag(Tone::Load, &t!(w, "contacts-out-of-hours"))) } }
    }
}

/// [`said`] with the note, for an earlier text and for the text of somebody who was faster.
pub fn whole(w: &Words, here: &Zoned, lists: &Lists, what: &What, names: &[String]) -> Markup {
    html! {
        @if !names.is_empty() { p { (names.join(", ")) } }
        (said(w, here, lists, what))
        @if !what.note.is_empty() { (paragraphs(&what.note)) }
    }
}

fn set<T: Listed>(w: &Words, family: &str, set: Set<T>) -> String {
    set.iter()
        .map(|one| w.say(&format!("{family}{}", one.slug())))
        .collect::<Vec<_>>()
        .join(", ")
}
