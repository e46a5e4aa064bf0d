site-skip = Aller au texte
site-dark = Couleurs sombres
site-contents = Sommaire
site-library = Bibliothèque
site-home = Accueil
site-trail = Fil d’Ariane
site-internal = interne
site-feed = Flux
site-language = Langue
site-language-home = (accueil)
site-all = Tout ({ $count })
site-more = et { $count } de plus
site-link-copied = Lien copié
missing-title = Page introuvable
missing-why = Il n’y a pas de page à cette adresse. Elle a peut-être été déplacée, ou ne fait pas partie de cette édition.
missing-search = Cherchez-la ci-dessus, ou repartez de zéro :
missing-home = Accueil
moved-title = Cette page a été déplacée
moved-file = La version la plus récente
in-language = { $language ->
    [de] en allemand
    [en] en anglais
    [es] en espagnol
    [fr] en français
    [ja] en japonais
    [pt] en portugais
   *[other] en { $name }
}
