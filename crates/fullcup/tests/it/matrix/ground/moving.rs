//! What comes in from a spreadsheet, and who asked to leave.

use domain::id::{Id, ParticipantId};
use storage::Sql;
use testkit::cast::{self, HARBOR, LAKESIDE, LAKESIDE_PROGRAM, PEER_PROGRAM, SHELTER};
use testkit::world::MORNING;

use super::{Ground, Place, Values, Viewer};

impl Ground {
    /// A spreadsheet of one row, brought by the viewer or by somebody else.
    pub(super) async fn import(&mut self, kind: &str, relation: &str, viewer: &Viewer) -> String {
        use ::moving::imports::queries::{self, Opening, State};
        let (agency, program) = match relation {
            "other-program" => (HARBOR, SHELTER),
            "other-agency" => (LAKESIDE, LAKESIDE_PROGRAM),
            _ => (HARBOR, PEER_PROGRAM),
        };
        let by = if relation == "own" {
            viewer.member.account
        } else {
            cast::PRIYA.account
        };
        let target = if kind == "import-people" {
            sheets::Target::People
        } else {
            sheets::Target::Participants
        };
        let (name, address) = (self.fresh(), self.fresh());
        let file = if kind == "import-people" {
            format!("Name,E-mail\n{name},{address}@example.org\n")
        } else {
            format!("Name,Notes\n{name},Likes {address}\n")
        };
        let book = sheets::read(file.as_bytes(), "a.csv", &sheets::Limits::default());
        let mapping = sheets::guess(&book.expect("a sheet"), target, &sheets::Words::ours());
        let mapping = serde_json::to_string(&mapping).expect("JSON");
        let id: Id<()> = self.id();
        let is_in = kind == "import-in";
        self.house
            .write(move |tx| {
                let new = Opening {
                    id: id.get(),
                    program,
                    by,
                    what: target.slug(),
                    file_name: "a.csv",
                    mapping: &mapping,
                    answers: "{}",
                };
                queries::open(tx, agency, &new, MORNING)?;
                if is_in {
                    let through = (State::Open, State::In);
                    return queries::move_on(tx, agency, id.get(), through, MORNING).map(drop);
                }
                queries::keep_piece(tx, agency, id.get(), 0, file.as_bytes())
            })
            .await;
        id.to_string()
    }

    /// Two people who may be one, in the same place.
    pub(super) async fn pair(&mut self, place: &Place) -> Values {
        let (first, second) = (self.participant(place).await, self.participant(place).await);
        let (agency, program) = (place.agency, place.program);
        self.house
            .write(move |tx| {
                let pair = (first.get(), second.get(), 0);
                ::moving::imports::queries::keep_alike(tx, agency, program, pair, MORNING)
            })
            .await;
        vec![("first", first.to_string()), ("second", second.to_string())]
    }

    /// A change that somebody named in a program.
    pub(super) async fn change(&mut self, relation: &str) -> String {
        let (agency, program) = match relation {
            "own" => (HARBOR, PEER_PROGRAM),
            "other-program" => (HARBOR, SHELTER),
            _ => (LAKESIDE, LAKESIDE_PROGRAM),
        };
        let id: Id<()> = self.id();
        self.house
            .write(move |tx| {
                tx.run(&CHANGE, &[&agency, &id, &program, &MORNING])
                    .map(|_| ())
            })
            .await;
        id.to_string()
    }

    /// A copy of a person's record that their worker gave a moment ago.
    pub(super) async fn copy(&mut self, person: ParticipantId, of: &Place) -> String {
        let (agency, program, worker) = (of.agency, of.program, of.worker);
        let id: Id<()> = self.id();
        self.house
            .write(move |tx| {
                tx.run(&COPY, &[&agency, &id, &program, &person, &MORNING, &worker])
                    .map(|_| ())
            })
            .await;
        id.to_string()
    }

    /// Somebody asked to leave with everything; where it is agreed, somebody else agreed.
    pub(super) async fn departure(
        &mut self,
        kind: &str,
        relation: &str,
        viewer: &Viewer,
    ) -> String {
        use ::moving::leaving::queries;
        let agency = if relation == "other-agency" {
            LAKESIDE
        } else {
            HARBOR
        };
        let by = if relation == "own" {
            viewer.member.account
        } else {
            cast::PRIYA.account
        };
        let id: Id<()> = self.id();
        let agreed = kind == "agreed";
        self.house
            .write(move |tx| {
                let words = ("State University", "We move");
                queries::ask(tx, agency, id.get(), by, words, MORNING)?;
                if agreed {
                    let officer = cast::OLIVER.account;
                    queries::answer(tx, agency, id.get(), 1, officer, MORNING)?;
                }
                Ok(())
            })
            .await;
        id.to_string()
    }
}

const CHANGE: Sql = Sql::new(
    "it.ground.change",
    "INSERT INTO program_change \
       (agency_id, change_id, program_id, month, words, made_by, made_at, gone_at) \
     VALUES ($1, $2, $3, 202601, 'A second site', 0, $4, 0)",
);
const COPY: Sql = Sql::new(
    "it.ground.copy",
    "INSERT INTO disclosure (agency_id, disclosure_id, program_id, participant_id, at, account_id, \
       recipient, address, purpose, scope, what, notice) \
     VALUES ($1, $2, $3, $4, $5, $6, 'Harbor Legal Aid', '', 'Housing', 'All of it', 'summary', 'long')",
);
