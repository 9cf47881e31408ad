//! One published figure, and whether it may be one.

/// Who reads the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Someone of the program, on a screen.
    Screen,
    /// Anyone else: everything that leaves the program, as a file or on paper.
    Outside,
}

impl Reader {
    /// How many people make a group that may be shown: 5 on a screen, 11 in
    /// what leaves the program (ruling 12; the federal rule for Medicare and
    /// Medicaid figures hides 1 to 10).
    pub const fn threshold(self) -> u64 {
        match self {
            Self::Screen => 5,
            Self::Outside => 11,
        }
    }
}

/// A true figure before anything is hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// What is counted: contacts, minutes, people.
    pub amount: u64,
    /// How many different people it comes from.
    pub people: u64,
}

impl Group {
    /// A number of people.
    pub const fn people(number: u64) -> Self {
        Self {
            amount: number,
            people: number,
        }
    }

    /// An amount that comes from so many people: forty contacts with two
    /// people are a group of two. Where nobody is known (contacts with people
    /// who gave no name), the amount itself is taken as their number.
    pub const fn of(amount: u64, people: u64) -> Self {
        Self { amount, people }
    }

    /// Whether the group is there and under the threshold. Zero may be shown:
    /// it is nobody.
    pub fn is_small(self, reader: Reader) -> bool {
        let size = if self.people == 0 {
            self.amount
        } else {
            self.people
        };
        self.amount > 0 && size < reader.threshold()
    }
}

/// A figure as it may be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cell {
    /// The true figure.
    Shown(u64),
    /// At least one person, and fewer than the threshold.
    Few,
    /// Not shown: it may be small, or a small one could be worked out from it.
    Withheld,
}

impl Cell {
    /// The figure, when it is shown.
    pub const fn shown(self) -> Option<u64> {
        match self {
            Self::Shown(number) => Some(number),
            Self::Few | Self::Withheld => None,
        }
    }

    /// The end of the word id: `shown`, `few`, `withheld`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Shown(_) => "shown",
            Self::Few => "few",
            Self::Withheld => "withheld",
        }
    }
}
