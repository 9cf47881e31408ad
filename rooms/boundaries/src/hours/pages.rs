//! Hours as a page, and as a form of one line a day.

use domain::{
    hours::{Day, Duty, Hours, Span},
    id::AccountId,
};
use jiff::{
    Timestamp, Zoned,
    civil::{Date, Time},
};
use kit::{
    Button, DayLine, ErrorSummary, Form, More, Note, NoteKind, Page, Row, SaveBar, Sheet,
    TextField, Title, WhoLine, duty, facts, hidden, rows, t, when, words::Words,
};
use maud::{Markup, Render as _, html};

use super::forms::{Problem, Typed, TypedDays};

/// What the page of somebody's hours shows.
pub struct View<'a> {
    /// Whose hours.
    pub worker: AccountId,
    /// The name used.
    pub name: &'a str,
    /// Whether they are the reader's own.
    pub own: bool,
    /// The hours.
    pub hours: &'a Hours,
    /// The days that differ, from today on: the day, its spans.
    pub days: &'a [(Date, Vec<Span>)],
    /// Who takes over, or an empty text.
    pub takes_over: &'a str,
    /// Who set them and when (seconds since 1970), when it was somebody else.
    pub set_by: Option<(&'a str, i64)>,
    /// Whether they were saved a moment ago.
    pub saved: bool,
    /// Fresh keys: one for the form of days, then one for each day that differs.
    pub keys: &'a [String],
}

/// One worker of a team: who, and on duty or off.
pub struct Mate<'a> {
    /// Who.
    pub worker: AccountId,
    /// The name used.
    pub name: &'a str,
    /// Their hours.
    pub hours: &'a Hours,
}

/// "On duty until 5:00 PM", "Off duty until Monday, 9:00 AM".
pub fn duty_words(w: &Words, here: &Zoned, hours: &Hours) -> String {
    if !hours.are_set() {
        return t!(w, "hours-not-set");
    }
    let day = |end: &Zoned| coming_day(w, end.date(), here.date());
    let time = |end: &Zoned| clock(w, end.time());
    match hours.duty_at(here.timestamp()) {
        Duty::On { until: None } => t!(w, "hours-on"),
        // A night that ends tomorrow morning needs no day.
        Duty::On { until: Some(end) } if is_near(here, &end) => {
            t!(w, "hours-on-until", time = time(&end))
        }
        Duty::On { until: Some(end) } => {
            t!(w, "hours-on-until-day", day = day(&end), time = time(&end))
        }
        Duty::Off { next: None } => t!(w, "hours-off"),
        Duty::Off { next: Some(next) } if next.date() == here.date() => {
            t!(w, "hours-off-until", time = time(&next))
        }
        Duty::Off { next: Some(next) } => {
            t!(
                w,
                "hours-off-until-day",
                day = day(&next),
                time = time(&next)
            )
        }
    }
}

/// A day to come, inside a sentence: "tomorrow", "Monday", "March 12".
fn coming_day(w: &Words, day: Date, today: Date) -> String {
    match (day - today).get_days() {
        1 => t!(w, "hours-tomorrow"),
        2..=6 => when::weekday(w, day),
        _ => when::date(w, day, today),
    }
}

fn is_near(here: &Zoned, end: &Zoned) -> bool {
    end.timestamp().as_second() - here.timestamp().as_second() <= 12 * 3600
}

/// The page of somebody's hours; `team` holds the workers of a supervisor.
pub fn hours(w: &Words, here: &Zoned, who: WhoLine, view: &View<'_>, team: &[Mate<'_>]) -> Page {
    let title = if view.own {
        t!(w, "hours-mine")
    } else {
        t!(w, "hours-of", name = first(view.name))
    };
    let body = html! {
        @if view.saved { (said(w, &who, view)) }
        (Title::new(title.as_str()))
        (duty(&duty_words(w, here, view.hours), None, line(w, here, view.hours)))
        @if !view.hours.are_set() {
            p class="quiet" {
                @if view.own { (t!(w, "hours-not-set-line")) }
                @else { (t!(w, "hours-not-set-line-of", name = first(view.name))) }
            }
        }
        @if let Some((name, at)) = view.set_by {
            (Note::new(&t!(w, "hours-set-by", name = name, day = day(w, here, at))))
        }
        (week(w, view))
        (days(w, here, view))
        (team_sheet(w, here, team))
    };
    Page::new(title, who, body).part("guard").lock()
}

/// The page of a supervisor who has no hours of their own here.
pub fn team(w: &Words, here: &Zoned, who: WhoLine, mates: &[Mate<'_>]) -> Page {
    let title = t!(w, "hours-team");
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "hours-team-line")))
        section class="sheet" aria-label=(title.as_str()) {
            (rows(mates.iter().map(|mate| mate_row(w, here, mate))))
        }
    };
    Page::new(title, who, body).lock()
}

fn team_sheet(w: &Words, here: &Zoned, mates: &[Mate<'_>]) -> Markup {
    html! {
        @if !mates.is_empty() {
            (Sheet::new("team", t!(w, "hours-team"),
                rows(mates.iter().map(|mate| mate_row(w, here, mate)))))
        }
    }
}

fn mate_row(w: &Words, here: &Zoned, mate: &Mate<'_>) -> Row {
    Row::new(html! {
        a class="who-name" href={ "/hours/" (mate.worker) } { (mate.name) }
        br; span class="small quiet" { (duty_words(w, here, mate.hours)) }
    })
}

fn said(w: &Words, who: &WhoLine, view: &View<'_>) -> Markup {
    let sentence = if view.own {
        t!(w, "hours-saved")
    } else {
        t!(w, "hours-saved-told", name = first(view.name))
    };
    kit::saved(&sentence, who)
}

/// The day as a line.
fn line(w: &Words, here: &Zoned, hours: &Hours) -> Markup {
    let spans = hours.spans_on(here.date());
    let now = when::clock(w, here.time());
    let midnight = here
        .start_of_day()
        .map_or(0, |start| start.timestamp().as_second());
    let minute = |at: &Zoned| {
        i32::try_from((at.timestamp().as_second() - midnight) / 60).unwrap_or_default()
    };
    let ends = spans.first().zip(spans.last());
    let (from, to) = ends.map_or_else(
        || (String::new(), String::new()),
        |(first, last)| (when::hour(w, first.0.time()), when::hour(w, last.1.time())),
    );
    let sentence = if spans.is_empty() {
        t!(w, "hours-line-none", now = now)
    } else {
        let all: Vec<String> = spans
            .iter()
            .map(|(from, to)| {
                t!(
                    w,
                    "hours-span",
                    from = clock(w, from.time()),
                    to = clock(w, to.time())
                )
            })
            .collect();
        t!(w, "hours-line", spans = all.join(", "), now = now)
    };
    DayLine::new(
        spans.iter().map(|(from, to)| (minute(from), minute(to))),
        minute(here),
        from,
        to,
        sentence,
    )
    .render()
}

fn week(w: &Words, view: &View<'_>) -> Markup {
    let days: Vec<(String, String)> = Day::ALL
        .into_iter()
        .map(|day| (day_word(w, day), spans_words(w, view.hours.pattern.on(day))))
        .collect();
    let takes_over = if view.takes_over.is_empty() {
        t!(w, "hours-takes-over-none")
    } else {
        view.takes_over.to_owned()
    };
    Sheet::new(
        "week",
        t!(w, "hours-week"),
        html! {
            (facts(days.iter().map(|(day, spans)| (day.as_str(), spans))))
            h3 { (t!(w, "hours-takes-over")) }
            p { (takes_over) }
        },
    )
    .link(
        format!("/hours/{}/week", view.worker),
        t!(w, "hours-week-change"),
    )
    .render()
}

fn days(w: &Words, here: &Zoned, view: &View<'_>) -> Markup {
    let worker = view.worker;
    let mut keys = view.keys.iter();
    let form_key = keys.next().map_or("", String::as_str);
    Sheet::new("days", t!(w, "hours-days"), html! {
        @if view.days.is_empty() { p class="quiet" { (t!(w, "hours-days-none")) } }
        (rows(view.days.iter().zip(keys).map(|((day, spans), key)| {
            let name = when::date_long(w, *day);
            Row::lines(&name, Some(&spans_words(w, spans))).end(
                Form::post(format!("/hours/{worker}/days/back"), key.as_str(), html! {
                    (hidden("day", &day.to_string()))
                    (Button::third(t!(w, "hours-days-back")).about(name.clone()))
                })
                .inline(),
            )
        })))
        (More::new(t!(w, "hours-days-add"), days_form(w, worker, form_key, here, &TypedDays::default(), &[])))
    })
    .render()
}

fn days_form(
    w: &Words,
    worker: AccountId,
    key: &str,
    here: &Zoned,
    typed: &TypedDays,
    problems: &[Problem],
) -> Markup {
    let first = if typed.first.is_empty() {
        here.date().to_string()
    } else {
        typed.first.clone()
    };
    Form::post(format!("/hours/{worker}/days"), key, html! {
        (TextField::date("first", t!(w, "hours-first")).value(first).error(wrong(w, problems, "first")))
        (TextField::date("last", t!(w, "hours-last"))
            .hint(t!(w, "hours-last-hint"))
            .value(typed.last.clone())
            .error(wrong(w, problems, "last")))
        (TextField::new("spans", t!(w, "hours-spans"))
            .hint(t!(w, "hours-spans-hint"))
            .value(typed.spans.clone())
            .autocomplete("off")
            .error(wrong(w, problems, "spans")))
        (Button::main(t!(w, "hours-days-save")))
    })
    .part("guard")
    .render()
}

/// The form of days again, with what is to be put right.
pub fn days_again(
    w: &Words,
    here: &Zoned,
    who: WhoLine,
    key: &str,
    worker: AccountId,
    typed: &TypedDays,
    problems: &[Problem],
) -> Page {
    let title = t!(w, "hours-days-add");
    let body = html! {
        (Title::new(title.as_str()))
        (summary(w, problems))
        (days_form(w, worker, key, here, typed, problems))
    };
    Page::new(title, who, body)
        .task()
        .back(format!("/hours/{worker}"), t!(w, "hours-place"))
        .error(true)
        .part("guard")
        .lock()
}

/// Whose week is edited, and what stands there now if it has changed in the meantime.
#[derive(Clone, Copy)]
pub struct Editing<'a> {
    /// Whose week.
    pub worker: AccountId,
    /// The name used.
    pub name: &'a str,
    /// Whether it is the reader's own.
    pub own: bool,
    /// Who changed it while it was typed, and what it is now.
    pub changed: Option<(&'a str, &'a Typed)>,
}

/// The weekly form.
pub fn edit(
    w: &Words,
    who: WhoLine,
    key: &str,
    editing: Editing<'_>,
    typed: &Typed,
    problems: &[Problem],
) -> Page {
    let worker = editing.worker;
    let title = if editing.own {
        t!(w, "hours-edit-mine")
    } else {
        t!(w, "hours-edit", name = first(editing.name))
    };
    let body = html! {
        (Title::new(title.as_str()).line(t!(w, "hours-edit-hint")))
        (summary(w, problems))
        @if let Some((name, now)) = editing.changed { (changed(w, name, now)) }
        (Form::post(format!("/hours/{worker}/week"), key, html! {
            (hidden("seen", &typed.seen))
            @for (day, text) in Day::ALL.into_iter().zip(&typed.days) {
                (TextField::new(day.slug(), day_word(w, day))
                    .value(text.clone())
                    .autocomplete("off")
                    .error(wrong(w, problems, day.slug())))
            }
            p class="small quiet" { (t!(w, "hours-edit-night")) }
            (TextField::new("takes_over", t!(w, "hours-takes-over-label"))
                .hint(t!(w, "hours-takes-over-hint"))
                .value(typed.takes_over.clone())
                .autocomplete("off")
                .error(wrong(w, problems, "takes_over")))
            (SaveBar::new(&who, t!(w, "hours-save")))
        }).part("guard"))
    };
    Page::new(title, who, body)
        .task()
        .back(format!("/hours/{worker}"), t!(w, "hours-place"))
        .error(!problems.is_empty())
        .part("guard")
        .lock()
}

fn changed(w: &Words, name: &str, now: &Typed) -> Markup {
    let days: Vec<(String, &String)> = Day::ALL
        .into_iter()
        .map(|day| day_word(w, day))
        .zip(&now.days)
        .collect();
    Note::of(
        NoteKind::Sun,
        html! {
            p { (t!(w, "hours-stale", name = name)) }
            (facts(days.iter().map(|(day, text)| (day.as_str(), text))))
            p { (t!(w, "hours-takes-over")) ": " (now.takes_over) }
            p { (t!(w, "hours-stale-line")) }
        },
    )
    .status()
    .render()
}

fn wrong(w: &Words, problems: &[Problem], field: &str) -> Option<String> {
    problems
        .iter()
        .find(|one| one.field == field)
        .map(|one| sentence(w, one))
}

fn sentence(w: &Words, problem: &Problem) -> String {
    w.say(&format!("hours-error-{}", problem.word))
}

fn summary<'a>(w: &Words, problems: &[Problem]) -> ErrorSummary<'a> {
    ErrorSummary::new(w, problems.iter().map(|one| (one.field, sentence(w, one))))
}

/// A day's hours in words that [`domain::hours::parse_spans`] reads back; "Off" for none.
pub fn spans_words(w: &Words, spans: &[Span]) -> String {
    if spans.is_empty() {
        t!(w, "hours-day-off")
    } else {
        typed_words(w, spans)
    }
}

/// A day's hours as a field shows them: empty for none.
pub fn typed_words(w: &Words, spans: &[Span]) -> String {
    spans
        .iter()
        .map(|span| {
            let (from, to) = (minute_words(w, span.from()), minute_words(w, span.to()));
            t!(w, "hours-span", from = from, to = to)
        })
        .collect::<Vec<_>>()
        .join(", ")
}

fn minute_words(w: &Words, minute: u16) -> String {
    let (hour, rest) = (i8::try_from(minute / 60 % 24), i8::try_from(minute % 60));
    let time = hour
        .ok()
        .zip(rest.ok())
        .and_then(|(hour, rest)| Time::new(hour, rest, 0, 0).ok());
    clock(w, time.unwrap_or(Time::midnight()))
}

/// "5:00 PM"; midnight by its name, because "12:00 AM" is read both ways.
fn clock(w: &Words, time: Time) -> String {
    if time == Time::midnight() {
        t!(w, "hours-midnight")
    } else {
        when::clock(w, time)
    }
}

fn day_word(w: &Words, day: Day) -> String {
    // Any Monday will do: the week of March 2, 2026.
    let monday = jiff::civil::date(2026, 3, 2);
    let offset = i64::try_from(day.number()).unwrap_or_default();
    when::weekday(w, monday.saturating_add(jiff::Span::new().days(offset)))
}

fn day(w: &Words, here: &Zoned, seconds: i64) -> String {
    Timestamp::from_second(seconds).map_or_else(
        |_| String::new(),
        |at| when::date(w, at.to_zoned(here.time_zone().clone()).date(), here.date()),
    )
}

fn first(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use domain::hours::parse_spans;
    use kit::{Language, WordsBuilder};

    use super::*;

    fn words() -> Words {
        WordsBuilder::new(Language::English)
            .and_then(|builder| builder.add("hours", include_str!("en.ftl")))
            .expect("words")
            .build()
    }

    #[test]
    fn hours_that_a_form_shows_are_read_back_as_they_were() {
        let w = words();
        for text in [
            "9-5",
            "22:00-06:00",
            "00:00-24:00",
            "9-12, 1 PM to midnight",
            "12:30 PM-1 PM",
        ] {
            let spans = parse_spans(text).expect(text);
            let shown = typed_words(&w, &spans);
            assert_eq!(parse_spans(&shown), Ok(spans), "{text} is shown as {shown}");
        }
    }

    #[test]
    fn duty_is_said_as_people_say_it() {
        let w = words();
        let said = |pattern: &str, at: &str| {
            let zone = jiff::tz::TimeZone::get("America/New_York").expect("a zone");
            let wall: jiff::civil::DateTime = at.parse().expect("a time");
            let here = wall.to_zoned(zone.clone()).expect("a moment");
            duty_words(&w, &here, &super::super::rules::hours(pattern, &[], zone))
        };
        let week = "mon 09:00-17:00;tue 09:00-17:00;fri 22:00-06:00";
        assert_eq!(said(week, "2026-03-02T09:00:00"), "On duty until 5:00 PM");
        assert_eq!(said(week, "2026-03-02T07:00:00"), "Off duty until 9:00 AM");
        assert_eq!(
            said(week, "2026-03-02T17:00:00"),
            "Off duty until tomorrow, 9:00 AM"
        );
        assert_eq!(said(week, "2026-03-06T23:00:00"), "On duty until 6:00 AM");
        assert_eq!(
            said(week, "2026-03-03T18:00:00"),
            "Off duty until Friday, 10:00 PM"
        );
        assert_eq!(said("", "2026-03-02T09:00:00"), "No hours are set");
    }
}
