//! Someone who knows every shown figure and can solve equations: bounds of each
//! hidden figure by linear programming (simplex, Bland's rule). It is written
//! from the meaning of a table alone and shares nothing with what it attacks.

use super::super::Cell;

const NEAR: f64 = 1e-7;

/// Terms and what their sum is, or is at most.
#[derive(Clone, Debug)]
struct Rule {
    terms: Vec<(usize, f64)>,
    exact: bool,
    value: f64,
}

/// What is published, as the attacker notes it down.
#[derive(Default)]
pub struct Attacker {
    seen: Vec<Cell>,
    rules: Vec<Rule>,
}

impl Attacker {
    /// Notes a published figure; its number comes back.
    pub fn see(&mut self, cell: Cell) -> usize {
        self.seen.push(cell);
        self.seen.len() - 1
    }

    /// The parts are the whole, and so many more that are counted twice.
    pub fn adds(&mut self, whole: usize, parts: &[usize], twice: u64) {
        let mut terms: Vec<(usize, f64)> = parts.iter().map(|part| (*part, 1.0)).collect();
        terms.push((whole, -1.0));
        self.rule(terms, true, twice);
    }

    /// A part is at most the whole, and the whole at most its parts.
    pub fn covers(&mut self, whole: usize, parts: &[usize]) {
        for part in parts {
            self.rule(vec![(*part, 1.0), (whole, -1.0)], false, 0);
        }
        let mut terms: Vec<(usize, f64)> = parts.iter().map(|part| (*part, -1.0)).collect();
        terms.push((whole, 1.0));
        self.rule(terms, false, 0);
    }

    fn rule(&mut self, terms: Vec<(usize, f64)>, exact: bool, value: u64) {
        self.rules.push(Rule {
            terms,
            exact,
            value: float(value),
        });
    }

    /// How far apart the least and the most of each hidden figure are, with
    /// bounds known beforehand.
    fn intervals(&self, known: impl Fn(Cell) -> (f64, f64)) -> Vec<(Cell, f64, f64)> {
        let hidden: Vec<usize> = (0..self.seen.len())
            .filter(|at| self.seen[*at].shown().is_none())
            .collect();
        let column = |at: usize| hidden.iter().position(|own| *own == at);
        // In terms of what a figure is above its least.
        let mut rows: Vec<(Vec<f64>, bool, f64)> = Vec::new();
        for rule in &self.rules {
            let mut row = vec![0.0; hidden.len()];
            let mut value = rule.value;
            for (at, factor) in &rule.terms {
                let fixed = match self.seen[*at] {
                    Cell::Shown(number) => float(number),
                    cell => {
                        row[column(*at).unwrap()] += factor;
                        known(cell).0
                    }
                };
                value -= factor * fixed;
            }
            rows.push((row, rule.exact, value));
        }
        for (own, at) in hidden.iter().enumerate() {
            let (least, most) = known(self.seen[*at]);
            if most.is_finite() {
                let mut row = vec![0.0; hidden.len()];
                row[own] = 1.0;
                rows.push((row, false, most - least));
            }
        }
        hidden
            .iter()
            .enumerate()
            .map(|(own, at)| {
                let mut aim = vec![0.0; hidden.len()];
                aim[own] = 1.0;
                let most = largest(&rows, &aim);
                aim[own] = -1.0;
                let least = -largest(&rows, &aim);
                let from = known(self.seen[*at]).0;
                (self.seen[*at], from + least, from + most)
            })
            .collect()
    }

    /// What is wrong with the publication, for a threshold.
    pub fn finds(&self, threshold: f64) -> Option<String> {
        let small = |cell: &&Cell| {
            cell.shown()
                .is_some_and(|shown| shown > 0 && float(shown) < threshold)
        };
        if let Some(bad) = self.seen.iter().find(small) {
            return Some(format!("{bad:?} is shown"));
        }
        for (cell, least, most) in self.intervals(|_| (1.0, f64::INFINITY)) {
            if most - least < threshold - NEAR {
                return Some(format!("{cell:?} is within {least} to {most}"));
            }
        }
        if self.seen.contains(&Cell::Few) {
            let known = |cell| match cell {
                Cell::Few => (1.0, threshold - 1.0),
                _ => (threshold, f64::INFINITY),
            };
            for (cell, least, most) in self.intervals(known) {
                let wide = match cell {
                    Cell::Few => least < 1.0 + NEAR && most > threshold - 1.0 - NEAR,
                    _ => true,
                };
                if !wide {
                    return Some(format!("by its name {cell:?} is within {least} to {most}"));
                }
            }
        }
        None
    }
}

fn float(number: u64) -> f64 {
    u32::try_from(number).map(f64::from).unwrap()
}

/// The largest value of a sum under rules, all figures at least zero.
fn largest(rows: &[(Vec<f64>, bool, f64)], aim: &[f64]) -> f64 {
    let (own, high) = (aim.len(), rows.len());
    let slack = rows.iter().filter(|row| !row.1).count();
    let wide = own + slack + high;
    let mut table: Vec<Vec<f64>> = Vec::new();
    let mut next = own;
    for (at, (row, exact, value)) in rows.iter().enumerate() {
        let mut line = vec![0.0; wide + 1];
        line[..own].copy_from_slice(row);
        line[wide] = *value;
        if !exact {
            line[next] = 1.0;
            next += 1;
        }
        if *value < 0.0 {
            for number in &mut line {
                *number = -*number;
            }
        }
        line[own + slack + at] = 1.0;
        table.push(line);
    }
    let mut basis: Vec<usize> = (0..high).map(|at| own + slack + at).collect();
    let mut first = vec![0.0; wide];
    first[own + slack..]
        .iter_mut()
        .for_each(|cost| *cost = -1.0);
    let missing = climb(&mut table, &mut basis, &first, wide);
    assert!(
        missing.abs() < 1e-6,
        "the published figures contradict each other"
    );
    // What is left of the first climb in the basis is zero: turn it out.
    for at in 0..high {
        if basis[at] >= own + slack
            && let Some(column) = (0..own + slack).find(|c| table[at][*c].abs() > NEAR)
        {
            turn(&mut table, &mut basis, at, column);
        }
    }
    let mut second = vec![0.0; wide];
    second[..own].copy_from_slice(aim);
    climb(&mut table, &mut basis, &second, own + slack)
}

fn climb(table: &mut [Vec<f64>], basis: &mut [usize], aim: &[f64], columns: usize) -> f64 {
    loop {
        let gain = |column: usize| {
            aim[column]
                - table
                    .iter()
                    .zip(basis.iter())
                    .map(|(row, base)| aim[*base] * row[column])
                    .sum::<f64>()
        };
        let Some(column) = (0..columns).find(|column| gain(*column) > NEAR) else {
            return table
                .iter()
                .zip(basis.iter())
                .map(|(row, base)| aim[*base] * row[row.len() - 1])
                .sum();
        };
        let leaving = (0..table.len())
            .filter(|at| table[*at][column] > NEAR)
            .min_by(|left, right| {
                let ratio = |at: usize| table[at][table[at].len() - 1] / table[at][column];
                let (one, other) = (ratio(*left), ratio(*right));
                if (one - other).abs() < NEAR {
                    basis[*left].cmp(&basis[*right])
                } else {
                    one.total_cmp(&other)
                }
            });
        match leaving {
            Some(at) => turn(table, basis, at, column),
            None => return f64::INFINITY,
        }
    }
}

fn turn(table: &mut [Vec<f64>], basis: &mut [usize], at: usize, column: usize) {
    let by = table[at][column];
    for number in &mut table[at] {
        *number /= by;
    }
    let row = table[at].clone();
    for (other, line) in table.iter_mut().enumerate() {
        let factor = line[column];
        if other != at && factor.abs() > 0.0 {
            for (number, own) in line.iter_mut().zip(&row) {
                *number -= factor * own;
            }
        }
    }
    basis[at] = column;
}

#[test]
fn the_attacker_finds_what_a_plain_total_gives_away() {
    let mut attacker = Attacker::default();
    let total = attacker.see(Cell::Shown(23));
    let few = attacker.see(Cell::Few);
    let other = attacker.see(Cell::Shown(20));
    attacker.adds(total, &[few, other], 0);
    assert_eq!(attacker.finds(5.0).unwrap(), "Few is within 3 to 3");
}

/// Three hidden figures of four in a square: each row and column alone says
/// little, together they say all.
#[test]
fn the_attacker_solves_several_equations_at_once() {
    let mut attacker = Attacker::default();
    let cells: Vec<usize> = [
        Cell::Withheld,
        Cell::Withheld,
        Cell::Withheld,
        Cell::Shown(7),
    ]
    .into_iter()
    .map(|cell| attacker.see(cell))
    .collect();
    let [left, right, top, bottom] = [12, 16, 20, 8].map(|n| attacker.see(Cell::Shown(n)));
    attacker.adds(top, &[cells[0], cells[1]], 0);
    attacker.adds(bottom, &[cells[2], cells[3]], 0);
    attacker.adds(left, &[cells[0], cells[2]], 0);
    attacker.adds(right, &[cells[1], cells[3]], 0);
    assert!(attacker.finds(5.0).unwrap().contains("is within 11 to 11"));
}
