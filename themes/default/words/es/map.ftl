map-title = Mapa de contenidos
map-description = { $count ->
    [one] Un documento en uso por etapa: ¿dónde no hay nada y dónde está desfasado?
   *[other] { $count } documentos en uso por etapa: ¿dónde no hay nada y dónde está desfasado?
}
map-tables = Tablas
map-personas = Perfiles
map-by-industry = Perfiles por sector
map-by-industry-hint = Solo se cuentan los documentos que nombran el sector.
map-nothing = Nada
map-stale = desfasados: { $count }
map-holes = vacías: { $count }
