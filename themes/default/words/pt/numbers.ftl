number-group = .
number-decimal = ,
percent = { $number }%
money = { $currency } { $amount }
value-yes = sim
value-no = não
value-days = { $count ->
    [one] 1 dia
   *[other] { $count } dias
}
value-separator = {", "}
