//! The page around the content: one shell for every page of the house.

use domain::circle::Circle;
use maud::{DOCTYPE, Markup, Render, html};

use crate::{
    icon::{Icon, icon, sprite},
    mug::Mug,
    raw::raw,
    t,
    who::WhoLine,
    words::Words,
};

/// How wide the content may grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// Forms and pages of a worker: 32 rem.
    #[default]
    Narrow,
    /// 56 rem.
    Mid,
    /// Boards and lists with two columns: 68 rem.
    Wide,
    /// Today: two columns of sheets from 62 rem on.
    Today,
}

/// Colors. A person's setting; without one the device decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device is set.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// Bright sun: black on white, thick lines.
    Sun,
}

impl Theme {
    /// Every theme, in the order in which a setting shows them.
    pub const ALL: &'static [Self] = &[Self::System, Self::Light, Self::Dark, Self::Sun];

    /// The name in forms, storage and `data-theme`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Sun => "sun",
        }
    }

    /// The theme that a slug names.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|theme| theme.slug() == slug)
    }

    const fn color_scheme(self) -> &'static str {
        match self {
            Self::System => "light dark",
            Self::Light | Self::Sun => "light",
            Self::Dark => "dark",
        }
    }
}

/// One place of the main navigation. It is there only when the place exists.
#[derive(Clone, Debug)]
pub struct NavItem {
    href: String,
    icon: Icon,
    label: String,
    current: bool,
    main: bool,
    roles: Option<String>,
}

impl NavItem {
    /// A place with its word.
    pub fn new(href: impl Into<String>, icon: Icon, label: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            icon,
            label: label.into(),
            current: false,
            main: false,
            roles: None,
        }
    }

    /// Marks the place that the page belongs to.
    #[must_use]
    pub fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }

    /// Whose place it is, for a document that does not know its reader (`data-roles`): client code
    /// keeps the places of whoever holds the phone.
    #[must_use]
    pub fn roles(mut self, slugs: impl Into<String>) -> Self {
        self.roles = Some(slugs.into());
        self
    }

    /// The one place that is drawn as a filled button: Log.
    #[must_use]
    pub fn main(mut self) -> Self {
        self.main = true;
        self
    }
}

/// The main navigation: five places at most.
#[derive(Clone, Debug, Default)]
pub struct Nav {
    /// The places, in order.
    pub items: Vec<NavItem>,
}

impl Nav {
    /// The bar itself.
    pub fn bar(&self, w: &Words) -> Markup {
        html! {
            nav class="nav" aria-label=(t!(w, "kit-nav")) {
                @for item in &self.items {
                    a class=[item.main.then_some("nav-log")] href=(item.href)
                        aria-current=[item.current.then_some("page")] data-roles=[item.roles.as_ref()] {
                        (icon(item.icon)) span { (item.label) }
                    }
                }
            }
        }
    }
}

/// One page, before the shell is put around it.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of a page, and none of them rules out another"
)]
pub struct Page {
    /// Title of the window, without the product's name.
    pub title: String,
    /// Who can see it.
    pub who: WhoLine,
    /// The main navigation; none before sign-in and on task pages.
    pub nav: Option<Nav>,
    /// How wide it may grow.
    pub width: Width,
    /// A task page: one question group, a save bar at the thumb, no navigation.
    pub task: bool,
    /// Where "back" leads, and the name of that place.
    pub back: Option<(String, String)>,
    /// The content, with exactly one `h1`.
    pub body: Markup,
    /// A form on it came back with something to fix; the title says so first.
    pub error: bool,
    /// Client modules to start, by name: `parts/<name>.js`. The page works without them.
    pub parts: Vec<&'static str>,
    /// Lock in place after an idle hour (starts the module `lock`).
    pub lock: bool,
    /// The private document: a Lock button in the top bar, hidden until client code has something to lock.
    pub own: bool,
    /// With the style sheet of the private circle too.
    pub own_look: bool,
}

impl Page {
    /// A narrow page without navigation.
    pub fn new(title: impl Into<String>, who: WhoLine, body: impl Render) -> Self {
        Self {
            title: title.into(),
            who,
            nav: None,
            width: Width::Narrow,
            task: false,
            back: None,
            body: body.render(),
            error: false,
            parts: vec![],
            lock: false,
            own: false,
            own_look: false,
        }
    }

    /// With the main navigation.
    #[must_use]
    pub fn nav(mut self, nav: Nav) -> Self {
        self.nav = Some(nav);
        self
    }

    /// As wide as this.
    #[must_use]
    pub fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// As a task page.
    #[must_use]
    pub fn task(mut self) -> Self {
        self.task = true;
        self
    }

    /// With a link back.
    #[must_use]
    pub fn back(mut self, href: impl Into<String>, label: impl Into<String>) -> Self {
        self.back = Some((href.into(), label.into()));
        self
    }

    /// Says in the title that something is to be fixed, when it is.
    #[must_use]
    pub fn error(mut self, error: bool) -> Self {
        self.error = error;
        self
    }

    /// Starts this client module too.
    #[must_use]
    pub fn part(mut self, name: &'static str) -> Self {
        self.parts.push(name);
        self
    }

    /// As the private document; see [`Page::own`].
    #[must_use]
    pub fn own(mut self) -> Self {
        self.own = true;
        self
    }

    /// With the style sheet of the private circle, for a page that shows a part of it.
    #[must_use]
    pub fn own_look(mut self) -> Self {
        self.own_look = true;
        self
    }

    /// Locks in place after an idle hour.
    #[must_use]
    pub fn lock(mut self) -> Self {
        self.lock = true;
        self
    }
}

/// What a request adds to a page.
#[derive(Clone, Debug)]
pub struct Frame<'a> {
    /// The words of the reader's language.
    pub words: &'a Words,
    /// The reader's colors.
    pub theme: Theme,
    /// `/assets/<digest>`, without a slash at the end.
    pub asset_base: &'a str,
    /// The name of who is signed in.
    pub signed_in: Option<&'a str>,
    /// Small links at the foot of the page (settings, sign out): address and word.
    pub foot: Vec<(String, String)>,
    /// Whether everything here is invented: said on every page of the demo.
    pub demo: bool,
}

impl<'a> Frame<'a> {
    /// A frame for someone who is not signed in.
    pub fn new(words: &'a Words, asset_base: &'a str) -> Self {
        Self {
            words,
            theme: Theme::System,
            asset_base,
            signed_in: None,
            foot: vec![],
            demo: false,
        }
    }
}

impl Page {
    /// The whole document.
    pub fn document(&self, frame: &Frame<'_>) -> String {
        let w = frame.words;
        let base = frame.asset_base;
        let content = self.content(frame).into_string();
        let title = if self.error {
            t!(w, "kit-title-error", title = &self.title)
        } else {
            t!(w, "kit-title", title = &self.title)
        };
        let theme = (frame.theme != Theme::System).then(|| frame.theme.slug());
        let mut parts = self.parts.clone();
        if self.lock {
            parts.push("lock");
        }
        let parts = (!parts.is_empty()).then(|| parts.join(" "));
        html! {
            (DOCTYPE)
            html lang=(w.lang()) data-theme=[theme] {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                    meta name="color-scheme" content=(frame.theme.color_scheme());
                    title { (title) }
                    // The font is not preloaded: on a slow line it would hold up
                    // the style sheet, and the page reads well without it.
                    link rel="stylesheet" href={ (base) "/sheet.css" };
                    @if self.own || self.own_look {
                        link rel="stylesheet" href={ (base) "/own.css" };
                    }
                    link rel="icon" type="image/svg+xml" href={ (base) "/favicon.svg" };
                    link rel="manifest" href="/manifest.webmanifest";
                    @if parts.is_some() {
                        script type="module" src={ (base) "/start.js" } {}
                    }
                }
                body class=(self.classes(frame)) data-parts=[parts] {
                    (raw(sprite(&content)))
                    (raw(content))
                }
            }
        }
        .into_string()
    }

    /// Everything inside `body` but the drawings.
    fn content(&self, frame: &Frame<'_>) -> Markup {
        let w = frame.words;
        html! {
            a class="skip" href="#main" { (t!(w, "kit-skip")) }
            header class="top" {
                a class="brand" href="/" { (Mug::BRAND) (t!(w, "kit-product")) }
                @if self.own {
                    button class="top-act" type="button" id="lock" hidden { (icon(Icon::Lock)) (t!(w, "kit-lock")) }
                }
                a class="top-act top-act--help" href="/help" { (icon(Icon::Help)) (t!(w, "kit-help-now")) }
            }
            @if let Some(nav) = self.shown_nav() { (nav.bar(w)) }
            (self.who.strip(w))
            main class="page" id="main" tabindex="-1" {
                @if frame.demo { p class="demo small quiet" { (t!(w, "kit-demo")) } }
                @if let Some((href, label)) = &self.back {
                    a class="back" href=(href) { (icon(Icon::Left)) (label) }
                }
                (self.body)
            }
            @if self.has_foot(frame) {
                footer class="foot small" aria-label=(t!(w, "kit-foot")) {
                    @if let Some(name) = frame.signed_in { p { (t!(w, "kit-signed-in", name = name)) } }
                    @for (href, label) in &frame.foot { a href=(href) { (label) } }
                }
            }
        }
    }

    /// A task page ends with its save bar.
    fn has_foot(&self, frame: &Frame<'_>) -> bool {
        !self.task && (frame.signed_in.is_some() || !frame.foot.is_empty())
    }

    fn shown_nav(&self) -> Option<&Nav> {
        self.nav
            .as_ref()
            .filter(|nav| !self.task && !nav.items.is_empty())
    }

    fn classes(&self, frame: &Frame<'_>) -> String {
        let mut classes = String::from(match self.width {
            Width::Narrow => "app app--narrow",
            Width::Mid => "app app--mid",
            Width::Wide => "app app--wide",
            Width::Today => "app app--mid app--today",
        });
        if self.task {
            classes.push_str(" task");
        }
        if self.shown_nav().is_none() {
            classes.push_str(" no-nav");
        }
        if self.has_foot(frame) {
            classes.push_str(" has-foot");
        }
        classes
    }

    /// Whether the page belongs to a circle whose content must not stay on a
    /// screen that someone else may see.
    pub fn is_private(&self) -> bool {
        self.who.circle() == Some(Circle::Private)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    fn page(w: &Words) -> Page {
        Page::new("Today", WhoLine::house(w), html! { h1 { "Today" } })
    }

    #[test]
    fn a_theme_reads_back_from_its_slug() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_slug(theme.slug()), Some(*theme));
        }
    }

    #[test]
    fn a_page_with_something_to_fix_says_so_first() {
        let w = Words::kit().expect("words");
        let frame = Frame::new(&w, "/assets/x");
        assert!(
            page(&w)
                .document(&frame)
                .contains("<title>Today | Fullcup</title>")
        );
        assert!(
            page(&w)
                .error(true)
                .document(&frame)
                .contains("<title>Error: Today | Fullcup</title>")
        );
    }

    #[test]
    fn a_task_page_shows_no_navigation() {
        let w = Words::kit().expect("words");
        let frame = Frame::new(&w, "/assets/x");
        let nav = Nav {
            items: vec![NavItem::new("/today", Icon::Today, "Today").current(true)],
        };
        let with = page(&w).nav(nav);
        assert!(with.document(&frame).contains("<nav"));
        let task = with.task().document(&frame);
        assert!(!task.contains("<nav") && task.contains("no-nav"));
    }

    #[test]
    fn script_is_loaded_only_where_a_part_wants_it() {
        let w = Words::kit().expect("words");
        let frame = Frame::new(&w, "/assets/x");
        assert!(!page(&w).document(&frame).contains("<script"));
        let parts = page(&w).part("draft").lock().document(&frame);
        assert!(parts.contains(r#"<script type="module" src="/assets/x/start.js"></script>"#));
        assert!(parts.contains(r#"data-parts="draft lock""#));
    }

    #[test]
    fn the_theme_a_person_chose_is_on_the_page() {
        let w = Words::kit().expect("words");
        let sun = Frame {
            theme: Theme::Sun,
            ..Frame::new(&w, "/assets/x")
        };
        assert!(page(&w).document(&sun).contains(r#"data-theme="sun""#));
        assert!(
            !page(&w)
                .document(&Frame::new(&w, "/assets/x"))
                .contains("data-theme")
        );
    }

    #[test]
    fn what_a_person_wrote_is_escaped() {
        let w = Words::kit().expect("words");
        let page = Page::new("<b>", WhoLine::house(&w), html! { h1 { ("<script>") } });
        let document = page.document(&Frame::new(&w, "/assets/x"));
        assert!(!document.contains("<b>") && !document.contains("<script>"));
    }
}
