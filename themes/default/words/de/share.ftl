share-link = Teilen
share-selection = Diesen Text teilen
share-copied = Link kopiert
share-copied-text = Link zum Text kopiert
share-failed = Kopieren ist nicht erlaubt
