//! Words shown to people: one language, gathered from the `.ftl` files of the rooms.
//!
//! Ids are unique over the whole house, so a word is found by its id alone.
//! Fluent's own isolation marks are off; an argument that holds right-to-left
//! letters is wrapped in them all the same, so that a name cannot turn the
//! sentence around it ([`plain`] takes them out again for text outside HTML).

mod arguments;
mod stretch;

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use fluent_bundle::{
    FluentArgs, FluentError, FluentResource, FluentValue, concurrent::FluentBundle,
};

/// A language that pages can be served in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// American English, the language the product is written in.
    English,
    /// English with accents, about two fifths longer, each message between
    /// brackets: shows on a page what is not in a word file, and what has no
    /// room for a longer language. No page offers it; a browser that asks for
    /// `en-XA` gets it, so it needs no switch.
    Stretched,
}

impl Language {
    /// The tag for `lang=` and `Accept-Language`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en-US",
            Self::Stretched => "en-XA",
        }
    }
}

/// What can be wrong with the word files.
#[derive(Debug, PartialEq, Eq)]
pub enum WordsError {
    /// Fluent cannot read a file of this room.
    Syntax {
        /// Whose file.
        room: &'static str,
        /// What the parser said.
        detail: String,
    },
    /// The room gives an id that another file has given already.
    Twice {
        /// Whose file came second.
        room: &'static str,
        /// The id.
        id: String,
    },
}

impl std::fmt::Display for WordsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Syntax { room, detail } => {
                write!(f, "the words of {room} do not parse: {detail}")
            }
            Self::Twice { room, id } => write!(f, "the words of {room} give the id {id} again"),
        }
    }
}

impl std::error::Error for WordsError {}

/// Gathers the word files of one language.
pub struct WordsBuilder {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    arguments: BTreeMap<String, BTreeSet<String>>,
}

impl WordsBuilder {
    /// A builder that already holds the words of the kit.
    pub fn new(language: Language) -> Result<Self, WordsError> {
        let tag = language.tag().parse().map_err(|_| WordsError::Syntax {
            room: "kit",
            detail: format!("{} is no language", language.tag()),
        })?;
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        if language == Language::Stretched {
            bundle.set_transform(Some(stretch::stretch));
        }
        Self {
            language,
            bundle,
            arguments: BTreeMap::new(),
        }
        .add("kit", include_str!("en.ftl"))
    }

    /// Adds the file of a room.
    pub fn add(mut self, room: &'static str, ftl: &str) -> Result<Self, WordsError> {
        let resource =
            FluentResource::try_new(ftl.to_owned()).map_err(|(_, errors)| WordsError::Syntax {
                room,
                detail: errors
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join("; "),
            })?;
        arguments::collect(&resource, &mut self.arguments);
        self.bundle.add_resource(resource).map_err(|errors| {
            let id = errors.iter().find_map(|error| match error {
                FluentError::Overriding { id, .. } => Some(id.clone()),
                _ => None,
            });
            WordsError::Twice {
                room,
                id: id.unwrap_or_default(),
            }
        })?;
        Ok(self)
    }

    /// The finished words.
    pub fn build(self) -> Words {
        let mut words = Words {
            language: self.language,
            bundle: self.bundle,
            arguments: arguments::resolved(&self.arguments),
            still: HashMap::new(),
        };
        words.still = words
            .arguments
            .iter()
            .filter(|(_, arguments)| arguments.is_empty())
            .map(|(id, _)| (id.clone(), words.format(id, None)))
            .collect();
        words
    }
}

/// The words of one language.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    arguments: BTreeMap<String, BTreeSet<String>>,
    /// The messages without arguments, formatted once.
    still: HashMap<String, String>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

impl Words {
    /// The kit's own words in English, for tests and examples.
    pub fn kit() -> Result<Self, WordsError> {
        Ok(WordsBuilder::new(Language::English)?.build())
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The tag for `lang=`.
    pub fn lang(&self) -> &'static str {
        self.language.tag()
    }

    /// The message with this id, which takes no arguments. Mostly called as [`t!`](crate::t).
    pub fn say(&self, id: &str) -> String {
        self.still
            .get(id)
            .cloned()
            .unwrap_or_else(|| self.format(id, None))
    }

    /// The message with this id and these arguments. Mostly called as [`t!`](crate::t).
    pub fn say_with(&self, id: &str, arguments: &[(&str, Value<'_>)]) -> String {
        let mut args = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            args.set(*name, value.to_fluent());
        }
        self.format(id, Some(&args))
    }

    /// Whether there is a message with this id.
    pub fn has(&self, id: &str) -> bool {
        self.arguments.contains_key(id)
    }

    /// Every id, in order. For the completeness test.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.arguments.keys().map(String::as_str)
    }

    /// The names of the arguments that a message takes, its references included;
    /// nothing for an unknown id. For the completeness test.
    pub fn arguments(&self, id: &str) -> impl Iterator<Item = &str> {
        self.arguments
            .get(id)
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// A missing id or argument must not take a page down: the id is shown
    /// where the words belong, and the log says so.
    fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value())
        else {
            tracing::error!(id, "no words with this id");
            return format!("⟦{id}⟧");
        };
        let mut errors = Vec::new();
        let said = self
            .bundle
            .format_pattern(pattern, args, &mut errors)
            .into_owned();
        if let Some(error) = errors.first() {
            tracing::error!(id, %error, "words could not be put together");
        }
        // A text that was cut shows by the missing end, one that is in no word file by both.
        if self.language == Language::Stretched {
            return format!("[{said}]");
        }
        said
    }
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Shown as it is.
    Text(Cow<'a, str>),
    /// Shown in figures; Fluent chooses the plural form by it.
    Number(i64),
}

impl Value<'_> {
    fn to_fluent(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) if text.chars().any(is_right_to_left) => {
                FluentValue::from(format!("\u{2068}{text}\u{2069}"))
            }
            Self::Text(text) => FluentValue::from(text.as_ref()),
            Self::Number(number) => FluentValue::from(*number),
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}
impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}
impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}
impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
impl From<i32> for Value<'_> {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}
impl From<u16> for Value<'_> {
    fn from(number: u16) -> Self {
        Self::Number(number.into())
    }
}
impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}
impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// Hebrew, Arabic and their neighbors, and their presentation forms.
fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// The text without isolation marks, for a title in a file, a log or a mail.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.contains(['\u{2068}', '\u{2069}']) {
        Cow::Owned(text.replace(['\u{2068}', '\u{2069}'], ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// The message with this id, as a `String`: `t!(words, "contacts-title")`, or with
/// arguments `t!(words, "contacts-logged", who = name, minutes = 45)`.
///
/// The one macro of the house beside the derives and `html!`: the word check
/// reads the ids and argument names off its calls.
#[macro_export]
macro_rules! t {
    ($words:expr, $id:literal) => { $words.say($id) };
    ($words:expr, $id:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $words.say_with($id, &[$((stringify!($name), $crate::words::Value::from($value))),+])
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(language: Language, ftl: &str) -> Words {
        WordsBuilder::new(language)
            .and_then(|builder| builder.add("room", ftl))
            .expect("words")
            .build()
    }

    const COUNTS: &str = "\
room-said = Said.
room-logged = { $minutes ->
    [one] One minute with { $who }
   *[other] { $minutes } minutes with { $who }
}
room-twice = { room-logged } again
";

    #[test]
    fn words_are_said_with_their_arguments_and_in_the_right_number() {
        let w = words(Language::English, COUNTS);
        assert_eq!(t!(w, "room-said"), "Said.");
        assert_eq!(
            t!(w, "room-logged", who = "Andre", minutes = 1),
            "One minute with Andre"
        );
        assert_eq!(
            t!(
                w,
                "room-logged",
                who = String::from("Andre"),
                minutes = 4500_usize
            ),
            "4500 minutes with Andre"
        );
    }

    #[test]
    fn a_missing_id_shows_itself_and_takes_nothing_down() {
        let w = words(Language::English, COUNTS);
        assert_eq!(t!(w, "room-none"), "⟦room-none⟧");
        assert_eq!(t!(w, "room-none", who = "Andre"), "⟦room-none⟧");
        assert!(t!(w, "room-logged", minutes = 2).starts_with("2 minutes with"));
    }

    #[test]
    fn an_id_is_given_once_in_the_whole_house() {
        let twice = WordsBuilder::new(Language::English)
            .and_then(|builder| builder.add("one", COUNTS))
            .and_then(|builder| builder.add("two", "room-said = Again."));
        assert_eq!(
            twice.err(),
            Some(WordsError::Twice {
                room: "two",
                id: "room-said".into()
            })
        );
    }

    #[test]
    fn a_file_that_does_not_parse_is_named() {
        let broken = WordsBuilder::new(Language::English)
            .and_then(|builder| builder.add("room", "room-said = { $"));
        assert!(matches!(
            broken.err(),
            Some(WordsError::Syntax { room: "room", .. })
        ));
    }

    #[test]
    fn the_arguments_of_a_message_include_those_of_the_messages_it_refers_to() {
        let w = words(Language::English, COUNTS);
        assert_eq!(w.arguments("room-said").count(), 0);
        assert_eq!(
            w.arguments("room-twice").collect::<Vec<_>>(),
            ["minutes", "who"]
        );
        assert!(w.ids().any(|id| id == "room-twice") && w.has("room-twice"));
    }

    #[test]
    fn the_stretched_language_is_longer_and_leaves_arguments_alone() {
        let w = words(Language::Stretched, COUNTS);
        let said = t!(w, "room-logged", who = "Andre", minutes = 45);
        let english = "45 minutes with Andre";
        assert!(said.starts_with("[45 ") && said.contains("Andre"), "{said}");
        assert!(said.ends_with(']'), "{said}");
        assert!(said.chars().count() >= english.len() + 4, "{said}");
        assert!(!said.contains("minutes"));
        let twice = t!(w, "room-twice", who = "Andre", minutes = 45);
        assert_eq!(twice.matches('[').count(), 1, "{twice}");
    }

    #[test]
    fn a_name_in_arabic_letters_cannot_turn_the_sentence_around() {
        let w = words(Language::English, "room-hello = Hello { $who }, it is 5");
        let said = t!(w, "room-hello", who = "سميرة");
        assert_eq!(said, "Hello \u{2068}سميرة\u{2069}, it is 5");
        assert_eq!(plain(&said), "Hello سميرة, it is 5");
        assert_eq!(t!(w, "room-hello", who = "Zoë"), "Hello Zoë, it is 5");
    }

    #[test]
    fn every_word_of_the_kit_can_be_said() {
        let w = Words::kit().expect("words");
        for id in w.ids() {
            let values: Vec<_> = w.arguments(id).map(|name| (name, Value::from(2))).collect();
            assert!(!w.say_with(id, &values).contains(['⟦', '{']), "{id}");
        }
    }
}
