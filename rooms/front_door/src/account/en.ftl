account-title = Your account
account-moment = { $day }, { $time }
account-save = Save

## What was done

account-said-name = Your name is changed.
account-said-display = Saved.
account-said-device = That device is signed out.
account-said-devices = Every other device is signed out.
account-said-password = Your password is changed. Every other device is signed out.
account-said-codes-on = Six-digit codes are on. You need one after your password from now on.
account-said-codes-off = Six-digit codes are off.
account-said-passkey-added = This phone can sign you in now.
account-said-passkey-renamed = The passkey has its new name.
account-said-passkey-removed = That passkey is removed. It opens nothing any more.
account-said-seen = Put away.

## What the house told

account-notices = News about your account
account-notices-help = Not you? Change your password, then sign every other device out.
account-notice-seen = Put away
account-notice-way-back-made = { $detail } made a link that lets you back in.
account-notice-way-back-used = A link back in was used, and a new password was set.
account-notice-recovery-code-used = A recovery code was used. Left: { $detail }.
account-notice-new-device = A new device signed in: { $detail }.
account-notice-password-changed = Your password was changed.
account-notice-passkey-added = A passkey was added: { $detail }.
account-notice-passkey-removed = A passkey was removed: { $detail }.
account-notice-totp-on = Six-digit codes were turned on.
account-notice-totp-off = Six-digit codes were turned off.
account-notice-hours-changed = { $detail } changed your hours.
account-notice-roles-changed = { $detail } changed what you do here, so you signed in again.

## How you sign in

account-ways-in = How you sign in
account-password = Password
account-password-set = Set
account-password-none = None. You sign in with a passkey.
account-password-title = Change your password
account-password-line = A few words that do not belong together are easy to remember and hard to guess.
account-password-old = Your password now
account-password-new = New password
account-password-hint = 15 characters or more. Spaces are fine.
account-password-others = Every other device is signed out when you change it.
account-password-save = Change password
account-fix-old = That is not your password now. Type it once more.
account-fix-old-wait = That was wrong many times. Wait an hour. If you forgot it, sign out and use a recovery code or a link from your supervisor.

account-codes = Six-digit codes
account-codes-on = On. You type a code from an app after your password.
account-codes-off = Off
account-codes-line = A code from an app on your phone, after your password. A passkey needs none.
account-codes-start = Set up an app
account-codes-start-line = You need an app that makes six-digit codes. Nothing changes until its first code works.
account-codes-remove = Turn codes off
account-codes-remove-line = Without codes, your password alone signs you in.
account-codes-confirm-title = Add Fullcup to your app
account-codes-confirm-line = Point the app at this picture. Then type the code that it shows.
account-codes-picture = Picture for your app. The words below it do the same.
account-codes-typed = Can’t use the picture? Type this instead
account-codes-code = Code from the app
account-codes-confirm = Turn codes on
account-codes-leave = Not now
account-fix-code = That code doesn’t fit. Wait for the next one and type it.

account-recovery = Recovery codes
account-recovery-left = { $count ->
    [0] None left. Make new ones.
    [one] { $count } left
   *[other] { $count } left
}
account-recovery-line = Each one lets you in once, when you have lost your phone or password.
account-recovery-renew = Make new codes
account-recovery-renew-line = Your old codes stop working when you make new ones.
account-recovery-new-title = Your new recovery codes
account-recovery-new-line = Print them or write them down. Keep them away from your phone.
account-recovery-once = They are shown this once. Your old codes no longer work.
account-recovery-done = I have them

account-passkeys = Passkeys
account-passkeys-line = One touch signs you in. There is nothing to remember and nothing to type.
account-passkeys-count = { $count ->
    [0] None yet
    [one] { $count } passkey
   *[other] { $count } passkeys
}
account-passkeys-yours = Your passkeys
account-passkeys-empty = No passkeys yet
account-passkeys-empty-line = Add this phone, and sign in with your fingerprint, face or screen code.
account-passkeys-add = Add this phone
account-passkeys-script = Adding a passkey needs script, which is off in this browser.
account-passkeys-nowhere = Passkeys need an address with a name. This house is open at a number, so they can’t be added here.
account-passkeys-last = This is your only way in, so it stays. Choose a password or add another passkey first.
account-passkeys-help = A passkey stays on your device. Fullcup keeps only the half that checks it.
account-passkey-used = Last used { $time }
account-passkey-unused = Added { $time }, not used yet
account-passkey-change = Rename or remove
account-passkey-name = Name of this passkey
account-passkey-remove = Remove it
account-fix-last-way = This passkey is your only way in. Choose a password or add another passkey first.

## Devices

account-devices = Where you are signed in
account-device = { $browser } on { $system }
account-device-unknown = A browser
account-device-this = This device
account-device-used = Last used { $time }
account-device-end = Sign out
account-devices-end = Sign every other device out
account-devices-kept = Kept: browser and kind of device. Never: address or place.
account-sign-out = Sign out here

## How pages look

account-display = How pages look
account-theme = Colors
account-theme-auto = As my device
account-theme-light = Light
account-theme-dark = Dark
account-theme-sun = Bright sun
account-theme-save = Save colors

## You

account-you = You
account-you-line = Your administrator changes your email and what you do here.
account-name = Name you use
account-name-change = Change name
account-name-title = Change the name you use
account-name-line = Your team and your supervisor see it.
account-email = Email
account-program = Program
account-roles = What you do
account-language = Language
account-language-en = English
account-role-peer-worker = Peer worker
account-role-peer-supervisor = Peer supervisor
account-role-program-manager = Program manager
account-role-privacy-officer = Privacy officer
account-role-administrator = Administrator
account-fix-name = Write a name, like Dee or Dee Alvarez
account-fix-name-long = Make the name shorter: 120 characters at most
account-fix-email = Write an email address, like dee@example.org

account-team = Someone locked out?
account-team-line = You can let people you supervise back in, when you are together.
account-team-go = Help someone back in
