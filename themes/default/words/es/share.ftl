share-link = Compartir
share-selection = Compartir este texto
share-copied = Enlace copiado
share-copied-text = Enlace al texto copiado
share-failed = No se permite copiar
