playbook-trigger = Empezar cuando
playbook-exit = Terminado cuando
playbook-personas = Con
playbook-steps = Pasos
playbook-progress = { $done } de { $total } marcados
playbook-step-progress = { $done }/{ $total }
playbook-reset = Desmarcar todo
playbook-undo = Recuperar las marcas
playbook-cost = { $cost } por uso
playbook-limit = Límite:
playbook-print = Imprimir en una página
playbook-list-start = Empezar cuando
playbook-list-steps = { $count ->
    [one] 1 paso
   *[other] { $count } pasos
}
playbook-other-stage = Sin etapa
