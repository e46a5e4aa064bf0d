asset-replaced = Utilisez plutôt :
asset-no-preview = Pas d’image du contenu.
asset-download = Télécharger
asset-elsewhere = Ouvrir là où il se trouve
asset-cite = Copier comme citation
asset-cited = Citation copiée
asset-file = Fichier
asset-sort = Type
asset-stable = Lien permanent
asset-replaces = Remplace
asset-inside = Ce qu’il contient
asset-sort-deck = Présentation
asset-sort-one-pager = Fiche d’une page
asset-sort-datasheet = Fiche technique
asset-sort-white-paper = Livre blanc
asset-sort-price-list = Liste de prix
asset-sort-proposal = Proposition
asset-sort-contract = Contrat
asset-sort-template = Modèle
asset-sort-report = Rapport
asset-sort-recording = Enregistrement
asset-sort-transcript = Transcription
asset-sort-image = Image
asset-sort-logo = Logo
asset-sort-other = Autre
asset-part-slide = Diapositive { $number }
asset-part-page = Page { $number }
asset-part-sheet = Feuille { $name }
asset-part-notes = Notes de la diapositive { $number }
asset-part-text = Texte
asset-part-comments-on = Commentaires de la diapositive { $number }
asset-part-comments = Commentaires
asset-part-struck-out = Supprimé
asset-part-cue = À { $time }
size-gb = { $size } Go
size-mb = { $size } Mo
size-kb = { $size } ko
size-bytes = { $size } octets
asset-slides = { $count ->
    [one] 1 diapositive
   *[other] { $count } diapositives
}
asset-pages = { $count ->
    [one] 1 page
   *[other] { $count } pages
}
asset-sheets = { $count ->
    [one] 1 feuille
   *[other] { $count } feuilles
}
asset-pixels = { $width } × { $height } pixels
asset-versions = Versions
