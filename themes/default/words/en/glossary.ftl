# The glossary, and the cards on its terms.
glossary-letters = Letters
glossary-synonyms = Also
glossary-avoid = Don't say
glossary-more = More about this term
