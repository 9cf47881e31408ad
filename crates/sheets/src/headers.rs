//! What real forms write above their columns.

use domain::text::fold;

use crate::field::{
    Field::{
        self, Active, BirthDate, Date, Email, End, EndedOn, EndedWhy, Expenses, FirstName, Heads,
        Kind, LastName, Miles, Minutes, Mode, Name, NextStep, NextStepOn, Nickname, Note, Outcome,
        Phone, Pronouns, ReachBy, Rhythm, Role, Setting, Since, Start, State, Team, TheirId,
        Worker,
    },
    Target,
};

/// How well a header says what its column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// It is one of the words.
    Is(Field, &'static str),
    /// One of the words is in it.
    Has(Field, &'static str),
    /// It is something that is not taken in: a diagnosis, a signature.
    Left,
    /// Nothing known.
    No,
}

impl Match {
    /// What it adds to a line that may be the header.
    pub const fn score(&self) -> u32 {
        match self {
            Self::Is(..) => 3,
            Self::Has(..) | Self::Left => 1,
            Self::No => 0,
        }
    }
}

/// What a header says.
pub fn read(header: &str, target: Target) -> Match {
    let header = fold(header);
    if header.is_empty() || header.len() > 80 {
        return Match::No;
    }
    let lists = lists(target);
    for (field, words) in lists {
        if let Some(word) = words.split('|').find(|word| *word == header) {
            return Match::Is(*field, word);
        }
    }
    if not_taken(target).any(|word| word == header) {
        return Match::Left;
    }
    let within = |word: &str| has_word(&header, word);
    let mut best: (usize, Match) = (0, Match::No);
    for (field, words) in lists {
        // Very short words mean what they say only when they stand alone.
        for word in words.split('|').filter(|word| word.len() > 3) {
            if word.len() > best.0 && within(word) {
                best = (word.len(), Match::Has(*field, word));
            }
        }
    }
    for word in not_taken(target) {
        if word.len() >= best.0 && within(word) {
            best = (word.len(), Match::Left);
        }
    }
    best.1
}

/// Whether whole words stand in a header.
fn has_word(header: &str, word: &str) -> bool {
    header.match_indices(word).any(|(at, _)| {
        let (before, after) = (&header[..at], &header[at + word.len()..]);
        (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '))
    })
}

/// Another field that a word is used for, once the first is taken: "Peer" is who
/// was met in one program and who met them in another.
pub fn second_meaning(field: Field, header: &str) -> Option<Field> {
    let header = fold(header);
    let header = header.as_str();
    match field {
        Name if matches!(header, "peer" | "peer name" | "name") => Some(Worker),
        Date if matches!(header, "start" | "start date") => Some(Start),
        Start if header == "time" => Some(Minutes),
        _ => None,
    }
}

/// Fields with the words for each, as folding leaves them, `|` between.
type List = &'static [(Field, &'static str)];

/// Columns that are left out.
fn not_taken(target: Target) -> impl Iterator<Item = &'static str> {
    LEFT.split('|').chain(left(target).split('|'))
}

const fn lists(target: Target) -> List {
    match target {
        Target::People => PEOPLE,
        Target::Participants => PARTICIPANTS,
        Target::Contacts => CONTACTS,
    }
}

const fn left(target: Target) -> &'static str {
    match target {
        Target::People => "phone|hire date|salary|supervisor|phone number",
        Target::Participants => {
            "email|emergency contact|emergency phone|emergency contact phone|\
         last contact|date of last contact|referral source|referred by"
        }
        Target::Contacts => {
            "dob|date of birth|birth date|birthdate|email|phone number|intake date|\
         admit date|admission date|enrollment date|next appointment|next appt|\
         next contact|follow up date|client id|consumer id|member id|participant id|\
         mrn|staff id|employee id|supervisor|billing code|rate|date entered|\
         entry date|date signed|state|day of week|month|week|year"
        }
    }
}

/// Columns that are left out whatever the rows are; a person may still choose them.
const LEFT: &str = "ssn|social security|social security number|race|ethnicity|gender|sex|age|\
         diagnosis|dx|insurance|medicaid|medicaid id|medicare|address|city|zip|\
         zip code|county|signature|initials|created|created at|created date|\
         date created|modified|date modified|last modified|updated|last updated|\
         timestamp|approved|approved by|billed|billable";

const FIRST: &str = "first name|first|fname|f name|given name|firstname|first nm|\
         client first name|client first|clients first name|participant first name|\
         participant first|consumer first name|member first name|peer first name";

const LAST: &str = "last name|last|lname|l name|surname|family name|lastname|last nm|\
         client last name|client last|clients last name|participant last name|\
         participant last|consumer last name|member last name|peer last name|\
         last initial";

const NOTES: &str = "note|notes|comment|comments|description|narrative|summary|details|remarks|\
         progress note|progress notes|contact note|case note|case notes|\
         what happened|observations|additional notes|additional comments";

const WORKERS: &str = "worker|peer worker|peer worker name|staff|staff name|staff member|\
         peer support|peer support worker|peer support specialist|peer specialist|\
         peer specialist name|pss|prss|provider|provider name|rendering provider|\
         coach|coach name|recovery coach|recovery coach name|specialist|completed by|\
         entered by|logged by|submitted by|author|employee|employee name|navigator|\
         peer navigator|advocate|mentor|rc|assigned to|assigned worker|assigned peer|\
         assigned staff|caseworker|case worker|case manager|primary worker";

const PERSONS: &str = "name|full name|client initials|participant initials|\
         consumer initials|member initials|peer initials|client|client name|clients|clients name|consumer|\
         consumer name|consumers name|participant|participant name|participants|\
         participants name|participant s|member|member name|individual|\
         individual name|individual served|person|person served|persons name|\
         name of person|name of client|name of participant|peer|peer name|\
         peer served|peers name|patient|patient name|recoveree|recoveree name|guest|\
         guest name|who|with|with whom|attendee|attendees|name s|names|legal name|\
         client full name|resident|resident name|client last first|name last first|\
         last name first name|last first";

const CONTACTS: List = &[
    (
        Date,
        "date|svc date|service date|date of service|dos|contact date|date of contact|\
         visit date|date of visit|session date|encounter date|activity date|\
         date of activity|event date|date time|datetime|date and time|date seen|day|\
         when|start date|svc dt|service dt|dt",
    ),
    (
        Start,
        "start|start time|time|time in|time of contact|time started|begin|begin time|\
         beginning time|from|in|start tm|time start|svc time|service start|\
         service start time|contact time|time of day|arrival",
    ),
    (
        End,
        "end|end time|time out|time ended|stop|stop time|finish|finish time|to|until|\
         out|time end|service end|service end time|ending time|departure",
    ),
    (
        Minutes,
        "minutes|mins|min|dur|dur min|duration|duration min|duration mins|\
         duration minutes|duration in minutes|duration hrs|duration hours|length|\
         length min|length of contact|length of visit|length of time|time spent|\
         total time|total minutes|total mins|of minutes|number of minutes|\
         service minutes|hours|hrs|total hours|hours spent|units|svc units|\
         billing units|how long|amount of time",
    ),
    (
        Kind,
        "kind|kind of contact|type|contact type|type of contact|service|service type|\
         type of service|service provided|services provided|svc type|svc|activity|\
         activity type|type of activity|encounter type|visit type|session type|\
         category|contact kind|service category|purpose",
    ),
    (
        Setting,
        "setting|location|place|place of service|pos|where|loc|site|service location|\
         location of service|contact location|location of contact|where met",
    ),
    (
        Mode,
        "mode|method|modality|contact method|method of contact|mode of contact|\
         contact mode|how|delivery|delivery method|method of delivery|\
         mode of delivery|in person phone|format",
    ),
    (
        Outcome,
        "outcome|result|results|status|contact outcome|contact status|reached|\
         disposition|attended|attendance status|successful|contact made",
    ),
    (Name, PERSONS),
    (FirstName, FIRST),
    (LastName, LAST),
    (
        Heads,
        "heads|headcount|head count|number of people|of people|people|\
         number of participants|of participants|no of participants|attendance|\
         number attended|of attendees|number of attendees|attended count|\
         people reached|group size|participants count|number served",
    ),
    (Worker, WORKERS),
    (
        Miles,
        "miles|mileage|mi|total miles|miles driven|round trip miles|of miles|\
         number of miles|travel miles",
    ),
    (
        Expenses,
        "expenses|expense|cost|costs|amount|amt|spent|amount spent|money spent|\
         dollars|reimbursement|funds used|flex funds|out of pocket|purchases|\
         total cost",
    ),
    (Note, NOTES),
    (
        TheirId,
        "id|record id|contact id|entry id|encounter id|row id|service id|\
         record number|entry number|no",
    ),
];

const PARTICIPANTS: List = &[
    (Name, PERSONS),
    (FirstName, FIRST),
    (LastName, LAST),
    (
        Nickname,
        "preferred name|nickname|nick name|goes by|name used|name they use|aka|alias|\
         chosen name|street name|likes to be called",
    ),
    (Pronouns, "pronouns|pronoun|preferred pronouns"),
    (
        Phone,
        "phone|phone number|cell|cell phone|mobile|mobile phone|telephone|tel|\
         contact number|primary phone|phone 1|best phone|best number|contact info|\
         phone no",
    ),
    (
        ReachBy,
        "preferred contact|preferred contact method|best way to reach|\
         contact preference|how to reach|best time to call|preferred method|\
         preferred method of contact|reach by|how they like to be reached",
    ),
    (
        BirthDate,
        "dob|d o b|date of birth|birth date|birthdate|birthday|bday|year of birth|\
         yob|birth year|born",
    ),
    (
        Since,
        "since|agreed since|intake|intake date|date of intake|enrollment date|\
         enrolled|date enrolled|enrollment|start date|started|date started|\
         admit date|admission date|admission|open date|date opened|first contact|\
         first seen|joined|date joined",
    ),
    (
        NextStep,
        "next step|next steps|goal|goals|plan|to do|follow up|action|action item|\
         current goal",
    ),
    (
        NextStepOn,
        "next step date|next step on|next step by|due|due date|follow up date|\
         follow up on|next appointment|next appt|next contact|next contact date|\
         by when|target date",
    ),
    (
        Rhythm,
        "rhythm|how often|contact every days|days between|days between contacts|\
         every days",
    ),
    (Worker, WORKERS),
    (
        State,
        "status|state of support|active|client status|participant status|case status|\
         current status|active inactive",
    ),
    (
        EndedOn,
        "end date|ended|ended on|discharge date|date of discharge|discharged|closed|\
         date closed|closed date|exit date|date ended|closing date",
    ),
    (
        EndedWhy,
        "reason|discharge reason|reason for discharge|closing reason|reason closed|\
         exit reason|how it ended",
    ),
    (Note, NOTES),
    (
        TheirId,
        "id|client id|consumer id|participant id|member id|record id|mrn|case number|\
         case no|client number|unique id|uid|file number",
    ),
];

const PEOPLE: List = &[
    (
        Name,
        "name|full name|staff|staff name|staff member|employee|employee name|worker|\
         display name|peer worker|user|last name first name|last first|\
         name last first",
    ),
    (FirstName, FIRST),
    (LastName, LAST),
    (
        Email,
        "email|e mail|email address|e mail address|mail|work email|user email|login",
    ),
    (
        Role,
        "role|roles|title|job title|position|job|user role|function",
    ),
    (
        Team,
        "team|site|program|location|department|dept|office|group|team name|region",
    ),
    (Active, "active|status|current|employed|enabled"),
    (
        TheirId,
        "id|employee id|staff id|badge|user id|employee number",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_the_lists_stands_as_folding_leaves_it_and_only_once() {
        for target in Target::ALL {
            let mut seen = Vec::new();
            for (field, words) in lists(target) {
                assert!(target.fields().contains(field), "{field:?}");
                for word in words.split('|') {
                    assert_eq!(fold(word), word);
                    assert!(!seen.contains(&word), "{target:?} {word}");
                    seen.push(word);
                }
            }
        }
    }

    #[test]
    fn a_header_is_known_by_its_words() {
        let contacts = |header| read(header, Target::Contacts);
        assert_eq!(contacts("Svc Date"), Match::Is(Date, "svc date"));
        assert_eq!(contacts("Dur."), Match::Is(Minutes, "dur"));
        assert_eq!(contacts("Client’s Name"), Match::Is(Name, "clients name"));
        assert_eq!(
            contacts("Date of Service (MM/DD/YYYY)"),
            Match::Has(Date, "date of service")
        );
        assert_eq!(contacts("Client Date of Birth"), Match::Left);
        assert_eq!(contacts("Diagnosis"), Match::Left);
        assert_eq!(contacts("Qwerty"), Match::No);
        assert_eq!(
            read("DOB", Target::Participants),
            Match::Is(BirthDate, "dob")
        );
    }
}
