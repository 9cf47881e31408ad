//! A program's counts, beside a hand count of the very contacts: every figure of the demo's pages and
//! files is what one gets by going through the contacts one by one, and what is hidden stays hidden
//! from somebody who looks at everything and calculates.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Html, Selector};
use storage::{Error, FromRow, Row, Sql};

use crate::{
    client::Client,
    program::{Account, Place, Server, accounts, text},
};

const CONTACTS: Sql = Sql::new(
    "it.month.contacts",
    "SELECT contact_id, agency_id, program_id, team_id, day, kind, setting, minutes, outcome, \
       unknown_person, people_reached FROM contact WHERE undone_at = 0",
);
const WITH: Sql = Sql::new(
    "it.month.with",
    "SELECT contact_id, participant_id FROM contact_with",
);
const TEAMS: Sql = Sql::new(
    "it.month.teams",
    "SELECT agency_id, team_id, name FROM team",
);
const PROGRAMS: Sql = Sql::new(
    "it.month.programs",
    "SELECT agency_id, program_id, name FROM program",
);

/// Fewer people than this are in no file that leaves the program (ruling 12).
const FEW_OUTSIDE: u64 = 11;
/// Fewer people than this are on no screen.
const FEW: u64 = 5;

/// A contact as it stands in its row.
struct Contact {
    id: i64,
    agency: i64,
    program: i64,
    team: i64,
    month: String,
    kind: String,
    setting: String,
    minutes: u64,
    outcome: i64,
    unknown: bool,
    reached: u64,
}

impl FromRow for Contact {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        let day: String = row.get(4)?;
        let unknown: String = row.get(9)?;
        let whole = |number: i64| u64::try_from(number).unwrap_or(0);
        Ok(Self {
            id: row.get(0)?,
            agency: row.get(1)?,
            program: row.get(2)?,
            team: row.get(3)?,
            month: day.get(..7).unwrap_or_default().to_owned(),
            kind: row.get(5)?,
            setting: row.get(6)?,
            minutes: whole(row.get(7)?),
            outcome: row.get(8)?,
            unknown: !unknown.is_empty(),
            reached: whole(row.get(10)?),
        })
    }
}

/// Contacts, minutes and people of one group, counted by hand.
#[derive(Clone, Debug, Default)]
struct Hand {
    contacts: u64,
    minutes: u64,
    people: BTreeSet<i64>,
    /// People whom the contacts were with or tried to be with, and heads at events.
    around: BTreeSet<i64>,
    heads: u64,
}

impl Hand {
    fn add(&mut self, contact: &Contact, with: &[i64]) {
        self.contacts += 1;
        self.minutes += contact.minutes;
        self.heads += contact.reached + u64::from(contact.unknown);
        self.around.extend(with);
        // Reached: an attempt that reached nobody counts no one.
        if contact.outcome == 0 || contact.outcome == 1 {
            self.people.extend(with);
        }
    }

    /// Contacts, minutes or hours, and people, as a page or a file writes them.
    fn three(&self, hours: bool) -> [String; 3] {
        let tenths = (self.minutes * 10 + 30) / 60;
        let time = match (hours, tenths / 10, tenths % 10) {
            (false, ..) => self.minutes.to_string(),
            (true, whole, 0) => whole.to_string(),
            (true, whole, tenth) => format!("{whole}.{tenth}"),
        };
        [
            self.contacts.to_string(),
            time,
            self.people.len().to_string(),
        ]
    }

    /// How many stand behind contacts and minutes.
    fn behind(&self) -> u64 {
        self.around.len() as u64 + self.heads
    }
}

/// Where a line stands: month, team, kind, setting, each `All` where it is not asked.
type At = [String; 4];

/// A line of a page or a file: contacts, minutes or hours, people where they are shown.
struct Line {
    at: At,
    shown: [Option<String>; 3],
    hours: bool,
}

fn shown(cell: &str) -> Option<String> {
    let plain = cell.replace(',', "");
    plain.parse::<f64>().is_ok().then_some(plain)
}

/// The lines of a file.
fn of_file(csv: &str) -> Vec<Line> {
    let cells = |line: &str| -> Vec<String> {
        let (mut cells, mut cell, mut quoted) = (vec![], String::new(), false);
        for letter in line.chars() {
            match letter {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(std::mem::take(&mut cell)),
                letter => cell.push(letter),
            }
        }
        cells.push(cell);
        cells
    };
    let body = csv.trim_start_matches('\u{feff}').lines().skip(1);
    body.map(|line| {
        let cells = cells(line.trim_end());
        Line {
            at: [0, 1, 2, 3].map(|at: usize| cells[at].clone()),
            shown: [4, 5, 6].map(|at: usize| shown(&cells[at])),
            hours: false,
        }
    })
    .collect()
}

/// The lines of the page of one month and team.
fn of_page(html: &str, month: &str, team: &str) -> Vec<Line> {
    let page = Html::parse_document(html);
    let find = |within: ElementRef<'_>, what: &str| -> Vec<String> {
        let what = Selector::parse(what).expect("a selector");
        let text = |found: ElementRef<'_>| found.text().collect::<String>().trim().to_owned();
        within.select(&what).map(text).collect()
    };
    let all = || "All".to_owned();
    let mut lines = vec![];
    for (region, column) in [("By team", 1), ("By kind", 2), ("By setting", 3)] {
        // With a team chosen, the table of teams still shows all of them.
        let rows = format!("[aria-label=\"{region}\"] tbody tr");
        for row in page.select(&Selector::parse(&rows).expect("a selector")) {
            let (word, figures) = (find(row, "th"), find(row, "td"));
            let mut at = [month.to_owned(), team.to_owned(), all(), all()];
            at[column].clone_from(&word[0]);
            lines.push(Line {
                at,
                shown: [0, 1, 2].map(|at: usize| shown(&figures[at])),
                hours: true,
            });
        }
    }
    lines
}

/// The choices of a field of a page: value and word.
fn choices(html: &str, name: &str) -> Vec<(String, String)> {
    let options = Selector::parse(&format!("select[name={name}] option")).expect("a selector");
    Html::parse_document(html)
        .select(&options)
        .map(|option| {
            let value = option.attr("value").unwrap_or_default().to_owned();
            (value, option.text().collect())
        })
        .collect()
}

/// The groups by hand of one way of asking: by kind, by setting, or all in one.
type Groups = BTreeMap<String, Hand>;

/// Whether a line may be the figures of this group: what it shows is what was counted, and enough
/// people stand behind it.
fn fits(line: &Line, hand: &Hand) -> bool {
    let three = hand.three(line.hours);
    let few = if line.hours { FEW } else { FEW_OUTSIDE };
    (0..3).all(|at| {
        let people = if at == 2 {
            hand.people.len() as u64
        } else {
            hand.behind()
        };
        line.shown[at]
            .as_ref()
            .is_none_or(|shown| *shown == three[at] && (shown == "0" || people >= few))
    })
}

/// Whether each line is a group of its own: what is hidden is one of those that are left.
fn pairs_up(lines: &[&Line], hands: &[Hand]) -> Result<(), At> {
    fn place(
        line: usize,
        fitting: &[Vec<usize>],
        taken: &mut [Option<usize>],
        tried: &mut [bool],
    ) -> bool {
        for &hand in &fitting[line] {
            if std::mem::replace(&mut tried[hand], true) {
                continue;
            }
            if taken[hand].is_none_or(|other| place(other, fitting, taken, tried)) {
                taken[hand] = Some(line);
                return true;
            }
        }
        false
    }
    let fitting: Vec<Vec<usize>> = lines
        .iter()
        .map(|line| {
            let hands = hands.iter().enumerate();
            let fitting = hands.filter(|(_, hand)| fits(line, hand));
            fitting.map(|(at, _)| at).collect()
        })
        .collect();
    let mut taken = vec![None; hands.len()];
    for (number, line) in lines.iter().enumerate() {
        if !place(number, &fitting, &mut taken, &mut vec![false; hands.len()]) {
            return Err(line.at.clone());
        }
    }
    Ok(())
}

/// What a reader works out of a figure: at least, at most.
type Bounds = (i64, i64);
/// More than anything that is counted.
const ANYTHING: i64 = 1_000_000_000;

/// Everything that one reader was shown of one measure, and what follows from it by adding and
/// taking away, over and over, until nothing more follows.
fn worked_out(cells: &mut BTreeMap<At, Bounds>) {
    let all = || "All".to_owned();
    let keys: Vec<At> = cells.keys().cloned().collect();
    let mut sums: BTreeMap<At, BTreeMap<usize, BTreeSet<At>>> = BTreeMap::new();
    for at in &keys {
        for column in 1..4 {
            if at[column] != "All" {
                let mut whole = at.clone();
                whole[column] = all();
                sums.entry(whole)
                    .or_default()
                    .entry(column)
                    .or_default()
                    .insert(at.clone());
            }
        }
    }
    for _ in 0..200 {
        let before = cells.clone();
        for (whole, ways) in &sums {
            for parts in ways.values() {
                let Some(&(low, high)) = cells.get(whole) else {
                    continue;
                };
                let (mut least, mut most) = (0, 0);
                for part in parts {
                    least += cells[part].0;
                    most += cells[part].1;
                }
                let (low, high) = (low.max(least), high.min(most));
                assert!(low <= high, "{whole:?} contradicts its parts");
                cells.insert(whole.clone(), (low, high));
                for part in parts {
                    let (at_least, at_most) = cells[part];
                    let more = (low - (most - at_most)).max(at_least);
                    let less = (high - (least - at_least)).min(at_most);
                    assert!(more <= less, "{part:?} contradicts {whole:?}");
                    cells.insert(part.clone(), (more, less));
                }
            }
        }
        if *cells == before {
            return;
        }
    }
}

/// A measure of a line as bounds: shown, rounded to a tenth of an hour, or anything.
fn bounds(line: &Line, at: usize) -> Bounds {
    let Some(said) = &line.shown[at] else {
        return (0, ANYTHING);
    };
    let (whole, tenth) = said.split_once('.').unwrap_or((said, "0"));
    let number = |text: &str| text.parse::<i64>().expect("a number");
    if at == 1 && line.hours {
        let minutes = number(whole) * 60 + number(tenth) * 6;
        (minutes - 3, minutes + 3)
    } else {
        (number(whole), number(whole))
    }
}

/// Everything that a manager can look at: each file and each page, by month and team.
fn looked_at(server: &Server, manager: &Account) -> Vec<Line> {
    let mut client = Client::default();
    client.sign_in(server.address, &manager.email, &manager.password);
    let mut get = |path: &str| -> String {
        let answer = client.get(server.address, path).expect("an answer");
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.text()
    };
    let board = get("/program");
    let mut lines = of_file(&get("/program/counts.csv"));
    for (month, _) in choices(&board, "month") {
        for (value, team) in choices(&board, "team") {
            let team = if value.is_empty() {
                "All".to_owned()
            } else {
                team
            };
            let page = get(&format!("/program?month={month}&team={value}"));
            lines.extend(of_page(&page, &month, &team));
        }
    }
    lines
}

/// The contacts of a program, one by one, in every group that can be asked for.
struct Counted {
    groups: BTreeMap<(String, String, u8), Groups>,
}

fn by_hand(place: &Place, name: &str) -> Counted {
    let db = place.open();
    let (contacts, with, teams, programs) = db
        .read_now(|tx| -> Result<_, Error> {
            let contacts: Vec<Contact> = tx.all(&CONTACTS, &[])?;
            let with: Vec<(i64, i64)> = tx.all(&WITH, &[])?;
            let teams: Vec<(i64, i64, String)> = tx.all(&TEAMS, &[])?;
            let programs: Vec<(i64, i64, String)> = tx.all(&PROGRAMS, &[])?;
            Ok((contacts, with, teams, programs))
        })
        .expect("the rows");
    db.close();
    let mut who: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (contact, participant) in with {
        who.entry(contact).or_default().push(participant);
    }
    let (agency, program, _) = programs
        .iter()
        .find(|(.., called)| called == name)
        .expect("the manager's program");
    let mut groups: BTreeMap<(String, String, u8), Groups> = BTreeMap::new();
    for contact in &contacts {
        if contact.agency != *agency || contact.program != *program {
            continue;
        }
        let none = vec![];
        let with = who.get(&contact.id).unwrap_or(&none);
        let team = teams
            .iter()
            .find(|(of, id, _)| of == agency && *id == contact.team)
            .map_or_else(|| "No team".to_owned(), |(.., name)| name.clone());
        for team in ["All".to_owned(), team] {
            for (grain, word) in [
                (0, ""),
                (1, contact.kind.as_str()),
                (2, contact.setting.as_str()),
            ] {
                groups
                    .entry((contact.month.clone(), team.clone(), grain))
                    .or_default()
                    .entry(word.to_owned())
                    .or_default()
                    .add(contact, with);
            }
        }
    }
    Counted { groups }
}

fn demo(place: &Place) -> (Server, Vec<Account>) {
    let file = place.file("accounts.json");
    let words = ["demo", "--keep", "--accounts", text(&file)];
    let server = Server::start(&place.flags(&words), &[]);
    let managers: Vec<Account> = accounts(&file)
        .into_iter()
        .filter(|one| one.state == "active" && one.roles.iter().any(|r| r == "program-manager"))
        .collect();
    assert!(
        managers.len() > 1,
        "the demo has managers of several programs"
    );
    (server, managers)
}

#[test]
fn every_figure_of_the_demo_is_what_a_hand_count_gives_and_no_small_group_is_shown() {
    let place = Place::new();
    let (server, managers) = demo(&place);
    let seen: Vec<(String, Vec<Line>)> = managers
        .iter()
        .map(|manager| (manager.program.clone(), looked_at(&server, manager)))
        .collect();
    server.stop();
    let (mut compared, mut hidden) = (0, 0);
    for (program, lines) in seen {
        let counted = by_hand(&place, &program);
        let months: BTreeSet<&String> = lines.iter().map(|line| &line.at[0]).collect();
        assert!(months.len() >= 3, "a quarter and more: {months:?}");
        // Each look by itself: the file, and the page of each month and team.
        let mut looks: BTreeMap<(bool, String, String, u8), Vec<&Line>> = BTreeMap::new();
        let mut known = BTreeSet::new();
        for line in &lines {
            // The table of teams stands on the page of each team.
            if !known.insert((line.hours, &line.at)) {
                continue;
            }
            let [month, team, kind, setting] = &line.at;
            let grain = match (kind.as_str(), setting.as_str()) {
                ("All", "All") => 0,
                (_, "All") => 1,
                _ => 2,
            };
            let shown = line.shown.iter().flatten().count();
            (compared, hidden) = (compared + shown, hidden + 3 - shown);
            looks
                .entry((line.hours, month.clone(), team.clone(), grain))
                .or_default()
                .push(line);
        }
        for ((_, month, team, grain), lines) in looks {
            let of = counted.groups.get(&(month, team, grain));
            let mut hands: Vec<Hand> = of.into_iter().flat_map(BTreeMap::values).cloned().collect();
            assert!(hands.len() <= lines.len(), "left out: {:?}", lines[0].at);
            // A kind that others used, and this team did not, counts nothing.
            hands.resize(lines.len(), Hand::default());
            pairs_up(&lines, &hands).unwrap_or_else(|at| panic!("nobody counts {at:?} so"));
        }
    }
    assert!(compared > 1_000, "{compared} figures compared");
    assert!(hidden > 100, "{hidden} figures hidden");
}

#[test]
fn a_manager_who_adds_and_takes_away_works_out_no_hidden_figure() {
    let place = Place::new();
    let (server, managers) = demo(&place);
    let seen: Vec<Vec<Line>> = managers
        .iter()
        .map(|manager| looked_at(&server, manager))
        .collect();
    server.stop();
    let mut tried = 0;
    for lines in seen {
        for measure in [0, 1] {
            let mut cells: BTreeMap<At, Bounds> = BTreeMap::new();
            for line in &lines {
                let (low, high) = bounds(line, measure);
                let cell = cells.entry(line.at.clone()).or_insert((0, ANYTHING));
                *cell = (cell.0.max(low), cell.1.min(high));
            }
            let hidden: Vec<At> = cells
                .iter()
                .filter(|(_, (low, high))| high - low > ANYTHING / 2)
                .map(|(at, _)| at.clone())
                .collect();
            worked_out(&mut cells);
            for at in hidden {
                let (low, high) = cells[&at];
                tried += 1;
                // Hours are rounded to six minutes; a figure that is worked out is narrower.
                let width = if measure == 0 { 1 } else { 7 };
                assert!(high - low >= width, "{at:?} must be {low} to {high}");
            }
        }
    }
    assert!(tried > 100, "{tried} hidden figures were attacked");
}
