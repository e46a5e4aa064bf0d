playbook-trigger = Commencer quand
playbook-exit = Terminé quand
playbook-personas = Avec
playbook-steps = Étapes
playbook-progress = { $done } sur { $total } cochés
playbook-step-progress = { $done }/{ $total }
playbook-reset = Tout décocher
playbook-undo = Rétablir les coches
playbook-cost = { $cost } par utilisation
playbook-limit = Limite :
playbook-print = Imprimer sur une page
playbook-list-start = Commencer quand
playbook-list-steps = { $count ->
    [one] 1 étape
   *[other] { $count } étapes
}
playbook-other-stage = Sans étape
