//! What becomes of a hand-over, and when one may be offered.

/// What became of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// Nothing yet: the person stays with their worker.
    Open,
    /// The colleague walks with them now.
    TakenUp,
    /// Not now. No reason is asked, and none is kept.
    NotNow,
    /// Whoever offered took it back, or support ended.
    TakenBack,
}

impl Answered {
    /// The stored form.
    pub const fn code(self) -> i64 {
        match self {
            Self::Open => 0,
            Self::TakenUp => 1,
            Self::NotNow => 2,
            Self::TakenBack => 3,
        }
    }

    /// What a stored number means; an unknown one counts as taken back, which opens nothing.
    pub const fn from_code(code: i64) -> Self {
        match code {
            0 => Self::Open,
            1 => Self::TakenUp,
            2 => Self::NotNow,
            _ => Self::TakenBack,
        }
    }

    /// What the buttons of an offer send.
    pub fn from_button(text: &str) -> Option<Self> {
        match text {
            "take-up" => Some(Self::TakenUp),
            "not-now" => Some(Self::NotNow),
            _ => None,
        }
    }
}

/// Why a hand-over cannot be offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// No colleague was chosen, or none who can take somebody up.
    Nobody,
    /// The person is with this colleague already.
    Already,
    /// Another offer is open.
    Open,
    /// Support has ended.
    Ended,
}

impl Refused {
    /// The id of the sentence that says what to do.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nobody => "hand_offs-choose",
            Self::Already => "hand_offs-already",
            Self::Open => "hand_offs-open-already",
            Self::Ended => "hand_offs-ended",
        }
    }
}

/// Whether somebody may be offered to `to`. `colleagues` are those who can take somebody up.
pub fn may_offer(
    to: Option<i64>,
    colleagues: &[i64],
    with: i64,
    walking: bool,
    open: bool,
) -> Result<i64, Refused> {
    if !walking {
        return Err(Refused::Ended);
    }
    if open {
        return Err(Refused::Open);
    }
    match to {
        Some(to) if to == with => Err(Refused::Already),
        Some(to) if colleagues.contains(&to) => Ok(to),
        _ => Err(Refused::Nobody),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_reads_back_as_it_is_stored() {
        for answer in [
            Answered::Open,
            Answered::TakenUp,
            Answered::NotNow,
            Answered::TakenBack,
        ] {
            assert_eq!(Answered::from_code(answer.code()), answer);
        }
        assert_eq!(Answered::from_code(99), Answered::TakenBack);
    }

    #[test]
    fn a_person_is_offered_to_a_colleague_who_can_take_them_up() {
        assert_eq!(may_offer(Some(2), &[2, 3], 1, true, false), Ok(2));
        assert_eq!(
            may_offer(Some(2), &[2, 3], 0, true, false),
            Ok(2),
            "somebody who waits"
        );
    }

    #[test]
    fn a_person_is_not_offered_to_a_stranger_nor_twice_nor_after_the_end() {
        assert_eq!(may_offer(None, &[2], 1, true, false), Err(Refused::Nobody));
        assert_eq!(
            may_offer(Some(9), &[2], 1, true, false),
            Err(Refused::Nobody)
        );
        assert_eq!(
            may_offer(Some(1), &[1, 2], 1, true, false),
            Err(Refused::Already)
        );
        assert_eq!(may_offer(Some(2), &[2], 1, true, true), Err(Refused::Open));
        assert_eq!(
            may_offer(Some(2), &[2], 1, false, false),
            Err(Refused::Ended)
        );
    }

    #[test]
    fn only_the_two_buttons_answer() {
        assert_eq!(Answered::from_button("take-up"), Some(Answered::TakenUp));
        assert_eq!(Answered::from_button("not-now"), Some(Answered::NotNow));
        assert_eq!(Answered::from_button("open"), None);
    }
}
