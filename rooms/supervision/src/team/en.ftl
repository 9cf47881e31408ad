team-place = Team
team-title = Team this week
team-line = { $day }. { $count ->
    [0] Nobody yet.
    [one] One person.
   *[other] { $count } people.
}
team-not-here = Not here
team-not-here-line = Anyone’s cup. Nothing on this page is about how a person is.
team-needs = Needs you
team-needs-none = Nothing needs you right now.
team-none = Nobody is on your team yet
team-none-line = Whoever keeps the accounts says which peer workers you supervise.
team-load = Load and support
team-key-hours = hours with people
team-key-above = above usual
team-key-now = this week so far
team-key-usual = that person’s usual range
team-counting = Earlier contacts are still being counted. The weeks fill up by themselves.
team-fair = Ranges compare a person with themselves, never with each other.
team-head-who = Who
team-head-usual = Against own usual
team-head-weeks = 8 weeks
team-head-now = This week so far
team-head-people = People supported
team-head-rest = Last day without work
team-head-supervision = Supervision
team-hours = { $hours } h
team-away = away
team-figure-minutes = hours with people
team-figure-contacts = contacts
team-figure-out-of-hours = contacts out of hours
team-figure-heavy = heavy contacts
team-column-minutes = Hours with people
team-column-contacts = Contacts
team-column-out-of-hours = Out of hours
team-column-heavy = Heavy ones
team-bars = { $name }, { $figures } over 8 weeks: { $weeks }. This week so far { $now }.
team-bars-usual = Usual for { $name }: { $low } to { $high }.
team-usual = Usual for { $name }
team-above = Above usual, { $weeks } weeks
team-above-last = Above usual last week
team-above-so-far = Above usual so far this week
team-below-last = Below usual last week
team-too-new = Too new to say
team-now-contacts = { $count ->
    [one] 1 contact
   *[other] { $count } contacts
}
team-now-heavy = { $count } heavy
team-now-out = { $count } out of hours
team-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
team-weighted = { $load } weighted
team-rest = { $days ->
    [one] Yesterday
   *[other] { $days } days ago
}
team-rest-none = { $days ->
    [0] Too new to say
    [one] None for at least 1 day
   *[other] None for at least { $days } days
}
team-rest-unknown = No work logged yet
team-next = Next { $day }
team-next-none = No date yet
team-last = Last { $day }
team-late = { $days ->
    [one] 1 day late
   *[other] { $days } days late
}
team-day-time = { $day }, { $time }
team-no-cover = { $person } has no cover.
team-no-cover-line = The visit with { $worker } is on { $worker }’s day off: { $when }.
team-no-cover-do = Find cover
team-left = { $name } is not here any more.
team-left-line = { $count ->
    [one] One person is still with them.
   *[other] { $count } people are still with them.
}
team-left-do = Hand over
team-waiting = { $name } waits for a worker,
team-waiting-line = since { $day }.
team-waiting-do = Ask a worker
team-more-waiting = { $count ->
    [one] One more person waits for a worker.
   *[other] { $count } more people wait for a worker.
}
team-more-waiting-do = See who waits
team-not-taken = { $name } was not taken up yet.
team-not-taken-line = { $to } was asked: { $day }.
team-not-taken-do = Open the hand-over
team-is-above = { $name } is above their usual, { $weeks } weeks running.
team-is-above-line = { $count ->
    [0] No visit is planned this week that could move.
    [one] One visit could move.
   *[other] { $count } visits could move.
}
team-is-above-do = See what can move
team-is-late = { $name }’s supervision is { $days ->
    [one] 1 day late.
   *[other] { $days } days late.
}
team-never = No supervision is written down for { $name } yet.
team-never-count = { $count ->
    [one] No supervision is written down yet for one person.
   *[other] No supervision is written down yet for { $count } people.
}
team-never-do = Begin with { $name }
team-next-line = Next: { $day }.
team-next-none-line = There is no date yet.
team-is-late-do = Set a date
team-worker-line = Work, from what was logged.
team-weeks = Eight weeks
team-weeks-table = The eight weeks, as a table
team-week-of = Week of
team-range = { $low } to { $high }
team-now = Now
team-visits = Visits ahead
team-visits-line = The next two weeks.
team-visits-none = Nothing is planned.
team-who-has-room = Who has room
team-supported = People they support
team-supported-none = Nobody yet.
team-since = Since { $day }
team-fact-new = New
team-fact-new-hint = In the first 30 days.
team-fact-crisis = In crisis this month
team-fact-crisis-hint = A crisis contact was logged this month.
team-fact-no-housing = No housing
team-fact-no-housing-hint = As the worker wrote it down.
team-fact-loss = A loss
team-fact-loss-hint = As the worker wrote it down.
team-in-time = In time.
team-held = Held: { $days }
team-held-on = It was held on
team-next-on = Next on
team-dates-save = Save dates
team-dates-saved = Saved.
team-supervision-line = { $days ->
    [one] At least every day. Days alone are kept here, no notes.
   *[other] At least every { $days } days. Days alone are kept here, no notes.
}
team-weights = How it is counted
team-weights-how = How it is counted
team-weights-line = Everybody supported counts as one. What makes support longer adds to that. Nothing clinical counts.
team-weights-save = Save
team-weights-saved = Saved. The team’s page counts this way from now on.
team-weights-stale = Somebody changed this while you were writing. It is now:
team-interval = Days between two supervisions
team-interval-hint = After this many days without one, the team’s page says so.
team-error-day = Write the day, like 2026-03-05
team-error-held-later = This day is still to come. Write it under “Next on”
team-error-next-earlier = This day is over. Write it under “It was held on”
team-error-next-same = Choose another day than the one on which it was held
team-error-dates-none = Write at least one of the two days
team-error-empty = Write a number, like 0.5. Write 0 if it adds nothing
team-error-unreadable = Write a number, like 0.5
team-error-too-small = Write 0 or more
team-error-too-large = Write 3 or less
team-error-too-fine = Two digits after the point are enough
team-error-interval = Write a number of days from 1 to 120
team-room-line = Each person is compared with their own usual week. In the order of names.
team-room-visit = The visit with { $person }
team-room-when = When
team-room-goes = Who goes
team-room-for = In place of { $worker }, who walks with { $person }.
team-room-take-back = Give it back to { $worker }
team-room-team = Your team
team-room-nobody = Nobody else is on your team.
team-room-sees = Whoever takes it sees this visit and the name, and can log it. The rest of the record stays closed to them.
team-room-closed = This visit is over, has begun or was changed, so it stays as it is.
team-room-could-take-one = Has room.
team-room-full-load = This would be above their usual week.
team-room-full-hours = No time is left that day.
team-room-too-new = Too new to say.
team-room-clash = Has something else at that time.
team-room-no-hours = No hours are set.
team-room-move = Move it to { $worker }
team-room-moved = { $worker } goes. Both see it on Today.
team-room-back = { $worker } goes after all.
team-room-late = Nothing was changed: the visit has begun, or somebody else changed it.
team-deputy = When you are away
team-deputy-line = Another supervisor of your program stands in for you.
team-deputy-now = Who stands in
team-deputy-name = Name a deputy
team-deputy-sees = On these days your deputy sees the people and the work of everybody you supervise, and their names are on every page that says who can see it. It ends by itself.
team-deputy-nobody = There is no other supervisor in your program.
team-deputy-who = Who stands in?
team-deputy-choose = Choose
team-deputy-first = First day
team-deputy-last = Last day
team-deputy-save = Name this deputy
team-deputy-saved = Saved.
team-deputy-back = Take it back
team-deputy-mine = { $name } stands in for you until the end of { $last }.
team-deputy-mine-later = { $name } stands in for you from { $first } until the end of { $last }.
team-deputy-theirs = You stand in for { $name } until the end of { $last }. Their team is on this page too.
team-deputy-theirs-later = You stand in for { $name } from { $first } until the end of { $last }.
team-error-deputy = Choose who stands in
team-error-deputy-days = Choose a last day that is today or later, not before the first day, and within three months of it
team-error-deputy-taken = Somebody stands in for you on one of these days already
