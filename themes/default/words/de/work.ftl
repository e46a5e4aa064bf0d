work-owner = Zuständig
work-expired = Abgelaufen
work-overdue = Überfällig
work-due = Bald fällig
work-draft = Entwürfe
work-unreviewed = Nie geprüft
work-all = Alle Dokumente
work-count = Dokumente
work-nobody = Niemand
work-unowned = braucht jemanden, der zuständig ist
work-more = { $count ->
    [one] und eines weiter unten
   *[other] und { $count } weiter unten
}
