glossary-letters = Letras
glossary-synonyms = También
glossary-avoid = No decir
glossary-more = Más sobre este término
