//! Lists, tables and series of figures, published.

use super::{
    Cell, Group, Reader,
    publish::{Draft, Rank, Sum, Uneven},
};

/// A published list with its total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The figures, in the order in which they came.
    pub cells: Vec<Cell>,
    /// The total.
    pub total: Cell,
}

/// True figures of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// One list of figures for each row, all of one length.
    pub cells: Vec<Vec<Group>>,
    /// One figure for each row.
    pub rows: Vec<Group>,
    /// One figure for each column.
    pub columns: Vec<Group>,
    /// The figure for all.
    pub total: Group,
}

/// A published table with its margins, in the shape of [`Counts`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// One list of figures for each row.
    pub cells: Vec<Vec<Cell>>,
    /// One figure for each row.
    pub rows: Vec<Cell>,
    /// One figure for each column.
    pub columns: Vec<Cell>,
    /// The figure for all.
    pub total: Cell,
}

/// One figure that stands alone.
pub fn one(reader: Reader, group: Group) -> Cell {
    if group.is_small(reader) {
        Cell::Few
    } else {
        Cell::Shown(group.amount)
    }
}

/// Figures that stand alone, such as months: nothing that is shown is their
/// sum. A total beside them makes them a [`list`].
pub fn series(reader: Reader, groups: &[Group]) -> Vec<Cell> {
    groups.iter().map(|group| one(reader, *group)).collect()
}

/// A list with its total.
pub fn list(reader: Reader, sum: Sum, groups: &[Group], total: Group) -> Result<List, Uneven> {
    let mut draft = Draft::new(reader, 2);
    draft.add(total, Rank::Total, 1, 0);
    for group in groups {
        draft.add(*group, Rank::Cell, 0, 1);
    }
    let mut cells = draft.publish(sum)?;
    let total = cells.remove(0);
    Ok(List { cells, total })
}

/// A table with its margins.
pub fn table(reader: Reader, sum: Sum, counts: &Counts) -> Result<Table, Uneven> {
    let (high, wide) = (counts.rows.len(), counts.columns.len());
    let fits = counts.cells.len() == high && counts.cells.iter().all(|row| row.len() == wide);
    if !fits {
        return Err(Uneven);
    }
    let (start, end) = (high + wide, high + wide + 1);
    let mut draft = Draft::new(reader, high + wide + 2);
    draft.add(counts.total, Rank::Total, end, start);
    for (row, group) in counts.rows.iter().enumerate() {
        draft.add(*group, Rank::Margin, start, row);
    }
    for (column, group) in counts.columns.iter().enumerate() {
        draft.add(*group, Rank::Margin, high + column, end);
    }
    for (row, groups) in counts.cells.iter().enumerate() {
        for (column, group) in groups.iter().enumerate() {
            draft.add(*group, Rank::Cell, row, high + column);
        }
    }
    let mut cells = draft.publish(sum)?.into_iter();
    let mut take = |number| cells.by_ref().take(number).collect::<Vec<_>>();
    let total = take(1).pop().unwrap_or(Cell::Withheld);
    let (rows, columns) = (take(high), take(wide));
    let cells = (0..high).map(|_| take(wide)).collect();
    Ok(Table {
        cells,
        rows,
        columns,
        total,
    })
}

/// A part of a whole in percent, rounded half up, from the part and the rest
/// (contacts out of hours and in hours). `None` when either of them is small or
/// nothing is there: 97 of 100 says that three are the others.
pub fn share(reader: Reader, part: Group, rest: Group) -> Option<u8> {
    let whole = part.amount.checked_add(rest.amount)?;
    if whole == 0 || part.is_small(reader) || rest.is_small(reader) {
        return None;
    }
    let (part, whole) = (u128::from(part.amount), u128::from(whole));
    u8::try_from((part * 200 + whole) / (whole * 2)).ok()
}
