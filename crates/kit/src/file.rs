//! Bringing a file: the field, and the form around it.

use maud::{Markup, Render, html};

use crate::{
    field::{Around, Field, Text, hidden},
    form::KEY,
    gallery::Example,
};

/// A field that takes one file of the device.
pub type FileField<'a> = Field<'a, OneFile<'a>>;

/// What such a field knows.
#[derive(Clone, Debug)]
pub struct OneFile<'a> {
    accept: Text<'a>,
}

impl<'a> Field<'a, OneFile<'a>> {
    /// A file whose kind is one of `accept`: ends of names and content types, as HTML writes them.
    /// It only narrows what the device offers; what a file is, its bytes say.
    pub fn new(
        name: impl Into<Text<'a>>,
        label: impl Into<Text<'a>>,
        accept: impl Into<Text<'a>>,
    ) -> Self {
        Self {
            around: Around::new(name, label),
            control: OneFile {
                accept: accept.into(),
            },
        }
    }
}

impl Render for FileField<'_> {
    fn render(&self) -> Markup {
        let around = &self.around;
        around.field(&html! {
            input class="input input--file" type="file" id=(around.id()) name=(around.name)
                accept=(self.control.accept) aria-invalid=[around.invalid()]
                aria-describedby=[around.described_by()];
        })
    }
}

/// A form that brings a file. The browser sends it itself, so it works without script; its key
/// makes a second press the same change.
#[derive(Clone, Debug)]
pub struct FileForm<'a> {
    action: Text<'a>,
    key: Text<'a>,
    body: Markup,
}

impl<'a> FileForm<'a> {
    /// A form that is sent to `action`.
    pub fn post(action: impl Into<Text<'a>>, key: impl Into<Text<'a>>, body: impl Render) -> Self {
        Self {
            action: action.into(),
            key: key.into(),
            body: body.render(),
        }
    }
}

impl Render for FileForm<'_> {
    fn render(&self) -> Markup {
        html! {
            form class="stack stack--5" method="post" action=(self.action)
                enctype="multipart/form-data" novalidate {
                (hidden(KEY, &self.key))
                (self.body)
            }
        }
    }
}

pub(crate) fn examples() -> Vec<Example> {
    let sheets = ".csv,.tsv,.xlsx";
    vec![
        Example::new(
            "file",
            "a file to choose",
            &FileField::new("e-sheet", "Your spreadsheet", sheets).hint("CSV, TSV or XLSX"),
        ),
        Example::new(
            "file",
            "a file that is missing",
            &FileField::new("e-sheet-2", "Your spreadsheet", sheets)
                .error(Some("Choose a file first")),
        ),
        Example::new(
            "file",
            "a form that brings a file",
            &FileForm::post(
                "/imports",
                "0123456789abcdef",
                html! { (FileField::new("e-sheet-3", "Your spreadsheet", sheets)) },
            ),
        ),
    ]
}
