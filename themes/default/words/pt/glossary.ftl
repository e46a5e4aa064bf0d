glossary-letters = Letras
glossary-synonyms = Também
glossary-avoid = Não dizer
glossary-more = Mais sobre este termo
