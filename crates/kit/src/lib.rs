//! The parts of every page: the shell, the line that says who can see it,
//! fields, lists, notices, style, drawings, and the words they are said in.
//!
//! The kit knows no feature. Parts are values that render themselves inside
//! maud's `html!`; what they say comes from the caller, already in the reader's
//! language. Every part has named examples ([`examples`]).

mod asset;
mod button;
mod chart;
mod choice;
mod dayline;
mod field;
mod file;
mod form;
mod gallery;
pub mod icon;
mod list;
mod mug;
mod notice;
pub mod page;
mod raw;
mod sheet;
mod weeks;
pub mod when;
pub mod who;
pub mod words;

pub use asset::{Asset, assets, own_sheet, sheet};
pub use button::{Button, acts, acts_even};
pub use chart::{ProcessChart, measure, measures};
pub use choice::{Choice, Choices, Switch, Tick};
pub use dayline::{DayLine, duty};
pub use field::{Field, Select, Text, TextArea, TextField, hidden};
pub use file::{FileField, FileForm};
pub use form::{ErrorSummary, Form, KEY, SaveBar};
pub use gallery::{Example, examples, gallery};
pub use icon::{Icon, icon};
pub use list::{DataTable, Pager, Row, Tone, facts, quick, rows, tag, tags};
pub use mug::{Mug, cups, level_word};
pub use notice::{
    EmptyState, Note, NoteKind, codes, hello, off_duty, or_line, saved, status_line, suggestion,
};
pub use page::{Frame, Nav, NavItem, Page, Theme, Width};
pub use sheet::{More, PersonCard, PersonHead, Sheet, Title, avatar, columns, own_words};
pub use weeks::{Board, Weeks, weeks_key};
pub use who::{Audience, Mark, WhoLine};
pub use words::{Language, Words, WordsBuilder, WordsError};
