# Moving in from a spreadsheet.
imports-place = Move in
imports-title = Move in from a spreadsheet
imports-line = Bring in what your program has kept in spreadsheets so far. You see what would happen before anything does.
imports-new = A spreadsheet
imports-what = What is in it?
imports-what-people = People who work here
imports-what-people-help = Each gets an account and an invitation.
imports-what-participants = People you walk alongside
imports-what-participants-help = One row for each person.
imports-what-contacts = Contacts
imports-what-contacts-help = One row for each contact. Bring the people in first.
imports-file = Your spreadsheet
imports-file-hint = CSV, TSV or XLSX, at most 32 MB. It is kept only until you are done.
imports-read = Read it
imports-no-what = Say what is in the spreadsheet
imports-no-file = Choose a spreadsheet
imports-before = Brought in before
imports-none = Nothing has come in yet
imports-none-line = Imports of your program are listed here.
imports-row-people = { $count ->
    [one] 1 account
   *[other] { $count } accounts
}
imports-row-participants = { $count ->
    [one] 1 person
   *[other] { $count } people
}
imports-row-contacts = { $count ->
    [one] 1 contact
   *[other] { $count } contacts
}
imports-state-open = Not in yet
imports-state-coming = Coming in
imports-state-in = In
imports-state-going = Going out
imports-state-taken-back = Taken back
imports-state-aside = Put aside
imports-by = { $file }, by { $who }, { $when }
imports-by-house = { $file }, from the command line, { $when }

imports-open-title = { $file }
imports-would = Nothing has come in yet. This is what would happen.
imports-come = { $count ->
    [0] No row comes in
    [one] 1 row comes in
   *[other] { $count } rows come in
}
imports-refused-count = { $count ->
    [one] 1 row is refused
   *[other] { $count } rows are refused
}
imports-already = { $count ->
    [one] 1 row came in before and stays as it is
   *[other] { $count } rows came in before and stay as they are
}
imports-same-count = { $count ->
    [one] 1 row says the same as an earlier one
   *[other] { $count } rows say the same as an earlier one
}
imports-skipped-count = { $count ->
    [one] 1 line is no row
   *[other] { $count } lines are no rows
}
imports-added-count = { $count ->
    [one] 1 person comes in with the contacts
   *[other] { $count } people come in with the contacts
}
imports-ask = What we could not know
imports-ask-line = Each question is asked once for the whole file.
imports-word = { $field }: what does “{ $word }” mean?
imports-word-rows = { $count ->
    [one] In 1 row
   *[other] In { $count } rows
}
imports-word-choose = Not said yet
imports-worker = Who is “{ $name }”?
imports-worker-nobody = Nobody with an account
imports-everyone = Whose contacts are they, where the file says nothing?
imports-absent = Names that nobody of the program has
imports-absent-refuse = Refuse those rows
imports-absent-add = Bring these people in too
imports-absent-add-help = With the name alone. They walk with whoever met them last.
imports-same = Rows that say the same as an earlier one
imports-same-leave-out = Leave them out
imports-same-take = Bring them in too
imports-columns = What the columns hold
imports-column = { $letters }: { $header }
imports-column-bare = Column { $letters }
imports-column-sample = For example: { $sample }
imports-column-none = Leave it out
imports-order = Days in column { $letters }
imports-order-month-first = Month first: 3/4 is March 4
imports-order-day-first = Day first: 3/4 is April 3
imports-unit = A bare number in column { $letters }
imports-unit-minutes = Minutes
imports-unit-hours = Hours
imports-unit-quarters = Units of 15 minutes
imports-clock = Times in column { $letters } without AM or PM
imports-clock-day-hours = 1:00 to 6:59 are in the afternoon
imports-clock-twenty-four = They count to 24
imports-sheet = Which sheet?
imports-fixed-kind = Which kind are they all?
imports-skip-hidden = Leave out rows that are hidden in the file
imports-look-again = Show it like this
imports-rows = How the first rows will be
imports-rows-line = { $shown } of { $all }
imports-rows-table = Rows as they will be
imports-held-table = Refused values
imports-line-head = Line
imports-when = When
imports-kind = Kind
imports-who = With
imports-whose = Peer worker
imports-note = Note
imports-name = Name
imports-phone = Phone
imports-since = Since
imports-email = E-mail
imports-roles = Roles
imports-look = Worth a look
imports-nobody = Nobody yet
imports-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
imports-held = What is refused, and what to do
imports-held-line = Put these right in your spreadsheet and read it again, or leave these rows out.
imports-held-more = Only the first { $shown } of { $all } are listed here.
imports-held-file = All of them as a spreadsheet
imports-held-column = Column
imports-held-value = Written there
imports-held-do = What to do
imports-left = Lines that are no rows
imports-leave-out = Leave out what is refused
imports-leave-out-help = { $count ->
    [one] 1 row stays in your spreadsheet alone.
   *[other] { $count } rows stay in your spreadsheet alone.
}
imports-say-leave-out = Put the refused rows right first, or say that they are to be left out
imports-nothing = No row can come in as it is. Answer the questions above, or choose what the columns hold.
imports-changed = Somebody changed how the file is read. Look once more.
imports-bring-people = { $count ->
    [one] Bring in 1 account
   *[other] Bring in { $count } accounts
}
imports-bring-participants = { $count ->
    [one] Bring in 1 person
   *[other] Bring in { $count } people
}
imports-bring-contacts = { $count ->
    [one] Bring in 1 contact
   *[other] Bring in { $count } contacts
}
imports-all-or-nothing = All of them come in, or none. You can take them back while nobody has worked with them.
imports-away = Put the file aside
imports-away-said = Put aside. The file is gone; nothing came in.

imports-coming = They are coming in
imports-coming-line = { $done } of { $all } are in. You can leave this page; everybody can work on.
imports-going-line = They are being taken back. You can leave this page; everybody can work on.
imports-see-again = See how far it is
imports-in-people = { $count ->
    [one] 1 account came in
   *[other] { $count } accounts came in
}
imports-in-participants = { $count ->
    [one] 1 person came in
   *[other] { $count } people came in
}
imports-in-contacts = { $count ->
    [one] 1 contact came in
   *[other] { $count } contacts came in
}
imports-in-line = The file is gone from here. The audit trail says who brought it in.
imports-in-left = { $count ->
    [one] 1 refused row was left out.
   *[other] { $count } refused rows were left out.
}
imports-in-invite = Give each of them their link in person: make it on their page under Accounts.
imports-in-accounts = Go to accounts
imports-in-alike = { $count ->
    [one] 1 pair of people in the program may be the same person. Their supervisors see them under Same person.
   *[other] { $count } pairs of people in the program may be the same person. Their supervisors see them under Same person.
}
imports-in-hours = Whether a contact from a sheet lay outside the hours is not known. It counts as within.
imports-back = Take the whole import back
imports-back-line = Everything it brought goes out again.
imports-back-used = { $count ->
    [one] Somebody has worked with 1 of them since, so it stays in.
   *[other] Somebody has worked with { $count } of them since, so it stays in.
}
imports-taken-back-line = Everything it brought is out again. The same file can come in once more.

imports-needed = No column holds { $field }. Choose one.
imports-twice = Two columns are chosen for { $field }. Choose one.
imports-foreign = { $field } does not belong here. Choose another.
imports-no-sheet = The file has no such sheet. Choose another.

imports-told-encoding-guessed = Nothing in the file says how its letters are written. Look at names with accents.
imports-told-twice-encoded = Some letters look broken, first in line { $line }, such as “Ã©”. Save the file once more from where it came.
imports-told-stray-quote = A quote mark in line { $line } never closes. It was taken as a letter.
imports-told-sheet-hidden = The sheet is hidden in the file.
imports-told-rows-hidden = { $count ->
    [one] 1 row is hidden in the file, line { $line }. It is read like the others.
   *[other] { $count } rows are hidden in the file, first line { $line }. They are read like the others.
}
imports-told-columns-hidden = Hidden columns are read like the others: { $letters }.
imports-told-merged-down = Cells that are merged downward count for each of their lines.
imports-told-from-1904 = Days of this file count from 1904. Check one date that you know.
imports-told-letters-lost = Some letters were lost before the file came here, first in line { $line }.
imports-doubt-either-order = Every day in column { $letters } could be month first or day first. Month first was taken.
imports-doubt-both-orders = In column { $letters } some days are month first and some day first.
imports-doubt-may-be-swapped = In column { $letters } day and month may be swapped. Check one that you know.
imports-doubt-morning-or-evening = Times in column { $letters } have no AM or PM. 1:00 to 6:59 was taken as the afternoon.
imports-doubt-values-differ = The header of column { $letters } says one thing and most of its values another.
imports-doubt-no-header = No line of the sheet is a header. Say what each column holds.
imports-doubt-other-sheets = One sheet at a time comes in. Also in the file: { $names }.

imports-how-month-first = Month first
imports-how-day-first = Day first
imports-how-day-count = A day from a number
imports-how-year-added = The year was added
imports-how-short-year = A year of two digits
imports-how-afternoon = Taken as the afternoon
imports-how-part-of-day = A length from a part of a day
imports-how-hours = Hours
imports-how-quarters = Units of 15 minutes
imports-how-end-less-start = The end less the start
imports-how-past-midnight = Past midnight
imports-how-roughly = About
imports-how-decimal-comma = A decimal comma
imports-how-rounded = Rounded
imports-how-name-turned = Last name first
imports-how-synonym = Another word for it
imports-how-year-only = Only the year is kept
imports-how-plainly = As written
imports-how-same-as = Says the same as line { $line }
imports-skip-header-again = The header once more
imports-skip-total = A total
imports-skip-heading = A heading
imports-skip-note-below = Words under the table
imports-skip-hidden-row = A hidden row

imports-field-name = Name
imports-field-first-name = First name
imports-field-last-name = Last name
imports-field-nickname = Name they go by
imports-field-email = E-mail address
imports-field-role = Roles
imports-field-team = Team
imports-field-active = Still works here
imports-field-their-id = Number of the old system
imports-field-pronouns = Pronouns
imports-field-phone = Phone
imports-field-reach-by = How to reach them
imports-field-birth-date = Birth date or year
imports-field-since = Since
imports-field-next-step = Next step
imports-field-next-step-on = Day of the next step
imports-field-rhythm = How often to be in touch
imports-field-worker = Peer worker
imports-field-state = Active or ended
imports-field-ended-on = Day it ended
imports-field-ended-why = How it ended
imports-field-note = Note
imports-field-date = Day
imports-field-start = Start
imports-field-end = End
imports-field-minutes = Length
imports-field-kind = Kind of contact
imports-field-setting = Where it was
imports-field-mode = By which way
imports-field-outcome = What came of it
imports-field-heads = Number of people
imports-field-miles = Miles
imports-field-expenses = Money spent
imports-standing-active = Walking together
imports-standing-resting = Resting
imports-standing-ended = Ended

imports-unreadable-empty = The file is empty. Choose another, or save it again from your spreadsheet.
imports-unreadable-too-large = The file is larger than { $most } MB. Save it in parts, one year each, say.
imports-unreadable-inflates = The file grows past { $most } MB when opened. Save only the sheet you need.
imports-unreadable-too-many-cells = The file has more than { $most } cells. Save it in parts, one year each, say.
imports-unreadable-too-many-columns = The file has more than { $most } columns. Keep only the columns you need.
imports-unreadable-cell-too-long = A cell in line { $line } holds more than { $most } letters. Look for a missing quote mark.
imports-unreadable-quotes = Quote marks open and never close, first in line { $line }. Save the file again from your spreadsheet.
imports-unreadable-old-excel = This is an old Excel file or has a password. Open it, take the password off, and save it as .xlsx or .csv.
imports-unreadable-open-document = This is an OpenDocument file. Open it and save it as .xlsx or .csv.
imports-unreadable-excel-binary = This is a binary Excel file (.xlsb). Open it and save it as .xlsx or .csv.
imports-unreadable-archive = This is an archive and not a spreadsheet. In Numbers, use Export to, then Excel or CSV.
imports-unreadable-web-page = This is a web page named like a spreadsheet. Open it in Excel and save it as .xlsx or .csv.
imports-unreadable-pdf = This is a PDF. Ask for the spreadsheet it was printed from.
imports-unreadable-not-a-sheet = This is not a spreadsheet. Save yours as .xlsx or .csv and choose that.
imports-unreadable-damaged = The file is damaged. Open it in your spreadsheet and save it again.
imports-trouble-missing = This is needed and nothing is written. Fill it in, or choose one value for all rows.
imports-trouble-error-cell = The spreadsheet shows an error here. Mend the formula or type the value.
imports-trouble-past-the-end = The row runs past the last column. Put quote marks around the text with the comma in it.
imports-trouble-not-a-date = This is not a date. Write it like 11/3/2025.
imports-trouble-no-such-day = There is no such day. Check the day and the month.
imports-trouble-other-order = The other dates of this column have day and month the other way round. Change this one, or how the column is read.
imports-trouble-part-of-a-date = The day or the year is missing. Write it like 11/3/2025.
imports-trouble-in-the-future = This day is still to come. Check the year.
imports-trouble-too-long-ago = This is too long ago. Check the year.
imports-trouble-not-a-time = This is not a time of day. Write it like 2:30 PM or 14:30.
imports-trouble-end-before-start = The end is not after the start. Check both times.
imports-trouble-not-minutes = This is not a length of time. Write minutes, such as 45, or 1:15.
imports-trouble-minutes-too-few = The length must be at least one minute. Write the minutes, such as 45.
imports-trouble-minutes-too-many = One contact lasts at most a day. Check the unit: are these hours or minutes?
imports-trouble-not-money = This is not an amount of money. Write it like 12.50.
imports-trouble-below-zero = The amount is below zero. Write what was spent, without a minus.
imports-trouble-too-much = The amount is too large for one contact. Check the point and the comma.
imports-trouble-not-miles = This is not a number of miles. Write it like 12.5.
imports-trouble-kilometers = These are kilometers. Write miles.
imports-trouble-not-a-phone = This is not a phone number. Write it like 413-555-0142.
imports-trouble-cut-short = The spreadsheet cut this number short. Set the column to text there and type it again.
imports-trouble-not-an-email = This is not an e-mail address. Write it like ana@example.org.
imports-trouble-not-a-name = This is not a name. Write the name they use, or “unknown”.
imports-trouble-too-long = This is too long to keep. Shorten it.
imports-trouble-too-many-people = One contact holds at most 60 people. Give the number of people instead.
imports-trouble-unknown-kind = This is none of your kinds of contact. Say which one it is, or add it in settings.
imports-trouble-unknown-setting = This is none of your settings. Say which one it is, or add it in settings.
imports-trouble-unknown-mode = This is not a way to meet. Write in person, phone, text or video.
imports-trouble-unknown-outcome = This is not an outcome. Write reached, left message or no answer.
imports-trouble-unknown-role = This is not a role. Write peer worker, peer supervisor, program manager, privacy officer or administrator.
imports-trouble-not-yes-no = This is neither yes nor no. Write yes or no.
imports-trouble-unknown-state = This says neither active nor ended. Write active, resting or ended.
imports-trouble-not-a-number = This is not a number we can use. Write a whole number, such as 12.
imports-trouble-unknown-worker = Nobody here has this name. Say above whose account it is.
imports-trouble-no-worker = Nothing says whose contact this is. Say above whose contacts they are.
imports-trouble-unknown-team = There is no team of this name. Add it under Programs and teams, or leave the column out.
imports-trouble-two-of-that-name = Two people of the program have this name. Write it as it stands on the right person’s page.
imports-trouble-nobody-of-that-name = Nobody of the program has this name. Bring the people in first, or say above that they come in too.
