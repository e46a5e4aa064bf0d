work-owner = Responsable
work-expired = Caducados
work-overdue = Vencidos
work-due = Vencen pronto
work-draft = Borradores
work-unreviewed = Nunca revisados
work-all = Todos los documentos
work-count = Documentos
work-nobody = Nadie
work-unowned = necesita responsable
work-more = { $count ->
    [one] y uno más abajo
   *[other] y { $count } más abajo
}
