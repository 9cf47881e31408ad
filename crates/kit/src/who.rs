//! Who can see this: the line that stands before the content of every page.
//!
//! **Invariant:** a line is made only by the constructors below, from a circle
//! and the people whom the lookup named; a page cannot write its own
//! (`a_line_names_the_people_the_lookup_named`).

use domain::{circle::Circle, role::Role};
use maud::{Markup, Render, html};

use crate::{
    icon::{Icon, icon, icon_with},
    t,
    words::Words,
};

/// Up to so many people are named; more are told by their roles.
const NAMED: usize = 3;

/// Who may open a record, as the lookup answers it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// Whether the person who reads the page is one of them.
    pub you: bool,
    /// The first names of the others, in the order in which they are read.
    pub names: Vec<String>,
    /// The roles of the others, used when there are more than three.
    pub roles: Vec<Role>,
}

/// The mark of a circle: icon and word, always together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    circle: Circle,
    word: String,
}

impl Mark {
    /// The mark of the circle.
    pub fn new(w: &Words, circle: Circle) -> Self {
        let word = match circle {
            Circle::Private => t!(w, "kit-circle-private"),
            Circle::Shared => t!(w, "kit-circle-shared"),
            Circle::Work => t!(w, "kit-circle-work"),
            Circle::Anonymous => t!(w, "kit-circle-anon"),
            Circle::House => t!(w, "kit-circle-house"),
        };
        Self { circle, word }
    }

    /// The mark of something another person shares with the reader.
    pub fn shared_with_me(w: &Words) -> Self {
        Self {
            circle: Circle::Shared,
            word: t!(w, "kit-circle-shared-with-me"),
        }
    }
}

impl Render for Mark {
    fn render(&self) -> Markup {
        let drawing = match self.circle {
            Circle::Private => Icon::Private,
            Circle::Shared => Icon::Shared,
            Circle::Work => Icon::Work,
            Circle::Anonymous => Icon::Anon,
            Circle::House => Icon::Key,
        };
        html! {
            span class={ "mark is-" (self.circle.slug()) } { (icon(drawing)) span { (self.word) } }
        }
    }
}

/// The line of one page. See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhoLine {
    circle: Option<Circle>,
    sentence: String,
    saved: String,
    marks: Vec<Mark>,
    rows: Vec<(String, String)>,
}

impl WhoLine {
    /// A Work page about records that these people may open.
    pub fn work(w: &Words, audience: &Audience) -> Self {
        let (sentence, saved) = match people(w, audience) {
            Some(people) => (
                t!(w, "kit-who-work", people = &people),
                t!(w, "kit-who-work-it", people = &people),
            ),
            None if audience.you => (t!(w, "kit-who-work-alone"), t!(w, "kit-who-work-alone-it")),
            None => (
                t!(w, "kit-who-work-nobody"),
                t!(w, "kit-who-work-nobody-it"),
            ),
        };
        let who = everyone(w, audience).map(|people| t!(w, "kit-who-list-end", people = people));
        Self {
            circle: Some(Circle::Work),
            sentence,
            saved,
            marks: vec![Mark::new(w, Circle::Work)],
            rows: who
                .map(|who| (t!(w, "kit-who-row-who"), who))
                .into_iter()
                .chain([
                    (t!(w, "kit-who-row-not"), t!(w, "kit-who-work-not")),
                    (t!(w, "kit-who-row-log"), t!(w, "kit-who-work-log")),
                ])
                .collect(),
        }
    }

    /// A page of the house that holds no record of a person.
    pub fn house(w: &Words) -> Self {
        Self {
            circle: Some(Circle::House),
            sentence: t!(w, "kit-who-house"),
            saved: t!(w, "kit-who-house"),
            marks: vec![],
            rows: vec![(t!(w, "kit-who-row-here"), t!(w, "kit-who-house-here"))],
        }
    }

    /// The sign-in page: what work learns from a sign-in.
    pub fn signing_in(w: &Words) -> Self {
        Self {
            circle: Some(Circle::Work),
            sentence: t!(w, "kit-who-signing-in"),
            saved: t!(w, "kit-who-signing-in"),
            marks: vec![Mark::new(w, Circle::Work)],
            rows: vec![
                (t!(w, "kit-who-row-seen"), t!(w, "kit-who-signing-in-seen")),
                (
                    t!(w, "kit-who-row-not-seen"),
                    t!(w, "kit-who-signing-in-not"),
                ),
            ],
        }
    }

    /// A page that only the key of the person who reads it opens.
    pub fn private(w: &Words) -> Self {
        Self {
            circle: Some(Circle::Private),
            sentence: t!(w, "kit-who-private"),
            saved: t!(w, "kit-who-private-it"),
            marks: vec![Mark::new(w, Circle::Private)],
            rows: vec![
                (t!(w, "kit-who-row-who"), t!(w, "kit-who-private-who")),
                (t!(w, "kit-who-row-not"), t!(w, "kit-who-private-not")),
            ],
        }
    }

    /// Something shared with these people until a day, given in words.
    pub fn shared(w: &Words, audience: &Audience, until: &str) -> Self {
        let people = people(w, audience).unwrap_or_else(|| t!(w, "kit-who-you"));
        Self {
            circle: Some(Circle::Shared),
            sentence: t!(w, "kit-who-shared", people = &people, until = until),
            saved: t!(w, "kit-who-shared-it", people = &people, until = until),
            marks: vec![Mark::new(w, Circle::Shared)],
            rows: vec![
                (
                    t!(w, "kit-who-row-who"),
                    t!(w, "kit-who-list-end", people = people),
                ),
                (
                    t!(w, "kit-who-row-until"),
                    t!(w, "kit-who-list-end", people = until),
                ),
            ],
        }
    }

    /// A page of counts from the work, with nobody's name.
    pub fn counts(w: &Words) -> Self {
        Self {
            circle: Some(Circle::Work),
            sentence: t!(w, "kit-who-counts"),
            saved: t!(w, "kit-who-counts"),
            marks: vec![Mark::new(w, Circle::Work)],
            rows: vec![
                (t!(w, "kit-who-row-who"), t!(w, "kit-who-counts-who")),
                (t!(w, "kit-who-row-not"), t!(w, "kit-who-counts-not")),
            ],
        }
    }

    /// Answers that nobody can link to a person.
    pub fn anonymous(w: &Words) -> Self {
        Self {
            circle: Some(Circle::Anonymous),
            sentence: t!(w, "kit-who-anon"),
            saved: t!(w, "kit-who-anon-it"),
            marks: vec![Mark::new(w, Circle::Anonymous)],
            rows: vec![
                (t!(w, "kit-who-row-who"), t!(w, "kit-who-anon-who")),
                (t!(w, "kit-who-row-not"), t!(w, "kit-who-anon-not")),
            ],
        }
    }

    /// A page whose sheets belong to different circles; each sheet then carries
    /// its own mark. The rows say, mark by mark, who can see that part.
    pub fn mixed(w: &Words, lines: &[Self]) -> Self {
        let marks: Vec<Mark> = lines.iter().flat_map(|line| line.marks.clone()).collect();
        Self {
            circle: None,
            sentence: t!(w, "kit-who-mixed"),
            saved: t!(w, "kit-who-mixed"),
            rows: lines
                .iter()
                .flat_map(|line| {
                    line.marks
                        .iter()
                        .map(|mark| (mark.word.clone(), line.sentence.clone()))
                })
                .collect(),
            marks,
        }
    }

    /// The form of an offer: whoever it goes to sees a name and the note, before they answer. The bar
    /// with the button says so, because there it is decided.
    #[must_use]
    pub fn offered(mut self, w: &Words) -> Self {
        self.saved = t!(w, "kit-who-offered-it", saved = self.saved);
        self.row(t!(w, "kit-who-row-offer"), t!(w, "kit-who-offered"))
    }

    /// One more row behind the chevron: a label of one word, a sentence.
    #[must_use]
    pub fn row(mut self, label: impl Into<String>, sentence: impl Into<String>) -> Self {
        self.rows.push((label.into(), sentence.into()));
        self
    }

    /// The sentence of the strip: "Andre and Loretta can see this".
    pub fn sentence(&self) -> &str {
        &self.sentence
    }

    /// The sentence for the save bar and the saved message: "Andre and Loretta can see it".
    pub fn saved(&self) -> &str {
        &self.saved
    }

    /// The circle, unless the page mixes several.
    pub fn circle(&self) -> Option<Circle> {
        self.circle
    }

    /// The strip at the top of the page.
    pub(crate) fn strip(&self, w: &Words) -> Markup {
        html! {
            aside class=(self.class()) aria-label=(t!(w, "kit-who")) { (self.inner()) }
        }
    }

    pub(crate) fn class(&self) -> String {
        format!("who is-{}", self.circle.map_or("mixed", Circle::slug))
    }

    /// The strip without its landmark.
    pub(crate) fn inner(&self) -> Markup {
        html! {
            details {
                summary {
                    span class="who-line" { (self.sentence) }
                    // The spaces are for the ear: without them words run together.
                    @if !self.marks.is_empty() {
                        " " span class="who-marks" { @for mark in &self.marks { (mark) " " } }
                    }
                    (icon_with("i chev", Icon::Down))
                }
                div class="who-more" {
                    dl { @for (label, sentence) in &self.rows { dt { (label) } dd { (sentence) } } }
                }
            }
        }
    }

    /// The line above a save button: who will see it, and the mark.
    pub(crate) fn bar(&self) -> Markup {
        html! {
            div class="split" {
                span class="small" { (self.saved) }
                @for mark in &self.marks { (mark) }
            }
        }
    }
}

/// "You and Loretta", or roles instead of names when there are many.
/// None when nobody but the reader is in the audience.
fn people(w: &Words, audience: &Audience) -> Option<String> {
    if audience.names.is_empty() {
        return None;
    }
    if audience.names.len() > NAMED {
        let mut roles: Vec<String> = audience
            .roles
            .iter()
            .map(|role| role_word(w, *role))
            .collect();
        roles.dedup();
        if !roles.is_empty() {
            return Some(joined(w, audience.you, roles));
        }
    }
    everyone(w, audience)
}

/// Everyone by name.
fn everyone(w: &Words, audience: &Audience) -> Option<String> {
    (audience.you || !audience.names.is_empty())
        .then(|| joined(w, audience.you, audience.names.clone()))
}

fn joined(w: &Words, you: bool, others: Vec<String>) -> String {
    let mut parts = Vec::with_capacity(others.len() + 1);
    if you {
        parts.push(t!(w, "kit-who-you"));
    }
    parts.extend(others);
    let Some(last) = parts.pop() else {
        return String::new();
    };
    let Some(first) = parts
        .into_iter()
        .reduce(|first, next| t!(w, "kit-who-list", first = first, last = next))
    else {
        return capital(&last);
    };
    capital(&t!(w, "kit-who-two", first = first, last = last))
}

/// A sentence begins with a capital even where a role stands first.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn role_word(w: &Words, role: Role) -> String {
    match role {
        Role::PeerWorker => t!(w, "kit-who-role-peer-worker"),
        Role::PeerSupervisor => t!(w, "kit-who-role-peer-supervisor"),
        Role::ProgramManager => t!(w, "kit-who-role-program-manager"),
        Role::PrivacyOfficer => t!(w, "kit-who-role-privacy-officer"),
        Role::Administrator => t!(w, "kit-who-role-administrator"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(you: bool, names: &[&str], roles: &[Role]) -> WhoLine {
        let audience = Audience {
            you,
            names: names.iter().map(ToString::to_string).collect(),
            roles: roles.to_vec(),
        };
        WhoLine::work(&Words::kit().expect("words"), &audience)
    }

    #[test]
    fn a_line_names_the_people_the_lookup_named() {
        assert_eq!(
            line(true, &["Loretta"], &[]).sentence(),
            "You and Loretta can see this"
        );
        assert_eq!(
            line(false, &["Andre", "Loretta"], &[]).sentence(),
            "Andre and Loretta can see this"
        );
        assert_eq!(
            line(true, &["Andre", "Loretta", "Marcus"], &[]).saved(),
            "You, Andre, Loretta and Marcus can see it"
        );
    }

    #[test]
    fn an_offer_says_beside_the_button_that_whoever_is_asked_sees_name_and_note() {
        let w = Words::kit().expect("words");
        let offered = line(true, &["Loretta"], &[]).offered(&w);
        assert_eq!(offered.sentence(), "You and Loretta can see this");
        assert_eq!(
            offered.saved(),
            "You and Loretta can see it, and so can whoever you ask"
        );
    }

    #[test]
    fn more_than_three_people_are_told_by_their_roles() {
        let names = ["Dee", "Jo", "Loretta", "Marcus"];
        let roles = [Role::PeerWorker, Role::PeerSupervisor];
        assert_eq!(
            line(true, &names, &roles).sentence(),
            "You, peer workers and peer supervisors can see this"
        );
        assert_eq!(
            line(false, &names, &roles[..1]).sentence(),
            "Peer workers can see this"
        );
        assert_eq!(
            line(false, &names, &[]).sentence(),
            "Dee, Jo, Loretta and Marcus can see this",
            "names rather than nothing"
        );
        assert!(
            line(false, &names, &roles).rows[0].1.contains("Marcus"),
            "all names behind the chevron"
        );
    }

    #[test]
    fn a_work_page_of_one_reader_does_not_promise_to_stay_so() {
        assert_eq!(
            line(true, &[], &[]).sentence(),
            "Only you can see this for now"
        );
        assert_eq!(line(false, &[], &[]).sentence(), "Nobody can open this now");
    }

    #[test]
    fn a_mixed_page_carries_every_mark_and_says_who_sees_which_part() {
        let w = Words::kit().expect("words");
        let work = line(true, &["Loretta"], &[]);
        let mixed = WhoLine::mixed(&w, &[WhoLine::private(&w), work]);
        let strip = mixed.strip(&w).into_string();
        assert!(
            strip.contains("is-mixed") && strip.contains("is-private") && strip.contains("is-work")
        );
        assert!(strip.contains("You and Loretta can see this"));
        assert!(strip.contains("Only you can see this"));
    }

    #[test]
    fn a_page_of_the_house_says_that_no_record_is_on_it() {
        let w = Words::kit().expect("words");
        assert_eq!(
            WhoLine::house(&w).sentence(),
            "No one’s record is on this page"
        );
    }
}
