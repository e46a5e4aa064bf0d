playbook-trigger = Começar quando
playbook-exit = Concluído quando
playbook-personas = Com
playbook-steps = Passos
playbook-progress = { $done } de { $total } marcados
playbook-step-progress = { $done }/{ $total }
playbook-reset = Desmarcar tudo
playbook-undo = Recuperar as marcas
playbook-cost = { $cost } por uso
playbook-limit = Limite:
playbook-print = Imprimir em uma página
playbook-list-start = Começar quando
playbook-list-steps = { $count ->
    [one] 1 passo
   *[other] { $count } passos
}
playbook-other-stage = Sem etapa
