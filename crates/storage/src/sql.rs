//! SQL as listed constants, values in and rows out.

use std::borrow::Cow;

use domain::id::Id;

use crate::Error;

/// One SQL text, the same for both engines. Parameters are `$1`, `$2` … and are
/// bound **by name**, so their order in the text does not matter.
///
/// Every constant is listed by its room (`pub const STATEMENTS: &[Sql]`), so that
/// the test which prepares every statement on both engines sees it.
#[derive(Clone, Copy, Debug)]
pub struct Sql {
    /// `room.verb`, unique in the house.
    pub name: &'static str,
    /// The text.
    pub text: &'static str,
}

impl Sql {
    /// A named text.
    pub const fn new(name: &'static str, text: &'static str) -> Self {
        Self { name, text }
    }
}

/// A value to bind: the three kinds that both engines share, and none.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// SQL's NULL.
    Null,
    /// BIGINT.
    Int(i64),
    /// TEXT.
    Text(Cow<'a, str>),
    /// BLOB or BYTEA.
    Bytes(Cow<'a, [u8]>),
}

/// What can be bound.
pub trait ToValue {
    /// The value to bind.
    fn to_value(&self) -> Value<'_>;
}

impl ToValue for i64 {
    fn to_value(&self) -> Value<'_> {
        Value::Int(*self)
    }
}
impl ToValue for str {
    fn to_value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}
impl ToValue for String {
    fn to_value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}
impl ToValue for [u8] {
    fn to_value(&self) -> Value<'_> {
        Value::Bytes(Cow::Borrowed(self))
    }
}
impl<const N: usize> ToValue for [u8; N] {
    fn to_value(&self) -> Value<'_> {
        Value::Bytes(Cow::Borrowed(self))
    }
}
impl ToValue for Vec<u8> {
    fn to_value(&self) -> Value<'_> {
        Value::Bytes(Cow::Borrowed(self))
    }
}
impl<T> ToValue for Id<T> {
    fn to_value(&self) -> Value<'_> {
        Value::Int(self.get())
    }
}
impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value<'_> {
        (*self).to_value()
    }
}
impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, ToValue::to_value)
    }
}

/// One row of an answer, read by column number from 0.
pub struct Row<'a>(pub(crate) RowInner<'a>);

pub(crate) enum RowInner<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a postgres::Row),
}

impl Row<'_> {
    /// The value of a column. A NULL is read as `Option`.
    pub fn get<T: FromValue>(&self, column: usize) -> Result<T, Error> {
        T::from_row(self, column)
    }
}

/// What can be read from a column: `i64`, `String`, `Vec<u8>`, `Id<T>`, and `Option` of these.
pub trait FromValue: Sized {
    /// Reads the column, numbered from 0.
    fn from_row(row: &Row<'_>, column: usize) -> Result<Self, Error>;
}

/// What a row becomes. One value, tuples of up to 6 values, and every room's own row structs.
pub trait FromRow: Sized {
    /// Reads a row.
    fn from_row(row: &Row<'_>) -> Result<Self, Error>;
}
