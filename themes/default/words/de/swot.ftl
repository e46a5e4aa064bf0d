swot-card = Battle Card
swot-more = { $count } weitere
swot-more-text = Mehr
swot-internal = Interner Ursprung
swot-external = Externer Ursprung
swot-helpful = Hilfreich
swot-harmful = Hinderlich
swot-strengths = Stärken
swot-weaknesses = Schwächen
swot-opportunities = Chancen
swot-threats = Risiken
swot-area = Bereich
swot-area-capability = Fähigkeiten
swot-area-change-management = Veränderungsmanagement
swot-area-value = Wert
swot-area-company = Unternehmen
swot-area-selling = Vertrieb
swot-area-none = Kein Bereich angegeben
swot-say-internal = Intern
swot-say-partner = Für Partner
swot-say-customer = Darf gesagt werden
swot-stale = { $days ->
    [one] Veraltet: einen Tag alt
   *[other] Veraltet: { $days } Tage alt
}
swot-unsourced = Keine Quelle
swot-undated = Kein Datum
swot-coverage = Abdeckung nach Bereich
swot-claims = { $count ->
    [one] 1 Aussage
   *[other] { $count } Aussagen
}
swot-no-claim = keine
swot-hole = Keine Aussage
swot-age = { $days ->
    [one] 1 Tag alt
   *[other] { $days } Tage alt
}
swot-ages = { $newest } bis { $oldest } Tage alt
swot-stale-claims = { $count } veraltet
swot-matrix = Alle Analysen nebeneinander
swot-matrix-hint = Vier Quadrate stehen für Stärken und Schwächen, Chancen und Risiken; ein gefülltes hat Aussagen zum Bereich.
swot-subject = Analyse
swot-claims-column = Aussagen
swot-stale-column = Veraltet
swot-win-column = Warum wir gewinnen
swot-review-column = Prüfung
swot-cell = Stärken { $strengths }, Schwächen { $weaknesses }, Chancen { $opportunities }, Risiken { $threats }
swot-missing = Noch keine Analyse:
swot-entries = Jede Analyse
