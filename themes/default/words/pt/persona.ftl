persona-role = Papel na decisão
persona-concerns = O que os preocupa
persona-unanswered = Nada responde a isto
persona-unproven = Sem prova
persona-buy = Por que compram
persona-not-buy = Por que não compram
persona-not-for-us = Para quem não vendemos
persona-serves = O que lhes serve, etapa por etapa
persona-folded = { $count ->
    [one] Mais um
   *[other] Mais { $count }
}
persona-more = { $count ->
    [one] e mais um, pela busca
   *[other] e mais { $count }, pela busca
}
