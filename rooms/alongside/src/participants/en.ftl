participants-people = People
participants-list = People I walk alongside
participants-list-of = People { $name } walks alongside
participants-list-team = People your team walks alongside
participants-list-line = Whoever may need you soonest comes first.
participants-ended-list = Support has ended
participants-ended-line = The newest end comes first.
participants-ended-link = People whose support has ended
participants-now-link = People I walk alongside now
participants-now-link-of = People { $name } walks alongside now
participants-find = Find someone
participants-find-hint = A name, or part of one.
participants-find-button = Find
participants-found = { $count ->
    [one] One person found
   *[other] { $count } people found
}
participants-found-many = More than { $most } people found. Write more of the name.
participants-found-none = Nobody by that name
participants-found-none-line = Nobody you can see goes by “{ $typed }”.
participants-everyone = Show everyone
participants-add-link = Add someone
participants-none = Nobody here yet
participants-none-line = People you walk alongside show up here.
participants-none-of = Nobody here yet
participants-none-of-line = People { $name } walks alongside show up here.
participants-none-ended-line = When support ends, the person shows up here and can be opened again.
participants-group-all = All people { $name } walks alongside
participants-own-all = All people I walk alongside
participants-own = You
participants-waiting = Waiting for someone to walk with
participants-waiting-since = Waiting since { $day }
participants-more = More people
participants-top = Back to the top
participants-ended-tag = Support ended
participants-with-worker = With { $name }

participants-why-step-due-today = Next step today: { $step }
participants-why-step-due-tomorrow = Next step tomorrow: { $step }
participants-why-step-late = Next step was for { $day }: { $step }
participants-why-not-seen = { $days ->
    [one] Not seen since yesterday
   *[other] Not seen for { $days } days
}
participants-why-new = New, and not met yet
participants-why-tried = { $times ->
    [one] Tried once, no answer
   *[other] Tried { $times } times, no answer
}
participants-why-heavy = Heavy last time
participants-why-handed-over = Handed over to you, not met yet
participants-next-step-is = Next: { $step }
participants-seen-never = Not met yet
participants-seen-today = Seen today
participants-seen-yesterday = Seen yesterday
participants-seen-on = Seen { $day }

participants-new = Add someone
participants-new-line = A name is enough. The rest can wait.
participants-name = The name they use
participants-name-missing = Write the name they use
participants-pronouns = Pronouns
participants-pronouns-hint = As they say them, like “she, her”. Leave it empty if you don’t know.
participants-phone = Phone
participants-phone-hint = A number they are happy for you to use.
participants-phone-wrong = Write a phone number, like 555-0142
participants-reach-by = How they like to be reached
participants-reach-by-hint = “Text first”, “mornings”, “ask at the front desk”.
participants-birth-year = Year of birth
participants-birth-year-hint = Only to tell two people with one name apart. Leave it empty if you like.
participants-birth-year-wrong = Write a year of four digits, like 1984, or leave it empty
participants-rhythm = How often to be in touch
participants-rhythm-hint = It only decides when the list brings them up.
participants-rhythm-wrong = Choose how often
participants-rhythm-2 = Every other day
participants-rhythm-7 = Every week
participants-rhythm-14 = Every two weeks
participants-rhythm-30 = Every month
participants-rhythm-90 = Every three months
participants-rhythm-days = { $days ->
    [one] Every day
   *[other] Every { $days } days
}
participants-worker = Who walks with them?
participants-worker-nobody = Nobody yet. They wait for someone
participants-worker-me = I do
participants-worker-wrong = Choose someone from the list
participants-step = What comes next?
participants-step-hint = One small thing you agreed on.
participants-step-missing = Write what comes next, or take the day out
participants-on = By when?
participants-on-hint = Leave it empty if there is no day.
participants-day-wrong = Write a day, like { $example }
participants-too-long = Make this shorter
participants-add-button = Add them
participants-more-fields = More, if you know it

participants-alike = Is this someone you know already?
participants-alike-line = { $count ->
    [one] Someone here may be the same person. Nothing is saved yet.
   *[other] { $count } people here may be the same person. Nothing is saved yet.
}
participants-alike-typed = You are adding
participants-alike-same = Looks like the same person
participants-alike-likely = May be the same person
participants-alike-maybe = Has a name like it
participants-alike-born = Born { $year }
participants-alike-open = Open
participants-alike-add = Add anyway
participants-alike-back = Change what I typed

participants-text = Text
participants-call = Call
participants-log = Log it
participants-head-since = Walking with { $name } since { $day }.
participants-head-since-you = Walking with you since { $day }.
participants-head-waiting = Waiting for someone to walk with.
participants-head-likes = Likes: { $how }.
participants-head-pronouns = { $pronouns }.
participants-next-step = Next step
participants-next-step-none = Nothing is agreed.
participants-next-step-on = By { $day }
participants-next-step-change = Change
participants-next-step-title = Next step with { $name }
participants-next-step-save = Save next step
participants-contacts = Contacts
participants-contacts-none = No contacts yet.
participants-older = Older
participants-newest = Newest
participants-audience = Who can see this
participants-audience-you = You
participants-audience-nobody = Nobody else. Running accounts opens no record. The privacy officer sees who looked, not what is written.
participants-looked = Who looked
participants-looked-none = Nobody but you, now.
participants-looked-line = Every look and every change is written down.
participants-look = { $name } { $what }
participants-look-open = opened this page
participants-look-add = added this person
participants-look-change = changed the details
participants-look-facts = changed what makes support longer
participants-look-step = changed the next step
participants-look-end = ended support
participants-copies = Copies given to others
participants-look-copy = gave a copy
participants-look-again = opened support again
participants-look-contact = logged or changed a contact
participants-look-appointment = changed an appointment
participants-look-hand-over = handed over, or answered a hand-over
participants-look-other = looked or changed something
participants-details = Details
participants-details-edit = Change details
participants-details-title = Details of { $name }
participants-details-save = Save details
participants-detail-name = Name used
participants-detail-pronouns = Pronouns
participants-detail-phone = Phone
participants-detail-reach = Likes to be reached
participants-detail-born = Born
participants-detail-rhythm = In touch
participants-facts = What makes support longer
participants-facts-line = It makes your count of people fairer, and does nothing else. Take it off when it no longer holds.
participants-fact-no-housing = They have no housing
participants-fact-loss = Someone close to them died
participants-fact-since = Since { $day }
participants-fact-no-housing-since = No housing since { $day }
participants-fact-loss-since = A loss, noted { $day }
participants-facts-save = Save
participants-end-link = End support

participants-end = End support for { $name }
participants-end-line = An end can be a good thing. Planned appointments are called off, and the page stays.
participants-end-how = How did it end?
participants-ending-missing = Choose how it ended
participants-end-reached = They have what they came for
participants-end-other-support = They went on to other support
participants-end-asked = They asked to stop
participants-end-moved = They moved away
participants-end-lost-touch = We lost touch
participants-end-died = They died
participants-end-died-help = We are sorry. No cause is asked here. The page tells nobody: tell your supervisor and colleagues yourself, or ask someone to.
participants-end-words = Words to remember
participants-end-words-hint = Optional. What they cared about, what helped.
participants-end-save = End support
participants-ended = Support ended on { $day }
participants-ended-reached = They have what they came for.
participants-ended-other-support = They went on to other support.
participants-ended-asked = They asked to stop.
participants-ended-moved = They moved away.
participants-ended-lost-touch = We lost touch.
participants-ended-died = Talk with { $name } before you get in touch with anyone about this page.
participants-ended-died-nobody = Talk with a supervisor before you get in touch with anyone about this page.
participants-ended-died-yours = We are sorry. Take the time you need. Nothing more is asked here.
participants-again = Walk together again
participants-again-line = The page opens as it was.

participants-saved-added = Saved.
participants-saved-details = Saved.
participants-saved-facts = Saved.
participants-saved-step = Saved. That is the next step.
participants-saved-ended = Saved. Planned appointments are called off.
participants-saved-again = You walk together again.
participants-saved-offered = Offered. They stay with you until your colleague takes it up.
participants-saved-taken-up = You walk with them now. What was planned came along.
participants-saved-taken-back = The offer is taken back.

participants-stale = These details have two versions
participants-stale-line = { $name } was changed while you were writing. Both are safe.
participants-stale-yours = Yours, not saved yet
participants-stale-theirs = As it is saved now
participants-stale-keep-mine = Save mine
participants-stale-keep-theirs = Leave it as it is
