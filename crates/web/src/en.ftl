### Words of the house itself: refusals, text that waits, and what client code says.

## What was typed

web-typed = What you typed
web-typed-text = Text { $number }
web-again = Try again
web-home = Go to your first page
web-code = If it keeps happening, tell the person who runs Fullcup: code { $code }.

## Not here (404)

web-not-here = This page isn’t here
web-not-here-safe = It may have moved, or it isn’t yours to open. Nothing was changed.
web-not-here-typed = What you typed wasn’t saved. It is below, so that you can copy it.

## From another site (403)

web-cross = That came from another site
web-cross-safe = So nothing was done with it.
web-cross-do = If you were using Fullcup, open it again by its own address. What was typed is below, so that you can copy it.

## Already saved (409)

web-already = This was already saved
web-already-safe = What you saved first is safe. What you changed after that is not saved yet. It is below.
web-already-do = Open what was saved to correct it there, or save this as something new.
web-already-open = Open what was saved
web-already-new = Save this as something new

## The form came without its key (422)

web-no-key = That isn’t saved yet
web-no-key-safe = The form was incomplete when it got here. What you typed is below.
web-no-key-do = Press the button once to save it.
web-no-key-save = Save

## Not readable (422)

web-unreadable = That couldn’t be read
web-unreadable-safe = Nothing was saved or changed.
web-unreadable-do = Go back, open the form again, and type it once more.

## Too large (413)

web-malformed-safe = What your browser sent was no request that we know. Nothing was saved or changed.
web-malformed-do = Close this tab and open the address again. If it stays, delete the cookies of this site.

web-large = That was too long to save
web-large-safe = Nothing was saved. What you saved before is safe.
web-large-do = Go back and make it shorter, or save it in two parts.

## Too many tries (429)

web-many = Too many tries for now
web-many-safe = Nothing was changed, and nobody is locked out.
web-many-do = Wait a minute, then try again.

## Busy (503)

web-later-save = That didn’t save yet
web-later-read = This page didn’t open yet
web-later-safe = It’s us, not you. A lot is going on right now. What you typed is below.
web-later-safe-read = It’s us, not you. A lot is going on right now.
web-later-do = Wait a few seconds, then try again.

## The disk is full (507)

web-full = That didn’t save
web-full-safe = There is no room left here. Everything saved before is safe, and most pages still open.
web-full-do = Tell the person who runs Fullcup that the disk is full. Keep this page open, or copy your text.

## Broken (500)

web-broken-save = That didn’t save
web-broken-read = This page didn’t open
web-broken-safe = It’s us, not you. What you typed is below.
web-broken-safe-read = It’s us, not you. What you saved before is safe.
web-broken-do = Try again. Pressing twice does not save it twice.

## The session ended in mid-form (401)

web-ended-title = Sign in to save this
web-ended-safe = You were away for a while, so you were signed out. What you typed is kept on this page and comes back after you sign in.
web-ended-email = Email
web-ended-password = Password
web-ended-sign-in = Sign in
web-ended-passkey = Sign in with this phone

## Text that waited

web-parked-title = Your text is here
web-parked-safe = It isn’t saved yet. Nobody else has seen it.
web-parked-send = Save it now
web-parked-leave = Leave it. I don’t need it

## What client code says

web-say-saving = Saving
web-say-offline = No signal. What you typed is still here. Save again when you’re back online.
web-say-draft-saved = Draft saved
web-say-draft-waits = The draft isn’t saved yet. Keep this page open.
web-say-outbox-waiting = { $count } waiting to be sent
web-say-outbox-waiting-last = { $count } waiting to be sent, last sent { $time }
web-say-outbox-kept = No signal. It’s kept on this phone and goes out by itself when you’re back online.
web-say-outbox-stuck = This one came back: { $about }
web-say-outbox-open = See what to put right
web-say-outbox-away = Throw it away
web-say-outbox-away-sure = Throw this away? Nobody else has it.
web-say-outbox-lost = This browser cleared what was kept on this phone. Lost, because it was not sent yet: { $count }. Write it again if you still know it.
web-say-outbox-full = No signal, and this phone has no room left. Keep this page open.
web-say-leaving-unsent = On this phone and nowhere else: { $count }. It stays here, sealed, until you sign in on this phone again. If you give the phone away, it is lost.
web-say-leaving-type = Type “{ $word }” to sign out all the same
web-say-leaving-word = sign out
web-say-lock-title = Locked while you were away
web-say-lock-text = What you typed is still here. Nobody can see it until you are back.
web-say-lock-open = Open with this phone
web-say-lock-password = Sign in with a password, in a new tab
web-say-lock-back = I have signed in
web-say-lock-other = Someone else is signed in now. This page stays locked.
web-say-lock-again = That didn’t work. Try again, or use your password.
web-say-apart = These words open your private space. Fullcup’s server sees this password, so it has to be another one. It was not sent.
web-say-passkey-again = That didn’t work. Try again, or use your password.
web-say-passkey-saved = This phone can sign you in now.

## Person-first words, offered beside a note. { $word } is the word that was typed.

web-say-hint = You wrote “{ $word }”.
web-say-hint-keep = Keep it, it’s their word
web-say-hint-label = It makes one thing the whole person.
web-say-hint-opposite = It makes the other word “dirty”.
web-say-hint-blame = It can sound as if the fault is theirs.
web-say-hint-judgment = It says what we think, not what happened.
web-say-hint-task = It can make a person sound like a task.
web-say-hint-ours = It puts on them what is ours to mend.
web-say-hint-treatment = It can make treatment sound like less than treatment.
web-say-hint-pity = It asks for pity.
web-say-hint-death = It can sound like a crime or a contest.
web-say-hint-peer-work = It makes peer work sound small.
web-foot-account = Account
web-say-tap-first = Kept on this phone. Not yet recoverable: open Me to make your key.
web-say-tap-sealed = Sealed on this phone. It waits for your next visit to Me.
web-say-tap-again = That was not kept. Open Me, and try again there.
