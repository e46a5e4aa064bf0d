asset-replaced = Nimm stattdessen:
asset-no-preview = Kein Bild vom Inhalt.
asset-download = Herunterladen
asset-elsewhere = Dort öffnen, wo sie liegt
asset-cite = Als Quelle kopieren
asset-cited = Quelle kopiert
asset-file = Datei
asset-sort = Art
asset-stable = Adresse, die bleibt
asset-replaces = Tritt an die Stelle von
asset-inside = Was darin steht
asset-sort-deck = Foliensatz
asset-sort-one-pager = Einseiter
asset-sort-datasheet = Datenblatt
asset-sort-white-paper = White Paper
asset-sort-price-list = Preisliste
asset-sort-proposal = Angebot
asset-sort-contract = Vertrag
asset-sort-template = Vorlage
asset-sort-report = Bericht
asset-sort-recording = Aufnahme
asset-sort-transcript = Abschrift
asset-sort-image = Bild
asset-sort-logo = Logo
asset-sort-other = Sonstiges
asset-part-slide = Folie { $number }
asset-part-page = Seite { $number }
asset-part-sheet = Blatt { $name }
asset-part-notes = Notizen zu Folie { $number }
asset-part-text = Text
asset-part-comments-on = Kommentare zu Folie { $number }
asset-part-comments = Kommentare
asset-part-struck-out = Gestrichen
asset-part-cue = Bei { $time }
size-gb = { $size } GB
size-mb = { $size } MB
size-kb = { $size } kB
size-bytes = { $size } Bytes
asset-slides = { $count ->
    [one] 1 Folie
   *[other] { $count } Folien
}
asset-pages = { $count ->
    [one] 1 Seite
   *[other] { $count } Seiten
}
asset-sheets = { $count ->
    [one] 1 Tabellenblatt
   *[other] { $count } Tabellenblätter
}
asset-pixels = { $width } × { $height } Pixel
asset-versions = Fassungen
