# Pages of competitive analyses.
swot-card = Battle card
swot-more = { $count } more
swot-more-text = More

# The axes of the quadrants: where something comes from, and what it does to the one whom the analysis is about.
swot-internal = Internal origin
swot-external = External origin
swot-helpful = Helpful
swot-harmful = Harmful

swot-strengths = Strengths
swot-weaknesses = Weaknesses
swot-opportunities = Opportunities
swot-threats = Threats

# What a claim is about.
swot-area = Area
swot-area-capability = Capability
swot-area-change-management = Change management
swot-area-value = Value
swot-area-company = Company
swot-area-selling = Selling
swot-area-none = No area given

# To whom a line may be said.
swot-say-internal = Internal
swot-say-partner = For partners
swot-say-customer = May be said

# What is wrong with a claim.
swot-stale = { $days ->
    [one] Stale: one day old
   *[other] Stale: { $days } days old
}
swot-unsourced = No source
swot-undated = No date

swot-coverage = Coverage by area
swot-claims = { $count ->
    [one] 1 claim
   *[other] { $count } claims
}
swot-no-claim = none
swot-hole = No claim
swot-age = { $days ->
    [one] 1 day old
   *[other] { $days } days old
}
swot-ages = { $newest } to { $oldest } days old
swot-stale-claims = { $count } stale

# The matrix of all analyses.
swot-matrix = All analyses side by side
swot-matrix-hint = Four squares stand for strengths and weaknesses, opportunities and threats; a filled one has claims on the area.
swot-subject = Analysis
swot-claims-column = Claims
swot-stale-column = Stale
swot-win-column = Why we win
swot-review-column = Review
swot-cell = Strengths { $strengths }, weaknesses { $weaknesses }, opportunities { $opportunities }, threats { $threats }
swot-missing = No analysis yet:
swot-entries = Each analysis
