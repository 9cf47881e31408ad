accounts-place = Accounts
accounts-title = Accounts
accounts-line = Who works here, and what they can open. No record of a person you support is here.
accounts-invite = Invite someone
accounts-teams = Programs and teams
accounts-find = Find by name
accounts-find-go = Find
accounts-program = Program
accounts-all = All programs
accounts-choose = Choose a program
accounts-nobody = Nobody here by that name
accounts-nobody-line = Try fewer letters, or the whole list.
accounts-end = The end of the list
accounts-end-line = Everyone stands before this.
accounts-first = From the start
accounts-next = More
accounts-is-invited = Invited
accounts-is-active = Active
accounts-is-suspended = Suspended
accounts-is-left = Has left

## Someone new

accounts-new-line = You get a link to hand over. Nothing is mailed.
accounts-new-save = Make the account
accounts-name = Name they use
accounts-roles = Their roles
accounts-email-hint = What they sign in with. The house sends no mail.
accounts-role-peer-worker = Walks alongside people and logs contacts
accounts-role-peer-supervisor = Supervises peer workers and sees the people they support
accounts-role-program-manager = Runs a program: its settings and counts, no person’s record
accounts-role-privacy-officer = Sees who opened what, and no person’s record
accounts-role-administrator = Looks after accounts, and sees no person’s record
accounts-place-field = Program and team
accounts-place-team = { $program }, { $team }
accounts-supervisor-1 = First supervisor
accounts-supervisor-2 = Second supervisor
accounts-supervisor-none = Nobody
accounts-purpose-1 = What the first one is for
accounts-purpose-2 = What the second one is for
accounts-purpose-hint = In your own words, like “day to day”
accounts-purpose-daily = day to day
accounts-purpose-sign = sign-off

## One account

accounts-said-invited = The account is there. Make the link now, and hand it over.
accounts-said-name = Saved.
accounts-said-roles = Saved. They sign in again, and are told who changed it.
accounts-said-place = Saved.
accounts-said-supervisors = Saved. From now on these supervisors see the people this worker supports.
accounts-said-active = They can sign in again.
accounts-said-suspended = Suspended. They are signed out everywhere.
accounts-said-left = Noted. They are signed out everywhere, and nothing of work opens for them. For 90 days they can still sign in to their private space.
accounts-state = Where they stand
accounts-stands = Now
accounts-since = Since
accounts-entered = First came in
accounts-not-yet = Not yet
accounts-do-active = Let them sign in again
accounts-do-suspended = Suspend
accounts-do-left = They have left
accounts-do-invited = Invite again
accounts-do-uninvite = Take the invitation back
accounts-will-active = Everything opens as before.
accounts-will-suspended = They are signed out at once and can’t sign in until you let them. What they wrote stays.
accounts-will-left = Nothing of work opens for them any more. For 90 days they can still sign in to their private space, to take it along. What they wrote stays, and their supervisors still see the people they walked with.
accounts-will-invited = They are invited again, and you can make a new link.
accounts-will-not-yourself = Another administrator can suspend this account, or note that you left.
accounts-who = Name and email
accounts-work = What they do
accounts-roles-line = When this changes, they sign in again, and are told that you changed it.
accounts-where = Where they work
accounts-supervisors = Supervisors
accounts-supervisors-line = Each of them sees the people whom this worker supports.

## Links

accounts-invitation = Invitation
accounts-invitation-what = A link that lets this person in for the first time. If an earlier one was lost, make a new one; the old one closes.
accounts-invitation-make = Make the link
accounts-invitation-title = Invitation for { $name }
accounts-invitation-line = Hand this link to them yourself: on your screen, on paper, or in a message only they read.
accounts-invitation-days = It opens once, within 7 days. They choose their own password or passkey.
accounts-way-back = Locked out?
accounts-way-back-what = When you are together, and you know it is them: make a link that opens once, within 10 minutes.
accounts-way-back-make = Make a link back in
accounts-way-back-title = A way back in for { $name }
accounts-way-back-line = Show it to them now. It opens once, within 10 minutes.
accounts-way-back-told = { $name } is told that you made it. It opens the account, never anyone’s private space.
accounts-link-picture = Picture of the link, for a phone’s camera
accounts-link-once = It is shown this once, and kept nowhere. If it is lost, make another.
accounts-link-done = Done
accounts-team-title = Help { $name } back in
accounts-team-empty = Nobody yet
accounts-team-empty-line = People whom you supervise stand here.

## To put right

accounts-fix-email-taken = Another account has this email already
accounts-fix-no-role = Choose at least one thing they do
accounts-fix-last-administrator = Someone has to look after accounts, and nobody else does. Make another administrator first.
accounts-fix-same-supervisor = Choose two different people, and not the worker
accounts-fix-not-a-supervisor = Choose someone who is a peer supervisor here
accounts-fix-not-from-here = That can’t follow from where they stand now
accounts-fix-yourself = Nobody shuts themself out. Ask another administrator to do it.
accounts-fix-place = Choose a program
accounts-fix-purpose = Make the purpose shorter: 200 characters at most
