proof-sort-demo = Demo
proof-sort-reference = Referenz
proof-sort-testimonial = Kundenstimme
proof-sort-client-list = Kundenliste
proof-sort-case-study = Fallstudie
proof-sort-white-paper = Whitepaper
proof-sort-certification = Zertifizierung
proof-sort-biography = Lebenslauf
proof-sort-financials = Finanzkennzahlen
proof-when = Wann einsetzen
proof-sort = Art
proof-cost = Kosten je Einsatz
proof-limit = Grenze
proof-stages = Phasen
proof-concerns = Bedenken, die er ausräumt
proof-of-nobody = keine Persona hat dieses Bedenken
proof-matrix = Welcher Nachweis für welches Bedenken
proof-matrix-hint = Das Günstigste steht zuerst: von links nach rechts und in jeder Zelle.
proof-concern = Bedenken
proof-first = Anfangen mit
proof-hole = Kein Nachweis
proof-holes = { $count ->
    [one] Für ein Bedenken gibt es keinen Nachweis, der heute verwendet werden darf.
   *[other] Für { $count } Bedenken gibt es keinen Nachweis, der heute verwendet werden darf.
}
proof-by-stage = Wann welcher Nachweis
proof-proof = Nachweis
proof-entries = Alle Nachweise
