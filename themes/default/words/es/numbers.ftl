number-group = .
number-decimal = ,
percent = { $number } %
money = { $amount } { $currency }
value-yes = sí
value-no = no
value-days = { $count ->
    [one] 1 día
   *[other] { $count } días
}
value-separator = {", "}
