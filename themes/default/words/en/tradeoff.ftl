# Trade-offs: give and get.
tradeoff-give = We give
tradeoff-get = We ask for
tradeoff-cost = True cost
tradeoff-priority = Order of offering
tradeoff-authority = Who may grant it
tradeoff-table = Give and get, the cheapest give first
tradeoff-hint = What a give costs us, not what it is worth to them. Ask first, then give.
tradeoff-without-ask = Nothing: then don't give it
tradeoff-order-short = Order
