glossary-letters = Buchstaben
glossary-synonyms = Auch
glossary-avoid = Nicht sagen
glossary-more = Mehr zu diesem Begriff
