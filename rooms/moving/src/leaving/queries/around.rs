//! Supervision, imports, the audit trail.

use storage::Sql;

use super::{
    Column,
    Kind::{Flag, Id, Json, Moment, Text, Whole},
    Leaving, column,
};

const SUPERVISION_DATE_ROWS: Sql = Sql::new(
    "leaving.supervision_date",
    "SELECT worker_id, day, held, by_id, at FROM supervision_date WHERE agency_id = $1 \
       AND (worker_id, day) > ($2, $3) ORDER BY worker_id, day LIMIT $4",
);

const SUPERVISION_DATE: &[Column] = &[
    column("worker_id", Id, "The peer worker."),
    column("day", Text, "The local day."),
    column("held", Flag, "Whether it was held."),
    column("by_id", Id, "Who did it."),
    column("at", Moment, "When."),
];

const TEAM_SETTING_ROWS: Sql = Sql::new(
    "leaving.team_setting",
    "SELECT program_id, weights, interval_days, changed_at, changed_by FROM team_setting \
       WHERE agency_id = $1 AND program_id > $2 ORDER BY program_id LIMIT $3",
);

const TEAM_SETTING: &[Column] = &[
    column("program_id", Id, "The program."),
    column(
        "weights",
        Json,
        "What each fact adds to a person supported, in hundredths.",
    ),
    column(
        "interval_days",
        Whole,
        "How many days may pass between two supervisions.",
    ),
    column("changed_at", Moment, "When it was last changed."),
    column("changed_by", Id, "Who changed it last."),
];

const PROGRAM_SETTING_ROWS: Sql = Sql::new(
    "leaving.program_setting",
    "SELECT program_id, at, change_id, account_id, name, said, says FROM program_setting \
       WHERE agency_id = $1 AND (program_id, at, change_id) > ($2, $3, $4) ORDER BY \
       program_id, at, change_id LIMIT $5",
);

const PROGRAM_SETTING: &[Column] = &[
    column("program_id", Id, "The program."),
    column("at", Moment, "When."),
    column("change_id", Id, "Its number."),
    column("account_id", Id, "Who."),
    column("name", Text, "Which setting."),
    column("said", Text, "What it said before."),
    column("says", Text, "What it says since."),
];

const PROGRAM_CHANGE_ROWS: Sql = Sql::new(
    "leaving.program_change",
    "SELECT change_id, program_id, month, words, made_by, made_at, gone_at FROM \
       program_change WHERE agency_id = $1 AND change_id > $2 ORDER BY change_id LIMIT $3",
);

const PROGRAM_CHANGE: &[Column] = &[
    column("change_id", Id, "Its number."),
    column("program_id", Id, "The program."),
    column("month", Whole, "Its first month, as year and month."),
    column("words", Text, "What changed."),
    column("made_by", Id, "Who wrote it down."),
    column("made_at", Moment, "When it was made."),
    column(
        "gone_at",
        Moment,
        "When it was taken away; empty while it stands.",
    ),
];

const PROGRAM_MONTH_ROWS: Sql = Sql::new(
    "leaving.program_month",
    "SELECT program_id, month, shown_at, figures FROM program_month WHERE agency_id = $1 \
       AND (program_id, month) > ($2, $3) ORDER BY program_id, month LIMIT $4",
);

const PROGRAM_MONTH: &[Column] = &[
    column("program_id", Id, "The program."),
    column("month", Whole, "Year and month."),
    column("shown_at", Moment, "When they first came out."),
    column("figures", Json, "The figures."),
];

const DISCLOSURE_ROWS: Sql = Sql::new(
    "leaving.disclosure",
    "SELECT disclosure_id, program_id, participant_id, at, account_id, recipient, \
       address, purpose, scope, what, notice FROM disclosure WHERE agency_id = $1 AND \
       disclosure_id > $2 ORDER BY disclosure_id LIMIT $3",
);

const DISCLOSURE: &[Column] = &[
    column("disclosure_id", Id, "Its number."),
    column("program_id", Id, "The program."),
    column("participant_id", Id, "The person."),
    column("at", Moment, "When."),
    column("account_id", Id, "Who gave it."),
    column("recipient", Text, "Who got it."),
    column("address", Text, "Where they are."),
    column("purpose", Text, "What for."),
    column("scope", Text, "The scope of the consent."),
    column("what", Text, "What was given."),
    column("notice", Text, "The notice that went with it."),
];

const HELP_LINE_ROWS: Sql = Sql::new(
    "leaving.help_line",
    "SELECT program_id, place, name, phone, said FROM help_line WHERE agency_id = $1 \
       AND (program_id, place) > ($2, $3) ORDER BY program_id, place LIMIT $4",
);

const HELP_LINE: &[Column] = &[
    column("program_id", Id, "The program."),
    column("place", Whole, "The order."),
    column("name", Text, "Who answers."),
    column("phone", Text, "The number."),
    column("said", Text, "When, or what for."),
];

const IMPORT_ROWS: Sql = Sql::new(
    "leaving.import",
    "SELECT import_id, program_id, made_by, made_at, what, file_name, state, version, \
       mapping, answers, planned, done, left_out, ended_at FROM import WHERE agency_id = $1 \
       AND import_id > $2 ORDER BY import_id LIMIT $3",
);

const IMPORT: &[Column] = &[
    column("import_id", Id, "Its number."),
    column("program_id", Id, "The program."),
    column("made_by", Id, "Who; empty = the command line."),
    column("made_at", Moment, "When it was begun."),
    column("what", Text, "people, participants or contacts."),
    column("file_name", Text, "The name of the file."),
    column(
        "state",
        Whole,
        "0 open, 1 coming in, 2 in, 3 going out, 4 taken back, 5 put aside.",
    ),
    column("version", Whole, "Grows with every change."),
    column("mapping", Json, "Which column held what."),
    column("answers", Json, "What else was said."),
    column("planned", Whole, "Rows that were decided to come in."),
    column("done", Whole, "Rows that came in."),
    column("left_out", Whole, "Rows that were refused and left out."),
    column("ended_at", Moment, "When it was through."),
];

const DEPARTURE_ROWS: Sql = Sql::new(
    "leaving.departure",
    "SELECT departure_id, asked_by, asked_at, recipient, purpose, answer, answered_by, \
       answered_at, taken_at FROM departure WHERE agency_id = $1 AND departure_id > $2 \
       ORDER BY departure_id LIMIT $3",
);

const DEPARTURE: &[Column] = &[
    column("departure_id", Id, "Its number."),
    column("asked_by", Id, "Who asked."),
    column("asked_at", Moment, "When."),
    column("recipient", Text, "Who was to get it."),
    column("purpose", Text, "What for."),
    column("answer", Whole, "0 not yet, 1 agreed, 2 declined."),
    column("answered_by", Id, "Who answered."),
    column("answered_at", Moment, "When."),
    column("taken_at", Moment, "When the file was first taken."),
];

const AUDIT_LEAF_ROWS: Sql = Sql::new(
    "leaving.audit_leaf",
    "SELECT at, leaf_id, account_id, action, subject, subject_id, participant, seq FROM \
       audit_leaf WHERE agency_id = $1 AND (at, leaf_id) > ($2, $3) ORDER BY at, leaf_id \
       LIMIT $4",
);

const AUDIT_LEAF: &[Column] = &[
    column("at", Moment, "When."),
    column("leaf_id", Id, "Its number."),
    column("account_id", Id, "Who; empty = the house itself."),
    column("action", Text, "What was done."),
    column("subject", Text, "What kind of thing."),
    column("subject_id", Id, "Its number."),
    column(
        "participant",
        Id,
        "Whose record it was, if it was anybody’s.",
    ),
    column("seq", Whole, "Its place in the tree; 0 = not there yet."),
];

/// What leaves from here.
pub const LEAVES: &[Leaving] = &[
    Leaving {
        table: "supervision_date",
        means: "When supervision was held and when it is next: days alone.",
        keys: 2,
        columns: SUPERVISION_DATE,
        rows: SUPERVISION_DATE_ROWS,
    },
    Leaving {
        table: "team_setting",
        means: "How a program counts its team’s week.",
        keys: 1,
        columns: TEAM_SETTING,
        rows: TEAM_SETTING_ROWS,
    },
    Leaving {
        table: "program_setting",
        means: "Who changed which setting of a program.",
        keys: 3,
        columns: PROGRAM_SETTING,
        rows: PROGRAM_SETTING_ROWS,
    },
    Leaving {
        table: "program_change",
        means: "Changes in how a program works, by which its charts are read.",
        keys: 1,
        columns: PROGRAM_CHANGE,
        rows: PROGRAM_CHANGE_ROWS,
    },
    Leaving {
        table: "program_month",
        means: "The published figures of a month. What a small group hides is not in them.",
        keys: 2,
        columns: PROGRAM_MONTH,
        rows: PROGRAM_MONTH_ROWS,
    },
    Leaving {
        table: "disclosure",
        means: "Copies of a person’s record that were given to somebody.",
        keys: 1,
        columns: DISCLOSURE,
        rows: DISCLOSURE_ROWS,
    },
    Leaving {
        table: "help_line",
        means: "A program’s own lines on the page Help now.",
        keys: 2,
        columns: HELP_LINE,
        rows: HELP_LINE_ROWS,
    },
    Leaving {
        table: "import",
        means: "Spreadsheets that were brought in. The files are not kept.",
        keys: 1,
        columns: IMPORT,
        rows: IMPORT_ROWS,
    },
    Leaving {
        table: "departure",
        means: "Who asked to leave with everything, and who agreed.",
        keys: 1,
        columns: DEPARTURE,
        rows: DEPARTURE_ROWS,
    },
    Leaving {
        table: "audit_leaf",
        means: "Who looked at what and changed what. Salts and commitments stay: they prove the trail where it is.",
        keys: 2,
        columns: AUDIT_LEAF,
        rows: AUDIT_LEAF_ROWS,
    },
];

/// Every statement of this file.
pub const STATEMENTS: &[Sql] = &[
    SUPERVISION_DATE_ROWS,
    TEAM_SETTING_ROWS,
    PROGRAM_SETTING_ROWS,
    PROGRAM_CHANGE_ROWS,
    PROGRAM_MONTH_ROWS,
    DISCLOSURE_ROWS,
    HELP_LINE_ROWS,
    IMPORT_ROWS,
    DEPARTURE_ROWS,
    AUDIT_LEAF_ROWS,
];
