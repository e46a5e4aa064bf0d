offline-line = Hors ligne · état au { $day }
offline-title = Cette page n’est pas sur l’appareil
offline-why = Il n’y a pas de connexion, et cette page ne fait pas partie de celles conservées pour ce cas.
offline-search = Cherchez ci-dessus dans les pages conservées, ou repartez de zéro :
offline-retry = Réessayer
