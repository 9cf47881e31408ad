//! What can be worked out where figures add up, and how to stop it.
//!
//! Every figure is an edge of a circulation: what flows into a node flows out
//! of it. A list with its total is two nodes; a table with margins has a node
//! for each row and column; lists that share a total hang in series. All that
//! sums can tell about a hidden figure is then the least and the most flow
//! through its edge, and a largest-flow search finds both exactly, in whole
//! numbers.

use std::collections::VecDeque;

/// More than any count; three of them still fit.
const ENDLESS: u64 = u64::MAX / 4;

/// One figure: an edge between two nodes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) amount: u64,
    /// How dear it is to hide this one to protect another.
    pub(super) price: u64,
    /// How wide the doubt about it must be while it is hidden.
    pub(super) doubt: u64,
    pub(super) hidden: bool,
}

/// The price of what a reader knows anyway and nobody can hide.
pub(super) const NEVER_HIDDEN: u64 = u64::MAX;

/// What a reader knows about a hidden figure besides the sums.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) least: u64,
    pub(super) most: Option<u64>,
}

impl Bounds {
    /// A hidden figure is not zero, because zeros are shown.
    pub(super) const NOT_ZERO: Self = Self {
        least: 1,
        most: None,
    };
}

/// Figures that add up at every node.
#[derive(Clone, Debug, Default)]
pub(super) struct Network {
    pub(super) nodes: usize,
    pub(super) figures: Vec<Figure>,
}

impl Network {
    /// Whether the figures really add up.
    pub(super) fn is_even(&self) -> bool {
        let mut balance = vec![0_i128; self.nodes];
        for figure in &self.figures {
            let amount = i128::from(figure.amount);
            if let Some(node) = balance.get_mut(figure.from) {
                *node -= amount;
            }
            if let Some(node) = balance.get_mut(figure.to) {
                *node += amount;
            }
        }
        balance.iter().all(|node| *node == 0)
    }

    /// Hides more figures until each hidden one is in doubt enough; says
    /// whether any was added.
    ///
    /// Hiding one more never makes another one plainer, so each figure is
    /// looked at until it is safe and never again. With every figure hidden
    /// nothing is known, so it ends.
    pub(super) fn protect(&mut self) -> bool {
        let mut open: Vec<usize> = (0..self.figures.len())
            .filter(|at| self.figures.get(*at).is_some_and(|figure| figure.hidden))
            .collect();
        let before = open.len();
        let mut next = 0;
        while let Some(&at) = open.get(next) {
            if !self.is_narrow(at) {
                next += 1;
                continue;
            }
            let known = open.len();
            for more in self.cheapest_cycle(at) {
                self.hide(more, &mut open);
            }
            if open.len() == known {
                // Cannot be while figures add up; rather too little is shown.
                for more in 0..self.figures.len() {
                    self.hide(more, &mut open);
                }
                break;
            }
        }
        open.len() > before
    }

    fn hide(&mut self, at: usize, open: &mut Vec<usize>) {
        if let Some(figure) = self.figures.get_mut(at)
            && !figure.hidden
            && figure.amount > 0
            && figure.price != NEVER_HIDDEN
        {
            figure.hidden = true;
            open.push(at);
        }
    }

    /// Whether too much can be worked out about a hidden figure.
    pub(super) fn is_narrow(&self, at: usize) -> bool {
        let Some(figure) = self.figures.get(at) else {
            return false;
        };
        let any = |_| Bounds::NOT_ZERO;
        let more = self.largest_flow(figure.to, figure.from, figure.doubt, at, &any);
        let missing = figure.doubt.saturating_sub(more);
        let down = figure.amount.saturating_sub(1).min(missing);
        self.largest_flow(figure.from, figure.to, down, at, &any) < missing
    }

    /// The least and the most that a figure can be for somebody who sees what
    /// is shown and knows the bounds of what is not.
    pub(super) fn interval(&self, at: usize, bounds: impl Fn(usize) -> Bounds) -> (u64, u64) {
        let Some(figure) = self.figures.get(at).copied() else {
            return (0, ENDLESS);
        };
        if !figure.hidden {
            return (figure.amount, figure.amount);
        }
        let own = bounds(at);
        let up = own
            .most
            .map_or(ENDLESS, |most| most.saturating_sub(figure.amount));
        let down = figure.amount.saturating_sub(own.least);
        let more = self.largest_flow(figure.to, figure.from, up, at, &bounds);
        let less = self.largest_flow(figure.from, figure.to, down, at, &bounds);
        (figure.amount - less, figure.amount.saturating_add(more))
    }

    /// How much can be moved from one node to another by changing hidden
    /// figures other than one, at most `limit`.
    fn largest_flow(
        &self,
        from: usize,
        to: usize,
        limit: u64,
        without: usize,
        bounds: &impl Fn(usize) -> Bounds,
    ) -> u64 {
        // Two arcs for each hidden figure: more of it, and less of it.
        let mut arcs: Vec<(usize, u64)> = Vec::new();
        let mut leaving: Vec<Vec<usize>> = vec![Vec::new(); self.nodes];
        for (at, figure) in self.figures.iter().enumerate() {
            if !figure.hidden || at == without {
                continue;
            }
            let Bounds { least, most } = bounds(at);
            let up = most.map_or(ENDLESS, |most| most.saturating_sub(figure.amount));
            let down = figure.amount.saturating_sub(least);
            for (start, end, room) in [(figure.from, figure.to, up), (figure.to, figure.from, down)]
            {
                if let Some(list) = leaving.get_mut(start) {
                    list.push(arcs.len());
                }
                arcs.push((end, room));
            }
        }
        let mut moved = 0;
        while moved < limit {
            let Some(path) = shortest(&arcs, &leaving, from, to) else {
                break;
            };
            let room = path
                .iter()
                .filter_map(|arc| arcs.get(*arc).map(|(_, room)| *room))
                .min()
                .unwrap_or(0)
                .min(limit - moved);
            for arc in path {
                if let Some((_, left)) = arcs.get_mut(arc) {
                    *left -= room;
                }
                if let Some((_, back)) = arcs.get_mut(arc ^ 1) {
                    *back = back.saturating_add(room).min(ENDLESS);
                }
            }
            moved += room;
        }
        moved
    }

    /// The figures on the cheapest way around through one figure on which its
    /// doubt can move: more of it here means more or less of the others there.
    fn cheapest_cycle(&self, narrow: usize) -> Vec<usize> {
        let Some(figure) = self.figures.get(narrow).copied() else {
            return Vec::new();
        };
        let mut best: Vec<Option<(u64, Vec<usize>)>> = vec![None; self.nodes];
        if let Some(start) = best.get_mut(figure.to) {
            *start = Some((0, Vec::new()));
        }
        // Few nodes: simple rounds until nothing gets cheaper.
        for _ in 0..self.nodes {
            let mut better = false;
            for (at, other) in self.figures.iter().enumerate() {
                if at == narrow || other.amount == 0 || other.price == NEVER_HIDDEN {
                    continue;
                }
                let price = if other.hidden { 0 } else { other.price };
                let can_fall = other.amount > figure.doubt;
                let ways = [
                    (other.from, other.to, true),
                    (other.to, other.from, can_fall),
                ];
                for (start, end, open) in ways {
                    let Some(Some((so_far, path))) = best.get(start).filter(|_| open) else {
                        continue;
                    };
                    let cost = so_far.saturating_add(price);
                    let known = best.get(end).and_then(Option::as_ref);
                    if known.is_none_or(|(known, _)| cost < *known) {
                        let mut path = path.clone();
                        path.push(at);
                        if let Some(slot) = best.get_mut(end) {
                            *slot = Some((cost, path));
                            better = true;
                        }
                    }
                }
            }
            if !better {
                break;
            }
        }
        best.get(figure.from)
            .cloned()
            .flatten()
            .map(|(_, path)| path)
            .unwrap_or_default()
    }
}

/// The way with the fewest arcs that still have room.
fn shortest(
    arcs: &[(usize, u64)],
    leaving: &[Vec<usize>],
    from: usize,
    to: usize,
) -> Option<Vec<usize>> {
    let mut came: Vec<Option<usize>> = vec![None; leaving.len()];
    let mut seen = vec![false; leaving.len()];
    *seen.get_mut(from)? = true;
    let mut next = VecDeque::from([from]);
    while let Some(node) = next.pop_front() {
        if node == to {
            break;
        }
        for &arc in leaving.get(node)? {
            let (end, room) = *arcs.get(arc)?;
            let new = seen.get_mut(end)?;
            if room > 0 && !*new {
                *new = true;
                *came.get_mut(end)? = Some(arc);
                next.push_back(end);
            }
        }
    }
    if !*seen.get(to)? {
        return None;
    }
    let mut path = Vec::new();
    let mut node = to;
    while node != from {
        let arc = (*came.get(node)?)?;
        path.push(arc);
        // The partner of an arc ends where it starts.
        node = arcs.get(arc ^ 1)?.0;
    }
    path.reverse();
    Some(path)
}
