persona-role = Rôle dans la décision
persona-concerns = Ce qui les inquiète
persona-unanswered = Rien n’y répond encore
persona-unproven = Aucune preuve
persona-buy = Pourquoi ils achètent
persona-not-buy = Pourquoi ils n’achètent pas
persona-not-for-us = À qui nous ne vendons pas
persona-serves = Ce qui leur sert, étape par étape
persona-folded = { $count ->
    [one] Un de plus
   *[other] { $count } de plus
}
persona-more = { $count ->
    [one] et un autre, par la recherche
   *[other] et { $count } autres, par la recherche
}
