# The search box and its results.
search-title = Search
search-words = Search words
search-how = Words, "a phrase", -without
search-close = Close
search-retry = Try again
search-filter = Filter
search-results = Results
search-more = Show more
search-searching = Searching…
search-first = The best so far. Searching on…
search-first-only = Quick results only: this browser can’t run the full search.
search-none = Nothing found. Try fewer or other words.
search-pages = { $count ->
    [one] 1 page.
   *[other] { $count } pages.
}
search-relaxed = { $count ->
    [one] 1 page, which lacks some of the words.
   *[other] { $count } pages; some of them lack some of the words.
}
# $words are one word, or several by search-or.
search-read-as = “{ $word }” was not found and read as “{ $words }”.
search-or = { $one }” or “{ $other }
search-and = { $one }”, “{ $other }
# Other names from the glossary.
search-also = Also looked for: “{ $words }”.
search-absent = In no page: “{ $words }”.
# Other queries follow, as links.
search-meant = Did you mean
search-stale = Check is overdue
# Why a result stands where it does: a table with a row for each word, and one for each thing that changes the score.
search-why = Why here?
search-why-word = Word
search-why-place = Found in
search-why-rarity = Rarity
search-why-share = Share
search-why-score = Score
search-why-absent = not on this page
search-why-title = title
search-why-wordings = questions or synonyms
search-why-heading = heading
search-why-body = text
search-why-apart = Its words aren’t all in one section
search-why-incomplete = Some of the words are missing
search-why-used = Used much
# What can go wrong, and what to do.
search-offline = A part of the search index could not be fetched. Check the connection.
search-damaged = A part of the search index arrived damaged.
search-updated = This site was updated since the page was opened. Reload the page to search.
search-crashed = The search engine stopped.
search-unable = This browser can’t run the search engine.
