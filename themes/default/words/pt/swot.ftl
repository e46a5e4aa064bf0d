swot-card = Ficha competitiva
swot-more = mais { $count }
swot-more-text = Mais
swot-internal = Origem interna
swot-external = Origem externa
swot-helpful = Favorável
swot-harmful = Desfavorável
swot-strengths = Forças
swot-weaknesses = Fraquezas
swot-opportunities = Oportunidades
swot-threats = Ameaças
swot-area = Área
swot-area-capability = Capacidades
swot-area-change-management = Gestão da mudança
swot-area-value = Valor
swot-area-company = Empresa
swot-area-selling = Venda
swot-area-none = Sem área
swot-say-internal = Interno
swot-say-partner = Para parceiros
swot-say-customer = Pode ser dito
swot-stale = { $days ->
    [one] Desatualizado: um dia
   *[other] Desatualizado: { $days } dias
}
swot-unsourced = Sem fonte
swot-undated = Sem data
swot-coverage = Cobertura por área
swot-claims = { $count ->
    [one] 1 afirmação
   *[other] { $count } afirmações
}
swot-no-claim = nenhuma
swot-hole = Nenhuma afirmação
swot-age = { $days ->
    [one] de 1 dia atrás
   *[other] de { $days } dias atrás
}
swot-ages = de { $newest } a { $oldest } dias atrás
swot-stale-claims = desatualizadas: { $count }
swot-matrix = Todas as análises lado a lado
swot-matrix-hint = Quatro quadrados representam forças e fraquezas, oportunidades e ameaças; um preenchido tem afirmações sobre a área.
swot-subject = Análise
swot-claims-column = Afirmações
swot-stale-column = Desatualizadas
swot-win-column = Por que ganhamos
swot-review-column = Revisão
swot-cell = Forças { $strengths }, fraquezas { $weaknesses }, oportunidades { $opportunities }, ameaças { $threats }
swot-missing = Ainda sem análise:
swot-entries = Cada análise
