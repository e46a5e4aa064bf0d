search-title = Recherche
search-words = Mots à chercher
search-how = Mots, "une expression", -sans
search-close = Fermer
search-retry = Réessayer
search-filter = Filtrer
search-results = Résultats
search-more = Afficher plus
search-searching = Recherche en cours…
search-first = Les meilleurs résultats jusqu’ici. La recherche continue…
search-first-only = Résultats rapides seulement : ce navigateur ne peut pas exécuter la recherche complète.
search-none = Aucun résultat. Essayez moins de mots, ou d’autres mots.
search-pages = { $count ->
    [one] 1 page.
   *[other] { $count } pages.
}
search-relaxed = { $count ->
    [one] 1 page, à laquelle il manque certains mots.
   *[other] { $count } pages ; à certaines, il manque des mots.
}
search-read-as = « { $word } » est introuvable et a été lu comme « { $words } ».
search-or = { $one } » ou « { $other }
search-and = { $one } », « { $other }
search-also = Aussi cherché : « { $words } ».
search-absent = Dans aucune page : « { $words } ».
search-meant = Vouliez-vous dire
search-stale = Vérification en retard
search-why = Pourquoi ici ?
search-why-word = Mot
search-why-place = Trouvé dans
search-why-rarity = Rareté
search-why-share = Part
search-why-score = Score
search-why-absent = absent de cette page
search-why-title = titre
search-why-wordings = questions ou synonymes
search-why-heading = intertitre
search-why-body = texte
search-why-apart = Les mots ne sont pas tous dans une même section
search-why-incomplete = Certains mots manquent
search-why-used = Très utilisé
search-offline = Une partie de l’index de recherche n’a pas pu être chargée. Vérifiez la connexion.
search-damaged = Une partie de l’index de recherche est arrivée endommagée.
search-updated = Le site a été mis à jour depuis l’ouverture de la page. Rechargez-la pour chercher.
search-crashed = Le moteur de recherche s’est arrêté.
search-unable = Ce navigateur ne peut pas exécuter le moteur de recherche.
