# Pages of case studies.
case-changed = What changed at { $customer }
case-customer = Customer
case-size = Size
case-reference = Reference
case-reference-yes = Yes
case-reference-ask = Ask first
case-reference-no = No

# What a factor says: $name is what was measured, $amount is how far it went ("58 %", "7.5 points", "3 sites").
case-finding-up = { $name }: up { $amount }
case-finding-down = { $name }: down { $amount }
case-finding-same = { $name }: unchanged

# The same in a table that has the name already.
case-went-up = up { $amount }
case-went-down = down { $amount }
case-went-same = unchanged

# Difference of two percentages.
case-points = { $number } points
case-lower = lower is better
case-higher = higher is better
case-money = money

# Beside the bars, and what they show for those who don't see them.
case-bar-before = { $value } before
case-bar-after = { $value } after
case-chart = { $name }: { $before } before, { $after } after

case-table = The figures as a table
case-factor = Success factor
case-before = Before
case-after = After
case-change = Change
case-outcome = Outcome
case-period = Period
