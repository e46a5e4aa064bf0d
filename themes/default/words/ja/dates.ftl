day = { $year }年{ $month }月{ $day }日
month = { $year }年{ $month }月
