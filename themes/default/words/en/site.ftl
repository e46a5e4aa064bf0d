# What stands around every page.
site-skip = Skip to the text
site-dark = Dark colours
site-contents = Contents
site-library = Library
site-home = Home
site-trail = Breadcrumb
# Stands behind the library's name where the site is for the company's own people.
site-internal = internal
site-feed = Feed
# Names the list of languages.
site-language = Language
# Stands behind a language that a page isn't there in: the link leads to that language's home page.
site-language-home = (home page)
site-all = All { $count }
# Ends a list that isn't shown whole.
site-more = and { $count } more
# Said where a heading's address has been copied.
site-link-copied = Link copied

# The page that stands where there is none.
missing-title = Page not found
missing-why = There is no page at this address. It may have moved, or it isn't in this edition.
missing-search = Search for it above, or begin again:
missing-home = Home

# The page at an old address.
moved-title = This page has moved
# The page at the address of a file that stays when the file changes.
moved-file = The newest version

# That a text is in a language other than the page's.
in-language = { $language ->
    [de] in German
    [en] in English
    [es] in Spanish
    [fr] in French
    [ja] in Japanese
    [pt] in Portuguese
   *[other] in { $name }
}
