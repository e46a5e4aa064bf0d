# How numbers are written: what stands between groups of three digits, and before decimals.
number-group = ,
number-decimal = .
percent = { $number } %
money = { $currency } { $amount }

# Values of fields.
value-yes = yes
value-no = no
value-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
# Stands between several values.
value-separator = {", "}
