//! The form of a contact: three questions, and everything else behind "more".

use domain::contact::{
    Choice as Listing, Heaviness, Item, Kind, Listed, Mode, NOTE_MAX, Outcome, Support,
};
use kit::{
    Button, Choice, Choices, ErrorSummary, Form, Icon, More, Note, NoteKind, Page, SaveBar, Select,
    TextArea, TextField, Title, WhoLine, hidden, t, words::Words,
};
use maud::{Markup, Render as _, html};

use super::{drawing, kind_word, label, our_setting};
use crate::contacts::{
    forms::{Problem, Typed},
    queries::Lists,
};

/// Somebody whom a contact may be with.
#[derive(Clone, Debug)]
pub struct Chip {
    /// The participant's id.
    pub id: String,
    /// The name used.
    pub name: String,
    /// Their pronouns, or empty.
    pub pronouns: String,
}

/// Looking for somebody who is not among the chips.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What was typed.
    pub typed: String,
    /// How many people it found.
    pub found: usize,
}

/// What the form is for.
pub enum For<'a> {
    /// A new contact, with the id of its draft.
    New {
        /// The draft's id.
        draft: String,
        /// Whether that draft was there before.
        kept: bool,
    },
    /// A correction of a contact.
    Correction {
        /// The contact's id.
        contact: String,
        /// What somebody else wrote in the meantime, and who.
        stale: Option<(&'a str, Markup)>,
    },
}

/// Everything that the form shows.
pub struct View<'a> {
    /// A key for the form.
    pub key: &'a str,
    /// What it is for.
    pub purpose: For<'a>,
    /// What was typed so far.
    pub typed: &'a Typed,
    /// People to choose from; the chosen ones are among them.
    pub chips: &'a [Chip],
    /// Somebody who is being looked for.
    pub finding: Option<Finding>,
    /// The program's words.
    pub lists: &'a Lists,
    /// What is to be put right.
    pub problems: &'a [Problem],
    /// A sentence about what was done a moment ago.
    pub said: Option<String>,
}

impl View<'_> {
    fn wrong(&self, w: &Words, field: &str) -> Option<String> {
        self.problems
            .iter()
            .find(|problem| problem.field == field)
            .map(|problem| w.say(&problem.word))
    }

    fn is_correction(&self) -> bool {
        matches!(self.purpose, For::Correction { .. })
    }

    /// Whether something behind "more" is filled in or to be put right.
    fn opens(&self) -> bool {
        const FIRST: &[&str] = &["with", "kind", "outcome", "minutes", "minutes_other", "why"];
        self.is_correction()
            || self.typed.says_more()
            || self
                .problems
                .iter()
                .any(|problem| !FIRST.contains(&problem.field))
    }
}

/// The page with the form.
pub fn page(w: &Words, who: WhoLine, view: &View<'_>) -> Page {
    let title = if view.is_correction() {
        t!(w, "contacts-correct")
    } else {
        t!(w, "contacts-log")
    };
    let errors = view
        .problems
        .iter()
        .map(|problem| (problem.field, w.say(&problem.word)));
    let body = html! {
        (ErrorSummary::new(w, errors))
        @if let Some(said) = &view.said {
            (Note::of(NoteKind::Plain, html! { p { (said) } }).status())
        }
        @if let For::Correction { stale: Some((name, theirs)), .. } = &view.purpose {
            (stale(w, name, theirs))
        }
        (Title::new(title.as_str()))
        (form(w, &who, view))
    };
    let (back, word) = match &view.purpose {
        For::New { .. } => ("/today".to_owned(), t!(w, "contacts-today")),
        For::Correction { contact, .. } => {
            (format!("/contacts/{contact}"), t!(w, "contacts-contact"))
        }
    };
    Page::new(title, who, body)
        .task()
        .back(back, word)
        .error(!view.problems.is_empty())
}

fn stale(w: &Words, name: &str, theirs: &Markup) -> Markup {
    Note::of(
        NoteKind::Sun,
        html! {
            p class="strong" { (t!(w, "contacts-stale", name = name)) }
            (theirs)
            p { (t!(w, "contacts-stale-yours")) }
        },
    )
    .status()
    .render()
}

fn form(w: &Words, who: &WhoLine, view: &View<'_>) -> Markup {
    let save = if view.is_correction() {
        t!(w, "contacts-save-correction")
    } else {
        t!(w, "contacts-save")
    };
    let fields = html! {
        // Return in a field of words saves: the browser presses the first button of a form.
        button type="submit" hidden { (save) }
        @match &view.purpose {
            For::New { draft, .. } => { (hidden("draft", draft)) }
            For::Correction { .. } => { (hidden("version", &view.typed.version)) }
        }
        (whom(w, view))
        (kinds(w, view))
        (outcome(w, view))
        (minutes(w, view))
        @if view.is_correction() { (reason(w, view)) }
        (More::new(t!(w, "contacts-more"), more(w, view)).open(view.opens()))
        @if let For::New { draft, kept: true } = &view.purpose {
            div class="acts" {
                (Button::third(t!(w, "contacts-draft-away"))
                    .to(format!("/contacts/draft/{draft}/away")))
            }
        }
        (SaveBar::new(who, save.as_str()))
    };
    match &view.purpose {
        For::New { .. } => Form::post("/contacts", view.key, fields)
            .part("autosave fill outbox")
            .draft("/contacts/draft")
            .fill(usual_minutes(view))
            .render(),
        For::Correction { contact, .. } => {
            Form::post(format!("/contacts/{contact}/correct"), view.key, fields).render()
        }
    }
}

fn whom(w: &Words, view: &View<'_>) -> Markup {
    let chips = view.chips.iter().map(|chip| {
        Choice::new(chip.id.as_str(), chip.name.as_str()).chosen(view.typed.with.contains(&chip.id))
    });
    let group = Choices::many("with", t!(w, "contacts-who"))
        .choices(chips)
        .error(view.wrong(w, "with"));
    html! {
        @if let Some(finding) = &view.finding {
            div class="stack" {
                (TextField::search("find", t!(w, "contacts-find")).hint(t!(w, "contacts-find-hint")))
                div class="acts" {
                    (Button::second(t!(w, "contacts-find-button")).icon(Icon::Find).to("/contacts/find"))
                    (Button::third(t!(w, "contacts-add-person")).link("/people/new"))
                }
                p class="small" role="status" {
                    @if finding.typed.is_empty() { (t!(w, "contacts-find-everyone")) }
                    @else if finding.found == 0 { (t!(w, "contacts-found-none", typed = &finding.typed)) }
                    @else { (t!(w, "contacts-found", typed = &finding.typed, count = finding.found)) }
                }
            }
        }
        @if view.chips.is_empty() {
            fieldset class=(if view.wrong(w, "with").is_some() { "stack field--bad" } else { "stack" }) {
                legend class="label" { (t!(w, "contacts-who")) }
                @if let Some(error) = view.wrong(w, "with") {
                    p class="bad" id="with" { (kit::icon(Icon::Warn)) span { (error) } }
                }
                p class="hint" { (t!(w, "contacts-who-nobody")) }
            }
        } @else { (group) }
        @if view.finding.is_none() && !view.is_correction() {
            div class="acts" {
                (Button::second(t!(w, "contacts-someone-else")).icon(Icon::Find).to("/contacts/find"))
            }
        }
    }
}

/// Whether a kind is among the chips of the first page.
fn is_first(choice: &Listing<Kind>) -> bool {
    choice
        .first
        .unwrap_or(!choice.added && choice.kind_of.shows_first())
}

fn kinds(w: &Words, view: &View<'_>) -> Markup {
    let chosen = view.typed.kind.as_str();
    let offered: Vec<&Listing<Kind>> = view
        .lists
        .kinds
        .offered()
        .filter(|choice| is_first(choice))
        .collect();
    // A kind that was chosen before stays a chip, also when it is not among the first.
    let extra = view
        .lists
        .kinds
        .find(chosen)
        .filter(|choice| !offered.iter().any(|known| known.slug == choice.slug));
    let chips = offered.into_iter().chain(extra).map(|choice| {
        let chip = Choice::new(choice.slug.as_str(), kind_word(w, view.lists, &choice.slug))
            .chosen(choice.slug == chosen);
        match drawing(&choice.slug) {
            Some(icon) => chip.icon(icon),
            None => chip,
        }
    });
    Choices::one("kind", t!(w, "contacts-kind"))
        .grid()
        .choices(chips)
        .error(view.wrong(w, "kind"))
        .render()
}

/// What came of an attempt. It is in sight once "Tried" is chosen; where the program has a word of
/// its own for an attempt, the style sheet cannot know it, and it is in sight always.
fn outcome(w: &Words, view: &View<'_>) -> Markup {
    let ours_alone = view
        .lists
        .kinds
        .all()
        .iter()
        .all(|choice| choice.kind_of != Kind::Tried || choice.slug == Kind::Tried.slug());
    let chosen = std::slice::from_ref(&view.typed.outcome);
    let choices = Choices::one("outcome", t!(w, "contacts-outcome"))
        .hint(t!(w, "contacts-outcome-hint"))
        .choices(list::<Outcome>(w, "contacts-outcome-", chosen))
        .error(view.wrong(w, "outcome"));
    html! { div class=[ours_alone.then_some("if-tried")] { (choices) } }
}

/// How long each kind usually takes, among the minutes that the page offers, as client code reads it. A
/// kind that is not timed takes back what another one proposed.
fn usual_minutes(view: &View<'_>) -> String {
    let pairs = view.lists.kinds.all().iter().map(|choice| {
        let usual = choice.kind_of.usual_minutes();
        let offered = usual.filter(|minutes| Kind::MINUTES.contains(minutes));
        let minutes = offered.map_or_else(String::new, |minutes| minutes.to_string());
        format!(" {}={minutes}", choice.slug)
    });
    pairs.fold("kind minutes".to_owned(), |rule, pair| rule + &pair)
}

fn minutes(w: &Words, view: &View<'_>) -> Markup {
    let chosen = view.typed.minutes.as_str();
    let chips = Kind::MINUTES.iter().map(|minutes| {
        let minutes = minutes.to_string();
        let is_chosen = minutes == chosen;
        Choice::new(minutes.clone(), minutes).chosen(is_chosen)
    });
    let other = Choice::new("other", t!(w, "contacts-minutes-other")).chosen(chosen == "other");
    html! {
        (Choices::one("minutes", t!(w, "contacts-minutes"))
            .tight()
            .choices(chips)
            .choice(other)
            .error(view.wrong(w, "minutes")))
        div class="if-other" {
            (TextField::new("minutes_other", t!(w, "contacts-minutes-typed"))
                .hint(t!(w, "contacts-minutes-typed-hint"))
                .value(view.typed.minutes_other.as_str())
                .error(view.wrong(w, "minutes_other"))
                .short())
        }
    }
}

fn reason(w: &Words, view: &View<'_>) -> Markup {
    TextField::new("why", t!(w, "contacts-why"))
        .hint(t!(w, "contacts-why-hint"))
        .value(view.typed.why.as_str())
        .error(view.wrong(w, "why"))
        .render()
}

fn more(w: &Words, view: &View<'_>) -> Markup {
    let typed = view.typed;
    let line = |name: &'static str, label: String, value: &str| {
        TextField::new(name, label)
            .value(value.to_owned())
            .error(view.wrong(w, name))
    };
    html! {
        (TextArea::new("note", t!(w, "contacts-note"))
            .hint(note_hint(w, view))
            .rows(4)
            .max(u32::try_from(NOTE_MAX).unwrap_or(u32::MAX))
            .value(typed.note.as_str())
            .error(view.wrong(w, "note"))
            .part("hints"))
        (line("unknown", t!(w, "contacts-unknown"), &typed.unknown)
            .hint(t!(w, "contacts-unknown-hint")))
        (line("public", t!(w, "contacts-public"), &typed.public)
            .hint(t!(w, "contacts-public-hint"))
            .short())
        (Choices::one("heaviness", t!(w, "contacts-heaviness"))
            .tight()
            .hint(t!(w, "contacts-heaviness-hint"))
            .choices(list::<Heaviness>(w, "contacts-heaviness-", std::slice::from_ref(&typed.heaviness))))
        (Choices::many("support", t!(w, "contacts-support"))
            .choices(list::<Support>(w, "contacts-support-", &typed.support)))
        (other_kinds(w, view))
        div class="cols cols--2" {
            (TextField::date("date", t!(w, "contacts-date"))
                .hint(t!(w, "contacts-date-hint"))
                .value(typed.date.as_str())
                .error(view.wrong(w, "date")))
            (TextField::time("time", t!(w, "contacts-time"))
                .value(typed.time.as_str())
                .error(view.wrong(w, "time")))
        }
        (settings(w, view))
        (modes(w, typed))
        (Choices::many("shared", t!(w, "contacts-shared"))
            .choices(list::<Item>(w, "contacts-item-", &typed.shared)))
        (Choices::many("offered", t!(w, "contacts-offered"))
            .choices(list::<Item>(w, "contacts-item-", &typed.offered)))
        div class="cols cols--2" {
            (line("spent", t!(w, "contacts-spent"), &typed.spent).short())
            (line("miles", t!(w, "contacts-miles"), &typed.miles).short())
        }
    }
}

/// The choices of one of our lists, with the chosen ones.
fn list<'a, T: Listed>(w: &Words, family: &str, chosen: &[String]) -> Vec<Choice<'a>> {
    T::all()
        .map(|one| {
            let slug = one.slug();
            Choice::new(slug, w.say(&format!("{family}{slug}")))
                .chosen(chosen.iter().any(|chosen| chosen == slug))
        })
        .collect()
}

fn other_kinds(w: &Words, view: &View<'_>) -> Markup {
    let chosen = view.typed.kind_more.as_str();
    let mut select = Select::new("kind_more", t!(w, "contacts-other-kind"))
        .option("", t!(w, "contacts-other-kind-none"));
    let others = view
        .lists
        .kinds
        .all()
        .iter()
        .filter(|choice| choice.slug == chosen || (!choice.hidden && !is_first(choice)));
    for choice in others {
        select = select.option(choice.slug.as_str(), kind_word(w, view.lists, &choice.slug));
    }
    select.value(chosen).render()
}

fn settings(w: &Words, view: &View<'_>) -> Markup {
    let chosen = view.typed.setting.as_str();
    let mut select =
        Select::new("setting", t!(w, "contacts-setting")).option("", t!(w, "contacts-no-setting"));
    let offered = view.lists.settings.all().iter();
    for choice in offered.filter(|choice| !choice.hidden || choice.slug == chosen) {
        select = select.option(
            choice.slug.as_str(),
            label(choice, |slug| our_setting(w, slug)),
        );
    }
    select
        .value(chosen)
        .error(view.wrong(w, "setting"))
        .render()
}

fn modes(w: &Words, typed: &Typed) -> Markup {
    let mut select =
        Select::new("mode", t!(w, "contacts-mode")).option("", t!(w, "contacts-mode-usual"));
    for mode in Mode::all() {
        select = select.option(
            mode.slug(),
            w.say(&format!("contacts-mode-{}", mode.slug())),
        );
    }
    select.value(typed.mode.as_str()).render()
}

/// "Optional. Andre can read this. Write it as if he is beside you."
fn note_hint(w: &Words, view: &View<'_>) -> String {
    let mut chosen = view
        .chips
        .iter()
        .filter(|chip| view.typed.with.contains(&chip.id));
    match (chosen.next(), chosen.next()) {
        (Some(chip), None) => {
            let name = chip.name.split_whitespace().next().unwrap_or(&chip.name);
            t!(
                w,
                "contacts-note-hint",
                name = name,
                they = they(&chip.pronouns)
            )
        }
        _ => t!(w, "contacts-note-hint-people"),
    }
}

/// "he" or "she" where somebody's pronouns begin so, else "they".
fn they(pronouns: &str) -> &'static str {
    let first = pronouns
        .split(|sign: char| !sign.is_alphabetic())
        .next()
        .unwrap_or("");
    match first.to_lowercase().as_str() {
        "he" => "he",
        "she" => "she",
        _ => "they",
    }
}

#[cfg(test)]
mod tests {
    use super::they;

    #[test]
    fn pronouns_are_those_a_person_gave_and_they_for_all_others() {
        assert_eq!(they("he, him"), "he");
        assert_eq!(they("She/her"), "she");
        for other in [
            "they, them",
            "xe",
            "",
            "he and they".trim_start_matches("he "),
            "hers",
        ] {
            assert_eq!(they(other), "they", "{other}");
        }
    }
}
