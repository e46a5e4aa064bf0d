# Proof: its page, and the matrix on the list of all proof.
proof-sort-demo = Demo
proof-sort-reference = Reference
proof-sort-testimonial = Testimonial
proof-sort-client-list = Client list
proof-sort-case-study = Case study
proof-sort-white-paper = White paper
proof-sort-certification = Certification
proof-sort-biography = Biography
proof-sort-financials = Financials
proof-when = When to use it
proof-sort = Type
proof-cost = Cost per use
proof-limit = Limit
proof-stages = Stages
proof-concerns = Concerns it answers
proof-of-nobody = no persona has this concern
proof-matrix = Which proof for which concern
proof-matrix-hint = The cheapest comes first, from left to right and in each cell.
proof-concern = Concern
proof-first = Start with
proof-hole = No proof
proof-holes = { $count ->
    [one] One concern has no proof that may be used today.
   *[other] { $count } concerns have no proof that may be used today.
}
proof-by-stage = When to use which
proof-proof = Proof
proof-entries = All proof
