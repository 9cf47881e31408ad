//! Pages with the same facts as the house's, and about as much markup.

use std::fmt::Write as _;

use people::Who;
use storage::{Error, Tx};

use crate::queries;

type Listed = (i64, i64, String, String, i64, String);
type Planned = (i64, i64, i64, String, String, Option<String>);
type Logged = (i64, i64, String, i64, i64, String);
type Met = (i64, i64, String, i64, String, Option<String>);

pub fn people(tx: &mut Tx<'_>, who: &Who, now: i64) -> Result<String, Error> {
    let people: Vec<Listed> = tx.all(&queries::PEOPLE, &[&who.agency, &who.account, &51_i64])?;
    let offers: Vec<(i64, i64, String, i64)> =
        tx.all(&queries::OFFERS, &[&who.agency, &who.account])?;
    let mut page = head(tx, who)?;
    for (_, _, note, at) in &offers {
        item(&mut page, note, *at, "");
    }
    rows(&mut page, &people, now);
    Ok(foot(page))
}

pub fn today(tx: &mut Tx<'_>, who: &Who, now: i64) -> Result<String, Error> {
    let (agency, account) = (&who.agency, &who.account);
    let week: Vec<(String, String)> = tx.all(&queries::WEEK, &[agency, account])?;
    let days: Vec<(String, String)> = tx.all(&queries::DAYS, &[agency, account, &"2000-01-01"])?;
    let from = now - now % 86_400;
    let planned: Vec<Planned> = tx.all(
        &queries::PLANNED,
        &[agency, account, &from, &(from + 86_400)],
    )?;
    let people: Vec<Listed> = tx.all(&queries::PEOPLE, &[agency, account, &5_i64])?;
    let offers: Vec<(i64, i64, String, i64)> = tx.all(&queries::OFFERS, &[agency, account])?;
    let logged: Vec<Logged> = tx.all(&queries::LOGGED, &[agency, account, &from])?;
    let drafts: Vec<(i64, String, i64)> = tx.all(&queries::DRAFTS, &[agency, account])?;
    let mut page = head(tx, who)?;
    for (pattern, after) in week.iter().chain(&days) {
        item(&mut page, pattern, 0, after);
    }
    for (id, at, minutes, title, place, name) in &planned {
        item(&mut page, title, *at, place);
        item(
            &mut page,
            name.as_deref().unwrap_or_default(),
            *minutes,
            "Text Call",
        );
        let _ = write!(page, "<a href=\"/contacts/new?with={id:013x}\">Log it</a>");
    }
    for (_, _, note, at) in &offers {
        item(&mut page, note, *at, "");
    }
    rows(&mut page, &people, now);
    for (id, at, kind, minutes, _, note) in &logged {
        item(&mut page, kind, *at, note);
        let _ = write!(page, "<a href=\"/contacts/{id:013x}\">{minutes} min</a>");
    }
    for (_, body, at) in &drafts {
        item(&mut page, body, *at, "");
    }
    Ok(foot(page))
}

pub fn person(tx: &mut Tx<'_>, who: &Who, id: i64, now: i64) -> Result<String, Error> {
    let agency = &who.agency;
    let found: Option<(i64, String, String, String, String, i64)> =
        tx.first(&queries::PERSON, &[agency, &who.account, &id])?;
    let (_, name, pronouns, phone, step, since) = found.ok_or(Error::NoRow)?;
    let history: Vec<Met> = tx.all(&queries::HISTORY, &[agency, &id])?;
    let planned: Vec<(i64, i64, i64, String, String, String)> =
        tx.all(&queries::PLANNED_WITH, &[agency, &id, &now])?;
    let hand_overs: Vec<(i64, i64, String, i64)> = tx.all(&queries::HAND_OVERS, &[agency, &id])?;
    let looked: Vec<(i64, Option<String>, String)> = tx.all(&queries::LOOKED, &[agency, &id])?;
    let mut page = head(tx, who)?;
    item(&mut page, &name, since, &pronouns);
    item(&mut page, &step, 0, &phone);
    for (_, at, _, title, place, note) in &planned {
        item(&mut page, title, *at, place);
        item(&mut page, note, 0, "");
    }
    for (_, _, note, at) in &hand_overs {
        item(&mut page, note, *at, "");
    }
    page.push_str("</ul><ul class=\"rows\">");
    for (id, at, kind, minutes, note, name) in &history {
        let _ = write!(
            page,
            "<li><div class=\"time\">{at}</div><div><a class=\"who-name\" href=\"/contacts/{id:013x}\">{kind}</a> \
             <span class=\"small\">{minutes} min</span><p class=\"note\">"
        );
        escape(&mut page, note);
        page.push_str("</p><span class=\"small quiet\">");
        escape(&mut page, name.as_deref().unwrap_or_default());
        page.push_str("</span></div></li>");
    }
    for (at, name, action) in &looked {
        item(&mut page, name.as_deref().unwrap_or_default(), *at, action);
    }
    Ok(foot(page))
}

fn head(tx: &mut Tx<'_>, who: &Who) -> Result<String, Error> {
    let seers: Vec<(i64, String)> = tx.all(&queries::SEERS, &[&who.agency, &who.account])?;
    let mut page = String::with_capacity(24 * 1024);
    page.push_str(concat!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>People | Fullcup</title>",
        "<link rel=\"stylesheet\" href=\"/assets/0/sheet.css\"></head><body class=\"app\"><header class=\"top\">",
        "<a class=\"brand\" href=\"/\">Fullcup</a><a class=\"top-act\" href=\"/help\">Help now</a></header><p>",
    ));
    for (_, name) in &seers {
        escape(&mut page, name);
        page.push_str(", ");
    }
    page.push_str("can see this.</p><main class=\"page\" id=\"main\"><h1>");
    escape(&mut page, &who.name);
    page.push_str("</h1><ul class=\"rows\">");
    Ok(page)
}

fn foot(mut page: String) -> String {
    page.push_str("</ul></main></body></html>");
    page
}

fn item(page: &mut String, text: &str, at: i64, more: &str) {
    // Writing into a String cannot fail.
    let _ = write!(page, "<li><span class=\"time\">{at}</span><div><p>");
    escape(page, text);
    page.push_str("</p><span class=\"small quiet\">");
    escape(page, more);
    page.push_str("</span></div></li>");
}

fn rows(page: &mut String, people: &[Listed], now: i64) {
    for (id, need_at, name, step, seen, phone) in people {
        let initials: String = name
            .split(' ')
            .filter_map(|word| word.chars().next())
            .collect();
        let _ = write!(
            page,
            "<li><span class=\"avatar\" aria-hidden=\"true\">{initials}</span><div><a class=\"who-name\" href=\"/people/{id:013x}\">",
        );
        escape(page, name);
        page.push_str("</a><br><span class=\"small\">");
        let _ = write!(page, "Not seen for {} days", (now - seen) / 86_400);
        page.push_str("</span><br><span class=\"small quiet\">Next: ");
        escape(page, step);
        let _ = write!(
            page,
            "</span></div><span class=\"small quiet\">{need_at} {phone}</span></li>",
        );
    }
}

fn escape(page: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '&' => page.push_str("&amp;"),
            '"' => page.push_str("&quot;"),
            c => page.push(c),
        }
    }
}
