# Today.

today-place = Today
today-title = Today
today-morning = Good morning, { $name }
today-afternoon = Good afternoon, { $name }
today-evening = Good evening, { $name }
today-day-time = { $day }, { $time }
today-tomorrow = tomorrow, { $time }

today-on-until = On duty until { $time }
today-on = On duty
today-off-until = Off duty until { $time }
today-off = Off duty
today-no-hours = No hours are set yet
today-hours-change = Change
today-hours-by = { $who } changed your hours on { $day }.
today-hours-see = See your hours
today-hours-set = Set your hours
today-line = Your hours today are { $start } to { $end }. It is now { $now }.
today-line-over = Your hours today are { $start } to { $end }. It is now { $now }. After that: { $who }.
today-line-then = { $end }, then { $who }

today-next = Next at { $time }
today-now = Now
today-next-none = Nothing more planned today
today-next-none-line = You can plan something, or log what you did.
today-plan-something = Plan something
today-text = Text
today-call = Call
today-log = Log it
today-with = With { $name }
today-appointment = An appointment
today-rest = Rest of today
today-earlier = Earlier today
today-earlier-line = Open one to say what came of it.

today-follow-up = People to follow up with
today-follow-up-none = Nobody is on your list yet.
today-add-person = Add someone
today-everyone = Everyone

today-drafts = You were writing
today-draft = About { $names }
today-draft-nobody = A contact, with nobody chosen yet
today-drafts-line = Only you can see drafts.

today-logged = Logged today
today-logged-none = Nothing logged yet today.
today-logged-count = { $count ->
    [one] One contact.
   *[other] { $count } contacts.
}
today-logged-more = More than { $count } contacts. These are the newest.

today-off-title = You’re off duty
today-off-nothing = Nothing here needs you now.
today-off-nothing-tonight = Nothing here needs you tonight.
today-off-phone = { $who } has the phone. { $nothing }
today-open-work = Open today’s work

today-team = Your team
today-team-none = Nobody is on your team yet.
today-team-link = Your team’s people
today-waiting = Waiting for a worker
today-waiting-line = In your program
today-visit-mine = You go to { $person } for { $worker }: { $at }.
today-visit-given = { $worker } goes to { $person } for you: { $at }.
today-visit-see = See the visit

today-cup = How full is your cup?
today-cup-line = One tap is enough. Skip it any day you like.
today-victories = Little victories
today-victory-hint = Theirs or yours. No names needed.
today-victory-add = Keep it
today-me = Open Me
