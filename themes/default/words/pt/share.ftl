share-link = Compartilhar
share-selection = Compartilhar este texto
share-copied = Link copiado
share-copied-text = Link para o texto copiado
share-failed = Não é permitido copiar
