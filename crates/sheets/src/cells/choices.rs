//! Words of closed lists, with what the program answered for words of its own.

use domain::{
    contact::{Choices, Kind, Listed, Mode, Outcome, Setting},
    role::Role,
    text::fold,
};

use super::{Reading, text};
use crate::{
    book::Cell,
    field::Field,
    mapping::Answer,
    row::{Chosen, How, Standing},
    trouble::Trouble,
    words::{self, Source, Words},
};

/// What a word means: the program's lists and its answers.
#[derive(Clone, Copy, Debug)]
pub struct Lists<'a> {
    /// The lists.
    pub words: &'a Words,
    /// The answers.
    pub answers: &'a [Answer],
}

impl Lists<'_> {
    /// Whether a word of a field means something; fields without a list have all words.
    pub fn knows(&self, field: Field, cell: &Cell) -> bool {
        match field {
            Field::Kind => self.kind(cell).is_ok(),
            Field::Setting => self.setting(cell).is_ok(),
            Field::Mode => self.mode(cell).is_ok(),
            Field::Outcome => self.outcome(cell).is_ok(),
            Field::Role => self.roles(cell).is_ok(),
            Field::State => self.standing(cell).is_ok(),
            _ => true,
        }
    }

    fn answer(&self, field: Field, word: &str) -> Option<&str> {
        if self.answers.is_empty() {
            return None;
        }
        let folded = fold(word);
        self.answers
            .iter()
            .find(|answer| answer.field == field && answer.word == folded)
            .map(|answer| answer.slug.as_str())
    }

    /// Reads a kind of contact.
    pub fn kind(&self, cell: &Cell) -> Reading<Chosen<Kind>> {
        let text = text(cell)?;
        self.answer(Field::Kind, &text)
            .and_then(|slug| self.words.kind(slug).or_else(|| plain(slug)))
            .or_else(|| self.words.kind(&text))
            .map(with_how)
            .ok_or(Trouble::UnknownKind)
    }

    /// Reads a setting.
    pub fn setting(&self, cell: &Cell) -> Reading<Chosen<Setting>> {
        let text = text(cell)?;
        self.answer(Field::Setting, &text)
            .and_then(|slug| self.words.setting(slug).or_else(|| plain(slug)))
            .or_else(|| self.words.setting(&text))
            .map(with_how)
            .ok_or(Trouble::UnknownSetting)
    }

    /// Reads a way to meet.
    pub fn mode(&self, cell: &Cell) -> Reading<Mode> {
        let text = text(cell)?;
        let word = self.answer(Field::Mode, &text).unwrap_or(&text);
        words::mode(word).map(with_how).ok_or(Trouble::UnknownMode)
    }

    /// Reads what came of an attempt.
    pub fn outcome(&self, cell: &Cell) -> Reading<Outcome> {
        let text = text(cell)?;
        let word = self.answer(Field::Outcome, &text).unwrap_or(&text);
        words::outcome(word)
            .map(with_how)
            .ok_or(Trouble::UnknownOutcome)
    }

    /// Reads roles.
    pub fn roles(&self, cell: &Cell) -> Reading<Vec<Role>> {
        let text = text(cell)?;
        let word = self.answer(Field::Role, &text).unwrap_or(&text);
        words::roles(word).map(with_how).ok_or(Trouble::UnknownRole)
    }

    /// Reads where someone's support stands.
    pub fn standing(&self, cell: &Cell) -> Reading<Standing> {
        let text = text(cell)?;
        let word = self.answer(Field::State, &text).unwrap_or(&text);
        words::standing(word)
            .map(with_how)
            .ok_or(Trouble::UnknownState)
    }
}

fn with_how<T>((value, source): (T, Source)) -> (T, How) {
    match source {
        Source::Own => (value, How::Plainly),
        Source::Synonym => (value, How::Synonym),
    }
}

/// A slug of ours, whatever the program calls it.
fn plain<T: Listed>(slug: &str) -> Option<(Chosen<T>, Source)> {
    Choices::<T>::default().find(slug).map(|choice| {
        let chosen = Chosen {
            slug: choice.slug.clone(),
            counts_as: choice.kind_of,
        };
        (chosen, Source::Own)
    })
}
