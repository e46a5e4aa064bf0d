persona-role = Rolle in der Entscheidung
persona-concerns = Was ihnen Sorgen macht
persona-unanswered = Darauf antwortet noch nichts
persona-unproven = Kein Nachweis
persona-buy = Warum sie kaufen
persona-not-buy = Warum sie nicht kaufen
persona-not-for-us = Wem wir nicht verkaufen
persona-serves = Was ihnen dient, Phase für Phase
persona-folded = { $count ->
    [one] Ein weiteres
   *[other] { $count } weitere
}
persona-more = { $count ->
    [one] und ein weiteres, über die Suche
   *[other] und { $count } weitere, über die Suche
}
