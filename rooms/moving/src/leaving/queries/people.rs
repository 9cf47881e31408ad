//! People with an account, and their hours.

use storage::Sql;

use super::{
    Column,
    Kind::{Id, Moment, Text, Whole},
    Leaving, column,
};

const AGENCY_ROWS: Sql = Sql::new(
    "leaving.agency",
    "SELECT agency_id, name, made_at FROM agency WHERE agency_id = $1 AND agency_id > $2 \
       ORDER BY agency_id LIMIT $3",
);

const AGENCY: &[Column] = &[
    column("agency_id", Id, "The agency."),
    column("name", Text, "The name."),
    column("made_at", Moment, "When it was made."),
];

const PROGRAM_ROWS: Sql = Sql::new(
    "leaving.program",
    "SELECT program_id, name, sign_in_name, zone, made_at FROM program WHERE agency_id = \
       $1 AND program_id > $2 ORDER BY program_id LIMIT $3",
);

const PROGRAM: &[Column] = &[
    column("program_id", Id, "The program."),
    column("name", Text, "The name."),
    column("sign_in_name", Text, "What the sign-in page calls it."),
    column("zone", Text, "Its time zone."),
    column("made_at", Moment, "When it was made."),
];

const TEAM_ROWS: Sql = Sql::new(
    "leaving.team",
    "SELECT team_id, program_id, name, made_at FROM team WHERE agency_id = $1 AND team_id \
       > $2 ORDER BY team_id LIMIT $3",
);

const TEAM: &[Column] = &[
    column("team_id", Id, "The team, if there is one."),
    column("program_id", Id, "The program."),
    column("name", Text, "The name."),
    column("made_at", Moment, "When it was made."),
];

const ACCOUNT_ROWS: Sql = Sql::new(
    "leaving.account",
    "SELECT account_id, program_id, team_id, name, name_folded, email, standing, \
       standing_at, roles, language, theme, made_at, entered_at, version FROM account WHERE \
       agency_id = $1 AND account_id > $2 ORDER BY account_id LIMIT $3",
);

const ACCOUNT: &[Column] = &[
    column("account_id", Id, "The account."),
    column("program_id", Id, "The program."),
    column("team_id", Id, "The team, if there is one."),
    column("name", Text, "The name."),
    column("name_folded", Text, "The name as it is compared."),
    column("email", Text, "The e-mail address to sign in with."),
    column(
        "standing",
        Whole,
        "0 invited, 1 active, 2 suspended, 3 left.",
    ),
    column("standing_at", Moment, "Since when."),
    column(
        "roles",
        Whole,
        "One bit a role: 1 peer worker, 2 peer supervisor, 4 program manager, 8 privacy officer, 16 administrator.",
    ),
    column("language", Text, "The language."),
    column("theme", Text, "The look they chose."),
    column("made_at", Moment, "When it was made."),
    column("entered_at", Moment, "When they came in first."),
    column("version", Whole, "Grows with every change."),
];

const SUPERVISES_ROWS: Sql = Sql::new(
    "leaving.supervises",
    "SELECT worker_id, slot, supervisor_id, purpose, since FROM supervises WHERE \
       agency_id = $1 AND (worker_id, slot) > ($2, $3) ORDER BY worker_id, slot LIMIT $4",
);

const SUPERVISES: &[Column] = &[
    column("worker_id", Id, "The peer worker."),
    column("slot", Whole, "First or second supervisor."),
    column("supervisor_id", Id, "The supervisor."),
    column("purpose", Text, "What this supervisor is for."),
    column("since", Moment, "Since when."),
];

const DEPUTY_ROWS: Sql = Sql::new(
    "leaving.deputy",
    "SELECT stand_in_id, supervisor_id, deputy_id, first_day, last_day, from_at, \
       until_at, state, made_at FROM deputy WHERE agency_id = $1 AND stand_in_id > $2 ORDER \
       BY stand_in_id LIMIT $3",
);

const DEPUTY: &[Column] = &[
    column("stand_in_id", Id, "Its number."),
    column("supervisor_id", Id, "Who is away."),
    column("deputy_id", Id, "Who stands in."),
    column("first_day", Text, "From this day on."),
    column("last_day", Text, "Until this day."),
    column("from_at", Moment, "From then on."),
    column("until_at", Moment, "Until then."),
    column("state", Whole, "0 to come, 1 it runs, 2 over."),
    column("made_at", Moment, "When it was made."),
];

const WORK_WEEK_ROWS: Sql = Sql::new(
    "leaving.work_week",
    "SELECT account_id, pattern, takes_over, changed_at, changed_by FROM work_week WHERE \
       agency_id = $1 AND account_id > $2 ORDER BY account_id LIMIT $3",
);

const WORK_WEEK: &[Column] = &[
    column("account_id", Id, "The account."),
    column("pattern", Text, "The hours of each weekday."),
    column("takes_over", Text, "Who takes over after these hours."),
    column("changed_at", Moment, "When it was last changed."),
    column("changed_by", Id, "Who changed it last."),
];

const WORK_DAY_ROWS: Sql = Sql::new(
    "leaving.work_day",
    "SELECT account_id, day, spans FROM work_day WHERE agency_id = $1 AND (account_id, \
       day) > ($2, $3) ORDER BY account_id, day LIMIT $4",
);

const WORK_DAY: &[Column] = &[
    column("account_id", Id, "The account."),
    column("day", Text, "The local day."),
    column("spans", Text, "The hours of this day."),
];

/// What leaves from here.
pub const LEAVES: &[Leaving] = &[
    Leaving {
        table: "agency",
        means: "The agency.",
        keys: 1,
        columns: AGENCY,
        rows: AGENCY_ROWS,
    },
    Leaving {
        table: "program",
        means: "Its programs.",
        keys: 1,
        columns: PROGRAM,
        rows: PROGRAM_ROWS,
    },
    Leaving {
        table: "team",
        means: "Teams of the programs.",
        keys: 1,
        columns: TEAM,
        rows: TEAM_ROWS,
    },
    Leaving {
        table: "account",
        means: "People with an account. Passwords and passkeys stay.",
        keys: 1,
        columns: ACCOUNT,
        rows: ACCOUNT_ROWS,
    },
    Leaving {
        table: "supervises",
        means: "Who supervises whom.",
        keys: 2,
        columns: SUPERVISES,
        rows: SUPERVISES_ROWS,
    },
    Leaving {
        table: "deputy",
        means: "Who stands in for a supervisor who is away.",
        keys: 1,
        columns: DEPUTY,
        rows: DEPUTY_ROWS,
    },
    Leaving {
        table: "work_week",
        means: "Weekly hours.",
        keys: 1,
        columns: WORK_WEEK,
        rows: WORK_WEEK_ROWS,
    },
    Leaving {
        table: "work_day",
        means: "Days that differ from the weekly hours. No hours = a day off.",
        keys: 2,
        columns: WORK_DAY,
        rows: WORK_DAY_ROWS,
    },
];

/// Every statement of this file.
pub const STATEMENTS: &[Sql] = &[
    AGENCY_ROWS,
    PROGRAM_ROWS,
    TEAM_ROWS,
    ACCOUNT_ROWS,
    SUPERVISES_ROWS,
    DEPUTY_ROWS,
    WORK_WEEK_ROWS,
    WORK_DAY_ROWS,
];
