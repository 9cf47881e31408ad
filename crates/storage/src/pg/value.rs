//! Values on their way to and from PostgreSQL.
//!
//! A plain `1` or a parameter beside one is INT4 there, and a comparison is BOOL, so numbers
//! of every width are taken and given; SQLite knows only one kind.

use std::error::Error as StdError;

use bytes::BytesMut;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::Value;

type Boxed = Box<dyn StdError + Sync + Send>;

/// A whole number of any width, or a truth as 0 or 1.
pub(crate) struct Number(pub(crate) i64);

impl<'a> FromSql<'a> for Number {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Boxed> {
        Ok(Self(match *kind {
            Type::INT2 => i16::from_sql(kind, raw)?.into(),
            Type::INT4 => i32::from_sql(kind, raw)?.into(),
            Type::BOOL => bool::from_sql(kind, raw)?.into(),
            _ => i64::from_sql(kind, raw)?,
        }))
    }

    fn accepts(kind: &Type) -> bool {
        is_number(kind)
    }
}

/// Text.
pub(crate) struct Words(pub(crate) String);

impl<'a> FromSql<'a> for Words {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Boxed> {
        String::from_sql(kind, raw).map(Self)
    }

    fn accepts(kind: &Type) -> bool {
        is_text(kind)
    }
}

/// Bytes.
pub(crate) struct Bytes(pub(crate) Vec<u8>);

impl<'a> FromSql<'a> for Bytes {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Boxed> {
        Vec::from_sql(kind, raw).map(Self)
    }

    fn accepts(kind: &Type) -> bool {
        *kind == Type::BYTEA
    }
}

fn is_number(kind: &Type) -> bool {
    matches!(*kind, Type::INT8 | Type::INT4 | Type::INT2 | Type::BOOL)
}

fn is_text(kind: &Type) -> bool {
    matches!(
        *kind,
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN
    )
}

/// Whether both engines can carry such a column or parameter.
pub(crate) fn portable(kind: &Type) -> bool {
    is_number(kind) || is_text(kind) || *kind == Type::BYTEA
}

impl ToSql for Value<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Boxed> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) => match *kind {
                Type::INT8 => number.to_sql(kind, out),
                Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
                Type::INT2 => i16::try_from(*number)?.to_sql(kind, out),
                _ => Err("a number where the statement wants something else".into()),
            },
            Self::Text(text) if is_text(kind) => text.as_ref().to_sql(kind, out),
            Self::Bytes(bytes) if *kind == Type::BYTEA => bytes.as_ref().to_sql(kind, out),
            Self::Text(_) => Err("text where the statement wants something else".into()),
            Self::Bytes(_) => Err("bytes where the statement wants something else".into()),
        }
    }

    fn accepts(kind: &Type) -> bool {
        portable(kind)
    }

    to_sql_checked!();
}
