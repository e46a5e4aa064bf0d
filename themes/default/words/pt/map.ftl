map-title = Mapa de conteúdo
map-description = { $count ->
    [one] Um documento em uso por etapa: onde não há nada e onde está desatualizado?
   *[other] { $count } documentos em uso por etapa: onde não há nada e onde está desatualizado?
}
map-tables = Tabelas
map-personas = Personas
map-by-industry = Personas por setor
map-by-industry-hint = Só contam os documentos que citam o setor.
map-nothing = Nada
map-stale = desatualizados: { $count }
map-holes = vazias: { $count }
