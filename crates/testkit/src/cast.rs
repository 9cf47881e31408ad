//! The cast: the same people in every test, in the demo's spirit.
//!
//! Harbor, the agency, has a peer program and a shelter program. Dee and Marcus walk alongside
//! people; Loretta supervises both, Rosa supervises and walks alongside people herself. Lakeside is
//! another agency, which nobody at Harbor ever sees.

use domain::{
    id::{AccountId, AgencyId, ParticipantId, ProgramId, TeamId},
    role::{Role, Roles},
    world::Chance,
};
use people::{
    account::{self, By, NewAccount, Standing},
    agency::{self, Agency, Program, Team},
};
use storage::{Error, Tx};

/// The agency of nearly everybody.
pub const HARBOR: AgencyId = AgencyId::from_i64(0x0a00_0001);
/// Another agency.
pub const LAKESIDE: AgencyId = AgencyId::from_i64(0x0a00_0002);
/// Harbor's peer program.
pub const PEER_PROGRAM: ProgramId = ProgramId::from_i64(0x0b00_0001);
/// Harbor's shelter, in another time zone.
pub const SHELTER: ProgramId = ProgramId::from_i64(0x0b00_0002);
/// Lakeside's only program.
pub const LAKESIDE_PROGRAM: ProgramId = ProgramId::from_i64(0x0b00_0003);
/// The team of the peer program.
pub const TEAM: TeamId = TeamId::from_i64(0x0c00_0001);

/// A person who signs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// The name used.
    pub name: &'static str,
    /// The address to sign in with.
    pub email: &'static str,
    /// What they do.
    pub roles: &'static [Role],
    /// Their agency.
    pub agency: AgencyId,
    /// Their program.
    pub program: ProgramId,
    /// Where their account stands.
    pub standing: Standing,
}

const fn member(
    number: i64,
    name: &'static str,
    email: &'static str,
    roles: &'static [Role],
) -> Member {
    Member {
        account: AccountId::from_i64(0x0d00_0000 + number),
        name,
        email,
        roles,
        agency: HARBOR,
        program: PEER_PROGRAM,
        standing: Standing::Active,
    }
}

const fn lakeside(mut member: Member) -> Member {
    member.agency = LAKESIDE;
    member.program = LAKESIDE_PROGRAM;
    member
}

const fn standing(mut member: Member, standing: Standing) -> Member {
    member.standing = standing;
    member
}

/// Peer worker; Loretta supervises her.
pub const DEE: Member = member(
    1,
    "Dee Alvarez",
    "dee@harbor.example.org",
    &[Role::PeerWorker],
);
/// Peer supervisor of Dee, Marcus and Rosa.
pub const LORETTA: Member = member(
    2,
    "Loretta Hines",
    "loretta@harbor.example.org",
    &[Role::PeerSupervisor],
);
/// Peer worker; Loretta supervises him, Rosa in the second slot.
pub const MARCUS: Member = member(
    3,
    "Marcus Reed",
    "marcus@harbor.example.org",
    &[Role::PeerWorker],
);
/// Peer worker whom nobody supervises yet.
pub const ROBIN: Member = member(
    4,
    "Robin Okafor",
    "robin@harbor.example.org",
    &[Role::PeerWorker],
);
/// Supervisor who is also a peer worker.
pub const ROSA: Member = member(
    5,
    "Rosa Delgado",
    "rosa@harbor.example.org",
    &[Role::PeerWorker, Role::PeerSupervisor],
);
/// Administrator: accounts only.
pub const SAM: Member = member(
    6,
    "Sam Boyd",
    "sam@harbor.example.org",
    &[Role::Administrator],
);
/// Program manager.
pub const PRIYA: Member = member(
    7,
    "Priya Nair",
    "priya@harbor.example.org",
    &[Role::ProgramManager],
);
/// Privacy officer.
pub const OLIVER: Member = member(
    8,
    "Oliver Grant",
    "oliver@harbor.example.org",
    &[Role::PrivacyOfficer],
);
/// Peer worker whose account is suspended.
pub const TESS: Member = standing(
    member(
        9,
        "Tess Moran",
        "tess@harbor.example.org",
        &[Role::PeerWorker],
    ),
    Standing::Suspended,
);
/// Peer worker who was invited and has not come in yet.
pub const INES: Member = standing(
    member(
        10,
        "Ines Duarte",
        "ines@harbor.example.org",
        &[Role::PeerWorker],
    ),
    Standing::Invited,
);
/// Peer worker at Lakeside.
pub const LENA: Member = lakeside(member(
    11,
    "Lena Fox",
    "lena@lakeside.example.org",
    &[Role::PeerWorker],
));
/// Holds every role at Lakeside.
pub const LOU: Member = lakeside(member(
    12,
    "Lou Marsh",
    "lou@lakeside.example.org",
    Role::ALL,
));

/// Everybody who has an account.
pub const MEMBERS: &[Member] = &[
    DEE, LORETTA, MARCUS, ROBIN, ROSA, SAM, PRIYA, OLIVER, TESS, INES, LENA, LOU,
];

/// A person whom the program supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Supported {
    /// The participant.
    pub id: ParticipantId,
    /// The name used.
    pub name: &'static str,
    /// Who walks with them.
    pub with: Member,
}

const fn supported(number: i64, name: &'static str, with: Member) -> Supported {
    Supported {
        id: ParticipantId::from_i64(0x0e00_0000 + number),
        name,
        with,
    }
}

/// With Dee.
pub const ANDRE: Supported = supported(1, "Andre M.", DEE);
/// With Dee.
pub const KAYLA: Supported = supported(2, "Kayla T.", DEE);
/// With Marcus.
pub const LUIS: Supported = supported(3, "Luis O.", MARCUS);
/// With Lena, at Lakeside.
pub const BRIANNA: Supported = supported(4, "Brianna S.", LENA);

/// Everybody whom a program supports.
pub const PARTICIPANTS: &[Supported] = &[ANDRE, KAYLA, LUIS, BRIANNA];

/// Makes agencies, programs and accounts, in one transaction.
pub(crate) fn moves_in(tx: &mut Tx<'_>, now: i64, chance: &dyn Chance) -> Result<(), Error> {
    for (id, name) in [(HARBOR, "Harbor"), (LAKESIDE, "Lakeside")] {
        agency::create(
            tx,
            &Agency {
                id,
                name: name.into(),
            },
            now,
        )?;
    }
    for (agency, id, name, zone) in [
        (
            HARBOR,
            PEER_PROGRAM,
            "Harbor Peer Support",
            "America/New_York",
        ),
        (HARBOR, SHELTER, "Harbor Shelter", "America/Chicago"),
        (
            LAKESIDE,
            LAKESIDE_PROGRAM,
            "Lakeside Recovery",
            "America/New_York",
        ),
    ] {
        let (name, zone) = (name.to_owned(), zone.to_owned());
        let program = Program {
            id,
            sign_in_name: name.clone(),
            name,
            zone,
        };
        agency::create_program(tx, agency, &program, now)?;
    }
    let team = Team {
        id: TEAM,
        program: PEER_PROGRAM,
        name: "Days".into(),
    };
    agency::create_team(tx, HARBOR, &team, now)?;
    for member in MEMBERS {
        let new = NewAccount {
            id: member.account,
            program: member.program,
            team: (member.program == PEER_PROGRAM).then_some(TEAM),
            name: member.name.into(),
            email: member.email.into(),
            roles: Roles::of(member.roles),
            language: "en".into(),
        };
        account::create(
            tx,
            &By::house(member.agency),
            &new,
            member.standing,
            now,
            chance,
        )
        .map_err(|refused| broken(&refused))?;
    }
    for (worker, slot, supervisor) in [
        (DEE, 1, LORETTA),
        (MARCUS, 1, LORETTA),
        (MARCUS, 2, ROSA),
        (ROSA, 1, LORETTA),
        (LENA, 1, LOU),
    ] {
        let by = By::house(worker.agency);
        let with = Some((supervisor.account, "practice"));
        account::set_supervisor(tx, &by, worker.account, slot, with, now, chance)
            .map_err(|refused| broken(&refused))?;
    }
    Ok(())
}

fn broken(refused: &account::Refused) -> Error {
    Error::Broken(format!("the cast could not move in: {refused:?}"))
}
