site-skip = Zum Text springen
site-dark = Dunkle Farben
site-contents = Inhalt
site-library = Bibliothek
site-home = Startseite
site-trail = Brotkrumen
site-internal = intern
site-feed = Feed
site-language = Sprache
site-language-home = (Startseite)
site-all = Alle { $count }
site-more = und { $count } weitere
site-link-copied = Link kopiert
missing-title = Seite nicht gefunden
missing-why = Unter dieser Adresse gibt es keine Seite. Sie kann verschoben worden sein, oder sie ist nicht Teil dieser Ausgabe.
missing-search = Oben danach suchen oder neu beginnen:
missing-home = Startseite
moved-title = Diese Seite ist umgezogen
moved-file = Die neueste Fassung
in-language = { $language ->
    [de] auf Deutsch
    [en] auf Englisch
    [es] auf Spanisch
    [fr] auf Französisch
    [ja] auf Japanisch
    [pt] auf Portugiesisch
   *[other] auf { $name }
}
