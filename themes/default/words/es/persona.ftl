persona-role = Papel en la decisión
persona-concerns = Qué les preocupa
persona-unanswered = Nada responde a esto
persona-unproven = Sin prueba
persona-buy = Por qué compran
persona-not-buy = Por qué no compran
persona-not-for-us = A quién no vendemos
persona-serves = Qué les sirve, etapa por etapa
persona-folded = { $count ->
    [one] Uno más
   *[other] { $count } más
}
persona-more = { $count ->
    [one] y uno más, mediante la búsqueda
   *[other] y { $count } más, mediante la búsqueda
}
