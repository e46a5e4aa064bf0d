# Pages of case studies.
case-changed = What changed at { $customer }
case-factor = Success factor
case-change = Change
case-before = Before
case-after = After
# Difference of two percentages.
case-points = { $number } points
