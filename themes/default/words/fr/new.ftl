new-added = Ajouts
new-changed = Modifications
new-reviewed = Vérifiés à nouveau
new-feed = Flux
new-summary = Ce qui a été ajouté, modifié ou vérifié dernièrement.
