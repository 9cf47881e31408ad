//! Writes the gallery, three whole pages and the assets into a folder, for a
//! browser to open: `cargo run -p kit --example gallery -- FOLDER`.

use std::{env, fs, path::PathBuf};

use domain::circle::Circle;
use kit::{
    Audience, Button, Choice, Choices, DayLine, EmptyState, ErrorSummary, Form, Frame, Icon, Mark,
    More, Nav, NavItem, Page, PersonCard, PersonHead, Row, SaveBar, Sheet, TextArea, TextField,
    Theme, Tick, Title, Tone, WhoLine, Width, Words, acts, columns, duty, facts, hello, or_line,
    own_words, quick, rows, tag,
};
use maud::html;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "gallery".into()));
    fs::create_dir_all(&folder)?;
    let words = Words::kit()?;
    let pages = [
        ("kit", kit::gallery(&words)),
        ("today", today(&words)),
        ("person", person(&words)),
        ("contact", contact(&words)),
        ("sign-in", sign_in(&words)),
    ];
    for (name, page) in &pages {
        for theme in Theme::ALL {
            let frame = Frame {
                theme: *theme,
                signed_in: (*name != "sign-in").then_some("Dee Marsh"),
                foot: vec![("#".into(), "Settings".into())],
                ..Frame::new(&words, ".")
            };
            // The gallery carries the name of the theme alone.
            let file = match *name {
                "kit" => format!("{}.html", theme.slug()),
                name => format!("{name}-{}.html", theme.slug()),
            };
            fs::write(folder.join(file), page.document(&frame))?;
        }
    }
    for asset in kit::assets() {
        fs::write(folder.join(asset.name), asset.body)?;
    }
    Ok(())
}

fn nav(current: usize) -> Nav {
    let mut items = vec![
        NavItem::new("#", Icon::Today, "Today"),
        NavItem::new("#", Icon::People, "People"),
        NavItem::new("#", Icon::Plus, "Log").main(),
        NavItem::new("#", Icon::Gear, "Settings"),
    ];
    items = items
        .into_iter()
        .enumerate()
        .map(|(at, item)| item.current(at == current))
        .collect();
    Nav { items }
}

fn work(w: &Words) -> WhoLine {
    WhoLine::work(
        w,
        &Audience {
            you: true,
            names: vec!["Loretta".into()],
            roles: vec![],
        },
    )
}

fn today(w: &Words) -> Page {
    let line = DayLine::new(
        [(540, 1020)],
        605,
        "9 AM",
        "5 PM, then Marcus",
        "Your hours today are 9 AM to 5 PM. It is now 10:05 AM. After 5, calls go to Marcus.",
    );
    let next = PersonCard::new("Andre M.", "AM", "#")
        .line("Coffee, Elm Street Library. He asked for the bus pass form.")
        .small("In 25 minutes.")
        .acts([
            Button::second("Text")
                .icon(Icon::Text)
                .link("sms:5550142")
                .about("Andre M."),
            Button::second("Call")
                .icon(Icon::Phone)
                .link("tel:5550142")
                .about("Andre M."),
            Button::main("Log it")
                .icon(Icon::Plus)
                .link("#")
                .about("Andre M."),
        ]);
    let day = rows([
        Row::new(html! { "Lunch, phone off " (tag(Tone::Water, "Protected")) })
            .when("12:00", "12:00"),
        Row::lines("Thursday group, Room 2", Some("With Jo. 8 people so far."))
            .when("13:00", "1:00"),
        Row::lines("With Kayla at the DMV", Some("Bring the proof of address."))
            .when("15:15", "3:15"),
        Row::lines("Write up the day, then stop", None).when("16:30", "4:30"),
    ]);
    let follow = rows([
        Row::person(
            "Luis O.",
            "LO",
            "#",
            Some("Next step due today: the county form"),
        ),
        Row::person("Brianna S.", "BS", "#", Some("Not seen for 16 days")),
    ]);
    let body = html! {
        (Title::new("Good morning, Dee").line("Thursday, November 20"))
        (duty("On duty until 5:00 PM", Some(("#", "Change")), line))
        (Sheet::new("next", "Next at 10:30", next))
        (Sheet::new("day", "Rest of today", day).tall())
        (Sheet::new("follow", "Follow up", follow).link("#", "All 22"))
        (quick("Quick actions", [
            ("#", Icon::Person, "Add someone".to_owned()),
            ("#", Icon::Cal, "Add to my day".to_owned()),
            ("#", Icon::Phone, "Call Loretta".to_owned()),
            ("#", Icon::Hand, "Hand off".to_owned()),
        ]))
    };
    Page::new("Today", work(w), body)
        .nav(nav(0))
        .width(Width::Today)
}

fn person(w: &Words) -> Page {
    let contacts = rows([
        Row::lines(
            "In person, 45 minutes",
            Some("We filled in the bus pass form."),
        )
        .end_word("Today"),
        Row::lines("Text", Some("Said hello after court. Short and good.")).end_word("Tue"),
    ]);
    let main = html! {
        (Sheet::new("where", "Where Andre wants to go", own_words("A place of my own, where my daughter can stay on weekends.")).line("Andre is in charge of this"))
        (Sheet::new("contacts", "Contacts", contacts).link("#", "All 22"))
        (Sheet::new("goals", "Goals", EmptyState::new("No goal yet", "When Andre names one, it stands here in his words.").within()))
    };
    let side = html! {
        (Sheet::new("facts", "About", facts([("Next step", "Two sober homes before Monday"), ("Since", "June 3")])))
        (Sheet::new("mark", "With a mark", html! { p { "Only on a page of several circles." } }).mark(Mark::new(w, Circle::Work)))
    };
    let head = PersonHead::new("Andre M.", "AM")
        .line("He, him. Likes a text first. Walking with Andre since June.")
        .acts([
            Button::second("Text").icon(Icon::Text).link("sms:5550142"),
            Button::second("Call").icon(Icon::Phone).link("tel:5550142"),
            Button::main("Log it").icon(Icon::Plus).link("#"),
        ]);
    Page::new("Andre M.", work(w), html! { (head) (columns(main, side)) })
        .nav(nav(1))
        .width(Width::Wide)
        .back("#", "People")
}

fn contact(w: &Words) -> Page {
    let who = work(w);
    let minutes = ["5", "15", "30", "45", "60", "Other"]
        .map(|minutes| Choice::new(minutes, minutes).chosen(minutes == "45"));
    let more = html! {
        (TextField::date("on", "Day").value("2026-03-02"))
        (TextField::time("at", "Time").value("10:30"))
        (Tick::new("event", "This was a public event").help("Then write how many people came."))
    };
    let form = Form::post(
        "/contacts",
        "k",
        html! {
            (Title::new("Log a contact"))
            (ErrorSummary::new(w, [("note", "Write a little less")]))
            (Choices::one("who", "Who with?").choices(["Andre M.", "Kayla T.", "Luis O.", "Brianna S.", "Someone else"].map(|name| Choice::new(name, name).chosen(name == "Andre M."))))
            (Choices::one("kind", "What kind?").grid().choices([
                Choice::new("a", "In person").icon(Icon::Person).chosen(true),
                Choice::new("b", "Call").icon(Icon::Phone),
                Choice::new("c", "Text").icon(Icon::Text),
                Choice::new("d", "Group").icon(Icon::Group),
                Choice::new("e", "Errand").icon(Icon::Car),
                Choice::new("f", "Tried").icon(Icon::Dash),
            ]))
            (Choices::one("minutes", "Minutes").tight().choices(minutes))
            (TextArea::new("note", "Note").hint("Optional. Andre can read this. Write it as if he is beside you.").error(Some("Write a little less")).value("We filled in the bus pass form."))
            (More::new("When, where, what was shared", more))
            (SaveBar::new(&who, "Save contact"))
        },
    );
    Page::new("Log a contact", who.clone(), form)
        .task()
        .back("#", "Today")
        .error(true)
}

fn sign_in(w: &Words) -> Page {
    let body = html! {
        (hello("Welcome back", "Harbor Street Recovery Center"))
        (Form::post("/sign-in", "k", html! {
            (TextField::email("email", "Email").autocomplete("username"))
            (TextField::password("password", "Password").autocomplete("current-password"))
            (Button::main("Sign in").big())
            (or_line("or"))
            (Button::second("Sign in with this phone").icon(Icon::Key).wide())
        }))
        (acts([Button::third("I can’t sign in").link("#")]))
    };
    Page::new("Sign in", WhoLine::signing_in(w), body)
}
