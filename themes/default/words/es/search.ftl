search-title = Buscar
search-words = Palabras de búsqueda
search-how = Palabras, "una frase", -sin
search-close = Cerrar
search-retry = Reintentar
search-filter = Filtrar
search-results = Resultados
search-more = Mostrar más
search-searching = Buscando…
search-first = Lo mejor hasta ahora. La búsqueda continúa…
search-first-only = Solo resultados rápidos: este navegador no puede ejecutar la búsqueda completa.
search-none = Sin resultados. Pruebe con menos palabras u otras.
search-pages = { $count ->
    [one] 1 página.
   *[other] { $count } páginas.
}
search-relaxed = { $count ->
    [one] 1 página, a la que le faltan algunas palabras.
   *[other] { $count } páginas; a algunas les faltan palabras.
}
search-read-as = «{ $word }» no se encontró y se leyó como «{ $words }».
search-or = { $one }» o «{ $other }
search-and = { $one }», «{ $other }
search-also = También se buscó: «{ $words }».
search-absent = En ninguna página: «{ $words }».
search-meant = Quizás quiso decir
search-stale = Revisión vencida
search-why = ¿Por qué aquí?
search-why-word = Palabra
search-why-place = Encontrada en
search-why-rarity = Rareza
search-why-share = Parte
search-why-score = Puntuación
search-why-absent = no está en esta página
search-why-title = título
search-why-wordings = preguntas o sinónimos
search-why-heading = encabezado
search-why-body = texto
search-why-apart = Las palabras no están todas en una misma sección
search-why-incomplete = Faltan algunas palabras
search-why-used = Muy usado
search-offline = No se pudo cargar una parte del índice de búsqueda. Compruebe la conexión.
search-damaged = Una parte del índice de búsqueda llegó dañada.
search-updated = El sitio se ha actualizado desde que se abrió la página. Recárguela para buscar.
search-crashed = El motor de búsqueda se detuvo.
search-unable = Este navegador no puede ejecutar el motor de búsqueda.
