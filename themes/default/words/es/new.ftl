new-added = Añadido
new-changed = Modificado
new-reviewed = Revisado de nuevo
new-feed = Feed
new-summary = Lo añadido, modificado y revisado últimamente.
