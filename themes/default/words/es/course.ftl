course-lessons = Lecciones
course-minutes = { $count ->
    [one] 1 minuto
   *[other] { $count } minutos
}
course-min = { $count } min
course-for = Para { $from }: qué hace { $to }
course-and = { " y " }
course-needs = Cursar antes
course-progress = { $done } de { $total } lecciones hechas
course-left = quedan { $minutes } min
course-begin = Empezar por { $lesson }
course-next = Seguir con { $lesson }
course-finished = Todas las lecciones hechas
course-done = Hecho
course-certificate = Certificado
lesson-place = Lección { $position } de { $count }
lesson-course = Curso
lesson-before = Anterior
lesson-after = Siguiente
lesson-not-yet = Aún no hecha. Se puede seguir, pero esta lección se apoya en ella.
lesson-finish = Marcar como hecha
lesson-finished = Hecha el { $day }
lesson-again = Marcar como no hecha
quiz-rule = { $count ->
    [one] 1 pregunta. Para aprobar, { $mark } % de aciertos.
   *[other] { $count } preguntas. Para aprobar, { $mark } % de aciertos.
}
quiz-answer = Respuesta
quiz-several = Puede haber más de una correcta.
quiz-check = Comprobar
quiz-choose = Elija primero una respuesta.
quiz-right = Correcto
quiz-wrong = Incorrecto
quiz-passed = Aprobado: { $score } % de aciertos.
quiz-failed = { $score } % de aciertos; hacen falta { $mark } %.
quiz-again = Repetir
certificate-title = Certificado
certificate-needs = El navegador rellena este certificado con lo hecho en él. Necesita JavaScript.
certificate-would = Cuando todas las lecciones estén hechas, aquí aparecerán el nombre, la fecha y los resultados, listos para imprimir.
certificate-missing = Falta por hacer
certificate-name = Nombre, tal como debe figurar en el certificado
certificate-keeps = Se guarda solo en este navegador.
certificate-says = ha completado el curso
certificate-on = Completado el { $day }
certificate-score = { $score } % de aciertos
certificate-print = Imprimir
training-title = Quién aprende qué
training-lead = Una fila por cada función que aprende, una columna por cada función cuyo trabajo se aprende.
training-from = De
training-hole = Nadie enseña a { $from } qué hace { $to }.
training-own = su propio trabajo
training-role = Mi función
training-choose = elija su función
training-known = Lo que ya sabe
training-lacking = Lo que le falta
training-holes = Lo que nadie le enseña todavía
training-nothing = Nada todavía.
training-all = Todos los cursos
