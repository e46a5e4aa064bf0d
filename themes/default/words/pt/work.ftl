work-owner = Responsável
work-expired = Expirados
work-overdue = Atrasados
work-due = A revisar em breve
work-draft = Rascunhos
work-unreviewed = Nunca revisados
work-all = Todos os documentos
work-count = Documentos
work-nobody = Ninguém
work-unowned = precisa de responsável
work-more = { $count ->
    [one] e mais um abaixo
   *[other] e mais { $count } abaixo
}
