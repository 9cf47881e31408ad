//! A program's own words for kinds of contact and settings. No person's record is here.

use domain::{
    contact::{Choice, Choices, ChoicesError, Edit, Kind, Listed, Setting},
    text::clean_line,
};
use kit::{t, words::Words};
use people::{audit, audit::Leaf, change::Receipt};
use web::{Answer, Ask, Refusal};

use crate::contacts::{
    pages::{
        kinds::{self, Editing, TypedChoice},
        our_kind, our_setting,
    },
    queries::{self, Lists},
};

const NEW: &str = "new";

/// `GET /program/kinds`.
pub async fn list(ask: Ask) -> Result<Answer, Refusal> {
    let lists = lists(&ask).await?;
    ask.page(kinds::list(
        ask.words(),
        &lists,
        ask.query.get("saved") == "1",
    ))
}

async fn lists(ask: &Ask) -> Result<Lists, Refusal> {
    let who = ask.who()?.clone();
    ask.read(move |tx, _| Ok(queries::lists(tx, who.agency, who.program)?))
        .await
}

/// A choice as far as both lists have it alike.
struct Known {
    typed: TypedChoice,
    added: bool,
}

fn known(lists: &Lists, list: &str, slug: &str) -> Option<Known> {
    fn of<T: Listed>(choice: &Choice<T>, first: bool) -> Known {
        let typed = TypedChoice {
            label: choice.label.clone().unwrap_or_default(),
            offered: !choice.hidden,
            first: choice.first.unwrap_or(first),
            kind_of: choice.kind_of.slug().to_owned(),
        };
        Known {
            typed,
            added: choice.added,
        }
    }
    match (list, slug) {
        ("kinds" | "settings", NEW) => {
            let typed = TypedChoice {
                offered: true,
                ..TypedChoice::default()
            };
            Some(Known { typed, added: true })
        }
        ("kinds", slug) => lists
            .kinds
            .find(slug)
            .map(|choice| of(choice, !choice.added && choice.kind_of.shows_first())),
        ("settings", slug) => lists.settings.find(slug).map(|choice| of(choice, false)),
        _ => None,
    }
}

/// `GET /program/kinds/{list}/{slug}`: one choice, or a new one.
pub async fn form(ask: Ask) -> Result<Answer, Refusal> {
    let lists = lists(&ask).await?;
    let (list, slug) = (ask.param("list"), ask.param("slug"));
    let known = known(&lists, list, slug).ok_or(Refusal::NotHere)?;
    let editing = Editing {
        list,
        slug,
        added: known.added,
        typed: &known.typed,
        key: &ask.new_key(),
        wrong: None,
    };
    ask.page(kinds::form(ask.words(), &lists, &editing))
}

/// `POST /program/kinds/{list}/{slug}`.
pub async fn set(ask: Ask) -> Result<Answer, Refusal> {
    let (list, slug) = (ask.param("list").to_owned(), ask.param("slug").to_owned());
    let now = lists(&ask).await?;
    let known = known(&now, &list, &slug).ok_or(Refusal::NotHere)?;
    let typed = TypedChoice {
        label: clean_line(ask.form.get("label")),
        offered: ask.form.get("offered") == "yes",
        first: ask.form.get("first") == "yes",
        kind_of: if slug == NEW {
            ask.form.get("kind_of").to_owned()
        } else {
            known.typed.kind_of
        },
    };
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let before = queries::edits(tx, who.agency, who.program, &list)?;
        let lists = queries::lists(tx, who.agency, who.program)?;
        let edits = laid(&lists, &list, &slug, known.added, &typed, before);
        if let Err(error) = check(asked.words(), &list, &edits) {
            let wrong = Some(sentence(asked.words(), &error));
            let key = asked.key();
            let editing = Editing {
                list: &list,
                slug: &slug,
                added: known.added,
                typed: &typed,
                key: &key,
                wrong,
            };
            return Err(Refusal::Fix(Box::new(kinds::form(
                asked.words(),
                &lists,
                &editing,
            ))));
        }
        queries::set_edits(tx, who.agency, who.program, &list, &edits, asked.now_s())?;
        let leaf = Leaf {
            action: "program.kinds",
            subject: "program",
            subject_id: who.program.get(),
            participant: 0,
        };
        audit::record(tx, who, &leaf, asked.now_s(), &*asked.house.chance)?;
        Ok(Receipt {
            to: "/program/kinds?saved=1".to_owned(),
        })
    })
    .await
}

/// The edits of a list with this one laid over them; an edit that says nothing is left out.
fn laid(
    lists: &Lists,
    list: &str,
    slug: &str,
    added: bool,
    typed: &TypedChoice,
    mut edits: Vec<Edit>,
) -> Vec<Edit> {
    let is_kind = list == "kinds";
    let slug = match (slug, is_kind) {
        (NEW, true) => lists.kinds.new_slug(&typed.label),
        (NEW, false) => lists.settings.new_slug(&typed.label),
        (slug, _) => slug.to_owned(),
    };
    let usually_first = !added && Kind::from_slug(&slug).is_some_and(Kind::shows_first);
    let edit = Edit {
        label: Some(typed.label.clone()).filter(|label| !label.is_empty()),
        hidden: !typed.offered,
        first: (is_kind && typed.first != usually_first).then_some(typed.first),
        kind_of: added.then(|| typed.kind_of.clone()),
        slug,
    };
    let place = edits.iter().position(|known| known.slug == edit.slug);
    let says = edit.label.is_some() || edit.hidden || edit.first.is_some() || added;
    match (place, says) {
        (Some(at), true) => edits[at] = edit,
        (Some(at), false) => drop(edits.remove(at)),
        (None, true) => edits.push(edit),
        (None, false) => {}
    }
    edits
}

fn check(w: &Words, list: &str, edits: &[Edit]) -> Result<(), ChoicesError> {
    if list == "kinds" {
        Choices::<Kind>::check(edits, |slug| our_kind(w, slug))
    } else {
        Choices::<Setting>::check(edits, |slug| our_setting(w, slug))
    }
}

fn sentence(w: &Words, error: &ChoicesError) -> String {
    match error {
        ChoicesError::NoLabel => t!(w, "contacts-kinds-no-label"),
        ChoicesError::LabelTooLong(_) => {
            t!(
                w,
                "contacts-kinds-label-too-long",
                most = domain::contact::LABEL_MAX
            )
        }
        ChoicesError::SameLabel(label) => t!(w, "contacts-kinds-same-label", label = label),
        ChoicesError::NoKind(_) => t!(w, "contacts-kinds-no-kind"),
        ChoicesError::TooMany => t!(w, "contacts-kinds-too-many"),
        ChoicesError::NothingLeft => t!(w, "contacts-kinds-nothing-left"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(label: &str) -> TypedChoice {
        TypedChoice {
            label: label.into(),
            offered: true,
            first: true,
            kind_of: String::new(),
        }
    }

    #[test]
    fn an_own_word_is_kept_and_an_empty_one_is_ours_again() {
        let lists = Lists::default();
        let edits = laid(&lists, "kinds", "call", false, &typed("Phone call"), vec![]);
        assert_eq!(edits[0].label.as_deref(), Some("Phone call"));
        assert_eq!(edits[0].slug, "call");
        assert!(laid(&lists, "kinds", "call", false, &typed(""), edits).is_empty());
    }

    #[test]
    fn an_added_kind_says_what_it_is_a_kind_of() {
        let new = TypedChoice {
            kind_of: "walk".into(),
            first: false,
            ..typed("Fishing")
        };
        let edits = laid(&Lists::default(), "kinds", NEW, true, &new, vec![]);
        assert_eq!(
            (edits[0].slug.as_str(), edits[0].kind_of.as_deref()),
            ("own-fishing", Some("walk"))
        );
        let choices = Choices::<Kind>::merge(&edits);
        assert_eq!(
            choices.find("own-fishing").map(|it| it.kind_of),
            Some(Kind::Walk)
        );
    }

    #[test]
    fn a_hidden_kind_stays_in_the_list() {
        let hidden = TypedChoice {
            offered: false,
            ..typed("")
        };
        let edits = laid(
            &Lists::default(),
            "kinds",
            "court",
            false,
            &TypedChoice {
                first: false,
                ..hidden
            },
            vec![],
        );
        let choices = Choices::<Kind>::merge(&edits);
        assert!(choices.find("court").is_some_and(|it| it.hidden));
        assert!(choices.offered().all(|it| it.slug != "court"));
    }
}
