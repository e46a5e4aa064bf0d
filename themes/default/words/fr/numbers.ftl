number-group = {"\u202F"}
number-decimal = ,
percent = { $number } %
money = { $amount } { $currency }
value-yes = oui
value-no = non
value-days = { $count ->
    [one] 1 jour
   *[other] { $count } jours
}
value-separator = {", "}
