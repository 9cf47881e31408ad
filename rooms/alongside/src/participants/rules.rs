//! Decisions about a person's page: where somebody stands in the list, and how support ends.

use domain::{
    contact::{Heaviness, Listed as _},
    id::ProgramId,
    need,
};
use jiff::tz::TimeZone;

/// What the need of a person is worked out from. Times are seconds since 1970, 0 = never.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// 1 = walking together, 2 = support ended.
    pub state: i64,
    /// What comes next, in the worker's words; empty if nothing is agreed.
    pub next_step: String,
    /// The day of the next step (ISO), or empty.
    pub next_step_on: String,
    /// How often to be in touch, in days.
    pub rhythm_days: i64,
    /// When they came to the program, or came back.
    pub added_at: i64,
    /// Since when this worker walks with them.
    pub since: i64,
    /// When they last met or spoke.
    pub last_contact_at: i64,
    /// When they were last tried in vain.
    pub last_tried_at: i64,
    /// How often they were tried in vain since the last contact.
    pub tries: i64,
    /// How heavy the last contact was, as `domain::contact` numbers it.
    pub last_heaviness: i64,
    /// When support ended; 0 while walking together.
    pub ended_at: i64,
    /// Their program, whose zone decides on what day a step is due.
    pub program: ProgramId,
}

/// What is stored of a person, as the rule of need takes it.
pub fn known(facts: &Facts) -> need::Facts {
    let some = |second: i64| (second != 0).then_some(second);
    need::Facts {
        standing: if facts.state == 1 {
            need::Standing::Active
        } else {
            need::Standing::Ended
        },
        last_contact_at: some(facts.last_contact_at),
        last_heaviness: Heaviness::from_code(facts.last_heaviness),
        last_tried_at: some(facts.last_tried_at),
        tries: u16::try_from(facts.tries).unwrap_or(u16::MAX),
        handed_over_at: Some(facts.since).filter(|since| *since > facts.added_at),
        step_due: facts.next_step_on.parse().ok(),
        rhythm_days: u16::try_from(facts.rhythm_days).unwrap_or(need::RHYTHM_DAYS),
        ..need::Facts::new(facts.added_at)
    }
}

/// The place in the list: lower comes first. After the end of support, the newest end comes first.
pub fn need_at(facts: &Facts, zone: &TimeZone) -> i64 {
    if facts.state == 1 {
        need::due_at(&known(facts), zone)
    } else {
        -facts.ended_at
    }
}

/// How support ended. Said by the worker, in a word the person would accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// They have what they came for.
    Reached,
    /// They moved away.
    Moved,
    /// They asked to stop.
    Asked,
    /// Nobody could reach them any more.
    LostTouch,
    /// They went on to other support.
    OtherSupport,
    /// They died. No cause is asked, anywhere.
    Died,
}

impl Ending {
    /// Every ending, in the order in which a form shows them.
    pub const ALL: &'static [Self] = &[
        Self::Reached,
        Self::OtherSupport,
        Self::Asked,
        Self::Moved,
        Self::LostTouch,
        Self::Died,
    ];

    /// The stored form, also in forms.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::Moved => "moved",
            Self::Asked => "asked",
            Self::LostTouch => "lost-touch",
            Self::OtherSupport => "other-support",
            Self::Died => "died",
        }
    }

    /// The ending that a slug names.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|ending| ending.slug() == slug)
    }

    /// Whether the page may offer to walk together again. A death is not something to undo by a
    /// button; a wrong entry is put right from the same page in other words.
    pub fn may_be_opened_again(self) -> bool {
        self != Self::Died
    }
}

/// How often to be in touch when nobody has said otherwise, in days.
pub const USUAL_RHYTHM: i64 = 14;

/// The rhythms that a form offers, in days.
pub const RHYTHMS: &[i64] = &[2, 7, 14, 30, 90];

/// The letters by which a long list is asked on: need and id of the last row shown.
pub fn parse_after(text: &str) -> Option<(i64, i64)> {
    let (need_at, id) = text.split_once('_')?;
    Some((need_at.parse().ok()?, id.parse().ok()?))
}

/// The other way round from [`parse_after`].
pub fn after(need_at: i64, id: i64) -> String {
    format!("{need_at}_{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_reads_back_as_it_is_stored() {
        for ending in Ending::ALL {
            assert_eq!(Ending::from_slug(ending.slug()), Some(*ending));
        }
        assert_eq!(Ending::from_slug("discharged"), None);
    }

    #[test]
    fn only_a_death_is_not_opened_again_by_a_button() {
        let closed: Vec<_> = Ending::ALL
            .iter()
            .filter(|ending| !ending.may_be_opened_again())
            .collect();
        assert_eq!(closed, [&Ending::Died]);
    }

    fn facts() -> Facts {
        Facts {
            state: 1,
            next_step: String::new(),
            next_step_on: String::new(),
            rhythm_days: 14,
            added_at: 1_772_000_000,
            since: 1_772_000_000,
            last_contact_at: 0,
            last_tried_at: 0,
            tries: 0,
            last_heaviness: 0,
            ended_at: 0,
            program: domain::id::ProgramId::from_i64(1),
        }
    }

    #[test]
    fn the_newest_end_comes_first() {
        let ended = |at| {
            need_at(
                &Facts {
                    state: 2,
                    ended_at: at,
                    ..facts()
                },
                &TimeZone::UTC,
            )
        };
        assert!(ended(2_000) < ended(1_000));
    }

    #[test]
    fn somebody_new_is_due_before_somebody_met_today() {
        let met = Facts {
            last_contact_at: 1_772_000_000,
            ..facts()
        };
        assert!(need_at(&facts(), &TimeZone::UTC) < need_at(&met, &TimeZone::UTC));
    }

    #[test]
    fn a_hand_over_is_told_by_a_later_beginning_with_the_worker() {
        assert_eq!(known(&facts()).handed_over_at, None);
        let handed = Facts {
            since: 1_772_500_000,
            ..facts()
        };
        assert_eq!(known(&handed).handed_over_at, Some(1_772_500_000));
    }

    #[test]
    fn nothing_stored_means_never_and_not_1970() {
        let known = known(&facts());
        assert_eq!((known.last_contact_at, known.last_tried_at), (None, None));
        assert_eq!(known.last_heaviness, None);
    }

    #[test]
    fn a_place_in_the_list_reads_back() {
        assert_eq!(parse_after(&after(-5, 7)), Some((-5, 7)));
        for rubbish in ["", "_", "1_", "_1", "1", "a_b", "99999999999999999999_1"] {
            assert_eq!(parse_after(rubbish), None, "{rubbish}");
        }
    }
}
