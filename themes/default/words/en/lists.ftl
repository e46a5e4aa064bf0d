# Pages that list documents, and views over the whole library.
new-title = What's new
glossary-letters = Letters
