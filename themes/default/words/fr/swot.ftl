swot-card = Fiche de combat
swot-more = { $count } de plus
swot-more-text = Plus
swot-internal = Origine interne
swot-external = Origine externe
swot-helpful = Favorable
swot-harmful = Défavorable
swot-strengths = Forces
swot-weaknesses = Faiblesses
swot-opportunities = Opportunités
swot-threats = Menaces
swot-area = Domaine
swot-area-capability = Capacités
swot-area-change-management = Conduite du changement
swot-area-value = Valeur
swot-area-company = Entreprise
swot-area-selling = Vente
swot-area-none = Aucun domaine indiqué
swot-say-internal = Interne
swot-say-partner = Pour les partenaires
swot-say-customer = Peut être dit
swot-stale = { $days ->
    [one] Périmé : un jour
   *[other] Périmé : { $days } jours
}
swot-unsourced = Sans source
swot-undated = Sans date
swot-coverage = Couverture par domaine
swot-claims = { $count ->
    [one] 1 affirmation
   *[other] { $count } affirmations
}
swot-no-claim = aucune
swot-hole = Aucune affirmation
swot-age = { $days ->
    [one] vieux d’un jour
   *[other] vieux de { $days } jours
}
swot-ages = vieux de { $newest } à { $oldest } jours
swot-stale-claims = périmées : { $count }
swot-matrix = Toutes les analyses côte à côte
swot-matrix-hint = Quatre carrés représentent forces et faiblesses, opportunités et menaces ; un carré plein contient des affirmations sur le domaine.
swot-subject = Analyse
swot-claims-column = Affirmations
swot-stale-column = Périmées
swot-win-column = Pourquoi nous gagnons
swot-review-column = Vérification
swot-cell = Forces { $strengths }, faiblesses { $weaknesses }, opportunités { $opportunities }, menaces { $threats }
swot-missing = Pas encore d’analyse :
swot-entries = Chaque analyse
