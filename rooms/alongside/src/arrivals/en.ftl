# Texts kept with a person.
arrivals-kept = From before
arrivals-sheet = From a spreadsheet, { $day }
arrivals-merged = From the record of { $name }, which became part of this one { $day }
arrivals-phone = Phone
arrivals-pronouns = Pronouns
arrivals-reach = How to reach them
arrivals-born = Born
arrivals-next = Next step
arrivals-ended = Words to remember
arrivals-alike = { $count ->
    [one] Two people may be the same person.
   *[other] { $count } pairs of people may be the same person.
}
arrivals-alike-link = Look at them
