course-lessons = Lições
course-minutes = { $count ->
    [one] 1 minuto
   *[other] { $count } minutos
}
course-min = { $count } min
course-for = Para { $from }: o que { $to } faz
course-and = { " e " }
course-needs = Fazer antes
course-progress = { $done } de { $total } lições concluídas
course-left = faltam { $minutes } min
course-begin = Começar por { $lesson }
course-next = Continuar com { $lesson }
course-finished = Todas as lições concluídas
course-done = Concluído
course-certificate = Certificado
lesson-place = Lição { $position } de { $count }
lesson-course = Curso
lesson-before = Anterior
lesson-after = Próxima
lesson-not-yet = Ainda não concluída. É possível continuar, mas esta lição parte dela.
lesson-finish = Marcar como concluída
lesson-finished = Concluída em { $day }
lesson-again = Marcar como não concluída
quiz-rule = { $count ->
    [one] 1 pergunta. Para passar, { $mark } % de acertos.
   *[other] { $count } perguntas. Para passar, { $mark } % de acertos.
}
quiz-answer = Resposta
quiz-several = Pode haver mais de uma correta.
quiz-check = Verificar
quiz-choose = Escolha primeiro uma resposta.
quiz-right = Certo
quiz-wrong = Errado
quiz-passed = Aprovado: { $score } % de acertos.
quiz-failed = { $score } % de acertos; são necessários { $mark } %.
quiz-again = Tentar de novo
certificate-title = Certificado
certificate-needs = O navegador preenche este certificado com o que foi feito nele. É necessário JavaScript.
certificate-would = Com todas as lições concluídas, o nome, a data e os resultados aparecem aqui, prontos para imprimir.
certificate-missing = Falta fazer
certificate-name = Nome, como deve constar no certificado
certificate-keeps = Guardado somente neste navegador.
certificate-says = concluiu o curso
certificate-on = Concluído em { $day }
certificate-score = { $score } % de acertos
certificate-print = Imprimir
training-title = Quem aprende o quê
training-lead = Uma linha para cada função que aprende, uma coluna para cada função cujo trabalho se aprende.
training-from = De
training-hole = Ninguém ensina a { $from } o que { $to } faz.
training-own = o próprio trabalho
training-role = Minha função
training-choose = escolha sua função
training-known = O que você já sabe
training-lacking = O que falta
training-holes = O que ninguém ensina ainda
training-nothing = Nada ainda.
training-all = Todos os cursos
