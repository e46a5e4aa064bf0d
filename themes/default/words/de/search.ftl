search-title = Suche
search-words = Suchwörter
search-how = Wörter, "ein Satzteil", -ohne
search-close = Schließen
search-retry = Noch einmal versuchen
search-filter = Filtern
search-results = Ergebnisse
search-more = Mehr zeigen
search-searching = Suche läuft …
search-first = Das Beste bis hierher. Die Suche läuft weiter …
search-first-only = Nur schnelle Treffer: Dieser Browser kann die volle Suche nicht ausführen.
search-none = Nichts gefunden. Weniger oder andere Wörter versuchen.
search-pages = { $count ->
    [one] 1 Seite.
   *[other] { $count } Seiten.
}
search-relaxed = { $count ->
    [one] 1 Seite, der einige der Wörter fehlen.
   *[other] { $count } Seiten; manchen davon fehlen einige der Wörter.
}
search-read-as = „{ $word }“ wurde nicht gefunden und als „{ $words }“ gelesen.
search-or = { $one }“ oder „{ $other }
search-and = { $one }“, „{ $other }
search-also = Auch gesucht: „{ $words }“.
search-absent = Auf keiner Seite: „{ $words }“.
search-meant = Gemeint war vielleicht
search-stale = Prüfung überfällig
search-why = Warum hier?
search-why-word = Wort
search-why-place = Gefunden in
search-why-rarity = Seltenheit
search-why-share = Anteil
search-why-score = Punkte
search-why-absent = nicht auf dieser Seite
search-why-title = Titel
search-why-wordings = Fragen oder Synonyme
search-why-heading = Überschrift
search-why-body = Text
search-why-apart = Die Wörter stehen nicht alle in einem Abschnitt
search-why-incomplete = Einige der Wörter fehlen
search-why-used = Viel genutzt
search-offline = Ein Teil des Suchindex konnte nicht geladen werden. Verbindung prüfen.
search-damaged = Ein Teil des Suchindex kam beschädigt an.
search-updated = Die Site wurde erneuert, seit die Seite geöffnet wurde. Zum Suchen neu laden.
search-crashed = Die Suche ist abgebrochen.
search-unable = Dieser Browser kann die Suche nicht ausführen.
