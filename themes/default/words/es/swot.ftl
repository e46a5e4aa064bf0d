swot-card = Ficha competitiva
swot-more = { $count } más
swot-more-text = Más
swot-internal = Origen interno
swot-external = Origen externo
swot-helpful = Favorable
swot-harmful = Desfavorable
swot-strengths = Fortalezas
swot-weaknesses = Debilidades
swot-opportunities = Oportunidades
swot-threats = Amenazas
swot-area = Área
swot-area-capability = Capacidades
swot-area-change-management = Gestión del cambio
swot-area-value = Valor
swot-area-company = Empresa
swot-area-selling = Venta
swot-area-none = Sin área
swot-say-internal = Interno
swot-say-partner = Para socios
swot-say-customer = Se puede decir
swot-stale = { $days ->
    [one] Desfasado: un día
   *[other] Desfasado: { $days } días
}
swot-unsourced = Sin fuente
swot-undated = Sin fecha
swot-coverage = Cobertura por área
swot-claims = { $count ->
    [one] 1 afirmación
   *[other] { $count } afirmaciones
}
swot-no-claim = ninguna
swot-hole = Ninguna afirmación
swot-age = { $days ->
    [one] de hace 1 día
   *[other] de hace { $days } días
}
swot-ages = de hace { $newest } a { $oldest } días
swot-stale-claims = desfasadas: { $count }
swot-matrix = Todos los análisis en paralelo
swot-matrix-hint = Cuatro cuadrados representan fortalezas y debilidades, oportunidades y amenazas; uno relleno tiene afirmaciones sobre el área.
swot-subject = Análisis
swot-claims-column = Afirmaciones
swot-stale-column = Desfasadas
swot-win-column = Por qué ganamos
swot-review-column = Revisión
swot-cell = Fortalezas { $strengths }, debilidades { $weaknesses }, oportunidades { $opportunities }, amenazas { $threats }
swot-missing = Aún sin análisis:
swot-entries = Cada análisis
