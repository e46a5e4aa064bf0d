course-lessons = Lektionen
course-minutes = { $count ->
    [one] 1 Minute
   *[other] { $count } Minuten
}
course-min = { $count } Min.
course-for = Für { $from }: was { $to } tut
course-and = { " und " }
course-needs = Vorher belegen
course-progress = { $done } von { $total } Lektionen erledigt
course-left = noch { $minutes } Min.
course-begin = Beginnen mit { $lesson }
course-next = Weiter mit { $lesson }
course-finished = Alle Lektionen erledigt
course-done = Erledigt
course-certificate = Zertifikat
lesson-place = Lektion { $position } von { $count }
lesson-course = Kurs
lesson-before = Zurück
lesson-after = Weiter
lesson-not-yet = Noch nicht erledigt. Weitermachen geht, aber diese Lektion baut darauf auf.
lesson-finish = Als erledigt markieren
lesson-finished = Erledigt am { $day }
lesson-again = Als nicht erledigt markieren
quiz-rule = { $count ->
    [one] 1 Frage. { $mark } % richtig zum Bestehen.
   *[other] { $count } Fragen. { $mark } % richtig zum Bestehen.
}
quiz-answer = Antwort
quiz-several = Mehrere Antworten können richtig sein.
quiz-check = Prüfen
quiz-choose = Erst eine Antwort wählen.
quiz-right = Richtig
quiz-wrong = Nicht richtig
quiz-passed = Bestanden: { $score } % richtig.
quiz-failed = { $score } % richtig, nötig sind { $mark } %.
quiz-again = Noch einmal
certificate-title = Zertifikat
certificate-needs = Der Browser füllt dieses Zertifikat aus dem, was in ihm erledigt wurde. Dazu braucht es JavaScript.
certificate-would = Sind alle Lektionen erledigt, stehen hier Name, Tag und Ergebnisse, bereit zum Drucken.
certificate-missing = Noch zu tun
certificate-name = Name, wie er auf dem Zertifikat stehen soll
certificate-keeps = Bleibt nur in diesem Browser.
certificate-says = hat den Kurs abgeschlossen
certificate-on = Abgeschlossen am { $day }
certificate-score = { $score } % richtig
certificate-print = Drucken
training-title = Wer was lernt
training-lead = Eine Zeile für jede Funktion, die lernt, eine Spalte für jede, deren Arbeit gelernt wird.
training-from = Von
training-hole = Niemand lehrt { $from }, was { $to } tut.
training-own = die eigene Arbeit
training-role = Meine Funktion
training-choose = Funktion wählen
training-known = Schon bekannt
training-lacking = Noch offen
training-holes = Was noch niemand lehrt
training-nothing = Noch nichts.
training-all = Alle Kurse
