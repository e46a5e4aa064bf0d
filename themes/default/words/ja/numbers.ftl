number-group = ,
number-decimal = .
percent = { $number }%
money = { $amount } { $currency }
value-yes = はい
value-no = いいえ
value-days = { $count }日
value-separator = 、
