proof-sort-demo = Demonstração
proof-sort-reference = Referência
proof-sort-testimonial = Depoimento
proof-sort-client-list = Lista de clientes
proof-sort-case-study = Estudo de caso
proof-sort-white-paper = White paper
proof-sort-certification = Certificação
proof-sort-biography = Biografia
proof-sort-financials = Dados financeiros
proof-when = Quando usar
proof-sort = Tipo
proof-cost = Custo por uso
proof-limit = Limite
proof-stages = Etapas
proof-concerns = Preocupações que resolve
proof-of-nobody = nenhuma persona tem esta preocupação
proof-matrix = Que prova para que preocupação
proof-matrix-hint = O mais barato vem primeiro, da esquerda para a direita e em cada célula.
proof-concern = Preocupação
proof-first = Começar por
proof-hole = Sem prova
proof-holes = { $count ->
    [one] Uma preocupação não tem prova que possa ser usada hoje.
   *[other] { $count } preocupações não têm prova que possa ser usada hoje.
}
proof-by-stage = Quando usar qual
proof-proof = Prova
proof-entries = Todas as provas
