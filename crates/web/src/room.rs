//! A room and its doors. A door cannot be declared without saying who may open it.

use std::{future::Future, pin::Pin, sync::Arc};

use domain::{circle::Circle, role::Role};
use people::Who;
use storage::Sql;

use crate::{Answer, Ask, Refusal};

/// Most bytes of a body, unless a door takes more.
pub(crate) const BODY_LIMIT: usize = 64 * 1024;

/// GET or POST.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Shows.
    Get,
    /// Acts.
    Post,
}

impl Method {
    /// As it stands in HTTP.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// Who may open a door.
#[derive(Clone, Copy, Debug)]
pub enum Opens {
    /// Anyone, signed in or not (sign-in, help, health).
    Anyone,
    /// These roles.
    To(&'static [Role]),
}

/// The function behind a door.
pub type Handler =
    Arc<dyn Fn(Ask) -> Pin<Box<dyn Future<Output = Result<Answer, Refusal>> + Send>> + Send + Sync>;

/// One door of a room.
#[derive(Clone)]
pub struct Door {
    /// GET or POST.
    pub method: Method,
    /// The path, with `{id}` for parts that vary.
    pub path: &'static str,
    /// The circle of what is behind it.
    pub circle: Circle,
    /// Who may open it.
    pub opens: Opens,
    /// Most bytes of a body; 64 KiB unless told.
    pub body_limit: usize,
    /// Whether a form may bring a file; see [`Room::takes_file`].
    pub takes_file: bool,
    /// Whether it opens to somebody who left too; see [`Room::after_leaving`].
    pub after_leaving: bool,
    /// Whether its answer is the same bytes for everybody; see [`Room::published`].
    pub published: bool,
    /// The function behind it.
    pub handler: Handler,
}

impl Door {
    /// Whether this person may come in here. Somebody who left has no role any more, and comes in to what is
    /// theirs alone.
    pub(crate) fn lets_in(&self, who: &Who) -> bool {
        match self.opens {
            Opens::Anyone => true,
            Opens::To(roles) if who.left_at == 0 => who.roles.has_any(roles),
            Opens::To(_) => self.circle == Circle::Private || self.after_leaving,
        }
    }
}

/// A place in the main navigation.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Where it leads.
    pub path: &'static str,
    /// The icon.
    pub icon: kit::icon::Icon,
    /// The id of its word.
    pub word: &'static str,
    /// Which roles see it.
    pub roles: &'static [Role],
    /// Lower comes first.
    pub order: u8,
}

/// A room: its doors, its words, its statements.
pub struct Room {
    /// The name: also its folder, table prefix and URL.
    pub name: &'static str,
    /// The circle of everything in it.
    pub circle: Circle,
    /// Its doors.
    pub doors: Vec<Door>,
    /// Its English words (Fluent).
    pub words: Vec<&'static str>,
    /// Every SQL text it uses.
    pub statements: Vec<Sql>,
    /// Its places in the navigation.
    pub places: Vec<Place>,
}

impl Room {
    /// A room without doors.
    pub fn new(name: &'static str, circle: Circle) -> Self {
        Self {
            name,
            circle,
            doors: vec![],
            words: vec![],
            statements: vec![],
            places: vec![],
        }
    }

    /// A door that shows (GET) to these roles.
    #[must_use]
    pub fn show<F, A>(self, path: &'static str, roles: &'static [Role], f: F) -> Self
    where
        F: Fn(Ask) -> A + Send + Sync + 'static,
        A: Future<Output = Result<Answer, Refusal>> + Send + 'static,
    {
        self.door(Method::Get, path, Opens::To(roles), f)
    }

    /// A door that acts (POST) for these roles.
    #[must_use]
    pub fn act<F, A>(self, path: &'static str, roles: &'static [Role], f: F) -> Self
    where
        F: Fn(Ask) -> A + Send + Sync + 'static,
        A: Future<Output = Result<Answer, Refusal>> + Send + 'static,
    {
        self.door(Method::Post, path, Opens::To(roles), f)
    }

    /// A door that shows (GET) to anyone.
    #[must_use]
    pub fn show_anyone<F, A>(self, path: &'static str, f: F) -> Self
    where
        F: Fn(Ask) -> A + Send + Sync + 'static,
        A: Future<Output = Result<Answer, Refusal>> + Send + 'static,
    {
        self.door(Method::Get, path, Opens::Anyone, f)
    }

    /// A door that acts (POST) for anyone.
    #[must_use]
    pub fn act_anyone<F, A>(self, path: &'static str, f: F) -> Self
    where
        F: Fn(Ask) -> A + Send + Sync + 'static,
        A: Future<Output = Result<Answer, Refusal>> + Send + 'static,
    {
        self.door(Method::Post, path, Opens::Anyone, f)
    }

    fn door<F, A>(mut self, method: Method, path: &'static str, opens: Opens, f: F) -> Self
    where
        F: Fn(Ask) -> A + Send + Sync + 'static,
        A: Future<Output = Result<Answer, Refusal>> + Send + 'static,
    {
        let handler: Handler = Arc::new(move |ask| Box::pin(f(ask)));
        let circle = self.circle;
        self.doors.push(Door {
            method,
            path,
            circle,
            opens,
            body_limit: BODY_LIMIT,
            takes_file: false,
            after_leaving: false,
            published: false,
            handler,
        });
        self
    }

    /// Lets the last door take bodies of at most so many bytes.
    #[must_use]
    pub fn limit(mut self, bytes: usize) -> Self {
        if let Some(door) = self.doors.last_mut() {
            door.body_limit = bytes;
        }
        self
    }

    /// Lets the form of the last door bring one file (`multipart/form-data`) of at most so many
    /// bytes. Before whoever asks is known to be let in, no more than a form is read.
    #[must_use]
    pub fn takes_file(mut self, bytes: usize) -> Self {
        if let Some(door) = self.doors.last_mut() {
            door.body_limit = bytes;
            door.takes_file = true;
        }
        self
    }

    /// Opens the last door also to somebody who left, as every private one is.
    #[must_use]
    pub fn after_leaving(mut self) -> Self {
        if let Some(door) = self.doors.last_mut() {
            door.after_leaving = true;
        }
        self
    }

    /// Says of the last door, which shows to anyone, that its answer is the same bytes for everybody: its
    /// digest is published, and `fullcup verify-site` compares it. For what a browser keeps and runs.
    #[must_use]
    pub fn published(mut self) -> Self {
        if let Some(door) = self.doors.last_mut() {
            door.published = true;
        }
        self
    }

    /// Puts the last door into another circle than its room.
    #[must_use]
    pub fn circle_of(mut self, circle: Circle) -> Self {
        if let Some(door) = self.doors.last_mut() {
            door.circle = circle;
        }
        self
    }

    /// Adds words (a Fluent text).
    #[must_use]
    pub fn words(mut self, ftl: &'static str) -> Self {
        self.words.push(ftl);
        self
    }

    /// Adds statements.
    #[must_use]
    pub fn statements(mut self, list: &[Sql]) -> Self {
        self.statements.extend_from_slice(list);
        self
    }

    /// Adds a place in the main navigation.
    #[must_use]
    pub fn place(mut self, place: Place) -> Self {
        self.places.push(place);
        self
    }
}
