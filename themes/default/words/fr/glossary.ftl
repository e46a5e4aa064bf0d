glossary-letters = Lettres
glossary-synonyms = Aussi
glossary-avoid = À éviter
glossary-more = En savoir plus sur ce terme
