//! The kinds of contact.

use super::{Listed, Mode};

/// What kind of contact it was.
///
/// The first six are those of the log page; the others are behind "more".
/// Sources: seed 004 (calls, texting, groups, home visits, walks, grocery
/// shopping, events) and the service types that peer programs report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Sat or stood with someone.
    InPerson,
    /// A telephone call.
    Call,
    /// Written messages, back and forth.
    Text,
    /// A group, led or joined.
    Group,
    /// Grocery shopping, laundry, the bank.
    Errand,
    /// Tried to reach someone; see [`super::Outcome`].
    Tried,
    /// A video call.
    Video,
    /// Visited someone where they live.
    HomeVisit,
    /// A walk, a game, fishing, the gym.
    Walk,
    /// A community event, often without names.
    Event,
    /// Outreach to people not yet known.
    Outreach,
    /// Went along to an appointment.
    Appointment,
    /// Went along to court.
    Court,
    /// A ride.
    Ride,
    /// Went along to a recovery meeting.
    RecoveryMeeting,
    /// Waited with someone: intake, emergency department, the DMV.
    WaitingWith,
    /// At the bedside in an emergency department or hospital.
    Bedside,
    /// Followed up after an overdose.
    OverdoseFollowUp,
    /// Stood by in a crisis.
    Crisis,
    /// Planned recovery together: goals and steps.
    Planning,
    /// Linked someone to a resource, with a warm hand-off.
    Linkage,
    /// Looked for a bed.
    BedSearch,
    /// Benefits, ID, housing or job papers.
    Papers,
    /// Spoke up for someone.
    Advocacy,
    /// Supported family or friends.
    Family,
    /// Handed out naloxone or other harm-reduction supplies.
    Supplies,
    /// Inside a jail or prison, or coming home from one.
    ReEntry,
    /// Learned or practiced something.
    Skills,
    /// Celebrated something.
    Celebration,
    /// Anything else.
    Other,
}

impl Listed for Kind {
    const TABLE: &'static [(Self, i64, &'static str)] = &[
        (Self::InPerson, 1, "in-person"),
        (Self::Call, 2, "call"),
        (Self::Text, 3, "text"),
        (Self::Group, 4, "group"),
        (Self::Errand, 5, "errand"),
        (Self::Tried, 6, "tried"),
        (Self::Video, 7, "video"),
        (Self::HomeVisit, 8, "home-visit"),
        (Self::Walk, 9, "walk"),
        (Self::Event, 10, "event"),
        (Self::Outreach, 11, "outreach"),
        (Self::Appointment, 12, "appointment"),
        (Self::Court, 13, "court"),
        (Self::Ride, 14, "ride"),
        (Self::RecoveryMeeting, 15, "recovery-meeting"),
        (Self::WaitingWith, 16, "waiting-with"),
        (Self::Bedside, 17, "bedside"),
        (Self::OverdoseFollowUp, 18, "overdose-follow-up"),
        (Self::Crisis, 19, "crisis"),
        (Self::Planning, 20, "planning"),
        (Self::Linkage, 21, "linkage"),
        (Self::BedSearch, 22, "bed-search"),
        (Self::Papers, 23, "papers"),
        (Self::Advocacy, 24, "advocacy"),
        (Self::Family, 25, "family"),
        (Self::Supplies, 26, "supplies"),
        (Self::ReEntry, 27, "re-entry"),
        (Self::Skills, 28, "skills"),
        (Self::Celebration, 29, "celebration"),
        (Self::Other, 30, "other"),
    ];
}

impl Kind {
    /// The kinds on the first page of the log, in order (screen 4).
    pub const FIRST: &'static [Self] = &[
        Self::InPerson,
        Self::Call,
        Self::Text,
        Self::Group,
        Self::Errand,
        Self::Tried,
    ];

    /// The minutes offered on the log page.
    pub const MINUTES: &'static [u16] = &[5, 15, 30, 45, 60];

    /// Whether it is on the first page of the log.
    pub fn shows_first(self) -> bool {
        Self::FIRST.contains(&self)
    }

    /// The minutes chosen beforehand, or none where a length is not asked.
    pub const fn usual_minutes(self) -> Option<u16> {
        match self {
            Self::Text | Self::Tried => None,
            Self::Supplies => Some(5),
            Self::Call | Self::Video | Self::OverdoseFollowUp | Self::Linkage => Some(15),
            Self::InPerson
            | Self::Ride
            | Self::Planning
            | Self::Papers
            | Self::Advocacy
            | Self::Family
            | Self::BedSearch
            | Self::Celebration
            | Self::Other => Some(30),
            Self::HomeVisit | Self::Walk | Self::Errand | Self::Skills | Self::ReEntry => Some(45),
            Self::Group
            | Self::Event
            | Self::Outreach
            | Self::Appointment
            | Self::Court
            | Self::RecoveryMeeting
            | Self::WaitingWith
            | Self::Bedside
            | Self::Crisis => Some(60),
        }
    }

    /// Whether a contact of this kind must say how long it was. Nobody times a
    /// text or an unanswered call.
    pub const fn asks_minutes(self) -> bool {
        !matches!(self, Self::Text | Self::Tried)
    }

    /// The mode that goes without saying, to be chosen beforehand.
    pub const fn usual_mode(self) -> Mode {
        match self {
            Self::Call | Self::Tried | Self::BedSearch | Self::OverdoseFollowUp => Mode::Phone,
            Self::Text => Mode::Text,
            Self::Video => Mode::Video,
            _ => Mode::InPerson,
        }
    }

    /// Whether several people at once is ordinary for this kind.
    pub const fn is_for_many(self) -> bool {
        matches!(
            self,
            Self::Group | Self::Event | Self::Outreach | Self::RecoveryMeeting | Self::Celebration
        )
    }

    /// Whether a number of people without names may stand for participants.
    pub const fn may_be_public(self) -> bool {
        matches!(
            self,
            Self::Group
                | Self::Event
                | Self::Outreach
                | Self::Supplies
                | Self::RecoveryMeeting
                | Self::Celebration
                | Self::Skills
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::{Minutes, listed::tests::is_sound};

    #[test]
    fn a_stored_code_keeps_its_meaning() {
        is_sound::<Kind>(false);
        assert_eq!(Kind::TABLE.len(), 30);
        assert_eq!(Kind::from_code(1), Some(Kind::InPerson));
        assert_eq!(Kind::from_code(6), Some(Kind::Tried));
        assert_eq!(Kind::from_code(14), Some(Kind::Ride));
        assert_eq!(Kind::from_code(22), Some(Kind::BedSearch));
        assert_eq!(Kind::from_code(30), Some(Kind::Other));
    }

    #[test]
    fn the_log_page_begins_with_six_kinds() {
        assert_eq!(Kind::all().take(6).collect::<Vec<_>>(), Kind::FIRST);
        assert!(Kind::Call.shows_first() && !Kind::Court.shows_first());
    }

    #[test]
    fn minutes_are_proposed_only_where_they_are_asked() {
        for kind in Kind::all() {
            assert_eq!(
                kind.usual_minutes().is_some(),
                kind.asks_minutes(),
                "{kind:?}"
            );
            assert!(
                kind.usual_minutes()
                    .is_none_or(|minutes| Minutes::new(minutes).is_ok())
            );
        }
    }
}
