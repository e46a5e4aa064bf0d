proof-sort-demo = Demo
proof-sort-reference = Referencia
proof-sort-testimonial = Testimonio
proof-sort-client-list = Lista de clientes
proof-sort-case-study = Caso de éxito
proof-sort-white-paper = Libro blanco
proof-sort-certification = Certificación
proof-sort-biography = Biografía
proof-sort-financials = Datos financieros
proof-when = Cuándo usarla
proof-sort = Tipo
proof-cost = Coste por uso
proof-limit = Límite
proof-stages = Etapas
proof-concerns = Preocupaciones que resuelve
proof-of-nobody = ningún perfil tiene esta preocupación
proof-matrix = Qué prueba para qué preocupación
proof-matrix-hint = Lo más barato va primero, de izquierda a derecha y en cada celda.
proof-concern = Preocupación
proof-first = Empezar por
proof-hole = Sin prueba
proof-holes = { $count ->
    [one] Una preocupación no tiene ninguna prueba utilizable hoy.
   *[other] { $count } preocupaciones no tienen ninguna prueba utilizable hoy.
}
proof-by-stage = Cuándo usar cada una
proof-proof = Prueba
proof-entries = Todas las pruebas
