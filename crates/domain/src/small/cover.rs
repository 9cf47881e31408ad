//! What can be worked out where people are counted once, and how to stop it.
//!
//! Somebody who had a visit and a call is one person in each of two rows and
//! one person in the total. So a part is never more than its whole, and a whole
//! never more than its parts together: that is all these figures tell of each
//! other. The most that each can be is found by passing those two rules on
//! until nothing changes; the least is the smallest number with which the
//! others are still possible.

use super::flow::{Bounds, Figure, NEVER_HIDDEN, Network};

/// More than any count; many of them still fit.
const ENDLESS: u64 = u64::MAX / 1_024;

/// A whole and its parts, as numbers of figures.
#[derive(Clone, Debug)]
struct Cover {
    whole: usize,
    /// Whether the whole flows into the node and the parts out of it.
    enters: bool,
    parts: Vec<usize>,
}

/// The rules among the figures of a network: at every node, one figure is the
/// whole of those on its other side. After them, rules that belong to no node.
#[derive(Clone, Debug)]
pub(super) struct Covers {
    rules: Vec<Cover>,
    at_nodes: usize,
}

impl Covers {
    pub(super) fn of(network: &Network, besides: &[(usize, Vec<usize>)]) -> Self {
        let cover = |node: usize| {
            let side = |into: bool| -> Vec<usize> {
                let at_node = |at: &usize| {
                    network
                        .figures
                        .get(*at)
                        .is_some_and(|figure| node == if into { figure.to } else { figure.from })
                };
                (0..network.figures.len()).filter(at_node).collect()
            };
            let (into, out) = (side(true), side(false));
            match (into.as_slice(), out.as_slice()) {
                ([whole], _) => Some(Cover {
                    whole: *whole,
                    enters: true,
                    parts: out,
                }),
                (_, [whole]) => Some(Cover {
                    whole: *whole,
                    enters: false,
                    parts: into,
                }),
                _ => None,
            }
        };
        let mut rules: Vec<Cover> = (0..network.nodes).filter_map(cover).collect();
        let at_nodes = rules.len();
        rules.extend(besides.iter().map(|(whole, parts)| Cover {
            whole: *whole,
            enters: true,
            parts: parts.clone(),
        }));
        Self { rules, at_nodes }
    }

    /// By how much the parts of each whole exceed it: the people who are in
    /// several parts. `None` where that cannot be, so a figure is wrong.
    pub(super) fn overlaps(&self, network: &Network) -> Option<Vec<u64>> {
        let amount = |at: &usize| network.figures.get(*at).map(|figure| figure.amount);
        self.rules
            .iter()
            .map(|cover| {
                let whole = amount(&cover.whole)?;
                let parts: Vec<u64> = cover.parts.iter().filter_map(amount).collect();
                let fits = parts.iter().all(|part| *part <= whole);
                let sum: u64 = parts.iter().copied().fold(0, u64::saturating_add);
                sum.checked_sub(whole).filter(|_| fits)
            })
            .collect()
    }

    /// Adds what is counted twice as shown figures from and to a node of its
    /// own, so that everything adds up.
    pub(super) fn balance(&self, network: &mut Network, overlaps: &[u64], beside: usize) {
        for (cover, amount) in self.rules.iter().take(self.at_nodes).zip(overlaps) {
            let Some(whole) = network.figures.get(cover.whole).copied() else {
                continue;
            };
            let (from, to) = if cover.enters {
                (beside, whole.to)
            } else {
                (whole.from, beside)
            };
            network.figures.push(Figure {
                from,
                to,
                amount: *amount,
                price: NEVER_HIDDEN,
                doubt: 0,
                hidden: false,
            });
        }
    }

    /// Hides more figures until each hidden one is in doubt enough; says
    /// whether any was added.
    pub(super) fn protect(&self, network: &mut Network) -> bool {
        let mut added = false;
        let mut at = 0;
        while at < network.figures.len() {
            if !self.is_narrow(network, at) {
                at += 1;
                continue;
            }
            let Some(more) = self.next_to_hide(network, at) else {
                at += 1;
                continue;
            };
            set_hidden(network, more, true);
            added = true;
            // What was hidden just now may itself be plain, and come before.
            at = at.min(more);
        }
        added
    }

    /// Whether too much can be worked out about a figure that is hidden.
    pub(super) fn is_narrow(&self, network: &Network, at: usize) -> bool {
        network.figures.get(at).is_some_and(|figure| {
            let (least, most) = self.interval(network, at, |_| Bounds::NOT_ZERO);
            figure.hidden && most - least < figure.doubt
        })
    }

    /// The cheapest shown figure beside this one whose hiding is enough, or the
    /// cheapest beside it, or the cheapest of all.
    fn next_to_hide(&self, network: &mut Network, narrow: usize) -> Option<usize> {
        let shown = |network: &Network, at: usize| {
            network
                .figures
                .get(at)
                .filter(|figure| !figure.hidden && figure.amount > 0)
                .map(|figure| (figure.price, at))
        };
        let mut beside: Vec<(u64, usize)> = self
            .rules
            .iter()
            .filter(|cover| cover.whole == narrow || cover.parts.contains(&narrow))
            .flat_map(|cover| cover.parts.iter().chain([&cover.whole]))
            .filter_map(|at| shown(network, *at))
            .collect();
        beside.sort_unstable();
        beside.dedup();
        for (_, at) in &beside {
            set_hidden(network, *at, true);
            let enough = !self.is_narrow(network, narrow);
            set_hidden(network, *at, false);
            if enough {
                return Some(*at);
            }
        }
        let of_all = || {
            (0..network.figures.len())
                .filter_map(|at| shown(network, at))
                .min()
        };
        beside.first().copied().or_else(of_all).map(|(_, at)| at)
    }

    /// The least and the most that a figure can be for somebody who sees what
    /// is shown and knows the bounds of what is not.
    pub(super) fn interval(
        &self,
        network: &Network,
        at: usize,
        bounds: impl Fn(usize) -> Bounds,
    ) -> (u64, u64) {
        let Some(figure) = network.figures.get(at).copied() else {
            return (0, ENDLESS);
        };
        if !figure.hidden {
            return (figure.amount, figure.amount);
        }
        let most = self
            .highest(network, &bounds, None)
            .and_then(|highest| highest.get(at).copied())
            .unwrap_or(figure.amount);
        let (mut least, mut possible) = (bounds(at).least.min(figure.amount), figure.amount);
        while least < possible {
            let middle = least.midpoint(possible);
            if self.highest(network, &bounds, Some((at, middle))).is_some() {
                possible = middle;
            } else {
                least = middle + 1;
            }
        }
        (least, most.max(least))
    }

    /// The most that every figure can be, with one held down; `None` when the
    /// others are not possible then.
    fn highest(
        &self,
        network: &Network,
        bounds: &impl Fn(usize) -> Bounds,
        held: Option<(usize, u64)>,
    ) -> Option<Vec<u64>> {
        let mut most: Vec<u64> = network
            .figures
            .iter()
            .enumerate()
            .map(|(at, figure)| match held {
                Some((held, value)) if held == at => value,
                _ if figure.hidden => bounds(at).most.unwrap_or(ENDLESS),
                _ => figure.amount,
            })
            .collect();
        loop {
            let before = most.clone();
            for cover in &self.rules {
                let sum = cover
                    .parts
                    .iter()
                    .filter_map(|part| most.get(*part))
                    .fold(0, |sum: u64, part| sum.saturating_add(*part));
                let whole = most.get_mut(cover.whole)?;
                *whole = sum.min(*whole);
                let whole = *whole;
                for part in &cover.parts {
                    let part = most.get_mut(*part)?;
                    *part = whole.min(*part);
                }
            }
            if most == before {
                break;
            }
        }
        let possible = network.figures.iter().enumerate().all(|(at, figure)| {
            let least = if figure.hidden {
                bounds(at).least.min(figure.amount)
            } else {
                figure.amount
            };
            most.get(at).is_some_and(|most| *most >= least)
        });
        possible.then_some(most)
    }
}

fn set_hidden(network: &mut Network, at: usize, hidden: bool) {
    if let Some(figure) = network.figures.get_mut(at) {
        figure.hidden = hidden;
    }
}
