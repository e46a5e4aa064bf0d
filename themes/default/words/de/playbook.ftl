playbook-trigger = Beginnen, wenn
playbook-exit = Fertig, wenn
playbook-personas = Mit
playbook-steps = Schritte
playbook-progress = { $done } von { $total } abgehakt
playbook-step-progress = { $done }/{ $total }
playbook-reset = Alle Haken entfernen
playbook-undo = Haken zurückholen
playbook-cost = { $cost } je Einsatz
playbook-limit = Grenze:
playbook-print = Auf einer Seite drucken
playbook-list-start = Beginnen, wenn
playbook-list-steps = { $count ->
    [one] 1 Schritt
   *[other] { $count } Schritte
}
playbook-other-stage = Ohne Phase
