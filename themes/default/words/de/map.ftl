map-title = Inhaltskarte
map-description = { $count ->
    [one] Ein verwendbares Dokument nach Phase: Wo ist nichts, und wo ist es veraltet?
   *[other] { $count } verwendbare Dokumente nach Phase: Wo ist nichts, und wo ist es veraltet?
}
map-tables = Tabellen
map-personas = Personas
map-by-industry = Personas nach Branche
map-by-industry-hint = Gezählt werden nur Dokumente, die die Branche nennen.
map-nothing = Nichts
map-stale = { $count } veraltet
map-holes = { $count } leer
