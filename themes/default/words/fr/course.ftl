course-lessons = Leçons
course-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
course-min = { $count } min
course-for = Pour { $from } : ce que fait { $to }
course-and = { " et " }
course-needs = À suivre avant
course-progress = { $done } leçons sur { $total } terminées
course-left = reste { $minutes } min
course-begin = Commencer par { $lesson }
course-next = Continuer avec { $lesson }
course-finished = Toutes les leçons sont terminées
course-done = Terminé
course-certificate = Attestation
lesson-place = Leçon { $position } sur { $count }
lesson-course = Cours
lesson-before = Précédente
lesson-after = Suivante
lesson-not-yet = Pas encore terminée. Vous pouvez continuer, mais cette leçon s’appuie dessus.
lesson-finish = Marquer comme terminée
lesson-finished = Terminée le { $day }
lesson-again = Marquer comme non terminée
quiz-rule = { $count ->
    [one] 1 question. { $mark } % de bonnes réponses pour réussir.
   *[other] { $count } questions. { $mark } % de bonnes réponses pour réussir.
}
quiz-answer = Réponse
quiz-several = Plusieurs réponses peuvent être justes.
quiz-check = Vérifier
quiz-choose = Choisissez d’abord une réponse.
quiz-right = Juste
quiz-wrong = Faux
quiz-passed = Réussi : { $score } % de bonnes réponses.
quiz-failed = { $score } % de bonnes réponses, il en faut { $mark } %.
quiz-again = Recommencer
certificate-title = Attestation
certificate-needs = Le navigateur remplit cette attestation avec ce que vous y avez terminé. Cela nécessite JavaScript.
certificate-would = Quand toutes les leçons seront terminées, votre nom, la date et vos résultats figureront ici, prêts à imprimer.
certificate-missing = Reste à faire
certificate-name = Votre nom, tel qu’il doit figurer sur l’attestation
certificate-keeps = Conservé uniquement dans ce navigateur.
certificate-says = a terminé le cours
certificate-on = Terminé le { $day }
certificate-score = { $score } % de bonnes réponses
certificate-print = Imprimer
training-title = Qui apprend quoi
training-lead = Une ligne par fonction qui apprend, une colonne par fonction dont on apprend le travail.
training-from = De
training-hole = Personne n’enseigne à { $from } ce que fait { $to }.
training-own = son propre travail
training-role = Ma fonction
training-choose = choisissez votre fonction
training-known = Ce que vous savez
training-lacking = Ce qui vous manque
training-holes = Ce que personne ne vous enseigne encore
training-nothing = Rien pour l’instant.
training-all = Tous les cours
