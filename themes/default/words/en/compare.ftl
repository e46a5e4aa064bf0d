# Two documents beside each other.
compare-title = Compare
compare-summary = Two documents of a kind beside each other: facts, fields, and sections of the same heading.
compare-with = Compare with…
compare-kind = Kind
compare-first = First
compare-second = Second
compare-choose = Choose…
compare-facts = Facts
compare-lead = In short
# Stands where one of both has no such part.
compare-nothing = Nothing
compare-failed = A page couldn't be read. It may be gone, or the connection is: choose another, or try again.
# Without JavaScript.
compare-without = Here two documents stand beside each other, where JavaScript is on. Open them from the lists:
