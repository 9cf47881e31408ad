hand_offs-title = Hand over { $name }
hand_offs-intro = Your colleague sees this name and your note, nothing else, until they take it up. Until then { $name } stays where they are.
hand_offs-intro-waiting = Your colleague sees this name and your note, nothing else, until they take it up. Until then { $name } keeps waiting with you.
hand_offs-to = Who could walk with { $name }?
hand_offs-to-hint = They can say not now, without a reason.
hand_offs-nobody-there = No colleague in this program can take someone up right now. A supervisor can invite one.
hand_offs-note = A note for your colleague
hand_offs-note-hint = What helps to begin well. Write it as if { $name } is beside you.
hand_offs-goes-along = What is planned with { $name } goes along to the new worker.
hand_offs-offer = Offer the hand-over
hand_offs-choose = Choose who could walk with them
hand_offs-already = They are with this colleague already
hand_offs-open-already = An offer is open. Take it back first, on their page
hand_offs-ended = Support has ended. Walk together again first, on their page
hand_offs-note-long = Make the note shorter. { $most } letters is the most
hand_offs-offers = Offered to you
hand_offs-offers-lead = { $count ->
    [one] A colleague asks whether you can walk with someone.
   *[other] Colleagues ask whether you can walk with { $count } people.
}
hand_offs-from = From { $name }, { $when }
hand_offs-from-waiting = Waiting for someone to walk with. { $name } asks you, { $when }
hand_offs-take-up = Take it up
hand_offs-not-now = Not now
hand_offs-history = Hand-overs
hand_offs-row-open = Offered to { $to } by { $by }. No answer yet
hand_offs-row-taken-up = { $from } handed over to { $to }
hand_offs-row-placed = { $to } began to walk with them
hand_offs-row-not-now = { $to } said not now
hand_offs-row-taken-back = Offer to { $to } was taken back
hand_offs-take-back = Take it back
hand_offs-hand-over = Hand over
hand_offs-place = Find someone to walk with them
