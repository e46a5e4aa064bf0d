number-group = .
number-decimal = ,
percent = { $number } %
money = { $amount } { $currency }
value-yes = ja
value-no = nein
value-days = { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
}
value-separator = {", "}
