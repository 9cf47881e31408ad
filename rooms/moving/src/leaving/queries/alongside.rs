//! People who are walked alongside, and what was done.

use storage::Sql;

use super::{
    Column,
    Kind::{Flag, Id, Json, Moment, Text, Whole},
    Leaving, column,
};

const PARTICIPANT_ROWS: Sql = Sql::new(
    "leaving.participant",
    "SELECT participant_id, program_id, worker_id, state, need_at, name_used, \
       name_folded, pronouns, phone, reach_by, birth_year, next_step, next_step_on, \
       rhythm_days, added_at, since, last_contact_at, last_tried_at, tries, last_heaviness, \
       ended_at, ended_how, ended_words, version FROM participant WHERE agency_id = $1 AND \
       participant_id > $2 ORDER BY participant_id LIMIT $3",
);

const PARTICIPANT: &[Column] = &[
    column("participant_id", Id, "The person."),
    column("program_id", Id, "The program."),
    column(
        "worker_id",
        Id,
        "The peer worker; empty while nobody walks with them.",
    ),
    column("state", Whole, "1 walking together, 2 support ended."),
    column(
        "need_at",
        Whole,
        "The place in the list by need; lower comes first.",
    ),
    column("name_used", Text, "The name they use."),
    column("name_folded", Text, "The name as it is compared."),
    column("pronouns", Text, "Pronouns."),
    column("phone", Text, "The phone number."),
    column("reach_by", Text, "How they like to be reached."),
    column("birth_year", Whole, "The year of birth; 0 = not asked."),
    column("next_step", Text, "What comes next."),
    column("next_step_on", Text, "Its day."),
    column("rhythm_days", Whole, "How often to be in touch, in days."),
    column("added_at", Moment, "When they came to the program."),
    column("since", Moment, "When they came to this worker."),
    column("last_contact_at", Moment, "When they last met or spoke."),
    column(
        "last_tried_at",
        Moment,
        "When they were last tried in vain.",
    ),
    column("tries", Whole, "How often they were tried in vain since."),
    column(
        "last_heaviness",
        Whole,
        "How heavy the last contact was: 0 not said, 1 light to 4 very.",
    ),
    column("ended_at", Moment, "When support ended."),
    column("ended_how", Text, "How it ended."),
    column("ended_words", Text, "Words to remember."),
    column("version", Whole, "Grows with every change."),
];

const PARTICIPANT_FACT_ROWS: Sql = Sql::new(
    "leaving.participant_fact",
    "SELECT participant_id, fact, since_at, since_by, until_at, until_by FROM \
       participant_fact WHERE agency_id = $1 AND (participant_id, fact, since_at) > ($2, \
       $3, $4) ORDER BY participant_id, fact, since_at LIMIT $5",
);

const PARTICIPANT_FACT: &[Column] = &[
    column("participant_id", Id, "The person."),
    column("fact", Text, "No housing, or a loss."),
    column("since_at", Moment, "Since when it holds."),
    column("since_by", Id, "Who said so."),
    column("until_at", Moment, "Until when; empty while it holds."),
    column("until_by", Id, "Who said that it is over."),
];

const PARTICIPANT_KEPT_ROWS: Sql = Sql::new(
    "leaving.participant_kept",
    "SELECT participant_id, kept_id, at, account_id, what, body FROM participant_kept \
       WHERE agency_id = $1 AND (participant_id, kept_id) > ($2, $3) ORDER BY \
       participant_id, kept_id LIMIT $4",
);

const PARTICIPANT_KEPT: &[Column] = &[
    column("participant_id", Id, "The person."),
    column("kept_id", Id, "Its number."),
    column("at", Moment, "When it was kept."),
    column("account_id", Id, "Who brought or merged it."),
    column("what", Text, "sheet or merged."),
    column(
        "body",
        Text,
        "The words; of a merged record, all it said, as JSON.",
    ),
];

const PARTICIPANT_ALIKE_ROWS: Sql = Sql::new(
    "leaving.participant_alike",
    "SELECT first_id, second_id, program_id, band, found_at, answer, answered_by, \
       answered_at FROM participant_alike WHERE agency_id = $1 AND (first_id, second_id) > \
       ($2, $3) ORDER BY first_id, second_id LIMIT $4",
);

const PARTICIPANT_ALIKE: &[Column] = &[
    column("first_id", Id, "One."),
    column("second_id", Id, "The other."),
    column("program_id", Id, "The program."),
    column("band", Whole, "0 very likely, 1 likely."),
    column("found_at", Moment, "When it was noticed."),
    column("answer", Whole, "0 nobody has looked, 1 two people, 2 one."),
    column("answered_by", Id, "Who looked."),
    column("answered_at", Moment, "When."),
];

const HAND_OVER_ROWS: Sql = Sql::new(
    "leaving.hand_over",
    "SELECT hand_over_id, participant_id, from_worker, to_worker, offered_by, note, \
       offered_at, answered_at, answer FROM hand_over WHERE agency_id = $1 AND hand_over_id \
       > $2 ORDER BY hand_over_id LIMIT $3",
);

const HAND_OVER: &[Column] = &[
    column("hand_over_id", Id, "The hand-over."),
    column("participant_id", Id, "The person."),
    column("from_worker", Id, "From whom."),
    column("to_worker", Id, "To whom."),
    column("offered_by", Id, "Who offered it."),
    column("note", Text, "The note."),
    column("offered_at", Moment, "When it was offered."),
    column("answered_at", Moment, "When it was answered."),
    column(
        "answer",
        Whole,
        "0 not yet, 1 taken, 2 declined, 3 taken back.",
    ),
];

const APPOINTMENT_ROWS: Sql = Sql::new(
    "leaving.appointment",
    "SELECT appointment_id, worker_id, participant_id, state, starts_at, minutes, title, \
       place, note, version FROM appointment WHERE agency_id = $1 AND appointment_id > $2 \
       ORDER BY appointment_id LIMIT $3",
);

const APPOINTMENT: &[Column] = &[
    column("appointment_id", Id, "The appointment."),
    column(
        "worker_id",
        Id,
        "The peer worker; empty while nobody walks with them.",
    ),
    column("participant_id", Id, "With whom, if it is with somebody."),
    column("state", Whole, "0 planned, 1 done, 2 moved, 3 called off."),
    column("starts_at", Moment, "When it begins."),
    column(
        "minutes",
        Whole,
        "How long, in minutes; 0 where nobody times it.",
    ),
    column("title", Text, "What it is."),
    column("place", Text, "Where."),
    column("note", Text, "The note."),
    column("version", Whole, "Grows with every change."),
];

const VISIT_COVER_ROWS: Sql = Sql::new(
    "leaving.visit_cover",
    "SELECT appointment_id, cover_id, participant_id, from_id, to_id, by_id, at, \
       until_at, back_at FROM visit_cover WHERE agency_id = $1 AND (appointment_id, \
       cover_id) > ($2, $3) ORDER BY appointment_id, cover_id LIMIT $4",
);

const VISIT_COVER: &[Column] = &[
    column("appointment_id", Id, "The appointment."),
    column("cover_id", Id, "Its number."),
    column("participant_id", Id, "The person."),
    column("from_id", Id, "Whose visit it is."),
    column("to_id", Id, "Who does it."),
    column("by_id", Id, "Who did it."),
    column("at", Moment, "When."),
    column("until_at", Moment, "Until when that worker sees it."),
    column("back_at", Moment, "When it went back."),
];

const CONTACT_WITH_ROWS: Sql = Sql::new(
    "leaving.contact_with",
    "SELECT participant_id, happened_at, contact_id FROM contact_with WHERE agency_id = \
       $1 AND (participant_id, happened_at, contact_id) > ($2, $3, $4) ORDER BY \
       participant_id, happened_at, contact_id LIMIT $5",
);

const CONTACT_WITH: &[Column] = &[
    column("participant_id", Id, "The person."),
    column("happened_at", Moment, "When it began."),
    column("contact_id", Id, "The contact."),
];

const CONTACT_ROWS: Sql = Sql::new(
    "leaving.contact",
    "SELECT contact_id, worker_id, program_id, happened_at, recorded_at, kind, setting, \
       mode, minutes, outcome, support, offered, cents, miles_tenths, heaviness, \
       out_of_hours, note, unknown_person, people_reached, version, undone_at, team_id, \
       day, over_midnight FROM contact WHERE agency_id = $1 AND contact_id > $2 ORDER BY \
       contact_id LIMIT $3",
);

const CONTACT: &[Column] = &[
    column("contact_id", Id, "The contact."),
    column("worker_id", Id, "Whose contact it is."),
    column("program_id", Id, "The program."),
    column("happened_at", Moment, "When it began."),
    column("recorded_at", Moment, "When it was saved."),
    column("kind", Text, "The kind, as a slug."),
    column("setting", Text, "Where it was, as a slug."),
    column(
        "mode",
        Whole,
        "By which way: 1 in the same place, 2 phone, 3 in writing, 4 video.",
    ),
    column(
        "minutes",
        Whole,
        "How long, in minutes; 0 where nobody times it.",
    ),
    column(
        "outcome",
        Whole,
        "What became of an attempt; 0 = it was none.",
    ),
    column("support", Whole, "The kinds of support, one bit each."),
    column(
        "offered",
        Text,
        "What was shared, as slugs; offered and not taken with ? before it.",
    ),
    column("cents", Whole, "Money spent, in cents."),
    column("miles_tenths", Whole, "Miles driven, in tenths."),
    column(
        "heaviness",
        Whole,
        "How heavy it was: 0 not said, 1 light to 4 very.",
    ),
    column(
        "out_of_hours",
        Flag,
        "Whether a part of it lay outside the hours.",
    ),
    column("note", Text, "The note."),
    column("unknown_person", Text, "Someone whose name is not known."),
    column("people_reached", Whole, "People at a public event."),
    column("version", Whole, "Grows with every change."),
    column(
        "undone_at",
        Moment,
        "When it was taken back; empty while it stands.",
    ),
    column("team_id", Id, "The team for which it counts."),
    column("day", Text, "The local day for which it counts."),
    column("over_midnight", Flag, "Whether it ran into the next day."),
];

const CONTACT_EARLIER_ROWS: Sql = Sql::new(
    "leaving.contact_earlier",
    "SELECT contact_id, version, author_id, at, why, body FROM contact_earlier WHERE \
       agency_id = $1 AND (contact_id, version) > ($2, $3) ORDER BY contact_id, version \
       LIMIT $4",
);

const CONTACT_EARLIER: &[Column] = &[
    column("contact_id", Id, "The contact."),
    column("version", Whole, "Which version this text was."),
    column("author_id", Id, "Who corrected it."),
    column("at", Moment, "When it was corrected."),
    column("why", Text, "Why."),
    column("body", Json, "What it says, as JSON."),
];

const CONTACT_CHOICE_ROWS: Sql = Sql::new(
    "leaving.contact_choice",
    "SELECT program_id, list, body, changed_at FROM contact_choice WHERE agency_id = $1 \
       AND (program_id, list) > ($2, $3) ORDER BY program_id, list LIMIT $4",
);

const CONTACT_CHOICE: &[Column] = &[
    column("program_id", Id, "The program."),
    column("list", Text, "Which list."),
    column("body", Json, "What it says, as JSON."),
    column("changed_at", Moment, "When it was last changed."),
];

/// What leaves from here.
pub const LEAVES: &[Leaving] = &[
    Leaving {
        table: "participant",
        means: "The people whom the program walks alongside.",
        keys: 1,
        columns: PARTICIPANT,
        rows: PARTICIPANT_ROWS,
    },
    Leaving {
        table: "participant_fact",
        means: "What makes support longer, as the worker said it.",
        keys: 3,
        columns: PARTICIPANT_FACT,
        rows: PARTICIPANT_FACT_ROWS,
    },
    Leaving {
        table: "participant_kept",
        means: "Texts that belong to a person and have no field: a note of an old sheet, or a record that became part of theirs.",
        keys: 2,
        columns: PARTICIPANT_KEPT,
        rows: PARTICIPANT_KEPT_ROWS,
    },
    Leaving {
        table: "participant_alike",
        means: "Pairs who may be the same person.",
        keys: 2,
        columns: PARTICIPANT_ALIKE,
        rows: PARTICIPANT_ALIKE_ROWS,
    },
    Leaving {
        table: "hand_over",
        means: "Hand-overs of a person from one worker to another.",
        keys: 1,
        columns: HAND_OVER,
        rows: HAND_OVER_ROWS,
    },
    Leaving {
        table: "appointment",
        means: "What is planned.",
        keys: 1,
        columns: APPOINTMENT,
        rows: APPOINTMENT_ROWS,
    },
    Leaving {
        table: "visit_cover",
        means: "Visits that a supervisor gave to another worker.",
        keys: 2,
        columns: VISIT_COVER,
        rows: VISIT_COVER_ROWS,
    },
    Leaving {
        table: "contact_with",
        means: "Who was there: one row for each person of a contact.",
        keys: 3,
        columns: CONTACT_WITH,
        rows: CONTACT_WITH_ROWS,
    },
    Leaving {
        table: "contact",
        means: "Contacts. Those taken back are among them: taken_back says when.",
        keys: 1,
        columns: CONTACT,
        rows: CONTACT_ROWS,
    },
    Leaving {
        table: "contact_earlier",
        means: "What a corrected contact said before.",
        keys: 2,
        columns: CONTACT_EARLIER,
        rows: CONTACT_EARLIER_ROWS,
    },
    Leaving {
        table: "contact_choice",
        means: "A program’s own words for kinds, settings and things to offer.",
        keys: 2,
        columns: CONTACT_CHOICE,
        rows: CONTACT_CHOICE_ROWS,
    },
];

/// Every statement of this file.
pub const STATEMENTS: &[Sql] = &[
    PARTICIPANT_ROWS,
    PARTICIPANT_FACT_ROWS,
    PARTICIPANT_KEPT_ROWS,
    PARTICIPANT_ALIKE_ROWS,
    HAND_OVER_ROWS,
    APPOINTMENT_ROWS,
    VISIT_COVER_ROWS,
    CONTACT_WITH_ROWS,
    CONTACT_ROWS,
    CONTACT_EARLIER_ROWS,
    CONTACT_CHOICE_ROWS,
];
