# Contacts: what was done, with whom, how long.

contacts-place = Log
contacts-place-kinds = Kinds
contacts-today = Today
contacts-contact = The contact
contacts-log = Log a contact
contacts-save = Save contact
contacts-more = More about it

contacts-who = Who with?
contacts-who-nobody = Nobody is on your list yet. Look for someone, or say below who it was.
contacts-someone-else = Someone else
contacts-find = Look for someone by name
contacts-find-hint = What you filled in stays here.
contacts-find-button = Look
contacts-find-everyone = These people may need you soonest.
contacts-found-none = Nobody you can see is called “{ $typed }”.
contacts-found = { $count ->
    [one] One person for “{ $typed }”.
   *[other] { $count } people for “{ $typed }”.
}
contacts-add-person = Add someone new

contacts-kind = What kind?
contacts-other-kind = Another kind
contacts-other-kind-none = The one chosen above
contacts-minutes = Minutes
contacts-minutes-other = Other
contacts-minutes-typed = How long was it?
contacts-minutes-typed-hint = Like 50, or 1:30.

contacts-note = Note
contacts-note-hint = { $they ->
    [he] Optional. { $name } can read this. Write it as if he is beside you.
    [she] Optional. { $name } can read this. Write it as if she is beside you.
   *[they] Optional. { $name } can read this. Write it as if they are beside you.
}
contacts-note-hint-people = Optional. The people it is about can read this. Write it as if they are beside you.
contacts-heaviness = How heavy was it?
contacts-heaviness-hint = Counts toward a fair workload. It is about the contact, not about you.
contacts-heaviness-light = Light
contacts-heaviness-some = Some
contacts-heaviness-heavy = Heavy
contacts-heaviness-very = Very
contacts-support = What kind of support was it?
contacts-support-emotional = Listening, hope
contacts-support-social = Company
contacts-support-practical = Getting things done
contacts-support-information = Knowing what is there
contacts-outcome = What came of it?
contacts-outcome-hint = For “Tried” only. No choice means no answer.
contacts-outcome-reached = Reached after all
contacts-outcome-left-message = Left a message
contacts-outcome-no-answer = No answer
contacts-date = Day it began
contacts-date-hint = Leave it empty if it ended a moment ago.
contacts-time = Time it began
contacts-setting = Where was it?
contacts-no-setting = Not said
contacts-mode = How did you meet?
contacts-mode-usual = As usual for this kind
contacts-mode-in-person = In the same place
contacts-mode-phone = By phone
contacts-mode-text = In writing
contacts-mode-video = By video
contacts-shared = What did you share or give?
contacts-offered = What did you offer that was not taken?
contacts-item-own-story = Some of my story
contacts-item-phone-number = A phone number
contacts-item-resource-list = A list of resources
contacts-item-meeting-list = A list of meetings
contacts-item-form = A form
contacts-item-bus-pass = Bus pass
contacts-item-ride = A ride
contacts-item-food = Food or drink
contacts-item-clothes = Clothes
contacts-item-hygiene-kit = Hygiene kit
contacts-item-naloxone = Naloxone
contacts-item-test-strips = Test strips
contacts-item-safer-use = Safer use supplies
contacts-item-voucher = Voucher
contacts-item-phone = A phone
contacts-item-reading = Something to read
contacts-item-tool = A tool for hard moments
contacts-spent = What you spent, in dollars
contacts-miles = Miles you drove
contacts-unknown = Someone whose name you don’t know
contacts-unknown-hint = A few words, like “Man with a green hat, Fifth Street”.
contacts-public = People at a public event
contacts-public-hint = About how many, without names.

# What is to be put right.
contacts-no-kind = Choose what kind of contact it was
contacts-unknown-setting = Choose where it was
contacts-minutes-empty = Write how many minutes, like 45
contacts-minutes-unreadable = Write how many minutes, like 45 or 1:30
contacts-minutes-too-small = Write at least 1 minute
contacts-minutes-too-large = Write at most one day. Log the rest as another contact
contacts-spent-unreadable = Write what you spent, like 12.50
contacts-spent-too-small = Write 0 or more
contacts-spent-too-large = Write at most 10,000 dollars
contacts-miles-unreadable = Write how many miles, like 3.5
contacts-miles-too-small = Write 0 or more
contacts-miles-too-large = Write at most 1,000 miles
contacts-date-unreadable = Write the day, like 2026-03-02
contacts-time-missing = Write the time it began, like 2:30 PM
contacts-time-unreadable = Write the time, like 2:30 PM
contacts-line-too-long = Write it in 200 letters or fewer
contacts-why-missing = Write why, in a few words
contacts-problem-nobody = Choose who it was with, or say it further down
contacts-problem-too-many-people = Choose at most 60 people, or log it as a public event
contacts-problem-same-person-twice = One person is chosen twice. Take one away
contacts-problem-too-many-unknown = Log it as a public event, with a number
contacts-problem-heads-out-of-range = Write a number from 1 to 5,000
contacts-problem-heads-need-an-event = A number of people goes with an event, a group or outreach. Choose one of these kinds, or choose people
contacts-problem-minutes-missing = Choose how many minutes it was
contacts-problem-outcome-missing = Say what came of it
contacts-problem-in-the-future = This is still to come. Plan it as an appointment, or change the day
contacts-problem-too-long-ago = Check the year
contacts-problem-note-too-long = Shorten the note to 10,000 letters

# After saving.
contacts-saved = Saved.
contacts-saved-with = With { $who }.
contacts-undo = Undo
contacts-undo-line = You have a minute. What you wrote comes back as a draft.
contacts-undo-late = More than a minute has gone by. You can correct it instead.
contacts-undone = Undone. What you wrote is still here, as a draft.
contacts-back-today = Back to Today
contacts-another = Log another
contacts-look = Look at it or correct it
contacts-out-of-hours = Out of hours
contacts-out-of-hours-note = This was outside your hours. It counts as that.
contacts-notice-over-a-year-ago = It was more than a year ago. Is the year right?
contacts-notice-very-long = It was longer than twelve hours. Is that right?
contacts-notice-not-over-yet = It ends later than now. Is the time right?
contacts-notice-reached-after-all = You reached them after all. It may be a call or a text.

# Words for a contact.
contacts-at = { $day }, { $time }
contacts-by = By { $name }
contacts-what = { $kind }, { $time }
contacts-what-outcome = { $kind }. { $outcome }
contacts-people = { $count ->
    [one] One person
   *[other] { $count } people
}
contacts-somebody = No names
contacts-others = { $count ->
    [one] And one more person, whom you don’t walk with
   *[other] And { $count } more people, whom you don’t walk with
}
contacts-about = About it
contacts-fact-kind = Kind
contacts-fact-minutes = How long
contacts-fact-when = When
contacts-fact-with = With
contacts-fact-outcome = What came of it
contacts-fact-setting = Where
contacts-fact-mode = How
contacts-fact-support = Support
contacts-fact-shared = Shared
contacts-fact-offered = Offered
contacts-fact-spent = Spent
contacts-fact-miles = Miles
contacts-fact-heaviness = How heavy
contacts-logged-by = { $name } logged this. { $when }
contacts-logged-you = You logged this. { $when }

# Correcting.
contacts-correct = Correct a contact
contacts-correct-it = Correct it
contacts-save-correction = Save the correction
contacts-corrected = Corrected
contacts-corrected-now = Corrected.
contacts-why = Why are you correcting it?
contacts-why-hint = A few words, like “wrong day”. What it said before stays.
contacts-earlier = What it said before
contacts-earlier-line = Nothing is written over. Every text stays here.
contacts-corrected-by = { $name } corrected it. { $when }
contacts-said-before = What it said until then
contacts-stale = { $name } corrected this while you were writing. It says now:
contacts-stale-yours = Yours is below, as you wrote it. Save it if it should stand instead.

# Drafts.
contacts-draft-away = Throw this draft away

# A program’s own words.
contacts-kinds-title = Kinds and settings
contacts-kinds-line = The words your program uses when it logs a contact.
contacts-kinds = Kinds of contact
contacts-settings = Settings
contacts-kinds-ours = Fullcup says: { $word }
contacts-kinds-hidden = Not offered
contacts-kinds-added = Yours
contacts-kinds-add-kind = Add a kind of contact
contacts-kinds-add-setting = Add a setting
contacts-kinds-label = Your word for it
contacts-kinds-label-hint = Leave it empty to say “{ $word }”. At most { $most } letters.
contacts-kinds-label-hint-own = At most { $most } letters.
contacts-kinds-kind-of = It counts as
contacts-kinds-kind-of-hint = So that your numbers fit those of other programs.
contacts-kinds-offered = Offer it for new contacts
contacts-kinds-offered-hint = Contacts that have it keep it.
contacts-kinds-first = Show it on the first page of the log
contacts-kinds-save = Save
contacts-kinds-saved = Saved. Everyone who logs in your program sees it from now on.
contacts-kinds-no-label = Write your word for it
contacts-kinds-label-too-long = Write it in { $most } letters or fewer
contacts-kinds-same-label = There is a “{ $label }” already. Write another word
contacts-kinds-no-kind = Choose what it counts as
contacts-kinds-too-many = There are 80 already. Change one instead
contacts-kinds-nothing-left = Keep at least one that is offered

contacts-kind-in-person = In person
contacts-kind-call = Call
contacts-kind-text = Text
contacts-kind-group = Group
contacts-kind-errand = Errand
contacts-kind-tried = Tried
contacts-kind-video = Video call
contacts-kind-home-visit = Home visit
contacts-kind-walk = Walk or activity
contacts-kind-event = Community event
contacts-kind-outreach = Outreach
contacts-kind-appointment = Went along to an appointment
contacts-kind-court = Went along to court
contacts-kind-ride = Ride
contacts-kind-recovery-meeting = Went along to a meeting
contacts-kind-waiting-with = Waited with someone
contacts-kind-bedside = At the bedside
contacts-kind-overdose-follow-up = After an overdose
contacts-kind-crisis = In a crisis
contacts-kind-planning = Planned recovery together
contacts-kind-linkage = Linked to a resource
contacts-kind-bed-search = Looked for a bed
contacts-kind-papers = Benefits, ID, housing, job
contacts-kind-advocacy = Spoke up for someone
contacts-kind-family = Family or friends
contacts-kind-supplies = Naloxone or supplies
contacts-kind-re-entry = Inside, or coming home
contacts-kind-skills = Learned something together
contacts-kind-celebration = Celebrated
contacts-kind-other = Another kind

contacts-setting-recovery-center = Recovery center
contacts-setting-street = Street
contacts-setting-shelter = Shelter
contacts-setting-home = Their home
contacts-setting-car = Car or bus
contacts-setting-library = Library
contacts-setting-cafe = Café or diner
contacts-setting-shop = Shop
contacts-setting-recovery-home = Sober home
contacts-setting-residential = Residential treatment
contacts-setting-withdrawal-management = Withdrawal management
contacts-setting-clinic = Doctor or clinic
contacts-setting-emergency-department = Emergency department
contacts-setting-hospital = Hospital
contacts-setting-custody = Jail or prison
contacts-setting-court = Court or probation
contacts-setting-public-office = Public office
contacts-setting-school = School
contacts-setting-meeting-place = Church or meeting room
contacts-setting-office = Our office
contacts-setting-remote = Phone or online
contacts-setting-elsewhere = Somewhere else
