new-added = Adicionado
new-changed = Alterado
new-reviewed = Revisado de novo
new-feed = Feed
new-summary = O que foi adicionado, alterado e revisado recentemente.
