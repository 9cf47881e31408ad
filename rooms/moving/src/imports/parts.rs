//! What is to come in, cut into parts that each hold the writer for a moment (ruling 16).
//!
//! A part is decided and frozen when it is staged: ids, whose contacts they are, with whom. What
//! happens in the house between staging and moving changes nothing of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use alongside::{
    arrivals::{self, Arrival, FROM_SHEET, Kept, Known},
    contacts::{NewContact, What},
    counts::Place,
    participants::{Details, rules::USUAL_RHYTHM},
};
use domain::{
    duplicate::{self, Person, Prepared, keys, matches_among},
    id::{AccountId, AgencyId, Id, ParticipantId, ProgramId, TeamId},
    role::{Role, Roles},
    world::Chance,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use people::{
    account::{self, By, NewAccount, Refused as AccountRefused},
    audit::{self, Leaf},
    invitation,
};
use serde::{Deserialize, Serialize};
use sheets::{PersonRow, Standing};
use storage::{Error, Tx};

use super::{
    digest::RowDigest,
    plan::{Ground, Items, ParticipantItem, Plan, With},
    queries,
};

/// Contacts of a part: some 10 to 20 ms of the writer.
const CONTACTS: usize = 250;
/// Participants of a part.
const PARTICIPANTS: usize = 200;
/// Accounts of a part.
const PEOPLE: usize = 50;
/// People worked out anew in a part.
const SETTLED: usize = 100;
/// Pairs of a part.
const PAIRS: usize = 500;
/// How many people one newcomer is offered to be.
const ALIKE: usize = 5;

/// One part.
#[derive(Debug, Serialize, Deserialize)]
pub enum Part {
    /// Accounts.
    People(Vec<PersonPart>),
    /// Participants.
    Participants(Vec<ParticipantPart>),
    /// Contacts.
    Contacts(Vec<ContactPart>),
    /// People whose last contact is to be worked out, and whose trail says that contacts came in.
    Settle(Vec<i64>),
    /// Pairs who may be the same person, with how likely.
    Alike(Vec<(i64, i64, i64)>),
}

/// Somebody who gets an account.
#[derive(Debug, Serialize, Deserialize)]
pub struct PersonPart {
    digest: RowDigest,
    id: i64,
    team: i64,
    name: String,
    email: String,
    roles: i64,
    /// Whether they still work here: then they are invited.
    works: bool,
}

/// A participant.
#[derive(Debug, Serialize, Deserialize)]
pub struct ParticipantPart {
    digest: RowDigest,
    id: i64,
    worker: i64,
    name: String,
    pronouns: String,
    phone: String,
    reach_by: String,
    birth_year: i64,
    rhythm_days: i64,
    next_step: String,
    next_step_on: String,
    added_at: i64,
    ended_at: i64,
    ended_words: String,
    /// What the sheet says and no field holds.
    kept: String,
    kept_id: i64,
}

/// A contact.
#[derive(Debug, Serialize, Deserialize)]
pub struct ContactPart {
    digest: RowDigest,
    id: i64,
    worker: i64,
    team: i64,
    with: Vec<i64>,
    what: What,
}

/// When, and from where numbers come.
pub struct Staging<'a> {
    /// The moment.
    pub now: Timestamp,
    /// For ids.
    pub chance: &'a dyn Chance,
}

/// Numbers for records that are all made at one moment: one of chance, and those after it. So many
/// numbers of chance within one millisecond would meet.
struct Numbers(i64);

impl Numbers {
    fn new(staging: &Staging<'_>) -> Self {
        Self(Id::<()>::new(staging.now, staging.chance).get())
    }

    fn next(&mut self) -> i64 {
        self.0 += 1;
        self.0
    }
}

/// Everything of a plan as parts, in the order in which they are moved.
pub fn cut(plan: &Plan, ground: &Ground, staging: &Staging<'_>) -> Vec<Part> {
    let mut numbers = Numbers::new(staging);
    match &plan.items {
        Items::People(items) => {
            let parts: Vec<PersonPart> = items
                .iter()
                .map(|item| person(&item.row, item.digest, item.team, &mut numbers))
                .collect();
            chunks(parts, PEOPLE, Part::People)
        }
        Items::Participants(items) => {
            let parts: Vec<ParticipantPart> = items
                .iter()
                .map(|item| participant(item, ground, staging.now, &mut numbers))
                .collect();
            let pairs = alike(&parts, &ground.known);
            let mut all = chunks(parts, PARTICIPANTS, Part::Participants);
            all.extend(chunks(pairs, PAIRS, Part::Alike));
            all
        }
        Items::Contacts(_) => contacts(plan, ground, staging.now, &mut numbers),
    }
}

fn chunks<T>(list: Vec<T>, size: usize, part: fn(Vec<T>) -> Part) -> Vec<Part> {
    let mut parts = vec![];
    let mut list = list.into_iter().peekable();
    while list.peek().is_some() {
        parts.push(part(list.by_ref().take(size).collect()));
    }
    parts
}

fn person(
    row: &PersonRow,
    digest: RowDigest,
    team: Option<TeamId>,
    numbers: &mut Numbers,
) -> PersonPart {
    let roles = if row.roles.is_empty() {
        Roles::of(&[Role::PeerWorker])
    } else {
        Roles::of(&row.roles)
    };
    PersonPart {
        digest,
        id: numbers.next(),
        team: team.map_or(0, TeamId::get),
        name: row.name.clone(),
        email: row.email.as_str().to_owned(),
        roles: roles.bits(),
        works: row.active,
    }
}

fn at_noon(day: Date, zone: &TimeZone) -> i64 {
    let noon = day.at(12, 0, 0, 0).to_zoned(zone.clone());
    noon.map_or(0, |noon| noon.timestamp().as_second())
}

fn participant(
    item: &ParticipantItem,
    ground: &Ground,
    now: Timestamp,
    numbers: &mut Numbers,
) -> ParticipantPart {
    let (row, now) = (&item.row, now.as_second());
    let ended_at = match row.standing {
        Standing::Ended => row.ended_on.map_or(now, |day| at_noon(day, &ground.zone)),
        Standing::Active | Standing::Resting => 0,
    };
    let added_at = row
        .since
        .map_or(now, |day| at_noon(day, &ground.zone))
        .min(now);
    let mut kept = vec![];
    for text in [&row.also, &row.note] {
        if !text.is_empty() {
            kept.push(text.clone());
        }
    }
    ParticipantPart {
        digest: item.digest,
        id: numbers.next(),
        worker: item.worker.map_or(0, AccountId::get),
        name: row.name.clone(),
        pronouns: row.pronouns.clone(),
        phone: row
            .phone
            .as_ref()
            .map_or(String::new(), |phone| phone.written().to_owned()),
        reach_by: row.reach_by.clone(),
        birth_year: row.birth_year.map_or(0, i64::from),
        rhythm_days: row.rhythm_days.map_or(USUAL_RHYTHM, i64::from),
        next_step: row.next_step.clone(),
        next_step_on: row
            .next_step_on
            .filter(|_| !row.next_step.is_empty())
            .map_or(String::new(), |day| day.to_string()),
        added_at,
        ended_at,
        ended_words: row.ended_why.clone(),
        kept: kept.join("\n"),
        kept_id: numbers.next(),
    }
}

fn contacts(plan: &Plan, ground: &Ground, now: Timestamp, numbers: &mut Numbers) -> Vec<Part> {
    let Items::Contacts(items) = &plan.items else {
        return vec![];
    };
    let teams: HashMap<AccountId, i64> = ground
        .workers
        .iter()
        .map(|worker| (worker.id, worker.team.map_or(0, TeamId::get)))
        .collect();
    // People whom only the contacts name walk with whoever met them last.
    let mut last: BTreeMap<usize, (i64, AccountId)> = BTreeMap::new();
    let mut first: BTreeMap<usize, i64> = BTreeMap::new();
    for item in items {
        for with in &item.with {
            if let With::Added(at) = with {
                let met = (item.what.happened_at, item.worker);
                let known = last.entry(*at).or_insert(met);
                if met.0 >= known.0 {
                    *known = met;
                }
                let began = first.entry(*at).or_insert(met.0);
                *began = (*began).min(met.0);
            }
        }
    }
    let ids: BTreeMap<usize, i64> = last.keys().map(|at| (*at, numbers.next())).collect();
    let works = |id: AccountId| {
        let worker = ground.workers.iter().find(|worker| worker.id == id);
        worker.is_some_and(|worker| worker.works)
    };
    let added: Vec<ParticipantPart> = last
        .iter()
        .map(|(at, (_, worker))| ParticipantPart {
            digest: [0; 16],
            id: ids[at],
            worker: if works(*worker) { worker.get() } else { 0 },
            name: plan.added[*at].clone(),
            pronouns: String::new(),
            phone: String::new(),
            reach_by: String::new(),
            birth_year: 0,
            rhythm_days: USUAL_RHYTHM,
            next_step: String::new(),
            next_step_on: String::new(),
            added_at: first[at].min(now.as_second()),
            ended_at: 0,
            ended_words: String::new(),
            kept: String::new(),
            kept_id: 0,
        })
        .collect();
    let mut met: BTreeSet<i64> = BTreeSet::new();
    let mut list: Vec<ContactPart> = items
        .iter()
        .map(|item| {
            let with: Vec<i64> = item
                .with
                .iter()
                .map(|with| match with {
                    With::Known(id) => id.get(),
                    With::Added(at) => ids[at],
                })
                .collect();
            met.extend(&with);
            ContactPart {
                digest: item.digest,
                id: numbers.next(),
                worker: item.worker.get(),
                team: teams.get(&item.worker).copied().unwrap_or(0),
                with,
                what: item.what.clone(),
            }
        })
        .collect();
    // Neighbors in time share their months and days: fewer counts to write for each part.
    list.sort_by_key(|one| one.what.happened_at);
    let pairs = alike(&added, &ground.known);
    let mut parts = chunks(added, PARTICIPANTS, Part::Participants);
    parts.extend(chunks(list, CONTACTS, Part::Contacts));
    parts.extend(chunks(met.into_iter().collect(), SETTLED, Part::Settle));
    parts.extend(chunks(pairs, PAIRS, Part::Alike));
    parts
}

/// Who of the newcomers may be somebody who is here already, or another newcomer.
fn alike(new: &[ParticipantPart], known: &[Known]) -> Vec<(i64, i64, i64)> {
    struct One<'a> {
        id: i64,
        name: &'a str,
        phone: Option<&'a str>,
        read: Prepared,
    }
    fn one<'a>(id: i64, name: &'a str, phone: &'a str, born: i64) -> One<'a> {
        let phone = Some(phone).filter(|phone| !phone.is_empty());
        let read = Prepared::of(&Person {
            name,
            also: None,
            birth_year: i16::try_from(born).ok().filter(|year| *year != 0),
            phone,
        });
        One {
            id,
            name,
            phone,
            read,
        }
    }
    let all: Vec<One<'_>> = known
        .iter()
        .map(|known| one(known.id.get(), &known.name, &known.phone, known.birth_year))
        .chain(
            new.iter()
                .map(|new| one(new.id, &new.name, &new.phone, new.birth_year)),
        )
        .collect();
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_phone: HashMap<String, Vec<usize>> = HashMap::new();
    let mut keys_of: Vec<usize> = vec![];
    let mut pairs = vec![];
    for (at, one) in all.iter().enumerate() {
        let keys = keys(one.name);
        let phone = last_seven(one.phone);
        if at >= known.len() {
            // Of two whole names both parts are alike; of a first name alone, that one.
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for near in keys.iter().filter_map(|key| by_key.get(key)).flatten() {
                *shared.entry(*near).or_default() += 1;
            }
            let enough = |near: usize| keys.len().min(keys_of[near]).min(2);
            shared.retain(|near, count| *count >= enough(*near));
            let same_phone = phone.as_ref().and_then(|phone| by_phone.get(phone));
            let near: BTreeSet<usize> = shared
                .into_keys()
                .chain(same_phone.into_iter().flatten().copied())
                .collect();
            let near = near
                .into_iter()
                .map(|near| (ParticipantId::from_i64(all[near].id), &all[near].read));
            // "Worth a look" alone would make a list that nobody reads to its end.
            let found = matches_among(&one.read, near).into_iter();
            let found = found
                .filter(|found| found.band != duplicate::Band::Maybe)
                .take(ALIKE);
            pairs.extend(found.map(|found| (found.id.get(), one.id, found.band as i64)));
        }
        keys_of.push(keys.len());
        for key in keys {
            by_key.entry(key).or_default().push(at);
        }
        if let Some(phone) = phone {
            by_phone.entry(phone).or_default().push(at);
        }
    }
    pairs
}

/// The end of a phone number, by which two writings of it meet.
fn last_seven(phone: Option<&str>) -> Option<String> {
    let digits: Vec<char> = phone?.chars().filter(char::is_ascii_digit).collect();
    (digits.len() >= 7).then(|| digits[digits.len() - 7..].iter().collect())
}

/// For whom a part comes in.
#[derive(Clone, Debug)]
pub struct Into {
    /// The agency.
    pub agency: AgencyId,
    /// The import.
    pub import: i64,
    /// The program.
    pub program: ProgramId,
    /// The program's zone.
    pub zone: TimeZone,
    /// Who brings it in.
    pub by: By,
    /// Now, in seconds since 1970.
    pub now: i64,
}

/// Writes a part; how many rows of the file it was.
pub fn write(tx: &mut Tx<'_>, into: &Into, part: &Part, chance: &dyn Chance) -> Result<i64, Error> {
    match part {
        Part::People(list) => people(tx, into, list, chance),
        Part::Participants(list) => participants(tx, into, list, chance),
        Part::Contacts(list) => write_contacts(tx, into, list),
        Part::Settle(list) => {
            let list: Vec<ParticipantId> =
                list.iter().map(|id| ParticipantId::from_i64(*id)).collect();
            arrivals::settle(tx, into.agency, &list)?;
            for id in list {
                leaf(tx, into, "contact.bring_in", id.get(), chance)?;
            }
            Ok(0)
        }
        Part::Alike(pairs) => {
            for (first, second, band) in pairs {
                let pair = (*first, *second, *band);
                queries::keep_alike(tx, into.agency, into.program, pair, into.now)?;
            }
            Ok(0)
        }
    }
}

/// The trail of somebody's record: who brought something in, and with which import.
fn leaf(
    tx: &mut Tx<'_>,
    into: &Into,
    action: &'static str,
    participant: i64,
    chance: &dyn Chance,
) -> Result<(), Error> {
    let leaf = Leaf {
        action,
        subject: "import",
        subject_id: into.import,
        participant,
    };
    audit::record_for(tx, into.agency, into.by.account, &leaf, into.now, chance)
}

fn people(
    tx: &mut Tx<'_>,
    into: &Into,
    list: &[PersonPart],
    chance: &dyn Chance,
) -> Result<i64, Error> {
    let mut came = 0;
    for one in list {
        let new = NewAccount {
            id: AccountId::from_i64(one.id),
            program: into.program,
            team: (one.team != 0).then(|| TeamId::from_i64(one.team)),
            name: one.name.clone(),
            email: one.email.clone(),
            roles: Roles::from_bits(one.roles),
            language: "en".to_owned(),
        };
        let made = if one.works {
            invitation::invite(tx, &into.by, &new, into.now, chance).map(drop)
        } else {
            // Their contacts need somebody whose they are; the account opens nothing.
            account::create(
                tx,
                &into.by,
                &new,
                account::Standing::Left,
                into.now,
                chance,
            )
        };
        match made {
            Ok(()) => {
                queries::keep_row(tx, into, 1, &one.digest, one.id)?;
                came += 1;
            }
            // Somebody invited them a moment ago: they are here, which is what was wanted.
            Err(AccountRefused::EmailTaken) => {}
            Err(AccountRefused::Database(error)) => return Err(error),
            Err(other) => return Err(Error::Broken(other.to_string())),
        }
    }
    Ok(came)
}

fn participants(
    tx: &mut Tx<'_>,
    into: &Into,
    list: &[ParticipantPart],
    chance: &dyn Chance,
) -> Result<i64, Error> {
    let mut rows = 0;
    for one in list {
        // Whom a contact named has no row of their own; the number stands for it, so that taking
        // the import back takes them back.
        let named = one.digest == [0; 16];
        let digest = if named { of_number(one.id) } else { one.digest };
        if !queries::keep_row(tx, into, 2, &digest, one.id)? {
            continue;
        }
        let arrival = Arrival {
            id: ParticipantId::from_i64(one.id),
            program: into.program,
            worker: AccountId::from_i64(one.worker),
            details: Details {
                name: one.name.clone(),
                pronouns: one.pronouns.clone(),
                phone: one.phone.clone(),
                reach_by: one.reach_by.clone(),
                birth_year: one.birth_year,
                rhythm_days: one.rhythm_days,
            },
            next_step: one.next_step.clone(),
            next_step_on: one.next_step_on.clone(),
            added_at: one.added_at,
            ended_at: one.ended_at,
            ended_how: String::new(),
            ended_words: one.ended_words.clone(),
        };
        let kept = Kept {
            id: one.kept_id,
            at: into.now,
            by: into.by.account.unwrap_or(AccountId::from_i64(0)),
            what: FROM_SHEET.to_owned(),
            body: one.kept.clone(),
        };
        arrivals::person(
            tx,
            into.agency,
            &arrival,
            Some(&kept).filter(|kept| !kept.body.is_empty()),
        )?;
        leaf(tx, into, "participant.bring_in", one.id, chance)?;
        rows += i64::from(!named);
    }
    Ok(rows)
}

fn of_number(id: i64) -> RowDigest {
    let mut digest = [0xff; 16];
    digest[8..].copy_from_slice(&id.to_be_bytes());
    digest
}

fn write_contacts(tx: &mut Tx<'_>, into: &Into, list: &[ContactPart]) -> Result<i64, Error> {
    // Two imports of one file at once: a row belongs to whichever was faster.
    let mut mine = Vec::with_capacity(list.len());
    for one in list {
        if queries::keep_row(tx, into, 3, &one.digest, one.id)? {
            mine.push(one);
        }
    }
    let new: Vec<NewContact> = mine
        .iter()
        .map(|one| NewContact {
            id: Id::from_i64(one.id),
            worker: AccountId::from_i64(one.worker),
            program: into.program,
            recorded_at: into.now,
            place: Place::of(
                one.what.happened_at,
                one.what.minutes,
                &into.zone,
                (one.team != 0).then(|| TeamId::from_i64(one.team)),
            ),
            with: one.with.iter().map(|id| Id::from_i64(*id)).collect(),
            what: one.what.clone(),
        })
        .collect();
    arrivals::contacts(tx, into.agency, &new)?;
    Ok(i64::try_from(new.len()).unwrap_or(i64::MAX))
}
