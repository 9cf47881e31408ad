//! The invented people and what is written about them. Nobody here is real. Every
//! note is one that its person could read aloud.

/// First names of people whom the programs support.
pub const FIRST: &[&str] = &[
    "Andre", "Kayla", "Luis", "Brianna", "Tomas", "Yolanda", "Reggie", "Mei", "Hank", "Destiny",
    "Omar", "Crystal", "Pete", "Ana", "DeShawn", "Ruth", "Walt", "Ximena", "Curtis", "Noor", "Gus",
    "Tasha", "Eli", "Marisol", "Vern", "Sunny", "Dmitri", "Faye", "Hector", "June", "Kofi", "Lena",
    "Manny", "Nell", "Otis", "Priya", "Quinn", "Roy", "Soraya", "Trey", "Uma", "Viktor", "Wanda",
    "Zeke", "Amara", "Beau", "Cleo", "Dot", "Emil", "Flor",
];

/// Initials of last names, as people choose to be listed.
pub const LAST: &[&str] = &[
    "M.", "T.", "O.", "S.", "A.", "B.", "C.", "D.", "F.", "G.", "H.", "K.", "L.", "N.", "P.", "R.",
    "V.", "W.",
];

/// Names of colleagues; the first ones are the cast that tests and pictures know.
pub const COLLEAGUES: &[&str] = &[
    "Dee Alvarez",
    "Loretta Hines",
    "Marcus Bell",
    "Robin Okafor",
    "Rosa Delgado",
    "Sam Whitfield",
    "Jo Lindqvist",
    "Tanisha Moore",
    "Ray Castellano",
    "Bev Sutter",
    "Cam Nguyen",
    "Darnell Price",
    "Elena Ruiz",
    "Frank Adeyemi",
    "Gloria Stubbs",
    "Hugo Barnes",
    "Imani Clark",
    "Jess Tran",
    "Karl Voss",
    "Lupe Serrano",
    "Mo Haddad",
    "Nadia Petrov",
    "Owen Tate",
    "Pilar Vega",
    "Quincy Reed",
    "Renee Dubois",
    "Skip Larson",
    "Tammy Yazzie",
    "Ursula Grant",
    "Vince Romano",
    "Willa James",
    "Yusuf Ali",
    "Zora Fields",
    "Abe Kowalski",
    "Bonnie Park",
    "Carl Jensen",
    "Dina Marsh",
    "Earl Watts",
    "Fern Holloway",
    "Gil Santos",
    "Hattie Boone",
    "Ivan Cruz",
    "Joy Mbeki",
    "Ken Ishida",
    "Lou Ferris",
    "Mina Shah",
    "Ned Calloway",
    "Opal Greer",
    "Paz Molina",
    "Reuben Stone",
    "Stella Kim",
    "Theo Banks",
    "Una Byrne",
    "Val Ortiz",
    "Wes Harmon",
    "Xavier Lunn",
    "Yvette Cole",
    "Zane Porter",
    "Ada Winslow",
    "Bram Keller",
];

/// How somebody likes to be reached.
pub const REACH_BY: &[&str] = &[
    "Likes a text first",
    "Call after noon",
    "No voicemail",
    "Text only",
    "Ask at the front desk",
    "",
];

/// Pronouns as people gave them; empty where nobody asked yet.
pub const PRONOUNS: &[&str] = &["he, him", "she, her", "they, them", ""];

/// Next steps, in the person's own words where they gave some.
pub const STEPS: &[&str] = &[
    "See two sober homes before Monday",
    "Bring the proof of address",
    "Fill in the bus pass form",
    "Ask about the evening class",
    "Call my sister back",
    "Meet the housing navigator together",
    "Pick up the birth certificate",
    "Walk to the Tuesday meeting",
    "Ask the clinic about an earlier time",
    "Look at the warehouse job",
    "Get the phone turned back on",
    "Visit the library card desk",
    "Write the letter to the judge",
    "Find a winter coat",
    "Try the women’s group",
    "Open the credit union account",
];

/// What happened, by kind of contact (slugs of `domain::contact::Kind`).
pub const NOTES: &[(&str, &[&str])] = &[
    (
        "in-person",
        &[
            "We filled in the bus pass form. It took two tries and we laughed about the second one.",
            "Talked over coffee about what a good week would look like. Sleep came first.",
            "Sat together on the bench by the river. Not many words today, and that was fine.",
            "Went through the letter from housing line by line. There is a way to answer it.",
            "Made a list of people to call when the evenings get long.",
            "Told a piece of my own story about going back to school. Many good questions came back.",
        ],
    ),
    (
        "call",
        &[
            "Asked about sober homes. I told what I know and what I don’t.",
            "Checked in before court. Nervous, and has a ride.",
            "Good news about the apartment. Wanted somebody to hear it first.",
            "A hard evening. We stayed on the phone until the sister came.",
        ],
    ),
    (
        "text",
        &[
            "Said hello after court. Short and good.",
            "Sent the address of the food pantry and the hours.",
            "Wrote back the same day. Thursday works.",
            "",
        ],
    ),
    (
        "group",
        &[
            "Thursday group. We talked about holidays and how to leave a party early.",
            "A few new faces. The circle made room.",
        ],
    ),
    (
        "errand",
        &[
            "Groceries for the week. Found the good tomatoes.",
            "Together to the DMV. The line was long and the ID is coming in ten days.",
        ],
    ),
    (
        "walk",
        &[
            "Around the lake twice. Easier to talk when both look ahead.",
            "Walked to the Tuesday meeting and stayed for the first half.",
        ],
    ),
    (
        "home-visit",
        &[
            "Looked at the new room. There is a window to the garden.",
            "Sorted the mail together. Three envelopes less to be afraid of.",
        ],
    ),
    (
        "ride",
        &["To the clinic and back. Music on the way, plans on the way home."],
    ),
    (
        "papers",
        &[
            "Birth certificate ordered. It takes two weeks.",
            "The ID came. We both cheered in the street.",
        ],
    ),
    (
        "appointment",
        &["Waited together. The doctor listened, and so did I."],
    ),
    (
        "outreach",
        &["Talked for a while. Took a card and a pair of socks."],
    ),
    (
        "court",
        &["Went in together. The next date is in a month, and there is a plan for it."],
    ),
    (
        "celebration",
        &["One year. There was cake, and there were speeches."],
    ),
    ("tried", &["", "Left a message with a number to call.", ""]),
];

/// Someone whose name the worker does not know.
pub const STRANGERS: &[&str] = &[
    "Someone at the bus stop on Fifth, blue jacket",
    "A man with a gray dog by the river path",
    "A woman at the library door, red scarf",
    "A couple outside the day center",
];

/// How support ended (slugs of the room), and the worker's words about it.
pub const ENDINGS: &[(&str, &str)] = &[
    (
        "reached",
        "Has the apartment and the job. We said goodbye over coffee.",
    ),
    ("reached", "Leads a group now. Will call when it helps."),
    (
        "moved",
        "Moved close to family. We found a program there together.",
    ),
    ("asked", "Wants to go on without me. The door stays open."),
    (
        "other-support",
        "Goes on with a recovery home that has its own peer worker.",
    ),
    (
        "lost-touch",
        "The number no longer works. I asked where people know each other, and left word.",
    ),
];

/// What one worker tells the next about a person who is handed over.
pub const HAND_OVER_NOTES: &[&str] = &[
    "Likes a text before a call. Knows about you and is fine with it.",
    "My hours change next week and mornings suit better with you.",
    "Is looking for a women’s group; you know the one on Fifth.",
    "We talked about it together. First meeting at the library, if you can.",
];

/// A contact that somebody began to write down.
pub const DRAFTS: &[&str] = &[
    "Met at the front desk. The letter from housing came, and",
    "Walked to the clinic and back. Next week we want to",
    "Talked about the weekend. His sister",
];

/// Appointments that are with nobody in particular: title, place, note.
pub const GROUPS: &[(&str, &str, &str)] = &[
    ("Evening circle", "Room 2", "Set out the chairs by five."),
    ("Team huddle", "Day center", ""),
    (
        "Street walk",
        "From the bus station",
        "Bring socks and water.",
    ),
];

/// What an appointment is about.
pub const MEETINGS: &[(&str, &str)] = &[
    ("Elm Street Library", "Coffee, then the bus pass form."),
    ("County courthouse", "Go in together."),
    ("Coffee on Main", "Talk about the week."),
    ("Front desk", "Bring the proof of address."),
    ("Room 2", "Look at the housing list."),
    ("Bus stop at Fifth", "Walk to the clinic."),
];

/// A program: name, time zone, teams.
type Program = (&'static str, &'static str, &'static [&'static str]);

/// Agencies with their programs.
pub const AGENCIES: &[(&str, &[Program])] = &[
    (
        "Harbor Street Recovery Center",
        &[
            (
                "Walk Along",
                "America/New_York",
                &["Street team", "Day center"],
            ),
            ("Hospital Bridge", "America/New_York", &["Bedside team"]),
        ],
    ),
    (
        "Cedar Ridge Peer Network",
        &[(
            "Coming Home",
            "America/Denver",
            &["Reentry team", "Housing team"],
        )],
    ),
];
