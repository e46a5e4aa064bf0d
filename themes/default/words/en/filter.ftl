# Filters of lists.
filter-title = Filter
filter-kind = Kind
filter-review = Review
filter-status = Status
filter-audience = Audience
filter-language = Language
filter-owner = Owner
# { $shown } entries of { $count } are shown.
filter-shown = { $shown } of { $count } shown
# Of { $count } entries { $found } are as wished; the first { $shown } are shown.
filter-first = { $found } of { $count } match, the first { $shown } shown
filter-failed = Some of the list couldn't be fetched. Check the connection and choose again.
filter-clear = Clear filters
filter-more = Show more
# Stands before links to lists ("Industry", "Product"), where filters can't work.
filter-lists = Lists by:
filter-at-first = Filter the whole list
# A document's status that has no sign of its own.
sign-approved = Approved
