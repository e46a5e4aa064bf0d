asset-replaced = Usa esto en su lugar:
asset-no-preview = No hay imagen del contenido.
asset-download = Descargar
asset-elsewhere = Abrir donde está
asset-cite = Copiar como cita
asset-cited = Cita copiada
asset-file = Archivo
asset-sort = Tipo
asset-stable = Enlace permanente
asset-replaces = Sustituye a
asset-inside = Qué contiene
asset-sort-deck = Presentación
asset-sort-one-pager = Folleto de una página
asset-sort-datasheet = Ficha técnica
asset-sort-white-paper = Libro blanco
asset-sort-price-list = Lista de precios
asset-sort-proposal = Propuesta
asset-sort-contract = Contrato
asset-sort-template = Plantilla
asset-sort-report = Informe
asset-sort-recording = Grabación
asset-sort-transcript = Transcripción
asset-sort-image = Imagen
asset-sort-logo = Logotipo
asset-sort-other = Otro
asset-part-slide = Diapositiva { $number }
asset-part-page = Página { $number }
asset-part-sheet = Hoja { $name }
asset-part-notes = Notas de la diapositiva { $number }
asset-part-text = Texto
asset-part-comments-on = Comentarios de la diapositiva { $number }
asset-part-comments = Comentarios
asset-part-struck-out = Tachado
asset-part-cue = En { $time }
size-gb = { $size } GB
size-mb = { $size } MB
size-kb = { $size } kB
size-bytes = { $size } bytes
asset-slides = { $count ->
    [one] 1 diapositiva
   *[other] { $count } diapositivas
}
asset-pages = { $count ->
    [one] 1 página
   *[other] { $count } páginas
}
asset-sheets = { $count ->
    [one] 1 hoja
   *[other] { $count } hojas
}
asset-pixels = { $width } × { $height } píxeles
asset-versions = Versiones
