//! Why a person is at the top of the list.
//!
//! The list of people I walk alongside is in the order of who may need me
//! soonest. The order is one number, [`due_at`], that depends on facts alone
//! and not on the present moment: it can be stored and indexed, and it changes
//! only when something happens. The reasons beside a name are worked out for
//! the moment at which the page is shown.
//!
//! It is a memory aid about contact and never a score: not of the person, who
//! may want fewer calls, and not of the worker. Attempts count as work done
//! (most people are not reached after an emergency visit), so a try moves a
//! person down for two days.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{contact::Heaviness, hours::instant};

/// How often people are in touch where nobody agreed on anything else, in days.
pub const RHYTHM_DAYS: u16 = 14;
/// The most days of a rhythm.
pub const RHYTHM_MAX: u16 = 365;
/// The sort key of someone who is never due.
pub const NEVER: i64 = i64::MAX;

const DAY: i64 = 86_400;
/// A new or handed-over person is met within two days.
const WELCOME: i64 = 2 * DAY;
/// After an attempt, two days of peace.
const PATIENCE: i64 = 2 * DAY;
/// After a heavy contact, the next one comes within three days.
const AFTER_HEAVY: i64 = 3 * DAY;

/// Whether support goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It does.
    #[default]
    Active,
    /// The person wants a pause; nothing is due.
    Resting,
    /// Support has ended.
    Ended,
}

/// What is known. All times are seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Whether support goes on.
    pub standing: Standing,
    /// When the person came to this program.
    pub added_at: i64,
    /// The last contact, attempts not counted.
    pub last_contact_at: Option<i64>,
    /// How heavy that contact was.
    pub last_heaviness: Option<Heaviness>,
    /// The last attempt without an answer.
    pub last_tried_at: Option<i64>,
    /// Attempts without an answer since the last contact.
    pub tries: u16,
    /// When the person was handed over to this worker.
    pub handed_over_at: Option<i64>,
    /// The date of the next step, when one is written down with a date.
    pub step_due: Option<Date>,
    /// How many days may pass between contacts, 1 to [`RHYTHM_MAX`].
    pub rhythm_days: u16,
}

impl Facts {
    /// Someone who came at this moment, and nothing else yet.
    pub const fn new(added_at: i64) -> Self {
        Self {
            standing: Standing::Active,
            added_at,
            last_contact_at: None,
            last_heaviness: None,
            last_tried_at: None,
            tries: 0,
            handed_over_at: None,
            step_due: None,
            rhythm_days: RHYTHM_DAYS,
        }
    }

    fn rhythm(&self) -> i64 {
        i64::from(self.rhythm_days.clamp(1, RHYTHM_MAX))
    }

    /// The hand-over, when there was no contact since.
    fn open_hand_over(&self) -> Option<i64> {
        self.handed_over_at
            .filter(|at| self.last_contact_at.is_none_or(|contact| contact < *at))
    }

    /// The last attempt, when there was no contact since.
    fn open_try(&self) -> Option<i64> {
        let tried = self.last_tried_at.filter(|_| self.tries > 0)?;
        self.last_contact_at
            .is_none_or(|contact| contact < tried)
            .then_some(tried)
    }
}

/// Why someone is where they are, in the order in which reasons are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The next step has this date: past, today or tomorrow.
    StepDue(Date),
    /// Came so many days ago and has not been met.
    NewAndNotMet(i64),
    /// Was handed over so many days ago, and there was no contact since.
    HandedOver(i64),
    /// So many attempts without an answer.
    TriedNoAnswer(u16),
    /// The last contact was heavy.
    HeavyLast,
    /// No contact for so many days, as long as agreed or longer.
    NotSeenFor(i64),
}

impl Reason {
    /// The end of the word id.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::StepDue(_) => "step-due",
            Self::NewAndNotMet(_) => "new-and-not-met",
            Self::HandedOver(_) => "handed-over",
            Self::TriedNoAnswer(_) => "tried-no-answer",
            Self::HeavyLast => "heavy-last",
            Self::NotSeenFor(_) => "not-seen-for",
        }
    }
}

/// How soon, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The sort key: seconds since 1970; lower is sooner; [`NEVER`] is not at all.
    pub due_at: i64,
    /// The reasons at this moment, most telling first.
    pub reasons: Vec<Reason>,
}

impl Need {
    /// Whether it is time.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.due_at <= now.as_second()
    }
}

/// How soon someone may need a contact, and the reasons at this moment.
pub fn need(facts: &Facts, zone: &TimeZone, now: Timestamp) -> Need {
    let due_at = due_at(facts, zone);
    let reasons = if facts.standing == Standing::Active {
        reasons(facts, zone, now)
    } else {
        Vec::new()
    };
    Need { due_at, reasons }
}

/// The sort key: the earliest of the next step's date, a first meeting, a
/// contact after a hand-over or a heavy contact, and the agreed rhythm; not
/// before two days after an attempt. [`NEVER`] while resting or ended.
pub fn due_at(facts: &Facts, zone: &TimeZone) -> i64 {
    if facts.standing != Standing::Active {
        return NEVER;
    }
    let regular = match facts.last_contact_at {
        Some(contact) => contact.saturating_add(facts.rhythm() * DAY),
        None => facts.added_at.saturating_add(WELCOME),
    };
    let heavy = facts
        .last_contact_at
        .filter(|_| facts.last_heaviness.is_some_and(Heaviness::weighs))
        .map(|contact| contact.saturating_add(AFTER_HEAVY));
    let handed = facts.open_hand_over().map(|at| at.saturating_add(WELCOME));
    let step = facts
        .step_due
        .and_then(|date| instant(zone, date, 0))
        .map(Timestamp::as_second);
    let due = [heavy, handed, step]
        .into_iter()
        .flatten()
        .fold(regular, i64::min);
    let patience = facts
        .open_try()
        .map_or(i64::MIN, |tried| tried.saturating_add(PATIENCE));
    // One less than `NEVER`, so that the far future is still a time.
    due.max(patience).min(NEVER - 1)
}

fn reasons(facts: &Facts, zone: &TimeZone, now: Timestamp) -> Vec<Reason> {
    let today = now.to_zoned(zone.clone()).date();
    let days_since = |second: i64| {
        let date = Timestamp::from_second(second)
            .ok()?
            .to_zoned(zone.clone())
            .date();
        Some(i64::from((today - date).get_days()).max(0))
    };
    let mut reasons = Vec::new();
    if let Some(date) = facts.step_due
        && today.tomorrow().is_ok_and(|tomorrow| date <= tomorrow)
    {
        reasons.push(Reason::StepDue(date));
    }
    let handed = facts.open_hand_over().and_then(days_since);
    match facts.last_contact_at {
        // Someone who was handed over is not new to the program.
        None if handed.is_none() => {
            reasons.extend(days_since(facts.added_at).map(Reason::NewAndNotMet));
        }
        _ => reasons.extend(handed.map(Reason::HandedOver)),
    }
    if facts.open_try().is_some() {
        reasons.push(Reason::TriedNoAnswer(facts.tries));
    }
    if let Some(days) = facts.last_contact_at.and_then(days_since) {
        if facts.last_heaviness.is_some_and(Heaviness::weighs) {
            reasons.push(Reason::HeavyLast);
        }
        if days >= facts.rhythm() {
            reasons.push(Reason::NotSeenFor(days));
        }
    }
    reasons
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::hours::zone;

    /// Monday 2 March 2026, 9:00 in New York.
    const NOW: i64 = 1_772_460_000;

    fn york() -> TimeZone {
        zone("America/New_York").expect("a zone")
    }

    fn now() -> Timestamp {
        Timestamp::from_second(NOW).expect("a time")
    }

    fn ago(days: i64) -> i64 {
        NOW - days * DAY
    }

    fn seen(days: i64) -> Facts {
        Facts {
            last_contact_at: Some(ago(days)),
            ..Facts::new(ago(200))
        }
    }

    fn why(facts: &Facts) -> Vec<Reason> {
        need(facts, &york(), now()).reasons
    }

    fn is_due(facts: &Facts) -> bool {
        need(facts, &york(), now()).is_due(now())
    }

    #[test]
    fn someone_seen_lately_with_nothing_open_is_not_due() {
        assert!(!is_due(&seen(3)));
        assert_eq!(why(&seen(3)), []);
    }

    #[test]
    fn the_agreed_rhythm_decides_when_it_has_been_long() {
        assert!(!is_due(&seen(13)) && is_due(&seen(14)));
        assert_eq!(why(&seen(14)), [Reason::NotSeenFor(14)]);
        let monthly = Facts {
            rhythm_days: 30,
            ..seen(14)
        };
        assert_eq!((is_due(&monthly), why(&monthly)), (false, vec![]));
    }

    #[test]
    fn someone_new_is_met_within_two_days() {
        assert!(!is_due(&Facts::new(ago(1))) && is_due(&Facts::new(ago(2))));
        assert_eq!(why(&Facts::new(ago(2))), [Reason::NewAndNotMet(2)]);
    }

    #[test]
    fn a_step_is_due_from_the_morning_of_its_date() {
        let step = |day| Facts {
            step_due: Some(day),
            ..seen(1)
        };
        assert!(is_due(&step(date(2026, 3, 2))) && !is_due(&step(date(2026, 3, 3))));
        assert_eq!(
            why(&step(date(2026, 3, 3))),
            [Reason::StepDue(date(2026, 3, 3))]
        );
        assert_eq!(why(&step(date(2026, 3, 4))), []);
    }

    #[test]
    fn an_attempt_gives_two_days_of_peace_and_is_told() {
        let tried = |days| Facts {
            last_tried_at: Some(ago(days)),
            tries: 2,
            ..seen(20)
        };
        assert!(!is_due(&tried(1)) && is_due(&tried(2)));
        assert_eq!(
            why(&tried(1)),
            [Reason::TriedNoAnswer(2), Reason::NotSeenFor(20)]
        );
        let answered = Facts {
            last_contact_at: Some(ago(0)),
            ..tried(1)
        };
        assert_eq!(why(&answered), []);
    }

    #[test]
    fn after_a_heavy_contact_the_next_comes_sooner() {
        let heavy = |days| Facts {
            last_heaviness: Some(Heaviness::Very),
            ..seen(days)
        };
        assert!(!is_due(&heavy(2)) && is_due(&heavy(3)));
        assert_eq!(why(&heavy(3)), [Reason::HeavyLast]);
        assert!(!is_due(&Facts {
            last_heaviness: Some(Heaviness::Some),
            ..seen(3)
        }));
    }

    #[test]
    fn someone_handed_over_is_greeted_and_is_not_called_new() {
        let handed = Facts {
            handed_over_at: Some(ago(2)),
            ..seen(5)
        };
        assert_eq!(
            (is_due(&handed), why(&handed)),
            (true, vec![Reason::HandedOver(2)])
        );
        let never_met = Facts {
            handed_over_at: Some(ago(1)),
            ..Facts::new(ago(1))
        };
        assert_eq!(why(&never_met), [Reason::HandedOver(1)]);
        let greeted = Facts {
            handed_over_at: Some(ago(6)),
            ..seen(5)
        };
        assert_eq!(why(&greeted), []);
    }

    #[test]
    fn nothing_is_due_while_resting_or_after_the_end() {
        for standing in [Standing::Resting, Standing::Ended] {
            let facts = Facts {
                standing,
                step_due: Some(date(2026, 1, 1)),
                ..seen(90)
            };
            assert_eq!(
                need(&facts, &york(), now()),
                Need {
                    due_at: NEVER,
                    reasons: vec![]
                }
            );
        }
    }

    #[test]
    fn days_are_days_of_the_program_and_not_24_hours() {
        // Late on Sunday evening there, already Monday in UTC.
        let evening = Timestamp::from_second(NOW - 10 * 3600).expect("a time");
        let facts = Facts {
            rhythm_days: 1,
            last_contact_at: Some(NOW - 12 * 3600),
            ..Facts::new(0)
        };
        assert_eq!(need(&facts, &york(), evening).reasons, []);
        assert_eq!(
            need(&facts, &york(), now()).reasons,
            [Reason::NotSeenFor(1)]
        );
    }

    prop_compose! {
        fn any_facts()(
            added in any::<i64>(), contact in any::<Option<i64>>(), tried in any::<Option<i64>>(),
            tries in any::<u16>(), handed in any::<Option<i64>>(), heavy in any::<bool>(),
            step in prop::option::of(-700_i16..700), rhythm in any::<u16>(),
        ) -> Facts {
            Facts {
                standing: Standing::Active,
                added_at: added,
                last_contact_at: contact,
                last_heaviness: heavy.then_some(Heaviness::Heavy),
                last_tried_at: tried,
                tries,
                handed_over_at: handed,
                step_due: step.map(|days| date(2026, 3, 2).saturating_add(jiff::Span::new().days(i64::from(days)))),
                rhythm_days: rhythm,
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_stored_the_page_can_be_shown(facts in any_facts()) {
            let need = need(&facts, &york(), now());
            prop_assert!(need.due_at < NEVER);
            prop_assert!(need.reasons.is_sorted());
        }

        #[test]
        fn a_step_never_moves_anyone_down(facts in any_facts(), days in 0_i64..400) {
            let later = date(2026, 3, 2).saturating_add(jiff::Span::new().days(days));
            let without = due_at(&Facts { step_due: None, ..facts.clone() }, &york());
            let with = due_at(&Facts { step_due: Some(later), ..facts }, &york());
            prop_assert!(with <= without);
        }

        #[test]
        fn longer_ago_is_sooner(days in 0_i64..500, more in 0_i64..500) {
            prop_assert!(due_at(&seen(days + more), &york()) <= due_at(&seen(days), &york()));
        }
    }
}
