site-skip = Ir al texto
site-dark = Colores oscuros
site-contents = Contenido
site-library = Biblioteca
site-home = Inicio
site-trail = Ruta de navegación
site-internal = interno
site-feed = Feed
site-language = Idioma
site-language-home = (inicio)
site-all = Ver los { $count }
site-more = y { $count } más
site-link-copied = Enlace copiado
missing-title = Página no encontrada
missing-why = No hay ninguna página en esta dirección. Puede que se haya movido o que no forme parte de esta edición.
missing-search = Búsquela arriba o vuelva a empezar:
missing-home = Inicio
moved-title = Esta página se ha movido
moved-file = La versión más reciente
in-language = { $language ->
    [de] en alemán
    [en] en inglés
    [es] en español
    [fr] en francés
    [ja] en japonés
    [pt] en portugués
   *[other] en { $name }
}
