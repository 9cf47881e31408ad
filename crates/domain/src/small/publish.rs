//! From true figures to published ones.

use super::{
    Cell, Group, Reader,
    cover::Covers,
    flow::{Bounds, Figure, Network},
};

/// How the figures of a table belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// They add up to the totals: contacts, minutes.
    Adds,
    /// Each is counted once in each place, and a total may be less than its
    /// parts: unduplicated people.
    Overlaps,
}

/// The figures do not fit together: parts do not add up to their total, or a
/// part is more than the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the figures do not fit their totals")]
pub struct Uneven;

/// How dear it is to lose a figure: cells before margins, margins before the
/// total, small before large.
#[derive(Clone, Copy)]
pub(super) enum Rank {
    Cell = 1,
    Margin = 2,
    Total = 4,
}

/// The figures of one publication, being laid out.
pub(super) struct Draft {
    reader: Reader,
    nodes: usize,
    figures: Vec<(Group, Rank, usize, usize)>,
    /// A whole and its parts that meet at no node.
    besides: Vec<(usize, Vec<usize>)>,
}

impl Draft {
    pub(super) const fn new(reader: Reader, nodes: usize) -> Self {
        Self {
            reader,
            nodes,
            figures: Vec::new(),
            besides: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, group: Group, rank: Rank, from: usize, to: usize) {
        self.figures.push((group, rank, from, to));
    }

    /// Tells that a figure is the whole of others where no node says so. It
    /// matters only where people are counted once; what adds up follows anyway.
    pub(super) fn also_whole(&mut self, whole: usize, parts: Vec<usize>) {
        self.besides.push((whole, parts));
    }

    /// The published figures, in the order in which they were added.
    ///
    /// What is hidden on a screen is hidden outside as well: a manager has
    /// both, and another complement in the file would give the first one away.
    pub(super) fn publish(self, sum: Sum) -> Result<Vec<Cell>, Uneven> {
        let mut screen = Layout::of(&self, Reader::Screen);
        let named = screen.settle(sum)?;
        match self.reader {
            Reader::Screen => Ok(screen.cells(named)),
            Reader::Outside => {
                let mut outside = Layout::of(&self, Reader::Outside);
                outside.hide_as(&screen);
                let named = outside.settle(sum)? && named;
                Ok(outside.cells(named))
            }
        }
    }
}

/// The figures as a network, for one reader.
struct Layout<'a> {
    reader: Reader,
    network: Network,
    small: Vec<bool>,
    /// Whether every amount is a number of people.
    people: bool,
    besides: &'a [(usize, Vec<usize>)],
}

impl<'a> Layout<'a> {
    fn of(draft: &'a Draft, reader: Reader) -> Self {
        let threshold = reader.threshold();
        let figure = |(group, rank, from, to): &(Group, Rank, usize, usize)| {
            let small = group.is_small(reader);
            Figure {
                from: *from,
                to: *to,
                amount: group.amount,
                price: (group.amount.saturating_add(10)).saturating_mul(*rank as u64),
                // Minutes within five minutes are no doubt at all: at least as
                // wide as the amount itself.
                doubt: if small {
                    threshold.max(group.amount)
                } else {
                    threshold
                },
                hidden: small,
            }
        };
        let figures: Vec<Figure> = draft.figures.iter().map(figure).collect();
        Self {
            reader,
            small: figures.iter().map(|figure| figure.hidden).collect(),
            network: Network {
                nodes: draft.nodes,
                figures,
            },
            people: draft
                .figures
                .iter()
                .all(|(group, ..)| group.amount == group.people),
            besides: &draft.besides,
        }
    }

    fn hide_as(&mut self, other: &Self) {
        for (own, other) in self.network.figures.iter_mut().zip(&other.network.figures) {
            own.hidden |= other.hidden;
        }
    }

    /// Hides what must be hidden; says whether "fewer than" may be said.
    fn settle(&mut self, sum: Sum) -> Result<bool, Uneven> {
        match sum {
            Sum::Adds if !self.network.is_even() => Err(Uneven),
            Sum::Adds => {
                self.network.protect();
                Ok(self.may_say_few(|at, bounds| self.network.interval(at, bounds)))
            }
            Sum::Overlaps => {
                let covers = Covers::of(&self.network, self.besides);
                let known = self.protect_overlaps(&covers)?;
                Ok(self.may_say_few(|at, bounds| known.interval(at, bounds))
                    && self.may_say_few(|at, bounds| covers.interval(&self.network, at, bounds)))
            }
        }
    }

    fn cells(&self, named: bool) -> Vec<Cell> {
        let figures = self.network.figures.iter();
        figures
            .zip(&self.small)
            .map(|(figure, small)| match (figure.hidden, small) {
                (false, _) => Cell::Shown(figure.amount),
                (true, true) if named => Cell::Few,
                (true, _) => Cell::Withheld,
            })
            .collect()
    }

    /// Protects against two readers: one who knows no more than that a part is
    /// within its whole, and one who also knows how many people are counted in
    /// several parts (where sites share nobody: none), for whom it all adds up.
    fn protect_overlaps(&mut self, covers: &Covers) -> Result<Network, Uneven> {
        let beside = self.network.nodes;
        let overlaps = covers.overlaps(&self.network).ok_or(Uneven)?;
        loop {
            let mut known = self.network.clone();
            known.nodes += 1;
            covers.balance(&mut known, &overlaps, beside);
            known.protect();
            for (figure, known) in self.network.figures.iter_mut().zip(&known.figures) {
                figure.hidden = known.hidden;
            }
            if !covers.protect(&mut self.network) {
                return Ok(known);
            }
        }
    }

    /// Whether "fewer than" may be said of the small ones and "withheld" of the
    /// others: only if these words narrow no small one down further. That a
    /// large one is then known more closely harms nobody.
    fn may_say_few(
        &self,
        interval: impl Fn(usize, &dyn Fn(usize) -> Bounds) -> (u64, u64),
    ) -> bool {
        let threshold = self.reader.threshold();
        let bounds = |at: usize| match self.small.get(at) {
            Some(true) => Bounds {
                least: 1,
                most: self.people.then_some(threshold - 1),
            },
            _ => Bounds {
                least: threshold,
                most: None,
            },
        };
        self.small.iter().enumerate().all(|(at, small)| {
            let Some(figure) = self.network.figures.get(at).filter(|_| *small) else {
                return true;
            };
            let (least, most) = interval(at, &bounds);
            if self.people {
                (least, most) == (1, threshold - 1)
            } else {
                most - least >= figure.doubt
            }
        })
    }
}
