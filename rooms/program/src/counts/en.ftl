program-place = Program
program-title = How the program is doing
program-line = Twelve months to { $day }
program-team = Team
program-all-teams = All teams
program-all = All
program-no-team = No team
program-show = Show
program-still-counting = Contacts from before are still being counted. The figures come in a few minutes.
program-none = No month to show yet
program-none-line = A month comes out on the 5th of the next one, made from the contacts that were logged in it.

program-changing = Is anything really changing?
program-changing-line = Each dot is a month. The band is what this program’s own ups and downs look like. Inside the band, don’t celebrate and don’t blame.
program-measure-contacts = Contacts
program-measure-people = People reached
program-measure-hours = Hours with people
program-measure-out-of-hours = Contacts out of hours
program-percent = { $number }%
program-month-year = { $month } { $year }
program-in-month = { $number } in { $month }
program-in-month-hidden = Not shown in { $month }
program-verdict-too-new = Too new to say.
program-verdict-usual-ups-and-downs = Usual ups and downs.
program-verdict-real-change = A real change.
program-too-new-line = { $missing ->
    [one] One more month and the band can be drawn.
   *[other] { $missing } more months and the band can be drawn.
 }
program-usual-line = No need to explain this month.
program-once-higher = { $month } is above what this program’s own ups and downs look like.
program-once-lower = { $month } is below what this program’s own ups and downs look like.
program-since-higher = Higher since { $month }. What changed then?
program-since-lower = Lower since { $month }. What changed then?
program-named-higher = Higher since { $month }: { $words }.
program-named-lower = Lower since { $month }: { $words }.
program-band = Band
program-band-from-to = { $low } to { $high }
program-table = { $what } as a table

program-month = Month
program-month-of-team = { $month }, { $team }
program-month-line = Contacts count every try. People are counted once, and only when they were reached.
program-by-kind = By kind
program-by-setting = By setting
program-by-team = By team
program-kind = Kind
program-setting = Setting
program-contacts = Contacts
program-minutes = Minutes
program-hours = Hours
program-people = People
program-counts = Counts
program-not-said = Not said
program-few = under 5
program-few-outside = under 11
program-withheld = not shown
program-nothing-logged = Nothing logged
program-people-once = People do not add up: one person may be met in many ways.

program-workload = Workload by team
program-workload-table = Workload of each team, as a table
program-workers = Workers
program-people-now = People now
program-people-each = People each
program-workload-line = As it stands today. Many people each is a workload problem before it is a wellness problem.
program-no-workers = No workers yet
program-no-workers-line = They appear here when they are invited.
program-waiting = Waiting for a worker
program-waiting-none = Nobody is waiting.
program-waiting-few = Under 5 people are waiting. Their supervisor sees who.
program-waiting-number = { $number ->
    [one] One person is waiting
   *[other] { $number } people are waiting
 }
program-waiting-longest = { $days ->
    [0] The first of them came today.
    [one] The longest for one day.
   *[other] The longest for { $days } days.
 }
program-files = Take the counts with you
program-file-note = Groups under 11 people are not in the file, because it leaves the program.
program-csv = CSV
program-xlsx = Excel

program-definitions = What the figures mean
program-define-contact = Contact
program-define-contact-line = Everything that a worker logged with or for people: a visit, a call, a text, a ride, a group. A try without an answer counts too.
program-define-people = People reached
program-define-people-line = People who were reached at least once in the month. Each is counted once, however often they were met. People whose name is not known are not in it.
program-define-hours = Hours with people
program-define-hours-line = The minutes of all contacts, as hours with one decimal.
program-define-out-of-hours = Contacts out of hours
program-define-out-of-hours-line = Of 100 contacts, how many were outside the worker’s own hours at the time.
program-define-month = Month
program-define-month-line = A calendar month in the program’s time zone. It comes out on the 5th of the next month and then stays as it is: a contact that is logged later is in the record, not in the figure.
program-define-team = Team
program-define-team-line = The team of the worker at the time of the contact. Someone who changes teams takes no old figures along.
program-define-waiting = Waiting
program-define-waiting-line = People in the program who have no worker yet, as it stands now.
program-define-band = Band
program-define-band-line = The average of the months, with 2.66 times the average step from one month to the next on each side. A month outside it, or eight on the same side of the average, is rare by chance. It takes eight months. A change that you name starts a new band.
program-define-hidden = Not shown
program-define-hidden-line = A figure with fewer than 5 people behind it is hidden, and so is another one where the first could be worked out from the rest. Files hide groups under 11.

program-changes = Changes in how we work
program-changes-link = Name a change
program-changes-line = A named change starts a new band in every chart.
program-changes-named = Named so far
program-changes-none = No change named yet
program-changes-none-line = A new team, a new way of logging, a new site: name it, and the charts compare before and after.
program-change-new = Name a change
program-change-words = What changed
program-change-words-hint = A few words, at most { $most } letters. No names of people.
program-change-month = First month of it
program-change-month-hint = The month in which it began to count.
program-change-save = Save the change
program-change-remove = Take away
program-change-by = { $month }. Named by { $name }, { $day }
program-settings = The program’s settings
program-saved = Saved.
program-fix-words = Say in a few words what changed
program-fix-long = Make it shorter: { $most } letters at most
program-fix-month = Choose the first month
