work-owner = Responsable
work-expired = Expirés
work-overdue = En retard
work-due = Bientôt à vérifier
work-draft = Brouillons
work-unreviewed = Jamais vérifiés
work-all = Tous les documents
work-count = Documents
work-nobody = Personne
work-unowned = sans responsable à ce jour
work-more = { $count ->
    [one] et un autre plus bas
   *[other] et { $count } autres plus bas
}
