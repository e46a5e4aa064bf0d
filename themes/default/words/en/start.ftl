# Start pages of functions, and what home says of them.
start-in = I work in
start-seller = Sales
start-bid-team = Bids
start-marketing = Marketing
start-seller-title = For sellers
start-bid-team-title = For the bid team
start-marketing-title = For marketing
# Ticked on a start page, in this browser.
start-first = Show this first on the home page
start-all = All { $count }
start-more = More
start-uses = { $count ->
    [one] named once
   *[other] named { $count } times
}
start-nobody = Nobody's

start-plays = Plays by stage
start-plays-none = No play serves a stage yet. A document of the kind playbook with a stage makes one.
start-cards = Battle cards
start-cards-none = No competitor has been analysed yet. A document of the kind swot makes a card.
start-proof = Proof
start-proof-none = No case study and no proof is here yet.
start-recent = Recently changed
start-recent-none = Nothing here has a date yet.
start-topics = Answers by topic
start-topics-none = No answer is here yet. A document of the kind answer makes one.
start-urgent = Answers to be checked
start-urgent-none = Every answer that has been checked is still good.
start-latest = Latest answers
start-latest-none = No answer is here yet.
start-evidence = Evidence that answers name
start-evidence-none = No answer names evidence yet.
start-drafts = Not approved yet
start-drafts-none = Nothing waits to be written or approved.
start-due = To be checked, by owner
start-due-none = Nothing that has been checked is due.
start-untouched = Longest untouched
start-untouched-none = Nothing here has a date yet.
start-holes = Where something may be missing
start-holes-none = There is no proof, persona or analysis yet to look for holes in.
start-linked = Most linked to
start-linked-none = No document has more than one link to it.

# Home of a library without a page of its own.
home-contents = In this library
home-root = At the top
