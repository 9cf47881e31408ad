//! What was given in a contact, what became of an attempt, and how heavy it was.

use super::Listed;

/// The kind of support. Emotional, social and practical are seed 004's words;
/// information is the fourth kind of the social-support literature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Support {
    /// Listening, encouraging, hope.
    Emotional,
    /// Company, belonging, other people.
    Social,
    /// Doing something: a ride, a form, a bag of groceries.
    Practical,
    /// Knowing something: where, how, what to expect.
    Information,
}

impl Listed for Support {
    const TABLE: &'static [(Self, i64, &'static str)] = &[
        (Self::Emotional, 0, "emotional"),
        (Self::Social, 1, "social"),
        (Self::Practical, 2, "practical"),
        (Self::Information, 3, "information"),
    ];
}

/// What became of an attempt to reach someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// Reached after all.
    Reached,
    /// Left a message.
    LeftMessage,
    /// No answer.
    NoAnswer,
}

impl Listed for Outcome {
    const TABLE: &'static [(Self, i64, &'static str)] = &[
        (Self::Reached, 1, "reached"),
        (Self::LeftMessage, 2, "left-message"),
        (Self::NoAnswer, 3, "no-answer"),
    ];
}

/// How heavy the contact was: about the contact, never about the worker
/// (ruling 10). It feeds fair shares of work and is not shown to the participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Heaviness {
    /// Light.
    Light,
    /// Some weight.
    Some,
    /// Heavy.
    Heavy,
    /// Very heavy.
    Very,
}

impl Listed for Heaviness {
    const TABLE: &'static [(Self, i64, &'static str)] = &[
        (Self::Light, 1, "light"),
        (Self::Some, 2, "some"),
        (Self::Heavy, 3, "heavy"),
        (Self::Very, 4, "very"),
    ];
}

impl Heaviness {
    /// Whether the next contact should come sooner.
    pub const fn weighs(self) -> bool {
        matches!(self, Self::Heavy | Self::Very)
    }
}

/// Something that was shared or offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    /// A part of one's own story.
    OwnStory,
    /// A phone number to call.
    PhoneNumber,
    /// A list of resources.
    ResourceList,
    /// A list of recovery meetings.
    MeetingList,
    /// A form or help with one.
    Form,
    /// A bus pass or fare.
    BusPass,
    /// A ride.
    Ride,
    /// Food or drink.
    Food,
    /// Clothes, shoes or a blanket.
    Clothes,
    /// A hygiene kit.
    HygieneKit,
    /// Naloxone.
    Naloxone,
    /// Test strips.
    TestStrips,
    /// Supplies for safer use.
    SaferUse,
    /// A gift card or voucher.
    Voucher,
    /// A phone, or minutes for one.
    Phone,
    /// A book, workbook or recording.
    Reading,
    /// A tool for hard moments: breathing, a stone, a plan.
    Tool,
}

impl Listed for Item {
    const TABLE: &'static [(Self, i64, &'static str)] = &[
        (Self::OwnStory, 0, "own-story"),
        (Self::PhoneNumber, 1, "phone-number"),
        (Self::ResourceList, 2, "resource-list"),
        (Self::MeetingList, 3, "meeting-list"),
        (Self::Form, 4, "form"),
        (Self::BusPass, 5, "bus-pass"),
        (Self::Ride, 6, "ride"),
        (Self::Food, 7, "food"),
        (Self::Clothes, 8, "clothes"),
        (Self::HygieneKit, 9, "hygiene-kit"),
        (Self::Naloxone, 10, "naloxone"),
        (Self::TestStrips, 11, "test-strips"),
        (Self::SaferUse, 12, "safer-use"),
        (Self::Voucher, 13, "voucher"),
        (Self::Phone, 14, "phone"),
        (Self::Reading, 15, "reading"),
        (Self::Tool, 16, "tool"),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact::listed::tests::is_sound;

    #[test]
    fn a_stored_code_keeps_its_meaning() {
        is_sound::<Support>(true);
        is_sound::<Item>(true);
        is_sound::<Outcome>(false);
        is_sound::<Heaviness>(false);
        assert_eq!(Support::from_code(2), Some(Support::Practical));
        assert_eq!(Item::from_code(10), Some(Item::Naloxone));
        assert_eq!(Item::from_code(16), Some(Item::Tool));
        assert_eq!(Outcome::from_code(3), Some(Outcome::NoAnswer));
        assert_eq!(Heaviness::from_code(4), Some(Heaviness::Very));
    }

    #[test]
    fn only_heavy_and_very_weigh() {
        let weighs: Vec<_> = Heaviness::all().filter(|level| level.weighs()).collect();
        assert_eq!(weighs, [Heaviness::Heavy, Heaviness::Very]);
    }
}
