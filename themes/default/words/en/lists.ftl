# Pages that list documents, and views over the whole library.
list-pages = Pages of the list
list-before = Before
list-after = After
list-page = { $page } of { $last }
list-title-page = { $title }, page { $page }

tags-title = Tags
owners-title = Owners
review-title = To be checked
review-description = Documents that have expired, are overdue or will be soon, or that nobody has vouched for yet.

home-nobody = Nobody's
home-recent = Recently changed
home-stages = By stage

new-title = What's new
