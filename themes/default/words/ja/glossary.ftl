glossary-letters = 索引
glossary-synonyms = 別名
glossary-avoid = 使わない表現
glossary-more = この用語の詳細
