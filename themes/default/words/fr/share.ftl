share-link = Partager
share-selection = Partager ce texte
share-copied = Lien copié
share-copied-text = Lien vers le texte copié
share-failed = La copie n’est pas autorisée
