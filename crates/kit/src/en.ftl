### Words of the kit: the page around every page, and what parts say by themselves.

kit-product = Fullcup
kit-title = { $title } | { kit-product }
kit-title-error = Error: { $title } | { kit-product }
kit-skip = Skip to main content
kit-lock = Lock
kit-help-now = Help now
kit-nav = Main
kit-foot = About you
kit-signed-in = Signed in as { $name }
kit-demo = Demo. Everyone here is invented.

## Who can see this

kit-who = Who can see this
kit-who-mixed = On this page
kit-who-house = No one’s record is on this page
kit-who-house-here = Only what you need to sign in, set things up and get help.
kit-who-signing-in = Work can see that you signed in. Nothing else
kit-who-signing-in-seen = The time, and that it was you.
kit-who-signing-in-not = What you wrote or read.
kit-who-private = Only you can see this
kit-who-private-it = Only you can see it
kit-who-private-who = You. It is locked with your key.
kit-who-private-not = Anyone at work. Not your supervisor, not the people who run the system.
kit-who-counts = Counts only. No names on this page
kit-who-counts-who = Counts from logged work. The managers of this program see them.
kit-who-counts-not = Groups under 5 people are not shown.
kit-who-anon = Nobody can see who answered
kit-who-anon-it = Nobody can see who answered
kit-who-anon-who = Nobody. Answers carry no name.
kit-who-anon-not = Groups under 5 are not shown.
kit-who-work = { $people } can see this
kit-who-work-it = { $people } can see it
kit-who-work-alone = Only you can see this for now
kit-who-work-alone-it = Only you can see it for now
kit-who-work-nobody = Nobody can open this now
kit-who-work-nobody-it = Nobody can open it now
kit-who-shared = { $people } can see this until { $until }
kit-who-shared-it = { $people } can see it until { $until }
kit-who-you = You
kit-who-two = { $first } and { $last }
kit-who-list = { $first }, { $last }
kit-who-row-who = Who
kit-who-row-here = Here
kit-who-row-not = Not
kit-who-row-log = Log
kit-who-row-until = Until
kit-who-row-seen = Seen
kit-who-row-not-seen = Not seen
kit-who-list-end = { $people }.
kit-who-row-offer = Offer
kit-who-offered = Whoever you ask sees the name and your note, nothing else, until they take it up.
kit-who-offered-it = { $saved }, and so can whoever you ask
kit-who-work-not = Anyone else, unless the person agrees.
kit-who-work-log = Every time someone opens it, that is written down.
kit-who-role-peer-worker = peer workers
kit-who-role-peer-supervisor = peer supervisors
kit-who-role-program-manager = program managers
kit-who-role-privacy-officer = the privacy officer
kit-who-role-administrator = administrators

## The circles

kit-circle-private = Private
kit-circle-shared = Shared by me
kit-circle-shared-with-me = Shared with me
kit-circle-work = Work
kit-circle-anon = Anonymous
kit-circle-house = Open

## Parts

kit-errors = { $count ->
    [one] One thing to fix
   *[other] { $count } things to fix
}
kit-page-newer = Newer
kit-page-older = Older
kit-pages = Pages
kit-on = On
kit-off = Off

## Dates and times

kit-today = Today
kit-yesterday = Yesterday
kit-tomorrow = Tomorrow
kit-now = Now
kit-in = In { $time }
kit-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
kit-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
kit-hours-minutes = { kit-hours } { kit-minutes }
kit-am = { $time } AM
kit-pm = { $time } PM
kit-date = { $month } { $day }
kit-date-year = { $month } { $day }, { $year }
kit-date-long = { $weekday }, { $month } { $day }

kit-monday = Monday
kit-tuesday = Tuesday
kit-wednesday = Wednesday
kit-thursday = Thursday
kit-friday = Friday
kit-saturday = Saturday
kit-sunday = Sunday
kit-mon = Mon
kit-tue = Tue
kit-wed = Wed
kit-thu = Thu
kit-fri = Fri
kit-sat = Sat
kit-sun = Sun
kit-january = January
kit-february = February
kit-march = March
kit-april = April
kit-may = May
kit-june = June
kit-july = July
kit-august = August
kit-september = September
kit-october = October
kit-november = November
kit-december = December
kit-jan = Jan
kit-feb = Feb
kit-mar = Mar
kit-apr = Apr
kit-may-short = May
kit-jun = Jun
kit-jul = Jul
kit-aug = Aug
kit-sep = Sep
kit-oct = Oct
kit-nov = Nov
kit-dec = Dec

kit-level-0 = Empty
kit-level-1 = Low
kit-level-2 = Half
kit-level-3 = Good
kit-level-4 = Full
