# Personas.
persona-role = Part in the decision
persona-concerns = What they worry about
persona-unanswered = Nothing addresses this
persona-unproven = No proof
persona-buy = Why they buy
persona-not-buy = Why they don't
persona-not-for-us = Who we don't sell to
persona-serves = What serves them, stage by stage
persona-folded = { $count ->
    [one] One more
   *[other] { $count } more
}
persona-more = { $count ->
    [one] and one more, found by search
   *[other] and { $count } more, found by search
}
